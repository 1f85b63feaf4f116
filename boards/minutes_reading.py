"""What do the minutes of a meeting say to this reader, and what is asked to be put right in them, as of two times?"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import User
from accounts.policy import Permission
from boards import minutes
from boards.models import AgendaItem, Correction, CorrectionAnswer, Meeting, MinutesVersion
from records.clock import AsOf, london_day

CLOSED = "Only the members of the Board read this paragraph: its item of the agenda is closed."


@dataclass(frozen=True)
class Minutes:
    """A version as one reader reads it. `rows` are its paragraphs with `hidden`, and the `corrections` asked for of each."""

    meeting: Meeting
    version: MinutesVersion
    rows: list[dict[str, Any]]
    corrections: list[Correction]

    @property
    def open(self) -> int:
        """How many corrections wait for an answer."""
        return sum(row.answer is None for row in self.corrections)  # type: ignore[attr-defined]  # set by `_asked`


def read(meeting: Meeting, asof: AsOf, *, may: Mapping[str, bool]) -> Minutes | None:
    """The newest version in sight of the reader: a draft for who records meetings, corrections for who sees live rows. A closed
    item says nothing to whoever does not read those. Four queries; one where there is no version."""
    versions = MinutesVersion.objects.filter(meeting=meeting).newest(asof, drafts=may[Permission.RECORD_MEETING])
    version = versions.select_related("decision__meeting", "recorded_by").first()
    if version is None:
        return None
    closed = set() if may[Permission.READ_CLOSED] else closed_items(meeting, asof)
    corrections = _asked(meeting, asof) if may[Permission.VIEW_WORKING] else []
    of: dict[int, list[Correction]] = defaultdict(list)
    for row in corrections:
        of[row.paragraph].append(row)
    rows = [
        row
        | (
            {"hidden": True, "heading": "A closed item" if row["heading"] else "", "words": CLOSED, "corrections": []}
            if row["item"] in closed
            else {"hidden": False, "corrections": of[row["number"]]}
        )
        for row in version.paragraphs
    ]
    return Minutes(meeting, version, rows, corrections)


def closed_items(meeting: Meeting, asof: AsOf) -> set[int]:
    """The numbers of the items of its agenda that only the members of the Board read."""
    return {item.number for item in AgendaItem.objects.filter(meeting=meeting).with_terms(asof) if item.closed}


def may_ask(found: Minutes, person: User, at: datetime, *, may: Mapping[str, bool]) -> bool:
    """Whether this reader can ask for a correction now. One query, none where nobody can."""
    version = found.version
    if version.state != MinutesVersion.State.CIRCULATED or not may[Permission.CORRECT_MINUTES]:
        return False
    if version.corrections_by is None or version.corrections_by < london_day(at):
        return False
    return any(row.person_id == person.pk for row in minutes.were_there(found.meeting, at))


def _asked(meeting: Meeting, asof: AsOf) -> list[Correction]:
    """The corrections in their order, each with its `answer`, or None. Two queries."""
    rows = list(Correction.objects.filter(meeting=meeting).as_of(asof).select_related("recorded_by").order_by("number"))
    answers = CorrectionAnswer.objects.filter(correction__in=rows).as_of(asof).select_related("recorded_by")
    found = {row.correction_id: row for row in answers} if rows else {}
    for row in rows:
        row.answer = found.get(row.pk)  # type: ignore[attr-defined]  # no column
    return rows
