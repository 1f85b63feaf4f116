"""Which signals were told, who was told of each, what came of it, and which still wait for an answer? As of two times."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import DateTimeField, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import Telling
from indicators.models import IndicatorTerms, Signal
from indicators.telling import KIND, thing
from notices.models import Notice
from plans.models import Concern, ConcernOutcome, SignalSetAside
from records import wording
from records.clock import AsOf, london_day

Data = dict[str, Any]


def with_answers(signals: QuerySet[Signal], asof: AsOf) -> Any:
    """Annotates when each signal was over (`over_at`, `over_on`), and what answers it: the concern (`concern_number`) and the
    row that sets it aside (`aside`).

    A concern about the indicator answers it, whoever raised it, unless the Board had dealt with that before the signal came or it
    was raised only when the signal was over."""
    later = Signal.objects.as_of(asof).filter(indicator=OuterRef("indicator"), kind=OuterRef("kind"))
    next_ = later.filter(number__gt=OuterRef("number")).order_by("number")
    dealt_with = ConcernOutcome.objects.in_force(asof).filter(
        concern=OuterRef("pk"), recorded_at__lt=OuterRef(OuterRef("recorded_at"))
    )
    ended = Coalesce(OuterRef("over_at"), Value(asof.known), output_field=DateTimeField())
    concern = Concern.objects.as_of(asof).filter(
        ~Exists(dealt_with), indicator=OuterRef("indicator"), recorded_at__lt=ended
    )
    aside = SignalSetAside.objects.as_of(asof).filter(signal=OuterRef("pk")).latest_first()
    return signals.annotate(
        over_at=Subquery(next_.values("recorded_at")[:1]),
        over_on=Subquery(next_.values("counts_on")[:1]),
    ).annotate(
        concern_number=Subquery(concern.order_by("-number").values("number")[:1]),
        aside=Subquery(aside.values("pk")[:1]),
    )


def to_answer(asof: AsOf) -> Any:
    """Concerning signals that stand and that nobody has answered, of every notice, the newest first."""
    standing = with_answers(Signal.objects.standing(asof).filter(concerning=True), asof)
    return standing.filter(concern_number=None, aside=None).order_by("-recorded_at", "indicator__code", "kind")


def signals_of(notice: Notice, asof: AsOf, chosen: QuerySet[Signal] | None = None) -> list[Data]:
    """The signals told as of `asof`, or those `chosen` of them, newest first. Four queries, however many rows."""
    rows = chosen if chosen is not None else Signal.objects.for_notice(notice).as_of(asof)
    found = with_answers(rows, asof).select_related("indicator").order_by("-recorded_at", "indicator__code", "-number")
    signals = list(found)
    names = dict(
        IndicatorTerms.objects.current(asof).filter(indicator__notice=notice).values_list("indicator__code", "name")
    )
    asides = SignalSetAside.objects.select_related("recorded_by").in_bulk([row.aside for row in signals if row.aside])
    told = _told(notice, asof)
    return [_row(row, names, asides.get(row.aside), told[thing(row.indicator.code, row.number)]) for row in signals]


def _row(signal: Any, names: dict[str, str], aside: SignalSetAside | None, told: Iterable[tuple[date, str]]) -> Data:
    raised = signal.state == Signal.State.RAISED
    worries = raised and signal.concerning
    return {
        "code": signal.indicator.code,
        "name": names.get(signal.indicator.code, ""),
        "number": signal.number,
        "kind": signal.kind,
        "new": raised,
        "word": signal.word,
        "words": signal.words,
        "rest": signal.words.removeprefix(signal.word).lstrip(": ").replace("(provisional): ", "provisional: "),
        "on": signal.counts_on,
        "concerning": worries,
        "over_on": signal.over_on if raised else None,
        "told": [f"{name} on {wording.day(on)}" for on, name in told],
        "concern": signal.concern_number if worries else None,
        "aside": aside.reason if aside else "",
        "aside_by": aside.recorded_by.name if aside else "",
        "aside_on": aside.counts_on if aside else None,
        "waits": worries and not signal.over_on and not signal.concern_number and not aside,
    }


def _told(notice: Notice, asof: AsOf) -> dict[str, list[tuple[date, str]]]:
    """By thing, who was told and on which day."""
    rows = Telling.objects.filter(reference=notice.slug, kind=KIND, told_at__lt=asof.known).order_by("told_at", "pk")
    found: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for what, at, name in rows.values_list("thing", "told_at", "person__name"):
        if london_day(at) <= asof.on:
            found[what].append((london_day(at), name))
    return found


def latest_of(notice: Notice, code: str, asof: AsOf) -> list[Data]:
    """The newest signal of each kind of one indicator: what stands, or that it is over."""
    chosen = Signal.objects.for_notice(notice).newest_as_of(asof).filter(indicator__code=code)
    return signals_of(notice, asof, chosen)


def of_concern(concern: Concern, asof: AsOf) -> Data | None:
    """The signal that a concern answers and, where it is over since, the row that says so; None without one."""
    if concern.signal_id is None:
        return None
    signal = Signal.objects.get(pk=concern.signal_id)
    over = (
        Signal.objects.as_of(asof)
        .filter(indicator=signal.indicator_id, kind=signal.kind, number__gt=signal.number)
        .order_by("number")
        .first()
    )
    return {
        "words": signal.words,
        "on": signal.counts_on,
        "over": over.words if over else "",
        "over_on": over.counts_on if over else None,
    }
