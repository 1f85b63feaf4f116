"""What of the figures may leave the Board? Small numbers are hidden once, as figures enter a photograph that asks for it.

What is drawn from the photograph (charts, tables, exports, PDFs) then never receives the hidden value. The rule is the
Department's for its tables of children in care and adoption (30 November 2012): a percentage is hidden "where the
numerator is 5 or fewer or the denominator 10 or fewer", and so are figures from which a hidden one could be worked out;
and its rule for children in need (2020): counts from 1 to 5 are hidden and shown as "c". 0 is shown, and so is 100 %. What
neither says and we add: a percentage is hidden too where 5 or fewer are left on its other side (1 of 215 without a social
worker). Of a percentage that was recorded without its two counts nobody knows of how many it is: it is hidden, whatever it
is; as a baseline beside a series that hides a figure, too.

Covered: the figure, its numerator and denominator together; parts against their whole; the same count in another series
of the same period; small steps of a count that is added up through the year; words and notes that say any of these; mean,
limits, signals, movement and outlook of a series of which any figure is hidden.

Not covered, and for a person to look at: the same figure in two photographs, one from before a revision; weekly against
monthly figures; two percentages whose names do not say that one counts whom the other leaves; rolling averages of several
years; rates and averages without their denominator; what people write, of which reports/small_words.py tells them; who is
alone among those counted ("the oldest case"); words counted elsewhere ("9 miss their target"), which are to be counted from
what this gives back.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import Any

from indicators import words
from indicators.data_words import SUPPRESSED, TOO_SMALL, rest_of, sentence_of
from indicators.standing import Against
from indicators.suppression_rules import Cell, Kind, Limits, Row, hide

HIDDEN_FIGURE = "c"
NOTE_LEFT_OUT = "Note not shown: it may hold a number that is too small to show."

# What each key of `Series.as_data()` has to do with figures. A key that stands in none of these is refused.
SILENT_KEYS = frozenset(
    ("code", "name", "group", "group_words", "definition", "numerator", "denominator", "source", "unit", "unit_words")
    + ("polarity", "every", "cumulative", "impact", "people", "breakdown", "headline", "agreed", "in_use")
    + ("begins_later", "ended", "validity", "valid_from_words", "valid_to_words", "successor", "predecessor")
    + ("latest_period", "target", "target_source", "target_steps", "figures_to", "figures_to_words", "revised")
    + ("agency", "left_on", "left_on_words", "until", "owner", "revisions", "rule_set")
)
TEXT_KEYS = frozenset(
    ("against", "sentence", "rest", "latest", "newest", "first", "worse_than_first", "baseline", "benchmarks")
    + ("rebases",)
)
FIGURE_KEYS = frozenset({"points", "parts"})
# What is read of a series as a whole, and what stands there where one of its figures is hidden: a mean with its limits,
# a signal, even that there is none, would each give away something of a figure that they were drawn from.
READINGS: Mapping[str, Any] = {
    "movement": TOO_SMALL,
    "movement_why": "",
    "since": "",
    "since_words": "",
    "gate": "",
    "gate_words": "",
    "outlook": TOO_SMALL,
    "outlook_why": "",
    "outlook_method": "",
    "limits_words": "",
    "rough": "",
    "limits": [],
    "signals": [],
    "projection": [],
}
SILENT_POINT_KEYS = frozenset({"on", "label", "period"})
HIDDEN_POINT_KEYS = frozenset({"state", "value", "numerator", "denominator", "words", "figure", "note"})

_SHARES = {words.PERCENT, "rate", "per_worker"}
_DURATIONS = {words.WORKING_DAYS, "days"}
_NUMBER = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|single|sole|twice|both|couple|pair|twins?)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(in|during|at the end of|of) the (week|month|quarter|half-year|year|period)\b")


class UnknownKey(Exception):
    """Data that this module has not been taught, and which might carry a hidden figure: a fault in the program."""


def suppress(
    series: Sequence[Mapping[str, Any]], *, threshold: int = 5, denominators: int = 10, zeros: bool = False
) -> list[dict[str, Any]]:
    """The series (in the form of `Series.as_data()`) without small numbers: new objects, in the same order.

    A count from 1 to `threshold` is hidden, a percentage of which one of both sides is such a count, and a share whose
    denominator lies from 1 to `denominators`; so is 0 if `zeros`. A series with `people` false is hidden only where it
    shows a count that another one hides. Give it all series of the photograph at once: one may give another away. Hiding
    what this has given back changes nothing. Raises UnknownKey for a key that it does not know.
    """
    done = [deepcopy(dict(row)) for row in series]
    for row in done:
        _check_keys(row)
    limits = Limits(count=threshold, denominator=denominators, zeros=zeros)
    pairs = [[(part, _cells(row, part)) for part in (row, *row.get("parts", ()))] for row in done]
    hide(
        [
            Row(whole=ours[0][1], parts=[cells for _, cells in ours[1:]], cumulative=bool(row.get("cumulative")))
            for row, ours in zip(done, pairs, strict=True)
        ],
        limits,
    )
    for row, ours in zip(done, pairs, strict=True):
        any_hidden = any(cell.hidden for _, cells in ours for cell in cells)
        for part, cells in ours:
            _say_again(row, part, cells, limits)
            if any_hidden:
                _leave_out_notes(part)
    return done


def _check_keys(row: Mapping[str, Any]) -> None:
    for part in (row, *row.get("parts", ())):
        unknown = set(part) - SILENT_KEYS - TEXT_KEYS - FIGURE_KEYS - set(READINGS)
        for point in part["points"]:
            unknown |= set(point) - SILENT_POINT_KEYS - HIDDEN_POINT_KEYS
        if unknown:
            raise UnknownKey(f"Nobody has said whether {', '.join(sorted(unknown))} may give a small number away.")


def _cells(row: Mapping[str, Any], part: Mapping[str, Any]) -> list[Cell]:
    """One for each point; a part has the unit of its series."""
    unit = row["unit"]
    kind = Kind.SHARE if unit in _SHARES else Kind.OTHER if unit in _DURATIONS else Kind.COUNT
    above, below = _named(row.get("numerator")), _named(row.get("denominator"))
    return [
        Cell(
            on=point["on"],
            kind=kind,
            value=_decimal(point["value"]),
            numerator=_decimal(point.get("numerator")),
            denominator=_decimal(point.get("denominator")),
            people=row.get("people", True),
            percent=unit == words.PERCENT,
            hidden=point.get("state") == SUPPRESSED,
            part="" if part is row else str(part.get("code") or part.get("name")),
            counts=above | _named(row["name"]) if kind is Kind.COUNT else above,
            of=below,
        )
        for point in part["points"]
    ]


def _named(what: str | None) -> frozenset[str]:
    """What is counted, as a name that two series can share: "Referrals received" and "referrals received in the month"."""
    name = " ".join(_WHEN.sub("", (what or "").casefold()).split()).strip(" .,;")
    return frozenset({name} if name else ())


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _say_again(row: dict[str, Any], part: dict[str, Any], cells: Sequence[Cell], limits: Limits) -> None:
    """Hides the points, and says anew whatever was said of them. `part` is the series itself or one of its parts."""
    points = [point for point, cell in zip(part["points"], cells, strict=True) if cell.hidden]
    periods = {point["period"] for point in points}
    values = {point["value"] for point in points} - {None}
    for point in points:
        point |= {"state": SUPPRESSED, "value": None, "numerator": None, "denominator": None}
        point |= {"words": TOO_SMALL, "figure": HIDDEN_FIGURE, "note": NOTE_LEFT_OUT if point.get("note") else ""}
    for beside in (part.get("baseline"), *(part.get("benchmarks") or ())):
        if beside and beside["kind"] == "baseline":  # the others are of other councils, and published
            small = _is_small_count(row, beside["value"], limits)
            of_unknown = bool(points) and row["unit"] == words.PERCENT and row.get("people", True)
            if small or of_unknown or beside["value"] in values or beside["period"] in periods:
                _hide_baseline(beside)
                periods.add(beside["period"])
    latest_hidden = bool(cells) and cells[-1].hidden
    first_hidden = _hide_first(row, part.get("first"), periods, limits)
    if "worse_than_first" in part and (first_hidden or latest_hidden):
        part["worse_than_first"] = None
    if latest_hidden:
        _hide_latest(part)
    if points:
        part |= {key: deepcopy(without) for key, without in READINGS.items() if part.get(key)}
    if points and "rest" in part:
        part["rest"] = rest_of(part)
        part["sentence"] = sentence_of(part)


def _hide_baseline(beside: dict[str, Any]) -> None:
    beside |= {"value": None, "words": TOO_SMALL}
    if _NUMBER.search(beside["source"]):
        beside["source"] = NOTE_LEFT_OUT


def _hide_first(row: Mapping[str, Any], first: dict[str, Any] | None, periods: set[str], limits: Limits) -> bool:
    """Whether the figure at the start is one that is hidden: of a hidden period, or small itself."""
    if not first or not (first["period"] in periods or _is_small_count(row, first.get("number"), limits)):
        return False
    first["value"] = TOO_SMALL
    if "number" in first:
        first["number"] = None
    return True


def _hide_latest(part: dict[str, Any]) -> None:
    if "latest" in part:
        part["latest"] = TOO_SMALL
    if part.get("newest"):
        part["newest"]["value"] = TOO_SMALL
    if part.get("against", Against.CONTEXT) not in (Against.CONTEXT, Against.NO_TARGET):
        part["against"] = TOO_SMALL


def _is_small_count(row: Mapping[str, Any], number: str | None, limits: Limits) -> bool:
    counts = row["unit"] not in _SHARES | _DURATIONS
    return counts and row.get("people", True) and limits.small(_decimal(number))


def _leave_out_notes(part: dict[str, Any]) -> None:
    """A note of a figure that is shown may say one that is not ("up from three in May")."""
    for point in part["points"]:
        if _NUMBER.search(point.get("note") or ""):
            point["note"] = NOTE_LEFT_OUT
    for row in part.get("rebases", ()):
        if _NUMBER.search(row["reason"]):
            row["reason"] = NOTE_LEFT_OUT
