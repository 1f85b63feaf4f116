"""What was not achieved as planned, why, what is done about it, by when now, and what did the Board decide? The notice, RP1.b.

The one list of it: the page, its print, the spreadsheets and the report for Ministers draw these rows, in this order.
"""

from collections import Counter
from typing import Any

from plans.objectives import NOT_AS_PLANNED
from records.wording import count, listed
from reports.position.words import named

Data = dict[str, Any]
KINDS = {
    "objective": ("objective", "objectives"),
    "action": ("action", "actions"),
    "milestone": ("milestone", "milestones"),
}
WAITS = "Has to answer"
RULE = (
    "An item is here when it is overdue against the date the Board agreed or against its first date, or its owner expects "
    "it to miss its date; an objective when it is not as planned."
)


def section(items: Data, objectives: Data, concerns: Data) -> Data:
    """From these sections of a position: the objectives that are not as planned, the one with the longest overdue item first,
    then every item off plan, the longest overdue first. Everything in words."""
    corrected = _corrections(concerns["rows"])
    off_plan = {row["number"]: row for row in items["off_plan"]}
    missed = [row for row in objectives["rows"] if row["word"] == NOT_AS_PLANNED]
    rows = [
        *(_objective(row, off_plan, corrected) for row in sorted(missed, key=lambda row: _badness(row, off_plan))),
        *(_item(row, corrected) for row in items["off_plan"]),
    ]
    return {"rows": rows, "sentence": sentence(rows), "rule": RULE}


def sentence(rows: list[Data]) -> str:
    """How many of each kind, and for how many items the reason is owed."""
    if not rows:
        return "Everything is as planned: no item is off plan, and no objective is not as planned."
    kinds = Counter(row["kind"] for row in rows)
    many = len(rows)
    classes = named(many, [(kinds[kind], words) for kind, words in KINDS.items()])
    said = listed([f"{number:,} {words}" for number, words in classes])
    items = [row for row in rows if row["kind"] != "objective"]
    without = sum(not row["analysed"] for row in items)
    overdue = sum(row["unwritten"] for row in items)
    if not items:
        owed = ""
    elif not without:
        owed = " Each item has its analysis."
    else:
        late = f"; {overdue:,} of these {'is' if overdue == 1 else 'are'} overdue" if overdue else ""
        owed = f" For {without:,} of the {count(len(items), 'item')} there is no analysis yet{late}."
    return f"{said} {'is' if many == 1 else 'are'} not achieved as planned.{owed}"


def _badness(row: Data, off_plan: dict[int, Data]) -> tuple[int, int, int]:
    """To sort objectives by: the longest overdue item first, then by how many are off plan."""
    late = [off_plan[number] for number in row["items"] if number in off_plan]
    return -max((item["days_late"] for item in late), default=0), -len(late), row["number"]


def _corrections(concerns: list[Data]) -> dict[tuple[str, Any], list[str]]:
    """By what a concern is about, the corrective actions that the Board agreed."""
    found: dict[tuple[str, Any], list[str]] = {}
    for row in concerns:
        if row["action"]:
            board = "" if row["board"] == "Board" else f"{row['board']} "
            about = row["about"] if row["kind"] == "indicator" else "it"
            said = f"Corrective action for {about}: item {row['action']}, {board}decision {row['decision']}"
            found.setdefault((row["kind"], row["code"] or row["thing"]), []).append(said)
    return found


def _item(row: Data, corrected: dict[tuple[str, Any], list[str]]) -> Data:
    said, then = row["said"], row["next_step"]
    cause = row["analysis"] or _sentences(
        f"No analysis yet from {row['owner']}", f"Last update, {row['said_day']}: {said}" if said else ""
    )
    remedy = row["remedy"] or _sentences("No remedy yet", f"Next step: {then}" if then else "")
    if actions := corrected.get(("item", row["number"])):
        remedy = "; ".join(actions) if not row["remedy"] and not then else _sentences(remedy, "; ".join(actions))
    dates = [f"First {row['due']}"]
    dates += [f"Now {row['due_now']}{_passed(row)}"] if row["slips"] else []
    dates += [f"Proposed {row['change']['to']}"] if row["waiting"] else []
    ruling = row["ruling"]
    return {
        "kind": row["kind"],
        "number": row["number"],
        "words": row["words"],
        "owner": row["owner"],
        "agency": row["agency"],
        "state": row["word"],
        "late": row["lateness"] or row["forecast"],
        "days_late": row["days_late"],
        "cause": cause,
        "remedy": remedy,
        "timescale": dates,
        "board": WAITS if row["waiting"] else ruling["answer"] if ruling else "Not asked",
        "decision": None if row["waiting"] or not ruling else ruling["decision"],
        "analysed": bool(row["analysis"]),
        "unwritten": row["overdue"] and not row["analysis"],  # as plans/unwritten.py asks the database
    }


def _objective(row: Data, off_plan: dict[int, Data], corrected: dict[tuple[str, Any], list[str]]) -> Data:
    """An objective has no owner and no date: its cause is what makes it so by the rule, with the analyses of its items; its
    remedies and dates are those of its items and the corrective actions for it and for its indicators."""
    late = [off_plan[number] for number in row["items"] if number in off_plan]
    about = [("objective", row["number"]), *(("indicator", one["code"]) for one in row["indicators"])]
    remedies = [action for thing in about for action in corrected.get(thing, [])]
    explained = [item["number"] for item in late if item["analysis"]]
    owed = [item["number"] for item in late if not item["analysis"]]
    as_for = [f"As for {_items(explained)}"] if explained else []
    causes = [*as_for, *([f"No analysis yet for {_items(owed)}"] if owed else [])]
    remedies += [*as_for, *([f"No remedy yet for {_items(owed)}"] if owed else [])]
    dates = [
        f"Item {item['number']}: "
        + (f"proposed {item['change']['to']}" if item["waiting"] else f"now {item['due_now']}{_passed(item)}")
        for item in late
        if item["waiting"] or item["slips"]
    ]
    answered: dict[str, list[int]] = {}
    for item in late:
        if item["waiting"] or item["ruling"]:
            answered.setdefault(WAITS if item["waiting"] else item["ruling"]["answer"], []).append(item["number"])
    answers = [f"{answer} for {_items(answered[answer])}" for answer in sorted(answered, key=lambda one: one != WAITS)]
    return {
        "kind": "objective",
        "number": row["number"],
        "words": row["words"],
        "owner": "",
        "agency": row["plan"],
        "state": row["word"],
        "late": "",
        "days_late": max((item["days_late"] for item in late), default=0),
        "cause": _sentences(row["why"], *causes),
        "remedy": ". ".join(remedies) or "No remedy yet",
        "timescale": dates or ["No new date"],
        "board": "; ".join(answers) or "Not asked",
        "decision": None,
        "analysed": True,
        "unwritten": False,
    }


def _passed(row: Data) -> str:
    return ", passed" if row["overdue"] else ""


def _items(numbers: list[int]) -> str:
    return f"item{'' if len(numbers) == 1 else 's'} {listed([str(number) for number in numbers])}"


def _sentences(*parts: str) -> str:
    """Parts that are there, each ended by a full stop but the last, which is left as it was written."""
    said = [part for part in parts if part]
    return " ".join([*(part if part[-1] in ".!?" else f"{part}." for part in said[:-1]), *said[-1:]])
