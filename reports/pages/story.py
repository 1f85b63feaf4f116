"""What has happened since the notice was issued, in the order of time? One page from its issue to its lifting, each line linked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.policy import Permission, Sight
from notices.http import NoticeView
from records import wording
from records.clock import london_day
from reports.access import newest_edition
from reports.drawing import published
from reports.models import Edition, Sending
from reports.position import Position
from reports.purposes import name_of
from reports.withdrawing import withdrawal_of

MET = "Met"


@dataclass(frozen=True)
class Event:
    """Something that happened on a day, or, where only its month is known, by the end of that; and the page of it."""

    on: date
    words: str
    url: str
    when: str = ""

    @property
    def said(self) -> str:
        return self.when or wording.day(self.on)


class StoryView(NoticeView):
    """The notice's issue, meetings, information to Ministers, editions, reviews, measures judged met, and how it stands."""

    permission = Permission.VIEW_NOTICE
    section = "notice"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        position = Position(self.notice, self.asof, sample=self.reading.demonstration)
        events = [
            *self.of_notice(position),
            *self.of_editions(),
            *(self.of_review(row) for row in position.reviews["rows"]),
            *self.of_measures(position),
        ]
        context = {
            "events": sorted(events, key=lambda event: event.on),
            "lifted": position.reviews["lifted"],
            "coming": position.calendar["coming"],
            "circulated": self.sight is Sight.CIRCULATED,
            "shown_asof": self.shown_asof(),
            "day": wording.day(self.asof.on),
        }
        return self.page("pages/story.html", context)

    def of_notice(self, position: Position) -> Iterator[Event]:
        """Its issue, the meetings held, and what was told to Ministers outside this system."""
        notice, slug = self.notice, self.notice.slug
        assumed = " (the day is assumed)" if notice.issued_on_assumed else ""
        yield Event(notice.issued_on, f"The notice is issued{assumed}", reverse("notices:notice", args=[slug]))
        for row in position.calendar["meetings"]:
            if row["state"] == "held":
                url = reverse("pages:meeting", args=[slug, row["number"]])
                yield Event(date.fromisoformat(row["on"]), f"The Board holds meeting {row['number']}", url)
        for row in position.calendar["points"]:
            if row["given_outside"] and row["passed"]:
                url, on = reverse("pages:calendar", args=[slug]), date.fromisoformat(row["on"])
                yield Event(on, "Information to Ministers: given outside this system", url, row["month"])

    def of_editions(self) -> Iterator[Event]:
        """What was published by the day and known by then, and what was sent to whom."""
        editions = Edition.objects.for_notice(self.notice).filter(published_at__lt=self.asof.known)
        related = "report__point", "report__review", "withdrawal", "replaces"
        rows = editions.select_related(*related).order_by("published_at")
        urls = {}
        for row in rows:
            on = london_day(row.published_at)
            urls[row.pk] = reverse("reports:edition", args=[self.notice.slug, row.report.number, row.number])
            gone = withdrawal_of(row)
            is_gone = gone is not None and gone.withdrawn_at < self.asof.known
            since = f"; withdrawn on {wording.day(london_day(gone.withdrawn_at))}" if gone and is_gone else ""
            if on <= self.asof.on:
                instead = f" in place of edition {row.replaces.number}" if row.replaces else ""
                said = f"The chair signs edition {row.number} of the {name_of(row.report)}, and it is published{instead}{since}"
                yield Event(on, said, urls[row.pk])
        sent = Sending.objects.for_notice(self.notice).as_of(self.asof)
        for one in sent.select_related("edition__report__point", "edition__report__review").order_by("number"):
            said = f"Edition {one.edition.number} of the {name_of(one.edition.report)} is sent to {one.to}, {one.how}"
            yield Event(one.counts_on, said, urls[one.edition_id])

    def of_review(self, row: dict[str, Any]) -> Event:
        said = f"The Department holds its {row['kind']} review. What follows: {row['follows'][0].lower()}{row['follows'][1:]}"
        return Event(
            date.fromisoformat(row["held_on"]), said, reverse("pages:review", args=[self.notice.slug, row["on"]])
        )

    def of_measures(self, position: Position) -> Iterator[Event]:
        """The measures that the Board judged met, each when it first was: live, or as the newest edition has it."""
        judged = position.judgements["rows"] if self.sight is Sight.WORKING else self.judged_as_published()
        for code, row in judged.items():
            first = next((said for said in row["history"] if said["word"] == MET and said.get("on")), None)
            if first and first["on"] <= self.asof.on.isoformat():
                url = reverse("pages:measure", args=[self.notice.slug, code])
                yield Event(date.fromisoformat(first["on"]), f"The Board judges measure {code} met", url)

    def judged_as_published(self) -> dict[str, Any]:
        edition = newest_edition(self.notice)
        return published(edition.photograph)["judgements"]["rows"] if edition else {}
