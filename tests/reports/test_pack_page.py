"""Does the page of a pack show what was circulated, to each reader what is theirs, and nothing newer?"""

from datetime import date

import pytest

from accounts.policy import Role
from boards.papers import SECTIONS
from records import files
from records.models import StoredFile
from reports.models import Production
from tests.agendas import about, draw_up, member
from tests.evidence_files import evidence_with, upload
from tests.pages import address_of, queries, text_of
from tests.papers import circulate, close, pdf_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def agenda(world):
    return draw_up(world, world.meetings[1])


@pytest.fixture
def observer(world, client_of):
    return client_of(world.cast.observer)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def at(world, name="pack", *args, **query) -> str:
    return address_of(world.notice, f"pages:{name}", 2, *args, **query)


# What it shows


def test_the_first_line_says_what_it_shows(world, agenda, observer):
    circulate(world)
    said = text_of(observer.get(at(world)))
    assert (
        "Circulated on 7 November 2012, 16:00 by A Board secretary, board secretary. It shows the position as at "
        "7 November 2012, not today’s. It never changes."
    ) in said


def test_each_item_stands_with_what_it_is_about_and_its_papers(world, agenda, observer):
    about(world, agenda[1], item=world.item(1))
    send(world, agenda[1], "Why thresholds slipped")
    circulate(world)
    said = text_of(observer.get(at(world)))
    assert '<h2 id="item-2">2. Exceptions and proposed dates</h2>' in said
    assert "For decision." in said
    assert "Item 1. Rewrite the threshold document." in said
    assert '<h3 id="paper-2-1">Paper 1: Why thresholds slipped</h3>' in said
    assert f'href="{at(world, "pack_paper", 2, 1, 1)}"' in said
    assert '<a class="govuk-link" href="#paper-2-1">Why thresholds slipped</a>' in said


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_that_a_paper_can_ask_for_is_drawn(world, agenda, observer, section):
    world.report(world.define_indicator("AD-01", unit="days", every="month"), date(2012, 10, 31), 640)
    world.concern(world.item(1), words="It does not move.")
    world.propose(world.item(3), date(2013, 2, 20))
    send(world, agenda[1], "Drawn", section=section)
    circulate(world)
    words = {
        "position": "As at 7 November 2012, ",
        "exceptions": "Every new date asked for and not answered yet",
        "indicators": "AD-01 Series AD-01",
        "concerns": "It does not move.",
        "judgements": "Not yet judged",
        "adoption": "AD-01 Series AD-01",
        "coverage": "Requirements of QP1",
    }
    answer = observer.get(at(world))
    assert answer.status_code == 200
    assert words[section] in text_of(answer)
    assert "cannot be drawn" not in text_of(answer)


def test_the_pages_of_the_pdf_stand_beside_each_part(world, agenda, observer):
    send(world, agenda[1], "Why thresholds slipped")
    row = circulate(world)
    assert "pages 4 to 9" not in text_of(observer.get(at(world)))
    pages = {"item-2": [4, 9], "paper-2-1": [5, 9]}
    Production.objects.filter(circulation=row).update(pages=pages)
    said = text_of(observer.get(at(world)))
    assert '<span class="govuk-hint">pages 4 to 9</span>' in said
    assert "In the PDF of the whole: pages 5 to 9." in said


def test_a_section_that_comes_later_shows_the_figures_of_the_pack(world, agenda, observer, clock):
    circulate(world)
    clock.move_to(date(2012, 11, 20))
    world.update(world.item(1), "done")
    send(world, agenda[1], "The position", section="position")
    circulate(world)
    said = text_of(observer.get(at(world, supplement="1")))
    assert "sections with figures show those of the pack, as at 7 November 2012." in said
    assert "As at 7 November 2012, " in said
    assert "20 November 2012, " in said  # when it was circulated
    assert "As at 20 November 2012" not in said


def test_a_bad_paper_says_why_it_is_not_in_the_pdf_and_can_still_be_had(world, agenda, observer):
    send(world, agenda[1], "Locked", fault="It is protected by a password.")
    circulate(world)
    assert "It is not in the PDF of the whole. It is protected by a password." in text_of(observer.get(at(world)))
    assert observer.get(at(world, "pack_paper", 2, 1, 1)).status_code == 200


def test_a_fault_that_was_found_when_it_was_drawn_is_shown_too(world, agenda, observer):
    send(world, agenda[1], "Odd")
    row = circulate(world)
    Production.objects.filter(circulation=row).update(pages={"faults": {"paper-2-1": "Its page 2 cannot be read."}})
    assert "It is not in the PDF of the whole. Its page 2 cannot be read." in text_of(observer.get(at(world)))


# Who reads what


def test_who_reads_nothing_live_reads_the_pack_and_nothing_newer(world, agenda, observer):
    send(world, agenda[1], "In time")
    circulate(world)
    send(world, agenda[1], "Kestrel, not sent yet")
    world.update(world.item(1), "done", done_so_far="Kestrel flies.")
    world.decide("Kestrel is decided.")
    said = text_of(observer.get(at(world)))
    assert "In time" in said
    assert "Kestrel" not in said
    assert observer.get(at(world, "pack_paper", 2, 2, 1)).status_code == 404
    circulate(world)
    assert "Kestrel, not sent yet" in text_of(observer.get(at(world, supplement="1")))
    assert observer.get(at(world, "pack_paper", 2, 2, 1)).status_code == 200


