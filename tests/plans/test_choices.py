"""Does every filter of the list keep what a slow reading of the rows keeps, together and one by one, in every order?"""

from datetime import date

import pytest

from plans import standing
from plans.choices import CHOICES, SORTS, Asked, NoSuchChoice, questions, read
from plans.finding import find
from plans.listing import items_of, lines
from plans.models import Item, ItemTerms
from plans.rounds import rounds_of
from tests.pages import address_of, text_of


@pytest.fixture
def varied(world):
    """Seven items: of three owners, two of them supported, under two plans, moved not at all, once or twice, early or late."""
    council, police = world.notice.agencies.get(code="council"), world.notice.agencies.get(code="police")
    objective = world.agree_objective("Children are seen in time.", code="safeguarding")
    adopted = world.agree_objective("Adopters come forward.", code="adoption")
    for number, given in enumerate(
        [
            {
                "words": "Écoute: train 50% of teams.",
                "objective": objective,
                "serves": "QP1.a QP2.a",
                "expected": ["A list."],
            },
            {
                "words": "Find adopters_and keep them.",
                "objective": adopted,
                "owner": world.cast.second_officer,
                "expected": ["Minutes."],
            },
            {"words": "=Sum up what the teams said.", "owner": world.partner},
            {"words": "Say it again.", "objective": objective},
        ]
    ):
        world.agree_item(date(2013, 1, 7 + number), **given)
    for number, agency in ((2, police), (5, council)):
        ItemTerms.objects.get(item__number=number).supporting.add(agency)
    world.update(world.item(1), forecast="will_miss")
    world.update(world.item(5), forecast="will_meet")
    world.update(world.item(4), "done")
    world.review(world.evidence(world.item(4)))
    world.update(world.item(6), "done")
    for to in (date(2013, 2, 1), date(2013, 3, 1)):
        world.rule(world.propose(world.item(1), to))
    world.rule(world.propose(world.item(7), date(2013, 1, 1)))
    world.clock.move_to(date(2012, 12, 19), 16)
    world.hold_meeting(2)
    world.clock.move_to(date(2013, 1, 20))
    world.update(world.item(3), forecast="may_miss")
    world.propose(world.item(5), date(2013, 6, 1))
    return world


# From when to when the round of these days runs: ten working days before each meeting updates close.
ROUNDS = {
    date(2012, 11, 7): (date.min, date(2012, 10, 24)),
    date(2012, 12, 19): (date(2012, 10, 25), date(2012, 12, 5)),
    date(2013, 1, 20): (date(2012, 12, 6), date(2013, 1, 16)),
}


def answered_on(item: Item) -> list[date]:
    return [row.counts_on for row in (*item.updates.all(), *item.date_changes.all())]


def read_slowly(world, asof) -> dict[int, dict]:
    """The same questions, asked of each item by itself: by its number, what each question of the address keeps it for."""
    found = {}
    opens, closes = ROUNDS[asof.on]
    for item in items_of(world.notice, asof):
        terms = ItemTerms.objects.get(pk=item.terms_id)
        serves, helped = list(terms.serves.all()), [terms.agency, *terms.supporting.all()]
        closed = item.standing in ("done", "withdrawn")
        of_kind = {
            "open": not closed,
            "overdue": not closed and item.due_now < asof.on,
            "overdue-first": not closed and item.due_on < asof.on,
            "waiting": item.waiting_id is not None,
            "not-started": item.standing == "not_started",
            "under-way": item.standing == "under_way",
            "done": item.standing == "done",
            "evidenced": item.standing == "done" and item.evidenced,
            "not-evidenced": item.standing == "done" and not item.evidenced,
            "withdrawn": item.standing == "withdrawn",
            "all": True,
        }
        objective = terms.objective
        keeps = {
            "show": lambda key, of_kind=of_kind: of_kind[key],
            "owner": lambda key, terms=terms: terms.owner.name.lower().replace(" ", "-") == key,
            "agency": lambda key, helped=helped: key in [agency.code for agency in helped],
            "plan": lambda key, objective=objective: objective is not None and objective.plan.code == key,
            "measure": lambda key, serves=serves: key in [one.measure.code for one in serves],
            "requirement": lambda key, serves=serves: key in [one.reference for one in serves],
            "forecast": lambda key, item=item: standing.forecast_held(item, holds_from=opens) == key,
            "slipped": lambda key, item=item: item.slips > 1,
            "evidence": lambda key, item=item, terms=terms, closed=closed: (
                (item.standing == "done" and not item.evidenced)
                or (item.standing == "done" or (not closed and item.due_now <= asof.on))
                and any(not one.brought.accepted(asof).exists() for one in terms.expected.all())
            ),
            "updated": lambda key, item=item, closed=closed: (
                not closed and not any(opens <= day <= closes for day in answered_on(item))
            ),
            "q": lambda key, item=item, terms=terms: all(
                word.casefold() in terms.words.casefold() or word == str(item.number) for word in key.split()
            ),
        }
        found[item.number] = keeps
    return found


