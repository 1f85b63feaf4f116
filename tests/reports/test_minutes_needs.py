"""Does the first page name minutes to whoever has to write, read, answer or confirm them, and to nobody else?"""

from datetime import date

from notices.models import Membership
from reports.needs import places_of
from tests.minuted import answer, ask, save, send, somebody_was_there

UNSENT = "1 meeting held whose minutes are not circulated"


def test_each_hears_of_minutes_what_is_theirs_to_do(world, cast, clock):
    def said(person):
        found = Membership.objects.on(clock.today).filter(person=person).select_related("notice")
        (place,) = places_of(list(found), clock.today)
        return [f"{need.count} {need.words}" for need in place.needs if "minutes" in need.words]

    somebody_was_there(world)
    save(world)
    assert said(cast.secretary) == [UNSENT]
    send(world)
    read = "1 meeting’s minutes to read: you can ask for corrections until 21 November 2012"
    assert said(cast.chair) == said(cast.partner) == [read]
    assert said(cast.second_officer) == said(cast.secretary) == []  # was not there; has nothing to do
    asked = ask(world)
    waits = "1 correction to minutes waits for an answer"
    assert (said(cast.chair), said(cast.secretary)) == ([waits, read], [waits])
    clock.move_to(date(2012, 12, 19), 18)
    world.hold_meeting(2)
    answer(world, asked)
    assert said(cast.chair) == ["1 meeting’s minutes to be recorded as confirmed by a later meeting"]
    assert said(cast.secretary) == [UNSENT]  # of meeting 2; who wrote those of meeting 1 alone does not confirm them
