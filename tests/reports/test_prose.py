"""Do the few marks of a text mean what they should, and is everything else read as it was typed?"""

import pytest
from django.template.loader import render_to_string

from reports.prose import Block, Span, blocks, plain, words_in


def paragraph(*lines: str) -> Block:
    return Block("paragraph", tuple((Span(line),) for line in lines))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", []),
        (" \n\n", []),
        ("One line.\nAnother.\n\n\nNext.", [paragraph("One line.", "Another."), paragraph("Next.")]),
        ("- one\n* two", [Block("points", ((Span("one"),), (Span("two"),)))]),
        ("3. three\n4) four", [Block("numbers", ((Span("three"),), (Span("four"),)), 3)]),
        (
            "Two things:\n- one\nAfter.",
            [paragraph("Two things:"), Block("points", ((Span("one"),),)), paragraph("After.")],
        ),
        ("- one\n\n- two", [Block("points", ((Span("one"),),)), Block("points", ((Span("two"),),))]),
        (
            "*so* **it** is",
            [Block("paragraph", ((Span("so", "stressed"), Span(" "), Span("it", "strong"), Span(" is")),))],
        ),
        ("-5 is less than 3 * 2 * 1", [paragraph("-5 is less than 3 * 2 * 1")]),
        ("2012. A year, and 4.5 % more", [paragraph("2012. A year, and 4.5 % more")]),
        ("# No heading, [no](link) and `no code`", [paragraph("# No heading, [no](link) and `no code`")]),
    ],
)
def test_marks_are_read(typed, read):
    assert blocks(typed) == read


def test_the_words_are_counted_without_their_marks():
    assert plain("- *one* thing\n- **two**") == "one thing\ntwo"
    assert words_in("- *one* thing\n1. two\n\n* three") == 4


def test_html_is_read_as_it_was_typed():
    drawn = render_to_string("reports/_prose.html", {"text": "<script>go()</script>\n\n- *<b>x</b>*"})
    assert "&lt;script&gt;go()&lt;/script&gt;" in drawn
    assert "<em>&lt;b&gt;x&lt;/b&gt;</em>" in drawn
    assert "<script" not in drawn
    assert "<b>" not in drawn
