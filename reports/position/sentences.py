"""The position in sentences, generated and true: the Board's, the facts', the plan's. Every class that is not zero is named."""

from typing import TYPE_CHECKING

from indicators.standing import Against
from records.wording import count, listed
from reports.position import proof_sentences
from reports.position.words import named, shared_out

if TYPE_CHECKING:
    from reports.position import Position

# How a class is said after a number: of one, of several.
AGAINST = {
    Against.MEETS.value: ("meets it", "meet it"),
    Against.NEAR.value: ("is near it", "are near it"),
    Against.MISSES.value: ("misses it", "miss it"),
    Against.NO_DATA.value: ("cannot be read", "cannot be read"),
    Against.SUPPRESSED.value: ("is too small to show", "are too small to show"),
}
OFF_PLAN = {
    "overdue": ("is overdue", "are overdue"),
    "first_date": ("is late against its first date only", "are late against their first date only"),
    "forecast": ("is expected by its owner to miss its date", "are expected by their owners to miss their dates"),
}
MILESTONES = {
    "done": ("is met", "are met"),
    "overdue": ("is overdue", "are overdue"),
    "to_come": ("is to come", "are to come"),
}

# A measure's judgement after a number, in the order in which they are said.
JUDGED = {
    "met": "met",
    "on_course": "on course",
    "at_risk": "at risk",
    "off_course": "off course",
}
NOT_JUDGED = "not yet judged"


def section(position: "Position") -> dict[str, str]:
    items = position.items
    return {
        "board": board(position),
        "facts": facts(position),
        "off_plan": off_plan(items["counts"], items["off_plan_counts"]),
        "milestones": milestones(items["milestone_counts"]),
        "meetings": meetings(position.calendar),
        "coming": coming(position.calendar),
    }


def of_proof(position: "Position") -> dict[str, str]:
    """What only a report says: how much is shown, and by what."""
    counted = [row for row in position.coverage["rows"] if row["ours"]]
    themes = position.measures["themes"]
    duties = {row["code"] for theme in themes if theme["kind"] == "duties" for row in theme["rows"]}
    return {
        "requirements": proof_sentences.requirements(counted),
        "duties": proof_sentences.duties([row for row in counted if row["measure"] in duties]),
        "evidence": proof_sentences.evidence(position.evidence),
        "objectives": proof_sentences.objectives(position.objectives["rows"]),
    }


def board(position: "Position") -> str:
    """How the Board has judged the measures; before it has, what it has done and has before it."""
    if position.judgements["on"]:
        return judged(position.judgements)
    items, concerns = position.items, position.concerns
    waits = before_the_board(
        dates=len(items["waiting"]),
        changes=len(items["changes_waiting"]),
        concerns=len(concerns["waiting"]) + len(concerns["without"]),
    )
    return met(position.calendar, position.decisions, waits)


def judged(judgements: dict) -> str:
    """How many of the measures the Board judged what, every class named; and how many it had the time before."""
    counts = judgements["counts"]
    total = sum(counts.values())
    (first, said), *rest = [(counts[word], said) for word, said in JUDGED.items() if counts[word]]
    now = listed([f"{first:,} of the notice’s {total:,} measures {said}", *(f"{many:,} {said}" for many, said in rest)])
    none = "" if counts["met"] else "; none is met"
    left = f"; {counts['not_judged']:,} {_is(counts['not_judged'])} {NOT_JUDGED}" if counts["not_judged"] else ""
    earlier = judgements["before_counts"]
    before = [
        f"{earlier[word]:,} {said}" for word, said in (JUDGED | {"not_judged": NOT_JUDGED}).items() if earlier[word]
    ]
    then = f" (at {judgements['before']}: {', '.join(before)})" if judgements["before"] else ""
    return f"On {judgements['day']} the Board judged {now}{none}{left}{then}."


def facts(position: "Position") -> str:
    """How the figures stand and what is late."""
    indicators = position.indicators
    parts = [figures(indicators)]
    if first := headline(indicators):
        parts.append(first)
    parts.append(f"and {lateness(position.items['counts'])}")
    return f"As at {position.head['day']}, {'; '.join(parts)}."


