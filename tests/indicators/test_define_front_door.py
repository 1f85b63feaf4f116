"""Does a real installation get its first indicators by one command, once?"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from indicators.models import Indicator

CODES = ["FD-01", "FD-02", "FD-03", "FD-04", "FD-05", "FD-06"]


def define(by: str, notice: str = "wiltshire-2012") -> str:
    said = StringIO()
    call_command("define_front_door", f"--notice={notice}", f"--by={by}", stdout=said)
    return said.getvalue()


def codes(notice):
    return list(Indicator.objects.for_notice(notice).order_by("code").values_list("code", flat=True))


def test_six_are_defined_in_the_name_of_a_member(cast):
    assert "FD-01, FD-02" in define("A.Board.Secretary@example.org")
    assert codes(cast.a) == CODES
    assert codes(cast.b) == []
    assert Indicator.objects.for_notice(cast.a).first().terms.get().recorded_by == cast.secretary


@pytest.mark.parametrize("by", ["stranger@example.org", "expired.on.a@example.org"])
def test_a_stranger_defines_nothing(cast, by):
    with pytest.raises(CommandError, match="not the address of a member"):
        define(by)
    assert codes(cast.a) == []


def test_they_are_defined_once(cast):
    define(cast.secretary.email)
    with pytest.raises(CommandError, match="has them already"):
        define(cast.secretary.email)
    assert codes(cast.a) == CODES
