"""Under which heading does an indicator stand? Under that of the letters its code begins with."""

GROUPS = {
    "FD": "The front door",
    "AS": "Assessments",
    "CP": "Child protection plans",
    "CH": "Conference chairs",
    "PA": "Work with partners",
    "MO": "Management oversight",
    "QA": "Audits",
    "AD": "Adoption",
    "WF": "Workforce",
    "GV": "The improvement plan itself",
}
OTHER = "Other indicators"


def group_of(code: str) -> str:
    """FD for FD-05; nothing for a code that begins with other letters."""
    letters = code.partition("-")[0]
    return letters if letters in GROUPS else ""


def group_words(code: str) -> str:
    return GROUPS.get(group_of(code), OTHER)


def place(code: str) -> int:
    """Where the group of a code stands among the groups; the others come last."""
    return [*GROUPS, ""].index(group_of(code))
