"""Is any sentence of the notice lost? Where quotes stand in the published text, and which sentences nothing quotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from notices.notice_rows import NoticeFile
from notices.notice_syntax import flatten

# A sentence ends at a full stop, a question or an exclamation mark before a capital, or where its paragraph ends.
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[\"'(]?[A-Z])")
_LIST_MARK = re.compile(r"(?:\(?[0-9]{1,3}[.)]|\(?[a-z][.)]|[-*•–])(?:\s+|$)")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of the flattened text."""

    start: int
    end: int


def places(quote: str, text: str) -> list[int]:
    """Where the quote stands in the text as whole words, white space aside: positions in the flattened text.

    Both are flattened here, so positions are good for `flatten(text)` only.
    """
    quote, text = flatten(quote), flatten(text)
    found: list[int] = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        end = start + len(quote)
        cut_before = start > 0 and text[start - 1].isalnum() and quote[0].isalnum()
        cut_after = end < len(text) and text[end].isalnum() and quote[-1].isalnum()
        if not (cut_before or cut_after):
            found.append(start)
        start = text.find(quote, start + 1)
    return found


def _sentence_spans(text: str) -> Iterator[_Span]:
    position = 0
    for line in text.splitlines():
        paragraph = flatten(line)
        if not paragraph:
            continue
        mark = _LIST_MARK.match(paragraph)
        start = mark.end() if mark else 0
        for end in [*(gap.start() for gap in _SENTENCE_END.finditer(paragraph, start)), len(paragraph)]:
            if end > start:
                yield _Span(position + start, position + end)
            start = end + 1
        position += len(paragraph) + 1


def sentences(text: str) -> list[str]:
    """The sentences of a text in which each line is a paragraph, without the numbers of its lists."""
    flat = flatten(text)
    return [flat[span.start : span.end] for span in _sentence_spans(text)]


def quotations(notice_file: NoticeFile) -> Iterator[str]:
    """Every stretch of the text that the file accounts for.

    A measure's own words are left out: they repeat its paragraph whole, and would hide that no requirement quotes it.
    """
    for measure in notice_file.measures:
        for requirement in measure.requirements:
            yield from requirement.quotes
    yield from (point.words for point in notice_file.reporting_points)
    yield from (review.words for review in notice_file.reviews)
    yield notice_file.stake.words
    yield from (row.quote for row in notice_file.context)


def unquoted(notice_file: NoticeFile) -> list[str]:
    """The sentences, from `binding_from` to the end, that the file loses.

    A sentence is kept when every one of its words lies within some quotation; several quotations may share it,
    and punctuation and list numbers count for nothing. A heading of the notice is kept by its theme.
    """
    flat = flatten(notice_file.text)
    quoted = bytearray(len(flat))
    for quote in quotations(notice_file):
        length = len(flatten(quote))
        for start in places(quote, flat):
            quoted[start : start + length] = b"\1" * length
    headings = {theme.heading for theme in notice_file.themes if not theme.heading_is_ours}
    beginning = flat.find(flatten(notice_file.binding_from))
    lost: list[str] = []
    for span in _sentence_spans(notice_file.text):
        sentence = flat[span.start : span.end]
        if span.start < beginning or sentence in headings:
            continue
        if any(not all(quoted[word.start() : word.end()]) for word in _WORD.finditer(flat, span.start, span.end)):
            lost.append(sentence)
    return lost
