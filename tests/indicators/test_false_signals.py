"""Do the pages and the document on outlooks say the same of how often chance makes a signal, and is it what was measured?"""

import random
import re
from pathlib import Path

from indicators.false_signals import MARKED, MARKED_ALIKE, RATE, expected, months_between
from tests.indicators.simulation import leaving

DOCUMENT = (Path(__file__).parents[2] / "docs" / "outlook.md").read_text()


def table(heading: str) -> list[list[float]]:
    _, after = DOCUMENT.split(f"### {heading}\n")
    rows = [line.strip("| ").split(" | ") for line in after.split("###")[0].splitlines() if re.match(r"\| \d", line)]
    return [[float(cell) for cell in row] for row in rows]


def test_what_is_said_is_the_most_that_was_measured():
    rows = table("Stable series: how often a change was said, in 100")
    worst = {alike: max(row[3] for row in rows if row[1] == alike) for alike in (0, 0.4)}
    assert (worst[0], round(worst[0.4])) == (MARKED, MARKED_ALIKE)


def test_the_document_says_what_the_pages_say():
    said = " ".join(DOCUMENT.split())
    assert f"{MARKED} in 100 stable ones in a month" in said
    assert f"five times as many, {MARKED_ALIKE} in 100" in said
    assert f"With 45 indicators whose change can be read that is one about every {months_between(45)} months" in said
    assert f"with 32 one every {months_between(32)}:" in said
    assert f"{MARKED} are marked as getting worse in a month, and {MARKED_ALIKE} where" in RATE


def test_it_is_said_of_one_of_several_and_of_many():
    assert expected(0) == ""
    assert expected(1).startswith("Chance alone would mark about this one indicator as getting worse every 125 months")
    assert expected(32) == (
        "Chance alone would mark about one of these 32 indicators as getting worse every 4 months, even if nothing changed; "
        "up to five times as often where one month depends on the last."
    )
    assert "getting worse every month," in expected(200)


def test_a_stable_series_is_seldom_said_to_have_left_its_target():
    begun = leaving(random.Random(20130305), 400, months=24, alike=0)
    assert 0 < max(begun.values()) <= 0.03 * 400
    worst = max(
        max(row[2:]) for row in table("Stable series: in how many of 100 the last month began “No longer meets”")
    )
    assert worst <= 3
