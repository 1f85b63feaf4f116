"""How is a signal answered? It is put before the Board as a concern, or set aside with a reason: the write functions."""

from datetime import date, datetime

from accounts.models import User
from boards.models import Meeting
from indicators.models import Signal
from indicators.telling import thing
from notices.deadlines import months_after
from plans.checks import as_written, check_text
from plans.concerns import raise_concern
from plans.models import Concern, SignalSetAside
from plans.signal_list import with_answers
from records import audit, wording
from records.clock import london_day
from records.ledger import append
from records.refusal import Refused

LONGEST_ASIDE = 6  # months


def put_before_board(
    *, signal: Signal, by: User, at: datetime, words: str = "", meeting: Meeting | None = None
) -> Concern:
    """Raise a concern that answers the signal, before `meeting` or else the next of the Improvement Board, in `words` or those
    of `drafted`. Refused: a signal that no longer stands, or that is before the Board already. One that was set aside may be
    put there all the same."""
    _check_waits(signal, at)
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
    *, signal: Signal, reason: str, look_again_on: date, by: User, at: datetime, after: int | None = None
) -> SignalSetAside:
    """Record that somebody looked at the signal, why it does not come before the Board, and on which day it is looked at again.
    `after` is how often it was set aside when the form was drawn. Refused: no reason, a day that is not to come or is more than
    six months away, a signal that no longer stands, that is before the Board, or that is set aside until a day to come."""
    check_text("reason", reason, required="Say why it does not need the Board.")
    _check_waits(signal, at)
    today = london_day(at)
    earlier = SignalSetAside.objects.filter(signal=signal).select_related("recorded_by").order_by("-number").first()
    if earlier is not None and earlier.look_again_on > today and after in (None, earlier.number):
        raise Refused(
            f"{earlier.recorded_by} set it aside on {wording.day(earlier.counts_on)}, "
            f"to be looked at again on {wording.day(earlier.look_again_on)}."
        )
    if look_again_on <= today:
        raise Refused(f"The day has to come after today, {wording.day(today)}.", field="look_again_on")
    if look_again_on > (latest := latest_to_look_again(today)):
        raise Refused(
            f"A warning is looked at again after {LONGEST_ASIDE} months at the latest: {wording.day(latest)}.",
            field="look_again_on",
        )
    row = append(
        SignalSetAside,
        signal,
        by=by,
        at=at,
        after=after,
        counts_on=today,
        reason=reason.strip(),
        look_again_on=look_again_on,
    )
    audit.record(
        signal.indicator.notice.slug,
        at=at,
        by=by,
        verb="set_signal_aside",
        thing=thing(signal.indicator.code, signal.number),
        fields={"reason": reason, "look_again_on": look_again_on},
    )
    return row


def latest_to_look_again(today: date) -> date:
    return months_after(today, LONGEST_ASIDE)


def drafted(signal: Signal) -> str:
    """What a concern may say of it, to be edited: the sentence of the day on which it was told."""
    return f"{signal.words} (An early warning of {wording.day(signal.counts_on)}.)"


def _check_waits(signal: Signal, at: datetime) -> None:
    row = with_answers(Signal.objects.filter(pk=signal.pk), as_written(at)).get()
    if row.over_on or row.state != Signal.State.RAISED:
        over = f": it was over on {wording.day(row.over_on)}" if row.over_on else ""
        raise Refused(f"This signal of {signal.indicator.code} does not stand any more{over}.")
    if row.concern_number:
        raise Refused(f"{signal.indicator.code} is before the Board already, as concern C{row.concern_number}.")
