"""Does a report that is drawn up while four people write hold one truth, on the page, in the PDF and in the spreadsheet? With its
twin that reads as it comes, and must fail."""

import csv
import io
import re
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.test import Client

from records.clock import AsOf
from records.writing import reading
from reports import domain
from reports.drawing import pdf_html
from reports.models import Edition
from reports.pdf import render
from reports.photograph import short
from reports.position import Position
from tests.factories import make_world
from tests.pages import fields_of, text_of
from tests.reports.desk import Desk

pytestmark = pytest.mark.django_db(transaction=True)
TAKEN = 30
WITHOUT_PROTECTION = 5
PRINTED = (1, TAKEN)  # the editions whose PDF is drawn; of each, page and spreadsheet are read
WRITERS = 4
PAUSE = 0.05  # seconds between what one of them writes
WEEK = date(2012, 11, 2)
CODES = ("FD-01", "FD-04", "FD-05", "FD-06")
# What somebody reports is told from any other number, such as those at the edge of a chart: of the second writer, 20,013 and 20,517.
REPORTED = re.compile(r"\b[1-4]0,\d\d[37]\b")


@dataclass(frozen=True)
class Taken:
    """A photograph that was taken while others wrote: what it was taken of, what it holds, and the edition that it became."""

    wanted: domain.Wanted
    position: dict
    edition: Edition


@pytest.fixture
def committed_desk(cast, clock):
    """A report with its text, in a world with four indicators, committed, so that every thread sees it."""
    world = make_world(cast, clock, cast.a)
    desk = Desk(world)
    desk.write()
    return desk


def as_ours(wanted: domain.Wanted) -> domain.Wanted:
    return wanted


def as_it_comes(wanted: domain.Wanted) -> domain.Wanted:
    """Sabotage: whatever is recorded while it is read counts as well."""
    return replace(wanted, asof=AsOf(wanted.asof.on, wanted.asof.known + timedelta(days=1)))


def drawn_up_while_others_write(
    desk: Desk,
    in_parallel: Callable,
    changed: Callable[[domain.Wanted], domain.Wanted],
    opening: Callable[[], AbstractContextManager],
    many: int,
) -> list[Taken]:
    """Four people write updates and figures again and again, so that items come off plan and back, and figures miss their target
    and meet it; each photograph taken meanwhile, signed at once."""
    world, report, still_drawing, found = desk.world, desk.report, [True], []
    all_have_written, turns = threading.Barrier(WRITERS + 1, timeout=30), [0] * WRITERS
    indicators = [world.define_indicator(code) for code in CODES]
    for who, indicator in enumerate(indicators):
        world.set_target(indicator, (who + 1) * 10_000 + 250, from_on=date(2012, 9, 1))

    def write(who: int) -> None:
        while still_drawing:
            turn = turns[who]
            forecast = "will_miss" if turn % 2 else "will_meet"
            world.update(world.item(1 + who % 3), forecast=forecast, done_so_far=f"So much in turn {turn}.")
            figure = (who + 1) * 10_000 + turn % 20 * 10 + (507 if turn % 2 else 3)
            world.report(indicators[who], WEEK, figure, reason="Counted again.")
            if turn == 0:
                all_have_written.wait()
            turns[who] += 1
            time.sleep(PAUSE)

    def draw(_: int) -> None:
        try:
            all_have_written.wait()
            for _ in range(many):
                before = sum(turns)
                while sum(turns) < before + 2:  # SQLite serves whoever asks next: the writers get their turn too
                    time.sleep(0.01)
                with world.writing() as at:
                    wanted = changed(domain.ask_for_photograph(report=report, at=at))
                with opening():
                    content = domain.composed(wanted)
                with world.writing() as at:
                    picture = domain.keep_photograph(wanted=wanted, content=content, by=world.secretary, at=at)
                found.append(Taken(wanted, content["position"], desk.sign(picture)))
        finally:
            still_drawing.clear()

    in_parallel(lambda task: task[0](task[1]), [(write, who) for who in range(WRITERS)] + [(draw, 0)])
    assert min(turns) > 1  # everybody wrote meanwhile
    return found


def of_two_moments(desk: Desk, taken: Taken) -> bool:
    """Whether it differs from the position of the moment that it says, read now that nobody writes."""
    asof = AsOf(taken.wanted.asof.on, taken.wanted.asof.known)
    return Position(desk.world.notice, asof, hide_small=True, with_benchmarks=True).as_data() != taken.position


def totals_are_the_rows(position: dict) -> bool:
    """Of what the writers change: each count against its rows."""
    items, indicators = position["items"], position["indicators"]
    standing = Counter(row["standing"] for row in items["rows"])
    against = Counter(row["against"] for row in indicators["rows"])
    return all(items["counts"][word] == many for word, many in standing.items()) and all(
        indicators["counts"][word] == many for word, many in against.items()
    )


