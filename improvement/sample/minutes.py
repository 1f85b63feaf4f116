"""What do the minutes of the sample say, who asks for what to be put right, and which are confirmed? From data/minutes.yaml."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from boards import minutes
from boards.models import AgendaItem, Correction, Meeting
from boards.paragraphs import Part
from improvement.sample.board import HELD
from improvement.sample.stage import Act, Stage, london, on, read
from records import wording
from records.clock import TICK, AsOf, london_day
from reports.minuting import drafted
from reports.taking import take_minutes

DISCUSSED = "What was discussed"


def acts() -> Iterator[Act]:
    for said in read("minutes.yaml"):
        number = said["meeting"]
        yield Act(london(said["saved"]), f"minutes {number} are written", partial(write, said))
        yield Act(london(said["circulated"]), f"minutes {number} are circulated", partial(circulate, said))
        for place, row in enumerate(said.get("corrections", ()), 1):
            yield Act(london(row["at"]), f"correction {place} of minutes {number}", partial(_correct, number, row))
            yield Act(london(row["answered"]), f"its answer {place}", partial(_answer, number, place, row))
        if number < len(HELD):
            day = HELD[number]
            at = on(day.year, day.month, day.day, 16, 28)
            yield Act(at, f"minutes {number} are confirmed", partial(confirm, number, HELD[number - 1]))


def write(said: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    asof = AsOf(london_day(at), at + TICK)
    meeting = Meeting.objects.select_related("board").with_day(asof).get(pk=stage.meetings[said["meeting"] - 1].pk)
    texts = dict(said["said"])
    rules = dict(AgendaItem.objects.filter(meeting=meeting).exclude(rule="").values_list("number", "rule"))
    parts = [_with(part, texts.pop(rules.get(part.item or 0, ""), "")) for part in drafted(stage.notice, meeting, asof)]
    if texts:  # of a meeting without an agenda
        parts.insert(1, Part(DISCUSSED, "\n\n".join(text.strip() for text in texts.values())))
    minutes.save_draft(meeting=meeting, parts=parts, by=stage.secretary, at=at)


def _with(part: Part, text: str) -> Part:
    return Part(part.heading, f"{part.words}\n\n{text.strip()}".strip(), part.item) if text else part


def circulate(said: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    meeting = stage.meetings[said["meeting"] - 1]
    minutes.circulate(meeting=meeting, corrections_by=said["corrections_by"], by=stage.secretary, at=at)


def _correct(number: int, said: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    meeting = stage.meetings[number - 1]
    version = minutes.latest(meeting)
    paragraphs = version.paragraphs if version else []
    paragraph = next(row["number"] for row in paragraphs if row["words"].startswith(said["begins"]))
    minutes.correct(meeting=meeting, paragraph=paragraph, words=said["words"], by=stage.people[said["by"]], at=at)


def _answer(number: int, place: int, said: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    minutes.answer_correction(
        correction=Correction.objects.get(meeting=stage.meetings[number - 1], number=place),
        accepted=said["accepted"],
        reason=said.get("reason", ""),
        by=stage.secretary,
        at=at,
    )


def confirm(number: int, held_on: date, stage: Stage, at: datetime) -> None:
    """By the meeting after it."""
    day = wording.day(held_on)
    take_minutes(
        of=stage.meetings[number - 1],
        at_meeting=stage.meetings[number],
        words=f"The minutes of meeting {number}, held on {day}, are confirmed as circulated.",
        by=stage.people["chris"],
        at=at,
    )
