"""Is each open item in one state in a round, does the page say who owes a word, and is nobody chased twice on a day?"""

from datetime import date, timedelta

import pytest

from accounts.models import Message, Telling
from plans import domain as plan
from plans.chasing import last_chased
from plans.models import Item
from plans.rounds import current_round, in_round, owed, rounds_of
from records.refusal import Refused
from tests.pages import address_of, queries, text_of

OPENS, CLOSES = date(2012, 12, 6), date(2013, 1, 16)  # for the meeting of 30 January 2013


@pytest.fixture
def opened(world, clock):
    """A world in its third round, which opened after updates for the second meeting had closed."""
    clock.move_to(OPENS)
    return world


def states(world, **asof):
    now = world.asof(**asof)
    round_ = next(one for one in rounds_of(world.notice, now) if one.number == 3)
    items = in_round(Item.objects.for_notice(world.notice).open(now), round_, now)
    return dict(items.values_list("number", "round_state"))


def owing(world):
    now = world.asof()
    round_ = current_round(world.notice, now)
    return [item.number for item in owed({world.notice.pk: round_}, now).order_by("number")]


def chase(world, owners=None):
    with world.writing() as at:
        return plan.chase(notice=world.notice, owners=owners, by=world.secretary, at=at)


def test_what_counts_is_the_latest_update_and_before_it_a_date_asked_for(opened, clock):
    assert states(opened) == {1: "not_updated", 2: "not_updated", 3: "not_updated"}
    opened.update(opened.item(1))
    opened.update(opened.item(1), forecast="", done_so_far="No change.")
    opened.update(opened.item(2), "not_started", done_so_far="No change.")
    opened.update(opened.item(2), "not_started", done_so_far="More.")
    opened.propose(opened.item(3), date(2013, 4, 1))
    opened.update(opened.item(3), done_so_far="No change.")
    assert states(opened) == {1: "no_change", 2: "updated", 3: "new_date"}
    assert states(opened, on=date(2012, 12, 5)) == {1: "not_updated", 2: "not_updated", 3: "not_updated"}


@pytest.mark.parametrize(
    ("said_on", "state"),
    [(date(2012, 12, 5), "not_updated"), (OPENS, "updated"), (CLOSES, "updated"), (date(2013, 1, 17), "not_updated")],
)
def test_both_edges_of_a_round_count(world, clock, said_on, state):
    clock.move_to(date(2013, 1, 20))
    world.update(world.item(3), counts_on=said_on, on_behalf=True)
    assert states(world)[3] == state


def test_whoever_answered_late_or_waits_for_the_board_owes_nothing(world, clock):
    clock.move_to(date(2012, 12, 3))
    world.propose(world.item(1), date(2013, 4, 1))  # in the round before, and not answered since
    clock.move_to(date(2013, 1, 18))
    assert states(world)[1] == "not_updated"
    assert owing(world) == [2, 3]
    world.update(world.item(3))
    assert (states(world)[3], owing(world)) == ("not_updated", [2])


def test_without_a_meeting_to_come_there_is_no_round(world, clock):
    clock.move_to(date(2013, 12, 1))
    assert current_round(world.notice, world.asof()) is None
    with pytest.raises(Refused, match="No meeting of the Board is planned"):
        chase(world)


def test_everybody_who_owes_is_written_to_once_a_day(opened, clock):
    clock.move_to(date(2013, 1, 10))
    opened.update(opened.item(1), "done")
    assert {message.person for message in chase(opened)} == {opened.officer, opened.partner}
    mail = Message.objects.get(person=opened.officer)
    assert mail.subject == "By 16 January 2013: please say how 1 item of yours goes"
    assert "3. Train the duty team.\n   Due 31 January 2013." in mail.body
    assert "updates close on 16 January 2013" in mail.body
    assert "/wiltshire-2012/plan/mine/" in mail.body
    with pytest.raises(Refused, match="Nobody owes anything that was not asked for today already"):
        chase(opened)
    with pytest.raises(Refused, match="A Council officer owes nothing that was not asked for today already"):
        chase(opened, [opened.officer])
    clock.move_to(date(2013, 1, 11))
    opened.update(opened.item(2), "not_started")
    assert [message.person for message in chase(opened)] == [opened.officer]
    now = opened.asof()
    round_ = current_round(opened.notice, now)
    assert last_chased(opened.notice, round_, now) == {
        opened.officer.pk: date(2013, 1, 11),
        opened.partner.pk: date(2013, 1, 10),
    }
    assert last_chased(opened.notice, round_, opened.asof(on=date(2013, 1, 9))) == {}


