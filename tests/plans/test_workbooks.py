"""Does a workbook that leaves come back as updates and new dates, whole, once, and over nobody's words?"""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from plans.models import DateChange, ProgressUpdate, Workbook
from plans.workbooks.columns import COLUMNS
from records.models import AuditEntry
from records.spreadsheets import to_csv
from tests.pages import address_of, drawn, queries, text_of
from tests.plans.workbook import (
    DATE,
    UPDATE,
    cells,
    downloaded,
    faults,
    filled,
    found,
    page_of,
    post,
    recorded,
    sent,
)


@pytest.fixture
def later(world):
    world.clock.move_to(date(2012, 11, 20))


@pytest.fixture
def officer(world, later, client_of):
    return client_of(world.officer)


@pytest.fixture
def secretary(world, later, client_of):
    return client_of(world.secretary)


# Out


def test_officer_gets_their_own_open_items_with_nothing_answered(world, officer):
    world.update(world.item(1), done_so_far="One of six.")
    head, *rows = cells(downloaded(officer, world))
    assert head == [column.head for column in COLUMNS if column.key not in ("counts_on", "source")]
    assert rows == [
        [
            1, "Action", "Rewrite the threshold document.", world.officer.name, "Wiltshire Council", "1 December 2012",
            "1 December 2012", "Under way", "20 November 2012: Under way. One of six.", *[None] * 7, "u1 d0",
        ],
        [
            3, "Action", "Train the duty team.", world.officer.name, "Wiltshire Council", "31 January 2013",
            "31 January 2013", "Not started", "Nothing has been said yet.", *[None] * 7, "u0 d0",
        ],
    ]  # fmt: skip


def test_secretary_gets_all_or_one_owners_and_the_columns_of_who_speaks_for_others(world, secretary, client_of):
    head, *rows = cells(downloaded(secretary, world))
    assert head == [column.head for column in COLUMNS]
    assert [row[0] for row in rows] == [1, 3, 2]
    assert [row[0] for row in cells(downloaded(secretary, world, owner="a-partner-board-member"))[1:]] == [2]
    assert secretary.get(address_of(world.notice, "plans:workbook_xlsx", owner="nobody")).status_code == 404
    world.update(world.item(1), progress="done")
    assert [row[0] for row in cells(downloaded(client_of(world.officer), world))[1:]] == [3]


def test_only_answers_can_be_typed_in_and_words_are_chosen_from_lists(world, secretary):
    book = load_workbook(io.BytesIO(downloaded(secretary, world)))
    sheet = book.worksheets[0]
    assert [one.title for one in book.worksheets] == ["Updates", "How to fill this in"]
    assert (sheet.protection.sheet, sheet.protection.password, sheet.freeze_panes) == (True, None, "D2")
    assert [sheet.cell(2, number + 1).protection.locked for number in range(19)] == [True] * 9 + [False] * 9 + [True]
    assert {(one.formula1, str(one.sqref)) for one in sheet.data_validations.dataValidation if one.type == "list"} == {
        ('"Not started,Under way,Done"', "J2:J3"),
        ('"Not reached,Met"', "J4"),
        ('"Will meet,May miss,Will miss,Cannot tell yet"', "M2:M4"),
    }


def test_the_download_takes_as_many_queries_for_three_items_as_for_one(world, officer):
    address = address_of(world.notice, "plans:workbook_xlsx")
    few = queries(officer, address)
    for _ in range(3):
        world.update(world.agree_item(date(2013, 5, 1)))
    assert queries(officer, address) == few


# Back


