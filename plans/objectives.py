"""How does each objective stand? One word, the rule beside it, and the worst item and indicator by name."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from boards.models import Meeting
from indicators.standing import Against
from notices.models import Notice
from plans import standing
from plans.models import Item, ItemTerms, Objective, ObjectiveTerms
from records import wording
from records.clock import AsOf

ACHIEVED, ON_PLAN, NOT_AS_PLANNED, NO_EVIDENCE = "Achieved", "On plan", "Not as planned", "No evidence agreed"
RULES = {
    ACHIEVED: "It has items, every one of them that was not withdrawn is done and evidenced, and every indicator meets its target.",
    ON_PLAN: "None of the other three.",
    NOT_AS_PLANNED: "An item is overdue now, an owner’s forecast says that one will miss its date, or an indicator misses its target.",
    NO_EVIDENCE: "Neither an indicator nor evidence in words was agreed beforehand, so nothing could show that it is achieved.",
}
# The worst first.
WORST_INDICATOR = [
    Against.MISSES, Against.NEAR, Against.SUPPRESSED, Against.NO_DATA, Against.NO_TARGET, Against.MEETS,
]  # fmt: skip
COUNTED = {
    "evidenced": "done and evidenced",
    "done": "done but not evidenced",
    "overdue": "overdue",
    "under_way": "under way",
    "not_started": "not started",
    "withdrawn": "withdrawn",
}


@dataclass(frozen=True)
class ItemFact:
    """What an objective asks of one of its items: `standing` and `evidenced` as the querysets annotate them, whether the
    owner's forecast, not yet stale, is that it will miss its date, and by how many days it is late now."""

    number: int
    standing: str
    evidenced: bool = False
    will_miss: bool = False
    days_late: int = 0

    @property
    def counts_as(self) -> str:
        return "evidenced" if self.evidenced and self.standing == "done" else self.standing

    @property
    def badness(self) -> tuple[int, int, int]:
        """To sort by, the worst last: overdue by its days, then expected to miss, open, done, done and evidenced."""
        order = {"evidenced": 0, "done": 1}.get(self.counts_as, 2)
        return (4 if self.standing == "overdue" else 3 if self.will_miss else order, self.days_late, -self.number)


@dataclass(frozen=True)
class ObjectiveState:
    """The word, why in a sentence, and the worst of what it stands on."""

    word: str
    why: str
    worst_item: int | None
    worst_indicator: str | None


def objective_word(items: Sequence[ItemFact], against: Mapping[str, str], evidence_agreed: str) -> ObjectiveState:
    """How an objective stands, by RULES. `against` has the word of each impact indicator against its target, by code; one that
    is context only says nothing, so it is left out. Pure."""
    counted = [item for item in items if item.standing != "withdrawn"]
    read = {code: word for code, word in against.items() if word != Against.CONTEXT}
    item = max(counted, key=lambda one: one.badness, default=None)
    indicator = min(read, key=lambda code: (WORST_INDICATOR.index(Against(read[code])), code), default=None)
    off = [row for row in counted if row.standing == "overdue" or row.will_miss]
    missing = [code for code, word in read.items() if word == Against.MISSES]
    if not against and not evidence_agreed.strip():
        word = NO_EVIDENCE
    elif off or missing:
        word = NOT_AS_PLANNED
    elif counted and all(row.counts_as == "evidenced" for row in counted) and set(read.values()) <= {Against.MEETS}:
        word = ACHIEVED
    else:
        word = ON_PLAN
    why = _why(word, item, len(off), indicator, read.get(indicator or "", ""), len(missing))
    return ObjectiveState(word, why, item.number if item else None, indicator)


