"""What can a hostile or a huge document do to the machine that prints it?"""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from reports import pdf
from reports.pdf import ROOT, Limits, PdfFailed, render
from tests.reports import printed
from tests.reports.listening import listener

HUGE = printed.page(printed.table(rows=3000))
SMALL = printed.page("<h1>Report</h1><p>Text.</p>")


HOSTILE = {
    "image": '<img alt="x" src="{url}">',
    "attachment": '<link rel="attachment" href="{url}">',
    "attached by a link": '<a rel="attachment" href="{url}">x</a>',
    "style sheet": '<link rel="stylesheet" href="{url}">',
    "import": '<style>@import url("{url}");</style>',
    "typeface": '<style>@font-face {{ font-family: x; src: url("{url}") }}</style>',
    "background": '<p style="background: url({url})">x</p>',
    "image in a drawing": '<svg width="9" height="9"><title>x</title><image href="{url}" width="9" height="9"/></svg>',
    "object": '<object data="{url}">x</object>',
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_nothing_is_fetched(markup):
    with listener() as (url, requests), pytest.raises(PdfFailed) as failed:
        render(printed.page(f"<h1>Report</h1>{markup.format(url=url)}"))
    assert requests == []
    assert str(failed.value).startswith("The PDF could not be drawn: ")


def test_the_trap_is_live():
    with listener() as (url, requests):
        for markup in HOSTILE.values():
            weasyprint.HTML(string=printed.page(markup.format(url=url))).write_pdf()
    assert len(requests) >= len(HOSTILE)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", (ROOT / "static" / "report.css").as_uri(), "data:text/plain,x"]
)
def test_no_file_of_the_machine_is_attached(address):
    with pytest.raises(PdfFailed, match="a report holds all that it shows"):
        render(printed.page("<h1>Report</h1>", head=f'<link rel="attachment" href="{address}">'))


def test_a_report_has_no_attachments_and_no_scripts():
    with pikepdf.open(io.BytesIO(render(printed.page("<h1>Report</h1><script>alert(1)</script>")))) as document:
        assert len(document.attachments) == 0
        assert b"JavaScript" not in document.Root.unparse(resolved=True)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><title>Report</title><p>x</p></html>", "lang"),
        (printed.page('<h1>Report</h1><a href="#nowhere">x</a>'), "nowhere"),
        (printed.page('<h1>Report</h1><img src="chart.png" alt="x">'), "chart.png"),
    ],
)
def test_what_weasyprint_only_logs_is_a_failure(html, reason):
    with pytest.raises(PdfFailed, match=rf"^The PDF could not be drawn: .*{reason}.*\.$"):
        render(html)


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(wall_seconds=1), "The PDF could not be drawn in the time allowed."),
        (Limits(cpu_seconds=1), "The PDF could not be drawn in the time allowed."),
        (Limits(memory_bytes=250_000_000), "The PDF could not be drawn in the memory allowed."),
    ],
    ids=["wall", "cpu", "memory"],
)
def test_a_limit_is_told_in_a_sentence_and_the_next_report_is_drawn(limits, sentence):
    with pytest.raises(PdfFailed) as failed:
        render(HUGE, limits=limits)
    assert str(failed.value) == sentence
    assert render(SMALL).startswith(b"%PDF-1.7")


def test_a_child_that_has_gone_is_replaced():
    first = render(SMALL)
    os.kill(pdf._child.process.pid, signal.SIGKILL)
    assert render(SMALL) == first


def test_two_threads_are_served_in_turn():
    drawn = []
    threads = [threading.Thread(target=lambda: drawn.append(render(SMALL))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn[0] == drawn[1]


def test_the_child_knows_no_secret_and_no_django():
    render(SMALL)
    environment = Path(f"/proc/{pdf._child.process.pid}/environ").read_bytes().split(b"\0")
    assert {line.split(b"=")[0] for line in environment if line} == {b"LANG", b"TMPDIR"}
    program = "import sys, reports.pdf_child; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def test_a_forked_process_has_a_child_of_its_own_and_none_outlives_its_parent():
    program = (
        "import os, sys; from reports import pdf; html = sys.argv[1]; pdf.render(html)\n"
        "inside = os.fork() == 0\n"
        "pdf.render(html); print(pdf._child.process.pid, flush=True)\n"
        "os._exit(0) if inside else os.wait()"
    )
    run = subprocess.run([sys.executable, "-c", program, SMALL], capture_output=True, text=True, check=True, cwd=ROOT)
    pids = set(map(int, run.stdout.split()))
    assert len(pids) == 2
    until = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < until:
        time.sleep(0.05)
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []
