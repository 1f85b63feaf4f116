"""How does a test fill in a workbook and send it back? As a person does: it is downloaded, typed in by its heads, and sent."""

import io
import re
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from plans.models import Workbook
from plans.workbooks.columns import BY_KEY
from plans.workbooks.previews import read_waiting
from tests.factories import World
from tests.pages import address_of, drawn, hidden

Answers = Mapping[int, Mapping[str, object]]
UPDATE = {"progress": "Under way", "done_so_far": "Two of six.", "forecast": "May miss"}
DATE = {"to": "30/4/2013", "analysis": "The supplier is late.", "remedy": "Another supplier."}


class Formula(str):
    """What the spreadsheet computes; any other text is a text, as the cells of the download make it."""


def downloaded(client: Client, world: World, **query: str) -> bytes:
    answer = client.get(address_of(world.notice, "plans:workbook_xlsx", **query))
    assert answer.status_code == 200
    return answer.content


def filled(content: bytes, answers: Answers) -> bytes:
    """The workbook with these answers by item and column."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, at["Item"]).value: row for row in range(2, sheet.max_row + 1)}
    for item, said in answers.items():
        for key, value in said.items():
            cell = sheet.cell(rows[item], at[BY_KEY[key].head])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "f" if isinstance(value, Formula) else "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(content: bytes) -> list[list]:
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows()]


def post(client: Client, world: World, content: bytes, name: str = "updates.xlsx", **typed: str) -> HttpResponse:
    """The form of the upload page, sent with this file; nothing is read yet."""
    address = address_of(world.notice, "plans:workbooks")
    return client.post(address, drawn(client, address) | {"file": SimpleUploadedFile(name, content)} | typed)


def sent(client: Client, world: World, content: bytes, name: str = "updates.xlsx", **typed: str) -> Workbook:
    """Sent, and read by the job."""
    answer = post(client, world, content, name, **typed)
    assert answer.status_code == 302, answer.content.decode()
    read_waiting()
    number = int(re.findall(r"/(\d+)/$", answer.headers["Location"])[0])
    return Workbook.objects.get(notice=world.notice, number=number)


def found(workbook: Workbook) -> dict:
    assert workbook.failed == ""
    return workbook.preview["found"]


def faults(workbook: Workbook) -> list[tuple[str, str, str]]:
    """Cell, value and sentence."""
    return [(f"{one['column']}{one['row']}", one["value"], one["sentence"]) for one in found(workbook)["faults"]]


def page_of(world: World, workbook: Workbook) -> str:
    return address_of(world.notice, "plans:workbook", workbook.number)


def recorded(client: Client, world: World, workbook: Workbook, **typed: str) -> HttpResponse:
    """Yes to what the page shows."""
    address = page_of(world, workbook)
    return client.post(address, hidden(client.get(address)) | typed)
