"""How does each measure of the notice stand, by what serves it? Items by standing, indicators in words, the worst fact."""

from collections import defaultdict

from notices.models import Measure, Notice, Requirement
from plans.models import Item, ItemTerms
from records.clock import AsOf

STANDINGS = {"done": "done", "under_way": "under way", "not_started": "not started", "overdue": "overdue"}
EXCERPT = 84


def section(notice: Notice, asof: AsOf, indicators: dict) -> dict[str, object]:
    requirements: dict[int, list[Requirement]] = defaultdict(list)
    for requirement in Requirement.objects.for_notice(notice):
        requirements[requirement.measure_id].append(requirement)
    items, served = _items_by_measure(notice, asof)
    figures = {row["code"]: row for row in indicators["rows"]}
    themes: dict[str, dict] = {}
    for measure in Measure.objects.for_notice(notice).select_related("theme"):
        theme = themes.setdefault(
            measure.theme.code,
            {"code": measure.theme.code, "heading": measure.theme.heading, "kind": measure.theme.kind, "rows": []},
        )
        theme["rows"].append(_row(measure, requirements[measure.pk], items[measure.pk], served, figures))
    return {
        "themes": list(themes.values()),
        "judged": sum(len(t["rows"]) for t in themes.values() if t["kind"] == "measures"),
    }


def _row(
    measure: Measure, requirements: list[Requirement], items: list[Item], served: set[int], figures: dict
) -> dict[str, object]:
    codes = sorted({code for requirement in requirements for code in requirement.indicator_codes if code in figures})
    obligations = [requirement for requirement in requirements if not requirement.acts_of]
    late = max(items, key=lambda item: (item.overdue_now, -item.due_now.toordinal()), default=None)
    return {
        "code": measure.code,
        "excerpt": excerpt(measure.words),
        "requirements": len(obligations),
        "served": sum(1 for requirement in obligations if requirement.pk in served),
        "items": items_by_standing(items),
        "items_total": len(items),
        "items_words": items_words(items_by_standing(items)),
        "indicators": [
            {"code": code, "against": figures[code]["against"], "sentence": figures[code]["sentence"]} for code in codes
        ],
        "worst_item": late.number if late and late.overdue_now else None,
    }


def _items_by_measure(notice: Notice, asof: AsOf) -> tuple[dict[int, list[Item]], set[int]]:
    """The items that serve each measure, once a measure; and which requirements any of them serves."""
    found = {
        item.terms_id: item
        for item in Item.objects.for_notice(notice).with_standing(asof).filter(withdrawn=False).order_by("number")
    }
    through = ItemTerms.serves.through.objects.filter(itemterms__in=list(found)).order_by("itemterms")
    by_measure: dict[int, dict[int, Item]] = defaultdict(dict)
    served = set()
    for term, measure, requirement in through.values_list("itemterms_id", "requirement__measure_id", "requirement_id"):
        by_measure[measure][term] = found[term]
        served.add(requirement)
    return defaultdict(list, {measure: list(rows.values()) for measure, rows in by_measure.items()}), served


def items_by_standing(items: list[Item]) -> dict[str, int]:
    return {standing: sum(1 for item in items if item.standing == standing) for standing in STANDINGS}


def items_words(counts: dict[str, int]) -> str:
    """3 done, 1 overdue: every class that is not zero."""
    return ", ".join(f"{counts[standing]} {words}" for standing, words in STANDINGS.items() if counts[standing])


def excerpt(words: str, most: int = EXCERPT) -> str:
    """The beginning of a text, of at most so many characters, cut at a word."""
    if len(words) <= most:
        return words
    return words[: most - 1].rsplit(None, 1)[0].rstrip(",;:") + "\u00a0…"
