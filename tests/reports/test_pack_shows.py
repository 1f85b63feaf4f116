"""Does search lead somebody who reads packs only to what the pack shows, and the pack to everything that it shows?"""

from datetime import date

import pytest

from accounts.policy import Role
from reports.drawing import content_of
from reports.models import Photograph
from reports.pack_shows import shown_in
from tests.agendas import about, draw_up
from tests.pages import address_of, text_of
from tests.papers import circulate, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def agenda(world):
    world.agree_item(date(2013, 2, 1), words="Train staff in kestrel.")  # item 4, which nobody is late with
    return draw_up(world, world.meetings[1])


def shown(world) -> set[tuple[str, str]]:
    return shown_in(content_of(Photograph.objects.get(pk=circulate(world).photograph_id)))


def test_an_agenda_alone_shows_nothing_of_the_position(world, agenda):
    assert shown(world) == set()


def test_what_an_item_is_about_and_what_its_sections_draw_is_shown(world, agenda):
    world.define_indicator()
    world.concern(world.item(1), words="Slow.")
    about(world, agenda[0], item=world.item(4))
    for section in ("indicators", "concerns"):
        send(world, agenda[1], section, section=section)
    assert shown(world) == {("item", "4"), ("indicator", "FD-05"), ("concern", "1")}


@pytest.mark.parametrize("is_about_it", [True, False])
def test_an_observer_finds_an_item_only_in_a_pack_that_is_about_it(world, agenda, client_of, is_about_it):
    observer = client_of(world.cast.in_a[Role.OBSERVER])
    if is_about_it:
        about(world, agenda[0], item=world.item(4))
    circulate(world)
    found = text_of(observer.get(address_of(world.notice, "pages:search", q="kestrel")))
    assert ("Action 4" in found) == is_about_it
    page = text_of(observer.get(address_of(world.notice, "pages:pack", 2)))
    assert ("Train staff in kestrel." in page) == is_about_it
