"""Which signals wait for somebody's answer, how is one answered, and what came of each? Put before the Board, or set aside."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from accounts.models import Telling, User
from boards.models import Meeting
from indicators.models import IndicatorTerms, Signal
from indicators.telling import KIND, thing
from notices.models import Notice
from plans.checks import as_written, check_text
from plans.concerns import raise_concern
from plans.models import Concern, ConcernOutcome, SignalSetAside
from records import audit, wording
from records.clock import AsOf, london_day
from records.ledger import append
from records.querysets import visible
from records.refusal import Refused

Data = dict[str, Any]


def to_answer(asof: AsOf) -> Any:
    """Concerning signals that stand, of every notice: neither set aside nor before the Board. A concern about the indicator
    answers one, whoever raised it, unless the Board had dealt with it before the signal came."""
    dealt_with = ConcernOutcome.objects.in_force(asof).filter(
        concern=OuterRef("pk"), recorded_at__lt=OuterRef(OuterRef("recorded_at"))
    )
    concern = Concern.objects.as_of(asof).filter(~Exists(dealt_with), indicator=OuterRef("indicator"))
    aside = SignalSetAside.objects.as_of(asof).filter(signal=OuterRef("pk"))
    standing = Signal.objects.standing(asof).filter(concerning=True)
    return standing.filter(~Exists(concern), ~Exists(aside)).order_by("-recorded_at", "indicator__code", "kind")


def put_before_board(
    *, signal: Signal, by: User, at: datetime, words: str = "", meeting: Meeting | None = None
) -> Concern:
    """Raise a concern that answers the signal, before `meeting` or else the next of the Improvement Board, in `words` or those
    of `drafted`. Refused: a signal that is over, or that is before the Board already."""
    _check_stands(signal, at)
    before = _concerns_since(signal, as_written(at))
    if before:
        raise Refused(f"{signal.indicator.code} is before the Board already, as concern {before[0]}.")
    return raise_concern(
        notice=signal.indicator.notice,
        indicator=signal.indicator,
        signal=signal,
        words=words or drafted(signal),
        meeting=meeting,
        by=by,
        at=at,
    )


def set_aside(
    *, signal: Signal, reason: str, by: User, at: datetime, after: int | None = None
) -> SignalSetAside:
    """Record that somebody looked at the signal and why it does not come before the Board. Refused: no reason, a signal that is
    over, that is before the Board or was set aside already."""
    check_text("reason", reason, required="Say why it does not need the Board.")
    _check_stands(signal, at)
    now = as_written(at)
    if before := _concerns_since(signal, now):
        raise Refused(f"{signal.indicator.code} is before the Board already, as concern {before[0]}.")
    earlier = SignalSetAside.objects.as_of(now).filter(signal=signal).select_related("recorded_by").first()
    if earlier is not None and after is None:
        raise Refused(f"{earlier.recorded_by} set it aside on {wording.day(earlier.counts_on)}.")
    row = append(
        SignalSetAside, signal, by=by, at=at, after=after, counts_on=london_day(at), reason=reason.strip()
    )
    audit.record(
        signal.indicator.notice.slug,
        at=at,
        by=by,
        verb="set_signal_aside",
        thing=thing(signal.indicator.code, signal.number),
        fields={"reason": reason},
    )
    return row


def drafted(signal: Signal) -> str:
    """What a concern may say of it, to be edited: the sentence of the day on which it was told."""
    return f"{signal.words} (Early warning of {wording.day(signal.counts_on)}.)"


def _check_stands(signal: Signal, at: datetime) -> None:
    newest = Signal.objects.filter(indicator=signal.indicator, kind=signal.kind).order_by("-number").first()
    if newest != signal or signal.state != Signal.State.RAISED:
        day = f" on {wording.day(newest.counts_on)}" if newest else ""
        raise Refused(f"This signal does not stand any more: the figures changed{day}. Look at the newest one.")


def _concerns_since(signal: Signal, asof: AsOf) -> list[Concern]:
    """Those about its indicator that the Board had not dealt with when it came."""
    done = ConcernOutcome.objects.in_force(asof).filter(concern=OuterRef("pk"), recorded_at__lt=signal.recorded_at)
    found = Concern.objects.as_of(asof).filter(~Exists(done), indicator=signal.indicator)
    return list(found.order_by("-number"))
