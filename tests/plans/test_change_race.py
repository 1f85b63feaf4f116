"""Do two people who ask for a change of one item at the same moment leave one question?"""

import pytest

from plans.models import TermsChange
from records.refusal import Refused


@pytest.mark.django_db(transaction=True)
def test_two_proposals_at_once_leave_one(world, in_parallel):
    item = world.item(1)

    def ask(words: str) -> str:
        try:
            world.ask(item, "change", words=words, after=0)
        except Refused as refusal:
            return refusal.sentence
        return words

    said = in_parallel(ask, ["Mine.", "Theirs."])
    kept = TermsChange.objects.get().words
    assert sorted(said) == sorted([kept, "A change of item 1 waits for the Board already."])
