"""How far are the minutes of the first meeting of a test's world? By the write functions."""

from collections.abc import Sequence
from datetime import date

from accounts.models import User
from accounts.policy import Role
from boards import attending, minutes
from boards.attending import Said
from boards.models import Attendance, Correction, CorrectionAnswer, MinutesVersion
from boards.paragraphs import Part
from tests.agendas import member
from tests.factories import World

PARTS = [
    Part("Who was there", "Meeting 1 was held.\n\nPresent: the chair."),
    Part("1. Concerns", "", 1),
    Part("2. Dates", "Decision 1: The plan is agreed.", 2),
]
DUE = date(2012, 11, 21)


def somebody_was_there(world: World) -> None:
    """At meeting 1: the chair, the partner, and a deputy of the lead; the LSCB member sent apologies."""
    said = [Said(Attendance.State.PRESENT, membership=member(world, role)) for role in (Role.CHAIR, Role.PARTNER)]
    said.append(Said(Attendance.State.DEPUTY, membership=member(world, Role.LEAD), name="Derek Deputy"))
    said.append(Said(Attendance.State.APOLOGIES, membership=member(world, Role.LSCB)))
    with world.writing() as at:
        attending.record_attendance(meeting=world.meetings[0], said=said, by=world.secretary, at=at)


def save(
    world: World, parts: Sequence[Part] = PARTS, *, number: int = 1, by: User | None = None, after: int | None = None
) -> MinutesVersion:
    with world.writing() as at:
        meeting = world.meetings[number - 1]
        return minutes.save_draft(meeting=meeting, parts=parts, by=by or world.secretary, at=at, after=after)


def send(world: World, *, by_day: date = DUE, after: int | None = None, confirmed: bool = False) -> MinutesVersion:
    with world.writing() as at:
        given: dict = {"corrections_by": by_day, "after": after, "confirmed": confirmed}
        return minutes.circulate(meeting=world.meetings[0], by=world.secretary, at=at, **given)


def ask(
    world: World,
    words: str = "Present: the chair and the police.",
    *,
    paragraph: int = 2,
    by: User | None = None,
    after: int | None = None,
) -> Correction:
    with world.writing() as at:
        given: dict = {"paragraph": paragraph, "words": words, "after": after}
        return minutes.correct(meeting=world.meetings[0], by=by or world.partner, at=at, **given)


def answer(
    world: World,
    correction: Correction,
    accepted: bool = True,
    reason: str = "",
    *,
    by: User | None = None,
    confirmed: bool = False,
) -> CorrectionAnswer:
    with world.writing() as at:
        given: dict = {"accepted": accepted, "reason": reason, "confirmed": confirmed}
        return minutes.answer_correction(correction=correction, by=by or world.secretary, at=at, **given)
