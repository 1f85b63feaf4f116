"""Where does a person begin? With what needs them; with several notices, one row each."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.policy import Permission
from boards.models import AgendaItem, MinutesVersion
from notices.http import NoticeView
from notices.models import Membership
from records import clock
from reports.drawing import content_of
from reports.models import Circulation
from reports.needs import Place, places_of
from reports.position import Position


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponseBase:
    today = clock.london_day(clock.now())
    mine = Membership.objects.on(today).filter(person=request.user.pk).select_related("notice", "person")
    memberships = list(mine.order_by("notice__council", "notice__slug"))
    if len(memberships) == 1:
        return WhatNeedsMe.as_view()(request, slug=memberships[0].notice.slug)
    return render(request, "pages/notices.html", {"places": places_of(memberships, today), "today": today})


class WhatNeedsMe(NoticeView):
    """The first page of somebody with one notice, with that notice's head and menu."""

    permission = Permission.VIEW_NOTICE

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        (place,) = places_of([self.membership], self.today)
        context = {"stands": self.stands(place), "sent": self.sent(place), "minutes": self.minutes(place)}
        return self.page("pages/home.html", {"place": place, "leads": self.leads(place)} | context)

    def leads(self, place: Place) -> list[AgendaItem]:
        """The items of the next meeting that this person leads, with their places."""
        if not (place.sees_working and place.meeting):
            return []
        agenda = AgendaItem.objects.for_notice(self.notice).filter(meeting=place.meeting).with_terms(self.asof)
        return [item for item in agenda if item.owner_id == self.person.pk]

    def sent(self, place: Place) -> Circulation | None:
        """What was circulated last, for whoever reads packs and nothing live."""
        if place.sees_working or not self.may["view_pack"]:
            return None
        return Circulation.objects.for_notice(self.notice).select_related("meeting").order_by("recorded_at").last()

    def minutes(self, place: Place) -> MinutesVersion | None:
        """The minutes that were circulated or confirmed last, likewise."""
        if place.sees_working or not self.may["view_pack"]:
            return None
        rows = MinutesVersion.objects.for_notice(self.notice).newest(self.asof, drafts=False)
        return rows.select_related("meeting").order_by("recorded_at").last()

    def stands(self, place: Place) -> dict | None:
        """How the notice stands in two sentences: live, or as published; None where nothing has been published."""
        if place.sees_working:
            return Position(self.notice, self.asof).sentences
        return content_of(place.edition.photograph)["position"]["sentences"] if place.edition else None


class FirstPage(NoticeView):
    """The bare address of a notice leads to its dashboard."""

    permission = Permission.VIEW_NOTICE

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return redirect("pages:dashboard", slug=slug)
