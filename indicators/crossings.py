"""What does a series say that is worth telling, what has it crossed into or out of, and why? Values and words.

What was told is over only when two figures in a row are without it, whatever it is. A single figure may be chance, as the one may
have been that began it; and whoever is told that a warning is over stops looking. So the reading is also asked what it says
without the latest figure. A signal the other way, a revision, another target and limits drawn anew end it at once: of these the
figures or the Board have said why. That no figure comes any more ends nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from indicators import leaving
from indicators.figures import Series, Step
from indicators.models import Signal
from indicators.outlook import Expected
from indicators.reading import Movement
from records import wording

Kind, State = Signal.Kind, Signal.State
# The words that are told, and how it is said that they no longer hold.
OVER: Mapping[str, str] = {
    Movement.BETTER: "No longer getting better.",
    Movement.WORSE: "No longer getting worse.",
    Movement.NEUTRAL: "The change is over.",
    Expected.NOT: "The warning about its target is over.",
    leaving.WORD: "The warning that it no longer meets its target is over.",
}
TRIAL = "provisional: "  # how the reading begins where limits are a trial
CONCERNING = (Movement.WORSE, Expected.NOT, leaving.WORD)
A_SECOND = "a second is needed before this is called over"


@dataclass(frozen=True)
class Says:
    """What a series says of one kind: the word of a signal, or "" where it gives none, and the sentence of the day."""

    word: str
    words: str


@dataclass(frozen=True)
class Crossing:
    """What a series says now, where the newest signal of that kind, `before`, says otherwise or there is none."""

    series: Series
    kind: str
    before: Signal | None
    now: Says

    @property
    def left(self) -> str:
        """The word that no longer holds."""
        return standing_word(self.before)


def standing_word(signal: Signal | None) -> str:
    return signal.word if signal is not None and signal.state == State.RAISED else ""


def says(series: Series) -> dict[str, Says]:
    """By kind. A definition that is not used gives no signal, whatever its figures were."""
    if not series.in_use:
        said = Says("", f"It is not used now: the definition {series.validity}.")
        return dict.fromkeys(Kind, said)
    reading, left = series.reading, leaving.left(series)
    return {
        Kind.CHANGE: _said(reading.change, reading.change_words),
        Kind.OUTLOOK: _said(reading.outlook.word, f"{reading.outlook.reason[:1].lower()}{reading.outlook.reason[1:]}"),
        Kind.TARGET: _said(leaving.WORD, leaving.said(series, left)) if left else Says("", series.sentence),
    }


def _said(word: str, why: str) -> Says:
    """Getting worse: outside the limits in January 2013. Getting worse (provisional): outside the limits in January 2013."""
    sure, trial = why.removeprefix(TRIAL).rstrip("."), why.startswith(TRIAL)
    said = ": ".join(filter(None, [f"{word} (provisional)" if trial else word, sure]))
    return Says(str(word) if word in OVER else "", f"{said}.")


def standing(series: Series, kind: str, told: str) -> str:
    """The word that stands of a kind: what the series says, or else the word that was `told` of it while that is not over."""
    return says(series)[kind].word or (told if told and unsettled(series, kind, told) else "")


def unsettled(series: Series, kind: str, told: str) -> str:
    """Why a word that was told still stands although the latest figure is without it, in one sentence; "" where it is
    otherwise."""
    if not series.in_use or not series.valued:
        return ""
    if kind == Kind.TARGET:
        left = leaving.left(series)
        return "" if left is None or left.misses_still else f"One figure no longer misses the target; {A_SECOND}."
    if says(series)[kind].word:
        return ""
    *_, last = series.valued
    then = replace(series, on=min(series.on, last.period_on))
    if says(then)[kind].word == told:
        return f"The last figure is that of {series.period(last)}: too old to look ahead from, and no sign that this is over."
    shorter = replace(then, points=tuple(point for point in series.points if point.period_on < last.period_on))
    if says(shorter)[kind].word != told or _set_anew(series, kind, shorter.valued[-1].period_on):
        return ""
    usual = kind == Kind.CHANGE and series.reading.change is Movement.NONE and not series.reading.points[-1].rules
    return f"One figure {'back in the usual range' if usual else 'says otherwise'}; {A_SECOND}."


def _set_anew(series: Series, kind: str, after: date) -> bool:
    """Whether the latest figure is the first that is read against another target, or with limits that begin anew."""
    if kind == Kind.OUTLOOK and _aimed_at(series, after) != (series.target or series.coming):
        return True
    return any(row.from_on > after for row in series.rebases)


def _aimed_at(series: Series, on: date) -> Step | None:
    """The target of a period or, before there is one, the first to come: what its outlook is about."""
    return series.target_for(on) or next(iter(series.targets), None)


def crossings(series: Iterable[Series], newest: Mapping[tuple[str, str], Signal]) -> Iterator[Crossing]:
    """`newest` is the newest signal by code and kind. A sentence that changes under the same word is no crossing."""
    for row in series:
        for kind, now in says(row).items():
            before = newest.get((row.code, kind))
            told = standing_word(before)
            if now.word != told and standing(row, kind, told) != told:
                yield Crossing(row, kind, before, now)


def because_revised(crossing: Crossing, known_then: Series | None) -> str:
    """The reasons of the revisions without which it would not have crossed, each with its period; "" where it would have.
    `known_then` is the series as it was known when it was last looked at."""
    if known_then is None:
        return ""
    series, earlier = crossing.series, {point.period_on: point for point in known_then.points}
    unrevised = tuple(earlier.get(point.period_on, point) for point in series.points)
    revised = [point for point, was in zip(series.points, unrevised, strict=True) if point != was]
    if not revised or standing(replace(series, points=unrevised), crossing.kind, crossing.left) != crossing.left:
        return ""
    return "; ".join(f"{series.period(point)}: {point.reason}" for point in revised)


def rows(crossing: Crossing, because: str) -> Iterator[Signal]:
    """The rows of the ledger, not saved: out of the word that held, into the one that holds."""
    if crossing.left:
        said = " ".join(filter(None, [OVER[crossing.left], why(crossing, because), crossing.now.words]))
        yield _row(crossing, State.CLEARED, crossing.left, said, because)
    if crossing.now.word:
        said = f"{crossing.now.words} {why(crossing, because)}" if because else crossing.now.words
        yield _row(crossing, State.RAISED, crossing.now.word, said, because)


def why(crossing: Crossing, because: str) -> str:
    """What brought the crossing about, as far as it can be told."""
    series, before = crossing.series, crossing.before
    if because:
        return f"Figures were revised. {because[:1].upper()}{because[1:].rstrip('.')}."
    if not series.in_use or before is None:
        return ""
    latest = series.latest
    if crossing.kind != Kind.CHANGE and _aimed_at(series, before.period_on) != (series.target or series.coming):
        return "The target has changed since."
    if latest is not None and latest.period_on > before.period_on:
        second = "" if crossing.now.word or not crossing.left else ", the second in a row without it"
        return f"This comes with the figure for {series.period(latest)}{second}."
    if any(step.recorded_at > before.recorded_at for step in series.targets):
        return "The target has changed since."
    if series.rebases:
        last = series.rebases[-1]
        return f"Its limits are drawn anew from {wording.day(last.from_on)} by Board decision {last.decision}."
    return ""


def _row(crossing: Crossing, state: str, word: str, said: str, because: str) -> Signal:
    series = crossing.series
    point = series.reading.points[-1] if series.reading.points else None
    return Signal(
        kind=crossing.kind,
        state=state,
        word=word,
        words=said,
        period_on=point.on if point else series.on,
        concerning=word in CONCERNING,
        because_revised=because,
        value=point.value if point else None,
        mean=point.mean if point else None,
        lower=point.lower if point else None,
        upper=point.upper if point else None,
    )
