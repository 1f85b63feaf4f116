"""How is an edition drawn? From its photograph and its signature and nothing else: the same body for the page and the PDF."""

import json
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string

from indicators.charts import Point, TargetStep, run_chart
from records import wording
from records.clock import LONDON, london_day
from reports.models import Edition, Photograph
from reports.photograph import short
from reports.position.measures import excerpt

# look.md: the first two sheets stand alone, with at most six indicators and six items off plan.
MOST_ON_A_SHEET = 6
# The most characters that are printed there; where one is cut, the whole stands under "Off plan in full".
LONGEST_ON_A_SHEET = {"words": 100, "analysis": 130, "remedy": 130, "said": 76, "next_step": 102}
CHART_HEIGHT = 190  # two indicators with their charts on a page


def read(picture: Photograph) -> dict:
    """The content of a photograph with its charts and first sheets, ready for templates. Knows every schema ever written."""
    content = json.loads(picture.body)
    if content["schema"] != 1:
        raise ValueError(f"photograph of unknown schema {content['schema']}")
    for row in content["position"]["indicators"]["rows"]:
        row["chart"] = chart(row, height=CHART_HEIGHT)
    return content | {"sheets": first_sheets(content["position"])}


def first_sheets(position: dict) -> dict[str, object]:
    """What of the indicators and of the items off plan stands on the first two sheets, and whether more has to follow."""
    indicators, off_plan = position["indicators"]["rows"], position["items"]["off_plan"]
    with_target_first = sorted(indicators, key=lambda row: not row["target"])
    headline = sorted(with_target_first[:MOST_ON_A_SHEET], key=lambda row: row["code"])
    worst = [
        row | {name: excerpt(row[name], most) for name, most in LONGEST_ON_A_SHEET.items() if name in row}
        for row in off_plan[:MOST_ON_A_SHEET]
    ]
    return {"indicators": headline, "off_plan": worst, "more_off_plan": worst != off_plan}


def chart(row: dict, *, key: str = "chart", height: int = 260) -> str:
    """The run chart of one indicator from its plain data."""
    points = [
        Point(
            date.fromisoformat(point["on"]),
            Decimal(point["value"]) if point["value"] is not None else None,
            point["label"],
            point["words"],
        )
        for point in row["points"]
    ]
    steps = [
        TargetStep(
            date.fromisoformat(step["from_on"]),
            *(Decimal(step[name]) if step[name] else None for name in ("value", "low", "high")),
        )
        for step in row["target_steps"]
    ]
    return run_chart(
        points,
        key=f"{key}-{row['code']}",
        title=f"{row['code']} {row['name']}: {row['sentence']}",
        description=row["definition"],
        target=steps,
        unit=row["unit_words"],
        height=height,
    )


def surroundings(picture: Photograph, edition: Edition | None) -> dict[str, object]:
    """What both drawings print around the content: fingerprint, signature or the want of one, the edition it replaces."""
    signature = edition.signature if edition else None
    replaces = edition.replaces if edition else None
    return {
        "photograph": read(picture),
        "sha256": picture.sha256,
        "short": short(picture.sha256),
        "edition": edition.number if edition else None,
        "replaces": (
            {"number": replaces.number, "day": wording.day(london_day(replaces.published_at))} if replaces else None
        ),
        "signature": (
            {
                "name": signature.name,
                "role": signature.role,
                "day": wording.day(london_day(signature.signed_at)),
                "at": wording.instant(signature.signed_at),
                "sha256": signature.sha256,
            }
            if signature
            else None
        ),
    }


def pdf_html(edition: Edition) -> str:
    """The whole HTML document that becomes the edition's PDF; its dates of making are those of the signature."""
    made = edition.signature.signed_at.astimezone(LONDON).isoformat(timespec="seconds")
    return render_to_string("reports/edition_pdf.html", surroundings(edition.photograph, edition) | {"made": made})
