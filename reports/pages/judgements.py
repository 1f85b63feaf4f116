"""What is the Board's word for each measure, what do the facts say, and what has it said meeting by meeting?"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404

from accounts.policy import Permission
from boards.models import Board, Meeting
from notices.http import NoticeView
from notices.models import Measure
from plans import domain as plan
from plans.forms import JudgementsForm
from plans.judging import NOT_YET_JUDGED, RULES, decision_of, history, judged, words_before
from plans.models import Judgement
from records import drafts, tokens, wording
from records.clock import AsOf
from records.models import Draft
from records.writing import position
from reports.judging import RULE, Facts, facts_of, judged_measures

Words = Mapping[int, Judgement]


class OfJudgements(NoticeView):
    """Base of the page on which the Board's words stand and are recorded."""

    permission = Permission.VIEW_WORKING
    section = "judgements"

    @cached_property
    def latest(self) -> AsOf:
        """Everything recorded so far: what the form is drawn from, whatever day the address asks for."""
        return position(self.notice.slug)

    @cached_property
    def board(self) -> Board:
        return get_object_or_404(Board.objects.for_notice(self.notice).improvement())

    @cached_property
    def held(self) -> list[Meeting]:
        """The meetings held, the newest first."""
        return list(Meeting.objects.for_notice(self.notice).filter(board=self.board).held(self.latest))

    @cached_property
    def measures(self) -> list[Measure]:
        return list(judged_measures(self.notice))


class JudgementsView(OfJudgements):
    """Every measure on one page. Whoever records for the Board finds the form here while the newest meeting held has not
    judged, or for the meeting that the address names."""

    write_permission = Permission.JUDGE_MEASURES

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        meeting = self.meeting_to_judge()
        return self.shown(self.form(initial=self.begun(meeting)) if meeting else None, meeting)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: self.judge(form, at),
            then=self.next_or(request.path),
            said=f"The Board’s words of meeting {form.cleaned_data['meeting'].number} are recorded.",
        )
        if answer:
            return answer
        chosen = next((row for row in self.held if str(row.number) == request.POST.get("meeting")), None)
        return self.shown(form, chosen or (self.held[0] if self.held else None), status=422)

    def meeting_to_judge(self) -> Meeting | None:
        """For whom records for the Board, on the page of now: the meeting named, else the newest, if it has not judged."""
        live = self.asof.on == self.today and not self.request.GET.get("known")
        if not (self.may["judge_measures"] and live and self.held):
            return None
        asked = self.request.GET.get("meeting")
        if asked:
            return next((row for row in self.held if str(row.number) == asked), None)
        newest = self.held[0]
        return None if decision_of(newest, self.latest) else newest

    def begun(self, meeting: Meeting) -> dict[str, Any]:
        """The words as they stand for that meeting, or as it found them, so that one press confirms them; then the draft."""
        own = decision_of(meeting, self.latest)
        stands = judged(self.notice, AsOf(meeting.day, self.latest.known))
        kept: dict[str, Any] = {"meeting": meeting.number}
        for measure in self.measures:
            row = stands.get(measure.pk)
            kept[f"word_{measure.code}"] = row.word if row else ""
            if row and own and row.decision_id == own.pk:
                kept |= {f"reason_{measure.code}": row.reason, f"printed_reason_{measure.code}": row.printed_reason}
        draft = self.draft(meeting)
        return kept | (draft.text if draft else {})

    def draft(self, meeting: Meeting) -> Draft | None:
        return drafts.of(self.person, self.notice.slug).get(draft_name(meeting.number))

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> JudgementsForm:
        return JudgementsForm(
            data,
            initial=initial,
            board=self.board,
            asof=self.latest,
            measures=self.measures,
            last=self.words_before,
            facts=self.facts_beside,
        )

    def words_before(self, meeting: Meeting) -> Words:
        return words_before(meeting, self.day_of(meeting), self.latest)

    def day_of(self, meeting: Meeting) -> date:
        return next(row.day for row in self.held if row.pk == meeting.pk)

    def facts_beside(self, meeting: Meeting, measure: Measure, word: str) -> tuple[tuple[str, ...], str]:
        """What a word is read against: the facts as they stood on the day of the meeting, as recorded so far."""
        facts = self.facts_on(self.day_of(meeting))[measure.code]
        return facts.unevidenced, facts.disagreement(word)

    def facts_on(self, day: date) -> dict[str, Facts]:
        if day not in self.found:
            self.found[day] = facts_of(self.notice, AsOf(day, self.latest.known))
        return self.found[day]

    @cached_property
    def found(self) -> dict[date, dict[str, Facts]]:
        return {}

    def judge(self, form: JudgementsForm, at: datetime) -> list[Judgement]:
        given = form.cleaned_data
        rows = plan.judge_measures(
            board=self.board,
            meeting=given["meeting"],
            words=form.judged(),
            by=self.person,
            at=at,
            confirmed=given["confirmed"],
        )
        drafts.forget(self.notice.slug, draft_name(given["meeting"].number), by=self.person)
        return rows

    def shown(self, form: JudgementsForm | None, meeting: Meeting | None, *, status: int = 200) -> HttpResponse:
        asof = AsOf(self.day_of(meeting), self.latest.known) if form and meeting else self.asof
        facts = self.facts_on(asof.on) if form else facts_of(self.notice, self.asof)
        said = history(self.notice, self.latest if form else self.asof)
        before = self.words_before(meeting) if form and meeting else judged(self.notice, self.asof)
        rows = [self.row(measure, facts[measure.code], before.get(measure.pk), form) for measure in self.measures]
        context = {
            "form": form,
            "meeting": meeting,
            "facts_on": asof.on,
            "draft": self.draft(meeting) if form and meeting and not form.is_bound else None,
            "rows": rows,
            "counts": counted(rows),
            "history": table(self.measures, said),
            "newest": self.held[0] if self.held else None,
            "next": Meeting.objects.for_notice(self.notice).filter(board=self.board).planned(self.asof).first(),
            "may_judge_again": form is None and self.may["judge_measures"] and bool(self.held),
            "rules": [*RULES.values(), RULE],
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(self.latest),
        }
        return self.page("pages/judgements.html", context, status=status)

    def row(self, measure: Measure, facts: Facts, last: Judgement | None, form: JudgementsForm | None) -> dict:
        word = last.word if last else ""
        fields = {}
        if form:
            questions = {"word_field": "word", "reason": "reason", "printed_reason": "printed_reason"}
            fields = {name: form[f"{question}_{measure.code}"] for name, question in questions.items()}
        printed = fields.get("printed_reason")
        return {
            "measure": measure,
            "last": last,
            "word": last.get_word_display() if last else NOT_YET_JUDGED,
            "facts": facts,
            "disagreement": facts.disagreement(word),
            "print_open": bool(printed and (printed.errors or printed.value())),
            **fields,
        }


