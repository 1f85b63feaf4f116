"""Which concerns were put before a Board, what came of each, and did it help? As plain data, as of two times."""

from collections.abc import Iterable, Mapping
from typing import Any

from boards.models import Board
from indicators.figures import Series
from indicators.models import IndicatorTerms
from indicators.series import series_of
from indicators.standing import Change, change
from notices.models import Notice
from plans.concern_querysets import ConcernQuerySet
from plans.concerns import named
from plans.listing import ItemLine, items_of, lines
from plans.models import Concern, Item, ObjectiveTerms
from plans.objectives import objectives_of
from records import wording
from records.clock import AsOf

Data = dict[str, Any]
WITHOUT, WAITING, ACTION, NONE_NEEDED = "without", "waiting", "action", "none_needed"
# How a list is divided, what presses first.
STATES = {
    WITHOUT: "Without an outcome",
    WAITING: "Waiting for their meeting",
    ACTION: "With a corrective action",
    NONE_NEEDED: "None needed",
}
SINCE_RAISED = {
    Change.BETTER: "Better than when it was raised",
    Change.SAME: "The same as when it was raised",
    Change.WORSE: "Worse than when it was raised",
}


def concerns_of(notice: Notice, asof: AsOf, chosen: ConcernQuerySet | None = None) -> list[Data]:
    """The concerns raised as of `asof`, or those `chosen` of them, in the order of their numbers. One query."""
    rows = chosen if chosen is not None else Concern.objects.for_notice(notice)
    found = rows.with_state(asof).select_related("item", "objective", "indicator", "meeting__board", "recorded_by")
    return [_row(concern) for concern in found.order_by("number")]


def _row(concern: Concern) -> Data:
    board = "LSCB" if concern.meeting.board.kind == Board.Kind.LSCB else "Board"
    kind = "item" if concern.item_id else "objective" if concern.objective_id else "indicator"
    day = wording.day(concern.meeting_day)
    row = {
        "number": concern.number,
        "words": concern.words,
        "kind": kind,
        "about": named(concern),
        "code": concern.indicator.code if concern.indicator else "",
        "thing": getattr(concern, kind).number if kind != "indicator" else None,
        "raised_on": concern.counts_on.isoformat(),
        "raised": wording.day(concern.counts_on),
        "by": concern.recorded_by.name,
        "board": board,
        "meeting": concern.meeting_number,
        "meeting_on": concern.meeting_day.isoformat(),
        "meeting_day": day,
        "decision": concern.decision_number,
        "decided": wording.day(concern.decided_on) if concern.decided_on else "",
        "action": concern.action_number,
        "none_needed": concern.none_needed or "",
        "held_over": concern.held_over or "",
    }
    state, said = _state(row, concern.meeting_state)
    if concern.held_over_on and state in (WITHOUT, WAITING):
        decision = f"{'LSCB ' if board == 'LSCB' else ''}decision {concern.held_over_by}"
        because = f"{row['held_over']}".rstrip(".")
        by = f"held over on {wording.day(concern.held_over_on)} by {decision}: {because}"
        said = f"{by}; {f'waits for the next {board}' if concern.meeting_day <= concern.held_over_on else said}"
    return row | {"state": state, "said": said}


def _state(row: Data, meeting: str) -> tuple[str, str]:
    """What became of it, by key and in words. A concern whose meeting was cancelled waits for the next of that Board."""
    if row["action"]:
        return ACTION, f"corrective action: item {row['action']}"
    if row["none_needed"]:
        return NONE_NEEDED, f"none needed: {row['none_needed']}"
    if meeting == "held":
        return WITHOUT, f"without an outcome since the {row['board']} of {row['meeting_day']}"
    if meeting == "cancelled":
        return WAITING, f"meeting {row['meeting']} was cancelled: waits for the next of the {row['board']}"
    return WAITING, f"waits for the {row['board']} of {row['meeting_day']}"


def with_names(notice: Notice, asof: AsOf, rows: Iterable[Data]) -> list[Data]:
    """The rows with what each is about in words (`name`), and how its corrective action goes (`corrects`: its line, or
    None where it left the plan). Five queries, however many rows."""
    rows = list(rows)
    about = {row["thing"] for row in rows if row["kind"] == "item"}
    numbers = about | {row["action"] for row in rows if row["action"]}
    found = items_of(notice, asof).filter(number__in=numbers)
    by_number: Mapping[int, ItemLine] = {line.number: line for line in lines(found, asof)}
    held = ObjectiveTerms.objects.in_force(asof).filter(objective__notice=notice).order_by("counts_on", "number")
    objectives = dict(held.values_list("objective__number", "words"))
    terms = IndicatorTerms.objects.current(asof).filter(indicator__notice=notice)
    indicators = dict(terms.values_list("indicator__code", "name"))

    def name(row: Data) -> str:
        if row["kind"] == "item":
            return by_number[row["thing"]].words if row["thing"] in by_number else ""
        return objectives.get(row["thing"], "") if row["kind"] == "objective" else indicators.get(row["code"], "")

    return [row | {"name": name(row), "corrects": by_number.get(row["action"])} for row in rows]


def when_raised(concern: Concern) -> AsOf:
    """What was known the moment before it was raised."""
    return AsOf(concern.counts_on, concern.recorded_at)


def then_and_now(concern: Concern, asof: AsOf) -> Data:
    """How what it is about stood when it was raised, and how it stands: the word of each day with its figure or date, and
    for an indicator whether the latest figure is better. No verdict beyond the words of that item, objective or indicator."""
    notice, then = concern.notice, when_raised(concern)
    if concern.indicator is not None:
        code = concern.indicator.code
        found = [next(iter(series_of(notice, day, code=code, with_benchmarks=False)), None) for day in (then, asof)]
        first, latest = [_figure(series) for series in found]
        return {"then": first, "now": latest, "change": _changed(*found)}
    if concern.item is not None:
        return {"then": _item(concern.item, then), "now": _item(concern.item, asof), "change": ""}
    assert concern.objective is not None
    number = concern.objective.number
    return {"then": _objective(notice, number, then), "now": _objective(notice, number, asof), "change": ""}


def _figure(series: Series | None) -> Data:
    if series is None or series.latest is None:
        return {"word": "", "said": "No figure was reported yet"}
    target = f", target {series.target_words}" if series.target else ""
    return {"word": series.standing.value, "said": f"{series.latest_words} in {series.latest_period}{target}"}


def _changed(then: Series | None, now: Series | None) -> str:
    """Whether the latest figure is better than the one it had when it was raised; nothing where no later one can be compared."""
    if then is None or now is None or not then.latest or not now.latest:
        return ""
    if now.latest.period_on == then.latest.period_on:
        return "No later figure yet"
    if then.latest.value is None or now.latest.value is None:
        return ""
    moved = change(then.latest.value, now.latest.value, now.target.aim if now.target else None, now.polarity)
    return SINCE_RAISED[moved] if moved else ""


def _item(item: Item, asof: AsOf) -> Data:
    line = next(iter(lines(items_of(item.notice, asof).filter(pk=item.pk), asof)), None)
    if line is None:
        return {"word": "", "said": "Not in the plan"}
    late = f"{line.lateness}; " if line.lateness else ""
    return {"word": line.word, "said": f"{late}due {line.date_now}"}


def _objective(notice: Notice, number: int, asof: AsOf) -> Data:
    against = {series.code: series.standing.value for series in series_of(notice, asof, with_benchmarks=False)}
    row = next((row for row in objectives_of(notice, asof, against) if row["number"] == number), None)
    return {"word": row["word"], "said": row["why"]} if row else {"word": "", "said": "Not in the plan"}
