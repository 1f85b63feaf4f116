"""Does what must stand on a page or two alone keep to it? Drawn on its own and counted, until it does."""

from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string

from reports import prose
from reports.drawing import surroundings
from reports.models import Photograph
from reports.pdf import PdfFailed, render
from reports.photograph import fingerprint
from reports.purposes import Purpose, kind_of

TOO_MUCH_OFF_PLAN = (
    "The first two pages, which stand alone, run over whatever the chair writes: what is off plan, with its causes and remedies, "
    "fills the second. Have causes, remedies or the council’s risks said in fewer words, then draw the report up again."
)
TOO_MUCH_CORRECTED = (
    "With what this edition corrects, the first two pages, which stand alone, run over. Say it in fewer words."
)


def too_long(picture: Photograph, *, corrects: str = "") -> str:
    """The sentence that keeps a draft from being signed, naming the text that is too long, or saying why its first sheets cannot
    be drawn at all; "" where they fit, or where its purpose asks for no length. `corrects` is what a further edition says it
    corrects, on its first page."""
    assert picture.report is not None  # a pack has no length
    kind = kind_of(picture.report)
    if not kind.alone:
        return ""
    key = f"first-sheets-{picture.sha256}-{fingerprint(corrects)}"
    if cache.get(key):
        return ""
    drawn = surroundings(picture, None)
    try:
        if not fits(drawn | {"corrects": corrects}, kind):
            if corrects and fits(drawn, kind):
                return TOO_MUCH_CORRECTED
            is_the_chairs = not kind.asks_chair or fits(without_chair(drawn), kind)
            return sentence(drawn, kind) if is_the_chairs else TOO_MUCH_OFF_PLAN
    except PdfFailed as failed:
        return str(failed)
    cache.set(key, True, timeout=None)
    return ""


def fits(drawn: dict[str, Any], kind: Purpose) -> bool:
    parts = drawn["photograph"]["parts"][: kind.alone]
    html = render_to_string("reports/first_sheets.html", drawn | {"parts": parts, "most": kind.sheets})
    try:
        render(html)
    except PdfFailed as failed:
        if "pages, and at most" in str(failed):
            return False
        raise
    return True


def without_chair(drawn: dict[str, Any]) -> dict[str, Any]:
    """The same with a word for each of the chair's answers: what runs over then is not the chair's to shorten."""
    picture = drawn["photograph"]
    return drawn | {"photograph": picture | {"text": [row | {"answer": "Yes."} for row in picture["text"]]}}


def sentence(drawn: dict[str, Any], kind: Purpose) -> str:
    if not kind.asks_chair:
        return f"It runs over: the {kind.short} keeps to one sheet. Have objectives or items said in fewer words."
    content = drawn["photograph"]
    longest = max(content["text"], key=lambda row: len(row["answer"]))["question"]
    said = (
        "The first two pages, which stand alone, run over. Shorten the chair’s text and draw the report up again: "
        f"the longest answer is to “{longest}”"
    )
    risks = prose.words_in(content["sheets"]["risks"])
    return said + (f" {risks} words of the council on what could go wrong stand there too." if risks else "")
