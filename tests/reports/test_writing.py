"""Is the chair's text the chair's alone, and are both named where somebody types it on the chair's behalf?"""

import pytest

from notices import domain as notices
from notices.models import Membership
from records.refusal import Refused
from reports import domain
from tests.pages import fields_of, text_of
from tests.reports.desk import ANSWERS

NOT_YOURS = "The text is the chair’s. Say that you type it on the chair’s behalf."


def save(desk, by, **more):
    with desk.world.writing() as at:
        return domain.save_text(report=desk.report, by=by, at=at, **ANSWERS | more)


def refusal(act, *arguments, **named) -> str:
    with pytest.raises(Refused) as refused:
        act(*arguments, **named)
    return refused.value.sentence


def test_the_chair_writes_and_nobody_else_but_on_the_chairs_behalf(desk):
    world = desk.world
    own = save(desk, world.chair)
    assert (own.recorded_by, own.on_behalf_of) == (world.chair, None)
    assert refusal(save, desk, world.secretary) == NOT_YOURS
    typed = save(desk, world.secretary, on_behalf=True)
    assert (typed.number, typed.recorded_by, typed.on_behalf_of) == (2, world.secretary, world.chair)


def test_on_nobodys_behalf_nothing_is_typed(desk, clock):
    world = desk.world
    member = Membership.objects.get(notice=world.notice, person=world.chair)
    with world.writing() as at:
        notices.end_member(member=member, to_on=clock.today, by=None, at=at)
    clock.move_to(clock.today.replace(day=clock.today.day + 1))
    said = refusal(save, desk, world.secretary, on_behalf=True)
    assert said == "The notice has no independent chair today, on whose behalf anything could be typed."
    assert refusal(save, desk, world.chair) == NOT_YOURS


def test_the_secretary_reads_the_text_and_types_it_only_with_the_tick(desk, client_of):
    desk.write()
    secretary = client_of(desk.world.secretary)
    page = secretary.get(desk.at("report"))
    assert "Type it on the chair’s behalf" in text_of(page)
    assert '<p class="govuk-body">Most of them.</p>' in text_of(page)
    typed = fields_of(page.context["form"]) | {"ask": "As the chair told me."}
    answer = secretary.post(desk.at("report"), typed)
    assert (answer.status_code, NOT_YOURS in text_of(answer), " open>" in text_of(answer)) == (422, True, True)
    assert secretary.post(desk.at("report"), typed | {"on_behalf": "on"}).status_code == 302
    chair = text_of(client_of(desk.world.chair).get(desk.at("report")))
    assert "Saved by A Board secretary on behalf of A Independent chair" in chair
    assert "Type it on the chair’s behalf" not in chair
    assert desk.report.texts.count() == 2
