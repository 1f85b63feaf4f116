"""Which decisions were taken at a meeting at which the Board was not able to decide? By the rule and the roll as they stand."""

from collections.abc import Callable, Iterable
from datetime import date

from boards.attending import is_member, judge, quorum, rule_from
from boards.models import Attendance, Decision, Meeting, Quorum
from notices.models import Membership
from records.clock import AsOf
from records.refusal import AskFirst


def not_quorate(decisions: Iterable[Decision], asof: AsOf) -> set[int]:
    """The keys of their meetings at which too few were there; one of which nobody's coming is recorded is not among them. Four
    queries however many, none where none was taken at a meeting. Each decision has its Board."""
    taken = [row for row in decisions if row.meeting_id]
    days: dict[int, date] = {row.meeting_id: row.counts_on for row in taken if row.meeting_id}
    if not days:
        return set()
    board = taken[0].board
    came: dict[int, dict[int | None, Attendance]] = {key: {} for key in days}
    for row in Attendance.objects.filter(meeting__in=days).as_of(asof).order_by("number"):
        came[row.meeting_id][row.membership_id] = row
    people = list(Membership.objects.filter(notice=board.notice_id))
    agreed = list(Quorum.objects.filter(board=board).as_of(asof).select_related("decision").latest_first())
    replaced = Decision.objects.filter(replaces__in=[row.decision_id for row in agreed]).as_of(asof)
    ended = {row.replaces_id: row.counts_on for row in replaced} if agreed else {}
    found = set()
    for key, day in days.items():
        members = [row for row in people if row.from_on <= day and (row.to_on is None or row.to_on >= day)]
        holds = (row for row in agreed if row.counts_on <= day and ended.get(row.decision_id, date.max) > day)
        rule = rule_from(next(holds, None), members=sum(is_member(row) for row in members))
        if judge(rule, members, came[key].values()).quorate is False:
            found.add(key)
    return found


def doubt(meeting: Meeting, day: date, asof: AsOf) -> str:
    """What is asked before a decision of that meeting is recorded; nothing where enough are there. Three queries."""
    standing = quorum(meeting, day, asof)
    if standing.quorate:
        return ""
    if standing.quorate is None:
        return "Nobody’s attendance is recorded yet, so nobody can say whether the Board can decide. Record it all the same?"
    return f"{standing.words}. The rule: {standing.source}. Record it all the same? It is marked so in the register and the minutes."


def asked_too(question: str, act: Callable[[], object]) -> object:
    """Do it, and ask `question` beside what it asks itself, so that one yes answers both. Asking undoes what was written: a
    notice that is open for writing keeps nothing of an act that raised."""
    try:
        done = act()
    except AskFirst as more:
        raise AskFirst(f"{question} {more.sentence}".strip(), field=more.field) from None
    if question:
        raise AskFirst(question)
    return done
