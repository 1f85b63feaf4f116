"""What does a series say in words, told from its plain data alone? The same sentence as from its rows, without what is
said over time: outlook and change rest on all the figures, and so on those that are hidden.

For photographs, in which a figure may be hidden after the data were made: what is said is then said again from what is
left. Takes the form of `Series.as_data()`.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from indicators import words
from indicators.standing import Against, Aim
from records import wording

SUPPRESSED = "suppressed"  # the state of a figure that is hidden
TOO_SMALL = "Too small to show"


def sentence_of(data: Mapping[str, Any]) -> str:
    """How the latest figure stands, in one sentence that begins with its word."""
    return f"{data['against']}{rest_of(data)}"


def rest_of(data: Mapping[str, Any]) -> str:
    """The sentence after its word `against`, which has to be right already."""
    ending = f"; {data['validity']}" if data.get("ended") else ""
    return f"{_body(data)}{ending}."


def _body(data: Mapping[str, Any]) -> str:
    word, aim = data["against"], f"; the target is {data['target']}" if data["target"] else ""
    if not data["points"]:
        return f" – {data['validity']}" if data.get("begins_later") else f" – nothing reported yet{aim}"
    point = data["points"][-1]
    said = data["latest"] if point["value"] is not None else data["latest"].lower()
    when = f"in {data['latest_period']}"
    if word == Against.CONTEXT:
        return f" – {said} {when}"
    if word == Against.NO_TARGET:
        return f" – {said} {when}; {_missing_target(data)}"
    if point.get("state") == SUPPRESSED:
        return f" {when}{aim}"
    if point["value"] is None:
        why = "no cases" if point["words"] == "No cases" else "none reported"
        return f" – {why} {when}{_before(data)}{aim}"
    return f" the target {when} ({said}, target {data['target']})"


def _before(data: Mapping[str, Any]) -> str:
    """What was reported last before the latest period, which has no figure."""
    for point in reversed(data["points"]):
        if point.get("state") == SUPPRESSED:
            return f"; the last figure is {TOO_SMALL.lower()}, {point['period']}"
        if point["value"] is not None:
            return f"; the last figure is {point['words']}, {point['period']}"
    return ""


def _missing_target(data: Mapping[str, Any]) -> str:
    if not data["target_steps"] or data["target"]:
        return "the Board has not set one"
    step = data["target_steps"][0]
    value, low, high = (None if step[name] is None else Decimal(step[name]) for name in ("value", "low", "high"))
    aim = Aim(value=value, low=low, high=high)
    begins = wording.day(date.fromisoformat(step["from_on"]))
    return f"the target of {words.target(aim, data['unit'])} begins on {begins}"
