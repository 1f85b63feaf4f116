"""Do figures of a file become figures as if each had been reported by hand: whole, once, and as the page showed them?"""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.definitions import name_part
from indicators.imports.applying import confirm, shown
from indicators.imports.waiting import read_waiting, record_confirmed
from indicators.models import FigureFile, Indicator, Observation
from indicators.returns import close_period, set_return_rules
from records.models import AuditEntry
from records.refusal import Refused
from tests.indicators.figure_files import (
    again,
    confirmed,
    counts,
    faults,
    figures,
    found,
    friday,
    long,
    page_of,
    post,
    recorded,
    sent,
)
from tests.pages import address_of, drawn, hidden, queries, text_of


@pytest.fixture
def later(world):
    world.define_indicator("FD-05")
    world.define_indicator("FD-04", unit="percent", polarity="higher", every="month")
    world.define_indicator("WF-01", unit="per_worker", every="quarter")
    world.clock.move_to(date(2012, 11, 20))


@pytest.fixture
def analyst(world, later, client_of):
    return client_of(world.analyst)


MIXED = (
    "FD-05,2012-10-12,,,41,,,,",
    'FD-05,19 October 2012,,,"1,040",,As counted by hand.,,',
    "fd-05,26/10/2012,,,,The system was down.,,,",
    "FD-04,October 2012,180,200,,,,,",
    "FD-04,Sep-12,0,0,,,,,",
    "FD-04,31/08/2012,2,3,66.7%,,,,",
    "WF-01,July to September 2012,, , 14.25 ,,,,",
    "FD-05,2012-11-02,,,,,,,",
)


def test_a_file_of_figures_is_previewed_and_recorded_whole(world, analyst):
    file = sent(analyst, world, long(*MIXED))
    assert faults(file) == []
    assert (counts(file), found(file)["silent"]) == ((7, 0, 0, 0), 1)
    page = text_of(analyst.get(page_of(world, file)))
    assert "This file would record 7 new figures" in page
    assert "1 row without a figure, which changes nothing" in page
    assert "Record these 7 figures" in page
    assert not Observation.objects.exists()
    asked = found(file)["questions"]
    assert [(one["column"], one["row"]) for one in asked] == [("E", 3)]
    assert confirmed(analyst, world, file).status_code == 422  # what is unusual is asked about once
    done = recorded(analyst, world, file, confirmed="on")
    assert (done.figures, done.failed) == (7, "")
    assert "Recorded: 7 new figures" in text_of(analyst.get(page_of(world, file)))
    entry = AuditEntry.objects.latest("number")
    assert (entry.verb, entry.thing, sorted(entry.fields)) == (
        "record_figures", "figures of file 1", ["changed", "file", "new", "same"],
    )  # fmt: skip


def test_rows_are_those_that_a_form_would_have_made(world, analyst):
    """Each kind of figure, new and revised, by file and by hand, column by column."""
    made = {}
    for how in ("by file", "by hand"):
        code = "AA-" + how[3:].upper()
        for unit in ("count", "percent", "rate"):
            world.define_indicator(f"{code}-{unit[0]}", unit=unit, polarity="higher", every="month")
    first = [
        ("c", None, None, "12", "", "A note."), ("p", "2", "3", None, "", ""), ("r", None, None, "14.25", "", ""),
    ]  # fmt: skip
    second = [
        ("c", None, None, None, "Not counted.", ""),
        ("p", "0", "0", None, "", ""),
        ("r", None, None, "14.3", "", ""),
    ]
    for figures_of in (first, second):
        reason = "" if figures_of is first else "Counted again."
        rows = [
            f"AA-FILE-{unit},October 2012,{many or ''},{out_of or ''},{value or ''},{none},{note},,{reason}"
            for unit, many, out_of, value, none, note in figures_of
        ]
        recorded(analyst, world, sent(analyst, world, long(*rows)))
        for unit, many, out_of, value, none, note in figures_of:
            world.report(
                Indicator.objects.for_notice(world.notice).get(code=f"AA-HAND-{unit}"),
                date(2012, 10, 31),
                value,
                numerator=many and Decimal(many),
                denominator=out_of and Decimal(out_of),
                no_data_because=none,
                note=note,
                reason=reason,
                confirmed=True,
            )
    for how in ("FILE", "HAND"):
        rows = Observation.objects.filter(indicator__code__startswith=f"AA-{how}").order_by("indicator__code", "number")
        made[how] = [
            {name: value for name, value in row.items() if name not in ("id", "indicator_id", "recorded_at")}
            for row in rows.values()
        ]
    assert len(made["FILE"]) == 6
    assert made["FILE"] == made["HAND"]