def test_one_owner_is_chased_for_what_came_since_and_nobody_else(opened):
    assert [message.person for message in chase(opened, [opened.officer])] == [opened.officer]
    opened.agree_item(date(2013, 3, 1), words="New today.")
    (message,) = chase(opened, [opened.officer])
    assert "New today." in message.body
    assert "Train the duty team." not in message.body
    assert Telling.objects.filter(kind="round").count() == 3


def test_who_stands_in_for_an_owner_is_chased_too(opened, clock):
    second, today = opened.cast.second_officer, clock.today
    with opened.writing() as at:
        plan.name_deputy(
            notice=opened.notice,
            person=opened.officer,
            deputy=second,
            from_on=today,
            to_on=today,
            by=opened.officer,
            at=at,
        )
    to_owner, to_deputy = chase(opened, [opened.officer])
    assert (to_owner.person, to_deputy.person) == (opened.officer, second)
    assert "items of A Council officer go" in to_deputy.subject
    assert "these items of A Council officer, for whom you stand in, we have not heard" in to_deputy.body
    assert "stand in" not in to_owner.body
    clock.move_to(today + timedelta(days=1))
    assert [message.person for message in chase(opened, [opened.officer])] == [opened.officer]


# The page


def page(world, client_of, person=None, **query):
    client = client_of(person or world.secretary)
    return client.get(address_of(world.notice, "plans:round", **query))


def test_round_page_says_who_has_not_answered_and_when_it_closes(opened, clock, client_of):
    clock.move_to(date(2013, 1, 10))
    opened.update(opened.item(2), "not_started")
    opened.update(opened.item(1), "done")
    said = text_of(page(opened, client_of))
    assert '1 of 2</span> <span class="fact__words">owners has not answered for every item' in said
    assert '16 January 2013</span> <span class="fact__words">is the last day for updates, in 6 days' in said
    assert (
        '23 January 2013</span> <span class="fact__words">is when papers are due and the position is frozen, in 13 days'
        in said
    )
    assert "3 items: new date proposed 0, updated 2, no change confirmed 0, not updated 1." in said
    owners = page(opened, client_of).context["owners"]
    assert [(row["answers"].owner, row["answers"].owed) for row in owners] == [(opened.officer, 1), (opened.partner, 0)]
    assert "Enter on behalf" in said
    chair = text_of(page(opened, client_of, opened.chair))
    assert "Chase" not in chair
    assert "Enter on behalf" not in chair


def test_round_page_of_an_earlier_day_and_of_an_earlier_round(opened, clock, client_of):
    clock.move_to(date(2013, 1, 20))
    opened.update(opened.item(3))
    then = page(opened, client_of, on="2013-01-10")
    assert "is the last day for updates, in 6 days" in text_of(then)
    assert "Chase" not in text_of(then)
    now = text_of(page(opened, client_of))
    assert "updates closed; the Board meets in 10 days" in now
    assert "; answered since" in now
    second = text_of(page(opened, client_of, meeting="2"))
    assert '2 of 2</span> <span class="fact__words">owners have left an item without an answer' in second
    assert page(opened, client_of, meeting="4").status_code == 200  # it opened when the third closed
    assert page(opened, client_of, meeting="5").status_code == 404
    assert page(opened, client_of, meeting="garbage").status_code == 404


def test_secretary_chases_from_the_page_and_twice_is_once(opened, client_of):
    client, address = client_of(opened.secretary), address_of(opened.notice, "plans:round")
    form = next(row["chase"] for row in client.get(address).context["owners"] if row["answers"].owner == opened.partner)
    sent = {field.html_name: str(field.value() or "") for field in form}
    for _ in range(3):
        assert client.post(address, sent).status_code == 302
    assert [message.person for message in Message.objects.all()] == [opened.partner]
    said = text_of(client.get(address))
    assert "A Partner Board member is asked by mail." in said
    assert "Last chased on 6 December 2012" in said
    assert client.post(address, sent | {"owner": "nobody-like-that"}).status_code == 404


def test_page_takes_as_many_queries_for_three_items_as_for_one(opened, client_of):
    client, address = client_of(opened.secretary), address_of(opened.notice, "plans:round")
    few = queries(client, address)
    for number in range(1, 10):
        opened.update(opened.agree_item(date(2013, 3, number), owner=opened.cast.second_officer))
    assert queries(client, address) == few
