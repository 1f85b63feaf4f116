"""Is a report right where there is nothing to report, where there is far too much of it, and where nobody could print it? For each
purpose, the whole way to the stored PDF or to the failure that says why there is none."""

import re
import subprocess
from datetime import date

import pytest

from plans.models import DateChange, Item, ItemTerms
from reports import parting
from reports.drawing import content_of
from reports.models import Photograph, Production, Report
from reports.photograph import canonical, fingerprint
from reports.production import draw_waiting
from reports.purposes import kind_of
from tests.bench.large import fill
from tests.factories import World
from tests.pages import text_of
from tests.reports.heard import printed
from tests.reports.of_each_purpose import EVERY, begun, html_of
from tests.verapdf import validate

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.only_on("sqlite"),  # one photograph is drawn alike on both databases
]
ITEMS, OBJECTIVES, UNDER_EACH = 400, 6, 45
HUNDREDS = 100
TABLE = re.compile(r"<table.*?</table>", re.DOTALL)


def close(text: str) -> str:
    return "".join(text.split())


# Nothing


NOTHING = {
    Report.Purpose.MINISTERS: [
        "No item is off plan.",
        "No milestone has been agreed yet.",
        "No indicator is defined yet.",
    ],
    Report.Purpose.REVIEW: [
        "The Board has taken no decision that is in force since the issue of the notice on 17 October 2012.",
        "No indicator is defined yet.",
    ],
    Report.Purpose.EXCEPTIONS: [
        "Everything is as planned",
        "No new date waits for the Board.",
        "No indicator has a target yet.",
    ],
    Report.Purpose.PLAN: ["No objective has been agreed yet."],
}


@EVERY
def test_a_notice_without_plan_indicator_or_decision_has_a_report_that_says_so(cast, clock, purpose, tmp_path):
    desk = begun(World(cast, clock, cast.a), purpose)
    pdf = desk.draw(desk.publish())
    said = printed(pdf)
    assert [words for words in NOTHING[purpose] if close(words) not in said] == []
    assert validate(pdf, tmp_path).broken == []


# Far too much


@pytest.fixture
def crowded(world):
    """400 items more, most of them late: of 6 objectives, and of none. A hundred are milestones, for sixty a new date waits."""
    objectives = [world.agree_objective(f"Children are seen in time, part {number}.") for number in range(OBJECTIVES)]
    fill(world, items=ITEMS, updates=2)
    for place, objective in enumerate(objectives):
        first = 10 + place * UNDER_EACH
        ItemTerms.objects.filter(item__number__range=(first, first + UNDER_EACH - 1)).update(objective=objective)
    Item.objects.filter(number__range=(100, 199)).update(kind="milestone")
    said = {"recorded_at": world.clock.now, "recorded_by": world.officer, "counts_on": world.clock.today}
    DateChange.objects.bulk_create(
        DateChange(
            item=item, number=9, owner=world.officer, to_on=date(2014, 6, 1), analysis="Snow.", remedy="Salt.", **said
        )
        for item in Item.objects.filter(number__range=(200, 259))
    )
    return world


@EVERY
def test_no_table_of_a_report_on_400_items_has_hundreds_of_rows(crowded, purpose, monkeypatch):
    desk = begun(crowded, purpose)
    edition = desk.publish()
    tables = {table: table.count("<tr>") for table in TABLE.findall(html_of(edition))}
    assert max(tables.values()) < HUNDREDS
    position = content_of(edition.photograph)["position"]
    said = " ".join(printed_lines(desk.draw(edition)))
    if purpose == Report.Purpose.PLAN:
        assert said.count("more to come after these") == OBJECTIVES + 1
        return
    off_plan = [row["number"] for row in position["exceptions"]["rows"] if row["kind"] != "objective"]
    assert len(off_plan) > 2 * HUNDREDS
    assert sorted(map(int, re.findall(r"(?:Action|Milestone) (\d+)\. ", said))) == sorted(off_plan)
    monkeypatch.setattr(parting, "MOST_ROWS", ITEMS)
    assert max(table.count("<tr>") for table in TABLE.findall(html_of(edition))) > HUNDREDS


def printed_lines(pdf: bytes) -> list[str]:
    run = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return run.stdout.decode().split()


# What nobody could print


ENDLESS = "W" * 2_000_000
TOO_LONG = (
    "The PDF could not be drawn: it has a word of 2,000,000 characters (WWWWWWWWWWWW…), and at most 20,000 are allowed."
)


@EVERY
def test_a_word_of_two_megabytes_ends_in_a_failure_by_name(march, purpose, client_of):
    desk = begun(march, purpose)
    if kind_of(desk.report).asks_chair:
        desk.write(safer=ENDLESS)
    picture = with_endless_word(desk.draw_up())
    page = client_of(march.chair).get(desk.at("draft"))
    assert page.status_code == 200
    cannot_sign = f"This draft cannot be signed. {TOO_LONG}"
    assert (cannot_sign in text_of(page)) is bool(kind_of(desk.report).alone)
    edition = desk.sign(picture)
    assert draw_waiting() == 0
    assert Production.objects.get(edition=edition).error == TOO_LONG
    assert client_of(march.chair).get(desk.at("edition", 1)).status_code == 200


def with_endless_word(picture: Photograph) -> Photograph:
    """No form takes such a word, and no rule but the chair's: of the others, it is put where the photograph holds what is typed."""
    content = content_of(picture)
    position = content["position"]
    if not content["text"]:
        rows = position["exceptions"]["rows"] if "exceptions" in position else position["plan_on_a_page"]["rows"]
        rows[0]["cause"] = rows[0]["said"] = ENDLESS
    picture.body = canonical(content)
    picture.sha256 = fingerprint(picture.body)
    picture.save()
    return picture
