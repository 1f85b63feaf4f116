"""Which signals were told, who was told of each, what came of it, and which still wait for an answer? As of two times."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from accounts.models import Telling
from indicators.crossings import unsettled
from indicators.figures import Series
from indicators.models import IndicatorTerms, Signal
from indicators.series import series_of
from indicators.telling import KIND, thing
from notices.models import Notice
from plans.models import Concern, ConcernOutcome, SignalSetAside
from records import wording
from records.clock import AsOf, london_day

Data = dict[str, Any]


def with_answers(signals: QuerySet[Signal], asof: AsOf) -> Any:
    """Annotates when each signal was over (`over_at`, `over_on`), and what answers it: the concern (`concern`, and the number of
    the newest, `concern_number`) and the row that set it aside last (`aside`), until a day (`look_again_on`); and whether it
    `waits` for an answer, if it worries and stands: nothing answers it, or that day has come.

    A concern about the indicator answers it, whoever raised it, unless the Board had dealt with that before the signal came or it
    was raised only when the signal was over; one that was raised for this very signal comes first."""
    later = Signal.objects.as_of(asof).filter(indicator=OuterRef("indicator"), kind=OuterRef("kind"))
    next_ = later.filter(number__gt=OuterRef("number")).order_by("number")
    dealt_with = ConcernOutcome.objects.in_force(asof).filter(
        held_over="", concern=OuterRef("pk"), recorded_at__lt=OuterRef(OuterRef("recorded_at"))
    )
    ended = Coalesce(OuterRef("over_at"), Value(asof.known), output_field=DateTimeField())
    raised = Concern.objects.as_of(asof).filter(
        ~Exists(dealt_with), indicator=OuterRef("indicator"), recorded_at__lt=ended
    )
    concern = raised.order_by("-number")
    own = concern.filter(signal=OuterRef("pk"))
    aside = SignalSetAside.objects.as_of(asof).filter(signal=OuterRef("pk")).latest_first()
    unanswered = Q(concern_number=None) & (Q(aside=None) | Q(look_again_on__lte=asof.on))
    return (
        signals.annotate(
            over_at=Subquery(next_.values("recorded_at")[:1]),
            over_on=Subquery(next_.values("counts_on")[:1]),
        )
        .annotate(
            concern=Coalesce(Subquery(own.values("pk")[:1]), Subquery(concern.values("pk")[:1])),
            concern_number=Subquery(concern.values("number")[:1]),
            aside=Subquery(aside.values("pk")[:1]),
            look_again_on=Subquery(aside.values("look_again_on")[:1]),
        )
        .annotate(waits=ExpressionWrapper(unanswered, output_field=BooleanField()))
    )


def to_answer(asof: AsOf) -> Any:
    """Concerning signals that stand and that nobody has answered, or whose day to be looked at again has come, of every notice,
    the newest first."""
    return warnings(asof).filter(waits=True).order_by("-recorded_at", "indicator__code", "kind")


def warnings(asof: AsOf) -> Any:
    """Concerning signals that stand, of every notice, with what answers them."""
    return with_answers(Signal.objects.standing(asof).filter(concerning=True), asof)


class Tally(NamedTuple):
    """How many early warnings stand in a notice and how many of them wait for an answer, each with the number of indicators."""

    standing: "Many"
    waiting: "Many"


class Many(NamedTuple):
    number: int
    indicators: int

    @property
    def words(self) -> str:
        """What stands after the number: early warning; early warnings on 3 indicators"""
        return (
            "early warning" if self.number == 1 else f"early warnings on {wording.count(self.indicators, 'indicator')}"
        )


def tally(notice: Notice, asof: AsOf) -> Tally:
    """The one count of early warnings, for every page that says how many there are. One query."""
    rows = list(warnings(asof).filter(indicator__notice=notice).values_list("indicator", "waits"))
    return Tally(*(count_of(of for of, waits in rows if waits or not only) for only in (False, True)))


def count_of(indicators: Iterable[int]) -> Many:
    """Of warnings, each given by its indicator."""
    of = list(indicators)
    return Many(len(of), len(set(of)))


def signals_of(
    notice: Notice, asof: AsOf, chosen: QuerySet[Signal] | None = None, *, series: Iterable[Series] = ()
) -> list[Data]:
    """The signals told as of `asof`, or those `chosen` of them, newest first. Five queries, however many rows. Of those in
    `series` it is said why a signal stands whose latest figure is without it."""
    rows = chosen if chosen is not None else Signal.objects.for_notice(notice).as_of(asof)
    found = with_answers(rows, asof).select_related("indicator").order_by("-recorded_at", "indicator__code", "-number")
    signals = list(found)
    names = dict(
        IndicatorTerms.objects.current(asof).filter(indicator__notice=notice).values_list("indicator__code", "name")
    )
    asides = SignalSetAside.objects.select_related("recorded_by").in_bulk([row.aside for row in signals if row.aside])
    concerns = Concern.objects.select_related("signal").in_bulk([row.concern for row in signals if row.concern])
    told, by_code = _told(notice, asof), {row.code: row for row in series}
    return [
        _row(row, names.get(row.indicator.code, ""), told[thing(row.indicator.code, row.number)])
        | _answer(row, concerns.get(row.concern), asides.get(row.aside))
        | {"unsettled": _unsettled(row, by_code.get(row.indicator.code))}
        for row in signals
    ]


def _row(signal: Any, name: str, told: Iterable[tuple[date, str]]) -> Data:
    raised = signal.state == Signal.State.RAISED
    tellings = [f"{name} on {wording.day(on)}" for on, name in told]
    return {
        "code": signal.indicator.code,
        "name": name,
        "number": signal.number,
        "kind": signal.kind,
        "new": raised,
        "word": signal.word,
        "words": signal.words,
        "rest": signal.words.removeprefix(signal.word).lstrip(": ").replace("(provisional): ", "provisional: "),
        "on": signal.counts_on,
        "concerning": raised and signal.concerning,
        "over_on": signal.over_on if raised else None,
        "told": tellings,
        "told_words": _told_words(signal, tellings, raised=raised),
    }


def _told_words(signal: Any, told: list[str], *, raised: bool) -> str:
    """Who was told by mail or, as a sentence that holds whatever comes, why nobody was: a job tells of what is newest, and that it
    is over only those who heard of it before (indicators/telling.py)."""
    if told:
        return f"Told by mail to {wording.listed(told)}."
    if not raised:
        return "No mail has been sent about this: that it is over is told to those who were told of it before."
    return (
        "No mail was sent about this before it changed again."
        if signal.over_on
        else "No mail has been sent about this yet."
    )


def _answer(signal: Any, concern: Concern | None, aside: SignalSetAside | None) -> Data:
    """What answers a signal that worries: the concern that was raised for it or, with `concern_for`, the day of the other warning
    of its indicator for which it was raised, if any; who set it aside, why and until when."""
    worries = signal.state == Signal.State.RAISED and signal.concerning
    answer = concern if worries else None
    return {
        "concern": answer.number if answer else None,
        "concern_on": answer.counts_on if answer else None,
        "concern_own": answer is not None and answer.signal_id == signal.pk,
        "concern_for": answer.signal.counts_on if answer and answer.signal else None,
        "aside": aside.reason if aside else "",
        "aside_by": aside.recorded_by.name if aside else "",
        "aside_on": aside.counts_on if aside else None,
        "look_again_on": aside.look_again_on if aside else None,
        "waits": worries and not signal.over_on and signal.waits,
    }


def _unsettled(signal: Any, series: Series | None) -> str:
    """Why it stands though the latest figure is without it; nothing where it is over, or where that is not so."""
    if series is None or signal.over_on or signal.state != Signal.State.RAISED:
        return ""
    return unsettled(series, signal.kind, signal.word)


def _told(notice: Notice, asof: AsOf) -> dict[str, list[tuple[date, str]]]:
    """By thing, who was told and on which day."""
    rows = Telling.objects.filter(reference=notice.slug, kind=KIND, told_at__lt=asof.known).order_by("told_at", "pk")
    found: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for what, at, name in rows.values_list("thing", "told_at", "person__name"):
        if london_day(at) <= asof.on:
            found[what].append((london_day(at), name))
    return found


def latest_of(notice: Notice, series: Series, asof: AsOf) -> list[Data]:
    """The newest signal of each kind of one indicator: what stands, or that it is over."""
    chosen = Signal.objects.for_notice(notice).newest_as_of(asof).filter(indicator__code=series.code)
    return signals_of(notice, asof, chosen, series=[series])


def of_concern(concern: Concern, asof: AsOf) -> Data | None:
    """The signal that a concern answers and, where it is over since, the row that says so, or else why it stands though the
    latest figure is without it; None without one."""
    if concern.signal_id is None:
        return None
    signal = Signal.objects.select_related("indicator").get(pk=concern.signal_id)
    over = (
        Signal.objects.as_of(asof)
        .filter(indicator=signal.indicator_id, kind=signal.kind, number__gt=signal.number)
        .order_by("number")
        .first()
    )
    found = () if over else series_of(concern.notice, asof, code=signal.indicator.code, with_benchmarks=False)
    return {
        "words": signal.words,
        "on": signal.counts_on,
        "unsettled": "".join(unsettled(series, signal.kind, signal.word) for series in found),
        "over": over.words if over else "",
        "over_on": over.counts_on if over else None,
    }
