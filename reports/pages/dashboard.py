"""Are we all right? The position of the notice on one page: live for the Board, as published for those who observe."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

from accounts.policy import Permission, Sight
from indicators.listing import CHOICES, READ_AGAINST
from indicators.standing import Against
from notices.http import NoticeView
from plans.models import Judgement
from records.clock import AsOf
from reports import charts
from reports.access import newest_edition
from reports.drawing import read
from reports.models import Edition
from reports.pages.facts import first_facts
from reports.position import Position
from reports.position.calendar import days_held
from reports.position.changes import between

SHOWN = ("head", "sentences", "calendar", "items", "measures", "judgements", "indicators", "evidence", "decisions")
COMPARED = ("head", "items", "judgements", "evidence", "decisions")
MOST_OFF_PLAN = 8
AGAINST = {word.value for word in READ_AGAINST}
ALONE = "none"  # ?compare=none: the position without what changed


class DashboardView(NoticeView):
    """Drawn from position data and nothing else, so that the live page and a published one cannot differ in kind."""

    permission = Permission.VIEW_POSITION
    section = "dashboard"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        if self.sight is Sight.CIRCULATED:
            return self.as_published()
        now = Position(self.notice, self.asof, sample=self.reading.demonstration)
        data = now.only(*SHOWN)
        changes = self.since_last_board(now, data)
        return self.drawn(
            data, shown_asof=self.shown_asof(), meetings=days_held(data["calendar"]), changes=changes, kept=self.kept()
        )

    def as_published(self) -> HttpResponse:
        edition = self.edition
        if edition is None:
            return self.page("pages/dashboard_unpublished.html")
        return self.drawn(read(edition.photograph)["position"], edition=edition)

    @cached_property
    def edition(self) -> Edition | None:
        return newest_edition(self.notice)

    def since_last_board(self, now: Position, data: dict) -> dict | None:
        """What changed since the end of the day of the last meeting before this one, or of the day asked for, as known
        now: the difference of two positions. None before the first meeting, and where the reader wants none."""
        if self.request.GET.get("compare") == ALONE:
            return None
        today = data["head"]["on"]
        asked = self.asked_day("compare")
        held_before = [
            row["on"] for row in data["calendar"]["meetings"] if row["state"] == "held" and row["on"] < today
        ]
        if not asked and not held_before:
            return None
        since = asked or date.fromisoformat(max(held_before))
        earlier = now.then(AsOf(since, self.asof.known))
        return between(earlier.only(*COMPARED) | {"indicators": earlier.standings}, data)

    def kept(self) -> str:
        """What links to other pages end in, so that they show the same day; nothing on the page of today."""
        asked = {name: self.request.GET[name] for name in ("on", "known") if self.request.GET.get(name)}
        return urlencode(asked)

    def drawn(self, data: dict, *, changes: dict | None = None, **context: object) -> HttpResponse:
        off_plan = data["items"]["off_plan"]
        measures = [row for theme in data["measures"]["themes"] for row in theme["rows"]]
        return self.page(
            "pages/dashboard.html",
            {
                "p": data,
                "changes": changes,
                "facts": first_facts(data, changes),
                "against": [
                    (choice.key, choice.label, data["indicators"]["counts"][choice.label])
                    for choice in CHOICES
                    if choice.label in AGAINST
                ],
                "off_plan": off_plan[:MOST_OFF_PLAN],
                "more_off_plan": len(off_plan) - MOST_OFF_PLAN,
                "strip": charts.strip(data["calendar"], data["head"]["on"]),
                "themes": [with_bars(theme) for theme in data["measures"]["themes"]],
                "off_course": [row for row in measures if is_off_course(row)],
                **drawn_small(data["indicators"]),
                **context,
            },
        )


def with_bars(theme: dict[str, Any]) -> dict[str, Any]:
    return theme | {"rows": [row | {"bar": charts.bar(row)} for row in theme["rows"]]}


def is_off_course(row: dict[str, Any]) -> bool:
    return bool(row["judgement"]) and row["judgement"]["word"] == Judgement.Word.OFF_COURSE.label


def drawn_small(indicators: dict[str, Any]) -> dict[str, list[dict]]:
    """The headline indicators in the Board's order; and of the others those that miss their target or stand worse than
    when first recorded."""
    rows = {row["code"]: row for row in indicators["rows"]}
    first = [rows.pop(code) for code in indicators["headline"]]
    warned = [row for row in rows.values() if row["against"] == Against.MISSES.value or row["worse_than_first"]]
    return {
        name: [row | {"chart": charts.multiple(row)} for row in found]
        for name, found in (("headlines", first), ("warned", warned))
    }
