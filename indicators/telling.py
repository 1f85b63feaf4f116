"""Who is told that an indicator changed, and in what words? Its owner; where nobody owns it, the data analysts."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from accounts.models import Telling, User
from accounts.policy import Role
from indicators.models import IndicatorTerms, Signal
from indicators.owners import owners_of
from notices.models import Membership, Notice
from records import wording
from records.clock import AsOf

KIND = "signal"


def to_tell(notice: Notice, asof: AsOf) -> dict[User, list[dict[str, Any]]]:
    """For each person the newest signals of their indicators that they were not told yet: one that stands, or that one is
    over of which they were told. Of indicators without an owner, and of those whose owner has no place here any more, the data
    analysts are told. One query where nothing was ever told of; six in all."""
    newest = (
        Signal.objects.for_notice(notice)
        .newest_as_of(asof)
        .select_related("indicator")
        .order_by("indicator__code", "kind")
    )
    if not newest:
        return {}
    told = set(Telling.objects.filter(reference=notice.slug, kind=KIND).values_list("person_id", "thing"))
    raised = Signal.objects.for_notice(notice).as_of(asof).filter(state=Signal.State.RAISED).order_by("number")
    last_raised = {(of, kind): number for of, kind, number in raised.values_list("indicator", "kind", "number")}
    members = Membership.objects.for_notice(notice).on(asof.on).select_related("person")
    analysts = [row.person for row in members.filter(role=Role.ANALYST, person__is_active=True)]
    owners, names = owners_of(notice, asof), _names(notice, asof)
    owed: dict[User, list[dict[str, Any]]] = defaultdict(list)
    for signal in newest:
        of, code = signal.indicator_id, signal.indicator.code
        owner = owners.get(of)
        is_over = signal.state == Signal.State.CLEARED
        begun = thing(code, last_raised.get((of, signal.kind), 0))
        for person in [owner] if owner else analysts:
            if (person.pk, thing(code, signal.number)) in told or (is_over and (person.pk, begun) not in told):
                continue
            owed[person].append(
                {
                    "kind": KIND,
                    "thing": thing(code, signal.number),
                    "code": code,
                    "name": names.get(of, ""),
                    "words": signal.words,
                    "owns": owner is not None,
                }
            )
    return dict(owed)


def _names(notice: Notice, asof: AsOf) -> dict[int, str]:
    terms = IndicatorTerms.objects.current(asof).filter(indicator__notice=notice)
    return dict(terms.values_list("indicator_id", "name"))


def thing(code: str, number: int) -> str:
    """How a Telling names a signal: FD-05 signal 3"""
    return f"{code} signal {number}"


def counted(reasons: Sequence[dict[str, Any]]) -> str:
    """2 indicators of yours changed; those that nobody owns are counted apart."""
    parts = []
    for owns, whose in ((True, "of yours"), (False, "that nobody looks after")):
        codes = {reason["code"] for reason in reasons if reason["owns"] is owns}
        if codes:
            parts.append(f"{wording.count(len(codes), 'indicator')} {whose} changed")
    return wording.listed(parts)


def lines(reasons: Sequence[dict[str, Any]]) -> list[str]:
    return [
        f"{reason['code']} {reason['name']}\n   {reason['words']}"
        + ("" if reason["owns"] else "\n   You are told as a data analyst, since it has no owner here.")
        for reason in reasons
    ]


def asks(notice: Notice) -> list[str]:
    return [
        "Please look into each, and say on its page what lies behind it:",
        f"{settings.BASE_URL}/{notice.slug}/indicators/signals/",
        "",
        "You are told of each change once, and when it is over.",
    ]
