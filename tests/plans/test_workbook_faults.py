"""Is each thing that is wrong in a workbook named by its cell, and is nothing recorded until nothing is wrong?"""

import csv
import io
from datetime import date

import pytest

from plans.models import DateChange, Item, ProgressUpdate
from plans.workbooks.reading import FORMULA
from records.spreadsheets import to_csv
from tests.bench.large import fill
from tests.pages import address_of, text_of
from tests.plans.workbook import DATE, UPDATE, Formula, downloaded, faults, filled, found, page_of, recorded, sent

NO_STEP = "Choose Not started, Under way or Done."
ANEW = "Download the workbook anew and copy your answers over."
NOT_ITS_WORDS = "These are not the words of item 3: rows were moved, or the Board has changed the words since."
HOW = "Write it like 5/3/2013 or 5 March 2013"


@pytest.fixture
def officer(world, client_of):
    world.clock.move_to(date(2012, 11, 20))
    return client_of(world.officer)


# What is typed over a row that is in order, and the fault of that row: column, value, sentence. Items 4 and on, due 1 May 2013.
FAULTS = [
    ({"progress": "Nearly"}, ("J", "Nearly", NO_STEP)),
    ({"progress": "Met"}, ("J", "Met", NO_STEP)),
    ({"progress": None}, ("J", "", "Say where the item is now: Not started or Under way or Done.")),
    ({"forecast": "Yes"}, ("M", "Yes", "Choose Will meet, May miss, Will miss or Cannot tell yet.")),
    ({"forecast": None}, ("M", "", "Say whether the item will meet its date.")),
    ({"done_so_far": None}, ("K", "", "Say in a line what has been done.")),
    ({"done_so_far": Formula("=1+1")}, ("K", "=1+1", FORMULA)),
    ({"next_step": "x" * 4001}, ("L", "x" * 199 + "…", "At most 4,000 characters; this text has 4,001.")),
    ({"to": "soon"}, ("N", "soon", f"This is no day. {HOW}, or March 2013 for a whole month.")),
    ({"to": "3/13/2013"}, ("N", "3/13/2013", f"The date must be a real date. {HOW}.")),
    ({"to": None}, ("N", "", "Give the new date that is asked for.")),
    ({"to": "1/5/2013"}, ("N", "1/5/2013", "1 May 2013 is the date it has now. Propose another one.")),
    ({"to": "19/11/2012"}, ("N", "19/11/2012", "19 November 2012 has passed. Ask for a day to come.")),
    ({"analysis": None}, ("O", "", "Say why the date will not be met.")),
    ({"remedy": None}, ("P", "", "Say what is being done about it.")),
    ({"progress": "Done"}, ("N", "30/6/2013", "Item {item} is said to be done in this row, and needs no new date.")),
    ({"item": None}, ("A", "", "Give the number of the item, as it was in the download.")),
    ({"item": 99}, ("A", "99", "There is no item 99.")),
    ({"item": 2}, ("A", "2", "Item 2 belongs to A Partner Board member. Only its owner can say how it goes.")),
    ({"item": 3}, ("C", "Do what was agreed.", f"{NOT_ITS_WORDS} {ANEW}")),
    ({"version": None}, ("Q", "", f"This is not what stood here in the download. {ANEW}")),
    ({"version": "u9 d0"}, ("Q", "u9 d0", f"This is not what stood here in the download. {ANEW}")),
]  # fmt: skip


def test_each_fault_is_named_by_its_cell_and_nothing_is_recorded_until_there_is_none(world, officer):
    items = [world.agree_item(date(2013, 5, 1)).number for _ in FAULTS]
    right = UPDATE | DATE | {"to": "30/6/2013"}
    content = filled(downloaded(officer, world), dict.fromkeys(items, right))
    wrong = sent(officer, world, filled(content, {item: said for item, (said, _) in zip(items, FAULTS, strict=True)}))
    assert faults(wrong) == [
        (f"{column}{row}", value, sentence.format(item=item))
        for row, item, (_, (column, value, sentence)) in zip(range(4, 99), items, FAULTS, strict=False)
    ]
    assert recorded(officer, world, wrong).status_code == 422
    assert not ProgressUpdate.objects.exists()
    corrected = sent(officer, world, content)
    assert (faults(corrected), len(found(corrected)["changes"])) == ([], len(FAULTS))
    assert recorded(officer, world, corrected).status_code == 302
    assert ProgressUpdate.objects.count() == DateChange.objects.count() == len(FAULTS)


