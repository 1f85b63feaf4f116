"""What was agreed beforehand to show that an item is done, and which of it is shown by evidence that was accepted?"""

from collections.abc import Iterable
from dataclasses import dataclass

from plans.models import Evidence, ExpectedEvidence, Item, ItemTerms
from records.clock import AsOf
from records.ledger import next_number
from records.refusal import Refused

LONGEST_WORDS = 300
MOST_EXPECTED = 20


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing agreed, and the numbers of the accepted evidence that shows it, if any."""

    words: str
    shown_by: tuple[int, ...]


def check_expected(words: Iterable[str]) -> list[str]:
    """The words of each, without empty lines and repetitions. Refused: too many, or too long."""
    given = list(dict.fromkeys(line.strip() for line in words if line.strip()))
    if len(given) > MOST_EXPECTED:
        raise Refused(
            f"At most {MOST_EXPECTED} things can show that it is done; there are {len(given)}.", field="expected"
        )
    for line in given:
        if len(line) > LONGEST_WORDS:
            raise Refused(
                f"Use at most {LONGEST_WORDS} characters a line: “{line[:40]}…” has {len(line)}.", field="expected"
            )
        if "\x00" in line:
            raise Refused("This text holds a character that cannot be stored.", field="expected")
    return given


def expect(item: Item, words: Iterable[str]) -> list[ExpectedEvidence]:
    """The rows for these words, checked before: those that the item has already, and new ones for the others. They hold
    once they stand in the item's terms."""
    there = {row.words: row for row in item.expected_evidence.all()}
    number = next_number(item.expected_evidence.all())
    rows = []
    for line in words:
        if line not in there:
            there[line] = ExpectedEvidence.objects.create(item=item, number=number, words=line)
            number += 1
        rows.append(there[line])
    return rows


def expected_of(terms: ItemTerms, asof: AsOf) -> list[Expected]:
    """What these terms expect, in order, with what shows it as of `asof`. Two queries."""
    rows = list(terms.expected.all())
    shown: dict[int, list[int]] = {row.pk: [] for row in rows}
    accepted = Evidence.objects.accepted(asof).filter(expected__in=shown).order_by("number")
    for key, number in accepted.values_list("expected", "number"):
        shown[key].append(number)
    return [Expected(row.words, tuple(shown[row.pk])) for row in rows]
