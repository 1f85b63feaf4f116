"""How do all indicators stand beside each other? One row each, as a page that prints on its own and as a spreadsheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property

from accounts.policy import Permission
from boards.querysets import DayHeld, held_of
from indicators.offered import with_what_is_not_agreed
from indicators.return_rules import rules_of
from notices.http import NoticeView
from notices.models import Requirement
from records.spreadsheets import to_csv, to_xlsx
from reports import scorecard
from reports.position import Position
from reports.scorecard import Row

PERIODS = (scorecard.FEW, 6, 12)
CHOICES = {
    "all": ("All in use", lambda row: True),
    "headline": ("Headline indicators", lambda row: row.headline is not None),
    "off-target": ("Off target: near or misses", scorecard.off_target),
    "changed": ("Changed since the last meeting", lambda row: row.changed),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OfScorecard(NoticeView):
    """Base of what shows the scorecard as of the day asked for, live."""

    permission = Permission.VIEW_WORKING
    section = "indicators"

    @cached_property
    def stands(self) -> Position:
        return Position(self.notice, self.asof, sample=self.reading.demonstration, with_benchmarks=True)

    @cached_property
    def held(self) -> list[DayHeld]:
        """The meetings held, newest first."""
        return held_of(self.stands.meetings)

    @property
    def last(self) -> DayHeld | None:
        """The meeting before the day of the position."""
        return next((meeting for meeting in self.held if meeting.on < self.asof.on), None)

    @cached_property
    def named(self) -> dict[str, set[str]]:
        """By the code of each measure, the indicators that its requirements name as evidence."""
        found: dict[str, set[str]] = {}
        for row in Requirement.objects.for_notice(self.notice).select_related("measure"):
            if row.indicator_codes:
                found.setdefault(row.measure.code, set()).update(row.indicator_codes)
        return found

    @cached_property
    def periods(self) -> int:
        asked = self.request.GET.get("periods", "") or str(scorecard.FEW)
        return int(self.one_of(asked, [str(number) for number in PERIODS]))

    @cached_property
    def show(self) -> str:
        return self.one_of(self.request.GET.get("show", "") or "all", CHOICES)

    @cached_property
    def measure(self) -> str:
        asked = self.request.GET.get("measure", "")
        return self.one_of(asked, self.named) if asked else ""

    @staticmethod
    def one_of(asked: str, known: object) -> str:
        if asked not in known:  # type: ignore[operator]
            raise Http404
        return asked

    @cached_property
    def rows(self) -> list[Row]:
        """All in use; what is asked for is `kept`."""
        found = with_what_is_not_agreed(self.notice, self.asof, self.stands.series)
        return scorecard.rows_of(
            self.stands.indicators["rows"],
            on=self.asof.on.isoformat(),
            met_on=self.last.on.isoformat() if self.last else "",
            periods=self.periods,
            rules=rules_of(self.notice, self.asof),
            unagreed={row.code: row.unagreed for row in found},
            commentary=self.stands.commentary,
        )

    @cached_property
    def sections(self) -> list[tuple[str, list[Row]]]:
        _, keeps = CHOICES[self.show]
        return scorecard.sections(
            row for row in self.rows if keeps(row) and (not self.measure or row.code in self.named[self.measure])
        )


class ScorecardView(OfScorecard):
    """Every indicator in use, or those asked for, in one table."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        context = {
            "sections": self.sections,
            "total": len(self.rows),
            "off": sum(map(scorecard.off_target, self.rows)),
            "changed": sum(row.changed for row in self.rows),
            "unagreed": sum(bool(row.unagreed) for row in self.rows),
            "last": self.last,
            "heads": [scorecard.before(place) for place in range(self.periods)],
            "caution": scorecard.CAUTION,
            "show": self.show,
            "choices": [(key, label, sum(map(keeps, self.rows))) for key, (label, keeps) in CHOICES.items()],
            "measure": self.measure,
            "measures": [code for code, codes in self.named.items() if any(row.code in codes for row in self.rows)],
            "periods": self.periods,
            "lengths": PERIODS,
            "passed_on": [(name, request.GET[name]) for name in ("on", "known") if name in request.GET],
            "shown_asof": self.shown_asof(),
            "meetings": self.held,
        }
        return self.page("pages/scorecard.html", context)


class ScorecardSheetView(OfScorecard):
    """The rows of the page, in its order, as a file: `kind` is xlsx or csv."""

    def get(self, request: HttpRequest, slug: str, kind: str) -> HttpResponse:
        heads, rows = scorecard.heads(self.periods), [scorecard.cells(row) for _, rows in self.sections for row in rows]
        body, sort = (
            (to_xlsx("Scorecard", heads, rows, widths=scorecard.widths(self.periods)), XLSX)
            if kind == "xlsx"
            else (to_csv(heads, rows), "text/csv; charset=utf-8")
        )
        name = f"scorecard-{slug}-{self.asof.on.isoformat()}.{kind}"
        return HttpResponse(body, content_type=sort, headers={"Content-Disposition": f'attachment; filename="{name}"'})
