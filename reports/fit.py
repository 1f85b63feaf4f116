"""Do the first two sheets of a draft keep to two pages? Drawn on their own and counted, until they do."""

from django.core.cache import cache
from django.template.loader import render_to_string

from reports import prose, sheets
from reports.domain import QUESTIONS
from reports.drawing import content_of, surroundings
from reports.models import Photograph
from reports.pdf import PdfFailed, render
from reports.photograph import fingerprint

TOO_MUCH_CORRECTED = (
    "With what this edition corrects, the first two pages, which stand alone, run over. Say it in fewer words."
)


def too_long(picture: Photograph, *, corrects: str = "") -> str:
    """The sentence that keeps a draft from being signed, naming the text that is too long; "" where it fits. `corrects` is what
    a further edition says it corrects, on its first page.

    Raises PdfFailed where the sheets cannot be drawn at all.
    """
    key = f"first-sheets-{picture.sha256}-{fingerprint(corrects)}"
    if cache.get(key):
        return ""
    if not fits(picture, corrects=corrects):
        return sentence(picture) if not corrects or not fits(picture) else TOO_MUCH_CORRECTED
    cache.set(key, True, timeout=None)
    return ""


def fits(picture: Photograph, *, corrects: str = "") -> bool:
    html = render_to_string("reports/first_sheets.html", surroundings(picture, None) | {"corrects": corrects})
    try:
        render(html)
    except PdfFailed as failed:
        if "pages, and at most" in str(failed):
            return False
        raise
    return True


def sentence(picture: Photograph) -> str:
    answers = {row["question"]: row["answer"] for row in content_of(picture)["text"]}
    longest = max(QUESTIONS.values(), key=lambda question: len(answers.get(question, "")))
    said = (
        "The first two pages, which stand alone, run over. Shorten the chair’s text and draw the report up again: "
        f"the longest answer is to “{longest}”"
    )
    risks = prose.words_in(sheets.risks_of(content_of(picture)))
    return said + (f" {risks} words of the council on what could go wrong stand there too." if risks else "")
