"""Is an agenda item about what was named for it, by number or code, and about nothing else?"""

from datetime import date

import pytest

from plans.agenda import name_subjects, read_things, take_off_subject
from plans.agenda_list import subjects_of
from plans.models import AgendaSubject
from records.refusal import Refused
from tests.agendas import draw_up
from tests.pages import address_of, drawn, hidden, text_of


@pytest.fixture
def item(world):
    world.define_indicator("FD-05")
    world.concern(world.item(1))
    return draw_up(world, world.meetings[1])[3]


def name(world, item, text):
    with world.writing() as at:
        things = read_things(world.notice, text)
        return name_subjects(agenda_item=item, things=things, by=world.secretary, at=at)


def about(world, *items):
    found = subjects_of(world.notice, items, world.asof())
    return [(one.name, one.words) for one in found.get(items[0].pk, [])]


def test_numbers_and_codes_of_four_kinds_are_read_as_people_write_them(world, item):
    name(world, item, "item 1, fd-05; QP2 and c1")
    assert about(world, item) == [
        ("Item 1", "Rewrite the threshold document."),
        ("FD-05", "Series FD-05"),
        ("QP2", world.notice.measures.get(code="QP2").words),
        ("C1", "It does not move."),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Say what the item is about"),
        ("and, ;", "Say what the item is about"),
        ("1 FD-99 C7 99", "There is no FD-99, C7 and 99 on this notice"),
        (" ".join(map(str, range(1, 42))), "at most 40"),
        ("99999999999", "There is no 99999999999"),
    ],
)
def test_what_names_nothing_is_said_and_nothing_is_stored(world, item, text, sentence):
    with pytest.raises(Refused, match=sentence):
        name(world, item, text)
    assert AgendaSubject.objects.count() == 0


def test_what_is_named_twice_stands_once_and_what_is_taken_away_can_come_again(world, item):
    name(world, item, "1 FD-05")
    name(world, item, "1 3")
    with pytest.raises(Refused, match="about that already"):
        name(world, item, "FD-05")
    assert [one for one, _ in about(world, item)] == ["Item 1", "FD-05", "Item 3"]
    before = world.asof()
    world.clock.move_to(world.clock.today.replace(day=9))
    with world.writing() as at:
        take_off_subject(agenda_item=item, thing=world.item(1), by=world.secretary, at=at)
    assert [one for one, _ in about(world, item)] == ["FD-05", "Item 3"]
    assert len(subjects_of(world.notice, [item], before)[item.pk]) == 3  # as it was known then
    with world.writing() as at, pytest.raises(Refused, match="not about that"):
        take_off_subject(agenda_item=item, thing=world.item(1), by=world.secretary, at=at)
    name(world, item, "1")
    assert [one for one, _ in about(world, item)] == ["FD-05", "Item 3", "Item 1"]


def test_nothing_of_another_notice_is_named(world, other_world, item):
    other_world.define_indicator("FD-77")
    with pytest.raises(Refused, match="There is no FD-77"):
        name(world, item, "FD-77")
    with world.writing() as at, pytest.raises(Refused, match="another notice"):
        name_subjects(agenda_item=item, things=[other_world.item(1)], by=world.secretary, at=at)


def test_what_a_meeting_held_was_about_stands(world, item):
    world.clock.move_to(date(2012, 12, 19), 15)
    world.hold_meeting(2)
    with pytest.raises(Refused, match="recorded as held"):
        name(world, item, "1")


def test_the_page_adds_says_what_is_wrong_and_takes_away(world, client_of, item):
    client, address = client_of(world.secretary), address_of(world.notice, "plans:agenda_subjects", 2, item.number)
    refused = client.post(address, drawn(client, address) | {"things": "1 FD-99"})
    assert refused.status_code == 422
    assert 'value="1 FD-99"' in text_of(refused)
    assert client.post(address, hidden(refused) | {"things": "1 FD-05"}).url == address
    page = client.get(address)
    assert "Rewrite the threshold document." in text_of(page)
    (_, away), _ = page.context["subjects"]
    client.post(address, {name: str(away[name].value() or "") for name in ("token", "thing")})
    assert [one for one, _ in about(world, item)] == ["FD-05"]
