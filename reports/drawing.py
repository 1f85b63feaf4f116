"""How is an edition drawn? From its photograph and its signature and nothing else: the same body for the page and the PDF."""

import json
from itertools import count

from django.core.cache import cache
from django.template.loader import render_to_string

from records import wording
from records.clock import LONDON, london_day
from reports import charts, sheets
from reports.models import Edition, Photograph, Report
from reports.photograph import SCHEMA, short
from reports.purposes import KINDS

CHART_HEIGHT = 90  # four indicators with their charts on a page
LIMITS_HEIGHT = 140  # with mean, limits and what is expected there are more words at the edge


def content_of(picture: Photograph) -> dict:
    """What was photographed, as it was. Knows every schema that a release has written."""
    content: dict = json.loads(picture.body)
    if content["schema"] == 1:
        return _from_first(content)
    if content["schema"] != SCHEMA:
        raise ValueError(f"photograph of unknown schema {content['schema']}")
    return content


def _from_first(content: dict) -> dict:
    """What schema 1 left unsaid: there was one kind of report, and nothing was known of reviews but their months."""
    if "report" in content:
        title = f"{KINDS[Report.Purpose.MINISTERS].title}, {content['report']['month']}"
        content |= {"purpose": Report.Purpose.MINISTERS.value, "report": content["report"] | {"title": title}}
    if "position" in content:
        content["position"] |= {"reviews": {"rows": [], "last": None, "lifted": None, "sentence": ""}}
        for row in content["position"]["calendar"]["reviews"]:
            row |= {"held": "", "follows": ""}
    return content


def published(picture: Photograph) -> dict:
    """The position in a photograph, as the dashboard draws it."""
    position: dict = content_of(picture)["position"]
    return position


def read(picture: Photograph) -> dict:
    """The content of a photograph with its charts, first sheets and the parts that it is drawn from, ready for templates."""
    content = content_of(picture)
    kind = KINDS[Report.Purpose(content["purpose"])]
    parts = [f"reports/{name}" for name in kind.parts]
    if "indicators" not in content["position"]:
        return content | {"kind": kind, "parts": parts}
    for row in content["position"]["indicators"]["rows"]:
        has_values = any(point["value"] is not None for point in row["points"])
        height = LIMITS_HEIGHT if charts.has_limits(row) else CHART_HEIGHT
        row["chart"] = charts.run(row, height=height) if has_values else ""
    drawn = sheets.of(content) if kind.is_whole else sheets.of_exceptions(content)
    return content | {"kind": kind, "parts": parts, "sheets": drawn}


def surroundings(picture: Photograph, edition: Edition | None) -> dict[str, object]:
    """What both drawings print around the content: fingerprint, signature or the want of one, what it replaces and corrects."""
    signature = edition.signature if edition else None
    replaces = edition.replaces if edition else None
    return {
        "photograph": read(picture),
        "paragraphs": count(1),
        "sha256": picture.sha256,
        "short": short(picture.sha256),
        "edition": edition.number if edition else None,
        "replaces": (
            {"number": replaces.number, "day": wording.day(london_day(replaces.published_at))} if replaces else None
        ),
        "corrects": edition.corrects if edition else "",
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


def paragraphs_in(picture: Photograph) -> int:
    """How many numbered paragraphs the report has, found by drawing it."""
    key = f"paragraphs-{picture.sha256}"
    found: int | None = cache.get(key)
    if found is None:
        drawn = surroundings(picture, None)
        render_to_string("reports/_whole.html", drawn | {"printed": False})
        found = next(drawn["paragraphs"]) - 1  # type: ignore[call-overload]
        cache.set(key, found, timeout=None)
    return found


def pdf_html(edition: Edition) -> str:
    """The whole HTML document that becomes the edition's PDF; its dates of making are those of the signature."""
    made = edition.signature.signed_at.astimezone(LONDON).isoformat(timespec="seconds")
    return render_to_string("reports/edition_pdf.html", surroundings(edition.photograph, edition) | {"made": made})
