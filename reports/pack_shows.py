"""Which rows of the position that a pack froze does the pack itself show? Those that its open items are about or draw."""

from collections.abc import Iterator
from typing import Any

from indicators import adoption

Data = dict[str, Any]
ITEMS_CHANGED = ("Done", "Newly overdue", "Dates moved")  # headings of reports/position/changes.py


def shown_in(content: Data) -> set[tuple[str, str]]:
    """By kind and by number or code: item 14, indicator FD-05, concern 3, decision 22, evidence 7."""
    items = [item for item in content["agenda"] if not item["closed"]]
    found = {(about["kind"], about["reference"]) for item in items for about in item["subjects"]}
    forward = [item["forward"] for item in items if item.get("forward")]
    found |= {(matter["kind"], matter["reference"]) for one in forward for matter in one["matters"]}
    position = content.get("position")
    if position is None:  # a supplement
        return found
    for section in {paper["section"] for item in items for paper in item["papers"]}:
        found |= set(_drawn(section, position, content["changes"]))
    return found | {
        ("evidence", str(row["number"]))
        for row in position["evidence"]["rows"]
        if row.get("file") and row["standing"] == "accepted"
    }


def _drawn(section: str, position: Data, changes: Data | None) -> Iterator[tuple[str, str]]:
    if section == "exceptions":
        rows = [*position["items"]["off_plan"], *position["items"]["waiting"]]
        yield from (("item", str(row["number"])) for row in rows)
    elif section == "concerns":
        yield from (("concern", str(row["number"])) for row in position["concerns"]["rows"])
    elif section in ("indicators", "adoption"):
        for row in position["indicators"]["rows"]:
            if row["in_use"] and (section == "indicators" or row["code"] in adoption.CODES):
                yield "indicator", row["code"]
    elif section == "position" and changes:
        for kind in changes["kinds"]:
            name = "item" if kind["heading"] in ITEMS_CHANGED else "decision" if kind["heading"] == "Decisions" else ""
            yield from ((name, line.split(".")[0]) for line in kind["lines"] if name)