# What stands already


def test_a_change_needs_a_reason_in_its_row_for_the_file_or_with_the_yes(world, analyst):
    recorded(analyst, world, sent(analyst, world, long("FD-05,2012-10-12,,,41,,,,", "FD-05,2012-10-19,,,42,,,,")))
    revising = long("FD-05,2012-10-12,,,40,,,,Counted twice.", "FD-05,2012-10-19,,,43,,,,")
    file = sent(analyst, world, revising)
    assert (counts(file), found(file)["without_reason"], found(file)["reasons"]) == ((0, 2, 0, 0), 1, ["I3"])
    page = text_of(analyst.get(page_of(world, file)))
    assert "This file would record 2 changed figures" in page
    assert "1 figure that stands would change, and the file does not say why: I3." in page
    assert confirmed(analyst, world, file, reason=" ").status_code == 422
    recorded(analyst, world, file, reason="A late return.")
    assert [(row[2], row[7], row[9]) for row in figures() if row[3] == 2] == [
        (date(2012, 10, 12), Decimal(40), "Counted twice."),
        (date(2012, 10, 19), Decimal(43), "A late return."),
    ]
    third = sent(analyst, world, long("FD-05,2012-10-12,,,39,,,,"), reason="For the file.")
    assert "Why these figures change" not in text_of(analyst.get(page_of(world, third)))
    recorded(analyst, world, third)
    assert [row[9] for row in figures() if row[3] == 3] == ["For the file."]


def test_the_same_twice_adds_nothing(world, analyst):
    content = long("FD-05,2012-10-12,,,41,,,,", "FD-04,2012-10-31,2,3,,,A note.,,")
    first, second = sent(analyst, world, content), sent(analyst, world, content)
    recorded(analyst, world, first)
    assert "This file was recorded on 20 November 2012" in text_of(post(analyst, world, content))
    recorded(analyst, world, second)  # previewed before the other was recorded
    late = again(second)
    assert (late.applied_at, late.confirmed_at, counts(late)) == (None, None, (0, 0, 2, 0))
    assert "This file says nothing new" in text_of(analyst.get(page_of(world, late)))
    other = sent(analyst, world, content + b"\r\n")
    assert (counts(other), Observation.objects.count()) == ((0, 0, 2, 0), 2)
    assert "2 figures left out: the same stand already" in text_of(analyst.get(page_of(world, other)))
    assert "This file says nothing new." in text_of(confirmed(analyst, world, other))


def test_what_is_recorded_meanwhile_stops_the_whole_and_is_shown(world, analyst):
    file = sent(analyst, world, long("FD-05,2012-10-12,,,41,,,,", "FD-05,2012-10-19,,,42,,,,"))
    old = hidden(analyst.get(page_of(world, file)))
    assert confirmed(analyst, world, file).status_code == 302
    world.report(Indicator.objects.for_notice(world.notice).get(code="FD-05"), date(2012, 10, 19), 50)
    assert record_confirmed() == 0
    stopped = again(file)
    assert (stopped.confirmed_at, counts(stopped), Observation.objects.count()) == (None, (1, 1, 0, 0), 1)
    page = text_of(analyst.get(page_of(world, file)))
    assert "Something was recorded since this was shown." in page
    assert '<td class="govuk-table__cell">50</td>' in page
    stale = analyst.post(
        page_of(world, file), old | {"token": drawn(analyst, page_of(world, file))["token"], "reason": "x"}
    )
    assert (stale.status_code, again(file).confirmed_at) == (409, None)  # the page that was open shows something older
    done = recorded(analyst, world, file, reason="Two counts.")
    assert (done.figures, Observation.objects.count()) == (2, 3)


