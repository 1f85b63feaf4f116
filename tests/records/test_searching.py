"""Is a text found by any of its words, in any case and alphabet, and is just what was found marked?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.searching import EXCERPT, Hit, Part, Sought


def marked(question: str, text: str) -> list[str]:
    return [part.text for part in Sought(question).excerpt(text) if part.found]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("THRESHOLD", "Rewrite the threshold document."),
        ("doc hresh", "Rewrite the threshold document."),  # anywhere, in any order
        ("école", "L’ÉCOLE"),
        ("wałęsa", "WAŁĘSA"),
        ("strasse", "Straße"),
        ("δρομοσ", "ΔΡΌΜΟΣ δρομος"),
        ("child's", "Each child’s plan"),
        ("child’s", "Each child's plan"),
        ('"threshold document"', "Rewrite the threshold  document.".replace("  ", " ")),
        ("“threshold document”", "Rewrite the threshold document."),
        ("100%", "At 100% since May"),
        ("under_way", "It is under_way"),
        ("caf\u0065\u0301", "Café"),  # one letter or two
    ],
)
def test_words_are_found_whatever_their_case(question, text):
    assert Sought(question).holds(text)
    assert marked(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("threshold plan", "Rewrite the threshold document."),
        ('"document threshold"', "Rewrite the threshold document."),
        ("%", "Nothing of the kind"),
        ("_", "Nothing of the kind"),
        ("ecole", "L’école"),  # another letter, not another case
        ("", "Anything"),
        ('""', "Anything"),
        (" \u00a0 ", "Anything"),
    ],
)
def test_what_does_not_occur_is_not_found(question, text):
    assert not Sought(question).holds(text)


def test_an_excerpt_shows_the_first_word_found_between_what_is_around_it():
    long = "word " * 100 + "the needle is here " + "more " * 100
    parts = Sought("needle").excerpt(long)
    assert (parts[0], parts[-1]) == (Part("… "), Part(" …"))
    assert marked("needle", long) == ["needle"]
    assert len("".join(part.text for part in parts)) <= EXCERPT + 4
    assert marked("strasse", "Die Straße") == ["Straße"]
    assert Sought("a").excerpt("banana") == [
        Part("b"), Part("a", True), Part("n"), Part("a", True), Part("n"), Part("a", True),
    ]  # fmt: skip


@given(st.text(max_size=30), st.text(max_size=600))
def test_any_question_of_any_text_has_an_answer(question, text):
    sought = Sought(question)
    pieces = "".join(part.text for part in sought.excerpt(text))
    if len(text) <= EXCERPT / 2:
        assert not sought.holds(text) or any(part.found for part in sought.excerpt(text)) or " " in question
    assert len(pieces) <= EXCERPT + 8


def test_a_name_is_exact_and_words_are_not():
    item = Hit("item", "Action 14", "Rewrite the threshold document.")
    assert [hit.exact for hit in Sought("Item  14").look(item, "item 14")] == [True]
    assert [hit.exact for hit in Sought("action 14").look(item, "item 14")] == [True]
    assert [hit.exact for hit in Sought("14 threshold").look(item, "item 14")] == [False]
    assert not list(Sought("item 1").look(item, "item 14"))
