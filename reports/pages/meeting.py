"""What is before one meeting of the Board, and what did it decide?"""

from datetime import date

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.policy import Permission
from boards.ballots import to_note
from boards.models import AgendaItem, Decision, Meeting, MeetingDay
from boards.standing import Calendar, Dated, is_too_far, weeks
from boards.timetables import what_changed
from notices.dates import NoticeDate, dates_of
from notices.http import NoticeView
from notices.models import Notice
from plans import standing
from plans.changes import WAITS, What, asked_for
from plans.concern_list import concerns_of, with_names
from plans.models import Concern, DateChange, Item, ItemTerms, TermsChange
from records import wording
from records.clock import AsOf
from records.writing import position
from reports.decided import described, read
from reports.models import Circulation
from reports.position.sentences import before_the_board


class MeetingView(NoticeView):
    """One meeting. Its day is open to every member; what came before it and what it decided to working sight only."""

    permission = Permission.VIEW_NOTICE
    section = "board"

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        of_board = Meeting.objects.for_notice(self.notice).filter(board__kind="improvement").select_related("board")
        meeting = get_object_or_404(of_board, number=number)
        calendar = Calendar(list(of_board.in_order(self.asof)), self.asof.on)
        called = next((row for row in calendar.meetings if row.number == number), None)
        gap = calendar.gaps.get(number)
        context: dict[str, object] = {
            "number": number,
            "meeting": called,
            "gap": weeks(gap) if gap else "",
            "too_far": gap is not None and is_too_far(gap),
            "unrecorded": called in calendar.unrecorded,
            "before": next((row for row in reversed(calendar.meetings) if called and row.day < called.day), None),
            "last_before": self.dates_after(calendar, number),
            "after": next((row for row in calendar.meetings if called and row.day > called.day), None),
            "shown_asof": self.shown_asof(),
            "meetings": of_board.days_held(position(self.notice.slug)),
            "packs": self.packs(meeting),
        }
        if called and self.may["view_working"]:
            context |= self.live(meeting, called, calendar) | self.timetable(meeting)
        return self.page("pages/meeting.html", context)

    def dates_after(self, calendar: Calendar, number: int) -> list[NoticeDate]:
        """The dates of the notice before which this is the last meeting."""
        before = ((found, calendar.last_before(found.on)) for found in dates_of(self.notice) if not found.outside)
        return [found for found, last in before if last is not None and last.number == number]

    def packs(self, meeting: Meeting) -> list[Circulation]:
        """What was circulated for it, for whoever reads packs. One query."""
        if not self.may["view_pack"]:
            return []
        return list(
            Circulation.objects.for_notice(self.notice).as_of(self.asof).filter(meeting=meeting).order_by("number")
        )

    def live(self, meeting: Meeting, called: Dated, calendar: Calendar) -> dict[str, object]:
        decisions = Decision.objects.for_notice(self.notice).as_of(self.asof).filter(meeting=meeting)
        held = called.state == MeetingDay.State.HELD
        before = Concern.objects.for_notice(self.notice).filter(meeting__board=meeting.board).before(meeting, self.asof)
        concerns = with_names(self.notice, self.asof, concerns_of(self.notice, self.asof, before))
        dates = waiting(self.notice, self.asof, asked_by=called.day if held else None)
        changes = changes_asked(self.notice, self.asof, asked_by=called.day if held else None)
        unsettled = sum(row["decision"] is None for row in concerns)
        return {
            "working": True,
            "agenda": list(AgendaItem.objects.for_notice(self.notice).filter(meeting=meeting).with_terms(self.asof)),
            "days": list(meeting.days.as_of(self.asof).select_related("recorded_by").latest_first()),
            "decided": described(self.notice, read(decisions).order_by("number"), self.asof),
            "noted": to_note(meeting.board, calendar, meeting.number, self.asof),
            "waiting": dates,
            "changes_asked": changes,
            "concerns": concerns,
            "to_answer": len(dates) + len(changes) + unsettled,
            "waits": wording.listed(before_the_board(dates=len(dates), changes=len(changes), concerns=unsettled)),
            "late": Item.objects.for_notice(self.notice)
            .with_standing(self.asof)
            .once("overdue_now", "overdue_first")
            .aggregate(now=Count("pk", filter=Q(overdue_now=True)), first=Count("pk", filter=Q(overdue_first=True))),
        }

    def timetable(self, meeting: Meeting) -> dict[str, object]:
        """By when what is due before it, and what was changed of that; nothing of a meeting that was cancelled."""
        rounds = Meeting.objects.for_notice(self.notice).rounds(self.asof)
        changed = list(meeting.timetables.as_of(self.asof).select_related("recorded_by").latest_first())
        round_ = next((one for one in rounds if one.number == meeting.number), None)
        opened = round_ is not None and round_.opens_on <= self.asof.on
        return {"round": round_, "opened": opened, "changes": list(zip(changed, what_changed(changed), strict=True))}


def waiting(notice: Notice, asof: AsOf, *, asked_by: date | None) -> list[dict]:
    """The new dates that wait for the Board, oldest first; for a meeting held, those asked for by its day."""
    changes = DateChange.objects.for_notice(notice).waiting(asof).select_related("owner")
    if asked_by is not None:
        changes = changes.filter(counts_on__lte=asked_by)
    asked = list(changes.order_by("counts_on", "recorded_at"))
    items = Item.objects.for_notice(notice).with_standing(asof).in_bulk([change.item_id for change in asked])
    terms = ItemTerms.objects.for_notice(notice).in_bulk([item.terms_id for item in items.values()])
    return [
        {
            "change": change,
            "number": items[change.item_id].number,
            "words": terms[items[change.item_id].terms_id].words,
            "from": wording.due(items[change.item_id].due_now, items[change.item_id].due_now_precision),
            "to": wording.due(change.to_on, change.to_precision),
            "moved": standing.moved_words(
                items[change.item_id].slips, (items[change.item_id].due_now - items[change.item_id].due_on).days
            ),
        }
        for change in asked
        if change.item_id in items
    ]


def changes_asked(notice: Notice, asof: AsOf, *, asked_by: date | None) -> list[tuple[TermsChange, str, list]]:
    """The changes of items that wait, likewise: each with what is asked in words, and its answers by label."""
    changes = TermsChange.objects.for_notice(notice).waiting(asof)
    if asked_by is not None:
        changes = changes.filter(counts_on__lte=asked_by)
    found = changes.select_related("item", "owner", "agency", "recorded_by").order_by("counts_on", "recorded_at")
    return [(change, WAITS[What(change.what)], asked_for(change)) for change in found]
