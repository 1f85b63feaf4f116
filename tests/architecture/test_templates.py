"""Is every template free of inline code, and does every status word have a look?"""

import pytest

from indicators.standing import Against
from plans import standing
from plans.models import ProgressUpdate
from records.templatetags.look import STATUSES, UnknownStatus, looks_like
from tests.architecture import house
from tests.architecture.house import Source

BAD = {
    "a style attribute": '<p class="x"\n style="color: red">',
    "a handler in an attribute": '<button type="button" onclick="go()">',
    "code in an htmx attribute": '<a hx-on:click="go()">',
    "an inline style sheet": "<style>p {}</style>",
    "an inline script": '<script type="module">go()</script>',
    "a javascript: address": '<a href="javascript:go()">',
    "trust in what was typed": "{{ item.words | safe }}",
    "an address of another host": '<link rel="stylesheet" href="//cdn.example.org/a.css">',
}


def test_templates_hold_no_inline_code():
    assert [fault for template in house.templates() for fault in house.unsafe_markup(template)] == []


@pytest.mark.parametrize("what", BAD)
def test_bad_template_is_found(what):
    assert house.unsafe_markup(Source("templates/x.html", BAD[what])) == [f"templates/x.html holds {what}"]


def test_every_bad_kind_has_its_twin():
    assert BAD.keys() == house.MARKUP.keys()


def test_every_status_word_has_a_look():
    words = {word for kind in standing.WORDS.values() for word in kind.values()}
    words |= {label for _, label in ProgressUpdate.Forecast.choices}
    words |= {word.value for word in Against}
    assert words - STATUSES.keys() == set()


def test_unknown_status_word_stops_the_page():
    with pytest.raises(UnknownStatus):
        looks_like("Splendid")