def figures_of(taken: Taken) -> set[str]:
    return {point["words"] for row in taken.position["indicators"]["rows"] for point in row["points"]}


def said_and_listed(words: str) -> tuple[int, int]:
    """How many exceptions a report says that there are, and how many it lists."""
    said = re.search(r"((?:[\d,]+ \w+(?:, | and )?)+) (?:is|are) not achieved as planned", words)
    return sum(map(int, re.findall(r"\d+", said[1]))) if said else 0, len(
        re.findall(r"(?:Action|Milestone|Objective) \d+\. ", words)
    )


def check_page(desk: Desk, reader: Client, taken: Taken) -> None:
    """What the page says of itself and of its rows is of this photograph, and so is the spreadsheet beside it."""
    edition, number = taken.edition, taken.edition.number
    page = text_of(reader.get(desk.at("edition", number)))
    article = page[page.index("<article") : page.index("</article>")]
    assert f" Edition {number}" in article
    assert edition.photograph.sha256 in article
    figures = REPORTED.findall(article)
    assert set(figures) == figures_of(taken)
    assert min(Counter(figures).values()) >= 3  # among the headlines, under its chart, in the scorecard
    said, listed = said_and_listed(article)
    assert said == listed == len(taken.position["exceptions"]["rows"])
    answer = reader.get(desk.at("edition_csv", number))
    assert f"edition-{number}-figures.csv" in answer.headers["Content-Disposition"]
    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    against = {row["code"]: row["against"] for row in taken.position["indicators"]["rows"]}
    told = {row["Code"]: (row["Figure"], row["Against target today"]) for row in rows}
    assert {figure for figure, _ in told.values()} == figures_of(taken)
    assert {code: word for code, (_, word) in told.items()} == against


def check_pdf(taken: Taken) -> None:
    edition = Edition.objects.select_related("photograph", "signature", "report").get(pk=taken.edition.pk)
    pdf = render(pdf_html(edition))
    if edition.number == TAKEN:  # drawn once more, it is the same
        assert sha256(render(pdf_html(edition))).digest() == sha256(pdf).digest()
    run = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    pages = [" ".join(page.split()) for page in run.stdout.decode().split("\f")[:-1]]
    assert all(f"edition {edition.number} " in page for page in pages)
    assert all(f"Fingerprint {short(edition.photograph.sha256)}" in page for page in pages)
    whole = " ".join(pages)
    assert set(REPORTED.findall(whole)) == figures_of(taken)
    said, listed = said_and_listed(whole)
    assert said == listed == len(taken.position["exceptions"]["rows"])


def test_each_photograph_is_of_the_one_moment_that_it_says(committed_desk, in_parallel, client_of):
    found = drawn_up_while_others_write(committed_desk, in_parallel, as_ours, reading, TAKEN)
    assert [of_two_moments(committed_desk, taken) for taken in found] == [False] * TAKEN
    assert [totals_are_the_rows(taken.position) for taken in found] == [True] * TAKEN
    moments = [taken.wanted.asof.known for taken in found]
    assert moments == sorted(set(moments))
    assert len({frozenset(figures_of(taken)) for taken in found}) > TAKEN / 2  # it was not one picture many times
    assert len({len(taken.position["exceptions"]["rows"]) for taken in found}) > 1
    reader = client_of(committed_desk.world.chair)
    for taken in found:
        check_page(committed_desk, reader, taken)
    for taken in found:
        if taken.edition.number in PRINTED:
            check_pdf(taken)
    first, last = found[0], found[-1]
    with pytest.raises(AssertionError):
        check_page(committed_desk, reader, replace(first, position=last.position))


def test_read_as_it_comes_it_would_be_of_two_moments(committed_desk, in_parallel):
    found = drawn_up_while_others_write(committed_desk, in_parallel, as_it_comes, nullcontext, WITHOUT_PROTECTION)
    assert any(of_two_moments(committed_desk, taken) for taken in found)


def test_a_draft_that_was_overtaken_is_not_kept(committed_desk, client_of):
    """Two people draw up at once; who began first and ends last is told, and led to the other's draft."""
    desk, world = committed_desk, committed_desk.world
    with world.writing() as at:
        slow = domain.ask_for_photograph(report=desk.report, at=at)
    secretary = client_of(world.secretary)
    opened = fields_of(secretary.get(desk.at("report")).context["form"])
    assert secretary.post(desk.at("draw_up"), opened).url == desk.at("draft")
    with pytest.raises(domain.Refused, match="at the same time"), world.writing() as at:
        domain.keep_photograph(wanted=slow, content=domain.composed(slow), by=world.chair, at=at)
    assert desk.report.photographs.count() == 1
