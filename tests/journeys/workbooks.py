"""What has somebody sent back, that the browser looks at? One workbook in each of its states."""

import csv
import io

from accounts.models import User
from notices.models import Notice
from plans.workbooks.applying import send
from plans.workbooks.facts import open_items
from plans.workbooks.previews import read_waiting
from plans.workbooks.writing import as_csv
from records.spreadsheets import to_csv
from records.writing import position, writing

SAID = ["Under way", "Two of the three teams have begun.", "The third team, in April.", "May miss"]
DATE = ["30/4/2013", "The trainer left.", "Another trainer is booked."]


def send_workbooks(person: User) -> None:
    """1 can be recorded and holds a row in which somebody wrote since; 2 has faults, 3 is no workbook, 4 waits."""
    notice = Notice.objects.get(slug="wiltshire-2012")
    text = as_csv(open_items(notice, position(notice.slug)), on_behalf=True).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    first = next(row for row in rows if row[1] == "Action")
    overtaken = next(row for row in rows if row is not first and row[1] == "Action" and row[-1].startswith("u2"))
    dated = next(row for row in rows if row not in (first, overtaken) and "waits" not in row[6] and "2013" in row[6])
    for row in (first, overtaken):
        row[9:13] = SAID
    dated[13:16] = DATE[0].replace("2013", "2014"), *DATE[1:]
    overtaken[-1] = overtaken[-1].replace("u2", "u1")
    right = to_csv([*head, "My notes"], [[*row, "x"] for row in rows])
    first[9], first[12], dated[13] = "Nearly", "Yes", "soon"
    wrong = to_csv(head, rows)
    for content in (right, wrong, b"%PDF-1.7"):
        _send(notice, content, person)
    read_waiting()
    _send(notice, right, person)


def _send(notice: Notice, content: bytes, person: User) -> None:
    with writing(notice.slug) as at:
        send(notice=notice, content=content, file_name="updates.csv", source="Calls.", by=person, at=at)