def test_a_definition_that_changes_meanwhile_has_the_file_read_anew(world, analyst):
    indicator = world.define_indicator("FD-07", breakdown="team")
    file = sent(analyst, world, long("FD-07,2012-10-12,,,41,,,,"))
    assert confirmed(analyst, world, file).status_code == 302
    with world.writing() as at:
        name_part(
            indicator=indicator, code="north", name="North team", by=world.secretary, at=at, counts_on=world.clock.today
        )
    assert record_confirmed() == 0
    assert again(file).preview == {"again": True, "order": "", "overtaken": True}
    assert "The file is being read" in text_of(analyst.get(page_of(world, file)))
    assert (read_waiting(), counts(again(file))) == (1, (1, 0, 0, 0))
    assert recorded(analyst, world, file).figures == 1


def test_the_same_figure_twice_in_a_file_is_named(world, analyst):
    file = sent(analyst, world, long(*["FD-05,2012-10-12,,,41,,,,", "FD-05,12 October 2012,,,40,,,,"]))
    assert faults(file) == [
        ("B3", "", "FD-05 for the week to 12 October 2012 stands in row 2 already. Keep one of the two.")
    ]
    assert "1 fault: nothing can be recorded" in text_of(analyst.get(page_of(world, file)))
    refused = confirmed_in_vain(analyst, world, file)
    assert "Nothing is recorded while anything is wrong." in refused
    csv_of = analyst.get(address_of(world.notice, "indicators:import_faults", file.number)).content.decode("utf-8-sig")
    assert csv_of.splitlines()[1].startswith('"3","B","","FD-05 for the week to 12 October 2012')


def confirmed_in_vain(client, world, file) -> str:
    address = page_of(world, file)
    return text_of(client.post(address, hidden(client.get(address))))


def test_a_closed_period_takes_nothing_new_and_what_stands_is_no_fault(world, analyst):
    october = date(2012, 10, 12)
    recorded(analyst, world, sent(analyst, world, long("FD-05,2012-10-12,,,41,,,,")))
    with world.writing() as at:
        set_return_rules(
            notice=world.notice, due_days=10, weekly_due_days=3, approved=False, closed=True, reason="So agreed.",
            by=world.secretary, at=at,
        )  # fmt: skip
    with world.writing() as at:
        close_period(
            notice=world.notice, every="week", period_on=october, reason="Signed off.", by=world.secretary, at=at
        )
    same = long("FD-05,2012-10-12,,,41,,,,", "FD-05,2012-10-19,,,42,,,,")
    assert counts(sent(analyst, world, same)) == (1, 0, 1, 0)
    file = sent(analyst, world, long("FD-05,2012-10-12,,,40,,,,Wrong."))
    [(cell, value, sentence)] = faults(file)
    assert (cell, value) == ("B2", "2012-10-12")
    assert sentence.startswith("Entry for the week to 12 October 2012 has been closed since 20 November 2012, by ")


# What is asked


def test_the_order_of_day_and_month_is_asked_once_kept_and_applied(world, analyst):
    file = sent(analyst, world, long("FD-05,05/10/2012,,,41,,,,", "FD-05,19/10/2012,,,43,,,,"))
    assert set(file.preview) == {"ask", "order"}
    page = text_of(analyst.get(page_of(world, file)))
    assert "“05/10/2012” in cell B2 can be two days. It is not guessed." in page
    assert "5 October 2012: the day comes first" in page
    assert "10 May 2012: the month comes first" in page
    assert confirmed(analyst, world, file, order="").status_code == 422
    assert confirmed(analyst, world, file, order="day").status_code == 302
    assert again(file).preview == {"again": True, "order": "day"}
    assert read_waiting() == 1
    assert counts(again(file)) == (2, 0, 0, 0)
    recorded(analyst, world, file)
    assert [row[2] for row in figures()] == [date(2012, 10, 5), date(2012, 10, 19)]
    assert again(file).preview["order"] == "day"


