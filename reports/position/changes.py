"""What changed between two positions, live or photographed? Their difference, and no other list anywhere."""

from collections.abc import Callable, Iterator

from indicators.data_words import SUPPRESSED, TOO_SMALL

# How an indicator stands, the worst first. A word that is not here says nothing of better or worse.
STANDS = {"Misses": 0, "Near": 1, "Meets": 2}
# What is said of a kind of change that did not happen.
NOTHING = {
    "judged": "no measure was judged otherwise",
    "done": "nothing was done",
    "newly_overdue": "nothing became overdue",
    "moved": "no date moved",
    "worse": "no indicator stands worse against its target",
    "better": "none stands better",
    "signals_new": "no indicator began to change or came to be not expected to meet its target",
    "signals_cleared": "no such signal cleared",
    "accepted": "no evidence was accepted",
    "decisions": "the Board decided nothing",
}
# What is a signal, of how the figures move and of what they let expect, and where its reason stands.
SIGNALS = {
    "movement": ("movement_why", ("Getting worse", "Getting better", "Changed, neither good nor bad")),
    "outlook": ("outlook_why", ("Not expected to meet",)),
}
# The Board's words for a measure, likewise.
JUDGED = {"Off course": 0, "At risk": 1, "On course": 2, "Met": 3}
NOT_JUDGED = "Not yet judged"


def between(earlier: dict, later: dict) -> dict[str, object]:
    """What happened from one position's data to another's: to items, indicators, judgements, evidence, decisions.

    Both need the sections head, items, indicators, judgements, evidence and decisions; of the earlier one what
    `Position.as_earlier` holds is enough.
    """
    before, after = _by(earlier["items"]["rows"], "number"), _by(later["items"]["rows"], "number")
    decided = {(row["board"], row["number"]) for row in earlier["decisions"]["rows"]}
    stood = _by(earlier["indicators"]["rows"], "code")
    seen = {row["code"] for row in later["indicators"]["rows"] if _is_seen(stood.get(row["code"]), row)}
    shown = _by(earlier["evidence"]["rows"], "number")
    moves = [row | {"was": _was(stood, row)} for row in later["indicators"]["rows"] if row["code"] in seen]
    crossed = list(_crossed(stood, later["indicators"]["rows"], earlier["head"]["on"]))
    changes = {
        "since": earlier["head"]["day"],
        "since_on": earlier["head"]["on"],
        "done": [row for n, row in after.items() if row["standing"] == "done" and not _stood(before, n, "done")],
        "newly_overdue": [
            row for n, row in after.items() if row["overdue"] and not (n in before and before[n]["overdue"])
        ],
        "moved": [
            row | {"from": before[n]["due_now"]}
            for n, row in after.items()
            if n in before and row["due_now_on"] != before[n]["due_now_on"]
        ],
        "worse": [row for row in moves if _moved(STANDS, row["was"], row["against"]) < 0],
        "better": [row for row in moves if _moved(STANDS, row["was"], row["against"]) > 0],
        "signals_new": [row for row in crossed if row["new"]],
        "signals_cleared": [row for row in crossed if not row["new"]],
        "headlines": [
            row | {"before": stood[row["code"]]["latest"]}
            for row in later["indicators"]["rows"]
            if row["headline"] and row["code"] in seen and stood[row["code"]]["latest"] != row["latest"]
        ],
        "judged": _judged(earlier["judgements"]["rows"], later["judgements"]["rows"]),
        "accepted": [row for row in later["evidence"]["rows"] if _became(shown, row, "Accepted")],
        "lapsed": [row for row in later["evidence"]["rows"] if _became(shown, row, "Out of date")],
        "decisions": [row for row in later["decisions"]["rows"] if (row["board"], row["number"]) not in decided],
    }
    return changes | {"nothing": "; ".join(said for kind, said in NOTHING.items() if not changes[kind])}


def _by(rows: list[dict], key: str) -> dict:
    return {row[key]: row for row in rows}


def _stood(before: dict, number: int, standing: str) -> bool:
    return number in before and before[number]["standing"] == standing


def _is_seen(before: dict | None, row: dict) -> bool:
    """Whether an indicator was there before, and neither its newest figure nor the one that was newest then is hidden in the
    later position: what is hidden there is not given away by what it is compared with."""
    if before is None or TOO_SMALL in (before["latest"], before["against"], row["latest"], row["against"]):
        return False
    return all(point["state"] != SUPPRESSED for point in row["points"] if point["on"] == before["figures_to"])


def _was(stood: dict, row: dict) -> str:
    return stood[row["code"]]["against"] if row["code"] in stood else ""


