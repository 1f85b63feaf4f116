"""How is evidence recorded, and how does a reviewer answer it? Two rows, never by the same hand."""

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from accounts.models import User
from boards.domain import check_day
from notices.models import Membership, Notice, Requirement
from plans.checks import as_written, check_not_withdrawn, check_text, owner_to_speak_for
from plans.deputies import source_of
from plans.evidence_files import keep_file
from plans.models import Evidence, EvidenceRuling, ExpectedEvidence, Item, ItemTerms
from records import audit, child_data, wording
from records.clock import london_day
from records.ledger import append
from records.models import StoredFile
from records.refusal import Refused
from records.uploads import Upload

LONGEST_TITLE = 200
LONGEST_LINK = 500
# What nobody but who sent it can have read, and so cannot accept.
UNREAD = {
    StoredFile.Scan.WAITING: "is waiting for the virus scanner",
    StoredFile.Scan.INFECTED: "holds a virus",
}
is_web_address = URLValidator(schemes=["https"])


def record_evidence(
    *,
    notice: Notice,
    title: str,
    strength: str,
    requirements: Iterable[Requirement],
    by: User,
    at: datetime,
    note: str = "",
    link: str = "",
    file: Upload | None = None,
    expected: ExpectedEvidence | None = None,
    item: Item | None = None,
    owner: User | None = None,
    source: str = "",
    review_by_on: date | None = None,
    counts_on: date | None = None,
    supersedes: Evidence | None = None,
    confirmed: bool = False,
) -> Evidence:
    """Append a file, a note or a link of `owner` (of `by`, if not given) that shows these requirements met, or `item` done,
    as `expected` beforehand.

    It counts from today or, on behalf of its owner and with the source of that, from the day it was given. It shows
    nothing until a reviewer has accepted it; after `review_by_on` it is out of date. Refused: neither file nor note nor
    link, a link that is not https, nothing that it shows, something expected that the item's terms do not hold, an item that is
    another's or was withdrawn, a day to come, a review date that has passed, an answer to evidence that was neither
    returned nor is out of date, a file for which there is no room. Asked about once (AskFirst): what looks like data
    about a single child.
    """
    today = london_day(at)
    counts_on = counts_on or today
    owner = owner or by
    check_text("title", title, required="Say in a few words what it is.")
    if len(title.strip()) > LONGEST_TITLE:
        raise Refused(f"Use at most {LONGEST_TITLE} characters for what it is.", field="title")
    check_text("note", note)
    check_text("source", source)
    link = _checked_link(link)
    if not note.strip() and not link and file is None:
        raise Refused("Send a file, write a note or give a link.", field="note")
    file_name = file.name if file else ""
    child_data.ask(confirmed=confirmed, title=title, note=note, link=link, source=source, file=file_name)
    if counts_on > today:
        raise Refused("Evidence cannot have been given on a day to come.", field="counts_on")
    check_day(notice, counts_on, at=at, confirmed=confirmed, field="counts_on", what="Evidence")
    if review_by_on is not None and review_by_on < today:
        raise Refused(f"{wording.day(review_by_on)} has passed: it would be out of date today.", field="review_by_on")
    source = source_of(notice, by, owner, source, at)
    if owner != by and not source.strip():
        raise Refused("Say where the evidence comes from, for example an e-mail of its owner.", field="source")
    if not Membership.objects.for_notice(notice).on(today).filter(person=owner).exists():
        raise Refused("The owner is not a member of this notice.", field="owner")
    shown = list(requirements)
    if not shown:
        raise Refused("Choose at least one requirement of the notice that it shows.", field="requirements")
    if any(thing.notice_id != notice.pk for thing in (*shown, *(row for row in (item, supersedes) if row))):
        raise Refused("Something chosen here belongs to another notice.")
    if item is not None:
        owner_to_speak_for(item, by, None if owner == by else owner, at)
        check_not_withdrawn(item, at)
    if supersedes is not None:
        _check_supersedes(supersedes, item, at)
    if expected is not None:
        _check_expected(expected, item, at)
    row = append(
        Evidence,
        notice,
        by=by,
        at=at,
        counts_on=counts_on,
        title=title.strip(),
        note=note.strip(),
        link=link,
        file=keep_file(notice, file, at=at) if file else None,
        file_name=file_name,
        strength=strength,
        owner=owner,
        source=source.strip(),
        item=item,
        expected=expected,
        review_by_on=review_by_on,
        supersedes=supersedes,
    )
    row.requirements.set(shown)
    audit.record(
        notice.slug,
        at=at,
        by=by,
        verb="record_evidence",
        thing=f"evidence {row.reference}",
        fields={"title": title, "note": note, "link": link, "strength": strength, "review_by_on": review_by_on}
        | ({"file_name": file_name, "sha256": file.sha256} if file else {}),
    )
    return row


