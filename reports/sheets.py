"""What of a photograph stands on the first two sheets, which stand alone, and in what order does the depth follow?"""

from itertools import groupby

from reports import prose, scorecard
from reports.figure_tables import tables_of
from reports.position.measures import excerpt

# The first two sheets stand alone, with at most six indicators and six items off plan.
MOST_ON_A_SHEET = 6
# The council's answer on what could go wrong stands there too, if it is no longer than this, where so few items are off plan.
MOST_WORDS_OF_RISKS = 60
MOST_OFF_PLAN_BESIDE_RISKS = 3
# The most characters that are printed there; where one is cut, the whole stands further on.
LONGEST_WHY = 76
LONGEST_NAME = 40
LONGEST_OFF_PLAN = {"words": 62, "analysis": 84, "remedy": 76, "said": 44, "next_step": 52}


def of(content: dict) -> dict[str, object]:
    """The first sheets and the order of the rest, from the content of a photograph."""
    position = content["position"]
    off_plan = position["items"]["off_plan"]
    worst = [
        row | {name: excerpt(row[name], most) for name, most in LONGEST_OFF_PLAN.items()}
        for row in off_plan[:MOST_ON_A_SHEET]
    ]
    themes = themes_with_requirements(position)
    informed = last_information(position["calendar"], content["report"]["month"])
    return {
        "before": position["judgements"]["before"],
        "measures": [judged(row) for theme in themes if theme["kind"] == "measures" for row in theme["rows"]],
        "informed": informed["month"] if informed else "",
        "indicators": [
            row | {"informed": stood(row, informed["on"]) if informed else None}
            for row in headline(position["indicators"])
        ],
        "off_plan": worst,
        "more_off_plan": worst != off_plan,
        "risks": risks_of(content),
        "followed": followed(position["reviews"]),
        "themes": themes,
        "scorecard": scorecard.sections(scorecard.photographed(position)),
        "caution": scorecard.CAUTION,
        "rule_set": next((row["rule_set"] for row in position["indicators"]["rows"]), ""),
        "groups": groups(position["indicators"]["rows"]),
        "met": met(position, themes),
        "since": since(position),
        "decided": [row for row in position["decisions"]["rows"] if row["on"] > since(position)["on"]],
    }


def risks_of(content: dict) -> str:
    """What the council says could still go wrong, where the second sheet has room for it; else "": it stands further on."""
    risks: str = (content.get("contribution") or {}).get("risks", "")
    has_room = len(content["position"]["items"]["off_plan"]) <= MOST_OFF_PLAN_BESIDE_RISKS
    return risks if has_room and prose.words_in(risks) <= MOST_WORDS_OF_RISKS else ""


def of_exceptions(content: dict) -> dict[str, object]:
    """What an exception report draws besides its position: the indicators that miss their target, with their figures."""
    return {"groups": groups(content["position"]["indicators"]["rows"])}


def followed(reviews: dict) -> str:
    """What followed from the last review, in the one line that the second sheet has for it; "" in a photograph that knows of no
    reviews. The words of its conclusion stand in the pack for the next."""
    last = reviews["last"]
    if last:
        return f"({last['held']}): {last['follows'][0].lower()}{last['follows'][1:]}."
    return "is not recorded yet." if reviews["sentence"] else ""


def groups(rows: list[dict]) -> list[dict]:
    return [
        {"words": words, "rows": [row | {"tables": tables_of(row)} for row in found]}
        for words, found in groupby(rows, key=lambda row: row["group_words"])
    ]


def met(position: dict, themes: list[dict]) -> list[dict]:
    """What is said to be met, with what shows it: each requirement that is evidenced, and each piece of evidence, with its
    file, that was accepted for it."""
    accepted: dict[str, list[dict]] = {}
    for row in position["evidence"]["rows"]:
        if row["standing"] == "accepted":
            for reference in row["references"]:
                accepted.setdefault(reference, []).append(row)
    words = {row["code"]: row["judgement"]["word"] for theme in themes for row in theme["rows"] if row["judgement"]}
    return [
        row | {"judged": words.get(row["measure"], ""), "accepted": accepted.get(row["reference"], [])}
        for row in position["coverage"]["rows"]
        if row["evidenced"] and row["ours"]
    ]


def since(position: dict) -> dict[str, str]:
    """From when a review pack gives decisions: the review held last, or the issue of the notice."""
    last = position["reviews"]["last"]
    if last:
        return {"on": last["held_on"], "words": f"the review of {last['month']}, held on {last['held']}"}
    return {"on": position["head"]["issued_on"], "words": f"the issue of the notice on {position['head']['issued']}"}


def judged(row: dict) -> dict[str, str]:
    """One measure on the first sheet: the Board's word now and before, and one line of why."""
    judgement = row["judgement"]
    if judgement is None:
        worst = row["worst"]
        why = f"Not judged; {worst['words']}" if worst else ""
        return {"code": row["code"], "word": "Not yet judged", "before": "", "why": excerpt(why, LONGEST_WHY)}
    return {
        "code": row["code"],
        "word": judgement["word"],
        "before": judgement["before"],
        "why": excerpt(judgement["printed_reason"] or judgement["reason"], LONGEST_WHY),
    }


def headline(indicators: dict) -> list[dict]:
    """The Board's headline indicators in its order; where it chose fewer than fit, those in use that have a target and
    figures follow."""
    chosen = sorted(indicators["rows"], key=_worth_a_place)[:MOST_ON_A_SHEET]
    return [row | {"name": excerpt(row["name"], LONGEST_NAME)} for row in chosen]


def last_information(calendar: dict, month: str) -> dict | None:
    """The reporting point before this report of `month`, on which Ministers were informed last."""
    passed = [point for point in calendar["points"] if point["passed"] and point["month"] != month]
    return passed[-1] if passed else None


def stood(row: dict, on: str) -> dict[str, str] | None:
    """The figure of the newest period that had ended by a day, as it stands now."""
    ended = [point for point in row["points"] if point["on"] <= on]
    return {"value": ended[-1]["words"], "label": ended[-1]["label"]} if ended else None


def _worth_a_place(row: dict) -> tuple[bool, int, bool, bool, bool, str]:
    place = row["headline"]
    return (place is None, place or 0, not row["in_use"], not row["target"], not row["points"], row["code"])


def themes_with_requirements(position: dict) -> list[dict]:
    """The measures by theme, each with its requirements and their state."""
    covered: dict[str, list[dict]] = {}
    for row in position["coverage"]["rows"]:
        covered.setdefault(row["measure"], []).append(row)
    return [
        theme | {"rows": [row | {"covered": covered.get(row["code"], [])} for row in theme["rows"]]}
        for theme in position["measures"]["themes"]
    ]
