"""At which meetings did the Board deal with what it is to deal with at each? Pure; by the agenda, the minutes, the concerns.

What a meeting dealt with stands in two places that must agree: an item of its agenda, and a paragraph on that item in its
minutes as circulated or confirmed. A draft shows nothing. Concerns are told by their outcomes, which decisions give.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assurance.facts import Asked, Dealt, Facts, Met
from assurance.slots import Level, Slot
from notices.notice_rows import ProofKind
from records import wording


@dataclass(frozen=True)
class Occasion:
    """One time at which the duty fell due: kept or not, at which meeting if it was one, and what shows it."""

    kept: bool
    said: str
    meeting: int | None = None


# By kind of proof, the rule that puts the item on each agenda (boards/agenda_rules.py), and what it is on.
REPORTED = {
    ProofKind.PROGRESS_REPORTED: ("position", "the position"),
    ProofKind.INDICATORS_DISCUSSED: ("indicators", "the indicators"),
    ProofKind.ADOPTION_REPORTED: ("adoption_progress", "the progress of the adoption plan"),
    ProofKind.FIGURES_REPORTED: ("", "an indicator of"),
}
NO_AGENDA = "no agenda is recorded"


def reported_kind(asked: Asked) -> ProofKind | None:
    """What the agenda and the minutes of each meeting have to show, where they have to."""
    return next((kind for kind in REPORTED if kind in asked.proof), None)


def is_on_action(asked: Asked) -> bool:
    return ProofKind.CORRECTIVE_ACTION in asked.proof


def since_issue(asked: Asked, facts: Facts) -> list[Met]:
    return [row for row in facts.meetings if row.on >= asked.issued_on]


def can_be_told(asked: Asked, facts: Facts) -> bool:
    """Whether it can be told by meeting: concerns always; of agendas, one has to be recorded."""
    return is_on_action(asked) or (reported_kind(asked) is not None and any(row.agenda for row in facts.meetings))


def occasions(asked: Asked, facts: Facts) -> list[Occasion]:
    """One for each meeting that counts, the earliest first."""
    if is_on_action(asked):
        return _acted(asked, facts)
    waits = waiting(asked, facts)
    return [_reported(row, asked, facts) for row in since_issue(asked, facts) if row is not waits]


def waiting(asked: Asked, facts: Facts) -> Met | None:
    """The last meeting held, while its agenda had the item and its minutes are not circulated: it is no miss yet."""
    held = since_issue(asked, facts)
    last = held[-1] if held else None
    return last if last and not last.minuted and _items(last, asked, facts) else None


def sentence(asked: Asked, facts: Facts, found: Iterable[Occasion]) -> str:
    """At 4 of 5 meetings held since the notice was issued … ; missed at meeting 3."""
    found = list(found)
    kept = sum(row.kept for row in found)
    if is_on_action(asked):
        total = wording.count(len(found), "meeting")
        said = (
            f"At {kept} of {total} before which {_concern(asked)} came, each left with a corrective action or the reason why "
            "none is needed"
        )
        return f"{said}{_missed(found, set())}."
    total = wording.count(len(found), "meeting")
    unknown = {row.number for row in facts.meetings if not row.agenda}
    said = (
        f"At {kept} of {total} held since the notice was issued the agenda had an item on {subject(asked)} and the minutes "
        f"have a paragraph on it{_missed(found, unknown)}."
    )
    waits = waiting(asked, facts)
    return f"{said} Meeting {waits.number} counts once its minutes are circulated." if waits else said


def none_yet(asked: Asked, facts: Facts) -> str:
    """Why there is no occasion to count, where meetings have been held."""
    if is_on_action(asked):
        return (
            f"No meeting held since the notice was issued had {_concern(asked)} before it, so none shows whether action was "
            "needed and taken."
        )
    return "Its first meeting counts once the minutes are circulated."


def slot(asked: Asked, facts: Facts) -> Slot:
    """For a duty that cannot be told by meeting yet, or that does not repeat with them: how far what is there goes."""
    if is_on_action(asked):
        kept = any(row.kept for row in _acted(asked, facts))
        said = "a concern left a meeting" if kept else f"no meeting had {_concern(asked)} before it that left it"
        return Slot(Level.SHOWN if kept else Level.NOTHING, f"{said} with an outcome")
    if any(row.kept for row in occasions(asked, facts)):
        return Slot(Level.SHOWN, f"a meeting dealt with {subject(asked)}")
    return Slot(
        Level.NOTHING,
        f"no agenda is recorded of a meeting held; once one is, each meeting counts whose agenda had an item on "
        f"{subject(asked)} and whose minutes have a paragraph on it",
    )


def subject(asked: Asked) -> str:
    kind = reported_kind(asked)
    words = REPORTED[kind][1] if kind else ""
    return f"{words} {asked.measure}".strip() if kind is ProofKind.FIGURES_REPORTED else words


def _concern(asked: Asked) -> str:
    return f"a concern about an indicator or item of {asked.theme}" if asked.theme else "a concern"


def _missed(found: Iterable[Occasion], unknown: set[int]) -> str:
    """; missed at meeting 3; of meetings 1 and 2 no agenda is recorded"""
    missed = [row.meeting for row in found if not row.kept and row.meeting is not None]
    plainly, unrecorded = [row for row in missed if row not in unknown], [row for row in missed if row in unknown]
    said = f"; missed at {_meetings(plainly)}" if plainly else ""
    return said + (f"; of {_meetings(unrecorded)} {NO_AGENDA}" if unrecorded else "")


def _meetings(numbers: list[int]) -> str:
    return f"meeting{'s' if len(numbers) > 1 else ''} {wording.listed([str(number) for number in numbers])}"


def _items(met: Met, asked: Asked, facts: Facts) -> list[Dealt]:
    kind = reported_kind(asked)
    if kind is None:
        return []
    if kind is ProofKind.FIGURES_REPORTED:
        return [row for row in met.agenda if row.codes & facts.named]
    return [row for row in met.agenda if row.rule == REPORTED[kind][0]]


def _reported(met: Met, asked: Asked, facts: Facts) -> Occasion:
    if not met.agenda:
        return Occasion(False, NO_AGENDA, met.number)
    found = _items(met, asked, facts)
    if not found:
        return Occasion(False, f"its agenda had no item on {subject(asked)}", met.number)
    shown = next((row for row in found if row.paragraph is not None), None)
    if shown:
        return Occasion(
            True, f"item {shown.number} of its agenda, paragraph {shown.paragraph} of its minutes", met.number
        )
    lacks = "its minutes have no paragraph on it" if met.minuted else "its minutes are not circulated"
    return Occasion(False, f"item {found[0].number} of its agenda; {lacks}", met.number)


def _acted(asked: Asked, facts: Facts) -> list[Occasion]:
    """By meeting, what became of the concerns before it. One whose meeting was cancelled came before the next that was held."""
    held = since_issue(asked, facts)
    before: dict[int, list[tuple[bool, str]]] = {}
    for row in facts.raised:
        met = next((meeting for meeting in held if meeting.on >= row.on), None)
        if met and row.on >= asked.issued_on:
            before.setdefault(met.number, []).append((row.settled, f"C{row.number}: {row.said.rstrip('.')}"))
    return [
        Occasion(all(settled for settled, _ in rows), "; ".join(said for _, said in rows), met.number)
        for met in held
        if (rows := before.get(met.number))
    ]
