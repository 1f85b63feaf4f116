"""Who is told of a proposal between meetings, and in what words? Members who have to answer, and then all of them what came of it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from accounts.models import Telling, User
from accounts.policy import BOARD
from boards.models import Ballot, BallotAnswer, BallotOutcome
from notices.models import Membership, Notice
from records import wording
from records.clock import AsOf

KIND = "ballot"


def to_tell(notice: Notice, asof: AsOf) -> dict[User, list[dict[str, Any]]]:
    """For each member of the Board the proposals that are open and that they neither answered nor were told of, and what came of
    those of which they were told. One query where nothing was ever proposed; five in all."""
    ballots = list(Ballot.objects.for_notice(notice).as_of(asof).order_by("number"))
    if not ballots:
        return {}
    outcomes = BallotOutcome.objects.for_notice(notice).as_of(asof).select_related("decision")
    ended = {row.ballot_id: row for row in outcomes}
    answered = set(BallotAnswer.objects.for_notice(notice).as_of(asof).values_list("ballot", "membership__person"))
    told = set(Telling.objects.filter(reference=notice.slug, kind=KIND).values_list("person_id", "thing"))
    members = Membership.objects.for_notice(notice).on(asof.on).filter(role__in=BOARD, person__is_active=True)
    owed: dict[User, list[dict[str, Any]]] = defaultdict(list)
    for member in members.select_related("person"):
        for ballot in ballots:
            outcome = ended.get(ballot.pk)
            asked, over = f"proposal {ballot.number}", f"outcome of proposal {ballot.number}"
            knows = (member.person_id, asked) in told or (ballot.pk, member.person_id) in answered
            is_open = outcome is None and ballot.closes_on >= asof.on
            if is_open and not knows:
                owed[member.person].append(_reason(ballot, asked, ""))
            elif outcome is not None and knows and (member.person_id, over) not in told:
                decided = outcome.decision and f"Decided on {wording.day(outcome.decision.counts_on)}"
                owed[member.person].append(_reason(ballot, over, decided or f"Not decided. {outcome.reason}"))
    return dict(owed)


def _reason(ballot: Ballot, thing: str, came_of_it: str) -> dict[str, Any]:
    return {
        "kind": KIND,
        "thing": thing,
        "number": ballot.number,
        "words": ballot.words,
        "closes_on": wording.day(ballot.closes_on),
        "came_of_it": came_of_it,
    }


def counted(reasons: Sequence[dict[str, Any]]) -> str:
    """1 proposal waits for your answer and 1 has ended"""
    ended = sum(bool(reason["came_of_it"]) for reason in reasons)
    waits = len(reasons) - ended
    parts = [f"{wording.count(waits, 'proposal')} {'waits' if waits == 1 else 'wait'} for your answer"] if waits else []
    parts += [f"{wording.count(ended, 'proposal')} {'has' if ended == 1 else 'have'} ended"] if ended else []
    return wording.listed(parts)


def lines(reasons: Sequence[dict[str, Any]]) -> list[str]:
    return [
        f"{reason['number']}. {reason['words']}\n   {reason['came_of_it'] or 'Please answer by ' + reason['closes_on'] + '.'}"
        for reason in reasons
    ]


def asks(notice: Notice) -> list[str]:
    return [
        "What the Board is asked between two meetings, and what came of it:",
        f"{settings.BASE_URL}/{notice.slug}/board/between/",
        "",
        "You are told of each proposal once, and once more what came of it.",
    ]