def test_closed_items_are_for_members_of_the_board_only(world, agenda, client_of):
    close(world, agenda[3], "Kestrel, a person")
    send(world, agenda[3], "Kestrel paper")
    circulate(world)
    paper = at(world, "pack_paper", 4, 1, 1)
    for role, sees in (
        (Role.CHAIR, True), (Role.SECRETARY, True), (Role.LEAD, True), (Role.PARTNER, True), (Role.LSCB, True),
        (Role.OFFICER, False), (Role.ANALYST, False), (Role.OBSERVER, False),
    ):  # fmt: skip
        client = client_of(member(world, role).person)
        said = text_of(client.get(at(world)))
        assert ("Kestrel" in said, client.get(paper).status_code) == ((True, 200) if sees else (False, 404)), role
        closed = "1 item of this meeting is closed: only the members of the Board read it."
        assert (closed in said) is not sees


def test_each_reader_gets_the_pdf_that_is_theirs(world, agenda, client_of, observer):
    close(world, agenda[3])
    row = circulate(world)
    for open_only in (False, True):
        stored = files.keep(
            b"%PDF open" if open_only else b"%PDF whole", content_type="application/pdf", scan="made_here",
            at=world.clock.now,
        )  # fmt: skip
        Production.objects.filter(circulation=row, open_only=open_only).update(state="ready", file=stored)
    assert client_of(world.chair).get(at(world, "pack_pdf")).content == b"%PDF whole"
    answer = observer.get(at(world, "pack_pdf"))
    assert answer.content == b"%PDF open"
    assert answer["Content-Disposition"] == 'attachment; filename="wiltshire-2012-meeting-2-pack.pdf"'
    assert "sandbox" in answer["Content-Security-Policy"]


def test_scrutiny_reads_no_pack(world, agenda, client_of):
    circulate(world)
    assert client_of(world.cast.scrutiny).get(at(world)).status_code == 403


def test_what_holds_a_virus_is_given_to_nobody(world, agenda, secretary):
    send(world, agenda[1])
    circulate(world)
    assert secretary.get(at(world, "pack_paper", 2, 1, 1)).status_code == 200
    StoredFile.objects.update(scan="infected")
    assert secretary.get(at(world, "pack_paper", 2, 1, 1)).status_code == 404


def test_the_meeting_leads_there_and_who_may_not_read_sees_no_link(world, agenda, observer, secretary, client_of):
    meeting = address_of(world.notice, "pages:meeting", 2)
    assert "Circulate the pack" in text_of(secretary.get(meeting))
    assert at(world) not in text_of(observer.get(meeting))
    circulate(world)
    assert f'href="{at(world)}">The pack, circulated on 7 November 2012</a>' in text_of(observer.get(meeting))
    assert at(world) not in text_of(client_of(world.cast.scrutiny).get(meeting))


def test_what_was_not_circulated_is_not_there(world, agenda, secretary):
    assert secretary.get(at(world)).status_code == 404
    circulate(world)
    for asked in ("1", "x", "-1", "٣"):
        assert secretary.get(at(world, supplement=asked)).status_code == 404


def test_search_leads_an_observer_to_the_paper(world, agenda, observer):
    send(world, agenda[1], "Kestrel: a paper")
    close(world, agenda[3])
    send(world, agenda[3], "Kestrel, closed")
    circulate(world)
    send(world, agenda[1], "Kestrel, later")
    found = text_of(observer.get(address_of(world.notice, "pages:search", q="kestrel")))
    assert f'href="{at(world)}#paper-2-1"' in found
    assert "closed" not in found
    assert "later" not in found
    circulate(world)
    found = text_of(observer.get(address_of(world.notice, "pages:search", q="kestrel")))
    assert f'href="{at(world)}?supplement=1#paper-2-2"' in found


def test_queries_do_not_grow_with_papers(world, agenda, secretary, observer):
    send(world, agenda[1], "One")
    circulate(world)
    few = queries(secretary, at(world)), queries(observer, at(world))
    for number in range(3):
        send(world, agenda[number], f"More {number}", content=pdf_of(number + 3))
        circulate(world)
    assert (queries(secretary, at(world)), queries(observer, at(world))) == few
    assert few[1] <= 10


def test_evidence_that_a_pack_relies_on_is_had_from_it_and_other_evidence_is_not(world, agenda, observer, client_of):
    world.review(evidence_with(world, upload(), world.item(1)))
    circulate(world)
    evidence_with(world, upload(b"Nine of ten.", name="later.txt"), world.item(3))
    address = address_of(world.notice, "pages:evidence_file", 1)
    assert f'href="{address}"' in text_of(observer.get(at(world)))
    assert observer.get(address).status_code == 200
    assert client_of(world.cast.scrutiny).get(address).status_code == 404
    assert observer.get(address_of(world.notice, "pages:evidence_file", 2)).status_code == 404


def test_the_first_page_of_the_observer_leads_to_what_was_circulated_last(world, agenda, observer, client_of):
    circulate(world)
    assert f'<a class="govuk-link" href="{at(world)}">the pack of meeting 2</a>' in text_of(observer.get("/"))
    assert at(world) not in text_of(client_of(world.cast.scrutiny).get("/"))
