"""How are photographs of schema 1 drawn? Kept so that every edition ever signed can be read; no new one is written."""

from typing import Any

from reports.position.calendar import strip_of
from reports.position.measures import excerpt

MOST_ON_A_SHEET = 6
LONGEST_ON_A_SHEET = {"words": 100, "analysis": 130, "remedy": 130, "said": 102, "next_step": 102}


def sheets(position: dict) -> dict[str, object]:
    """What of the indicators and of the items off plan stands on the first two sheets, and whether more has to follow."""
    indicators, off_plan = position["indicators"]["rows"], position["items"]["off_plan"]
    with_target_first = sorted(indicators, key=lambda row: not row["target"])
    headline = sorted(with_target_first[:MOST_ON_A_SHEET], key=lambda row: row["code"])
    worst = [
        row | {name: excerpt(row[name], most) for name, most in LONGEST_ON_A_SHEET.items() if name in row}
        for row in off_plan[:MOST_ON_A_SHEET]
    ]
    return {"indicators": headline, "off_plan": worst, "more_off_plan": worst != off_plan}


def for_dashboard(position: dict[str, Any]) -> dict[str, Any]:
    """The position as the dashboard of today draws it. Of the measures it holds no judgement and nothing that was
    evidenced, and of indicators not whether they got worse: none of that is made up, the themes are left out."""
    calendar, indicators = position["calendar"], position["indicators"]
    rows = [row | {"in_use": True, "worse_than_first": None} for row in indicators["rows"]]
    return position | {
        "calendar": calendar | {"strip": strip_of(calendar, position["head"]["issued_on"])},
        "indicators": indicators
        | {
            "rows": rows,
            "headline": [],
            "off_target": [row["code"] for row in rows if row["against"] == "Misses"],
            "worse": [],
        },
        "measures": {"themes": [], "judged": 0},
        "judgements": None,
    }
