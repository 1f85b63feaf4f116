"""How is an early warning answered in a test: put before the Board, set aside, or refused?"""

from datetime import date

import pytest

from plans import domain as plan
from plans.signal_list import to_answer
from records.refusal import Refused

DEC_5, DEC_19, FEB_5 = date(2012, 12, 5), date(2012, 12, 19), date(2013, 2, 5)


def waiting(world, asof=None):
    rows = to_answer(asof or world.asof()).filter(indicator__notice=world.notice)
    return [(signal.indicator.code, signal.number) for signal in rows]


def put(world, signal, **more):
    with world.writing() as at:
        return plan.put_before_board(signal=signal, by=world.chair, at=at, **more)


def aside(world, signal, reason="A batch was entered late.", again=DEC_19, by=None, **more):
    with world.writing() as at:
        return plan.set_aside(signal=signal, reason=reason, look_again_on=again, by=by or world.chair, at=at, **more)


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.sentence
