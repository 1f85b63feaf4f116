"""How is an edition drawn? From its photograph and its signature and nothing else: the same body for the page and the PDF."""

import json
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string

from indicators.charts import Point, TargetStep, run_chart
from records import wording
from records.clock import LONDON
from reports.models import Edition, Photograph
from reports.photograph import short


def read(picture: Photograph) -> dict:
    """The content of a photograph with its charts, ready for templates. Knows every schema that was ever written."""
    content = json.loads(picture.body)
    if content["schema"] != 1:
        raise ValueError(f"photograph of unknown schema {content['schema']}")
    for row in content["position"]["indicators"]["rows"]:
        row["chart"] = chart(row)
    return content


def chart(row: dict, *, key: str = "chart") -> str:
    """The run chart of one indicator from its plain data."""
    points = [
        Point(date.fromisoformat(point["on"]), Decimal(point["value"]) if point["value"] is not None else None, point["label"])
        for point in row["points"]
    ]
    steps = [
        TargetStep(date.fromisoformat(step["from_on"]), *(Decimal(step[name]) if step[name] else None for name in ("value", "low", "high")))
        for step in row["target_steps"]
    ]
    return run_chart(
        points,
        key=f"{key}-{row['code']}",
        title=f"{row['code']} {row['name']}",
        description=row["sentence"],
        target=steps,
        unit=row["unit_words"],
    )


def surroundings(picture: Photograph, edition: Edition | None) -> dict[str, object]:
    """What both drawings print around the content: fingerprint, signature or the want of one."""
    signature = edition.signature if edition else None
    return {
        "photograph": read(picture),
        "sha256": picture.sha256,
        "short": short(picture.sha256),
        "edition": edition.number if edition else None,
        "signature": (
            {
                "name": signature.name,
                "role": signature.role,
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
