"""Does a paper come, change and go as its sender says, and no other's, and is a file that no pack can hold named?"""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from boards import papers
from boards.forms.papers import PaperForm
from boards.models import Paper, PaperReading, PaperVersion
from boards.paper_reading import read_waiting
from records import files
from records.models import StoredFile
from records.refusal import NotTheNext, Refused
from tests.agendas import draw_up, send_paper
from tests.evidence_files import upload
from tests.paper_files import DAMAGED, bomb, locked, pdf


@pytest.fixture
def items(world):
    return draw_up(world, world.meetings[1])


def act(world, do, by=None, **more):
    with world.writing() as at:
        return do(by=by or world.officer, at=at, **more)


def again(world, row, content=None, *, of_others=False, by=None, **more):
    sent = upload(content or pdf(3), "analysis-2.pdf")
    given = {"paper": row.paper, "title": "Workload analysis", "upload": sent, "of_others": of_others}
    return act(world, papers.send_version, by, **given | more)


def fault(row):
    return PaperReading.objects.get(file=row.file).fault


def test_a_paper_keeps_its_number_and_every_version(world, items):
    first, other = send_paper(world, items[0]), send_paper(world, items[0], "Another")
    second = again(world, first, after=1)
    assert [(row.paper.number, row.number) for row in (first, other, second)] == [(1, 1), (2, 1), (1, 2)]
    assert second.file_name == "analysis-2.pdf"
    with pytest.raises(NotTheNext):
        again(world, first, pdf(4), after=1)
    with pytest.raises(Refused, match="has already"):
        again(world, first)
    assert PaperVersion.objects.count() == 3


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"title": " "}, "Write what the paper is called"),
        ({"title": "x" * 201}, "at most 200"),
        ({"upload": None}, "Choose a PDF"),
        ({"upload": upload(b"Text.", "notes.txt")}, "Choose a PDF"),
    ],
)
def test_what_is_no_paper_is_refused_and_nothing_is_stored(world, items, given, sentence):
    with pytest.raises(Refused, match=sentence):
        send_paper(world, items[0], given.pop("title", "A paper"), **given)
    assert not Paper.objects.exists()


def test_somebody_elses_paper_is_changed_by_chair_and_secretary_alone(world, items):
    row = send_paper(world, items[0])
    with pytest.raises(Refused, match=f"{world.officer.name} sent this paper"):
        again(world, row, by=world.partner)
    with pytest.raises(Refused, match="sent this paper"):
        act(world, papers.withdraw, world.partner, paper=row.paper, reason="Mine is better.", of_others=False)
    assert again(world, row, by=world.secretary, of_others=True).number == 2


def test_a_paper_is_withdrawn_with_a_reason_on_any_day_and_can_come_again(world, items):
    row = send_paper(world, items[0])
    with pytest.raises(Refused, match="Say why"):
        act(world, papers.withdraw, paper=row.paper, reason=" ", of_others=False)
    gone = act(world, papers.withdraw, paper=row.paper, reason="It names a school.", of_others=False)
    assert (gone.withdrawn, gone.file, gone.reason) == (True, row.file, "It names a school.")
    with pytest.raises(Refused, match="withdrawn already"):
        act(world, papers.withdraw, paper=row.paper, reason="Again.", of_others=False)
    assert again(world, row).withdrawn is False
    world.clock.move_to(date(2013, 1, 7), 10)
    world.hold_meeting(2)
    assert act(world, papers.withdraw, paper=row.paper, reason="It names a child.", of_others=False).withdrawn


def test_papers_come_on_the_day_of_a_meeting_and_not_after_it(world, items):
    world.clock.move_to(date(2012, 12, 19), 15)
    world.hold_meeting(2)
    row = send_paper(world, items[0], "Tabled")
    world.clock.move_to(date(2012, 12, 20))
    with pytest.raises(Refused, match="Meeting 2 is held. Send the paper for the next meeting"):
        send_paper(world, items[0])
    with pytest.raises(Refused, match="is held"):
        again(world, row)