def test_an_unusual_end_and_a_figure_far_from_the_last_are_asked_about_by_cell(world, analyst):
    recorded(analyst, world, sent(analyst, world, long("FD-05,2012-10-12,,,41,,,,")))
    wide = b"Indicator,2012-10-19,2012-10-24,2012-11-02,15 October 2012\nFD-05,42,43,400,\nFD-04,,,,9 of 10"
    file = sent(analyst, world, wide)
    asked = {f"{one['column']}{one['row']}": one["sentence"] for one in found(file)["questions"]}
    assert asked == {
        "C2": "24 October 2012 is a Wednesday, and the newest figure is for a week that ends on a Friday. Is that right?",
        "D2": "400 after 43 in the week to 24 October 2012. That is 9.3 times the last one: is that right?",
        "E3": "15 October 2012 is not the last day of a month, and this figure is monthly. Is that right?",
    }
    assert confirmed(analyst, world, file).status_code == 422
    assert recorded(analyst, world, file, confirmed="on").figures == 4


# By whom, how often, and how many queries


def test_five_presses_send_one_file_and_one_yes(world, analyst):
    content = long("FD-05,2012-10-12,,,41,,,,")
    address = address_of(world.notice, "indicators:imports")
    form = drawn(analyst, address)
    for _ in range(5):
        answer = analyst.post(address, form | {"file": io.BytesIO(content)})
        assert answer.headers["Location"] == address_of(world.notice, "indicators:import", 1)
    assert FigureFile.objects.count() == 1
    read_waiting()
    page = address_of(world.notice, "indicators:import", 1)
    form = drawn(analyst, page)
    assert {analyst.post(page, form).status_code for _ in range(5)} == {302}
    assert (record_confirmed(), record_confirmed(), Observation.objects.count()) == (1, 0, 1)
    assert "This file was recorded on" in text_of(
        analyst.post(page, form | {"token": drawn(analyst, address)["token"]})
    )


def test_empty_and_too_large_files_are_refused_before_they_are_kept(world, analyst):
    assert "This file is empty." in text_of(post(analyst, world, b""))
    assert "Files may have up to 25 MB." in text_of(post(analyst, world, b"x" * (25 * 1024 * 1024 + 1)))
    assert not FigureFile.objects.exists()


def test_only_who_sent_it_sees_it(world, analyst, client_of):
    file = sent(analyst, world, long("FD-05,2012-10-12,,,41,,,,"), "october.csv")
    secretary = client_of(world.secretary)
    for address in (page_of(world, file), address_of(world.notice, "indicators:import_faults", file.number)):
        assert (analyst.get(address).status_code, secretary.get(address).status_code) == (200, 403)
    assert secretary.post(page_of(world, file)).status_code == 403
    assert "october.csv" not in text_of(secretary.get(address_of(world.notice, "indicators:imports")))
    with world.writing() as at, pytest.raises(Refused, match="somebody else"):
        confirm(file=file, seen=shown(found(file)), by=world.secretary, at=at)


def test_pages_take_as_many_queries_for_three_figures_as_for_one(world, analyst):
    one = sent(analyst, world, long("FD-05,2012-10-12,,,41,,,,"))
    page, shelf = (
        queries(analyst, page_of(world, one)),
        queries(analyst, address_of(world.notice, "indicators:imports")),
    )
    three = sent(analyst, world, long(*MIXED[:3], MIXED[3]))
    assert queries(analyst, page_of(world, three)) == page
    assert queries(analyst, address_of(world.notice, "indicators:imports")) == shelf


def test_reading_and_recording_take_as_many_queries_for_many_rows_as_for_few(world, analyst):
    taken = []
    for rows in (
        MIXED[:1],
        MIXED[3:4],
        [f"FD-05,{friday(number)},,,{40 + number % 5},,,," for number in range(-40, 1)],
    ):
        with CaptureQueriesContext(connection) as made:
            recorded(analyst, world, sent(analyst, world, long(*rows)))
        taken.append(len(made))
    assert taken[1] == taken[2]  # the first is sent from a page without a list
