"""Which words does somebody look for, does a text hold all of them, and where? Pure, so that every database answers alike.

Databases disagree about letters beyond a to z: SQLite takes É and é for two letters, PostgreSQL by its collation for one. So they
hand over the texts of one notice, and the comparing is done here: without regard to case in any alphabet, anywhere in a text,
and with one kind of apostrophe, quotation mark, dash and space.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

LONGEST = 200  # characters of a question
EXCERPT, BEFORE = 240, 80  # characters shown of a text, and of them before the first word found
ALIKE = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "—": "-", "\u00a0": " "})
PHRASE_OR_WORD = re.compile(r'"([^"]+)"|(\S+)')


def fold(text: str) -> str:
    """The text as it is compared: ÉCOLE’S and école's become one."""
    return unicodedata.normalize("NFC", text).translate(ALIKE).casefold()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an excerpt, found or between what was found."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing whose texts hold what was looked for. `kind` and `key` say which page shows it; `exact` that the question is its
    name and nothing else; `on` the day it counts from, `place` its order among those of one day; `note` where it stands;
    `pictured_on` the day of the photograph that shows it, of one that is not read live."""

    kind: str
    reference: str
    text: str
    key: tuple[int | str, ...] = ()
    on: date = date.min
    place: int = 0
    exact: bool = False
    note: str = ""
    pictured_on: date | None = None


@dataclass(frozen=True)
class Sought:
    """What somebody typed. What stands in quotation marks is looked for as one."""

    question: str

    @cached_property
    def name(self) -> str:
        """The whole question as the name of one thing: item 14"""
        return " ".join(fold(self.question).split())

    @cached_property
    def words(self) -> tuple[str, ...]:
        found = (phrase or word.strip('"') for phrase, word in PHRASE_OR_WORD.findall(self.name))
        return tuple(dict.fromkeys(word.strip() for word in found if word.strip()))

    def holds(self, text: str) -> bool:
        """Whether the text holds every word, anywhere; never where nothing is looked for."""
        folded = fold(text)
        return bool(self.words) and all(word in folded for word in self.words)

    def look(self, hit: Hit, *names: str) -> Iterator[Hit]:
        """The hit, where one of its names is the question, or its reference and text hold the words; or nothing."""
        if self.name and self.name in map(fold, (hit.reference, *names)):
            yield replace(hit, exact=True)
        elif self.holds(f"{hit.reference} {hit.text}"):
            yield hit

    def excerpt(self, text: str) -> list[Part]:
        """Some of the text around the first word found, in pieces, with what was found apart."""
        text = unicodedata.normalize("NFC", " ".join(text.split()))
        found = self._places(text)
        first = min(found, default=0)
        start = 0 if len(text) <= EXCERPT else _word_begins(text, max(min(first - BEFORE, len(text) - EXCERPT), 0))
        end = len(text) if start + EXCERPT >= len(text) else text.rfind(" ", start, start + EXCERPT)
        end = end if end > start else start + EXCERPT
        parts: list[Part] = [Part("… ")] if start else []
        at = start
        while at < end:
            inside, until = at in found, at
            while until < end and (until in found) == inside:
                until += 1
            parts.append(Part(text[at:until], inside))
            at = until
        return parts + ([Part(" …")] if end < len(text) else [])

    def _places(self, text: str) -> set[int]:
        """Every place in the text that is part of a word found. Folded, one letter may be two."""
        folded, places = "", []
        for place, letter in enumerate(text):
            one = letter.translate(ALIKE).casefold()
            folded += one
            places += [place] * len(one)
        found: set[int] = set()
        for word in self.words:
            at = folded.find(word)
            while at >= 0:
                found.update(places[at : at + len(word)])
                at = folded.find(word, at + len(word))
        return found


def _word_begins(text: str, at: int) -> int:
    """The place after the first space from `at` on, if there is one near."""
    space = text.find(" ", at, at + BEFORE)
    return space + 1 if at and space >= 0 else at
