"""Which papers were sent for the meetings of the sample? Four that are sound, one of them late, and sections that the pack draws."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from boards import papers
from boards.models import AgendaItem
from boards.paper_reading import read_waiting
from improvement.sample.sheets import sheets
from improvement.sample.stage import Act, Stage, london, on, read
from records.clock import TICK, AsOf
from records.uploads import checked

# By meeting: the sections that its pack draws, by the rule of the item under which they stand.
DRAWN = {4: on(2013, 2, 12, 10, 30), 5: on(2013, 3, 4, 15, 30)}
SECTIONS = {
    "position": "position",
    "adoption_progress": "adoption",
    "indicators": "indicators",
    "exceptions": "exceptions",
    "concerns": "concerns",
    "judgements": "judgements",
}


def acts() -> Iterator[Act]:
    for number, at in DRAWN.items():
        yield Act(at, f"what the pack of meeting {number} draws", partial(add_sections, number))
    for said in read("papers.yaml"):
        yield Act(london(said["at"]), f"paper {said['title']!r}", partial(_send, said))


def add_sections(number: int, stage: Stage, at: datetime) -> None:
    """What the pack of a meeting draws by itself."""
    for item in _agenda(number, stage, at):
        if section := SECTIONS.get(item.rule):
            papers.add_section(item=item, section=section, by=stage.secretary, at=at)


def _send(said: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    item = next(one for one in _agenda(said["meeting"], stage, at) if said["under"] in (one.rule, one.title))
    name = f"{said['file']}.pdf"
    upload = checked(SimpleUploadedFile(name, sheets(said["title"], said["pages"])))
    papers.send_paper(item=item, title=said["title"], upload=upload, by=stage.people[said["by"]], at=at)
    read_waiting()  # as the next sweep does; the story has none


def _agenda(number: int, stage: Stage, at: datetime) -> list[AgendaItem]:
    return list(stage.meetings[number - 1].agenda.with_terms(AsOf(date.max, at + TICK)))