def test_a_part_that_the_product_draws_is_there_once_and_has_no_versions(world, items):
    row = act(world, papers.add_section, item=items[1], section="exceptions")
    assert (row.title, row.file) == ("Exceptions", None)
    with pytest.raises(Refused, match="already"):
        act(world, papers.add_section, item=items[1], section="exceptions")
    with pytest.raises(Refused, match="Choose what"):
        act(world, papers.add_section, item=items[1], section="weather")
    with pytest.raises(Refused, match="no versions"):
        again(world, row)
    act(world, papers.withdraw, paper=row.paper, reason="Not this time.", of_others=False)
    assert act(world, papers.add_section, item=items[1], section="exceptions").paper.number == 2


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("notes.docx", b"PK\x03\x04 whatever", "Save “notes.docx” as a PDF"),
        ("figures", b"no ending", "Save “figures” as a PDF"),
        ("locked.pdf", locked(), "protected with a password"),
        ("text.pdf", b"This is text.", "what is inside is not that"),
    ],
)
def test_the_form_says_what_to_send_instead(name, content, sentence):
    form = PaperForm({"title": "A paper"}, {"file": SimpleUploadedFile(name, content)})
    assert not form.is_valid()
    assert sentence in form.errors["file"][0]


@pytest.mark.parametrize(
    ("content", "pages", "sentence"),
    [
        (pdf(250), 250, ""),
        (pdf(300), None, "It has 300 pages, and a paper may have 250."),
        (DAMAGED, None, "It is damaged and cannot be opened."),
        (pdf(3, content=b"q Q"), 3, ""),
    ],
    ids=["250", "300", "damaged", "sound"],
)
def test_a_file_is_opened_once_and_its_pages_or_its_fault_are_kept(world, items, content, pages, sentence):
    row = send_paper(world, items[0], content=content)
    assert (read_waiting(), read_waiting()) == (1, 0)
    reading = PaperReading.objects.get(file=row.file)
    assert reading.pages == pages
    assert reading.fault.startswith(sentence)
    assert bool(reading.fault) == bool(sentence)


def test_a_password_that_the_first_look_missed_is_found_inside(world, items):
    """As where the words that say so stand in a part that is packed."""
    row = send_paper(world, items[0])
    scan = StoredFile.Scan.NOT_SCANNED
    kept = files.keep(locked(), content_type="application/pdf", scan=scan, at=row.recorded_at)
    PaperVersion.objects.filter(pk=row.pk).update(file=kept)
    assert read_waiting() == 1
    assert "protected with a password" in PaperReading.objects.get(file=kept).fault


def test_a_file_that_unpacks_without_end_costs_the_child_alone(world, items):
    row, sound = send_paper(world, items[0], content=bomb()), send_paper(world, items[1])
    assert read_waiting() == 2
    assert fault(row).startswith("Opening it takes more time or memory")
    assert fault(sound) == ""


def test_a_child_that_ends_or_hangs_is_tried_once_more_and_then_said(world, items, tmp_path):
    row = send_paper(world, items[0])
    assert read_waiting(command=["sh", "-c", f"echo tried >> {tmp_path}/tries; kill -9 $$"]) == 1
    assert (tmp_path / "tries").read_text().split() == ["tried"] * 2
    assert fault(row).startswith("Opening it takes more time or memory")
    other = send_paper(world, items[0], content=pdf(5))
    assert read_waiting(command=["sleep", "30"], wall_seconds=1) == 1
    assert fault(other).startswith("Opening it takes more time or memory")


def test_what_waits_for_the_scanner_waits_here_and_a_virus_is_not_opened(world, items):
    row = send_paper(world, items[0])
    for state in (StoredFile.Scan.WAITING, StoredFile.Scan.INFECTED):
        StoredFile.objects.filter(pk=row.file_id).update(scan=state)
        assert read_waiting() == 0
    StoredFile.objects.filter(pk=row.file_id).update(scan=StoredFile.Scan.CLEAN)
    assert read_waiting() == 1


def test_a_file_that_is_gone_is_said(world, items):
    row = send_paper(world, items[0])
    files.path_of(row.file.sha256).unlink()
    assert read_waiting() == 1
    assert "cannot be read any more" in fault(row)


def test_a_pdf_that_opens_but_is_locked_against_changes_is_said_to_be_that(world, items):
    row = send_paper(world, items[0])
    kept = files.keep(
        locked(user=""), content_type="application/pdf", scan=StoredFile.Scan.NOT_SCANNED, at=row.recorded_at
    )
    PaperVersion.objects.filter(pk=row.pk).update(file=kept)
    assert read_waiting() == 1
    assert PaperReading.objects.get(file=kept).fault.startswith("It is locked against changes")
