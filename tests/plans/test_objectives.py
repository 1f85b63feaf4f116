"""Does an objective get the word that its rule says, with the worst item and indicator named, from what the ledgers hold?"""

from datetime import date
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.models import Decision
from indicators.standing import Against
from plans import domain as plan
from plans.models import Objective, Plan
from plans.objectives import RULES, ItemFact, objective_word, objectives_of
from records.refusal import Refused

DONE, OPEN = ItemFact(1, "done", evidenced=True), ItemFact(2, "under_way")


def stated(items, against, evidence=""):
    state = objective_word(items, against, evidence)
    return state.word, state.why, state.worst_item, state.worst_indicator


@pytest.mark.parametrize(
    ("items", "against", "evidence", "expected"),
    [
        (
            [DONE],
            {},
            "",
            (
                "No evidence agreed",
                "Nobody has agreed which indicator or what evidence will show it; every item is done and evidenced.",
                1,
                None,
            ),
        ),
        (
            [ItemFact(6, "overdue", days_late=12)],
            {},
            "",
            (
                "No evidence agreed",
                "Nobody has agreed which indicator or what evidence will show it; item 6 is overdue by 12 days.",
                6,
                None,
            ),
        ),
        (
            [DONE],
            {"FD-05": "Meets"},
            "",
            ("Achieved", "Every item is done and evidenced, and every indicator meets its target.", 1, "FD-05"),
        ),
        ([DONE], {}, "An audit.", ("Achieved", "Every item is done and evidenced.", 1, None)),
        (
            [DONE, ItemFact(9, "withdrawn")],
            {"FD-05": "Meets", "FD-01": "Context only"},
            "",
            ("Achieved", "Every item is done and evidenced, and every indicator meets its target.", 1, "FD-05"),
        ),
        (
            [DONE, ItemFact(3, "done")],
            {"FD-05": "Meets"},
            "",
            (
                "On plan",
                "No item is late or expected to miss; item 3 is done and not evidenced; "
                "FD-05 meets its target, as every indicator of it does.",
                3,
                "FD-05",
            ),
        ),
        (
            [DONE],
            {"FD-05": "Near"},
            "",
            ("On plan", "Every item is done and evidenced; FD-05 is near its target.", 1, "FD-05"),
        ),
        ([], {"FD-05": "No data"}, "", ("On plan", "It has no item yet; FD-05 has no data.", None, "FD-05")),
        (
            [],
            {"FD-05": "Too small to show", "CP-02": "Meets"},
            "",
            ("On plan", "It has no item yet; FD-05 is too small to show.", None, "FD-05"),
        ),
        (
            [DONE, OPEN],
            {},
            "An audit.",
            ("On plan", "No item is late or expected to miss; item 2 is not done yet.", 2, None),
        ),
        (
            [OPEN, ItemFact(4, "overdue", days_late=1), ItemFact(5, "overdue", days_late=30)],
            {"FD-05": "Misses", "CP-02": "Near", "CP-03": "Misses"},
            "",
            (
                "Not as planned",
                "Item 5 is overdue by 30 days, the worst of 2; CP-03 misses its target, the worst of 2.",
                5,
                "CP-03",
            ),
        ),
        (
            [ItemFact(2, "under_way", will_miss=True)],
            {"FD-05": "Meets"},
            "",
            (
                "Not as planned",
                "Item 2 is expected to miss its date; FD-05 meets its target, as every indicator of it does.",
                2,
                "FD-05",
            ),
        ),
    ],
)
def test_word_and_why(items, against, evidence, expected):
    assert stated(items, against, evidence) == expected


def test_words_are_told_apart_by_their_rules():
    """Over every mixture of two items and an indicator: the word is the first of the rules, said again, that fits."""
    facts = [ItemFact(1, s, evidenced=e, will_miss=w, days_late=0) for s, e, w in product(
        ["done", "overdue", "under_way", "withdrawn"], [True, False], [True, False]
    ) if not (w and s != "under_way")]  # fmt: skip
    for pair, word in product(product(facts, repeat=2), [*Against]):
        live = [fact for fact in pair if fact.standing != "withdrawn"]
        off = any(fact.standing == "overdue" or fact.will_miss for fact in live) or word == "Misses"
        proved = bool(live) and all(fact.standing == "done" and fact.evidenced for fact in live)
        said = "Not as planned" if off else "Achieved" if proved and word in ("Meets", "Context only") else "On plan"
        assert objective_word(pair, {"FD-05": word}, "").word == said