def test_the_same_item_twice_and_a_closed_one(world, officer):
    content = filled(downloaded(officer, world), {1: UPDATE, 3: UPDATE})
    twice = filled(content, {3: {"item": 1, "words": "Rewrite the threshold document.", "version": "u0 d0"}})
    assert faults(sent(officer, world, twice)) == [("A3", "1", "Item 1 stands in row 2 already. Keep one of the two.")]
    dates = filled(downloaded(officer, world), {1: DATE})
    world.update(world.item(1), progress="done")
    assert faults(sent(officer, world, dates)) == [("A2", "1", "Item 1 is done. What comes after is for the Board.")]


def test_a_head_that_was_renamed_stops_the_whole(world, officer):
    content = officer.get(address_of(world.notice, "plans:workbook_csv")).content.decode("utf-8-sig")
    workbook = sent(officer, world, content.replace("New date", "Date new").encode(), "updates.csv")
    sentence = "No column has the head “New date”. Give it back its head, as it was in the download."
    assert faults(workbook) == [("1", "", sentence)]
    page = text_of(officer.get(page_of(world, workbook)))
    assert "1 fault: nothing can be recorded" in page
    assert "Not read, because the workbook has no such columns: “Date new” (column N)" in page
    assert "Record these" not in page


@pytest.mark.only_on("sqlite")  # what is compared is the same on both, and it is long
def test_37_bad_rows_of_5000_are_37_faults_and_the_corrected_file_is_whole(world, client_of):
    """R16. By CSV, as Excel would save it, with semicolons."""
    fill(world, items=5_000, updates=1)
    secretary = client_of(world.secretary)
    answer = secretary.get(address_of(world.notice, "plans:workbook_csv"))
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    at = {name: number for number, name in enumerate(head)}
    open_items = len(rows)
    assert open_items > 3_000
    for row in rows:
        row[at["Where is it now?"]], row[at["What has been done"]] = "Under way", "It goes on."
        row[at["Will it meet its date?"]], row[at["Where the owner's words come from"]] = "May miss", "A call."
        if row[at["Kind"]] == "Milestone":
            row[at["Where is it now?"]] = "Not reached"
    bad = [[*row] for row in rows]
    for number in range(37):
        wrong = [("Where is it now?", "Nearly"), ("Will it meet its date?", "50 %"), ("New date", "soon"), ("Item", "")]
        name, value = wrong[number % 4]
        bad[number * 80][at[name]] = value
    workbook = sent(secretary, world, to_csv(head, bad), "updates.csv")
    assert (len(faults(workbook)), len(found(workbook)["changes"])) == (37, open_items - 37)
    assert faults(workbook)[0] == ("J2", "Nearly", NO_STEP)
    listed = secretary.get(address_of(world.notice, "plans:workbook_faults", workbook.number)).content.decode(
        "utf-8-sig"
    )
    assert len(list(csv.reader(io.StringIO(listed)))) == 38
    before = ProgressUpdate.objects.count()
    assert recorded(secretary, world, workbook).status_code == 422
    assert (ProgressUpdate.objects.count(), DateChange.objects.filter(analysis="").count()) == (before, 0)

    corrected = sent(secretary, world, to_csv(head, rows), "updates.csv")
    assert (faults(corrected), len(found(corrected)["changes"])) == ([], open_items)
    assert "The list as CSV has all." not in text_of(secretary.get(page_of(world, corrected)))


STARTS = [
    "=",
    "+",
    "-",
    "@",
    "＝",
    "＋",
    "－",
    "＠",
    "'=",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.org","x")',
]


def test_what_looks_like_a_formula_and_is_a_text_comes_back_as_it_was(world, officer):
    """R17. Out as locked words, back as an answer, by both kinds of file."""
    for start in STARTS:
        world.agree_item(date(2013, 5, 1), words=f"{start}1+1")
    said = {item.number: UPDATE | {"next_step": f"{start}2"} for start, item in zip(STARTS, new(), strict=True)}
    workbook = sent(officer, world, filled(downloaded(officer, world), said))
    assert faults(workbook) == []
    text = officer.get(address_of(world.notice, "plans:workbook_csv")).content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    for row in rows:
        if int(row[0]) in said:
            row[9:13] = ["Under way", "Two of six.", "", "May miss"]
            row[11] = said[int(row[0])]["next_step"]
    by_csv = sent(officer, world, to_csv(head, rows), "updates.csv")
    assert found(by_csv)["changes"] == found(workbook)["changes"]
    recorded(officer, world, by_csv)
    assert [update.next_step for update in ProgressUpdate.objects.order_by("item__number")] == [
        f"{start}2" for start in STARTS
    ]


def new():
    return Item.objects.filter(number__gt=3).order_by("number")
