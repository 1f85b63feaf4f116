"""What do readers find of the published reports: the shelf, the page, the PDF, the next edition; and what never?"""

import re

import pytest

from accounts.policy import Role
from reports.drawing import pdf_html
from reports.withdrawing import superseding
from tests.pages import queries, text_of
from tests.reports.desk import Desk

CIRCULATED = (Role.OBSERVER, Role.SCRUTINY)


def at(world, page):
    return f"/{world.notice.slug}/{page}/"


# Circulated sight


@pytest.mark.parametrize("role", CIRCULATED)
def test_reports_in_preparation_do_not_exist_for_those_who_observe(march, client_of, role):
    reader = client_of(march.cast.in_a[role])
    nothing = {page: text_of(reader.get(at(march, page))) for page in ("reports", "dashboard")}
    forbidden = [
        reader.get(at(march, f"reports/1{end}")).status_code for end in ("", "/draft", "/editions/1", "/editions/1/pdf")
    ]
    desk = Desk(march)
    desk.write(safer="A canary sings.")
    desk.draw_up()
    for page, before in nothing.items():
        after = text_of(reader.get(at(march, page)))
        assert without_clock(after) == without_clock(before)
        assert "canary" not in after
    assert [
        reader.get(at(march, f"reports/1{end}")).status_code for end in ("", "/draft", "/editions/1", "/editions/1/pdf")
    ] == forbidden
    assert forbidden == [403, 403, 404, 404]


@pytest.mark.parametrize("role", CIRCULATED)
def test_what_is_published_is_read_and_nothing_else(desk, client_of, role):
    edition = desk.publish()
    pdf = desk.draw(edition)
    desk.write(safer="A canary sings.")
    desk.draw_up()
    reader = client_of(desk.world.cast.in_a[role])
    shelf = text_of(reader.get(at(desk.world, "reports")))
    assert "Edition 1" in shelf
    assert edition.photograph.sha256 in shelf
    assert "Prepare" not in shelf
    assert "Begin" not in shelf
    answer = reader.get(desk.at("edition_pdf", 1))
    assert (answer.content, answer.headers["Content-Type"]) == (pdf, "application/pdf")
    assert (
        answer.headers["Content-Disposition"]
        == f'attachment; filename="{desk.world.notice.slug}-report-to-ministers-1-edition-1.pdf"'
    )
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    for page in (desk.at("edition", 1), at(desk.world, "dashboard"), at(desk.world, "reports")):
        assert "canary" not in text_of(reader.get(page))
    assert [reader.get(desk.at(page)).status_code for page in ("report", "draft")] == [403, 403]
    assert reader.get(desk.at("edition", 2)).status_code == 404
    assert reader.post(at(desk.world, "reports"), {"point": "2013-09-30"}).status_code == 403


def test_the_page_of_a_measure_leads_an_observer_to_its_place_in_the_report(desk, client_of):
    observer = client_of(desk.world.cast.observer)
    assert "will be in the published reports" in text_of(observer.get(at(desk.world, "notice/QP2")))
    desk.publish()
    address = f"{desk.at('edition', 1)}#QP2"
    assert f'href="{address}"' in text_of(observer.get(at(desk.world, "notice/QP2")))
    page = text_of(observer.get(address))
    places = re.findall(r'href="#([^"]+)"', page)
    assert {"QP2", "decisions", "method"} <= set(places)
    assert [place for place in places if page.count(f' id="{place}"') != 1] == []


def test_the_dashboard_of_an_observer_is_that_of_the_newest_edition(desk, client_of, clock):
    observer = client_of(desk.world.cast.observer)
    assert "once the chair has signed and published a report" in text_of(observer.get(at(desk.world, "dashboard")))
    edition = desk.publish()
    before = desk.world.item(3)
    desk.world.update(before, "done")
    page = observer.get(at(desk.world, "dashboard"))
    assert page.context["edition"] == edition
    assert page.context["p"]["items"]["counts"]["overdue"] == 1
    assert "not today’s" in text_of(page)
    assert "/plan/items/" not in text_of(page)
    chair = client_of(desk.world.chair)
    assert chair.get(at(desk.world, "dashboard")).context["p"]["items"]["counts"]["overdue"] == 0
    desk.sign(desk.draw_up())
    assert observer.get(at(desk.world, "dashboard")).context["p"]["items"]["counts"]["overdue"] == 0
    wished = observer.get(at(desk.world, "dashboard") + "?on=2012-12-01&known=2012-12-02")
    assert wished.context["p"]["head"]["on"] == "2013-03-05"  # no day but the published one


