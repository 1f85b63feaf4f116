"""Do the texts and numbers with which the sample goes on fit one another? Asked of the files."""

import re
from collections import Counter
from datetime import date

import pytest
import yaml

from boards.rounds import is_working_day
from improvement.sample import figures
from improvement.sample.onward.owners import agreed_later, told
from improvement.sample.stage import DATA, read
from tests.improvement.test_sample_data import OF_A_CHILD

SENTENCE = re.compile(r"[A-Z1-9‘“*-].{24,}", re.DOTALL)


def strings(thing):
    if isinstance(thing, str):
        yield thing.strip()
    elif isinstance(thing, dict):
        yield from (text for inner in thing.values() for text in strings(inner))
    elif isinstance(thing, list):
        yield from (text for inner in thing for text in strings(inner))


def texts():
    for path in sorted((DATA / "onward").rglob("*.yaml")):
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield from ((path.name, text) for text in strings(held) if SENTENCE.match(text))


def test_no_two_texts_are_alike():
    counted = Counter(text for _, text in texts() if text.endswith((".", "?")))
    assert len(counted) > 250
    assert [text for text, many in counted.items() if many > 1] == []


@pytest.mark.parametrize("pattern", OF_A_CHILD)
def test_nothing_is_said_of_a_child(pattern):
    assert [text for _, text in texts() if re.search(pattern, text, re.IGNORECASE)] == []


def test_texts_are_short():
    assert [text for _, text in texts() if len(text) > 450] == []


def test_items_are_told_in_order_and_within_their_time():
    last = {}
    for item, entry in told():
        assert last.get(item.number, entry.at) <= entry.at, item.number
        assert is_working_day(entry.at.date()), (item.number, entry.at)
        assert 8 <= entry.at.hour <= 18, (item.number, entry.at)
        last[item.number] = entry.at
    assert {item.number for item in agreed_later()} == set(range(92, 99))


def test_every_figure_follows_its_period_and_none_of_the_sample_is_told_again():
    before = {(row.code, row.part, row.period_on) for row in figures.reported()}
    later = list(figures.reported("onward"))
    assert not before & {(row.code, row.part, row.period_on) for row in later}
    for row in later:
        assert date(2013, 3, 5) < row.at.date() <= date(2013, 12, 20), row
        assert row.period_on < row.at.date(), row
        assert is_working_day(row.at.date()), row
    assert max(row.period_on for row in later) == date(2013, 12, 13)


def test_each_judging_decision_names_the_measures_that_it_judges():
    judged = read("onward", "judgements.yaml")
    decided = {row["key"]: row for row in read("onward", "decisions.yaml") if row["kind"] == "judgement"}
    assert judged.keys() == decided.keys()
    numbers = {2: "two", 3: "three", 4: "four", 5: "five", 11: "eleven", 16: "the sixteen"}
    for key, words in judged.items():
        assert f"The Board judges {numbers[len(words)]} measures" in decided[key]["words"], key
