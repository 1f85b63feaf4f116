"""Which early warnings were set aside until a day that has come, and who is told? Who set each aside or, where that person answers
none here any more, the secretaries."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from accounts.models import Telling, User
from accounts.policy import Permission, Role, allows
from indicators import telling
from indicators.models import IndicatorTerms
from notices.models import Membership, Notice
from plans.models import SignalSetAside
from plans.signal_list import to_answer
from records import wording
from records.clock import AsOf

KIND = "look again"


def to_tell(notice: Notice, asof: AsOf) -> dict[User, list[dict[str, Any]]]:
    """For each person the warnings that still stand, whose day has come, and of which they were not told since they were set
    aside last. One query where there are none; five in all."""
    waiting = list(to_answer(asof).filter(indicator__notice=notice).exclude(aside=None).select_related("indicator"))
    if not waiting:
        return {}
    asides = SignalSetAside.objects.select_related("recorded_by").in_bulk([signal.aside for signal in waiting])
    told = set(Telling.objects.filter(reference=notice.slug, kind=KIND).values_list("person_id", "thing"))
    members = Membership.objects.for_notice(notice).on(asof.on).filter(person__is_active=True).select_related("person")
    roles = {row.person: Role(row.role) for row in members}
    secretaries = [person for person, role in roles.items() if role is Role.SECRETARY]
    names = dict(IndicatorTerms.objects.current(asof).filter(indicator__notice=notice).values_list("indicator", "name"))
    owed: dict[User, list[dict[str, Any]]] = defaultdict(list)
    for signal in waiting:
        aside, code = asides[signal.aside], signal.indicator.code
        thing = f"{telling.thing(code, signal.number)} set aside {aside.number}"
        who = aside.recorded_by
        may_answer = who in roles and allows(roles[who], Permission.ANSWER_SIGNAL)
        for person in [who] if may_answer else secretaries:
            if (person.pk, thing) not in told:
                owed[person].append(
                    {
                        "kind": KIND,
                        "thing": thing,
                        "code": code,
                        "name": names.get(signal.indicator_id, ""),
                        "words": signal.words,
                        "aside": f"Set aside by {who.name} on {wording.day(aside.counts_on)}: {aside.reason}",
                    }
                )
    return dict(owed)


def counted(reasons: Sequence[dict[str, Any]]) -> str:
    """2 early warnings are to be looked at again"""
    return (
        f"{wording.count(len(reasons), 'early warning')} {'is' if len(reasons) == 1 else 'are'} to be looked at again"
    )


def lines(reasons: Sequence[dict[str, Any]]) -> list[str]:
    return [f"{row['code']} {row['name']}\n   {row['words']}\n   {row['aside']}" for row in reasons]


def asks(notice: Notice) -> list[str]:
    return [
        "Each of them still stands. Please put it before the Board, or set it aside again until another day:",
        f"{settings.BASE_URL}/{notice.slug}/plan/concerns/#early-warnings",
        "",
        "You are told of each once.",
    ]
