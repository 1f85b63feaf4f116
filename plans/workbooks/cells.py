"""What does a person mean by the text of a cell: which day, which of the words? Pure."""

from collections.abc import Mapping

from records.cells import Day, NotRead, to_day

__all__ = ["Day", "NotRead", "same_words", "to_choice", "to_day"]


def to_choice(text: str, choices: Mapping[str, str]) -> str:
    """The key of the words that the text is, whatever its capitals. Raises NotRead."""
    said = " ".join(text.split()).casefold().rstrip(".")
    for key, words in choices.items():
        if said == words.casefold():
            return key
    listed = list(choices.values())
    raise NotRead(f"Choose {', '.join(listed[:-1])} or {listed[-1]}.")


def same_words(ours: str, theirs: str) -> bool:
    """Whether two texts are the same but for what code pages and spreadsheets change."""
    return _bare(ours) == _bare(theirs)


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isascii() and sign.isalnum())