def headline(indicators: dict) -> str:
    """The first of the indicators that the Board chose, now and at the start; nothing where it chose none."""
    row = next((row for row in indicators["rows"] if row["headline"] == 1 and row["latest"]), None)
    if row is None:
        return ""
    name = f"{row['name'][0].lower()}{row['name'][1:]}"
    if row["against"] == Against.SUPPRESSED.value:
        return f"the figure of {name} is too small to show"
    first = row["first"]
    since = f", from {first['value']} ({first['kind'].lower()}, {first['period']})" if first else ""
    return f"{name} stand at {row['latest']} in {row['latest_period']}{since}"


def before_the_board(*, dates: int, changes: int, concerns: int) -> list[str]:
    """What waits for its answer, by kind, with how many; nothing where nothing does."""
    found = [
        (dates, "new date", "new dates"),
        (changes, "change of an item", "changes of items"),
        (concerns, "concern", "concerns"),
    ]
    return [count(number, one, more) for number, one, more in found if number]


def met(calendar: dict, decisions: dict, waits: list[str]) -> str:
    """What the Board has done and has before it."""
    if not calendar["last"]:
        when = f"; it first meets on {calendar['next']['day']}" if calendar["next"] else ""
        return f"The Board has not met yet{when}."
    last = calendar["last"]
    taken = sum(1 for row in decisions["rows"] if row["meeting"] == last["number"] and row["of_improvement_board"])
    there = (
        f"and took {count(taken, 'decision')} there that {_is(taken)} in force"
        if taken
        else "and no decision of that day is in force"
    )
    verb = "waits" if len(waits) == 1 and waits[0].startswith("1 ") else "wait"
    waiting = f"{listed(waits)} {verb} for its answer" if waits else "nothing waits for its answer"
    return f"The Board last met on {last['day']} {there}; {waiting}."


def figures(indicators: dict) -> str:
    total = indicators["with_target"]
    if not total:
        return "no indicator has a target yet"
    text = shared_out(
        total,
        ("indicator with a target", "indicators with a target"),
        [(indicators["counts"][word], said) for word, said in AGAINST.items()],
    )
    return f"{text} (newest figures to {indicators['figures_to_words']})" if indicators["figures_to_words"] else text


def lateness(items: dict) -> str:
    now, first = items["overdue"], items["overdue_first"]
    if not now and not first:
        return "nothing is overdue"
    said = f"{count(now, 'item')} {_is(now)}" if now else "no item is"
    return f"{said} overdue against the date the Board agreed, {first:,} against the first date"


def off_plan(counts: dict, classes: dict) -> str:
    """How much of the plan is not as agreed, and how often the Board has moved a date."""
    many = sum(classes.values())
    if not many:
        return "No item is off plan."
    kinds = named(many, [(classes[word], said) for word, said in OFF_PLAN.items()])
    which = {1: "it", 2: "both"}.get(many, "all of them")
    whole = f"{which} {kinds[0][1]}" if len(kinds) == 1 else listed([f"{number:,} {words}" for number, words in kinds])
    slipped = counts["slipped"]
    moved = f" The Board has given {count(slipped, 'item')} another date." if slipped else ""
    return f"{many:,} of the {count(counts['total'], 'item')} in the plan {_is(many)} off plan: {whole}.{moved}"


def milestones(classes: dict) -> str:
    total = sum(classes.values())
    if not total:
        return "No milestone has been agreed yet."
    said = shared_out(total, ("milestone", "milestones"), [(classes[word], said) for word, said in MILESTONES.items()])
    return f"{said[0].upper()}{said[1:]}."


def meetings(calendar: dict) -> str:
    """How long ago the Board met against the rhythm that is expected of it."""
    if not calendar["gap"]:
        return "The Board has not met yet; it is expected to meet once every six weeks."
    days = calendar["gap"]["days"]
    since = (
        "The Board met on the day of this position"
        if not days
        else f"{count(days, 'day has', 'days have')} passed since the Board met"
    )
    over = (
        ", longer than the six weeks that are expected"
        if calendar["gap"]["over"]
        else "; it is expected to meet once every six weeks"
    )
    return f"{since}{over}."


def coming(calendar: dict) -> str:
    """The next dates in one sentence."""
    dates = [f"{row['what']}, {row['when']}" for row in calendar["coming"]]
    return f"Next come: {'; '.join(dates)}." if dates else "No date of the notice is still to come."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
