"""Is the sample loaded wholly or not at all?"""

from datetime import datetime

import pytest

from accounts.models import User
from improvement.sample import report
from improvement.sample.stage import Act
from improvement.sample.story import load_sample
from notices.models import Notice
from records.clock import LONDON
from records.models import DemonstrationClock


def test_a_sample_that_fails_half_way_leaves_nothing(db, monkeypatch):
    impossible = Act(datetime(2012, 10, 17, 12, tzinfo=LONDON), "something impossible", lambda stage, at: 1 / 0)
    monkeypatch.setattr(report, "acts", lambda: [impossible])
    with pytest.raises(ZeroDivisionError) as failed:
        load_sample()
    assert failed.value.__notes__ == ["2012-10-17 12:00: something impossible"]
    assert not Notice.objects.exists()
    assert not User.objects.exists()
    assert not DemonstrationClock.objects.exists()


def test_it_is_said_how_far_the_story_has_come(sample_copy):
    months = "October 2012, November 2012, December 2012, January 2013, February 2013, March 2013"
    assert sample_copy.said.startswith(
        f"The sample is lived through day by day, which takes up to half a minute: {months}."
    )
