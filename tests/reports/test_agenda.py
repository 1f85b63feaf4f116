"""Does the agenda show what it is about and what comes forward, under the item that takes it up, in a fixed number of queries?"""

from datetime import date

import pytest

from boards.models import Decision
from plans.agenda import name_subjects, read_things
from tests.agendas import ITEMS, draw_up
from tests.pages import address_of, queries, text_of

NEXT = 2
WITH_MINUTES = (*ITEMS, ("minutes", "Minutes and matters arising"), ("between_meetings", "Decisions between"))


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def at(world, number=NEXT):
    return address_of(world.notice, "pages:agenda", number)


def forward(client, world, rule):
    rows = client.get(at(world)).context["rows"]
    found = next(row["forward"] for row in rows if row["item"].rule == rule)
    return found and (found.words, [(one.name, one.words) for one in found.matters])


def test_open_matters_come_forward_to_the_item_that_takes_them_up(world, secretary):
    draw_up(world, world.meetings[NEXT - 1], WITH_MINUTES)
    assert [row["forward"] for row in secretary.get(at(world)).context["rows"]] == [None] * 6
    decided = world.decide("Corrective action.", meeting=world.meetings[0])
    world.agree_item(date(2013, 1, 20), words="Sit with the team.", decision=decided)
    world.propose(world.item(1), date(2013, 1, 20))
    world.ask(world.item(3))
    world.concern(world.item(2))
    assert forward(secretary, world, "minutes") == (
        "1 corrective action of earlier meetings still open",
        [("Item 4", "Sit with the team.")],
    )
    assert forward(secretary, world, "exceptions") == (
        "1 proposed date and 1 proposed change of an item without an answer",
        [
            ("Item 1", "new date asked for: 20 January 2013"),
            ("Item 3", "Whether it is withdrawn waits for the Board"),
        ],
    )
    assert forward(secretary, world, "concerns") == ("1 concern without an outcome", [("C1", "It does not move.")])


def test_a_decision_between_meetings_is_wanted_and_noted_at_the_next(world, secretary):
    world.clock.move_to(date(2012, 11, 20))
    taken = world.decide("The hall is hired.")
    page = secretary.get(at(world))
    assert "between_meetings" in [one.rule for one in page.context["missing"]]
    (left,) = page.context["left"]
    assert (left.words, [one.name for one in left.matters]) == (
        "1 decision taken since the last meeting",
        [f"Decision {taken.number}"],
    )
    assert "Open, and taken up by no item yet" in text_of(page)
    assert "between_meetings" not in [one.rule for one in secretary.get(at(world, 3)).context["missing"]]


def test_what_has_its_answer_comes_forward_no_more(world, secretary):
    draw_up(world, world.meetings[NEXT - 1])
    change = world.propose(world.item(1), date(2013, 1, 20))
    world.rule(change)
    concern = world.concern(world.item(2))
    world.close(concern)
    assert forward(secretary, world, "exceptions") is None
    assert forward(secretary, world, "concerns") is None


def test_what_is_open_waits_until_the_meeting_is_the_next(world, secretary):
    world.concern(world.item(2))
    page = secretary.get(at(world, 3))
    assert page.context["left"] == []
    assert "Meeting 2 comes first." in text_of(page)


def test_only_the_first_are_listed_and_the_rest_counted(world, secretary):
    draw_up(world, world.meetings[NEXT - 1])
    for number in range(8):
        world.concern(world.item(2) if number == 0 else world.agree_item(date(2013, 5, 1 + number)))
    page = secretary.get(at(world))
    (found,) = [row["forward"] for row in page.context["rows"] if row["forward"]]
    assert (found.words, len(found.matters), found.more) == ("8 concerns without an outcome", 6, 2)
    assert "2 more" in text_of(page)


def test_a_rule_that_does_not_want_its_item_any_more_is_said(world, secretary):
    draw_up(world, world.meetings[NEXT - 1], (("ministers", "Information to Ministers"),))
    assert "does not want it at this meeting any more" in text_of(secretary.get(at(world)))


def test_queries_are_as_many_for_one_subject_of_each_kind_as_for_three(world, secretary):
    items = draw_up(world, world.meetings[NEXT - 1], WITH_MINUTES)
    for code in ("FD-05", "FD-06", "FD-07"):
        world.define_indicator(code)
    for number in (1, 2, 3):
        world.concern(world.item(number))
    world.propose(world.item(1), date(2013, 1, 20))
    decided = world.decide("Corrective action.", meeting=world.meetings[0], kind=Decision.Kind.OTHER)
    world.agree_item(date(2013, 1, 20), words="Sit with the team.", decision=decided)

    def name(item, text):
        with world.writing() as instant:
            things = read_things(world.notice, text)
            name_subjects(agenda_item=item, things=things, by=world.secretary, at=instant)

    name(items[0], "1 FD-05 QP1 C1")
    few = queries(secretary, at(world))
    name(items[1], "2 3 FD-06 FD-07 QP2 QP3 C2 C3")
    world.propose(world.item(3), date(2013, 3, 1))
    world.agree_item(date(2013, 2, 20), words="Sit with the team again.", decision=decided)
    assert queries(secretary, at(world)) == few
    assert few <= 40


def test_the_meetings_page_shows_its_agenda_to_who_reads_live_rows(world, secretary, client_of):
    draw_up(world, world.meetings[NEXT - 1])
    address = address_of(world.notice, "pages:meeting", NEXT)
    assert "Exceptions and proposed dates, for decision" in text_of(secretary.get(address))
    assert "Exceptions and proposed dates" not in text_of(client_of(world.cast.observer).get(address))
