"""Which indicators changed, or are not expected to meet their target? The Board's headlines first, then the worst."""

from collections.abc import Sequence
from typing import Any

from indicators.data_words import TOO_SMALL
from indicators.false_signals import expected
from indicators.outlook import Expected
from indicators.reading import Movement
from indicators.standing import ONE_WAY_IS_BAD
from plans.concern_list import ACTION, WAITING, WITHOUT
from records.wording import listed

Row = dict[str, Any]
# What an early warning is, the worst first.
WORSE_AND_NOT_EXPECTED, WORSE, NOT_EXPECTED, CHANGED = "worse_and_not_expected", "worse", "not_expected", "changed"
KINDS = (WORSE_AND_NOT_EXPECTED, WORSE, NOT_EXPECTED, CHANGED)
# How each movement is said after a number: of one, of several.
MOVES = {
    Movement.WORSE.value: ("is getting worse", "are getting worse"),
    Movement.BETTER.value: ("is getting better", "are getting better"),
    Movement.NEUTRAL.value: ("has changed, neither for good nor bad", "have changed, neither for good nor bad"),
    Movement.NONE.value: ("shows no clear change", "show no clear change"),
    Movement.TOO_FEW.value: ("has too few figures to tell", "have too few figures to tell"),
    TOO_SMALL: ("is too small to show", "are too small to show"),
}
NOT_READ = (Movement.TOO_FEW.value, TOO_SMALL)
OPEN = (WAITING, WITHOUT, ACTION)


def section(indicators: dict, concerns: dict) -> dict[str, object]:
    """From the sections of indicators and concerns. `rows` name the warnings by code and kind, with the concern that the
    Board has of it already; `better` are getting better and no warning; `watch` miss their target or stand worse than
    at the start, without a signal."""
    used = [row for row in indicators["rows"] if row["in_use"]]
    before = {row["code"]: row for row in concerns["rows"] if row["code"] and row["state"] in OPEN}
    found = {row["code"]: kind for row in used if (kind := kind_of(row))}
    first = sorted((row for row in used if row["code"] in found), key=lambda row: _first(row, found[row["code"]]))
    better = [row["code"] for row in used if row["movement"] == Movement.BETTER and row["code"] not in found]
    watch = dict.fromkeys([*indicators["off_target"], *indicators["worse"]])
    return {
        "rows": [
            {"code": row["code"], "kind": found[row["code"]], "before_board": _before_board(before.get(row["code"]))}
            for row in first
        ],
        "better": better,
        "watch": [code for code in watch if code not in found and code not in better],
        "sentence": sentence(used),
        "expected": expected(
            sum(row["movement"] not in NOT_READ and row["polarity"] in ONE_WAY_IS_BAD for row in used)
        ),
    }


def kind_of(row: Row) -> str:
    """The kind of warning that a series is, as its figures move and as they let expect; nothing where it is none."""
    worse, unlikely = row["movement"] == Movement.WORSE, row["outlook"] == Expected.NOT
    if worse:
        return WORSE_AND_NOT_EXPECTED if unlikely else WORSE
    if unlikely:
        return NOT_EXPECTED
    return CHANGED if row["movement"] == Movement.NEUTRAL else ""


def _first(row: Row, kind: str) -> tuple[bool, int, int, bool, str]:
    return (row["headline"] is None, KINDS.index(kind), row["headline"] or 0, not row["impact"], row["code"])


def _before_board(concern: Row | None) -> str:
    return f"Before the Board as concern C{concern['number']}: {concern['said']}" if concern else ""


def sentence(used: Sequence[Row]) -> str:
    """How many of those in use move which way, how many are not expected to meet their target, and of how many nothing
    can be said; every class that is not zero."""
    if not used:
        return "No indicator is in use yet."
    moves = [row["movement"] for row in used]
    named = [_many(moves.count(word), words) for word, words in MOVES.items() if word in moves]
    unlikely = sum(row["outlook"] == Expected.NOT for row in used)
    ending = _many(unlikely, ("is not expected to meet its target", "are not expected to meet their target"))
    first = f"Of {len(used):,} indicators in use, " if len(used) > 1 else "Of the one indicator in use, "
    return f"{first}{listed(named)}{f'; {ending}' if unlikely else ''}."


def _many(number: int, words: tuple[str, str]) -> str:
    return f"{number:,} {words[number > 1]}"
