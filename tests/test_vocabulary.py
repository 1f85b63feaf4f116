"""Does every state of everything have a word of the one vocabulary, and no page another? Each state is walked through."""

from datetime import date
from itertools import product

import pytest

from assurance.states import NO_WAY, State
from indicators import leaving
from indicators.outlook import Expected
from indicators.reading import Movement
from indicators.standing import Against
from plans import standing
from plans.judging import NOT_YET_JUDGED
from plans.models import Item, Judgement
from plans.objectives import RULES
from plans.rounds import WORDS as IN_A_ROUND
from plans.rounds import current_round, in_round
from records.templatetags.look import STATUSES
from tests.pages import address_of, text_of

pytestmark = pytest.mark.only_on("sqlite")  # words are the same on both databases
STANDINGS = ("not_started", "under_way", "overdue", "done", "withdrawn")


def test_every_word_that_a_rule_can_say_is_of_the_vocabulary_and_none_is_idle():
    """A word that carries a day or a count is not among them: tests/records/test_look.py has those."""
    said = {
        standing.word(kind, stands, evidenced=evidenced)
        for kind, stands, evidenced in product(Item.Kind.values, STANDINGS, (False, True))
    }
    said |= {*standing.FORECASTS.values(), *standing.EVIDENCE.values(), *IN_A_ROUND.values(), *RULES}
    said |= {word.value for word in (*Movement, *Expected)} - {""} | {leaving.WORD}
    said |= {word.value for word in Against} | {state.value for state in State if state is not State.KEPT} | {NO_WAY}
    said |= {word.label for word in Judgement.Word} | {NOT_YET_JUDGED}
    assert said == set(STATUSES)


def withdraw(world, item: Item) -> None:
    world.answer(world.ask(item))


WALKS = {
    "action": ["Not started", "Under way", "Overdue", "Done", "Done and evidenced"],
    "milestone": ["Not reached", "Not reached", "Overdue", "Met", "Met and evidenced"],
}


@pytest.mark.parametrize("kind", WALKS)
def test_an_item_walks_through_every_state_and_its_pages_say_each(world, client_of, kind):
    chair = client_of(world.chair)
    item = world.agree_item(date(2013, 1, 10), kind=kind)
    other = world.agree_item(date(2013, 1, 10), kind=kind)

    def shown() -> str:
        return world_says(world, chair, item)

    found = [shown()]
    world.update(item, "under_way" if kind == "action" else "not_started")
    found.append(shown())
    world.clock.move_to(date(2013, 1, 11))
    found.append(shown())
    world.update(item, "done")
    found.append(shown())
    world.review(world.evidence(item))
    found.append(shown())
    assert found == WALKS[kind]
    withdraw(world, other)
    assert world_says(world, chair, other) == "Withdrawn"


def world_says(world, chair, item: Item) -> str:
    """The word of an item, which its own page and the list show with its shape."""
    now = world.item(item.number)
    word = standing.word(now.kind, now.standing, evidenced=now.evidenced)
    for page in (
        address_of(world.notice, "pages:item", item.number),
        address_of(world.notice, "plans:item_list", show="all", q=str(item.number)),
    ):
        assert f">{word}</span>" in text_of(chair.get(page))
    return word


def test_an_item_walks_through_every_state_of_a_round(world, client_of):
    """For the Board of 19 December 2012, whose updates close on 5 December."""
    secretary = client_of(world.secretary)
    items = [world.agree_item(date(2013, 1, day)) for day in (7, 8, 9, 10)]
    world.update(items[1])
    world.update(items[2], done_so_far=standing.NO_CHANGE)
    world.propose(items[3], date(2013, 5, 1))
    asof = world.asof(on=date(2012, 11, 8))
    round_ = current_round(world.notice, asof)
    assert round_ is not None
    found = in_round(Item.objects.filter(pk__in=[item.pk for item in items]), round_, asof).order_by("number")
    words = [IN_A_ROUND[item.round_state] for item in found]
    assert words == ["Not updated", "Updated", "No change confirmed", "New date proposed"]
    assert set(words) == set(IN_A_ROUND.values())
    world.clock.move_to(date(2012, 11, 8))
    page = text_of(secretary.get(address_of(world.notice, "plans:round")))
    assert [f">{word}</span>" in page for word in words] == [True] * 4


def test_evidence_walks_through_every_state(world, client_of):
    chair = client_of(world.chair)
    waiting, accepted, returned = (world.evidence(world.item(1)) for _ in range(3))
    stale = world.evidence(world.item(1), review_by_on=date(2012, 11, 30))
    for evidence in (accepted, stale):
        world.review(evidence)
    world.review(returned, "returned")
    world.clock.move_to(date(2012, 12, 1))
    words = {waiting: "Waiting for review", accepted: "Accepted", returned: "Returned", stale: "Out of date"}
    assert sorted(words.values()) == sorted(standing.EVIDENCE.values())
    for evidence, word in words.items():
        assert f">{word}</span>" in text_of(chair.get(address_of(world.notice, "plans:evidence", evidence.number)))
