"""Do figures of a file become figures as if each had been reported by hand: whole, once, and as the page showed them?"""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.imports.applying import confirm, shown
from indicators.imports.waiting import read_waiting, record_confirmed
from indicators.models import FigureFile, Indicator, Observation
from records.models import AuditEntry
from records.refusal import Refused
from tests.indicators.figure_files import (
    confirmed,
    counts,
    faults,
    found,
    friday,
    long,
    page_of,
    post,
    recorded,
    sent,
)
from tests.pages import address_of, drawn, queries, text_of


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
