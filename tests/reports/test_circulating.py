"""Does a circulated pack hold what lay before the meeting, for good, and does what comes later go out as a supplement?"""

from datetime import date

import pytest

from boards import domain as boards
from boards.agenda import add_item
from records.models import AuditEntry, StoredFile
from records.refusal import NotTheNext, Refused
from reports.drawing import content_of
from reports.models import Circulation, Photograph, Production
from reports.packing import VIRUS
from reports.photograph import fingerprint
from tests.agendas import about, draw_up
from tests.papers import circulate, close, pdf_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def agenda(world):
    return draw_up(world, world.meetings[1])


def refused(world, **more) -> str:
    with pytest.raises(Refused) as refusal:
        circulate(world, **more)
    return refusal.value.sentence


def content(circulation: Circulation) -> dict:
    return content_of(Photograph.objects.get(pk=circulation.photograph_id))


# The pack


def test_a_pack_holds_the_agenda_its_papers_and_the_whole_position(world, agenda):
    about(world, agenda[1], item=world.item(1))
    send(world, agenda[1], "Why thresholds slipped")
    send(world, agenda[1], "The exceptions", section="exceptions")
    row = circulate(world)
    kept = content(row)
    assert (row.number, str(row), row.recorded_by) == (1, "pack", world.secretary)
    assert (row.photograph.on, row.photograph.known) == (date(2012, 11, 7), row.recorded_at)
    assert row.photograph.sha256 == fingerprint(row.photograph.body)
    assert kept["purpose"] == "circulated"
    assert kept["circulation"] == {
        "number": 1,
        "name": "Pack",
        "meeting": 2,
        "on": "2012-12-19",
        "day": "19 December 2012",
        "by": "A Board secretary",
        "role": "Board secretary",
        "at": row.recorded_at.isoformat(),
        "at_words": "7 November 2012, 16:00",
        "reference": "wiltshire-2012 meeting 2 pack",
    }
    assert [(item["place"], item["number"], item["title"]) for item in kept["agenda"]] == [
        (1, 1, "Apologies and interests"),
        (2, 2, "Exceptions and proposed dates"),
        (3, 3, "Concerns"),
        (4, 4, "Any other business"),
    ]
    item = kept["agenda"][1]
    assert (item["purpose"], item["minutes"], item["owner"], item["closed"]) == ("For decision", None, "", False)
    assert item["subjects"] == [
        {
            "kind": "item",
            "reference": "1",
            "name": "Item 1. Rewrite the threshold document.",
            "word": "Not started",
            "said": "due 1 December 2012",
        }
    ]
    first, second = item["papers"]
    assert (first["number"], first["version"], first["title"], first["late"]) == (1, 1, "Why thresholds slipped", False)
    assert first["file"] == {
        "name": "why-thresholds-slipped.pdf",
        "sha256": StoredFile.objects.get().sha256,
        "size": len(pdf_of(2)),
    }
    assert (second["section"], second["file"]) == ("exceptions", None)
    assert {row["number"] for row in kept["position"]["items"]["rows"]} == {1, 2, 3}
    assert kept["withdrawn"] == []
    assert AuditEntry.objects.filter(verb="circulate", thing="pack of meeting 2").count() == 1


def test_small_numbers_never_enter_a_pack(world, agenda):
    indicator = world.define_indicator("FD-05", people=True)
    about(world, agenda[3], indicator=indicator)
    world.report(indicator, date(2012, 11, 2), 3)
    kept = content(circulate(world))
    row = next(row for row in kept["position"]["indicators"]["rows"] if row["code"] == "FD-05")
    assert (row["latest"], row["points"][0]["value"]) == ("Too small to show", None)
    said = kept["agenda"][3]["subjects"][0]
    assert (said["name"], said["word"]) == ("FD-05 Series FD-05", "No target yet")
    assert said["said"].startswith("Too small to show in ")


def test_what_changed_since_the_last_meeting_is_kept_in_words(world, agenda, clock):
    clock.move_to(date(2012, 12, 3))
    world.update(world.item(1), "done")
    kept = content(circulate(world))
    assert kept["changes"]["since"] == "7 November 2012"
    assert {"heading": "Done", "lines": ["1. Rewrite the threshold document."]} in kept["changes"]["kinds"]


def test_what_is_recorded_later_stands_in_no_pack(world, agenda):
    row = circulate(world)
    body = row.photograph.body
    world.update(world.item(1), "done")
    send(world, agenda[1], "A late paper")
    assert Photograph.objects.get(pk=row.photograph_id).body == body
    assert "A late paper" not in body


def test_a_paper_after_the_day_on_which_papers_were_due_is_late(world, agenda, clock):
    send(world, agenda[1], "In time")
    clock.move_to(date(2012, 12, 13))
    send(world, agenda[1], "Late")
    assert [paper["late"] for paper in content(circulate(world))["agenda"][1]["papers"]] == [False, True]


def test_a_pdf_waits_to_be_drawn_and_where_an_item_is_closed_a_second_without_it(world, agenda):
    assert [row.open_only for row in Production.objects.filter(circulation=circulate(world))] == [False]
    Production.objects.all().delete()
    close(world, agenda[3])
    send(world, agenda[3], "Named")
    row = circulate(world)
    assert sorted(one.open_only for one in Production.objects.filter(circulation=row)) == [False, True]


