"""What is asked about an item's terms, in words: for the page that asks, the one that answers, and its history?"""

from plans.models import TermsChange, TermsRuling

What = TermsChange.What
ASKED = {
    What.CHANGE: "Change asked for",
    What.WITHDRAW: "Asked that it be withdrawn",
    What.REOPEN: "Asked that it be taken up again",
}
WAITS = {
    What.CHANGE: "A change of it waits for the Board",
    What.WITHDRAW: "Whether it is withdrawn waits for the Board",
    What.REOPEN: "Whether it is taken up again waits for the Board",
}
AGREED = {
    What.CHANGE: "the change agreed",
    What.WITHDRAW: "withdrawn",
    What.REOPEN: "taken up again",
}
REFUSED = {
    What.CHANGE: "the change refused",
    What.WITHDRAW: "not withdrawn",
    What.REOPEN: "not taken up again",
}


def asked_for(change: TermsChange) -> list[tuple[str, str]]:
    """What is to be other than it is, by label: nothing for an item to be withdrawn or taken up again."""
    given = [
        ("Words", change.words),
        ("Owner", change.owner.name if change.owner else ""),
        ("Agency", change.agency.name if change.agency else ""),
    ]
    return [(label, text) for label, text in given if text]


def answered(ruling: TermsRuling) -> str:
    """The Board's answer in a phrase, with its words: not withdrawn: it is needed."""
    said = (AGREED if ruling.answer == TermsRuling.Answer.AGREED else REFUSED)[What(ruling.change.what)]
    return f"{said}: {ruling.words}" if ruling.words else said
