"""May the Board have accepted evidence looked at again? By a decision; then a reviewer answers it anew."""

from datetime import datetime

from accounts.models import User
from boards.models import Board, Decision
from plans.checks import as_written, check_text
from plans.models import Evidence, EvidenceRuling
from records import audit, wording
from records.ledger import append
from records.refusal import Refused


def reopen_evidence(
    *, evidence: Evidence, decision: Decision, words: str, by: User, at: datetime, after: int | None = None
) -> EvidenceRuling:
    """Append that a decision of the Board reopened accepted evidence, and why. From the day of that decision it waits for a
    reviewer, until one answers or the decision is replaced.

    Refused: no words, evidence that does not stand as accepted, a decision of another notice or Board, one that is
    replaced, or taken before the evidence was accepted.
    """
    number = evidence.reference
    check_text("words", words, required="Say why the Board wants it looked at again.")
    board = decision.board
    if board.notice_id != evidence.notice_id or board.kind != Board.Kind.IMPROVEMENT:
        raise Refused("This decision belongs to another Board.", field="decision")
    if not Decision.objects.in_force(as_written(at)).filter(pk=decision.pk).exists():
        raise Refused(f"Decision {decision.number} has been replaced. Choose the one that holds.", field="decision")
    there = evidence.rulings.order_by("-number").first()
    stands = Evidence.objects.with_state(as_written(at)).get(pk=evidence.pk)
    if stands.state != "accepted" and (there is None or after in (None, there.number)):
        raise Refused(f"{number} does not stand as accepted: there is nothing to reopen.")
    if there is not None and decision.counts_on < there.counts_on:
        accepted = wording.day(there.counts_on)
        raise Refused(
            f"Decision {decision.number} was taken before {number} was accepted, on {accepted}.", field="decision"
        )
    row = append(
        EvidenceRuling,
        evidence,
        by=by,
        at=at,
        after=after,
        counts_on=decision.counts_on,
        answer=EvidenceRuling.Answer.REOPENED,
        words=words.strip(),
        decision=decision,
    )
    audit.record(
        evidence.notice.slug,
        at=at,
        by=by,
        verb="reopen_evidence",
        thing=f"evidence {number}",
        fields={"decision": decision.number, "words": words},
    )
    return row
