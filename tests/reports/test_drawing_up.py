"""Is a report drawn up from the text in the form, saved or not, and is no text ever lost by it?"""

import pytest

from reports.models import Photograph
from tests.pages import drawn, fields_of, text_of
from tests.reports.desk import ANSWERS


@pytest.fixture
def chair(desk, client_of):
    return client_of(desk.world.chair)


def test_the_page_of_a_report_says_what_is_missing_and_draws_up_when_nothing_is(desk, chair):
    page = text_of(chair.get(desk.at("report")))
    assert "Nothing has been written yet." in page
    assert "It can be drawn up when nothing is missing." in page
    opened = drawn(chair, desk.at("report"))
    assert chair.post(desk.at("report"), opened | ANSWERS).status_code == 302
    page = chair.get(desk.at("report"))
    assert "things are missing" in text_of(page)
    assert page.context["missing"] == []
    answer = chair.post(desk.at("draw_up"), fields_of(page.context["form"]))
    assert (answer.status_code, answer.url) == (302, desk.at("draft"))
    desk.write(ask="Another thing.")
    assert "The text has changed since: draw it up again before it is signed." in text_of(chair.get(desk.at("report")))


def test_drawing_up_an_unfinished_report_is_refused_on_a_page(desk, chair):
    opened = drawn(chair, desk.at("report"))
    answer = chair.post(desk.at("draw_up"), opened | {"safer": "Typed and not saved."})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "has no answer yet." in page
    assert "Typed and not saved." in page
    assert f'<form method="post" action="{desk.at("report")}"' in page
    assert not desk.report.texts.exists()


def test_drawing_up_takes_what_is_typed_in_the_form_with_it(desk, chair):
    desk.write()
    opened = chair.get(desk.at("report"))
    assert f'formaction="{desk.at("draw_up")}"' in text_of(opened)
    typed = fields_of(opened.context["form"]) | {"ask": "Typed and not saved."}
    assert chair.post(desk.at("draw_up"), typed).url == desk.at("draft")
    assert desk.report.texts.count() == 2
    assert "Typed and not saved." in Photograph.objects.get().body
    assert "Typed and not saved." in text_of(chair.get(desk.at("draft")))


def test_drawing_up_an_untouched_text_leaves_it_as_the_chair_saved_it(desk, client_of):
    desk.write(ask="One line.\nAnother.")
    secretary = client_of(desk.world.secretary)
    untouched = fields_of(secretary.get(desk.at("report")).context["form"])
    untouched["ask"] = untouched["ask"].replace("\n", "\r\n")  # as a browser sends it
    assert secretary.post(desk.at("draw_up"), untouched).status_code == 302
    assert desk.report.texts.get().recorded_by == desk.world.chair


def test_drawing_up_gives_both_texts_back_where_somebody_saved_meanwhile(desk, client_of):
    desk.write()
    secretary = client_of(desk.world.secretary)
    opened = fields_of(secretary.get(desk.at("report")).context["form"])
    desk.write(safer="The chair's own words.")
    answer = secretary.post(desk.at("draw_up"), opened | {"safer": "The secretary's words.", "on_behalf": "on"})
    assert answer.status_code == 409
    assert "The chair&#x27;s own words." in text_of(answer)
    assert "The secretary&#x27;s words." in text_of(answer)
    assert not Photograph.objects.exists()
