"""How does every requirement stand? As assurance/coverage.py says, from the facts that the other sections have read already."""

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from assurance.coverage import Coverage, add_up, coverage_of
from assurance.dealt_with import meetings
from assurance.facts import Decided, Measured, Raised, Served, Shown, Standing
from assurance.whole import Concerned, Whole, members
from indicators.data_words import SUPPRESSED
from notices.notice_rows import Body
from plans.concern_list import ACTION, NONE_NEEDED

if TYPE_CHECKING:
    from reports.position import Position


def section(found: list[Coverage]) -> dict[str, object]:
    """Rows in the order of the notice, and how many stand where; see Coverage.as_data and add_up."""
    return {"rows": [row.as_data() for row in found], "counts": add_up(found)}


def covered(position: "Position") -> list[Coverage]:
    return coverage_of(position.notice, whole(position), informed=position.structure.informed(position.asof))


def whole(position: "Position") -> Whole:
    """The facts as the sections hold them: nothing is read twice, and of the meetings their agendas and minutes besides."""
    items = {row["number"]: _served(row) for row in position.items["rows"]}
    serving: dict[str, list[Served]] = defaultdict(list)
    for row in sorted(position.items["rows"], key=lambda row: row["number"]):
        for reference in row["serves"]:
            serving[reference].append(items[row["number"]])
    evidence: dict[str, list[Shown]] = defaultdict(list)
    for row in position.evidence["rows"]:
        for reference in row["references"]:
            evidence[reference].append(_shown(row))
    held = [row for row in position.calendar["meetings"] if row["state"] == "held"]
    return Whole(
        on=position.asof.on,
        requirements=position.structure.requirements,
        points=position.structure.points,
        decisions=tuple(
            sorted(map(_decided, position.decisions["rows"]), key=lambda row: (row.on, row.body, row.number))
        ),
        items=dict(sorted(items.items())),
        serving=serving,
        series={row["code"]: _measured(row) for row in position.indicators["rows"]},
        evidence=evidence,
        meetings=meetings(
            position.notice, position.asof, [(row["number"], date.fromisoformat(row["on"])) for row in held]
        ),
        concerns=[_concerned(row) for row in position.concerns["rows"] if row["board"] == "Board"],
        members=members(position.notice, position.asof),
    )


def _concerned(row: dict) -> Concerned:
    raised = Raised(
        row["number"],
        date.fromisoformat(row["meeting_on"]),
        settled=row["state"] in (ACTION, NONE_NEEDED),
        said=row["said"],
    )
    about = {row["thing"]} if row["kind"] == "item" else set()
    return Concerned(raised, row["code"], frozenset(about | {row["action"]} - {None}))


def _measured(row: dict) -> Measured:
    has_figure = any(point["value"] is not None or point["state"] == SUPPRESSED for point in row["points"])
    return Measured(row["code"], row["name"], row["against"], has_figure, row["in_use"])


def _served(row: dict) -> Served:
    return Served(
        number=row["number"],
        words=row["words"],
        word=row["word"],
        is_milestone=row["kind"] == "milestone",
        is_done=row["standing"] == "done",
        is_evidenced=row["evidenced"],
    )


def _shown(row: dict) -> Shown:
    review_by = date.fromisoformat(row["review_by_on"]) if row["review_by_on"] else None
    return Shown(row["number"], row["title"], Standing(row["standing"]), row["strength"], review_by)


def _decided(row: dict) -> Decided:
    return Decided(
        body=(Body.BOARD if row["of_improvement_board"] else Body.LSCB).value,
        number=row["number"],
        kind=row["kind_key"],
        on=date.fromisoformat(row["on"]),
        words=row["words"],
        meeting=row["meeting"],
    )
