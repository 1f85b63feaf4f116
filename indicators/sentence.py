"""How does the latest figure of an indicator stand, in one sentence and always in the same order?"""

from typing import TYPE_CHECKING

from indicators.gate import Gate
from indicators.models import Observation
from indicators.outlook import LIMITS, THEIL_SEN, Expected, Outlook
from indicators.reading import Movement
from indicators.standing import Against
from records import wording

if TYPE_CHECKING:
    from indicators.figures import Series


def rest(series: "Series") -> str:
    """The sentence after the word of how it stands; it ends with the day on which the definition ended, if it has."""
    ending = f"; {series.validity}" if series.ended else ""
    return f"{_body(series)}{over_time(series)}{ending}."


def over_time(series: "Series") -> str:
    """Whether it is expected to meet its target, and whether it changes: what follows from more than the latest figure.
    Nothing of a definition that is not in use, or before there is a figure."""
    reading = series.reading
    if not series.in_use or not reading.points:
        return ""
    if reading.change is Movement.TOO_FEW:
        few = "figures change too rarely" if reading.gate is Gate.RARE else "too few figures"
        return f"; {few} to say more"
    expected, change = _expected(reading.outlook, series.standing), reading.change.lower()
    provisional = ", provisionally: too few figures to look ahead" if reading.gate is Gate.TRIAL else ""
    return f"{expected}; {change}{provisional}"


def _expected(outlook: Outlook, stands: Against) -> str:
    """not expected to meet it reliably; by a line, at the present rate; nothing where there is no outlook."""
    if outlook.word is Expected.MAY and stands is Against.MEETS:
        return ", may or may not go on meeting it"
    if outlook.word in (Expected.NONE, Expected.TOO_FEW):
        return ""
    how = {LIMITS: " reliably", THEIL_SEN: " at the present rate"}.get(outlook.method, " if nothing changes")
    return f", {outlook.word.lower()} it{'' if outlook.word is Expected.MAY else how}"


def _body(series: "Series") -> str:
    point, word = series.latest, series.standing
    aim = f"; the target is {series.target_words}" if series.target else ""
    if point is None:
        return f" – {series.validity}" if series.begins_later else f" – nothing reported yet{aim}"
    said = series.latest_words if point.value is not None else series.latest_words.lower()
    when = f"in {series.latest_period}"
    if word is Against.CONTEXT:
        return f" – {said} {when}"
    if word is Against.NO_TARGET:
        return f" – {said} {when}; {missing_target(series)}"
    if point.value is None:
        why = "no cases" if point.state == Observation.State.NO_CASES else "none reported"
        return f" – {why} {when}{_before(series)}{aim}"
    return f" the target {when} ({said}, target {series.target_words})"


def missing_target(series: "Series") -> str:
    if series.coming:
        return f"the target of {series.target_said(series.coming)} begins on {wording.day(series.coming.from_on)}"
    return "the Board has not set one"


def _before(series: "Series") -> str:
    """What was reported last before the latest period, which has no figure."""
    last = series.valued[-1] if series.valued else None
    return f"; the last figure is {series.said(last)}, {series.period(last)}" if last else ""


def validity(series: "Series") -> str:
    """begins on 15 April 2013, ended on 14 April 2013, ends on 14 April 2013; nothing where no day is set."""
    if series.begins_later and series.valid_from:
        return f"begins on {wording.day(series.valid_from)}"
    if series.valid_to:
        return f"{'ended' if series.ended else 'ends'} on {wording.day(series.valid_to)}"
    return ""
