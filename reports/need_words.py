"""How is it said what needs a person? A count, its words and the page where it is done, of what reports.needs has counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from accounts.policy import Permission, Role, allows
from boards.ballots import Proposed
from boards.models import Ballot
from boards.rounds import Round
from indicators.awaited import Awaited
from indicators.words import RHYTHMS
from notices.models import Membership
from plans.signal_list import Many
from records import wording


@dataclass(frozen=True)
class Need:
    """Something that waits: how many of what, and the page where it is done."""

    count: int
    words: str
    url: str


def change_needs(membership: Membership, changes: int) -> list[Need]:
    """For who records decisions, how many changes of items the Board has not answered."""
    if not changes or not allows(Role(membership.role), Permission.RECORD_DECISION):
        return []
    words = "change waits" if changes == 1 else "changes wait"
    page = reverse("plans:rule_on_terms", args=[membership.notice.slug])
    return [Need(changes, f"{words} for the Board’s answer", page)]


def evidence_needs(membership: Membership, waiting: int, returned: list[int]) -> list[Need]:
    """For reviewers how much waits for their answer; for everybody what of theirs, by number, came back or is out of date."""
    page = reverse("plans:evidence_list", args=[membership.notice.slug])
    found = []
    if waiting and membership.reviews_evidence:
        noun, verb = ("piece", "waits") if waiting == 1 else ("pieces", "wait")
        found.append(Need(waiting, f"{noun} of evidence {verb} for a reviewer", page + "?show=waiting"))
    if returned:
        noun, said = (
            ("piece" if len(returned) == 1 else "pieces"),
            "of evidence of yours to renew: returned, or out of date",
        )
        one = reverse("plans:evidence", args=[membership.notice.slug, returned[0]])
        found.append(Need(len(returned), f"{noun} {said}", one if len(returned) == 1 else page))
    return found


def virus_needs(membership: Membership, infected: list[tuple[int, bool]]) -> list[Need]:
    """Evidence in whose file a virus was found, by number and whether it is the person's: for them and for the secretary."""
    told = [number for number, is_theirs in infected if is_theirs or membership.role == Role.SECRETARY]
    noun = "piece of evidence has" if len(told) == 1 else "pieces of evidence have"
    words = f"{noun} a file in which a virus was found: nobody is given it, and a clean one has to take its place"
    page = reverse("plans:evidence", args=[membership.notice.slug, told[0]]) if told else ""
    return [Need(len(told), words, page)] if told else []


def concern_needs(membership: Membership, open_: Sequence[tuple[bool, date]]) -> list[Need]:
    """For who records the Board's decisions: the concerns that left their meeting undecided, by the day of the earliest, and
    those that come before the next. `open_` has of each whether its meeting was held, and the day of that."""
    if not allows(Role(membership.role), Permission.RECORD_DECISION):
        return []
    without = [day for was_held, day in open_ if was_held]
    coming = [day for was_held, day in open_ if not was_held]
    slug, found = membership.notice.slug, []
    if without:
        words = f"{_concerns(without)} without an outcome since the Board of {wording.day(min(without))}"
        found.append(Need(len(without), words, reverse("plans:close_concerns", args=[slug])))
    if coming:
        words = f"{_concerns(coming)} {'waits' if len(coming) == 1 else 'wait'} for the Board’s answer"
        found.append(Need(len(coming), words, reverse("plans:concern_list", args=[slug])))
    return found


def signal_needs(membership: Membership, waiting: Many) -> list[Need]:
    """For who answers them, how many early warnings nobody has answered, or are to be looked at again."""
    if not waiting.number or not allows(Role(membership.role), Permission.ANSWER_SIGNAL):
        return []
    words = f"{waiting.words} {'waits' if waiting.number == 1 else 'wait'}"
    page = reverse("plans:concern_list", args=[membership.notice.slug])
    return [Need(waiting.number, f"{words} to be put before the Board or set aside", f"{page}#early-warnings")]


def _concerns(days: Sequence[date]) -> str:
    return "concern" if len(days) == 1 else "concerns"


