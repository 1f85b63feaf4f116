"""Do the sentences on headline figures, requirements and evidence name every class that is not zero?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.models import Evidence
from reports.position import proof_sentences, sentences

COUNT = st.integers(0, 60)


HEADLINE = {
    "name": "Assessments out of time", "headline": 1, "latest": "12", "latest_period": "January 2013",
    "against": "Misses", "first": {"kind": "Baseline", "value": "31", "period": "April 2012"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "assessments out of time stand at 12 in January 2013, from 31 (baseline, April 2012)"),
        ({"first": None}, "assessments out of time stand at 12 in January 2013"),
        ({"against": "Too small to show"}, "the figure of assessments out of time is too small to show"),
        ({"latest": ""}, ""),
        ({"headline": 2}, ""),
        ({"headline": None}, ""),
    ],
)
def test_the_first_headline_indicator_is_said(more, said):
    assert sentences.headline({"rows": [{**HEADLINE, "headline": None}, HEADLINE | more]}) == said


# What is shown, and by what


def row(state: str, **more: object) -> dict:
    return {"reference": "QP1.a", "state": state, "no_way": False} | more


def test_requirements_are_said_by_their_states():
    assert proof_sentences.requirements([]) == "The notice asks nothing that could be shown."
    assert proof_sentences.requirements([row("Evidenced")] * 2) == "Both requirements are evidenced."
    found = [row("Evidenced"), row("No evidence yet", no_way=True), row("No evidence yet"), row("Kept 2 of 3")]
    assert proof_sentences.requirements(found) == (
        "1 of 4 requirements is evidenced, 2 have no evidence yet and 1 repeats and is counted each time. "
        "For 1 of them there is no way to prove it yet."
    )


def test_duties_that_repeat_say_how_often_they_were_kept():
    assert proof_sentences.duties([]) == "The notice lays down no duties."
    kept = [row("Kept 2 of 3", reference="RP1.a"), row("Kept 4 of 4", reference="RP2.a"), row("Evidenced")]
    assert proof_sentences.duties(kept) == (
        "1 of 3 duties is evidenced and 2 repeat and are counted each time (RP1.a kept 2 of 3; RP2.a kept 4 of 4)."
    )


@given(st.lists(st.sampled_from([*list(proof_sentences.STATES)[:-1], "Kept 1 of 2"]), min_size=1, max_size=60))
def test_every_state_is_named_and_the_numbers_sum(states):
    text = proof_sentences.requirements([row(state) for state in states])
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(set(states)) > 1:
        first, total, *rest = numbers
        assert total == len(states) == first + sum(rest)
    classes = ["Repeated" if state.startswith("Kept") else state for state in states]
    for state, said in proof_sentences.STATES.items():
        assert any(words in text for words in said) == (state in classes)


def test_evidence_is_said_by_state_and_what_was_accepted_by_strength():
    none = dict.fromkeys(proof_sentences.EVIDENCE, 0)
    assert proof_sentences.evidence({"counts": none, "strengths": {}}) == "No evidence has been recorded yet."
    section = {
        "counts": none | {"Accepted": 3, "Returned": 1},
        "strengths": {"Self-reported": 1, "Independently verified": 2, "Sampled by audit": 0},
    }
    assert proof_sentences.evidence(section) == (
        "3 of 4 pieces of evidence are accepted and 1 was returned. "
        "Of what is accepted, 2 independently verified and 1 self-reported."
    )


@given(st.lists(COUNT, min_size=4, max_size=4))
def test_evidence_names_every_state_and_the_numbers_sum(numbers):
    found = dict(zip(proof_sentences.EVIDENCE, numbers, strict=True))
    text = proof_sentences.evidence({"counts": found, "strengths": {}})
    said = [int(number) for number in re.findall(r"\d+", text)]
    if sum(number > 0 for number in numbers) > 1:
        first, total, *rest = said
        assert total == sum(numbers) == first + sum(rest)
    for state, words in proof_sentences.EVIDENCE.items():
        assert any(one in text for one in words) == (found[state] > 0)


def test_the_strengths_that_are_said_are_those_there_are():
    assert set(proof_sentences.STRENGTHS) == set(Evidence.Strength.labels)
