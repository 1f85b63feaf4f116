"""How do figures come in: by when, approved by whom, for which periods? The rules of it, said and read in one place."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from indicators.closing import check_open, close_period, closed_words, closings, open_period
from indicators.models import FigureApproval, Observation, ReturnRules
from indicators.querysets import ObservationQuerySet
from indicators.return_rules import OUR_DEFAULT, Rules, due_on, rules_of, set_return_rules
from notices.models import Notice
from records import audit, wording
from records.clock import AsOf, london_day
from records.ledger import append
from records.querysets import visible
from records.refusal import Refused

__all__ = [
    "OUR_DEFAULT",
    "Rules",
    "approve_figure",
    "check_open",
    "close_period",
    "closed_words",
    "closings",
    "due_on",
    "open_period",
    "rules_of",
    "set_return_rules",
    "unapproved",
    "waiting_for",
]


def unapproved(notice: Notice, asof: AsOf) -> ObservationQuerySet:
    """The figures that stand, were reported since a second person is wanted, and have been approved by none. They count all
    the same. Nothing where the rules want no second person."""
    return _unapproved(asof).for_notice(notice)


def waiting_for(person: User, notices: Iterable[int], asof: AsOf) -> ObservationQuerySet:
    """Of several notices, the figures that this person may approve: others' that no second person has."""
    return _unapproved(asof).filter(indicator__notice__in=notices).exclude(recorded_by=person)


def _unapproved(asof: AsOf) -> ObservationQuerySet:
    approved = FigureApproval.objects.filter(visible(asof), observation=OuterRef("pk"))
    return Observation.objects.newest(asof).filter(_wants_approval(asof), ~Exists(approved))


def _wants_approval(asof: AsOf) -> Exists:
    """Of an observation: on the day it was reported a second person was wanted, and has been without a break since."""
    rules = ReturnRules.objects.as_of(asof)
    ended = rules.filter(
        Q(counts_on__gt=OuterRef("counts_on")) | Q(counts_on=OuterRef("counts_on"), number__gt=OuterRef("number")),
        notice=OuterRef("notice"),
        approved=False,
    )
    began = rules.filter(notice=OuterRef("indicator__notice"), counts_on__lte=OuterRef("counts_on"), approved=True)
    return Exists(began.filter(~Exists(ended)))


def approve_figure(*, observation: Observation, by: User, at: datetime) -> FigureApproval:
    """Say that a second person looked at a figure as it was reported; it counts from today.

    Refused: one's own figure, one that has been revised since, one that is approved.
    """
    indicator = observation.indicator
    series = indicator.observations.filter(part=observation.part, period_on=observation.period_on)
    said = f"{indicator.code}, {wording.day(observation.period_on)}"
    if observation.recorded_by_id == by.pk:
        raise Refused(f"{said}: you reported this figure yourself. Somebody else has to approve it.")
    if series.filter(number__gt=observation.number).exists():
        raise Refused(f"{said}: this figure has been revised since. Look at the newer one, and approve that.")
    approval = observation.approvals.select_related("recorded_by").first()
    if approval is not None:
        raise Refused(f"{said}: {approval.recorded_by} approved it on {wording.day(approval.counts_on)}.")
    row = append(FigureApproval, observation, by=by, at=at, counts_on=london_day(at))
    audit.record(
        indicator.notice.slug,
        at=at,
        by=by,
        verb="approve_figure",
        thing=f"{indicator.code} {f'{observation.part} ' if observation.part else ''}{observation.period_on} "
        f"no. {observation.number}",
        fields={"value": observation.value},
    )
    return row
