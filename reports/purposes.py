"""What is each report for: what is it called, for whom is it, what is it made of, and of which month is it?"""

from dataclasses import dataclass

from records import wording
from records.clock import london_day
from reports.models import Report
from reports.position import SECTIONS


@dataclass(frozen=True)
class Purpose:
    """What the reports of one purpose have in common: the one table below says it, and one engine makes them all.

    `title` heads it, `short` stands in the heads of its pages and in the name of its file, `readers` says for whom it is.
    `asks_chair`: it has the chair's answers to the four questions. `parts`: the templates under templates/reports/ that it
    is drawn from, in order. `alone`: how many of these, from the first, keep to as many sheets as `sheets`, or it cannot be
    signed; 0 where no length is asked. `holds`: the sections of the position that are photographed, and so published. `again`: what
    an edition after the first is asked to say, and says at its head.
    """

    title: str
    short: str
    readers: str
    asks_chair: bool
    parts: tuple[str, ...]
    alone: int = 0
    sheets: int = 0
    holds: tuple[str, ...] = SECTIONS
    again: str = "What this edition corrects"

    @property
    def is_whole(self) -> bool:
        """Whether it publishes the whole position, from which those read who read nothing live."""
        return self.holds == SECTIONS


KINDS = {
    Report.Purpose.MINISTERS: Purpose(
        title="Progress report to Ministers",
        short="report to Ministers",
        readers="For Ministers, by the chair, in the months that the notice names",
        asks_chair=True,
        parts=(
            "ministerial/_first_sheet.html",
            "ministerial/_second_sheet.html",
            "ministerial/_contribution.html",
            "ministerial/_themes.html",
            "ministerial/_exceptions.html",
            "ministerial/_decisions.html",
            "ministerial/_figures.html",
            "ministerial/_scorecard.html",
            "ministerial/_method.html",
        ),
        alone=2,
        sheets=2,
    ),
    Report.Purpose.REVIEW: Purpose(
        title="Pack for the Department’s review",
        short="review pack",
        readers="For the officials of the Department who review progress",
        asks_chair=True,
        parts=(
            "review/_opening.html",
            "ministerial/_contribution.html",
            "review/_evidence.html",
            "ministerial/_themes.html",
            "ministerial/_figures.html",
            "ministerial/_scorecard.html",
            "ministerial/_exceptions.html",
            "review/_decisions.html",
            "ministerial/_method.html",
        ),
    ),
    Report.Purpose.EXCEPTIONS: Purpose(
        title="Exception report",
        short="exception report",
        readers="For the Board: what is not achieved as planned, and what is done about it",
        asks_chair=False,
        parts=("exceptions/_whole.html",),
        holds=("head", "items", "objectives", "exceptions", "concerns", "indicators", "commentary"),
    ),
    Report.Purpose.PLAN: Purpose(
        title="The plan on a page",
        short="plan on a page",
        readers="For all staff and partners: what will be done, by when and by which agency",
        asks_chair=False,
        parts=("plan/_page.html",),
        alone=1,
        sheets=1,
        holds=("head", "plan_on_a_page"),
        again="What is different in this edition",
    ),
}


def kind_of(report: Report) -> Purpose:
    return KINDS[Report.Purpose(report.purpose)]


def month_of(report: Report) -> str:
    """The month in which Ministers are informed, or the Department reviews; "" for a report that is of no month."""
    of = report.point or report.review
    return wording.month(of.on) if of else ""


def name_of(report: Report) -> str:
    """What it is called within a sentence, so that it is told from every other of the notice but in its editions: report to
    Ministers of March 2013, pack for the review of June 2013, exception report begun on 5 March 2013, plan on a page."""
    month = month_of(report)
    return {
        Report.Purpose.MINISTERS: f"report to Ministers of {month}",
        Report.Purpose.REVIEW: f"pack for the review of {month}",
        Report.Purpose.EXCEPTIONS: f"exception report begun on {wording.day(london_day(report.begun_at))}",
        Report.Purpose.PLAN: "plan on a page",
    }[Report.Purpose(report.purpose)]


def title_of(report: Report) -> str:
    """What it is called in print, where its day stands beside it: Progress report to Ministers, March 2013."""
    title, month = kind_of(report).title, month_of(report)
    return f"{title}, {month}" if month else title
