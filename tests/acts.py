"""What else happens in the notice of a test? Objectives, evidence and judgements, by the write functions."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from boards import ballots, scheduling
from boards.models import Ballot, BallotAnswer, BallotOutcome, Decision, Meeting, MeetingDay
from indicators.models import Indicator
from plans import domain as plan
from plans.models import (
    Concern,
    ConcernOutcome,
    Evidence,
    EvidenceRuling,
    Item,
    ItemDraft,
    Judgement,
    Objective,
    Plan,
    TermsChange,
    TermsRuling,
)


class Acts:
    """Short names beside those of tests.factories.World, which this is a part of."""

    def day_of(self, number: int, **asof: Any) -> tuple[date, str]:
        """The day of a meeting, and what is said of it."""
        found = self.board.meetings.with_day(self.asof(**asof)).get(number=number)
        return found.day, found.state

    def move_meeting(self, number: int, to: date, reason: str = "The hall is taken.", **more: Any) -> MeetingDay:
        with self.writing() as at:
            meeting = self.meetings[number - 1]
            return scheduling.move_meeting(meeting=meeting, to=to, reason=reason, by=self.secretary, at=at, **more)

    def cancel_meeting(self, number: int, reason: str = "Snow.", **more: Any) -> MeetingDay:
        with self.writing() as at:
            meeting = self.meetings[number - 1]
            return scheduling.cancel_meeting(meeting=meeting, reason=reason, by=self.secretary, at=at, **more)

    def propose_ballot(
        self, words: str = "Borrow two managers.", *, closes_on: date | None = None, **more: Any
    ) -> Ballot:
        """A decision proposed between meetings, to be answered within a week."""
        with self.writing() as at:
            asked = {"kind": Decision.Kind.OTHER, "why": "They are free now."} | more
            closes_on = closes_on or self.clock.today + timedelta(days=7)
            return ballots.propose_ballot(
                board=self.board, words=words, closes_on=closes_on, by=self.secretary, at=at, **asked
            )

    def answer_ballot(self, ballot: Ballot, person: User, answer: str = "agrees", words: str = "") -> BallotAnswer:
        with self.writing() as at:
            member = self.notice.memberships.get(person=person)
            return ballots.answer_ballot(ballot=ballot, membership=member, answer=answer, words=words, by=person, at=at)

    def end_ballot(self, ballot: Ballot) -> BallotOutcome:
        with self.writing() as at:
            return ballots.end_ballot(ballot=ballot, by=self.secretary, at=at)

    def agree_objective(
        self,
        words: str = "Children are seen in time.",
        *,
        code: str = "safeguarding",
        decision: Decision | None = None,
        **more: object,
    ) -> Objective:
        """An objective of the plan `code`, which is named where it is not there yet."""
        with self.writing() as at:
            found = Plan.objects.for_notice(self.notice).filter(code=code).first()
            under = found or plan.make_plan(
                notice=self.notice, code=code, name=f"Plan {code}", by=self.secretary, at=at
            )
            decision = decision or self.decide("The objectives are agreed.", kind=Decision.Kind.PLAN, at=at)
            return plan.agree_objective(
                notice=self.notice, words=words, plan=under, decision=decision, by=self.secretary, at=at, **more
            )

    def draft(self, words: str = "See every child in a week.", *, by: User | None = None, **answers: str) -> ItemDraft:
        """An item that the officer drafts."""
        with self.writing() as at:
            typed = {"words": words} | answers
            return plan.write_draft(notice=self.notice, answers=typed, by=by or self.officer, at=at)

    def ask(self, item: Item, what: str = "withdraw", *, at: datetime | None = None, **more: object) -> TermsChange:
        """The owner asks that an item be withdrawn, or changed, or taken up again."""
        with self.writing(at) as instant:
            return plan.propose_terms(
                item=item, what=what, reason="It is needed no more.", by=self.owner_of(item), at=instant, **more
            )

    def answer(
        self,
        change: TermsChange,
        answer: str = TermsRuling.Answer.AGREED,
        *,
        decision: Decision | None = None,
        at: datetime | None = None,
    ) -> TermsRuling:
        """The Board's answer, by `decision` (a new one, taken today)."""
        with self.writing(at) as instant:
            decision = decision or self.decide("Items.", at=instant)
            words = "It is needed." if answer == TermsRuling.Answer.REFUSED else ""
            answers = [plan.TermsAnswer(change, answer, words)]
            return plan.rule_on_terms(decision=decision, answers=answers, by=self.secretary, at=instant)[0]

    def evidence(
        self,
        item: Item | None = None,
        *,
        shows: str = "QP1.a",
        on_behalf: bool = False,
        at: datetime | None = None,
        **more: object,
    ) -> Evidence:
        """Evidence of the item's owner, or of the officer; with `on_behalf` the secretary enters it for that person."""
        with self.writing(at) as instant:
            owner = self.owner_of(item) if item else self.officer
            given: dict = {
                "title": "Dip sample of ten cases",
                "note": "Ten of ten had one.",
                "strength": "self_reported",
            }
            given |= {"owner": owner, "source": "An e-mail."} if on_behalf else {}
            return plan.record_evidence(
                notice=self.notice,
                item=item,
                requirements=[self.notice.requirements.get(reference=reference) for reference in shows.split()],
                by=self.secretary if on_behalf else owner,
                at=instant,
                **given | more,
            )

    def review(
        self, evidence: Evidence, answer: str = "accepted", *, words: str = "", at: datetime | None = None
    ) -> EvidenceRuling:
        with self.writing(at) as instant:
            words = words or ("Say how the cases were chosen." if answer == "returned" else "")
            return plan.rule_on_evidence(evidence=evidence, answer=answer, words=words, by=self.reviewer, at=instant)

    def concern(self, thing: Item | Objective | Indicator, words: str = "It does not move.", **more: object) -> Concern:
        """The officer puts it before the next meeting of the Board, or before `meeting`."""
        kind = {Item: "item", Objective: "objective", Indicator: "indicator"}[type(thing)]
        with self.writing() as at:
            given: dict = {kind: thing, "words": words, "by": self.officer} | more
            return plan.raise_concern(notice=self.notice, at=at, **given)

    def close(self, concern: Concern, decision: Decision | None = None, **outcome: object) -> ConcernOutcome:
        """What a decision (a new one, taken today) says of a concern: `action=`, or that none is needed."""
        with self.writing() as at:
            given: dict = {"by": self.secretary} | (outcome or {"none_needed": "It is the season."})
            decision = decision or self.decide("The Board considered the concern.", at=at)
            return plan.close_concern(concern=concern, decision=decision, at=at, **given)

    def judge(
        self,
        meeting: Meeting,
        words: dict[str, str],
        *,
        reason: str = "As the Board heard.",
        at: datetime | None = None,
        **more: object,
    ) -> list[Judgement]:
        """The Board's words at a meeting held: by the code of each measure, one of Judgement.Word."""
        with self.writing(at) as instant:
            judged = [
                plan.Judged(self.notice.measures.get(code=code), word, reason=reason, **more)
                for code, word in words.items()
            ]
            return plan.judge_measures(
                board=self.board, meeting=meeting, words=judged, by=self.secretary, at=instant, confirmed=True
            )
