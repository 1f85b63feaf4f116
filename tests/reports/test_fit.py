"""Is a draft signed only if its first two sheets, which stand alone, keep to two pages?"""

import pytest

from reports import fit
from reports.contributing import save_contribution
from reports.models import Edition
from tests.pages import drawn, text_of
from tests.reports.desk import PASSWORD, with_password

pytestmark = pytest.mark.only_on("sqlite")  # one photograph is drawn alike on both databases

RUNS_OVER = (
    "The first two pages, which stand alone, run over. Shorten the chair’s text and draw the report up again: "
    "the longest answer is to “Can the council sustain it without this Board?”"
)
LONG = " ".join(["Kinder-und-Jugendhilfe-Verwaltungsvorschriften-Angelegenheiten"] * 130)  # of few words, many lines


@pytest.fixture
def chair(desk, client_of):
    return with_password(desk.world.chair, client_of)


def press(chair, desk, **more):
    return chair.post(desk.at("draft"), drawn(chair, desk.at("draft")) | {"read": "on", "password": PASSWORD} | more)


def test_a_draft_that_runs_over_is_refused_and_its_text_is_kept(desk, chair):
    desk.write(sustain=LONG)
    picture = desk.draw_up()
    assert fit.too_long(picture) == RUNS_OVER
    page = chair.get(desk.at("draft"))
    assert f"This draft cannot be signed. {RUNS_OVER}" in text_of(page)
    assert "Sign and publish" not in text_of(page)
    answer = press(chair, desk)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [RUNS_OVER]
    assert not Edition.objects.exists()
    assert chair.get(desk.at("report")).context["form"]["sustain"].value() == LONG


def test_what_runs_over_whatever_the_chair_writes_is_not_asked_of_the_chair(desk):
    with desk.world.writing() as at:
        risks = " ".join(LONG.split()[:60])
        save_contribution(
            report=desk.report, by=desk.world.cast.lead, at=at, better="Yes.", off_plan="No.", risks=risks
        )
    desk.write()
    assert fit.too_long(desk.draw_up()) == fit.TOO_MUCH_OFF_PLAN


def test_its_twin_that_fits_is_signed(desk, chair):
    desk.write(sustain="Not yet.")
    assert fit.too_long(desk.draw_up()) == ""
    assert "Sign and publish" in text_of(chair.get(desk.at("draft")))
    assert press(chair, desk).status_code == 302
    assert Edition.objects.count() == 1


def test_what_a_further_edition_corrects_has_to_fit_too(desk, chair, monkeypatch):
    desk.publish()
    desk.write(ask="Another.")
    desk.draw_up()
    most = "W" * 300
    whole = fit.fits
    monkeypatch.setattr(
        fit, "fits", lambda drawn, kind: whole(drawn | {"corrects": drawn["corrects"] * 30}, kind)
    )  # no draft is so full
    answer = press(chair, desk, corrects=most)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [fit.TOO_MUCH_CORRECTED]
    assert answer.context["form"]["corrects"].value() == most
    monkeypatch.undo()
    assert press(chair, desk, corrects=most).status_code == 302


def test_a_draft_is_counted_once(desk, monkeypatch):
    desk.write()
    picture = desk.draw_up()
    assert fit.too_long(picture) == ""
    monkeypatch.setattr(fit, "render", None)
    assert fit.too_long(picture) == ""
    desk.write(ask="Another.")
    another = desk.draw_up()
    with pytest.raises(TypeError):
        fit.too_long(another)
