"""Are we all right? The position of the notice on one page: live for the Board, as published for those who observe."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

from accounts.policy import Permission, Sight
from indicators.listing import CHOICES, READ_AGAINST
from notices.domain import earliest_day
from notices.http import NoticeView, OddRequest
from plans.models import Judgement
from plans.signal_list import tally
from records import wording
from records.clock import AsOf
from reports import charts
from reports.access import newest_edition
from reports.drawing import published
from reports.models import Edition
from reports.pages.facts import first_facts
from reports.position import Position
from reports.position.calendar import days_held
from reports.position.changes import between

SHOWN = (
    "head",
    "sentences",
    "calendar",
    "items",
    "measures",
    "judgements",
    "indicators",
    "evidence",
    "concerns",
    "decisions",
    "early_warning",
    "reviews",
)
MOST_OFF_PLAN = 8
MOST_WARNED = 9
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
            data,
            shown_asof=self.shown_asof(),
            meetings=days_held(data["calendar"]),
            changes=changes,
            told=tally(self.notice, self.asof),
        )

    def as_published(self) -> HttpResponse:
        edition = self.edition
        if edition is None:
            return self.page("pages/dashboard_unpublished.html")
        return self.drawn(published(edition.photograph), edition=edition)

    @cached_property
    def edition(self) -> Edition | None:
        return newest_edition(self.notice)

    def since_last_board(self, now: Position, data: dict) -> dict | None:
        """What changed since the end of the day of the last meeting before this one, or of the day asked for, as known
        now: the difference of two positions. None before the first meeting, and where the reader wants none."""
        if self.request.GET.get("compare") == ALONE:
            return None
        asked = self.day_to_compare()
        boards = [date.fromisoformat(row["on"]) for row in data["calendar"]["meetings"] if row["state"] == "held"]
        since = asked or max((day for day in boards if day < self.asof.on), default=None)
        if since is None:
            return None
        earlier = now.then(AsOf(since, self.asof.known))
        changes = between(earlier.as_earlier(), data)
        return changes | {"since": f"the Board of {changes['since']}" if since in boards else changes["since"]}

    def day_to_compare(self) -> date | None:
        asked = self.asked_day("compare")
        if asked and asked >= self.asof.on:
            raise OddRequest(
                f"What changed is counted from a day before the position, {wording.day(self.asof.on)}. "
                f"{wording.day(asked)} is not before it."
            )
        if asked and asked < (earliest := earliest_day(self.notice)):
            raise OddRequest(
                f"Nothing is known of days before {wording.day(earliest)}, the earliest the notice rests on."
            )
        return asked

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
                **drawn_small(data["indicators"], data["early_warning"]),
                **context,
            },
        )


def with_bars(theme: dict[str, Any]) -> dict[str, Any]:
    return theme | {"rows": [row | {"bar": charts.bar(row)} for row in theme["rows"]]}


def is_off_course(row: dict[str, Any]) -> bool:
    return bool(row["judgement"]) and row["judgement"]["word"] == Judgement.Word.OFF_COURSE.label


def drawn_small(indicators: dict[str, Any], early: dict[str, Any]) -> dict[str, Any]:
    """The headline indicators in the Board's order; and of the others the first of those that warn early, drawn; with the
    names of what is not drawn: warnings among the headlines, further warnings, what gets better, what else is off."""
    by_code = {row["code"]: row for row in indicators["rows"]}
    first = indicators["headline"]
    warned = [by_code[row["code"]] | row for row in early["rows"]]
    others = [row for row in warned if row["code"] not in first]
    return {
        "headlines": [with_chart(by_code[code]) for code in first],
        "warned": [with_chart(row) for row in others[:MOST_WARNED]],
        "warned_first": [row for row in warned if row["code"] in first],
        "more_warned": others[MOST_WARNED:],
        "better": [by_code[code] for code in early["better"]],
        "watched": [by_code[code] for code in early["watch"] if code not in first],
    }


def with_chart(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"chart": charts.multiple(row)}
