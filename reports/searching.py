"""Where do published editions and circulated packs hold what is looked for? From the photographs, for who reads nothing live.

Each thing once, as the newest photograph in sight shows it. An edition is for every member, a pack for who may view packs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from accounts.policy import Permission
from boards.searching import in_minutes
from notices.searching import Viewer
from records.searching import Hit, Sought
from reports.drawing import content_of
from reports.models import Circulation, Edition, Photograph
from reports.pack_shows import shown_in
from reports.purposes import name_of

Data = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """A photograph in sight: what it is called, and the page that shows it."""

    picture: Photograph
    note: str
    page: str
    key: tuple[int, ...]


def search(sought: Sought, viewer: Viewer) -> Iterator[Hit]:
    """One query for editions, one for packs; three for the minutes, which were circulated as packs are."""
    if viewer.may[Permission.VIEW_PACK]:
        yield from in_minutes(sought, viewer)
    seen = set()
    for source in sorted(_sources(viewer), key=lambda source: source.picture.known, reverse=True):
        content = content_of(source.picture)
        shown = shown_in(content) if "agenda" in content else None
        for hit in _in_position(content.get("position", {})):
            if shown is not None and (hit.kind, str(hit.place or hit.reference)) not in shown:
                continue
            if (known := (hit.kind, hit.reference)) not in seen:
                seen.add(known)
                yield from _found(sought, hit, source)
        for hit in [*_texts(content, source), *_agenda(content, source)]:
            yield from _found(sought, hit, source)


def _found(sought: Sought, hit: Hit, source: Source) -> Iterator[Hit]:
    names = (hit.reference.replace("Action", "Item").replace("Milestone", "Item"),)
    on = source.picture.on
    shown = replace(
        hit,
        key=(source.page, *(hit.key or source.key)),
        note=source.note,
        on=hit.on if hit.on > date.min else on,
        pictured_on=on,
    )
    return sought.look(shown, *names)


def _sources(viewer: Viewer) -> Iterator[Source]:
    editions = Edition.objects.for_notice(viewer.notice).that_stand()
    editions = editions.select_related("report__point", "report__review", "photograph")
    for row in editions:
        note = f"Edition {row.number} of the {name_of(row.report)}"
        yield Source(row.photograph, note, "edition", (row.report.number, row.number))
    if viewer.may[Permission.VIEW_PACK]:
        packs = Circulation.objects.for_notice(viewer.notice).select_related("meeting", "photograph")
        for pack in packs:
            name = str(pack).capitalize()
            key = (pack.meeting.number, pack.number)
            yield Source(pack.photograph, f"{name} of meeting {pack.meeting.number}", "pack", key)


def _in_position(position: Data) -> Iterator[Hit]:
    for row in position.get("items", {}).get("rows", []):
        yield Hit("item", f"{row['kind'].capitalize()} {row['number']}", row["words"], place=row["number"])
    for row in position.get("decisions", {}).get("rows", []):
        reference = f"Decision {row['number']}" if row["of_improvement_board"] else f"LSCB decision {row['number']}"
        yield Hit("decision", reference, row["words"], on=date.fromisoformat(row["on"]), place=row["number"])
    for row in position.get("concerns", {}).get("rows", []):
        yield Hit(
            "concern", f"C{row['number']}", row["words"], on=date.fromisoformat(row["raised_on"]), place=row["number"]
        )
    for row in position.get("evidence", {}).get("rows", []):
        if row["standing"] == "accepted":
            yield Hit("evidence", f"E{row['number']}", row["title"], place=row["number"])
    for row in position.get("indicators", {}).get("rows", []):
        yield Hit("indicator", row["code"], row["name"])


def _texts(content: Data, source: Source) -> Iterator[Hit]:
    """What the chair wrote in a report."""
    for place, row in enumerate(content.get("text", [])):
        yield Hit("text", row["question"], row["answer"], place=-place)


def _agenda(content: Data, source: Source) -> Iterator[Hit]:
    """What a pack says was before the meeting, by the place of each item then. A closed item is not in sight of who reads
    photographs only."""
    for item in content.get("agenda", []):
        if not item["closed"]:
            meeting, circulation = source.key
            for paper in item["papers"]:
                reference = f"Paper {paper['number']} for item {item['place']} of meeting {meeting}"
                key = (meeting, circulation, f"paper-{item['number']}-{paper['number']}")
                yield Hit("paper", reference, f"{item['title']}: {paper['title']}", key, place=-item["place"])
