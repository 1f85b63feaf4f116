"""What does a long edition look like? The sample's report to Ministers with its indicators again and again, signed, until it has as
many pages as were asked for."""

import copy
import io

import pikepdf

from improvement.sample.story import load_sample
from notices.models import Notice
from records.writing import reading, writing
from reports import domain, signing
from reports.drawing import pdf_html
from reports.models import Edition, Production, Report
from reports.pdf import render

MOST_TIMES_OVER = 9


def signed(pages: int) -> tuple[Edition, int]:
    """In a database that is empty so far: the first edition of so many pages or a few more, how many they are. Nothing waits to
    be drawn but that edition."""
    load_sample()
    notice = Notice.objects.get()
    for times in range(2, MOST_TIMES_OVER):
        edition = _signed(notice, times)
        with pikepdf.open(io.BytesIO(render(pdf_html(edition)))) as document:
            found = len(document.pages)
        if found >= pages:
            Production.objects.exclude(edition=edition).delete()
            return edition, found
    raise SystemExit(f"bench: no edition has {pages} pages")


def _signed(notice: Notice, times: int) -> Edition:
    report = Report.objects.for_notice(notice).get(purpose=Report.Purpose.MINISTERS)
    chair = notice.memberships.get(role="chair").person
    with writing(notice.slug) as at:
        wanted = domain.ask_for_photograph(report=report, at=at)
    with reading():
        content = domain.composed(wanted)
    rows = content["position"]["indicators"]["rows"]
    content["position"]["indicators"]["rows"] = [
        copy.deepcopy(row) | {"code": row["code"] if turn == 0 else f"{row['code']}-{turn + 1}"}
        for turn in range(times)
        for row in rows
    ]
    with writing(notice.slug) as at:
        picture = domain.keep_photograph(wanted=wanted, content=content, by=chair, at=at)
    with writing(notice.slug) as at:
        shown = signing.Shown(picture.number, picture.sha256)
        made = signing.sign(report=report, shown=shown, by=chair, at=at, corrects="It has more figures.")
    return Edition.objects.select_related("photograph", "signature", "report", "replaces").get(pk=made.pk)
