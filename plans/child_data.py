"""Does a text look as if it held data about a single child? Patterns only, so that people are asked before it is kept."""

import re

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
