"""Are papers shown as late, after the pack, closed, withdrawn or faulty as they are, and given to who may have them?"""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.http import urlencode

from boards import agenda, papers
from boards.models import PaperVersion
from boards.paper_reading import read_waiting
from records import files
from records.models import StoredFile
from reports.papers import papers_of
from reports.taking import pack_of
from tests.agendas import circulate, draw_up, send_paper
from tests.evidence_files import upload
from tests.pages import address_of, drawn, hidden, queries, text_of
from tests.paper_files import DAMAGED, pdf

NEXT = 2
DUE = date(2012, 12, 12)  # five working days before 19 December 2012


@pytest.fixture
def items(world):
    return draw_up(world, world.meetings[NEXT - 1])


@pytest.fixture
def officer(world, client_of):
    return client_of(world.officer)


def at(world, name="pages:papers", *of):
    return address_of(world.notice, name, NEXT, 1, *of)


def lying(world, item):
    meeting = type(item.meeting).objects.with_day(world.asof()).with_timetable(world.asof()).get(pk=item.meeting_id)
    return papers_of([item], meeting, pack_of(meeting, world.asof()), world.asof())[item.pk]


def act(world, do, **more):
    with world.writing() as instant:
        return do(at=instant, **more)


def close(world, item):
    said = {"title": "Apologies", "purpose": "decision", "minutes": None, "owner": None}
    act(world, agenda.change_item, item=item, closed=True, reason="It names a post.", by=world.secretary, **said)


def test_a_paper_is_late_from_the_day_after_the_one_on_which_papers_are_due(world, officer, items):
    world.clock.move_to(DUE, 23)
    send_paper(world, items[0], "In time")
    world.clock.move_to(DUE.replace(day=13), 8)
    send_paper(world, items[0], "Late", content=pdf(5))
    assert [(one.title, one.late) for one in lying(world, items[0])] == [("In time", False), ("Late", True)]
    page = text_of(officer.get(at(world)))
    assert "Papers were due on 12 December 2012." in page
    assert page.count("<strong>Late</strong>: after 12 December 2012.") == 1


def test_what_comes_after_the_pack_is_said_and_what_the_pack_has_too(world, officer, items):
    before, gone = send_paper(world, items[0], "Before"), send_paper(world, items[0], "Gone", content=pdf(7))
    early = send_paper(world, items[0], "Gone early", content=pdf(8))
    act(world, papers.withdraw, paper=early.paper, reason="Twice.", of_others=False, by=world.officer)
    world.clock.move_to(date(2012, 11, 20))
    circulate(world, world.meetings[NEXT - 1])
    world.clock.move_to(date(2012, 11, 21))
    sent = {"title": "Before", "upload": upload(pdf(3), "b.pdf"), "of_others": False}
    act(world, papers.send_version, paper=before.paper, by=world.officer, **sent)
    act(world, papers.withdraw, paper=gone.paper, reason="Wrong figures.", of_others=False, by=world.officer)
    send_paper(world, items[0], "After", content=pdf(4))
    found = [(one.title, one.supplement, one.in_pack) for one in lying(world, items[0])]
    assert found == [
        ("Before", True, True), ("Gone", True, True), ("Gone early", False, False), ("After", True, False)
    ]  # fmt: skip
    page = text_of(officer.get(at(world)))
    assert "<strong>After the pack</strong>, which has an earlier version." in page
    assert "<strong>After the pack</strong>." in page
    assert "Wrong figures. It was withdrawn after the pack was circulated: members have it in the pack." in page
    assert page.count("members have it in the pack") == 1


def test_papers_of_a_closed_item_are_for_members_the_secretary_and_their_sender(world, client_of, items):
    send_paper(world, items[0], "Of the officer")
    send_paper(world, items[0], "Of the partner", by=world.partner, content=pdf(5))
    close(world, items[0])

    def seen(person):
        page = client_of(person).get(at(world))
        return [paper.title for paper, _ in page.context["papers"]], page.context["hidden"]

    both = ["Of the officer", "Of the partner"]
    assert [seen(person) for person in (world.secretary, world.chair, world.partner)] == [(both, 0)] * 3
    assert seen(world.officer) == (["Of the officer"], 1)
    assert seen(world.analyst) == ([], 2)
    given = [
        client_of(person).get(at(world, "pages:paper_file", 2)).status_code
        for person in (world.partner, world.officer, world.analyst)
    ]
    assert given == [200, 404, 404]
    overview = address_of(world.notice, "pages:agenda", NEXT)
    assert "Of the partner" not in text_of(client_of(world.officer).get(overview))
    assert "Of the partner" in text_of(client_of(world.partner).get(overview))
    found = f"{address_of(world.notice, 'pages:search')}?{urlencode({'q': 'partner'})}"
    assert "Paper 2 of meeting 2" in text_of(client_of(world.partner).get(found))
    assert "Paper 2 of meeting 2" not in text_of(client_of(world.officer).get(found))