def _moved(order: dict[str, int], was: str, now: str) -> int:
    """Below 0 where what stood as `was` stands worse now, above where better."""
    if was not in order or now not in order:
        return 0
    return order[now] - order[was]


def _crossed(stood: dict, rows: list[dict], since: str) -> Iterator[dict]:
    """Each signal that was not there before, and each that was and is no more: its word, why it is said now or what is said
    instead, and what was done to earlier figures meanwhile. Of a definition that is not in use, and where either
    position hides its figures, nothing can be said."""
    for row in rows:
        before = stood.get(row["code"], {})
        for kind, (reason, words) in SIGNALS.items():
            was, now = before.get(kind, ""), row[kind]
            if was == now or TOO_SMALL in (was, now) or not row["in_use"]:
                continue
            told = row | {"because": _done_since(before, row, since)}
            if now in words:
                yield told | {"new": True, "signal": now, "why": row[reason]}
            if was in words:
                yield told | {"new": False, "signal": was, "why": now}


def _done_since(before: dict, row: dict, since: str) -> str:
    """What happened to figures that were there before: revisions with their reasons, limits drawn anew."""
    when = row["revisions"]
    revised = [f"{point['label']}: {point['note']}" for point in row["points"] if when.get(point["on"], "") > since]
    known = {(done["from_on"], done["decision"]) for done in before.get("rebases", ())}
    drawn = [
        f"limits drawn anew from {done['from_words']} by Board decision {done['decision']}: {done['reason']}"
        for done in row["rebases"]
        if (done["from_on"], done["decision"]) not in known
    ]
    return " ".join([*revised, *drawn])


def _judged(earlier: dict, later: dict) -> list[dict]:
    """The measures whose judgement is another one than before, or fell with its decision. `move` is that between the
    two positions, however many judgements lie between them."""
    found = []
    for code in dict.fromkeys([*later, *earlier]):
        was, now = (rows[code]["word"] if code in rows else NOT_JUDGED for rows in (earlier, later))
        if was != now:
            moved = _moved(JUDGED, was, now)
            move = "better" if moved > 0 else "worse" if moved else ""
            found.append(later.get(code, {}) | {"code": code, "was": was, "word": now, "move": move})
    return found


def _became(shown: dict, row: dict, state: str) -> bool:
    return row["state"] == state and not (row["number"] in shown and shown[row["number"]]["state"] == state)


def _named(row: dict) -> str:
    return f"{row['code']} {row['name']}"


def _because(row: dict) -> str:
    return f" ({row['because']})" if row["because"] else ""


def _cleared(row: dict) -> str:
    now = f", now {row['why'].lower()}" if row["why"] else ""
    return f"{_named(row)} was {row['signal'].lower()}{now}{_because(row)}"


# Under which heading each kind of change is listed where changes are kept as plain words, and what is said of one.
LISTED: dict[str, tuple[str, Callable[[dict], str]]] = {
    "judged": ("Judged otherwise", lambda row: f"{row['code']}: {row['was'].lower()}, now {row['word'].lower()}"),
    "done": ("Done", lambda row: f"{row['number']}. {row['words']}"),
    "newly_overdue": ("Newly overdue", lambda row: f"{row['number']}. {row['words']}"),
    "moved": ("Dates moved", lambda row: f"{row['number']}. {row['words']} From {row['from']} to {row['due_now']}"),
    "headlines": ("Headline figures", lambda row: f"{_named(row)}: {row['before']}, now {row['latest']}"),
    "worse": ("Indicators worse", lambda row: f"{_named(row)}: {row['was'].lower()}, now {row['against'].lower()}"),
    "better": ("Indicators better", lambda row: f"{_named(row)}: {row['was'].lower()}, now {row['against'].lower()}"),
    "signals_new": ("New signals", lambda row: f"{row['signal']}: {_named(row)}. {row['why']}{_because(row)}"),
    "signals_cleared": ("Signals cleared", _cleared),
    "accepted": ("Evidence accepted", lambda row: f"E{row['number']} {row['title']}"),
    "lapsed": ("Evidence out of date", lambda row: f"E{row['number']} {row['title']}"),
    "decisions": ("Decisions", lambda row: " ".join([f"{row['cited']}. {row['words']}", *row["settled"]])),
}


def in_words(changes: dict) -> dict[str, object]:
    """What `between` found as plain words, to be kept: since when, what happened by heading, and what did not."""
    return {
        "since": changes["since"],
        "kinds": [
            {"heading": heading, "lines": [said(row) for row in changes[kind]]}
            for kind, (heading, said) in LISTED.items()
            if changes[kind]
        ],
        "nothing": changes["nothing"],
    }