def unwritten_needs(membership: Membership, numbers: list[int]) -> list[Need]:
    """For an owner: what is overdue of theirs without an analysis."""
    if not numbers:
        return []
    noun, verb = ("item", "is") if len(numbers) == 1 else ("items", "are")
    named = wording.listed([str(number) for number in numbers])
    words = (
        f"{noun} of yours {verb} overdue and nobody has written why ({noun} {named}): "
        "ask for a new date, with the cause and the remedy"
    )
    return [Need(len(numbers), words, reverse("plans:mine", args=[membership.notice.slug]))]


def round_need(membership: Membership, owing: int, round_: Round | None) -> list[Need]:
    if not owing or round_ is None:
        return []
    words = (
        f"{'owner has' if owing == 1 else 'owners have'} not answered for the Board of {wording.day(round_.meeting_on)}"
    )
    return [Need(owing, words, reverse("plans:round", args=[membership.notice.slug]))]


def deputy_needs(membership: Membership, standing_in: Sequence[tuple[str, Any]]) -> list[Need]:
    """For who stands in for others: by the name of each, how many of their items are overdue or, where none is, open."""
    page, found = reverse("plans:mine", args=[membership.notice.slug]), []
    for name, items in standing_in:
        count, how = (items.overdue, "overdue") if items.overdue else (items.open, "open")
        noun, verb = ("item", "is") if count == 1 else ("items", "are")
        if count:
            found.append(Need(count, f"{noun} of {name}, for whom you stand in, {verb} {how}", page))
    return found


def approval_needs(membership: Membership, figures: int) -> list[Need]:
    """For who may approve: the figures of others that no second person has looked at."""
    if not figures or not allows(Role(membership.role), Permission.APPROVE_VALUE):
        return []
    words = "figure waits for a second person to approve it"
    if figures > 1:
        words = "figures wait for a second person to approve them"
    return [Need(figures, words, reverse("indicators:approve", args=[membership.notice.slug]))]


def figure_needs(membership: Membership, awaited: Sequence[Awaited], on: date) -> list[Need]:
    """For an analyst: what is not in of each period, and by which day it is due; what is late comes first."""
    page, found = reverse("indicators:enter", args=[membership.notice.slug]), []
    for row in awaited:
        noun, verb, had = ("figure", "is", "it was") if row.many == 1 else ("figures", "are", "they were")
        if row.due_on is None:
            said = f"{verb} not in"
        elif row.is_late(on):
            said = f"{verb} late: {had} due on {wording.day(row.due_on)}"
        else:
            said = f"{verb} due {'today' if row.due_on == on else f'by {wording.day(row.due_on)}'}"
        words = f"{RHYTHMS[row.every].lower()} {noun} for {row.period} {said}"
        query = urlencode({"every": row.every, "period": row.period_on.isoformat(), "show": "missing"})
        found.append(Need(row.many, words, f"{page}?{query}"))
    return found


def ballot_needs(membership: Membership, proposed: Sequence[Proposed]) -> list[Need]:
    """For members of the Board what they are asked between meetings and have not answered; for who proposes what is over and of
    which nobody has said what came of it."""
    role, found = Role(membership.role), []
    asked = [one.ballot for one in proposed if not (one.over or one.answered)]
    over = [one.ballot for one in proposed if one.over]
    if asked and allows(role, Permission.ANSWER_BALLOT):
        noun, verb = ("proposal", "waits") if len(asked) == 1 else ("proposals", "wait")
        words = f"{noun} of a decision between meetings {verb} for your answer, by {wording.day(asked[0].closes_on)}"
        found.append(_of_ballots(membership, asked, words))
    if over and allows(role, Permission.PROPOSE_BALLOT):
        noun = "proposal" if len(over) == 1 else "proposals"
        until = wording.day(over[0].closes_on)
        words = f"{noun} of a decision between meetings could be answered until {until}: say what came of it"
        found.append(_of_ballots(membership, over, words))
    return found


def _of_ballots(membership: Membership, ballots: Sequence[Ballot], words: str) -> Need:
    slug = membership.notice.slug
    one = reverse("boards:ballot", args=[slug, ballots[0].number])
    return Need(len(ballots), words, one if len(ballots) == 1 else reverse("boards:ballot_list", args=[slug]))