def test_reports_of_another_notice_are_not_found(desk, client_of):
    desk.draw(desk.publish())
    for person in (desk.world.cast.in_b[Role.CHAIR], desk.world.cast.stranger, desk.world.cast.expired):
        reader = client_of(person)
        for page in (desk.at("edition", 1), desk.at("edition_pdf", 1), desk.at("report"), desk.at("draft")):
            assert reader.get(page).status_code == 404


# The next edition


def test_a_correction_is_a_new_edition_and_the_first_stays_as_it_was(desk, client_of):
    first = desk.publish()
    bytes_of_first = desk.draw(first)
    second = desk.publish(ask="Somebody to send.")
    bytes_of_second = desk.draw(second)
    assert (second.number, second.replaces) == (2, first)
    assert (superseding(first), superseding(second), second.corrects) == (second, None, "A sum was wrong.")
    assert desk.stored(first) == bytes_of_first != bytes_of_second

    reader = client_of(desk.world.cast.observer)
    shelf = text_of(reader.get(at(desk.world, "reports")))
    assert "Replaced by edition 2." in shelf
    assert "<strong>Edition 2</strong> replaces edition 1 of 5 March 2013, position as at" in shelf
    assert "Edition 2 replaces edition 1 of 5 March 2013." in text_of(reader.get(desk.at("edition", 2)))
    assert "Edition 2 replaces edition 1 of 5 March 2013." in pdf_html(second)
    for drawing in (shelf, text_of(reader.get(desk.at("edition", 2))), pdf_html(second)):
        assert "A sum was wrong." in drawing
    page = text_of(reader.get(desk.at("edition", 1)))
    assert "This edition has been replaced." in page
    assert "replaced" not in page[page.index("<article") : page.index("</article>")].lower()
    assert "Somebody to send." not in page
    assert reader.get(desk.at("edition_pdf", 1)).content == bytes_of_first
    assert "This edition has been replaced." not in text_of(reader.get(desk.at("edition", 2)))


def test_only_those_who_write_are_offered_another_edition_others_the_draft(desk, client_of):
    desk.publish()
    prepare, read = (
        "Prepare another edition of the report to Ministers of March 2013",
        "Read the draft of the report to Ministers of March 2013",
    )
    shelves = {person: client_of(person) for person in (desk.world.chair, desk.world.officer, desk.world.cast.observer)}

    def offered() -> list[tuple[bool, bool]]:
        pages = [text_of(client.get(at(desk.world, "reports"))) for client in shelves.values()]
        return [(prepare in page, read in page) for page in pages]

    assert offered() == [(True, False), (False, False), (False, False)]
    desk.draw_up()
    assert offered() == [(True, False), (False, True), (False, False)]
    assert client_of(desk.world.officer).get(desk.at("draft")).status_code == 200


def test_the_shelf_takes_as_many_queries_for_three_editions_as_for_one(desk, client_of):
    desk.draw(desk.publish())
    chair = client_of(desk.world.chair)
    one = queries(chair, at(desk.world, "reports"))
    for words in ("Second.", "Third."):
        desk.publish(ask=words)
    assert queries(chair, at(desk.world, "reports")) == one


def test_numbers_that_no_report_has_are_not_found(desk, client_of):
    desk.publish()
    chair = client_of(desk.world.chair)
    for number in ("0", "2", "10000000000000000000"):
        assert chair.get(at(desk.world, f"reports/{number}")).status_code == 404
        assert chair.get(at(desk.world, f"reports/1/editions/{number}")).status_code == 404


# The page


def test_the_page_says_all_that_the_photograph_holds(desk, client_of):
    edition = desk.publish(safer="Łukasz asks: <b>are they</b>?\nYes.")
    page = text_of(client_of(desk.world.cast.observer).get(desk.at("edition", 1)))
    assert "Łukasz asks: &lt;b&gt;are they&lt;/b&gt;?<br>Yes." in page
    assert "3. Train the duty team." in page
    assert "33 days late" in page
    assert "No analysis yet" in page
    assert "Misses the target in the week to 1 March 2013" in page
    assert edition.photograph.sha256 in page
    assert "Signed by <strong>A Independent chair</strong>" in page
    assert "style=" not in page[page.index("<article") :]


def test_a_draft_says_that_it_is_not_signed(desk, client_of):
    desk.write()
    desk.draw_up()
    page = text_of(client_of(desk.world.secretary).get(desk.at("draft")))
    assert page.count("Not signed.") == 2
    assert "Signed by" not in page


def without_clock(page: str) -> str:
    """The page without the time of the demonstration and the tokens of its forms."""
    return re.sub(r'Here it is [^.]+\.|value="[^"]{36,}"|\{"X-CSRFToken": "[^"]+"\}', "", page)
