"""Does a text look as if it held data about a single child? Patterns only, so that people are asked before it is kept."""

import re

from records.refusal import AskFirst

# An NHS number has ten figures, often written 943 476 5919. A unique pupil number is a letter, eleven figures and a
# last sign that is a figure, or a letter where the number is temporary.
NHS_NUMBER = re.compile(r"(?<![\w+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\w)")
PUPIL_NUMBER = re.compile(r"(?<!\w)[A-Z]\d{11}[0-9A-Z](?!\w)", re.IGNORECASE)
HINT = "No names of children, initials, dates of birth or case numbers."


def looks_like(text: str) -> str:
    """What of a child the text seems to hold: "an NHS number", "a unique pupil number", or "" for nothing."""
    if PUPIL_NUMBER.search(text):
        return "a unique pupil number"
    return "an NHS number" if NHS_NUMBER.search(text) else ""


def ask(*, confirmed: bool, **texts: str) -> None:
    """Ask once, by field, about a text that looks so."""
    for field, text in texts.items():
        found = looks_like(text)
        if found and not confirmed:
            raise AskFirst(
                f"A number in this text looks like {found}. Nothing about a single child may be kept here: take it out. "
                "Is it something else, and may stay?",
                field=field,
            )
