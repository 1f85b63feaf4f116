"""What do the few marks mean that people may type in their texts: empty lines, points, numbers, stress? Pure.

A small part of Markdown and none of HTML: what is typed becomes words with a kind, and a template draws them, escaped like any
other text. So a tag that somebody types is read as they typed it, and the page and the PDF cannot differ.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

POINT = re.compile(r"\s{0,3}[-*]\s+(?=\S)")
NUMBER = re.compile(r"\s{0,3}(\d{1,2})[.)]\s+(?=\S)")
STRESS = re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*|\*(?=\S)([^*]+)(?<=\S)\*")


@dataclass(frozen=True)
class Span:
    """Words of one look: `strong`, `stressed`, or neither ("")."""

    words: str
    look: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph with its lines, or a list with its points: `kind` is paragraph, points or numbers, which begin at `start`."""

    kind: str
    lines: tuple[tuple[Span, ...], ...]
    start: int = 1


def blocks(text: str) -> list[Block]:
    """An empty line ends a paragraph or a list; a line that begins with "- " or "1. " is a point of one."""
    found: list[tuple[str, int, list[str]]] = [("", 1, [])]
    for line in text.splitlines():
        kind, start, words = _read(line)
        if kind != found[-1][0]:
            found.append((kind, start, []))
        if words:
            found[-1][2].append(words)
    return [Block(kind, tuple(tuple(_spans(line)) for line in lines), start) for kind, start, lines in found if lines]


def plain(text: str) -> str:
    """The words alone, without the marks: what is counted."""
    return "\n".join("".join(span.words for span in line) for block in blocks(text) for line in block.lines)


def words_in(text: str) -> int:
    return len(plain(text).split())


def _read(line: str) -> tuple[str, int, str]:
    """The kind of a line, the number that it begins with, its words; no kind for an empty one."""
    if met := POINT.match(line):
        return "points", 1, line[met.end() :].strip()
    if met := NUMBER.match(line):
        return "numbers", int(met[1]), line[met.end() :].strip()
    return ("paragraph" if line.strip() else ""), 1, line.strip()


def _spans(line: str) -> Iterator[Span]:
    start = 0
    for met in STRESS.finditer(line):
        if met.start() > start:
            yield Span(line[start : met.start()])
        yield Span(met[1], "strong") if met[1] else Span(met[2], "stressed")
        start = met.end()
    if start < len(line):
        yield Span(line[start:])