def _why(word: str, item: ItemFact | None, off: int, indicator: str | None, against: str, missing: int) -> str:
    if word == ACHIEVED:
        shown = ", and every indicator meets its target" if indicator else ""
        return f"Every item is done and evidenced{shown}."
    said = []
    if item is None:
        said.append("it has no item yet")
    elif off:
        how = (
            f"is overdue by {wording.count(item.days_late, 'day')}"
            if item.standing == "overdue"
            else "is expected to miss its date"
        )
        said.append(f"item {item.number} {how}{_others(off)}")
    elif item.counts_as == "evidenced":
        said.append("every item is done and evidenced")
    else:
        how = "is done and not evidenced" if item.standing == "done" else "is not done yet"
        said.append(f"no item is late or expected to miss; item {item.number} {how}")
    if indicator:
        others = _others(missing) if missing else ""
        how = {
            Against.MISSES: "misses its target",
            Against.NEAR: "is near its target",
            Against.SUPPRESSED: "is too small to show",
            Against.NO_DATA: "has no data",
            Against.NO_TARGET: "has no target yet",
            Against.MEETS: "meets its target, as every indicator of it does",
        }[Against(against)]
        said.append(f"{indicator} {how}{others}")
    if word == NO_EVIDENCE:
        said.insert(0, "nobody has agreed which indicator or what evidence will show it")
    sentence = "; ".join(said)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _others(many: int) -> str:
    return f", the worst of {many}" if many > 1 else ""


def objectives_of(
    notice: Notice, asof: AsOf, against_by_code: Mapping[str, str], *, holds_from: date | None = None
) -> list[dict]:
    """The objectives that hold as of `asof`, in the order of their plans and numbers, as plain data. Six queries, however many,
    and a seventh where the caller does not say from which day forecasts hold.

    `against_by_code` has the word of each indicator against its target; one that is not in it has no data.
    """
    held = [terms for terms in terms_in_force(notice, asof).values() if not terms.withdrawn]
    items = _items(notice, asof, holds_from or Meeting.objects.for_notice(notice).forecasts_hold_from(asof))
    found = []
    for terms in sorted(held, key=_place):
        objective = terms.objective
        facts = items[objective.pk]
        codes = [indicator.code for indicator in terms.indicators.all()]
        against = {code: against_by_code.get(code, Against.NO_DATA.value) for code in codes}
        state = objective_word(facts, against, terms.evidence_agreed)
        counts = Counter(fact.counts_as for fact in facts)
        found.append(
            {
                "number": objective.number,
                "plan": objective.plan.name if objective.plan else "",
                "words": terms.words,
                "evidence_agreed": terms.evidence_agreed,
                "indicators": [{"code": code, "against": word} for code, word in against.items()],
                "decision": terms.decision.number if terms.decision else None,
                "word": state.word,
                "why": state.why,
                "rule": RULES[state.word],
                "worst_item": state.worst_item,
                "worst_indicator": state.worst_indicator,
                "items": [fact.number for fact in facts],
                "counts": {name: counts[name] for name in COUNTED},
                "counts_words": ", ".join(f"{counts[name]} {words}" for name, words in COUNTED.items() if counts[name]),
            }
        )
    return found


def _place(terms: ObjectiveTerms) -> tuple[bool, int, int]:
    """Plan by plan; those of no plan come last."""
    objective = terms.objective
    return objective.plan_id is None, objective.plan_id or 0, objective.number


def terms_in_force(notice: Notice, asof: AsOf) -> dict[int, ObjectiveTerms]:
    """By the key of each objective, what it says, be it that it is withdrawn. Two queries."""
    rows = ObjectiveTerms.objects.in_force(asof).filter(objective__in=Objective.objects.for_notice(notice))
    rows = rows.select_related("objective__plan", "decision").prefetch_related("indicators")
    return {row.objective_id: row for row in rows.order_by("counts_on", "recorded_at", "number")}


def _items(notice: Notice, asof: AsOf, holds_from: date) -> dict[int, list[ItemFact]]:
    """By the key of each objective, its items in the order of their numbers."""
    found = Item.objects.for_notice(notice).with_standing(asof).with_evidenced(asof).order_by("number")
    rows = list(found)
    under = dict(
        ItemTerms.objects.for_notice(notice)
        .filter(pk__in=[item.terms_id for item in rows])
        .values_list("pk", "objective_id")
    )
    facts: dict[int, list[ItemFact]] = defaultdict(list)
    for item in rows:
        objective = under[item.terms_id]
        if objective is not None:
            forecast = standing.forecast_word(item, holds_from=holds_from)
            facts[objective].append(
                ItemFact(
                    number=item.number,
                    standing=item.standing,
                    evidenced=item.evidenced,
                    will_miss=forecast == standing.FORECASTS["will_miss"],
                    days_late=max((asof.on - item.due_now).days, 0) if item.overdue_now else 0,
                )
            )
    return facts
