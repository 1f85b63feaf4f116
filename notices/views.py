"""Pages of the notice itself: what it says, and who works on it."""

from typing import Any

from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission, Role
from notices.dates import dates_of
from notices.http import NoticeView
from notices.models import Basis, Measure, Membership, Theme
from notices.notice_file import ThemeKind


class NoticePageView(NoticeView):
    """The notice: its dates and what may follow, then everything that it asks for, counted from its own data."""

    permission = Permission.VIEW_NOTICE
    section = "notice"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        dates = dates_of(self.notice)
        counted = Measure.objects.for_notice(self.notice).annotate(requirement_count=Count("requirements"))
        themes = Theme.objects.for_notice(self.notice).prefetch_related(Prefetch("measures", queryset=counted))
        parts = {kind: _part([theme for theme in themes if theme.kind == kind]) for kind in ThemeKind}
        context = {
            "bases": Basis.objects.for_notice(self.notice).annotate(recommendation_count=Count("recommendations")),
            "dates": dates,
            "coming": next((found for found in dates if found.on >= self.today and not found.outside), None),
            "measures": parts[ThemeKind.MEASURES],
            "duties": parts[ThemeKind.DUTIES],
            "aims": parts[ThemeKind.AIMS],
            "requirement_count": sum(part["requirement_count"] for part in parts.values()),
            "sentences": self.notice.context_sentences.all(),
        }
        return self.page("notices/notice.html", context)


def _part(themes: list[Theme]) -> dict:
    """The themes of one kind with how many paragraphs and requirements they hold together."""
    measures: list[Any] = [measure for theme in themes for measure in theme.measures.all()]
    return {
        "themes": themes,
        "count": len(measures),
        "requirement_count": sum(measure.requirement_count for measure in measures),
    }


class PeopleView(NoticeView):
    """Who is a member today, by role. Names, roles and agencies only: addresses are nobody else's business."""

    permission = Permission.LIST_MEMBERS
    section = "people"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        members = Membership.objects.for_notice(self.notice).on(self.today).select_related("person", "agency")
        order = {role.value: place for place, role in enumerate(Role)}
        people = sorted(members, key=lambda member: (order[member.role], member.person.name.casefold()))
        return self.page("notices/people.html", {"people": people})