def test_workbook_becomes_updates_and_new_dates_in_the_owners_own_words(world, officer):
    answers = {1: UPDATE | {"next_step": "Four more."}, 3: DATE}
    workbook = sent(officer, world, filled(downloaded(officer, world), answers))
    page = text_of(officer.get(page_of(world, workbook)))
    assert "This workbook would record 1 update and 1 new date" in page
    assert "Record these 2 changes" in page
    assert not ProgressUpdate.objects.exists()

    answer = recorded(officer, world, workbook)
    assert answer.headers["Location"] == page_of(world, workbook)
    assert "1 update and 1 new date recorded." in text_of(officer.get(page_of(world, workbook)))
    [update], [change] = ProgressUpdate.objects.all(), DateChange.objects.all()
    assert (update.item, update.progress, update.forecast) == (world.item(1), "under_way", "may_miss")
    assert (update.done_so_far, update.next_step, update.owner) == ("Two of six.", "Four more.", world.officer)
    assert (change.item, change.to_on, change.to_precision) == (world.item(3), date(2013, 4, 30), "day")
    assert (change.analysis, change.remedy) == ("The supplier is late.", "Another supplier.")
    assert {row.recorded_at for row in (update, change)} == {Workbook.objects.get().applied_at}
    verbs = AuditEntry.objects.order_by("-number").values_list("verb", flat=True)
    assert list(verbs[:4]) == ["record_workbook", "propose_date", "submit_update", "send_workbook"]


def test_on_behalf_of_owners_both_are_named_with_source_and_day(world, secretary):
    content = filled(
        downloaded(secretary, world),
        {
            1: UPDATE | {"counts_on": "19/11/2012", "source": "A call."},
            2: {"progress": "Not reached", "forecast": "Will meet"} | DATE | {"to": "April 2013"},
        },
    )
    without = sent(secretary, world, content)
    sentence = "Say where the owner's words come from, for example a call on 3 March."
    assert faults(without) == [("R4", "", sentence)]
    workbook = sent(secretary, world, content, source="The delivery group.")
    assert faults(workbook) == []
    assert recorded(secretary, world, workbook).status_code == 302
    said = ProgressUpdate.objects.order_by("item__number").values_list("owner", "recorded_by", "source", "counts_on")
    assert list(said) == [
        (world.officer.pk, world.secretary.pk, "A call.", date(2012, 11, 19)),
        (world.partner.pk, world.secretary.pk, "The delivery group.", date(2012, 11, 20)),
    ]
    change = DateChange.objects.get()
    assert (change.owner, change.recorded_by) == (world.partner, world.secretary)
    assert (change.to_on, change.to_precision) == (date(2013, 4, 30), "month")


def test_sent_back_as_it_is_a_workbook_says_nothing(world, officer):
    workbook = sent(officer, world, downloaded(officer, world))
    assert found(workbook) == {
        "changes": [], "faults": [], "changed": [], "questions": [], "already": [], "silent": 2,
    }  # fmt: skip
    page = text_of(officer.get(page_of(world, workbook)))
    assert "This workbook says nothing new" in page
    assert "2 rows without an answer, which change nothing" in page
    assert "This workbook says nothing new." in text_of(recorded(officer, world, workbook))


def test_csv_goes_the_same_way(world, officer):
    answer = officer.get(address_of(world.notice, "plans:workbook_csv"))
    head, *rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    rows[0][9:13] = ["under way", "- two of six\nand one", "", "MAY MISS"]
    workbook = sent(officer, world, to_csv(head, rows), "updates.csv")
    assert faults(workbook) == []
    recorded(officer, world, workbook)
    update = ProgressUpdate.objects.get()
    assert (update.progress, update.done_so_far, update.forecast) == ("under_way", "- two of six\nand one", "may_miss")


# Twice, and after somebody else


def test_the_same_file_twice_changes_nothing(world, officer):
    content = filled(downloaded(officer, world), {1: UPDATE})
    first, second = sent(officer, world, content), sent(officer, world, content)
    recorded(officer, world, first)
    recorded(officer, world, first)
    again = text_of(post(officer, world, content))
    assert "It changes nothing now." in again
    assert "This file was recorded on 20 November 2012, " in again
    late = recorded(officer, world, second)  # previewed before the other was recorded
    assert (late.status_code, "The plan" in text_of(late)) == (409, False)
    assert "1 answer left out: the same stands already" in text_of(officer.get(page_of(world, second)))
    saved_anew = sent(officer, world, filled(content, {3: {"next_step": " "}}))  # other bytes, whatever the second
    assert (found(saved_anew)["changes"], found(saved_anew)["already"]) == ([], [1])
    assert ProgressUpdate.objects.count() == 1


