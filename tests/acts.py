"""What else happens in the notice of a test? Objectives, evidence and judgements, by the write functions."""

from datetime import datetime

from boards.models import Decision, Meeting
from indicators.models import Indicator
from plans import domain as plan
from plans.models import Concern, ConcernOutcome, Evidence, EvidenceRuling, Item, Judgement, Objective, Plan


class Acts:
    """Short names beside those of tests.factories.World, which this is a part of."""

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
