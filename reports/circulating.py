"""How does the pack of a meeting go out? Agenda, papers and figures are frozen together; what comes later is a supplement."""

from datetime import date, datetime

from accounts.models import User
from boards.domain import latest_day
from boards.models import Board, Meeting, MeetingDay
from notices.models import Membership
from records import audit, wording
from records.clock import AsOf, london_day
from records.ledger import append
from records.refusal import Refused
from reports import packing
from reports import photograph as pictures
from reports.models import Circulation, Photograph, Production
from reports.position import Position
from reports.position.changes import between, in_words

Data = packing.Data


def circulate(*, meeting: Meeting, by: User, at: datetime, after: int | None = None) -> Circulation:
    """Freeze what lies before the meeting and send it: first the pack, with the whole position, small numbers hidden; then, as
    supplements, the items and papers that came since and what was withdrawn. Its PDF waits to be drawn. Call it inside `writing`.

    Refused: another Board's meeting, one held or cancelled, no agenda, a paper that nobody has opened yet, nothing new.
    """
    content = would_hold(meeting=meeting, by=by, at=at)
    asof = AsOf(london_day(at), at)
    row = append(
        Circulation,
        meeting,
        by=by,
        at=at,
        after=after,
        counts_on=asof.on,
        photograph=_photograph(meeting, content, asof, content["circulation"]["number"], by, at),
    )
    _to_draw(row, content)
    audit.record(
        meeting.board.notice.slug,
        at=at,
        by=by,
        verb="circulate",
        thing=f"{row} of meeting {meeting.number}",
        fields={"sha256": row.photograph.sha256},
    )
    return row


def would_hold(*, meeting: Meeting, by: User, at: datetime) -> Data:
    """The content of what would be circulated now. Refused as `circulate`."""
    agenda, before = ready(meeting=meeting, at=at)
    position = Position(meeting.board.notice, AsOf(london_day(at), at), hide_small=True, with_benchmarks=True)
    content = _head(meeting, position, before, by, at)
    return content | (_supplement(agenda, before) if before else _pack(meeting, agenda, position))


def ready(*, meeting: Meeting, at: datetime) -> tuple[list[Data], list[Circulation]]:
    """The agenda as it would go out now, and what was sent before. Refused as `circulate`."""
    if meeting.board.kind != Board.Kind.IMPROVEMENT:
        raise Refused("Packs are circulated for the Improvement Board.")
    state = latest_day(meeting, at).state
    if state != MeetingDay.State.PLANNED:
        raise Refused(f"Meeting {meeting.number} is recorded as {state}. Nothing more is circulated for it.")
    agenda = packing.agenda_of(meeting, AsOf(london_day(at), at))
    if not agenda:
        raise Refused(f"Meeting {meeting.number} has no agenda yet. Draw it up first.")
    if titles := packing.unread(agenda):
        named = wording.listed([f"“{title}”" for title in titles])
        verb = "is" if len(titles) == 1 else "are"
        raise Refused(f"{named} {verb} still being opened. Wait a minute, then circulate.")
    before = packing.sent_before(meeting)
    if before and not any(packing.for_supplement(agenda, before)):
        last = before[-1]
        raise Refused(
            f"Nothing has come since {'the pack' if last.number == 1 else last} was circulated on {wording.instant(last.recorded_at)}: "
            "no item and no paper is new, and none was withdrawn."
        )
    return agenda, before


def _head(meeting: Meeting, position: Position, before: list[Circulation], by: User, at: datetime) -> Data:
    number = len(before) + 1
    name = str(Circulation(number=number))
    day = latest_day(meeting, at).day
    sender = Membership.objects.for_notice(meeting.board.notice).on(london_day(at)).filter(person=by).first()
    return {
        "schema": pictures.SCHEMA,
        "purpose": "circulated",
        "circulation": {
            "number": number,
            "name": name.capitalize(),
            "meeting": meeting.number,
            "on": day.isoformat(),
            "day": wording.day(day),
            "by": by.name,
            "role": sender.role_label if sender else "",
            "at": at.isoformat(),
            "at_words": wording.instant(at),
            "reference": f"{meeting.board.notice.slug} meeting {meeting.number} {name}",
        },
        "head": position.head,
    }


def _pack(meeting: Meeting, agenda: list[Data], position: Position) -> Data:
    data = position.as_data()
    about = packing.subjects_of(meeting, data, position.asof)
    comes = packing.coming_to(meeting, position.asof)
    return {
        "agenda": [
            item | {"subjects": about.get(item["number"], []), "forward": comes.get(item["rule"])}
            for item in packing.for_pack(agenda)
        ],
        "withdrawn": [],
        "position": data,
        "changes": _changes(position, data),
    }


def _supplement(agenda: list[Data], before: list[Circulation]) -> Data:
    new, withdrawn = packing.for_supplement(agenda, before)
    return {"agenda": [item | {"subjects": []} for item in new], "withdrawn": withdrawn}


def _changes(position: Position, data: Data) -> Data | None:
    """What happened since the last meeting that was held, in words; None before the first."""
    held = (row["on"] for row in data["calendar"]["meetings"] if row["state"] == "held")
    last = max((on for on in held if on < position.asof.on.isoformat()), default=None)
    if last is None:
        return None
    earlier = position.then(AsOf(date.fromisoformat(last), position.asof.known))
    return in_words(between(earlier.as_earlier(), data))


def _photograph(meeting: Meeting, content: Data, asof: AsOf, number: int, by: User, at: datetime) -> Photograph:
    body = pictures.canonical(content)
    return Photograph.objects.create(
        notice=meeting.board.notice,
        number=number,
        text_number=0,
        on=asof.on,
        known=asof.known,
        taken_at=at,
        taken_by=by,
        schema=pictures.SCHEMA,
        body=body,
        sha256=pictures.fingerprint(body),
    )


def _to_draw(row: Circulation, content: Data) -> None:
    """The whole as one PDF; and where an item is closed, a second one without it."""
    Production.objects.create(circulation=row)
    if any(thing["closed"] for thing in [*content["agenda"], *content["withdrawn"]]):
        Production.objects.create(circulation=row, open_only=True)