class TestAgreeing:
    def test_objective_stands_in_its_plan_with_what_will_show_it(self, world):
        indicator = world.define_indicator("FD-05")
        objective = world.agree_objective(indicators=[indicator], evidence_agreed="A dip sample.")
        world.agree_item(date(2013, 2, 1), objective=objective)
        (row,) = objectives_of(world.notice, world.asof(), {"FD-05": "Misses"})
        assert row == {
            "number": 1,
            "plan": "Plan safeguarding",
            "words": "Children are seen in time.",
            "evidence_agreed": "A dip sample.",
            "indicators": [{"code": "FD-05", "against": "Misses"}],
            "decision": Decision.objects.get(words="The objectives are agreed.").number,
            "word": "Not as planned",
            "why": "No item is late or expected to miss; item 4 is not done yet; FD-05 misses its target.",
            "rule": RULES["Not as planned"],
            "worst_item": 4,
            "worst_indicator": "FD-05",
            "items": [4],
            "counts": {"evidenced": 0, "done": 0, "overdue": 0, "under_way": 0, "not_started": 1, "withdrawn": 0},
            "counts_words": "1 not started",
        }

    def test_item_done_and_evidenced_achieves_it(self, world):
        objective = world.agree_objective(evidence_agreed="A dip sample.")
        item = world.agree_item(date(2013, 2, 1), objective=objective)
        world.update(item, "done")
        assert [row["word"] for row in objectives_of(world.notice, world.asof(), {})] == ["On plan"]
        world.review(world.evidence(item))
        assert [row["word"] for row in objectives_of(world.notice, world.asof(), {})] == ["Achieved"]

    def test_forecast_of_a_miss_counts_while_it_holds(self, world):
        objective = world.agree_objective(evidence_agreed="A dip sample.")
        world.update(world.agree_item(date(2013, 2, 20), objective=objective), forecast="will_miss")
        assert objectives_of(world.notice, world.asof(), {})[0]["word"] == "Not as planned"
        world.clock.move_to(date(2013, 1, 20))
        assert objectives_of(world.notice, world.asof(), {})[0]["word"] == "On plan"

    def test_plans_one_after_the_other(self, world):
        for code in ("safeguarding", "adoption", "safeguarding"):
            world.agree_objective(code=code)
        rows = objectives_of(world.notice, world.asof(), {})
        assert [(row["plan"], row["number"]) for row in rows] == [
            ("Plan safeguarding", 1),
            ("Plan safeguarding", 3),
            ("Plan adoption", 2),
        ]

    def test_objective_falls_with_its_decision(self, world):
        world.agree_objective()
        agreed = Decision.objects.get(words="The objectives are agreed.")
        world.clock.move_to(date(2012, 11, 9))
        world.decide("Not so.", replaces=agreed)
        assert objectives_of(world.notice, world.asof(), {}) == []
        assert len(objectives_of(world.notice, world.asof(on=date(2012, 11, 8)), {})) == 1

    def test_things_of_another_notice_are_refused(self, world, other_world):
        theirs = other_world.define_indicator("FD-05")
        for wrong in ({"indicators": [theirs]}, {"decision": other_world.decide()}):
            with pytest.raises(Refused, match="belongs to another notice"):
                world.agree_objective(**wrong)
        with pytest.raises(Refused, match="Say what is to be achieved"):
            world.agree_objective(" ")
        assert not Objective.objects.exists()

    def test_plan_has_one_code(self, world):
        world.agree_objective()
        with pytest.raises(Refused, match="a plan 'safeguarding' already"), world.writing() as at:
            plan.make_plan(notice=world.notice, code="safeguarding", name="Again", by=None, at=at)
        assert Plan.objects.count() == 1


def test_queries_do_not_grow(world):
    def queries():
        asof = world.asof()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            objectives_of(world.notice, asof, {}, holds_from=asof.on)
        return len(asked)

    indicator = world.define_indicator("FD-05")
    seen = []
    for _ in range(3):
        objective = world.agree_objective(indicators=[indicator])
        world.agree_item(date(2013, 2, 1), objective=objective)
        seen.append(queries())
    assert seen == [4, 4, 4]
