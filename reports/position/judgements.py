"""How has the Board judged the measures? Its last word on each, the one before, and how many stand where. Nobody else's word."""

from collections import Counter
from datetime import date

from notices.models import Notice
from notices.notice_file import ThemeKind
from plans.judging import history
from plans.models import Judgement
from records import wording
from records.clock import AsOf
from reports.position.structure import Structure

# The Board's words, the best first.
WORDS = ("met", "on_course", "at_risk", "off_course")


def section(notice: Notice, asof: AsOf, structure: Structure) -> dict[str, object]:
    """One query."""
    words = history(notice, asof)
    measures = {row.measure for row in structure.requirements}
    codes = {measure.pk: measure.code for measure in measures if measure.theme.kind == ThemeKind.MEASURES}
    by_measure = {code: words[key] for key, code in codes.items() if key in words}
    last = max((rows[-1].counts_on for rows in by_measure.values()), default=None)
    earlier = {row.counts_on for rows in by_measure.values() for row in rows if row.counts_on != last}
    before = max(earlier, default=None)
    return {
        "on": last.isoformat() if last else "",
        "day": wording.day(last) if last else "",
        "counts": _counts(by_measure, last, len(codes)),
        "before": wording.day(before) if before else "",
        "before_counts": _counts(by_measure, before, len(codes)),
        "rows": {code: _row(rows) for code, rows in by_measure.items()},
    }


def _counts(by_measure: dict[str, list[Judgement]], on: date | None, measures: int) -> dict[str, int]:
    """How many measures stand where at the end of the day `on`."""
    stood = [
        next((row.word for row in reversed(rows) if on and row.counts_on <= on), None) for rows in by_measure.values()
    ]
    counted = Counter(word for word in stood if word)
    return {word: counted[word] for word in WORDS} | {"not_judged": measures - sum(counted.values())}


def _row(rows: list[Judgement]) -> dict[str, object]:
    last, before = rows[-1], rows[-2] if len(rows) > 1 else None
    return {
        "word": last.get_word_display(),
        "on": last.counts_on.isoformat(),
        "day": wording.day(last.counts_on),
        "reason": last.reason,
        "printed_reason": last.printed_reason,
        "decision": last.decision.number,
        "before": before.get_word_display() if before else "",
        "move": _move(before.word, last.word) if before else "",
        "history": [
            {
                "on": row.counts_on.isoformat(),
                "day": wording.day(row.counts_on),
                "word": row.get_word_display(),
                "reason": row.reason,
            }
            for row in rows
        ],
    }


def _move(before: str, now: str) -> str:
    """better, worse, or nothing where the word is the same."""
    if before == now:
        return ""
    return "better" if WORDS.index(now) < WORDS.index(before) else "worse"
