"""Is an edition whose photograph the former version took still read: as a page, as a PDF, on the dashboard?"""

import json
from pathlib import Path

import pytest

from reports.drawing import pdf_html, published
from reports.models import Edition, Photograph
from reports.pdf import render
from reports.photograph import fingerprint
from tests.pages import address_of, text_of
from tests.reports.heard import said_by_page, said_by_tags
from tests.reports.paper import drawn_from
from tests.verapdf import validate

BODY = (Path(__file__).parent / "data" / "photograph-1.json").read_text(encoding="utf-8")


@pytest.fixture
def old_edition(desk) -> Edition:
    """An edition of what the former version photographed, signed."""
    desk.write()
    newest = desk.draw_up()
    old = {"number": newest.number + 1, "schema": 1, "body": BODY, "sha256": fingerprint(BODY)}
    kept = ("notice", "report", "text_number", "on", "known", "taken_at", "taken_by")
    return desk.sign(Photograph.objects.create(**{name: getattr(newest, name) for name in kept}, **old))


def test_it_holds_nothing_that_schema_2_brought():
    position = json.loads(BODY)["position"]
    assert json.loads(BODY)["schema"] == 1
    assert not {"judgements", "coverage", "evidence", "proof", "objectives"} & set(position)
    assert "strip" not in position["calendar"]


def test_its_page_says_what_was_published(old_edition, desk, client_of):
    answer = client_of(desk.world.cast.observer).get(desk.at("edition", old_edition.number))
    position = json.loads(BODY)["position"]
    page = text_of(answer)
    for sentence in position["sentences"].values():
        assert sentence in page
    assert page.count('class="chart"') >= sum(bool(row["points"]) for row in position["indicators"]["rows"])
    assert "Requirements are counted from the notice" in page


def test_its_pdf_is_read_by_everybody(old_edition, tmp_path):
    html = pdf_html(old_edition)
    pdf = render(html)
    verdict = validate(pdf, tmp_path)
    assert verdict.broken == []
    assert verdict.checks > 1000
    assert said_by_tags(pdf) == said_by_page(html)


def test_one_from_before_last_words_and_settled_dates_is_still_drawn():
    content = json.loads(BODY)
    for row in content["position"]["items"]["off_plan"]:
        for name in ("said", "next_step", "said_day"):
            del row[name]
        row["analysis"] = ""
    for row in content["position"]["decisions"]["rows"]:
        del row["cited"], row["settled"]
    html = drawn_from(content).html
    assert "<td>No analysis yet</td>" in html
    assert '<th scope="row">2</th>' in html


@pytest.mark.parametrize("role", ["observer", "scrutiny"])
def test_the_dashboard_is_drawn_from_it_without_making_anything_up(old_edition, desk, client_of, role):
    reader = client_of(getattr(desk.world.cast, role))
    answer = reader.get(address_of(desk.world.notice, "pages:dashboard"))
    position = json.loads(BODY)["position"]
    assert answer.status_code == 200
    page = text_of(answer)
    assert position["sentences"]["facts"] in page
    assert "That edition does not hold how the Board judged the measures." in page
    for made_up in ("Not yet judged", "The Board has not judged", "0 of ", "Worse than when first recorded"):
        assert made_up not in page
    missed = [row["code"] for row in position["indicators"]["rows"] if row["against"] == "Misses"]
    assert [row["code"] for row in answer.context["warned"]] == missed
    assert [fact.figure for fact in answer.context["facts"]] == [2, 3]
    assert "How it stands, as published" in text_of(reader.get("/"))


def test_its_calendar_is_the_one_that_is_drawn_today(old_edition, desk):
    """Of the same dates, so that the twin here is the live one of a notice with the same meetings, reports and reviews."""
    strip = published(old_edition.photograph)["calendar"]["strip"]
    found = json.loads(BODY)["position"]["calendar"]
    drawn = [row for row in found["meetings"] if row["state"] != "cancelled"]
    assert len(strip["marks"]) == len(drawn) + len(found["points"]) + len(found["reviews"])
    assert (strip["start"], strip["end"]) == ("2012-09-01", max(mark["on"] for mark in strip["marks"]))
    assert {"on": "2012-11-07", "kind": "held", "words": "Board meeting 1, 7 November 2012"} in strip["marks"]
    assert {"on": "2013-03-31", "kind": "ministers", "words": "Information to Ministers, March 2013"} in strip["marks"]
