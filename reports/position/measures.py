"""How does each measure of the notice stand? The Board's word, its requirements, what serves it, and the worst fact against it."""

from collections import Counter, defaultdict
from datetime import date

from notices.models import Measure, Requirement
from records import wording
from reports.position.structure import Structure
from reports.position.words import STANDINGS

EXCERPT = 84
# What an indicator that is no cause for pride is called, the worst first.
FALLS_SHORT = ("Misses", "Near")
NOT_EXPECTED = "Not expected to meet"


def section(
    structure: Structure, *, items: dict, indicators: dict, coverage: dict, judgements: dict
) -> dict[str, object]:
    """Measures by theme, from the other sections and the notice's own words."""
    requirements: dict[Measure, list[Requirement]] = defaultdict(list)
    for requirement in structure.requirements:
        requirements[requirement.measure].append(requirement)
    themes: dict[str, dict] = {}
    for measure in sorted(requirements, key=lambda measure: measure.position):
        theme = themes.setdefault(
            measure.theme.code,
            {"code": measure.theme.code, "heading": measure.theme.heading, "kind": measure.theme.kind, "rows": []},
        )
        theme["rows"].append(
            _row(measure, requirements[measure], items=items, indicators=indicators, coverage=coverage)
            | {"judgement": judgements["rows"].get(measure.code)}
        )
    return {
        "themes": list(themes.values()),
        "judged": sum(len(t["rows"]) for t in themes.values() if t["kind"] == "measures"),
    }


def _row(
    measure: Measure, requirements: list[Requirement], *, items: dict, indicators: dict, coverage: dict
) -> dict[str, object]:
    references = {requirement.reference for requirement in requirements}
    serving = [row for row in items["rows"] if references & set(row["serves"])]
    named = {code for requirement in requirements for code in requirement.indicator_codes}
    figures = [row for row in indicators["rows"] if row["code"] in named]
    covered = [row for row in coverage["rows"] if row["reference"] in references and row["ours"]]
    counts = items_by_standing(serving)
    return {
        "code": measure.code,
        "excerpt": excerpt(measure.words),
        "requirements": len(covered),
        "evidenced": sum(row["evidenced"] for row in covered),
        "no_way": sum(row["no_way"] for row in covered),
        "items": counts,
        "items_total": len(serving),
        "items_words": items_words(counts),
        "indicators": [
            {"code": row["code"], "against": row["against"], "sentence": row["sentence"]} for row in figures
        ],
        "indicators_words": indicators_words(figures),
        "worst": worst(serving, figures, covered),
    }


def items_by_standing(items: list[dict]) -> dict[str, int]:
    counted = Counter("evidenced" if row["evidenced"] else row["standing"] for row in items)
    return {standing: counted[standing] for standing in STANDINGS}


def items_words(counts: dict[str, int]) -> str:
    """3 done, 1 overdue: every class that is not zero."""
    return ", ".join(f"{counts[standing]} {words}" for standing, words in STANDINGS.items() if counts[standing])


def indicators_words(figures: list[dict]) -> str:
    """2 meet, 1 misses; 1 not expected to meet: how many of those with a target stand how, and of how many it is not
    expected; nothing where none has one."""
    counted = Counter(row["against"] for row in figures)
    said = {"Meets": ("meets", "meet"), "Near": ("is near", "are near"), "Misses": ("misses", "miss")}
    parts = [f"{counted[word]} {verbs[counted[word] > 1]}" for word, verbs in said.items() if counted[word]]
    if counted["No data"]:
        parts.append(f"{counted['No data']} without data")
    unlikely = sum(row["outlook"] == NOT_EXPECTED for row in figures)
    return ", ".join(parts) + (f"; {unlikely} not expected to meet" if unlikely else "")


def worst(items: list[dict], figures: list[dict], covered: list[dict]) -> dict[str, str] | None:
    """The worst fact against a measure, by one rule: the item that is overdue longest; else a requirement that is past
    its deadline without proof; else an indicator that misses its target, or is only near it; else a requirement that
    nothing can prove yet. None where there is none."""
    late = max((row for row in items if row["overdue"]), key=lambda row: row["days_late"], default=None)
    if late:
        return {"kind": "item", "name": str(late["number"]), "words": f"item {late['number']} is {late['lateness']}"}
    unmet = next((row for row in covered if row["late_since"]), None)
    if unmet:
        since = wording.day(date.fromisoformat(unmet["late_since"]))
        return {
            "kind": "requirement",
            "name": unmet["reference"],
            "words": f"{unmet['reference']} is late since {since}",
        }
    for word in FALLS_SHORT:
        short = next((row for row in figures if row["against"] == word), None)
        if short:
            verb = "misses" if word == "Misses" else "is near"
            return {"kind": "indicator", "name": short["code"], "words": f"{short['code']} {verb} its target"}
    blind = next((row for row in covered if row["no_way"]), None)
    if blind:
        words = f"{blind['reference']} cannot be proved yet"
        return {"kind": "requirement", "name": blind["reference"], "words": words}
    return None


def excerpt(words: str, most: int = EXCERPT) -> str:
    """The beginning of a text, of at most so many characters, cut at a word."""
    if len(words) <= most:
        return words
    return words[: most - 1].rsplit(None, 1)[0].rstrip(",;:") + "\u00a0…"