class KeepJudgementsView(OfJudgements):
    """Keeps what is being typed for one meeting, word for word. A draft is no fact: the notice is not opened for writing."""

    permission = write_permission = Permission.JUDGE_MEASURES

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        number = request.POST.get("meeting", "")
        if tokens.is_spent(request.POST.get("token", "")) or number not in {str(row.number) for row in self.held}:
            return self.page("plans/_draft_kept.html", {"kept": ""})
        names = [f"{name}_{row.code}" for row in self.measures for name in ("word", "reason", "printed_reason")]
        typed = {name: request.POST.get(name, "") for name in names}
        draft = drafts.keep(self.notice.slug, draft_name(int(number)), typed, by=self.person, at=self.now)
        kept = f"Draft kept at {wording.instant(draft.saved_at).split(', ')[1]}" if draft else ""
        return self.page("plans/_draft_kept.html", {"kept": kept})


def draft_name(number: int) -> str:
    return f"judgements of meeting {number}"


def counted(rows: list[dict]) -> list[tuple[str, int]]:
    """How many measures have each word; every measure is in one of them."""
    words = [*(word.label for word in Judgement.Word), NOT_YET_JUDGED]
    return [(word, many) for word in words if (many := sum(row["word"] == word for row in rows))]


def table(measures: list[Measure], said: dict[int, list[Judgement]]) -> dict[str, Any]:
    """The Board's words as a table: a column for each day on which it judged, a row for each measure."""
    by_day = {key: {row.counts_on: row for row in rows} for key, rows in said.items()}
    days = sorted({day for rows in by_day.values() for day in rows})
    rows = [(measure, [by_day.get(measure.pk, {}).get(day) for day in days]) for measure in measures]
    return {"days": days, "rows": rows}
