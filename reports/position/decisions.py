"""What has the Board decided? The decisions in force, newest first, what each settled of dates, and how many there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from boards.models import Board, Decision
from notices.models import Notice
from plans.models import DateRuling
from records import wording
from records.clock import AsOf, london_day


def section(
    notice: Notice, asof: AsOf, rulings: Sequence[DateRuling], concerns: Mapping[tuple[str, int], list[str]]
) -> dict[str, object]:
    """`rulings`: the answers in force to dates asked for, with their item, question and decision. `concerns`: what was said of
    them, by Board and number of the decision."""
    found = list(
        Decision.objects.for_notice(notice)
        .in_force(asof)
        .select_related("board", "meeting", "replaces")
        .order_by("-counts_on", "-number")
    )
    settled = _settled(rulings)
    rows = [
        _row(decision, [*settled[decision.pk], *concerns.get((_board(decision), decision.number), [])])
        for decision in found
    ]
    return {"count": len(rows), "rows": rows}


def _settled(rulings: Sequence[DateRuling]) -> dict[int, list[str]]:
    """By decision, each answer that it gave to a date asked for, as a sentence."""
    settled: dict[int, list[str]] = defaultdict(list)
    for ruling in sorted(rulings, key=lambda ruling: (ruling.item.number, ruling.number)):
        settled[ruling.decision_id].append(_answer(ruling))
    return settled


def _answer(ruling: DateRuling) -> str:
    """Item 3: 12 April 2013 agreed"""
    asked = wording.due(ruling.change.to_on, ruling.change.to_precision)
    if ruling.to_on is None:
        said = f"refused, {asked} was asked for"
    elif ruling.answer == DateRuling.Answer.OTHER:
        said = f"{wording.due(ruling.to_on, ruling.to_precision)} agreed, another date than the {asked} asked for"
    else:
        said = f"{wording.due(ruling.to_on, ruling.to_precision)} agreed"
    return f"Item {ruling.item.number}: {said}" + (f". {ruling.words}" if ruling.words else "")


def _board(decision: Decision) -> str:
    return "Board" if decision.board.kind == Board.Kind.IMPROVEMENT else "LSCB"


def _row(decision: Decision, settled: list[str]) -> dict[str, object]:
    recorded_on = london_day(decision.recorded_at)
    of_improvement_board = decision.board.kind == Board.Kind.IMPROVEMENT
    return {
        "board": decision.board.name,
        "of_improvement_board": of_improvement_board,
        "number": decision.number,
        # Each Board numbers its own: that of another one is cited with its kind, as LSCB 1.
        "cited": f"{decision.number}" if of_improvement_board else f"{decision.board.kind.upper()} {decision.number}",
        "kind_key": decision.kind,
        "kind": decision.get_kind_display(),
        "words": decision.words,
        "settled": settled,
        "on": decision.counts_on.isoformat(),
        "day": wording.day(decision.counts_on),
        "meeting": decision.meeting.number if decision.meeting else None,
        "replaces": decision.replaces.number if decision.replaces else None,
        "recorded_later": wording.day(recorded_on) if recorded_on > decision.counts_on else "",
    }
