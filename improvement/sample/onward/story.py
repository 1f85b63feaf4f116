"""How does the sample go on, to the lifting of the notice? Its acts from March to December 2013, each recorded as it happens."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction

from improvement import demonstration
from improvement.sample import story
from improvement.sample.onward import board, concerns, figures, meetings, owners, published
from improvement.sample.onward.stage import set_again
from improvement.sample.stage import Act, on
from notices.models import Notice
from records import clock
from records.refusal import Refused

ENDS = on(2013, 12, 20, 10)  # two days after the final review


def go_on(notice: Notice, *, tell: Callable[[datetime], None] = lambda instant: None) -> None:
    """Live the sample on, wholly or not at all. Raises Refused where its time has been moved on by hand already."""
    acts = sorted(_acts(), key=lambda act: act.at)
    if clock.now() > acts[0].at:
        raise Refused("The sample has been moved on already. Its story goes on from where it was loaded.")
    with transaction.atomic(), story.mail_goes_nowhere():
        story.act_out(acts, set_again(notice), tell)
        demonstration.live_until(ENDS)


def _acts() -> Iterator[Act]:
    for source in (board, meetings, concerns, owners, figures, published):
        yield from source.acts()