def rule_on_evidence(
    *,
    evidence: Evidence,
    answer: str,
    by: User,
    at: datetime,
    words: str = "",
    after: int | None = None,
    confirmed: bool = False,
) -> EvidenceRuling:
    """Append a reviewer's answer: accepted, or returned with words. It counts from today and is given once.

    Refused: to whoever holds no reviewer's right, entered the evidence, owns it or owns its item; a return without words;
    evidence that was answered already and not reopened by the Board since; acceptance while the file waits for the virus scanner or holds a
    virus. What comes after a return is further evidence.
    """
    number = evidence.reference
    if not Membership.objects.for_notice(evidence.notice).on(london_day(at)).filter(person=by, reviews_evidence=True):
        raise Refused("Only a member with the right to review evidence can answer it.")
    if evidence.recorded_by_id == by.pk:
        raise Refused(f"You entered {number} yourself. Another reviewer has to answer it.")
    if evidence.owner_id == by.pk:
        raise Refused(f"{number} is your own evidence. Another reviewer has to answer it.")
    if evidence.item is not None and _owner_of(evidence.item, at) == by.pk:
        raise Refused(
            f"{number} is evidence of item {evidence.item.number}, which is yours. Another reviewer answers it."
        )
    if answer not in EvidenceRuling.Answer:
        raise Refused("Say whether you accept it or return it.", field="answer")
    returned = answer == EvidenceRuling.Answer.RETURNED
    check_text("words", words, required="Say what is missing, so that its owner can answer." if returned else "")
    child_data.ask(confirmed=confirmed, words=words)
    there = evidence.rulings.order_by("-number").first()
    last = there.number if there else 0
    stands = Evidence.objects.with_state(as_written(at)).get(pk=evidence.pk)
    if stands.state != "waiting" and after in (None, last):
        assert stands.answer is not None  # else it would wait
        raise Refused(f"{number} has been answered already: {EvidenceRuling.Answer(stands.answer).label.lower()}.")
    if not returned and stands.file is not None and stands.file.scan in UNREAD:
        raise Refused(
            f"{number} cannot be accepted: its file {UNREAD[StoredFile.Scan(stands.file.scan)]}.", field="answer"
        )
    row = append(
        EvidenceRuling,
        evidence,
        by=by,
        at=at,
        after=last if after is None else after,
        counts_on=london_day(at),
        answer=answer,
        words=words.strip(),
    )
    audit.record(
        evidence.notice.slug,
        at=at,
        by=by,
        verb="rule_on_evidence",
        thing=f"evidence {number}",
        fields={"answer": answer, "words": words},
    )
    return row


def _owner_of(item: Item, at: datetime) -> int | None:
    """The key of the item's owner now; None where the item is in the plan no longer."""
    held = Item.objects.with_terms(as_written(at)).filter(pk=item.pk).first()
    return ItemTerms.objects.get(pk=held.terms_id).owner_id if held else None


def _checked_link(typed: str) -> str:
    link = typed.strip()
    if not link:
        return ""
    if len(link) > LONGEST_LINK:
        raise Refused(f"Use at most {LONGEST_LINK} characters for the link.", field="link")
    try:
        is_web_address(link)
    except ValidationError:
        raise Refused("Give the whole address of a page, beginning with https://", field="link") from None
    if urlsplit(link).username is not None:
        raise Refused("This address holds a name or a password before the @. Leave that out.", field="link")
    return "https" + link[5:]  # HTTPS:// is the same address


def _check_supersedes(earlier: Evidence, item: Item | None, at: datetime) -> None:
    stands = Evidence.objects.with_state(as_written(at)).get(pk=earlier.pk)
    has_virus = stands.file is not None and stands.file.scan == StoredFile.Scan.INFECTED
    if stands.state not in ("returned", "out_of_date") and not has_virus:
        raise Refused(f"{earlier.reference} was not returned and is not out of date: nothing has to take its place.")
    if earlier.superseded_by.exists():
        raise Refused(f"Other evidence has taken the place of {earlier.reference} already.")
    if earlier.item_id != (item.pk if item else None):
        raise Refused(f"What takes the place of {earlier.reference} is evidence of the same item.")


def _check_expected(expected: ExpectedEvidence, item: Item | None, at: datetime) -> None:
    held = Item.objects.with_terms(as_written(at)).filter(pk=item.pk).first() if item else None
    if held is None or not ItemTerms.objects.filter(pk=held.terms_id, expected=expected).exists():
        raise Refused("The item does not expect this evidence any more. Choose again.", field="expected")
