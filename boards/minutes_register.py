"""Do minutes say of the Board's decisions what the register says of them?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from boards.models import Decision, Meeting

NAMED = re.compile(r"(?<!LSCB )\bdecision ([0-9]{1,9})\b", re.IGNORECASE)
# A paragraph that begins with a decision, or gives one after a colon, tells it; elsewhere it is only cited.
TOLD = re.compile(r"^Decision ([0-9]{1,9})\b|(?<!LSCB )\bDecision ([0-9]{1,9}):")


@dataclass(frozen=True)
class Differing:
    """A paragraph that does not agree with the register. `register` has the decision's words there, "" where there is none."""

    decision: int
    paragraph: int
    words: str
    register: str

    @property
    def said(self) -> str:
        if not self.register:
            return (
                f"Paragraph {self.paragraph} names decision {self.decision}, and the register has none of that number."
            )
        return f"Paragraph {self.paragraph} has other words for decision {self.decision} than the register."


def differing(meeting: Meeting, paragraphs: Iterable[dict[str, Any]]) -> list[Differing]:
    """The paragraphs of its minutes that tell a decision in other words than the register, or name one that there is not. One query."""
    rows = list(paragraphs)
    named = {int(number) for row in rows for number in NAMED.findall(row["words"])}
    known = Decision.objects.filter(board=meeting.board_id, number__in=named)
    register: dict[int, str] = dict(known.values_list("number", "words")) if named else {}
    found = []
    for row in rows:
        text = _plain(row["words"])
        told = {int(first or second) for first, second in TOLD.findall(text)}
        for number in sorted({int(number) for number in NAMED.findall(text)}):
            words = register.get(number, "")
            if not words or (number in told and _plain(words) not in text):
                found.append(Differing(number, row["number"], row["words"], words))
    return found


def _plain(words: str) -> str:
    """On one line, without its full stop."""
    return " ".join(words.split()).rstrip(".")
