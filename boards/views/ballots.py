"""Pages of what the Board is asked between two meetings: the proposals, one of them, and what comes of it."""

from datetime import datetime
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission
from boards.ballots import Stands, answer_ballot, end_ballot, propose_ballot, stands, withdraw_ballot
from boards.forms.ballots import AnswerBallotForm, BallotForm, WithdrawBallotForm
from boards.models import Ballot, BallotAnswer, BallotOutcome
from boards.views.base import OfBoard
from notices.forms import NoticeForm
from records.refusal import NotTheNext

WITHDRAW = "withdraw"


class BallotListView(OfBoard):
    """Every proposal, the newest first, with what came of it."""

    permission = Permission.VIEW_WORKING

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        ballots = list(self.board.ballots.as_of(self.latest).select_related("recorded_by").order_by("-number"))
        outcomes = BallotOutcome.objects.for_notice(self.notice).filter(ballot__in=ballots).select_related("decision")
        ended = {row.ballot_id: row for row in outcomes}
        own = BallotAnswer.objects.for_notice(self.notice).filter(ballot__in=ballots, membership=self.membership)
        answered = {row.ballot_id: row for row in own.order_by("number")}
        rows = [
            {
                "ballot": ballot,
                "outcome": ended.get(ballot.pk),
                "closed": self.today > ballot.closes_on,
                "mine": answered.get(ballot.pk),
            }
            for ballot in ballots
        ]
        return self.page("boards/ballot_list.html", {"rows": rows, "board": self.board})


class ProposeBallotView(OfBoard):
    """A decision proposed to the members, to be answered by a day."""

    permission = write_permission = Permission.PROPOSE_BALLOT

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        newest = self.board.ballots.order_by("-number").first()
        return self.form_page(BallotForm(initial={"after": newest.number if newest else 0}))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = BallotForm(request.POST)
        names = ("kind", "words", "why", "closes_on", "after")
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: propose_ballot(
                    board=self.board, by=self.person, at=at, **{name: form.cleaned_data[name] for name in names}
                ),
                then=reverse("boards:ballot_list", args=[slug]),
                said="Members can answer now. Each is told by mail.",
            )
        except NotTheNext as met:
            theirs = [(str(form.fields[name].label), str(getattr(met.latest, name, ""))) for name in ("words", "why")]
            return self.clash(form, met, theirs=theirs, label="Ask the members")
        return answer or self.form_page(form, status=form.status)

    def form_page(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        coming = self.calendar(self.latest).next
        return self.page(
            "boards/propose_ballot.html", {"form": form, "board": self.board, "next": coming}, status=status
        )


class OfBallot(OfBoard):
    """Base of the pages about one proposal."""

    @cached_property
    def ballot(self) -> Ballot:
        rows = self.board.ballots.as_of(self.latest).select_related("board__notice", "recorded_by")
        return get_object_or_404(rows, number=self.kwargs["number"])

    @cached_property
    def outcome(self) -> BallotOutcome | None:
        rows = BallotOutcome.objects.for_notice(self.notice).filter(ballot=self.ballot)
        return rows.select_related("decision", "recorded_by").first()

    @cached_property
    def stands(self) -> Stands:
        return stands(self.ballot, self.latest)

    @property
    def closed(self) -> bool:
        return self.today > self.ballot.closes_on

    def to_ballot(self) -> str:
        return reverse("boards:ballot", args=[self.notice.slug, self.ballot.number])

    def about(self) -> dict[str, object]:
        return {"ballot": self.ballot, "outcome": self.outcome, "stands": self.stands, "closed": self.closed}


class BallotView(OfBallot):
    """One proposal with every member's answer; who decides answers here, for as long as it is open."""

    permission, write_permission = Permission.VIEW_WORKING, Permission.ANSWER_BALLOT

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        initial = {"answer": self.mine.answer, "words": self.mine.words} if self.mine else {}
        return self.form_page(AnswerBallotForm(initial=initial))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = AnswerBallotForm(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: answer_ballot(
                ballot=self.ballot,
                membership=self.membership,
                answer=form.cleaned_data["answer"],
                words=form.cleaned_data["words"],
                by=self.person,
                at=at,
            ),
            then=self.to_ballot(),
            said="Your answer is recorded. You can change it until the last day.",
        )
        return answer or self.form_page(form, status=form.status)

    @cached_property
    def mine(self) -> BallotAnswer | None:
        return next((row for member, row in self.stands.answers if member.pk == self.membership.pk), None)

    def form_page(self, form: AnswerBallotForm, *, status: int = 200) -> HttpResponse:
        open_ = not self.closed and self.outcome is None
        answers = form if self.may["answer_ballot"] and (open_ or form.is_bound) else None
        return self.page("boards/ballot.html", {**self.about(), "form": answers, "mine": self.mine}, status=status)


class BallotOutcomeView(OfBallot):
    """What came of it, by the rule and by one press; or that it is withdrawn, and why."""

    permission = write_permission = Permission.PROPOSE_BALLOT

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.form_page(NoticeForm(), WithdrawBallotForm(prefix=WITHDRAW))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        withdraws = WITHDRAW in request.POST
        end = NoticeForm(None if withdraws else request.POST)
        withdraw = WithdrawBallotForm(request.POST if withdraws else None, prefix=WITHDRAW)
        form = withdraw if withdraws else end

        def act(at: datetime) -> BallotOutcome:
            if withdraws:
                reason = withdraw.cleaned_data["reason"]
                return withdraw_ballot(ballot=self.ballot, reason=reason, by=self.person, at=at)
            return end_ballot(ballot=self.ballot, by=self.person, at=at)

        answer = form.is_valid() and self.write(form, act, then=self.to_ballot(), said="What came of it is recorded.")
        return answer or self.form_page(end, withdraw, status=form.status)

    def form_page(self, end: NoticeForm, withdraw: NoticeForm, *, status: int = 200) -> HttpResponse:
        context = {"form": withdraw if withdraw.is_bound else end, "end": end, "withdraw": withdraw}
        return self.page("boards/ballot_outcome.html", {**self.about(), **context}, status=status)
