"""What is the state of a requirement, and by which rule? Pure: facts in, state and sentence out. The only place."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from assurance import at_meetings, repeated, slots
from assurance.facts import Asked, Facts
from assurance.slots import Level, Slot
from notices.notice_rows import Body, DeadlineKind, ProofKind
from records import wording


class State(StrEnum):
    """The word of a requirement. KEPT is said with its numbers: Kept 2 of 3."""

    NOT_YET_DUE = "Not yet due"
    NO_EVIDENCE = "No evidence yet"
    CLAIMED = "Claimed, not evidenced"
    PARTLY = "Partly evidenced"
    EVIDENCED = "Evidenced"
    OUT_OF_DATE = "Evidence out of date"
    KEPT = "Kept"


NO_WAY = "No way to prove it yet"
CONDITION = "condition"  # the kind of decision that says so: boards.models.Decision.Kind.CONDITION
RULES = {
    State.NOT_YET_DUE: "Its day, its month or its condition has not come, and nothing shows it so far.",
    State.NO_EVIDENCE: "Nothing of what would satisfy it is there. Once a deadline has passed, it is late; where the notice states "
    "none, it never is.",
    State.CLAIMED: "Its items are done, as their owners say, or evidence waits for review. Done is not evidenced.",
    State.PARTLY: "Some of what would together satisfy it is there, or some of its indicators meet their targets.",
    State.EVIDENCED: "Everything that would satisfy it is there: a decision in force of each body that agrees it, every "
    "indicator at its target, accepted evidence that is in date. What came late is evidenced, and said to be late.",
    State.OUT_OF_DATE: "It was evidenced, and the evidence has passed the day by which it was to be reviewed.",
    State.KEPT: "A duty that repeats: how often it was kept, of the times that it fell due.",
}
NO_WAY_RULE = (
    "Nothing that exists here could show it so far: no item serves it, no indicator that it names has figures, no evidence "
    "is recorded, and no decision, meeting or report would tell. It stands beside the state."
)


@dataclass(frozen=True)
class Judged:
    """What follows for one requirement. `state` is None for an act of the Department; `kept` and `times` are set for KEPT
    only; `late_since` is the first day on which it was late, None where it is not; `occasions` what KEPT counted."""

    state: State | None
    why: str
    no_way: bool = False
    kept: int = 0
    times: int = 0
    late_since: date | None = None
    by_default: bool = False
    occasions: tuple[at_meetings.Occasion, ...] = ()

    @property
    def word(self) -> str:
        """As the page says it; nothing for what has no state."""
        if self.state is None:
            return ""
        return f"Kept {self.kept} of {self.times}" if self.state is State.KEPT else self.state.value

    @property
    def is_evidenced(self) -> bool:
        """Whether nothing is missing: evidenced, or kept each time."""
        return self.state is State.EVIDENCED or (self.state is State.KEPT and self.kept == self.times)


def judge(asked: Asked, facts: Facts) -> Judged:
    """The state of one requirement on the day of the facts, with the sentence of the rule that gave it."""
    if asked.acts_of:
        return Judged(None, f"An act of the {asked.acts_of}: it counts neither for nor against the council.")
    if repeated.can_be_counted(asked, facts):
        return _counted(asked, facts)
    asked_for = _slots(asked, facts)
    beside = _beside(asked, facts)
    no_way = not any(slot.possible for slot in [*asked_for, *beside])
    state = _combined(asked_for, beside)
    said = _sentence("; ".join(slot.said for slot in [*asked_for, *(slot for slot in beside if slot.possible)]))
    rests_on = slots.rests_on(asked, facts)
    if lacking := [slot.said for slot in rests_on if slot.level is not Level.SHOWN]:
        state = State.PARTLY if state in (State.EVIDENCED, State.OUT_OF_DATE) else state
        said = f"{said} It cannot be evidenced before what it rests on is agreed: {'; '.join(lacking)}."
    asked_for += [slot for slot in rests_on if slot.level is Level.SHOWN]
    if state is not State.EVIDENCED and facts.on < asked.issued_on:
        return Judged(State.NOT_YET_DUE, _not_issued(asked), no_way=no_way)
    if asked.deadline == DeadlineKind.ONCE:
        return _conditional(asked, facts, state, said, no_way)
    if repeated.repeats(asked):
        return _uncounted(asked, facts, state, said, no_way)
    return _dated(asked, facts, state, said, no_way, asked_for)


def kinds_asked(asked: Asked) -> list[ProofKind]:
    """The kinds of proof that are asked for beside decisions, reports and occasions: those that its data name, indicators
    where it names some, and evidence where nothing else is asked for."""
    kinds = {*asked.proof, *([ProofKind.INDICATORS] if asked.codes else [])} & {*slots.KINDS}
    if not (kinds or _of_meetings(asked) or asked.agreed_by or asked.point or repeated.repeats(asked)):
        kinds = {ProofKind.EVIDENCE}
    return [kind for kind in slots.KINDS if kind in kinds]


def _slots(asked: Asked, facts: Facts) -> list[Slot]:
    """What together would satisfy the requirement; never nothing."""
    found = slots.agreed(asked, facts)
    found += [slots.KINDS[kind](asked, facts) for kind in kinds_asked(asked)]
    if asked.point:
        found.append(slots.report(asked, facts))
    if _of_meetings(asked):
        found.append(at_meetings.slot(asked, facts))
    elif asked.deadline == DeadlineKind.MONTHLY:
        found.append(slots.unrecordable("the return of each month cannot be recorded here yet"))
    elif repeated.repeats(asked):
        found.append(slots.unrecordable("the notice’s data do not say what of each meeting would show it"))
    return found


def _of_meetings(asked: Asked) -> bool:
    return at_meetings.is_on_action(asked) or at_meetings.reported_kind(asked) is not None


def _beside(asked: Asked, facts: Facts) -> list[Slot]:
    """What exists for the requirement and is not asked for: it helps, and does not satisfy."""
    kinds = kinds_asked(asked)
    found = []
    if not {ProofKind.ITEMS, ProofKind.MILESTONES} & {*kinds}:
        found.append(slots.items(asked, facts))
    if ProofKind.EVIDENCE not in kinds:
        found.append(slots.evidence(asked, facts))
    return found


def _combined(asked_for: list[Slot], beside: list[Slot]) -> State:
    levels = [slot.level for slot in asked_for]
    if all(level is Level.SHOWN for level in levels):
        return State.EVIDENCED
    if all(level in (Level.SHOWN, Level.OUT_OF_DATE) for level in levels):
        return State.OUT_OF_DATE
    everything = {*levels, *(slot.level for slot in beside)}
    if everything & {Level.SHOWN, Level.PART}:
        return State.PARTLY
    if Level.OUT_OF_DATE in everything:
        return State.OUT_OF_DATE
    return State.CLAIMED if Level.CLAIMED in everything else State.NO_EVIDENCE


def _counted(asked: Asked, facts: Facts) -> Judged:
    """A duty of which every occasion can be told: kept so often, of so many times."""
    found = tuple(repeated.occasions(asked, facts))
    default = repeated.is_by_default(asked)
    if not found:
        state, why = _not_counted_yet(asked, facts)
        return Judged(state, why, by_default=default)
    kept = sum(occasion.kept for occasion in found)
    why = repeated.why(asked, facts, found) + _besides(asked, facts) + (f" {repeated.OUR_DEFAULT}" if default else "")
    return Judged(State.KEPT, why, kept=kept, times=len(found), by_default=default, occasions=found)


def _besides(asked: Asked, facts: Facts) -> str:
    """What exists for a duty that is counted, and is not counted: what its items and its evidence say."""
    if asked.decided_by or asked.deadline == DeadlineKind.SIX_WEEKLY:
        return ""
    there = [slot.said for slot in (slots.items(asked, facts), slots.evidence(asked, facts)) if slot.possible]
    return f" Beside it: {'; '.join(there)}." if there else ""


def _not_counted_yet(asked: Asked, facts: Facts) -> tuple[State, str]:
    if facts.on < asked.issued_on:
        return State.NOT_YET_DUE, _not_issued(asked)
    if asked.deadline != DeadlineKind.SIX_WEEKLY:
        if not at_meetings.since_issue(asked, facts):
            return State.NOT_YET_DUE, "No meeting has been held since the notice was issued."
        state = State.NO_EVIDENCE if at_meetings.is_on_action(asked) else State.NOT_YET_DUE
        return state, at_meetings.none_yet(asked, facts) + _besides(asked, facts)
    if facts.meetings:
        first = facts.meetings[-1].on
        by = wording.day(first + repeated.SIX_WEEKS)
        return State.NOT_YET_DUE, f"The Board first met on {wording.day(first)}; its next meeting is due by {by}."
    return State.NO_EVIDENCE, "The Board has not met yet; six weeks run from the last meeting held."


def _conditional(asked: Asked, facts: Facts, state: State, said: str, no_way: bool) -> Judged:
    """Due once a decision of the Board says that the condition is met, whatever is there before."""
    met = [row for row in facts.decisions if (row.body, row.kind) == (Body.BOARD, CONDITION)]
    if not met:
        why = f"It is due once {asked.condition}; no decision of the Board says so yet."
        return Judged(State.NOT_YET_DUE, why, no_way=no_way)
    first = min(met, key=lambda row: (row.on, row.number))
    since = f"Board decision {first.number} of {wording.day(first.on)} says that the condition is met."
    return Judged(state, f"{since} {said}", no_way=no_way)


def _uncounted(asked: Asked, facts: Facts, state: State, said: str, no_way: bool) -> Judged:
    """A duty that repeats, of which nothing recorded here tells an occasion kept from one missed."""
    default = repeated.is_by_default(asked)
    times = repeated.so_far(asked, facts)
    if state is State.NO_EVIDENCE and not times:
        state = State.NOT_YET_DUE
    why = f"{said} It is due {repeated.REPEATS[asked.deadline]}: {repeated.times(asked, times)}."
    why += f" {repeated.OUR_DEFAULT}" if default else ""
    return Judged(state, why, no_way=no_way, by_default=default)


def _dated(asked: Asked, facts: Facts, state: State, said: str, no_way: bool, asked_for: list[Slot]) -> Judged:
    """A requirement with one day, or with none: late after its day for as long as it is not evidenced."""
    due = asked.due
    if due is None:
        programme = asked.deadline == DeadlineKind.PER_PROGRAMME and state is not State.EVIDENCED
        when = " The audit programme sets its days, which cannot be recorded here yet." if programme else ""
        return Judged(state, f"{said}{when}", no_way=no_way)
    if state is State.EVIDENCED:
        shown = [slot.on for slot in asked_for if slot.on]
        late_by = (max(shown) - due.on).days if shown else 0
        came = (
            f" It was due {_when(asked)}, and came {wording.count(late_by, 'day')} after that." if late_by > 0 else ""
        )
        return Judged(state, f"{said}{came}")
    if asked.point and asked.point.given_outside:
        return Judged(state, said, no_way=no_way)
    if facts.on > due.on and not any(slot.recordable for slot in asked_for if slot.level is not Level.SHOWN):
        why = f"{said} It was due {_when(asked)}; what is missing has no place here yet, so it is not called late."
        return Judged(state, why, no_way=no_way)
    if facts.on > due.on:
        since = due.on + timedelta(days=1)
        return Judged(state, f"{said} {_late(asked, since)}", no_way=no_way, late_since=since)
    if state is State.NO_EVIDENCE and facts.on < _begins(asked):
        state = State.NOT_YET_DUE
    aimed = "The aim is to have it" if asked.is_aim else "It is due"
    return Judged(state, f"{aimed} {_when(asked)}. {said}", no_way=no_way)


def _begins(asked: Asked) -> date:
    """The first day on which it may be looked for: of a month that is a window, the first of it."""
    on = asked.due.on if asked.due else asked.issued_on
    return on.replace(day=1) if asked.deadline == DeadlineKind.IN_MONTH else on


def _when(asked: Asked) -> str:
    """by 17 November 2012 (counted from an assumed date of issue), in March 2013, at once"""
    if asked.due is None:
        return ""
    said = wording.due(asked.due.on, asked.due.precision)
    if asked.deadline == DeadlineKind.IN_MONTH:
        return f"in {said}"
    if asked.deadline == DeadlineKind.BY_MONTH:
        return f"by {said}"
    if asked.deadline == DeadlineKind.IMMEDIATE:
        return f"at once, on {said}{_assumed(asked)}"
    return f"by {said}{' (counted from an assumed date of issue)' if asked.issue_is_assumed else ''}"


def _not_issued(asked: Asked) -> str:
    return f"The notice is issued only on {wording.day(asked.issued_on)}{_assumed(asked)}."


def _assumed(asked: Asked) -> str:
    return " (an assumed date of issue)" if asked.issue_is_assumed else ""


def _late(asked: Asked, since: date) -> str:
    if asked.is_aim:
        return f"The aim was to have it {_when(asked)}, which has passed."
    return f"It was due {_when(asked)}, and has been late since {wording.day(since)}."


def _sentence(clause: str) -> str:
    return f"{clause[0].upper()}{clause[1:]}."
