"""What does each kind of proof say for a requirement: shown, in part, claimed, nothing; and is there any way to it yet?

Pure. A requirement asks for one slot or several; assurance/states.py puts them together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from assurance.facts import Asked, Facts, Measured, Partners, Served, Standing
from indicators.standing import Against
from notices.notice_rows import Body, ProofKind
from records import wording

BODIES_WITH_DECISIONS = (Body.BOARD, Body.LSCB)
# What a notice means by dates that the Board agrees is said by either kind: of single items, or of timescales as such.
ALSO = {"dates": frozenset({"dates", "timescales"})}


class Level(IntEnum):
    """How far one kind of proof goes."""

    NOTHING = 0
    CLAIMED = 1
    PART = 2
    OUT_OF_DATE = 3
    SHOWN = 4


@dataclass(frozen=True)
class Slot:
    """`said` is a clause for the sentence; `possible` that something exists which could show it; `recordable` that this
    product has a place for it at all; `on` the day from which it was shown, where that is known."""

    level: Level
    said: str
    possible: bool = True
    recordable: bool = True
    on: date | None = None


def agreed(asked: Asked, facts: Facts) -> list[Slot]:
    """One slot for each body that agrees the requirement: only a recorded decision of that body shows it."""
    return [_agreed_by(body, asked, facts) for body in asked.agreed_by]


def unrecordable(said: str) -> Slot:
    """What this product has no place for yet: it stays open, and nobody is late with it."""
    return Slot(Level.NOTHING, said, possible=False, recordable=False)


def _agreed_by(body: str, asked: Asked, facts: Facts) -> Slot:
    said = next((row for row in facts.members.of_plans if row.kind == asked.decided_by), None)
    if body == Body.EACH_PARTNER and said:
        return _agreed_by_partners(said)
    if body not in BODIES_WITH_DECISIONS:
        whose = body if body == Body.EACH_PARTNER else f"the {body}"
        return unrecordable(f"the agreement of {whose} cannot be recorded here yet")
    if not asked.decided_by:
        return unrecordable(f"the notice’s data name no kind of decision by which the {body} agrees it")
    return _decided(body, asked.decided_by, asked.agreement, facts, what="it")


def _decided(body: str, kind: str, agreement: str, facts: Facts, *, what: str) -> Slot:
    found = [row for row in facts.decisions if row.body == body and row.kind in kinds_of(kind)]
    if not found:
        return Slot(Level.NOTHING, f"no decision of the {body} of the kind “{agreement}” is in force")
    first = min(found, key=lambda row: (row.on, row.number))
    return Slot(Level.SHOWN, f"{body} decision {first.number} of {wording.day(first.on)} agrees {what}", on=first.on)


def kinds_of(kind: str) -> frozenset[str]:
    """The kinds of decision that count as one of this kind."""
    return ALSO.get(kind, frozenset({kind}))


def rests_on(asked: Asked, facts: Facts) -> list[Slot]:
    """One slot for each decision that has to be there before anything else counts as evidence."""
    return [
        _decided(body, row.kind, row.agreement, facts, what="what it rests on")
        for row in asked.rests_on
        for body in row.bodies
    ]


def _agreed_by_partners(said: Partners) -> Slot:
    """2 of 4 partner agencies agree it; Schools does not agree; Probation has not said yet"""
    total = len(said.agreed) + len(said.not_agreed) + len(said.silent)
    level = Level.SHOWN if len(said.agreed) == total else Level.PART if said.agreed else Level.NOTHING
    words = [f"{len(said.agreed)} of {total} partner agencies agree{'s' if len(said.agreed) == 1 else ''} it"]
    if said.not_agreed:
        words.append(f"{wording.listed(said.not_agreed)} {'does' if len(said.not_agreed) == 1 else 'do'} not")
    if said.silent:
        words.append(f"{wording.listed(said.silent)} {'has' if len(said.silent) == 1 else 'have'} not said yet")
    return Slot(level, "; ".join(words))


def indicators(asked: Asked, facts: Facts) -> Slot:
    """Figures are measured, not claimed: each indicator that meets its target counts. One for context only proves nothing."""
    # A definition that has ended, or begins later, neither shows anything nor is missed.
    measured = [row for row in facts.series if row.in_use and row.against != Against.CONTEXT]
    defined = {row.code for row in facts.series}
    undefined = [] if asked.whole_plan else [code for code in asked.codes if code not in defined]
    total = len(measured) + len(undefined)
    if not total:
        why = (
            "the indicators it names are for context only, or not in use"
            if defined
            else "no indicator is named for it yet"
        )
        return Slot(Level.NOTHING, "no indicator is defined yet" if asked.whole_plan else why, possible=False)
    meeting = sum(row.against == Against.MEETS for row in measured)
    level = Level.SHOWN if meeting == total else Level.PART if meeting else Level.NOTHING
    possible = any(row.has_figure for row in measured)
    return Slot(level, _measured(meeting, total, measured, undefined), possible=possible)


def _measured(meeting: int, total: int, measured: list[Measured], undefined: list[str]) -> str:
    """2 of 3 indicators meet their targets (FD-06 is not defined yet)"""
    unread = [
        _unread(
            [row.code for row in measured if row.against == Against.NO_TARGET],
            "has no target yet",
            "have no target yet",
        ),
        _unread([row.code for row in measured if row.against == Against.NO_DATA], "has no figure", "have no figure"),
        _unread(
            [row.code for row in measured if row.against == Against.SUPPRESSED],
            "is too small to show",
            "are too small to show",
        ),
        _unread(undefined, "is not defined yet", "are not defined yet"),
    ]
    why = "; ".join(said for said in unread if said)
    if total == 1:
        return why or f"{measured[0].code} {'meets' if meeting else 'does not meet'} its target"
    said = f"all {total}" if meeting == total else f"{meeting} of {total}"
    return f"{said} indicators meet their targets" + (f" ({why})" if why else "")


def _unread(codes: list[str], one: str, many: str) -> str:
    return f"{wording.listed(codes)} {one if len(codes) == 1 else many}" if codes else ""


def items(asked: Asked, facts: Facts) -> Slot:
    whose = "in the plan" if asked.whole_plan else "that serve it"
    return _done(facts.items, ("item", "items"), whose, none="the plan has no item" if asked.whole_plan else "")


def milestones(asked: Asked, facts: Facts) -> Slot:
    rows = tuple(row for row in facts.items if row.is_milestone)
    whose = "in the plan" if asked.whole_plan else "that serve it"
    return _done(rows, ("milestone", "milestones"), whose, none="the plan has no milestone" if asked.whole_plan else "")


def _done(rows: tuple[Served, ...], noun: tuple[str, str], whose: str, *, none: str) -> Slot:
    """Done is not evidenced: all done is a claim, and shows only where each has accepted evidence."""
    one, many = noun
    if not rows:
        return Slot(Level.NOTHING, none or f"no {one} of the plan serves it yet", possible=False)
    total, done = len(rows), sum(row.is_done for row in rows)
    proven = sum(row.is_done and row.is_evidenced for row in rows)
    if total == 1:
        whole = f"the one {one} {whose.replace('serve', 'serves')}"
        said = f"{whole} is {'done and evidenced' if proven else 'done, as its owner says' if done else 'not done'}"
    elif proven == total:
        said = f"all {total} {many} {whose} are done and evidenced"
    else:
        said = f"{done} of {total} {many} {whose} {'is' if done == 1 else 'are'} done"
        said += f", {proven} of them with accepted evidence" if proven else ", as their owners say" if done else ""
    if proven == total:
        return Slot(Level.SHOWN, said)
    level = Level.PART if proven else Level.CLAIMED if done == total else Level.NOTHING
    return Slot(level, said)


def evidence(asked: Asked, facts: Facts) -> Slot:
    """Evidence shows it when somebody else accepted it, until the day after which it is out of date."""
    by_standing = {standing: [row for row in facts.evidence if row.standing == standing] for standing in Standing}
    for standing, level, words in (
        (Standing.ACCEPTED, Level.SHOWN, ("is accepted", "are accepted")),
        (
            Standing.OUT_OF_DATE,
            Level.OUT_OF_DATE,
            ("was accepted and is out of date", "were accepted and are out of date"),
        ),
        (Standing.WAITING, Level.CLAIMED, ("waits for review", "wait for review")),
        (Standing.RETURNED, Level.NOTHING, ("was returned", "were returned")),
    ):
        if rows := by_standing[standing]:
            numbers = wording.listed([f"E{row.number}" for row in rows])
            return Slot(level, f"evidence {numbers} {words[len(rows) > 1]}")
    return Slot(Level.NOTHING, "no evidence of it is recorded", possible=False)


def chair(asked: Asked, facts: Facts) -> Slot:
    since = facts.members.chair_since
    if since is None:
        return Slot(Level.NOTHING, "no independent chair is a member")
    return Slot(Level.SHOWN, f"an independent chair has been a member since {wording.day(since)}")


def partners(asked: Asked, facts: Facts) -> Slot:
    there, missing = facts.members.partners, facts.members.missing
    if not there:
        return Slot(Level.NOTHING, "no partner agency has a member")
    said = f"{wording.listed(list(there))} {'has' if len(there) == 1 else 'have'} a member"
    if missing:
        return Slot(
            Level.PART, f"{said}; {wording.listed(list(missing))} {'has' if len(missing) == 1 else 'have'} none"
        )
    return Slot(Level.SHOWN, said)


def set_out(asked: Asked, facts: Facts) -> Slot:
    """A plan that sets milestones and indicators has at least one of each: a milestone that serves something under the same
    heading of the notice, and an indicator in use, with a target, that something there names."""
    milestones = wording.count(facts.milestones, "milestone") if facts.milestones else "no milestone"
    targets = wording.count(facts.targets, "indicator") if facts.targets else "no indicator"
    there = bool(facts.milestones) + bool(facts.targets)
    level = (Level.NOTHING, Level.PART, Level.SHOWN)[there]
    return Slot(level, f"under {asked.theme} the plan has {milestones} and {targets} with a target")


def report(asked: Asked, facts: Facts) -> Slot:
    """The report for Ministers of that month, sent to them: what is signed and published has not been received."""
    point = asked.point
    if point is None:
        return Slot(Level.NOTHING, "it names no month in which Ministers are informed", possible=False)
    if point.sent_on:
        return Slot(Level.SHOWN, f"the report was sent on {wording.day(point.sent_on)}", on=point.sent_on)
    if point.given_outside:
        return Slot(Level.CLAIMED, f"nothing here shows it: {point.given_outside.rstrip('.')}")
    return Slot(Level.NOTHING, "it is not recorded that a report for it was sent")


KINDS: dict[ProofKind, Callable[[Asked, Facts], Slot]] = {
    ProofKind.INDICATORS: indicators,
    ProofKind.EVIDENCE: evidence,
    ProofKind.ITEMS: items,
    ProofKind.MILESTONES: milestones,
    ProofKind.CHAIR: chair,
    ProofKind.PARTNERS: partners,
    ProofKind.SET_OUT: set_out,
}
