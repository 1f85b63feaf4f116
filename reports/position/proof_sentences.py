"""How much of what the notice requires is shown, and by what? Sentences in which every class that is not zero is named."""

from records.wording import listed
from reports.position.words import shared_out

# The state of a requirement after a number: of one, of several.
STATES = {
    "Evidenced": ("is evidenced", "are evidenced"),
    "Partly evidenced": ("is partly evidenced", "are partly evidenced"),
    "Claimed, not evidenced": ("is claimed and not evidenced", "are claimed and not evidenced"),
    "Evidence out of date": ("has evidence that is out of date", "have evidence that is out of date"),
    "No evidence yet": ("has no evidence yet", "have no evidence yet"),
    "Not yet due": ("is not yet due", "are not yet due"),
    "Repeated": ("repeats and is counted each time", "repeat and are counted each time"),
}
STRENGTHS = {
    "Independently verified": "independently verified",
    "Sampled by audit": "sampled by audit",
    "Self-reported": "self-reported",
}
EVIDENCE = {
    "Accepted": ("is accepted", "are accepted"),
    "Waiting for review": ("waits for review", "wait for review"),
    "Returned": ("was returned", "were returned"),
    "Out of date": ("is out of date", "are out of date"),
}


def requirements(rows: list[dict]) -> str:
    """Of everything that is asked of the council and its partners."""
    if not rows:
        return "The notice asks nothing that could be shown."
    said = shared_out(len(rows), ("requirement", "requirements"), _classes(rows))
    blind = sum(row["no_way"] for row in rows)
    flagged = f" For {blind:,} of them there is no way to prove it yet." if blind else ""
    return f"{said[0].upper()}{said[1:]}.{flagged}"


def duties(rows: list[dict]) -> str:
    """Of what the notice asks for around the measures, with how often what repeats was kept."""
    if not rows:
        return "The notice lays down no duties."
    said = shared_out(len(rows), ("duty", "duties"), _classes(rows))
    kept = [f"{row['reference']} {row['state'].lower()}" for row in rows if row["state"].startswith("Kept")]
    repeated = f" ({'; '.join(kept)})" if kept else ""
    return f"{said[0].upper()}{said[1:]}{repeated}."


def _classes(rows: list[dict]) -> list[tuple[int, tuple[str, str]]]:
    return [(sum(_class(row) == word for row in rows), said) for word, said in STATES.items()]


def _class(row: dict) -> str:
    return "Repeated" if row["state"].startswith("Kept") else row["state"]


def evidence(section: dict) -> str:
    """What was recorded as proof, and how strong what was accepted is."""
    counts, strengths = section["counts"], section["strengths"]
    total = sum(counts.values())
    if not total:
        return "No evidence has been recorded yet."
    said = shared_out(
        total, ("piece of evidence", "pieces of evidence"), [(counts[word], said) for word, said in EVIDENCE.items()]
    )
    strong = [f"{strengths[word]} {said}" for word, said in STRENGTHS.items() if strengths.get(word)]
    how = f" Of what is accepted, {listed(strong)}." if strong else ""
    return f"{said[0].upper()}{said[1:]}.{how}"


def objectives(rows: list[dict]) -> str:
    """How the objectives stand."""
    words = {
        "Achieved": ("is achieved", "are achieved"),
        "On plan": ("is on plan", "are on plan"),
        "Not as planned": ("is not as planned", "are not as planned"),
        "No evidence agreed": ("has no evidence agreed", "have no evidence agreed"),
    }
    if not rows:
        return "No objective has been agreed yet."
    classes = [(sum(row["word"] == word for row in rows), said) for word, said in words.items()]
    said = shared_out(len(rows), ("objective", "objectives"), classes)
    return f"{said[0].upper()}{said[1:]}."
