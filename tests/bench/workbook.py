"""Is a workbook of 5,000 rows, each with an answer, previewed and recorded within its limits of time, and of the memory of the child?"""

import io
import time
from collections.abc import Iterator

from openpyxl import Workbook as Book
from openpyxl import load_workbook

from plans.models import Workbook
from plans.workbooks.applying import record, send
from plans.workbooks.asking import COMMAND, ENVIRONMENT, ROOT
from plans.workbooks.columns import BY_KEY, COLUMNS
from plans.workbooks.facts import open_items
from plans.workbooks.previews import read_waiting
from plans.workbooks.writing import as_xlsx
from tests.bench.large import fill
from tests.bench.timing import line, shortest
from tests.cast import make_cast
from tests.clock import Clock
from tests.conftest import START
from tests.factories import World, make_world
from tests.measured import run

ROWS, UPDATES = 5_000, 12
MOST_SECONDS, MOST_SECONDS_TO_RECORD, MOST_MEGABYTES = 10, 30, 150
ANSWERS = {
    "progress": "Under way",
    "done_so_far": "It went on as agreed, with some delay, and the second of two teams has begun. " * 3,
    "next_step": "The rest of the second team, by the middle of the month.",
    "forecast": "May miss",
    "source": "The delivery group.",
}


def measure() -> Iterator[str]:
    clock, cast = Clock(START), make_cast()
    world = make_world(cast, clock, cast.a)
    fill(world, items=ROWS * 3 // 2 + 10, updates=UPDATES)
    facts = open_items(world.notice, world.asof())
    facts.items[ROWS:] = []
    took = shortest(lambda: as_xlsx(facts, title="Bench", on_behalf=True), 2)
    yield line(f"a workbook of {ROWS:,} rows leaves in {took:.1f} s", took, MOST_SECONDS)
    content = answered(as_xlsx(facts, title="Bench", on_behalf=True))
    best = shortest(lambda: preview(world, content), 2)
    shown = Workbook.objects.latest("pk").preview["found"]
    assert (len(shown["changes"]), shown["faults"]) == (ROWS, []), shown["faults"][:3]
    yield line(f"a workbook of {ROWS:,} rows is previewed in {best:.1f} s", best, MOST_SECONDS)
    began = time.perf_counter()
    with world.writing() as at:
        record(workbook=Workbook.objects.latest("pk"), for_others=True, by=world.secretary, at=at, confirmed=True)
    took = time.perf_counter() - began
    yield line(f"its {ROWS:,} updates are recorded in {took:.1f} s", took, MOST_SECONDS_TO_RECORD)
    megabytes = run(COMMAND, content, folder=ROOT, env=ENVIRONMENT).megabytes
    yield line(f"the child that reads it takes {megabytes:.0f} MB at its peak", megabytes, MOST_MEGABYTES)


def answered(content: bytes) -> bytes:
    """Every row filled in, as Excel would save it: each text once, in a list of its own."""
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    at = {cell.value: cell.column - 1 for cell in sheet[1]}
    book, out = Book(), io.BytesIO()
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        cells = list(row)
        if number:
            for key, text in ANSWERS.items():
                said = "Not reached" if cells[1] == "Milestone" and key == "progress" else text
                cells[at[BY_KEY[key].head]] = f"{said}{number}" if key == "done_so_far" else said
        book.active.append(cells)
    book.save(out)
    assert len(at) == len(COLUMNS)
    return out.getvalue()


def preview(world: World, content: bytes) -> None:
    with world.writing() as at:
        send(notice=world.notice, content=content, file_name="bench.xlsx", by=world.secretary, at=at)
    assert read_waiting() == 1, Workbook.objects.latest("pk").failed
