"""What did one review by the Department conclude, on which pack, and what followed from it? Open to every member."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission
from notices.http import NoticeView
from notices.models import Review
from records.refusal import NotTheNext
from reports.models import Report, ReviewConclusion
from reports.review_forms import AddReviewForm, ConclusionForm
from reports.reviewing import add_review, conclude_review


class ReviewView(NoticeView):
    """The review in the notice's words, what was concluded of it, the newest first, and the form that records it."""

    permission = Permission.VIEW_NOTICE
    write_permission = Permission.RECORD_REVIEW
    section = "board"

    @cached_property
    def review(self) -> Review:
        year, month = (int(part) for part in self.kwargs["month"].split("-"))
        rows = Review.objects.for_notice(self.notice).select_related("requirement__measure")
        return get_object_or_404(rows, on__year=year, on__month=month)

    def get(self, request: HttpRequest, slug: str, month: str) -> HttpResponse:
        return self.drawn(self.empty())

    def post(self, request: HttpRequest, slug: str, month: str) -> HttpResponse:
        review, form = self.review, ConclusionForm(request.POST, notice=self.notice)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: conclude_review(review=review, by=self.person, at=at, **form.said()),
                then=reverse("pages:review", args=[slug, month]),
                said="What the review concluded is recorded. Every member can read it here.",
            )
        except NotTheNext as met:
            latest: Any = met.latest
            theirs = [("What it concluded", latest.conclusions), ("What follows", latest.get_follows_display())]
            return self.clash(form, met, theirs=theirs)
        return answer or self.drawn(form, status=422)

    @cached_property
    def conclusions(self) -> list[ReviewConclusion]:
        rows = ReviewConclusion.objects.for_notice(self.notice).filter(review=self.review).as_of(self.asof)
        return list(
            rows.select_related("recorded_by", "pack__report__point", "pack__report__review").order_by("-number")
        )

    def empty(self) -> ConclusionForm:
        return ConclusionForm(
            initial={"after": self.conclusions[0].number if self.conclusions else 0}, notice=self.notice
        )

    def drawn(self, form: ConclusionForm, *, status: int = 200) -> HttpResponse:
        context: dict[str, Any] = {
            "review": self.review,
            "conclusions": self.conclusions,
            "pack": Report.objects.for_notice(self.notice).filter(review=self.review).select_related("review").first(),
            "form": form,
            "shown_asof": self.shown_asof(),
        }
        return self.page("pages/review.html", context, status=status)


class AddReviewView(NoticeView):
    """A further review that the notice does not list."""

    permission = write_permission = Permission.RECORD_REVIEW
    section = "board"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.page("pages/add_review.html", {"form": AddReviewForm()})

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = AddReviewForm(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: add_review(
                notice=self.notice,
                by=self.person,
                at=at,
                **{name: form.cleaned_data[name] for name in ("month", "words", "source")},
            ),
            then=reverse("pages:calendar", args=[slug]),
            said="The review stands in the calendar.",
        )
        return answer or self.page("pages/add_review.html", {"form": form}, status=422)
