"""What becomes of a file whose figures stand already, change meanwhile, are closed to entry, or raise a question?"""

from datetime import date
from decimal import Decimal

import pytest

from indicators.definitions import name_part
from indicators.imports.waiting import read_waiting, record_confirmed
from indicators.models import Indicator, Observation
from indicators.returns import close_period, set_return_rules
from tests.indicators.figure_files import (
    again,
    confirmed,
    counts,
    faults,
    figures,
    found,
    long,
    page_of,
    post,
    recorded,
    sent,
)
from tests.pages import address_of, drawn, hidden, text_of


@pytest.fixture
def later(world):
    world.define_indicator("FD-05")
    world.define_indicator("FD-04", unit="percent", polarity="higher", every="month")
    world.define_indicator("WF-01", unit="per_worker", every="quarter")
    world.clock.move_to(date(2012, 11, 20))


@pytest.fixture
def analyst(world, later, client_of):
    return client_of(world.analyst)


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
        (
            "B3",
            "the week to 12 October 2012",
            "FD-05 for the week to 12 October 2012 stands in row 2 already. Keep one of the two.",
        )
    ]
    wide = sent(analyst, world, b"Indicator,2012-10-12,12 October 2012\nFD-05,41,40\n")
    sentence = "FD-05 for the week to 12 October 2012 stands in this row already. Keep one of the two."
    assert faults(wide) == [("C2", "40", sentence)]
    assert "1 fault: nothing can be recorded" in text_of(analyst.get(page_of(world, file)))
    refused = confirmed_in_vain(analyst, world, file)
    assert "Nothing is recorded while anything is wrong." in refused
    csv_of = analyst.get(address_of(world.notice, "indicators:import_faults", file.number)).content.decode("utf-8-sig")
    assert csv_of.splitlines()[1].startswith(
        '"3","B","FD-05","the week to 12 October 2012","FD-05 for the week to 12 October 2012'
    )


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
    assert (cell, value) == ("B2", "the week to 12 October 2012")
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
