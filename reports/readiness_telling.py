"""Who is told that a step of a report that is of a month is theirs? Whoever owes it, once for each, shortly before its day or when it can
be done."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.text import capfirst

from accounts.models import Telling, User
from accounts.policy import Role
from notices.models import Membership, Notice, ReportingPoint, Review
from records import wording
from records.clock import AsOf
from reports.progress import progress_in, reports_in
from reports.readiness import RULES, TELL, told_from
from reports.readiness_needs import by_when

KIND = "report step"
ONE_DAY = timedelta(days=1)


def days_that_pass() -> set[date]:
    """Every day after which somebody may be told though nobody wrote."""
    points = ReportingPoint.objects.filter(given_outside="").values_list("on", flat=True)
    months = {*points, *Review.objects.values_list("on", flat=True)}
    return {told_from(rule, month) - ONE_DAY for month in months for rule in RULES}


def to_tell(notice: Notice, asof: AsOf) -> dict[User, list[dict[str, Any]]]:
    """For each person the steps that their role owes, can be done and are due soon or late, and that they were not told of. Two
    queries where nothing is; four in all."""
    owed = [
        (one, step)
        for one in progress_in([notice.pk], asof.on, reports_in([notice.pk]))[notice.pk]
        for step in one.steps
        if step.is_open and (step.late or step.left <= TELL)
    ]
    if not owed:
        return {}
    told = set(Telling.objects.filter(reference=notice.slug, kind=KIND).values_list("person_id", "thing"))
    members = Membership.objects.for_notice(notice).on(asof.on).filter(person__is_active=True).select_related("person")
    found: dict[User, list[dict[str, Any]]] = defaultdict(list)
    for member in members:
        for one, step in owed:
            thing = f"{step.rule.key} of {'review ' if one.is_for_review else ''}{one.of.on.isoformat()}"
            if step.rule.by is Role(member.role) and (member.person_id, thing) not in told:
                number = one.report.number if one.report else None
                found[member.person].append(
                    {
                        "kind": KIND,
                        "thing": thing,
                        "name": one.name,
                        "words": f"{step.rule.owed}, {by_when(step)}",
                        "address": _address(notice, number),
                    }
                )
    return dict(found)


def _address(notice: Notice, number: int | None) -> str:
    return f"{settings.BASE_URL}/{notice.slug}/reports/{f'{number}/' if number else ''}"


def counted(reasons: Sequence[dict[str, Any]]) -> str:
    """2 steps of the report for March 2013 are yours"""
    names = wording.listed([f"the {name}" for name in dict.fromkeys(reason["name"] for reason in reasons)])
    verb = "is" if len(reasons) == 1 else "are"
    return f"{wording.count(len(reasons), 'step')} of {names} {verb} yours"


def lines(reasons: Sequence[dict[str, Any]]) -> list[str]:
    return [f"{capfirst(row['name'])}: {row['words']}\n   {row['address']}" for row in reasons]


def asks(notice: Notice) -> list[str]:
    return ["The page of the report says what else is missing, and who owes it. You are told of each step once."]
