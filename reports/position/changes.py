"""What changed between two positions, live or photographed? Their difference, and no other list anywhere."""


def between(earlier: dict, later: dict) -> dict[str, object]:
    """What happened to the items and decisions from one position's data to another's."""
    before, after = _items(earlier), _items(later)
    known = set(before)
    decided = {(row["board"], row["number"]) for row in earlier["decisions"]["rows"]}
    return {
        "since": earlier["head"]["day"],
        "done": [
            row
            for n, row in after.items()
            if row["standing"] == "done" and (n not in known or before[n]["standing"] != "done")
        ],
        "newly_overdue": [
            row for n, row in after.items() if row["overdue"] and (n not in known or not before[n]["overdue"])
        ],
        "moved": [
            row | {"from": before[n]["due_now"]}
            for n, row in after.items()
            if n in known and row["due_now_on"] != before[n]["due_now_on"]
        ],
        "decisions": [row for row in later["decisions"]["rows"] if (row["board"], row["number"]) not in decided],
    }


def _items(data: dict) -> dict[int, dict]:
    items = data["items"]
    return {row["number"]: row for part in ("off_plan", "waiting", "done", "to_come") for row in items[part]}