def kept_slowly(reading: dict[int, dict], address: dict[str, str]) -> set[int]:
    asked = {"show": "open"} | address
    return {number for number, keeps in reading.items() if all(keeps[name](key) for name, key in asked.items())}


def listed(world, address: dict[str, str], asof) -> list[int]:
    found = find(world.notice, asof, read(address, questions(world.notice)), rounds_of(world.notice, asof))
    numbers = dict(Item.objects.for_notice(world.notice).values_list("pk", "number"))
    assert found.total == len(numbers)
    return [numbers[key] for key in found.keys]


FILTERS = (
    *({"show": choice.key} for choice in CHOICES),
    {"owner": "a-partner-board-member"},
    {"agency": "council", "show": "all"},
    {"agency": "police"},
    {"plan": "safeguarding"},
    {"plan": "adoption"},
    {"measure": "QP1"},
    {"requirement": "QP2.a"},
    {"measure": "QP1", "requirement": "QP2.a", "show": "all"},
    *({"forecast": key} for key in (*standing.FORECASTS, standing.STALE)),
    {"slipped": "twice"},
    {"evidence": "missing"},
    {"evidence": "missing", "show": "all"},
    {"updated": "no"},
    {"updated": "no", "owner": "a-council-officer", "show": "overdue"},
)


def test_every_filter_keeps_what_a_slow_reading_keeps(varied):
    seen = set()
    for day in (date(2012, 11, 7), date(2012, 12, 19), date(2013, 1, 20)):
        asof = varied.asof(on=day)
        reading = read_slowly(varied, asof)
        for address in FILTERS:
            found = listed(varied, address, asof)
            assert set(found) == kept_slowly(reading, address), (day, address)
            seen |= {str(address)} if found else set()
    nothing = [address for address in FILTERS if str(address) not in seen]
    assert nothing == [
        {"show": "withdrawn"},
        {"forecast": "cannot_tell"},
    ]  # every other filter was seen to keep something


SEARCHES = {
    "TEAMS train": {4},
    "écoute": {4},
    "ÉCOUTE:": {4},
    "50%": {4},
    "%": {4},
    "adopters_and": {5},
    "_": {5},
    "=sum": {6},
    ".*": set(),
    "(teams": set(),
    "\\": set(),
    "'; drop table": set(),
    "te\x00ams": {4, 6},
    "\x00": {1, 2, 3, 4, 5, 6, 7},
    "7": {7},
    "99999999999999999999": set(),
}


def test_words_are_searched_as_they_are_typed(varied):
    found = {words: set(listed(varied, {"q": words, "show": "all"}, varied.asof())) for words in SEARCHES}
    assert found == SEARCHES


def test_list_is_sorted_both_ways_and_by_date_within(varied):
    asof = varied.asof()
    named = {line.number: line for line in lines(items_of(varied.notice, asof), asof)}
    items = {item.number: item for item in items_of(varied.notice, asof)}
    by_date = sorted(items, key=lambda number: (items[number].due_now, number))
    keys = {
        "due": lambda number: items[number].due_now,
        "number": lambda number: number,
        "owner": lambda number: named[number].owner.casefold(),
        "slips": lambda number: items[number].slips,
        "updated": lambda number: items[number].progress_on or date.min,
    }
    assert keys.keys() == SORTS.keys()
    for name, key in keys.items():
        assert listed(varied, {"show": "all", "sort": name}, asof) == sorted(by_date, key=key)
        assert listed(varied, {"show": "all", "sort": f"-{name}"}, asof) == sorted(by_date, key=key, reverse=True)


def test_what_there_is_not_is_refused(world):
    asked = questions(world.notice)
    for name, key in (
        ("show", "x"),
        ("owner", "1"),
        ("plan", "x"),
        ("measure", "Q9"),
        ("sort", "x"),
        ("slipped", "no"),
    ):
        with pytest.raises(NoSuchChoice):
            read({name: key}, asked)
        assert read({name: ""}, asked) == read({}, asked)


def test_address_of_a_list_is_the_address_it_was_read_from(world):
    asked = questions(world.notice)
    query = "show=done&q=a%26b&agency=council&slipped=twice&sort=-slips"
    given = {"show": "done", "q": " a&b ", "agency": "council", "slipped": "twice", "sort": "-slips", "page": "3"}
    assert read(given, asked).query() == query
    assert read(given, asked).query(q="", show="open") == "agency=council&slipped=twice&sort=-slips"
    assert Asked().query() == ""


def test_chosen_filters_can_each_be_taken_away(world, client_of):
    answer = client_of(world.officer).get(
        address_of(world.notice, "plans:item_list", q="team", agency="council", on="2012-11-07")
    )
    said = text_of(answer)
    assert "Open items: 1 of 3 items" in said
    assert 'href="?agency=council&amp;on=2012-11-07#items"' in said
    assert 'href="?q=team&amp;on=2012-11-07#items"' in said
    assert 'aria-sort="ascending"' in said
    assert 'href="?q=team&amp;agency=council&amp;sort=-due&amp;on=2012-11-07#items">Date now' in said
