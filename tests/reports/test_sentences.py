"""Do the generated sentences name every class that is not zero, and do the classes sum?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.standing import Against
from reports.position import sentences
from reports.position.indicators import READ_AGAINST

COUNT = st.integers(0, 60)
WORDS = [word.value for word in READ_AGAINST]  # the last, too small to show, is said by photographs alone


def figures(*numbers: int, to: str = "31 January 2013") -> str:
    counts = dict.fromkeys(WORDS, 0) | dict(zip(WORDS, numbers, strict=False))
    return sentences.figures({"with_target": sum(numbers), "counts": counts, "figures_to_words": to})


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((0, 0, 0, 0), "no indicator has a target yet"),
        ((1, 0, 0, 0), "the one indicator with a target meets it (newest figures to 31 January 2013)"),
        ((0, 0, 2, 0), "both indicators with a target miss it (newest figures to 31 January 2013)"),
        ((0, 3, 0, 0), "all 3 indicators with a target are near it (newest figures to 31 January 2013)"),
        ((2, 0, 2, 0), "2 of 4 indicators with a target meet it and 2 miss it (newest figures to 31 January 2013)"),
        (
            (14, 0, 9, 4),
            "14 of 27 indicators with a target meet it, 9 miss it and 4 cannot be read (newest figures to 31 January 2013)",
        ),
        (
            (0, 1, 1, 1),
            "1 of 3 indicators with a target is near it, 1 misses it and 1 cannot be read (newest figures to 31 January 2013)",
        ),
    ],
)
def test_figures_are_said(numbers, said):
    assert figures(*numbers) == said


def test_figures_without_a_day_say_no_day():
    assert figures(0, 0, 0, 1, to="") == "the one indicator with a target cannot be read"


@pytest.mark.parametrize(
    ("now", "first", "said"),
    [
        (0, 0, "nothing is overdue"),
        (1, 1, "1 item is overdue against the date the Board agreed, 1 against the first date"),
        (7, 9, "7 items are overdue against the date the Board agreed, 9 against the first date"),
        (0, 2, "no item is overdue against the date the Board agreed, 2 against the first date"),
    ],
)
def test_lateness_is_said_against_both_dates(now, first, said):
    assert sentences.lateness({"overdue": now, "overdue_first": first}) == said


@pytest.mark.parametrize(
    ("numbers", "slipped", "said"),
    [
        ((0, 0, 0), 1, "No item is off plan."),
        ((1, 0, 0), 0, "1 of the 16 items in the plan is off plan: it is overdue."),
        ((0, 2, 0), 2, "2 of the 16 items in the plan are off plan: both are late against their first date only. "
                       "The Board has given 2 items another date."),
        ((4, 1, 1), 1, "6 of the 16 items in the plan are off plan: 4 are overdue, 1 is late against its first date only "
                       "and 1 is expected by its owner to miss its date. The Board has given 1 item another date."),
    ],
)  # fmt: skip
def test_what_is_off_plan_is_said_by_its_reasons(numbers, slipped, said):
    classes = dict(zip(sentences.OFF_PLAN, numbers, strict=True))
    assert sentences.off_plan({"total": 16, "slipped": slipped}, classes) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((0, 0, 0), "No milestone has been agreed yet."),
        ((1, 0, 0), "The one milestone is met."),
        ((1, 1, 2), "1 of 4 milestones is met, 1 is overdue and 2 are to come."),
    ],
)
def test_milestones_are_said(numbers, said):
    assert sentences.milestones(dict(zip(sentences.MILESTONES, numbers, strict=True))) == said


CLASSES = [sentences.AGAINST, sentences.OFF_PLAN, sentences.MILESTONES]


@given(st.sampled_from(CLASSES).flatmap(lambda said: st.tuples(st.just(said), st.tuples(*[COUNT] * len(said)))))
def test_every_class_that_is_not_zero_is_named_once_and_the_numbers_sum(drawn):
    said, numbers = drawn
    total = sum(numbers)
    pairs = list(zip(numbers, said.values(), strict=True))
    if not total:
        with pytest.raises(ValueError, match="sum"):
            sentences.shared_out(total, ("thing", "things"), pairs)
        return
    text = sentences.shared_out(total, ("thing", "things"), pairs)
    named = [(number, words) for number, words in pairs if number]
    assert all(words[number > 1] in text for number, words in named)
    assert not any(number == 0 and words[1] in text for number, words in pairs)
    if len(named) > 1:
        first, whole, *rest = map(int, re.findall(r"\d+", text))
        assert (whole, first + sum(rest)) == (total, total)


@given(st.lists(COUNT, min_size=5, max_size=5), st.integers(1, 9))
def test_classes_that_do_not_sum_are_no_sentence(numbers, more):
    with pytest.raises(ValueError, match="do not sum"):
        sentences.shared_out(
            sum(numbers) + more, ("x", "xs"), list(zip(numbers, sentences.AGAINST.values(), strict=True))
        )


def test_every_word_read_against_a_target_has_its_words():
    assert set(sentences.AGAINST) == set(WORDS)
    others = {Against.NO_TARGET.value, Against.CONTEXT.value}
    assert set(WORDS) | others == {word.value for word in Against}
