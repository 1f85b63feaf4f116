"""How does the text of minutes become numbered paragraphs, and text again? Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Part:
    """What is minuted under one heading, in paragraphs that an empty line parts; `item` is the number of the agenda item."""

    heading: str
    words: str
    item: int | None = None


def numbered(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """The paragraphs in their order, numbered through; a part without words leaves nothing, and so no heading."""
    rows: list[dict[str, Any]] = []
    for part in parts:
        heading = part.heading
        for words in re.split(r"\n\s*\n", part.words.replace("\r\n", "\n").replace("\r", "\n")):
            if words.strip():
                row = {"number": len(rows) + 1, "item": part.item, "heading": heading, "words": words.strip()}
                rows.append(row)
                heading = ""
    return rows


def parts_of(paragraphs: Iterable[dict[str, Any]]) -> list[Part]:
    """The same as text again, to be changed."""
    found: list[Part] = []
    for row in paragraphs:
        if row["heading"] or not found:
            found.append(Part(row["heading"], row["words"], row["item"]))
        else:
            found[-1] = Part(found[-1].heading, f"{found[-1].words}\n\n{row['words']}", found[-1].item)
    return found
