"""What has the Board decided? The decisions in force, newest first, and how many there are."""

from boards.models import Board, Decision
from notices.models import Notice
from records import wording
from records.clock import AsOf, london_day


def section(notice: Notice, asof: AsOf) -> dict[str, object]:
    found = (
        Decision.objects.for_notice(notice)
        .in_force(asof)
        .select_related("board", "meeting", "replaces")
        .order_by("-counts_on", "-number")
    )
    rows = [_row(decision) for decision in found]
    return {"count": len(rows), "rows": rows}


def _row(decision: Decision) -> dict[str, object]:
    recorded_on = london_day(decision.recorded_at)
    return {
        "board": decision.board.name,
        "of_improvement_board": decision.board.kind == Board.Kind.IMPROVEMENT,
        "number": decision.number,
        "kind": decision.get_kind_display(),
        "words": decision.words,
        "on": decision.counts_on.isoformat(),
        "day": wording.day(decision.counts_on),
        "meeting": decision.meeting.number if decision.meeting else None,
        "replaces": decision.replaces.number if decision.replaces else None,
        "recorded_later": wording.day(recorded_on) if recorded_on > decision.counts_on else "",
    }