def test_five_presses_send_one_workbook_and_another_file_under_the_same_form_is_refused(world, officer):
    address = address_of(world.notice, "plans:workbooks")
    form = drawn(officer, address)
    content = downloaded(officer, world)
    for _ in range(5):
        answer = officer.post(address, form | {"file": io.BytesIO(content)})
        assert answer.headers["Location"] == address_of(world.notice, "plans:workbook", 1)
    assert Workbook.objects.count() == 1
    other = officer.post(address, form | {"file": io.BytesIO(filled(content, {1: UPDATE}))})
    assert "This form was sent already with other words." in text_of(other)
    assert Workbook.objects.count() == 1


def test_a_row_in_which_somebody_wrote_since_is_shown_beside_it_and_left_out(world, officer):
    content = filled(downloaded(officer, world), {1: UPDATE | DATE, 3: UPDATE})
    world.update(world.item(1), done_so_far="Five of six.", on_behalf=True, counts_on=date(2012, 11, 19))
    workbook = sent(officer, world, content)
    [left_out] = found(workbook)["changed"]
    assert (left_out["row"], left_out["item"], left_out["by"]) == (2, 1, world.secretary.name)
    assert ["What has been done", "Five of six.", "Two of six."] in left_out["shown"]
    page = text_of(officer.get(page_of(world, workbook)))
    assert "Left out: somebody has written since you downloaded the workbook" in page
    assert "This workbook would record 1 update and 1 new date" in page  # the date of item 1 is nobody else's
    recorded(officer, world, workbook)
    assert [update.done_so_far for update in world.item(1).updates.all()] == ["Five of six."]
    assert world.item(1).date_changes.count() == world.item(3).updates.count() == 1


def test_a_row_in_which_somebody_writes_after_the_preview_stops_the_whole_and_both_are_shown(world, officer):
    workbook = sent(officer, world, filled(downloaded(officer, world), {1: UPDATE, 3: UPDATE}))
    world.update(world.item(1), done_so_far="Five of six.", on_behalf=True)
    answer = recorded(officer, world, workbook)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Somebody has written in the plan since this was shown. Nothing is recorded." in page
    assert "Five of six." in page
    assert "Two of six." in page
    assert ProgressUpdate.objects.count() == 1
    assert recorded(officer, world, workbook).status_code == 302  # of what is shown now
    assert [update.item.number for update in ProgressUpdate.objects.order_by("pk")] == [1, 3]


def test_an_unusual_date_is_asked_about_once(world, officer):
    workbook = sent(officer, world, filled(downloaded(officer, world), {3: DATE | {"to": "30/11/2012"}}))
    question = "30 November 2012 comes before 31 January 2013, the date it has now. Is that right?"
    assert question in text_of(officer.get(page_of(world, workbook)))
    assert recorded(officer, world, workbook).status_code == 422
    assert not DateChange.objects.exists()
    assert recorded(officer, world, workbook, confirmed="on").status_code == 302
    assert DateChange.objects.count() == 1


# Who, and how many queries


def test_only_who_sent_it_sees_it(world, officer, client_of, secretary):
    workbook = sent(officer, world, filled(downloaded(officer, world), {1: UPDATE}))
    faults_of = address_of(world.notice, "plans:workbook_faults", workbook.number)
    for address in (page_of(world, workbook), faults_of):
        assert (officer.get(address).status_code, secretary.get(address).status_code) == (200, 403)
    assert secretary.post(page_of(world, workbook)).status_code == 403
    assert "updates.xlsx" not in text_of(secretary.get(address_of(world.notice, "plans:workbooks")))


def test_pages_take_as_many_queries_for_three_rows_as_for_one(world, officer):
    one = sent(officer, world, filled(downloaded(officer, world), {1: UPDATE}))
    page, shelf = queries(officer, page_of(world, one)), queries(officer, address_of(world.notice, "plans:workbooks"))
    world.agree_item(date(2013, 5, 1))
    three = sent(officer, world, filled(downloaded(officer, world), {1: UPDATE, 3: UPDATE, 4: DATE | {"to": "x"}}))
    assert queries(officer, page_of(world, three)) == page
    assert queries(officer, address_of(world.notice, "plans:workbooks")) == shelf
