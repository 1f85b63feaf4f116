"""How do the minutes of a meeting come from draft to confirmed, and who may have what put right in them?"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from accounts.models import User
from boards.attending import THERE, roll
from boards.domain import LONGEST_WORDS, latest_day
from boards.minutes_register import differing
from boards.models import Correction, CorrectionAnswer, Decision, Meeting, MeetingDay, MinutesVersion
from boards.paragraphs import Part, numbered
from notices.models import Membership
from records import audit, wording
from records.clock import TICK, AsOf, london_day
from records.ledger import append
from records.refusal import AskFirst, NotTheNext, Refused

MOST_PARAGRAPHS, LONGEST_PARAGRAPH = 400, 6_000  # of which a decision may be 5,000, and has its number before it
State = MinutesVersion.State


def save_draft(
    *, meeting: Meeting, parts: Sequence[Part], by: User, at: datetime, after: int | None = None
) -> MinutesVersion:
    """Save the draft anew, whole. Refused: a meeting not held, minutes that were circulated, no words; NotTheNext."""
    if latest_day(meeting, at).state != MeetingDay.State.HELD:
        raise Refused(f"Meeting {meeting.number} is not recorded as held. Its minutes are written after it.")
    now = latest(meeting)
    if now is not None and now.state != State.DRAFT:
        raise Refused(f"{_of(meeting)} are {now.get_state_display().lower()}. What is to be put right is a correction.")
    paragraphs = numbered(parts)
    if not paragraphs:
        raise Refused("Write what is minuted. There is not a word here.")
    _check_lengths(paragraphs)
    return _say(meeting, "save_minutes", by=by, at=at, after=after, state=State.DRAFT, paragraphs=paragraphs)


def circulate(
    *, meeting: Meeting, corrections_by: date, by: User, at: datetime, after: int | None = None, confirmed: bool = False
) -> MinutesVersion:
    """Send the draft to those who were there, who can ask for corrections up to that day and on it. `after` is the version that
    the form showed, and no other goes out. Asked about once (AskFirst): a decision of the meeting that no paragraph names,
    and one that a paragraph tells in other words than the register, or that there is not."""
    now = latest(meeting)
    if now is None:
        raise Refused(f"{_of(meeting)} are not written yet.")
    if now.state != State.DRAFT:
        raise Refused(f"{_of(meeting)} were circulated already.")
    if corrections_by <= london_day(at):
        raise Refused("Choose a day to come, so that there is time to read them.", field="corrections_by")
    if not were_there(meeting, at):
        raise Refused("Record who was there first: the minutes go to them.")
    unnamed = not_named(meeting, now.paragraphs)
    if not confirmed and (after is None or after == now.number):
        asked = [one.said for one in differing(meeting, now.paragraphs)]
        if unnamed:
            named = wording.listed([str(number) for number in unnamed])
            noun, verb = ("Decision", "is") if len(unnamed) == 1 else ("Decisions", "are")
            asked.append(f"{noun} {named} of this meeting {verb} not named in its minutes.")
        if asked:
            raise AskFirst(f"{' '.join(asked)} Circulate them as they are?")
    return _say(
        meeting,
        "circulate_minutes",
        by=by,
        at=at,
        after=after,
        state=State.CIRCULATED,
        paragraphs=now.paragraphs,
        corrections_by=corrections_by,
    )


def correct(
    *, meeting: Meeting, paragraph: int, words: str, by: User, at: datetime, after: int | None = None
) -> Correction:
    """Ask that a paragraph have these words. Refused: minutes that are not circulated, after the day, somebody who was not
    there, a paragraph that there is not, words that it has; NotTheNext where the paragraph changed since `after`."""
    now = check_may_ask(meeting, by, at)
    row = paragraph_of(now, paragraph)
    if after is not None and after != now.number:
        raise NotTheNext("These minutes were changed since you opened this page.", latest=now)
    if not words.strip():
        raise Refused("Write the paragraph in the words that it should have.", field="words")
    if len(words) > LONGEST_PARAGRAPH:
        raise Refused(f"A paragraph has at most {LONGEST_PARAGRAPH:,} characters.", field="words")
    if _plain(words) == _plain(row["words"]):
        raise Refused("These are the words that the paragraph has now. Change what is wrong in them.", field="words")
    made = append(
        Correction,
        meeting,
        by=by,
        at=at,
        counts_on=london_day(at),
        version=now,
        paragraph=paragraph,
        words=words.strip(),
    )
    _audit(meeting, "correct_minutes", by=by, at=at, correction=made.number, words=words)
    return made


def check_may_ask(meeting: Meeting, by: User, at: datetime) -> MinutesVersion:
    """The version that somebody may have put right; Refused as `correct` says."""
    now = _circulated(meeting)
    if now.corrections_by is not None and london_day(at) > now.corrections_by:
        raise Refused(f"Corrections could be asked for until {wording.day(now.corrections_by)}.")
    if all(row.person_id != by.pk for row in were_there(meeting, at)):
        raise Refused(f"Whoever was at meeting {meeting.number}, in person or by a deputy, can ask for a correction.")
    return now


def answer_correction(
    *, correction: Correction, accepted: bool, reason: str, by: User, at: datetime, confirmed: bool = False
) -> CorrectionAnswer:
    """Accept it, and a new version has its words; or decline it with a reason. Asked about once (AskFirst): to accept it where
    the paragraph has had other words since."""
    meeting = correction.meeting
    now = _circulated(meeting)
    if correction.answers.exists():
        raise Refused(f"Correction {correction.number} is answered already.")
    if not accepted and not reason.strip():
        raise Refused("Say why it is declined.", field="reason")
    if len(reason) > LONGEST_WORDS:
        raise Refused(f"Use at most {LONGEST_WORDS:,} characters for the reason.", field="reason")
    stood = paragraph_of(correction.version, correction.paragraph)["words"]
    if accepted and not confirmed and stood != paragraph_of(now, correction.paragraph)["words"]:
        raise AskFirst(
            f"Paragraph {correction.paragraph} was changed by another correction since this one was asked for. "
            "Are the words of this one to take its place?"
        )
    answer = append(
        CorrectionAnswer,
        correction,
        by=by,
        at=at,
        counts_on=london_day(at),
        accepted=accepted,
        reason=reason.strip(),
    )
    _audit(meeting, "answer_correction", by=by, at=at, correction=correction.number, accepted=accepted, reason=reason)
    if accepted:
        changed = [
            row | {"words": correction.words} if row["number"] == correction.paragraph else row
            for row in now.paragraphs
        ]
        _say(
            meeting,
            "correct_version",
            by=by,
            at=at,
            state=State.CIRCULATED,
            paragraphs=changed,
            corrections_by=now.corrections_by,
        )
    return answer


def confirm(*, meeting: Meeting, decision: Decision, by: User, at: datetime, confirmed: bool = False) -> MinutesVersion:
    """Confirm the minutes as circulated and corrected, by a decision of a later meeting; they never change after that.

    Refused: minutes not circulated or confirmed already, a correction without an answer, another kind of decision or one that
    was replaced, the same meeting or one before the corrections were in, and whoever alone wrote every version. Asked about
    once (AskFirst): a decision that they tell in other words than the register, or that there is not.
    """
    now = _circulated(meeting)
    if decision.board_id != meeting.board_id or decision.kind != Decision.Kind.MINUTES:
        raise Refused("Choose a decision of this Board by which minutes were confirmed.", field="decision")
    if decision.replacements.exists():
        raise Refused(f"Decision {decision.number} has been replaced.", field="decision")
    if decision.meeting_id == meeting.pk:
        raise Refused("A meeting does not confirm its own minutes. A later one does.", field="decision")
    if decision.meeting_id is None or decision.counts_on <= latest_day(meeting, at).day:
        raise Refused("Minutes are confirmed at a later meeting.", field="decision")
    open_ = meeting.corrections.filter(answers=None).order_by("number").values_list("number", flat=True)
    if open_:
        many = wording.listed([str(number) for number in open_])
        noun, verb = ("Correction", "is") if len(open_) == 1 else ("Corrections", "are")
        raise Refused(f"{noun} {many} {verb} not answered yet.")
    if now.corrections_by is not None and decision.counts_on < now.corrections_by:
        raise Refused(
            f"Corrections can be asked for until {wording.day(now.corrections_by)}. A meeting before that day cannot "
            "confirm these minutes.",
            field="decision",
        )
    check_writer(meeting, by)
    if not confirmed and (wrong := differing(meeting, now.paragraphs)):
        raise AskFirst(f"{' '.join(one.said for one in wrong)} Are they confirmed as they are?")
    return _say(
        meeting,
        "confirm_minutes",
        by=by,
        at=at,
        counts_on=decision.counts_on,
        state=State.CONFIRMED,
        paragraphs=now.paragraphs,
        decision=decision,
    )


def check_writer(meeting: Meeting, by: User) -> None:
    """Refused to whoever alone wrote what is to be confirmed."""
    if set(meeting.minutes_versions.values_list("recorded_by", flat=True)) == {by.pk}:
        raise Refused("You alone wrote these minutes. Somebody else has to record that they are confirmed.")


def latest(meeting: Meeting) -> MinutesVersion | None:
    return meeting.minutes_versions.select_related("recorded_by").order_by("-number").first()


def paragraph_of(version: MinutesVersion, number: int) -> dict[str, Any]:
    found: dict[str, Any] | None = next((row for row in version.paragraphs if row["number"] == number), None)
    if found is None:
        raise Refused(f"These minutes have no paragraph {number}.")
    return found


def were_there(meeting: Meeting, at: datetime) -> list[Membership]:
    """The members who were there in person or by a deputy, as recorded so far. One query."""
    rows = roll(meeting, AsOf(london_day(at), at + TICK))
    return [row.membership for row in rows if row.membership is not None and row.state in THERE]


def not_named(meeting: Meeting, paragraphs: Iterable[dict[str, Any]]) -> list[int]:
    """The numbers of the meeting's decisions that no paragraph names."""
    text = " ".join(row["words"] for row in paragraphs)
    named = {int(number) for number in re.findall(r"\bdecision ([0-9]{1,9})\b", text, re.IGNORECASE)}
    numbers = meeting.decisions.order_by("number").values_list("number", flat=True)
    return [number for number in numbers if number not in named]


