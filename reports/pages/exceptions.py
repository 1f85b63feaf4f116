"""What was not achieved as planned? The Board's exceptions as a page that prints on its own, and as a spreadsheet of the same rows."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from notices.http import NoticeView
from records.spreadsheets import Value, to_csv, to_xlsx
from reports.position import Position
from reports.position.calendar import days_held
from reports.position.exceptions import KINDS

HEADS = (
    "Kind",
    "Number",
    "What was agreed",
    "Owner",
    "Agency or plan",
    "State",
    "Lateness or forecast",
    "Cause",
    "Remedy",
    "Revised timescale",
    "The Board",
    "Decision",
)
WIDTHS = (10, 8, 44, 20, 22, 14, 22, 50, 50, 26, 16, 9)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OfExceptions(NoticeView):
    """Base of what shows the exceptions as of the day asked for, live."""

    permission = Permission.VIEW_WORKING
    section = "plan"

    def position(self) -> Position:
        return Position(self.notice, self.asof, sample=self.reading.demonstration)


class ExceptionsView(OfExceptions):
    """Objectives and items with cause, remedy, revised timescale and decision."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        now = self.position()
        context = {
            "head": now.head,
            "exceptions": now.exceptions,
            "shown_asof": self.shown_asof(),
            "meetings": days_held(now.calendar),
        }
        return self.page("pages/exceptions.html", context)


class ExceptionsSheetView(OfExceptions):
    """The same rows in the same order, as a file: `kind` is xlsx or csv."""

    def get(self, request: HttpRequest, slug: str, kind: str) -> HttpResponse:
        rows = [cells(row) for row in self.position().exceptions["rows"]]
        body, sort = (
            (to_xlsx("Exceptions", HEADS, rows, widths=WIDTHS), XLSX)
            if kind == "xlsx"
            else (to_csv(HEADS, rows), "text/csv; charset=utf-8")
        )
        name = f"exceptions-{slug}-{self.asof.on.isoformat()}.{kind}"
        return HttpResponse(body, content_type=sort, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def cells(row: dict) -> Sequence[Value]:
    """One row under HEADS."""
    return (
        KINDS[row["kind"]][0].capitalize(),
        row["number"],
        row["words"],
        row["owner"],
        row["agency"],
        row["state"],
        row["late"],
        row["cause"],
        row["remedy"],
        "; ".join(row["timescale"]),
        row["board"],
        row["decision"],
    )
