"""Which requirements of the notice are proven, which are not, and why? Every one with its state, by theme and measure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.policy import Permission
from assurance.coverage import Coverage
from assurance.proof import Line
from assurance.states import NO_WAY, NO_WAY_RULE, RULES, State
from notices.http import NoticeView
from notices.models import Requirement
from reports.position import Position
from reports.position.calendar import days_held


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list: its key in the address, its words, and which requirements it keeps."""

    key: str
    label: str
    keeps: Callable[[Coverage], bool]


def _of_state(state: State) -> Choice:
    label = "Kept n of m (duties that repeat)" if state is State.KEPT else state.value
    return Choice(state.name.lower().replace("_", "-"), label, lambda row: row.is_ours and row.judged.state is state)


ALL = Choice("all", "All that count", lambda row: row.is_ours)
STATES = tuple(_of_state(state) for state in State)
PROVEN = Choice("proven", "Evidenced, or kept each time", lambda row: row.is_ours and row.judged.is_evidenced)
LATE = Choice("late", "Late", lambda row: row.judged.late_since is not None)
NO_WAY_YET = Choice("no-way", NO_WAY, lambda row: row.judged.no_way)
NOT_OURS = Choice("department", "Acts of the Department", lambda row: not row.is_ours)
CHOICES = (ALL, *STATES, PROVEN, LATE, NO_WAY_YET, NOT_OURS)


@dataclass(frozen=True)
class Counted:
    """A thing that was counted, and the address of the page that shows it; "" where there is none."""

    line: Line
    url: str


@dataclass(frozen=True)
class Row:
    """One requirement as pages draw it."""

    coverage: Coverage
    counted: list[Counted]

    @property
    def requirement(self) -> Requirement:
        return self.coverage.requirement


class CoverageView(NoticeView):
    """The whole notice on one page, to be narrowed by state, flag or measure; each count above is the list behind it."""

    permission = Permission.VIEW_WORKING
    section = "coverage"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        now = Position(self.notice, self.asof, sample=self.reading.demonstration)
        everything = now.covered
        codes = list(dict.fromkeys(row.requirement.measure.code for row in everything))
        code, choice = request.GET.get("measure", ""), self.choice()
        if code and code not in codes:
            raise Http404
        here = [row for row in everything if code in ("", row.requirement.measure.code)]
        counts = {one.key: sum(one.keeps(row) for row in here) for one in CHOICES}
        kept = {name: request.GET[name] for name in ("on", "known") if request.GET.get(name)}
        found = [row_of(row, slug, kept) for row in here if choice.keeps(row)]
        context = {
            "themes": by_theme(found),
            "number": len(found),
            "choice": choice,
            "all": counts[ALL.key],
            "proven": (PROVEN, counts[PROVEN.key]),
            "late": (LATE, counts[LATE.key]),
            "no_way": (NO_WAY_YET, counts[NO_WAY_YET.key]),
            "choices": [(one, counts[one.key]) for one in (ALL, *STATES)],
            "others": [(one, counts[one.key]) for one in (PROVEN, LATE, NO_WAY_YET, NOT_OURS)],
            "codes": codes,
            "code": code,
            "kept": [(name, request.GET[name]) for name in ("show", "on", "known") if request.GET.get(name)],
            "rules": [
                (state.value if state is not State.KEPT else "Kept n of m", rule) for state, rule in RULES.items()
            ],
            "no_way_rule": (NO_WAY, NO_WAY_RULE),
            "shown_asof": self.shown_asof(),
            "meetings": days_held(now.calendar),
        }
        return self.page("pages/coverage.html", context)

    def choice(self) -> Choice:
        asked = self.request.GET.get("show", ALL.key)
        found = next((choice for choice in CHOICES if choice.key == asked), None)
        if found is None:
            raise Http404
        return found


def row_of(coverage: Coverage, slug: str, kept: dict[str, str]) -> Row:
    """The requirement with an address for each thing counted; `kept` are the days that the addresses keep (on, known)."""
    return Row(coverage, [Counted(line, _address(line, slug, kept)) for line in coverage.proof])


def _address(line: Line, slug: str, kept: dict[str, str]) -> str:
    """Of the page on which the thing stands, as of the same days."""
    if line.kind == "decision":
        return _with(
            reverse("pages:decisions", args=[slug]), {"q": f"decision {line.key}", **kept}, f"decision-{line.key}"
        )
    pages = {
        "evidence": "plans:evidence",
        "item": "pages:item",
        "indicator": "pages:indicator",
        "meeting": "pages:meeting",
    }
    lists = {"meeting": "boards:meeting_list", "plan": "plans:item_list", "report": "reports:report_list"}
    if line.key and line.kind in pages:
        return _with(reverse(pages[line.kind], args=[slug, line.key]), kept)
    return _with(reverse(lists[line.kind], args=[slug]), kept) if line.kind in lists else ""


def _with(address: str, query: dict[str, str], part: str = "") -> str:
    return address + (f"?{urlencode(query)}" if query else "") + (f"#{part}" if part else "")


def by_theme(rows: Iterable[Row]) -> list[dict]:
    """The rows under their themes and measures, in the order of the notice."""
    return [
        {
            "theme": theme,
            "measures": [
                {"measure": measure, "rows": list(of_measure)}
                for measure, of_measure in groupby(of_theme, key=lambda row: row.requirement.measure)
            ],
        }
        for theme, of_theme in groupby(rows, key=lambda row: row.requirement.measure.theme)
    ]
