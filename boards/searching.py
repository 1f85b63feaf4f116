"""Where do decisions, minutes and the titles of papers hold what is looked for? For members who see live rows."""

from collections.abc import Iterator
from datetime import date

from accounts.policy import Permission
from boards.models import AgendaItem, AgendaTerms, Board, Decision, Meeting, MinutesVersion, PaperVersion
from notices.searching import Viewer
from records.searching import Hit, Sought


def search(sought: Sought, viewer: Viewer) -> Iterator[Hit]:
    """Five queries; six for who does not read closed items."""
    yield from _decisions(sought, viewer)
    days = _days(viewer)
    yield from _minutes(sought, viewer, days)
    yield from _papers(sought, viewer, days)


def in_minutes(sought: Sought, viewer: Viewer) -> Iterator[Hit]:
    """The minutes alone, for a member who sees no live rows. Three queries."""
    yield from _minutes(sought, viewer, _days(viewer))


def _days(viewer: Viewer) -> dict[int, date]:
    meetings = Meeting.objects.for_notice(viewer.notice).filter(board__kind=Board.Kind.IMPROVEMENT)
    return {meeting.number: meeting.day for meeting in meetings.with_day(viewer.asof)}


def _decisions(sought: Sought, viewer: Viewer) -> Iterator[Hit]:
    """Of both Boards, those since replaced as well."""
    rows = Decision.objects.for_notice(viewer.notice).as_of(viewer.asof)
    for number, words, source, on, kind in rows.values_list("number", "words", "source", "counts_on", "board__kind"):
        ours = kind == Board.Kind.IMPROVEMENT
        reference = f"Decision {number}" if ours else f"LSCB decision {number}"
        text = f"{words} ({source})" if source else words
        yield from sought.look(
            Hit("decision" if ours else "decision of the LSCB", reference, text, (number,), on, number),
            *([f"board decision {number}"] if ours else []),
        )


def _minutes(sought: Sought, viewer: Viewer, days: dict[int, date]) -> Iterator[Hit]:
    """The newest minutes of each meeting that the reader may read, by paragraph: a draft is for chair and secretary, a closed item
    for the members of the Board."""
    closed: set[tuple[int, int]] = set()
    if not viewer.may[Permission.READ_CLOSED]:
        items = AgendaItem.objects.for_notice(viewer.notice).filter(meeting__board__kind=Board.Kind.IMPROVEMENT)
        found = items.with_terms(viewer.asof).select_related("meeting")
        closed = {(item.meeting.number, item.number) for item in found if item.closed}
    minutes = MinutesVersion.objects.for_notice(viewer.notice).filter(meeting__board__kind=Board.Kind.IMPROVEMENT)
    rows = minutes.newest(viewer.asof, drafts=viewer.may[Permission.RECORD_MEETING])
    for meeting, state, paragraphs in rows.values_list("meeting__number", "state", "paragraphs"):
        for row in paragraphs:
            if (meeting, row["item"]) in closed:
                continue
            heading = f"{row['heading']}: " if row.get("heading") else ""
            yield from sought.look(
                Hit(
                    "minutes",
                    f"Minutes of meeting {meeting}, paragraph {row['number']}",
                    f"{heading}{row['words']}",
                    (meeting, row["number"]),
                    days.get(meeting, date.min),
                    -row["number"],
                    note=MinutesVersion.State(state).label.lower(),
                ),
                f"minutes {meeting}",
                f"minutes of meeting {meeting}",
            )


def _papers(sought: Sought, viewer: Viewer, days: dict[int, date]) -> Iterator[Hit]:
    """The newest version of each paper, by its title, unless it was withdrawn or its item taken off the agenda, or closed to
    the reader."""
    of_board = {"meeting__board__kind": Board.Kind.IMPROVEMENT}
    items = AgendaTerms.objects.for_notice(viewer.notice).current(viewer.asof).filter(taken_off=False)
    items = items if viewer.may[Permission.READ_CLOSED] else items.filter(closed=False)
    open_items = items.filter(**{f"item__{name}": kind for name, kind in of_board.items()})
    there = dict(open_items.values_list("item_id", "title"))
    papers = PaperVersion.objects.for_notice(viewer.notice).current(viewer.asof).filter(withdrawn=False)
    rows = papers.values_list(
        "paper__item_id", "paper__item__meeting__number", "paper__item__number", "paper__number", "title"
    )
    for key, meeting, item, number, title in rows:
        if key in there:
            reference = f"Paper {number} of meeting {meeting} for “{there[key]}”"
            yield from sought.look(Hit("paper", reference, title, (meeting, item), days.get(meeting, date.min), -item))
