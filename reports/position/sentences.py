"""The position in two sentences, generated and true: the Board's, and the facts'. Every class that is not zero is named."""

from typing import TYPE_CHECKING

from indicators.standing import Against
from records.wording import count

if TYPE_CHECKING:
    from reports.position import Position

# How a class is said after "3 indicators …".
SAID = {
    Against.MEETS.value: ("meets it", "meet it"),
    Against.NEAR.value: ("is near it", "are near it"),
    Against.MISSES.value: ("misses it", "miss it"),
    Against.NO_DATA.value: ("cannot be read", "cannot be read"),
}


def section(position: "Position") -> dict[str, str]:
    return {"board": board(position.calendar, position.decisions, position.items["counts"]), "facts": facts(position)}


def board(calendar: dict, decisions: dict, items: dict) -> str:
    """What the Board has done and has before it."""
    if not calendar["last"]:
        when = f"; it first meets on {calendar['next']['day']}" if calendar["next"] else ""
        return f"The Board has not met yet{when}."
    last = calendar["last"]
    at_last = sum(1 for row in decisions["rows"] if row["on"] == last["on"])
    waiting = (
        f"{count(items['waiting'], 'proposed date waits', 'proposed dates wait')} for its answer"
        if items["waiting"]
        else "nothing waits for its answer"
    )
    return f"The Board last met on {last['day']} and took {count(at_last, 'decision')} there; {waiting}."


def facts(position: "Position") -> str:
    return f"As at {position.head['day']}, {figures(position.indicators)}; and {lateness(position.items['counts'])}."


def figures(indicators: dict) -> str:
    total = indicators["with_target"]
    if not total:
        return "no indicator has a target yet"
    classes = [(indicators["counts"][word], said) for word, said in SAID.items() if indicators["counts"][word]]
    if len(classes) == 1:
        number, said = classes[0]
        only = "the one indicator with a target" if total == 1 else f"all {total} indicators with a target"
        text = f"{only} {said[total > 1]}"
    else:
        parts = [f"{number} {said[number > 1]}" for number, said in classes]
        first = f"{classes[0][0]} of {total} indicators with a target {classes[0][1][classes[0][0] > 1]}"
        text = ", ".join([first, *parts[1:-1]]) + f" and {parts[-1]}"
    return f"{text} (figures to {indicators['figures_to_words']})" if indicators.get("figures_to_words") else text


def lateness(items: dict) -> str:
    now, first = items["overdue"], items["overdue_first"]
    if not now and not first:
        return "nothing is overdue"
    verb = "is" if now == 1 else "are"
    return f"{count(now, 'item') if now else 'no item'} {verb} overdue against the date the Board agreed, {first} against the first date"