def _circulated(meeting: Meeting) -> MinutesVersion:
    now = latest(meeting)
    if now is None or now.state == State.DRAFT:
        raise Refused(f"{_of(meeting)} are not circulated yet.")
    if now.state == State.CONFIRMED:
        raise Refused(f"{_of(meeting)} are confirmed. They do not change any more.")
    return now


def _check_lengths(paragraphs: Sequence[dict[str, Any]]) -> None:
    if len(paragraphs) > MOST_PARAGRAPHS:
        raise Refused(f"Minutes have at most {MOST_PARAGRAPHS} paragraphs; these have {len(paragraphs)}.")
    long = next((row for row in paragraphs if len(row["words"]) > LONGEST_PARAGRAPH), None)
    if long:
        raise Refused(
            f"Paragraph {long['number']} has {len(long['words']):,} characters, and at most {LONGEST_PARAGRAPH:,} are kept. "
            "Part it with an empty line."
        )


def _plain(words: str) -> str:
    return " ".join(words.split())


def _of(meeting: Meeting) -> str:
    return f"The minutes of meeting {meeting.number}"


def _say(
    meeting: Meeting,
    verb: str,
    *,
    by: User,
    at: datetime,
    after: int | None = None,
    counts_on: date | None = None,
    **said: Any,
) -> MinutesVersion:
    row = append(MinutesVersion, meeting, by=by, at=at, after=after, counts_on=counts_on or london_day(at), **said)
    _audit(meeting, verb, by=by, at=at, version=row.number, paragraphs=row.paragraphs)
    return row


def _audit(meeting: Meeting, verb: str, *, by: User, at: datetime, **fields: object) -> None:
    thing = f"minutes of meeting {meeting.number}"
    audit.record(meeting.board.notice.slug, at=at, by=by, verb=verb, thing=thing, fields=fields)