def test_a_bad_paper_is_in_the_pack_with_its_fault(world, agenda):
    send(world, agenda[1], "Locked", fault="It is protected by a password.")
    send(world, agenda[1], "Ill", content=pdf_of(3), read=False, scan=StoredFile.Scan.INFECTED)
    faults = [paper["fault"] for paper in content(circulate(world))["agenda"][1]["papers"]]
    assert faults == ["It is protected by a password.", VIRUS]


# Supplements


def test_a_paper_that_comes_later_goes_out_as_a_supplement_alone(world, agenda):
    send(world, agenda[1], "In time")
    circulate(world)
    send(world, agenda[1], "Late paper")
    row = circulate(world)
    kept = content(row)
    assert (row.number, str(row), kept["circulation"]["name"]) == (2, "supplement 1", "Supplement 1")
    assert [(item["number"], [one["title"] for one in item["papers"]]) for item in kept["agenda"]] == [
        (2, ["Late paper"])
    ]
    assert "position" not in kept
    assert kept["head"]["council"] == "Wiltshire Council"
    assert [pack.number for pack in Circulation.objects.packs()] == [1]


def test_a_new_version_of_a_paper_goes_out_and_what_was_sent_does_not_again(world, agenda):
    paper = send(world, agenda[1], "Draft").paper
    circulate(world)
    send(world, agenda[1], "Final", content=pdf_of(4), paper=paper)
    kept = content(circulate(world))
    assert [(one["number"], one["version"], one["title"]) for one in kept["agenda"][0]["papers"]] == [(1, 2, "Final")]
    assert "Nothing has come since supplement 1 was circulated" in refused(world)


def test_an_item_that_comes_later_goes_out_though_it_has_no_paper(world, agenda):
    circulate(world)
    with world.writing() as at:
        late = add_item(
            meeting=world.meetings[1],
            title="The inspection",
            purpose="decision",
            minutes=10,
            owner=None,
            by=world.secretary,
            at=at,
        )
    kept = content(circulate(world))
    assert [(item["number"], item["title"], item["papers"]) for item in kept["agenda"]] == [
        (late.number, "The inspection", [])
    ]
    assert "Nothing has come since supplement 1 was circulated" in refused(world)


def test_a_paper_withdrawn_after_circulation_is_said_once_in_a_supplement(world, agenda):
    paper = send(world, agenda[1], "Wrong one").paper
    circulate(world)
    send(world, agenda[1], "Wrong one", paper=paper, withdrawn="It was last year's.")
    kept = content(circulate(world))
    assert (kept["agenda"], kept["withdrawn"]) == (
        [],
        [{"item": 2, "paper": 1, "closed": False, "title": "Wrong one", "reason": "It was last year's."}],
    )
    assert "Nothing has come since" in refused(world)
    send(world, agenda[1], "Right one", paper=paper)
    assert content(circulate(world))["agenda"][0]["papers"][0]["title"] == "Right one"


def test_a_paper_withdrawn_before_it_went_out_is_nowhere(world, agenda):
    paper = send(world, agenda[1], "Wrong one").paper
    send(world, agenda[1], "Wrong one", paper=paper, withdrawn="It was last year's.")
    assert content(circulate(world))["agenda"][1]["papers"] == []
    assert "Nothing has come since the pack was circulated on 7 November 2012, 16:00" in refused(world)


# Refused


def test_without_an_agenda_there_is_no_pack(world):
    assert refused(world) == "Meeting 2 has no agenda yet. Draw it up first."
    draw_up(world, world.meetings[1])
    assert circulate(world).number == 1


def test_a_paper_that_nobody_opened_yet_is_waited_for(world, agenda):
    paper = send(world, agenda[1], "Workload", read=False)
    assert refused(world) == "“Workload” is still being opened. Wait a minute, then circulate."
    send(world, agenda[1], "Workload", paper=paper.paper, withdrawn="Not needed.")
    assert circulate(world).number == 1


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_nothing_is_circulated_for_a_meeting_held_or_cancelled(world, agenda, clock, state):
    circulate(world)
    send(world, agenda[1], "Too late")
    if state == "held":
        clock.move_to(date(2012, 12, 19), 17)
        world.hold_meeting(2)
    else:
        with world.writing() as at:
            boards.append(
                boards.MeetingDay, world.meetings[1], by=world.secretary, at=at, counts_on=world.clock.today,
                day=date(2012, 12, 19), state="cancelled", reason="Snow.",
            )  # fmt: skip
    assert refused(world) == f"Meeting 2 is recorded as {state}. Nothing more is circulated for it."


def test_two_who_circulate_at_once_send_one_pack(world, agenda):
    circulate(world, after=0)
    send(world, agenda[1], "Late paper")
    with pytest.raises(NotTheNext):
        circulate(world, after=0)
    assert circulate(world, after=1).number == 2


def test_what_is_open_comes_forward_in_the_pack_under_the_item_that_takes_it_up(world, agenda):
    world.concern(world.item(3), words="Thresholds slipped again.")
    kept = {item["rule"]: item["forward"] for item in content(circulate(world))["agenda"]}
    assert kept["concerns"] == {
        "words": "1 concern without an outcome",
        "matters": [
            {"kind": "concern", "reference": "1", "name": "C1: Thresholds slipped again.", "word": "", "said": ""}
        ],
        "more": 0,
    }
    assert kept["apologies"] is None
