"""Does a real installation get the indicators of the catalogue by one command, and no indicator twice?"""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from indicators.catalogue import read
from indicators.models import Indicator
from tests.factories import World


def define(by: str, notice: str = "wiltshire-2012", **more: object) -> str:
    said = StringIO()
    call_command("define_indicators", notice=notice, by=by, stdout=said, **more)
    return said.getvalue()


def codes(notice):
    return set(Indicator.objects.for_notice(notice).values_list("code", flat=True))


def test_the_whole_catalogue_is_defined_in_the_name_of_a_member(cast):
    assert "FD-01, FD-02" in define("A.Board.Secretary@example.org")
    there = codes(cast.a)
    # On the clock of this test AS-01 and AS-02 may have ended already; nothing else may be missing.
    assert {entry.code for entry in read() if entry.valid_to is None} <= there
    assert codes(cast.b) == set()
    assert Indicator.objects.for_notice(cast.a).first().terms.get().recorded_by == cast.secretary


@pytest.mark.parametrize("by", ["stranger@example.org", "expired.on.a@example.org"])
def test_a_stranger_defines_nothing(cast, by):
    with pytest.raises(CommandError, match="not the address of a member"):
        define(by)
    assert codes(cast.a) == set()


def test_what_is_there_already_is_left_alone(world: World):
    world.define_indicator("FD-05")
    assert "FD-05" not in define(world.secretary.email)
    assert world.notice.slug == "wiltshire-2012"
    assert Indicator.objects.for_notice(world.notice).get(code="FD-05").terms.get().name == "Series FD-05"
    before = codes(world.notice)
    with pytest.raises(CommandError, match="has them already"):
        define(world.secretary.email)
    assert codes(world.notice) == before


def test_a_catalogue_that_is_malformed_defines_nothing(cast, tmp_path: Path):
    file = tmp_path / "mine.yaml"
    file.write_text("indicators:\n  - {code: XX-01, name: Half an indicator}\n")
    with pytest.raises(CommandError, match=r"mine.yaml: Line 2: .* lacks its 'definition'"):
        define(cast.secretary.email, file=file)
    assert codes(cast.a) == set()
