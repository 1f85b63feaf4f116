"""Which steps of a report that is of a month need a person? For the first page: what is late, and what comes soon."""

from collections.abc import Sequence

from django.urls import reverse

from accounts.policy import Permission, Role, allows
from notices.models import Membership
from records import wording
from reports.need_words import Need
from reports.progress import Progress
from reports.readiness import SOON, Step


def readiness_needs(membership: Membership, months: Sequence[Progress]) -> list[Need]:
    """Each step that the person's role owes, if it is late, due soon, or their turn since others did theirs; and for who answers
    them the remarks that wait."""
    role, slug, found = Role(membership.role), membership.notice.slug, []
    for one in months:
        page = reverse("reports:report", args=[slug, one.report.number]) if one.report else ""
        for step in one.steps:
            is_their_turn = step.rule.follows not in ("", "begun")
            if step.rule.by is role and step.is_open and (step.late or step.left <= SOON or is_their_turn):
                words = f"step of the {one.name} is yours: {step.rule.owed}, {by_when(step)}"
                found.append(Need(1, words, page or reverse("reports:report_list", args=[slug])))
        if one.remarks and allows(role, Permission.WRITE_REPORT):
            waits = "remark waits" if one.remarks == 1 else "remarks wait"
            found.append(Need(one.remarks, f"{waits} for an answer before the {one.name} is signed", page))
    return found


def by_when(step: Step) -> str:
    """by 12 March 2013 (3 working days left); due on 12 March 2013 (2 working days late)"""
    return f"{'due on' if step.late else 'by'} {wording.day(step.due_on)} ({step.said})"
