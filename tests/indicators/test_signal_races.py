"""Do several jobs that look at one time record a crossing once? With a twin in which the protection is off, and which must fail."""

from datetime import date

import pytest
from django.db import IntegrityError

from indicators import signals
from indicators.models import Signal
from records import audit
from tests.factories import make_world
from tests.indicators.watched import NOVEMBER, told, watch

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def fallen(cast, clock):
    """A notice in which one crossing waits to be recorded, committed, so that every thread sees it."""
    world = make_world(cast, clock, cast.a)
    indicator = watch(world)
    clock.move_to(date(2012, 12, 5))
    world.report(indicator, NOVEMBER, 20)
    return world


def test_crossing_is_recorded_once(fallen, in_parallel):
    assert sum(in_parallel(lambda _: signals.look(fallen.notice), range(5))) == 1
    assert told(fallen) == [("FD-04", 1, "change", "raised", "Getting worse")]
    assert list(audit.faults(fallen.notice.slug)) == []


def test_jobs_that_did_not_look_again_under_the_lock_would_collide(fallen, in_parallel, monkeypatch):
    seen = signals.crossed(fallen.notice, fallen.asof(), at=fallen.clock.now)
    assert len(seen) == 1
    monkeypatch.setattr(signals, "crossed", lambda *_, **__: [copied(row) for row in seen])  # sabotage

    def job(_: int) -> str:
        try:
            signals.look(fallen.notice)
        except IntegrityError:
            return "collided"
        return "recorded"

    assert sorted(in_parallel(job, range(3))) == ["collided", "collided", "recorded"]


def copied(row: Signal) -> Signal:
    return Signal(**{field.attname: getattr(row, field.attname) for field in Signal._meta.fields if field.name != "id"})
