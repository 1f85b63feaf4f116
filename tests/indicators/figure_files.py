"""How does a test send a file of figures? As a person does: by the page, then the job, then yes to what it shows."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook as Book

from indicators.imports.child import messages
from indicators.imports.waiting import read_waiting, record_confirmed
from indicators.models import FigureFile, Observation
from tests.factories import World
from tests.pages import address_of, drawn, hidden

LONG = "Indicator,Period,Numerator,Denominator,Value,No data because,Note,Part,Why it changes"
KEPT = (
    "indicator__code",
    "part",
    "period_on",
    "number",
    "state",
    "numerator",
    "denominator",
    "value",
    "note",
    "reason",
)

# What the child is told of a notice with three indicators, as facts.py does.
NEVER = "9999-12-31"
FACTS = {
    "today": "2013-02-05",
    "order": "",
    "near": ["2002-01-01", "2022-12-31"],
    "far": "{day} is far.",
    "months": {"month": 1, "quarter": 3, "half_year": 6, "year": 12},
    "closed": [["week", "2013-01-18"]],
    "indicators": {
        code: {"pk": pk, "unit": unit, "every": every, "from": first, "to": last, "early": "Early.", "late": "Late.",
               "parts": parts}
        for pk, (code, unit, every, first, last, parts) in enumerate(
            [
                ("FD-05", "count", "week", "0001-01-01", NEVER, {}),
                ("FD-04", "percent", "month", "2012-10-01", "2012-12-31", {}),
                ("PA-04", "rate", "quarter", "0001-01-01", NEVER, {
                    "police": ["Wiltshire Police", NEVER, ""],
                    "pct": ["PCT", "2012-10-31", "PCT was part of it until 31 October 2012."],
                }),
            ],
            1,
        )
    },
}  # fmt: skip


def long(*rows: str) -> bytes:
    return "\r\n".join([LONG, *rows]).encode()


def book(rows: Sequence[Sequence[object]]) -> bytes:
    made, out = Book(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


def post(client: Client, world: World, content: bytes, name: str = "figures.csv", **typed: str) -> HttpResponse:
    """The form of the page, sent with this file; nothing is read yet."""
    address = address_of(world.notice, "indicators:imports")
    return client.post(address, drawn(client, address) | {"file": SimpleUploadedFile(name, content)} | typed)


def sent(client: Client, world: World, content: bytes, name: str = "figures.csv", **typed: str) -> FigureFile:
    """Sent, and read by the job."""
    answer = post(client, world, content, name, **typed)
    assert answer.status_code == 302, answer.content.decode()
    read_waiting()
    number = int(re.findall(r"/(\d+)/$", answer.headers["Location"])[0])
    return FigureFile.objects.get(notice=world.notice, number=number)


def again(file: FigureFile) -> FigureFile:
    return FigureFile.objects.get(pk=file.pk)


def found(file: FigureFile) -> dict:
    assert (file.failed, file.preview and file.preview.get("ask")) == ("", None)
    return file.preview["found"]


def counts(file: FigureFile) -> tuple[int, int, int, int]:
    """New, changed, the same as stands, faults."""
    return tuple(found(file)[name] for name in ("new", "changed", "same", "many_faults"))


def faults(file: FigureFile) -> list[tuple[str, str, str]]:
    """Cell, value and sentence."""
    return [(f"{one['column']}{one['row']}", one["value"], one["sentence"]) for one in found(file)["faults"]]


def page_of(world: World, file: FigureFile) -> str:
    return address_of(world.notice, "indicators:import", file.number)


def confirmed(client: Client, world: World, file: FigureFile, **typed: str) -> HttpResponse:
    """Yes to what the page shows."""
    address = page_of(world, file)
    return client.post(address, hidden(client.get(address)) | typed)


def recorded(client: Client, world: World, file: FigureFile, **typed: str) -> FigureFile:
    """Yes to what the page shows, and recorded by the job."""
    answer = confirmed(client, world, file, **typed)
    assert answer.status_code == 302, answer.content.decode()
    record_confirmed()
    return again(file)


def figures(**those: object) -> list[tuple]:
    """What was kept, in the order of series, period and number."""
    rows = Observation.objects.filter(**those).order_by("indicator__code", "part", "period_on", "number")
    return list(rows.values_list(*KEPT))


def friday(number: int) -> date:
    """The last day of a week: number 1 is 12 October 2012."""
    return date.fromordinal(date(2012, 10, 12).toordinal() + 7 * (number - 1))


def read(content: bytes, **facts: str) -> tuple[dict, list[list[str]]]:
    """The last message of the child, and the rows that passed."""
    out = io.StringIO(newline="")
    *_, last = messages(io.BytesIO(content), FACTS | facts, out)
    return last, list(csv.reader(io.StringIO(out.getvalue())))


def kept(content: bytes, **facts: str) -> list[tuple[str, ...]]:
    """Indicator, part, period, state, numerator, denominator and value of each row; nothing may be wrong."""
    last, rows = read(content, **facts)
    assert (last.get("faults"), last.get("failed"), last.get("ask")) == ([], None, None)
    return [tuple(row[2:9]) for row in rows]


def wrong(content: bytes, **facts: str) -> list[tuple[str, str, str]]:
    """Cell, value and sentence, as the child says them."""
    last, _ = read(content, **facts)
    return [(f"{one['column']}{one['row']}", one["value"], one["sentence"]) for one in last["faults"]]
