"""Is a report right, or does its job fail by name, whatever was typed? For each purpose, the whole way to the stored PDF."""

import html
import io
import re

import pikepdf
import pytest
import weasyprint

from reports.models import Report
from reports.purposes import kind_of
from reports.questions import QUESTIONS
from tests.reports import printed
from tests.reports.heard import printed as printed_words
from tests.reports.hostile import NAMED, PICTURES, VECTORS, Typing, contribute, write_everywhere
from tests.reports.listening import listener
from tests.reports.of_each_purpose import EVERY, begun, html_of
from tests.verapdf import validate

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.only_on("sqlite"),  # one photograph is drawn alike on both databases
]
# What no template of a report has, and what therefore somebody typed.
FOREIGN = re.compile(r"<(?:img|link|script|style|object|embed|iframe|image|a)\b", re.IGNORECASE)
ACCOUNTS = "root:"  # as /etc/passwd begins
IN_DEPTH = {
    "objective",
    "item",
    "unexplained item",
    "analysis asked",
    "remedy asked",
    "indicator",
    "definition",
    "rebase",
}
JUDGED = {
    "chair safer",
    "chair ask",
    "council better",
    "council risks",
    "judgement",
    "decision",
    "no outcome needed",
    "milestone",
}
# What is printed whole, of all that was typed; of the rest, the beginning or nothing.
IN_FULL = {
    Report.Purpose.MINISTERS: IN_DEPTH | JUDGED | {"stake"},
    Report.Purpose.REVIEW: IN_DEPTH | JUDGED | {"conclusions", "effect"},
    Report.Purpose.EXCEPTIONS: IN_DEPTH | {"done so far", "next step", "owner"},
    Report.Purpose.PLAN: {"agency"},
}


def close(text: str) -> str:
    return "".join(text.split())


@EVERY
def test_what_is_typed_in_every_field_fetches_nothing_and_is_printed_as_it_was_typed(
    march, purpose, tmp_path, client_of
):
    with listener() as (url, requests):
        say = Typing(url)
        write_everywhere(march, say)
        desk = begun(march, purpose)
        if kind_of(desk.report).asks_chair:
            contribute(march, desk.report, say)
            desk.write(**{name: say(f"chair {name}") for name in QUESTIONS})
        edition = desk.sign(desk.draw_up())
        pdf = desk.draw(edition)
        page = client_of(march.chair).get(desk.at("edition", 1)).text
    assert requests == []
    document = html_of(edition)
    assert FOREIGN.search(document[document.index("<body") :]) is None
    assert FOREIGN.search(page[page.index("<article") : page.index("</article>")]) is None
    words = close(html.unescape(re.sub(r"<[^>]+>", "", document)))
    whole = {name for name, text in say.typed.items() if close(text) in words}
    assert IN_FULL[purpose] - whole == set()
    said = printed_words(pdf)
    for name in whole:
        assert close(say.typed[name].replace(PICTURES, NAMED)) in said, name
    assert ACCOUNTS not in said
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.attachments) == 0
        kinds = {
            str(thing.get("/Subtype"))
            for thing in opened.objects
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)
        }
        assert not kinds & {"/Image", "/Link", "/FileAttachment"}
        assert b"JavaScript" not in opened.Root.unparse(resolved=True)
    assert validate(pdf, tmp_path).broken == []


def test_the_same_words_as_markup_would_reach_out():
    with listener() as (url, requests):
        body = "".join(vector.format(url=f"{url}/{number}") for number, vector in enumerate(VECTORS))
        weasyprint.HTML(string=printed.page(body)).write_pdf()
    assert len({request.split()[1] for request in requests}) >= 8, requests