def test_the_file_is_given_as_it_was_sent_and_to_nobody_once_withdrawn_or_with_a_virus(world, officer, items):
    row = send_paper(world, items[0])
    answer = officer.get(at(world, "pages:paper_file", 1))
    assert (answer.content, answer["Content-Type"]) == (pdf(2), "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="analysis.pdf"'
    assert "sandbox" in answer["Content-Security-Policy"]
    stored = StoredFile.objects.filter(pk=row.file_id)
    for state in (StoredFile.Scan.WAITING, StoredFile.Scan.INFECTED):
        stored.update(scan=state)
        assert officer.get(at(world, "pages:paper_file", 1)).status_code == 404
    assert "A virus was found in it." in text_of(officer.get(at(world)))
    stored.update(scan=StoredFile.Scan.CLEAN)
    assert officer.get(at(world, "pages:paper_file", 1)).status_code == 200
    act(world, papers.withdraw, paper=row.paper, reason="It names a school.", of_others=False, by=world.officer)
    assert officer.get(at(world, "pages:paper_file", 1)).status_code == 404


def test_a_bad_file_is_named_on_the_page_and_the_others_stand(world, officer, items):
    send_paper(world, items[0], "Broken", content=DAMAGED)
    send_paper(world, items[0], "Sound")
    assert "It is being looked through" in text_of(officer.get(at(world)))
    read_waiting()
    page = text_of(officer.get(at(world)))
    assert "<strong>The pack cannot hold it.</strong> It is damaged and cannot be opened." in page
    assert ", 2 pages." in page
    overview = text_of(officer.get(address_of(world.notice, "pages:agenda", NEXT)))
    assert overview.count("the pack cannot hold it") == 1


def test_a_paper_is_sent_from_the_page_and_what_was_typed_stays(world, officer, items):
    address = at(world, "boards:send_paper")

    def send(form, name, content, title="Workload"):
        return officer.post(address, form | {"title": title, "file": SimpleUploadedFile(name, content)})

    refused = send(drawn(officer, address), "workload.docx", b"PK")
    assert refused.status_code == 422
    assert "Save “workload.docx” as a PDF and send that." in text_of(refused)
    assert 'value="Workload"' in text_of(refused)
    untitled = send(hidden(refused), "workload.pdf", pdf(2), title="")
    assert "Choose “workload.pdf” again" in text_of(untitled)
    answer = send(hidden(untitled), "workload.pdf", pdf(2))
    assert answer.url == at(world)
    row = PaperVersion.objects.get()
    assert (row.title, row.recorded_by, files.read(row.file)) == ("Workload", world.officer, pdf(2))


def test_another_version_meets_one_sent_meanwhile_and_a_withdrawal_too(world, officer, items):
    row = send_paper(world, items[0])
    address = at(world, "boards:send_version", 1)
    form, away = drawn(officer, address), drawn(officer, at(world, "boards:withdraw_paper", 1))
    sent = {"title": "Anew", "upload": upload(pdf(3), "b.pdf"), "of_others": True}
    act(world, papers.send_version, paper=row.paper, by=world.secretary, **sent)
    met = officer.post(address, form | {"title": "Mine", "file": SimpleUploadedFile("c.pdf", pdf(4))})
    assert met.status_code == 422
    assert "Somebody else has written here" in text_of(met)
    assert officer.post(at(world, "boards:withdraw_paper", 1), away | {"reason": "Old."}).status_code == 409
    assert PaperVersion.objects.count() == 2


def test_what_others_sent_shows_no_way_to_change_it_and_is_not_changed(world, client_of, items):
    send_paper(world, items[0])
    analyst = client_of(world.analyst)
    assert "Withdraw" not in text_of(analyst.get(at(world)))
    address = at(world, "boards:withdraw_paper", 1)
    assert f"{world.officer.name} sent this paper" in text_of(analyst.get(address))
    refused = analyst.post(address, {"reason": "Mine is better."})
    assert (refused.status_code, PaperVersion.objects.count()) == (403, 1)
    assert "Withdraw" in text_of(client_of(world.secretary).get(at(world)))


def test_a_section_is_added_to_the_pack_by_the_secretary(world, client_of, items):
    client, address = client_of(world.secretary), at(world, "boards:add_section")
    client.post(address, drawn(client, address) | {"section": "exceptions"})
    again = client.post(address, drawn(client, address) | {"section": "exceptions"})
    assert "has that part of the pack already" in text_of(again)
    assert "Drawn by the product" in text_of(client.get(at(world)))


def test_nothing_can_be_sent_once_the_day_of_the_meeting_has_passed(world, officer, items):
    send_paper(world, items[0])
    world.clock.move_to(date(2012, 12, 19), 15)
    world.hold_meeting(NEXT)
    assert "Send a paper" in text_of(officer.get(at(world)))
    world.clock.move_to(date(2012, 12, 20))
    page = text_of(officer.get(at(world)))
    assert "no paper can be sent for it any more" in page
    assert "Send a paper" not in page
    assert "Send another version" not in page


def test_queries_are_as_many_for_one_paper_as_for_three(world, officer, items):
    send_paper(world, items[0])
    overview = address_of(world.notice, "pages:agenda", NEXT)
    few = [queries(officer, address) for address in (at(world), overview)]
    for number in (3, 4):
        send_paper(world, items[0], content=pdf(number))
        send_paper(world, items[1], content=pdf(number))
    assert [queries(officer, address) for address in (at(world), overview)] == few
    assert few[0] <= 12
