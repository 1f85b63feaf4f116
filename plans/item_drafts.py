"""How is an item drafted before anybody has agreed it? A draft is overwritten while it is written, and is no fact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from notices.models import Notice
from plans.checks import check_text
from plans.models import Item, ItemDraft
from records import audit
from records.ledger import next_number
from records.refusal import NotTheNext, Refused

Answers = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Overwritten:
    """A draft as somebody else saved it meanwhile. `number` is its version."""

    number: int
    recorded_by: User
    recorded_by_id: int
    recorded_at: datetime
    answers: Answers


def drafts_seen_by(person: User, notice: Notice, *, sees_all: bool) -> QuerySet[ItemDraft]:
    """The drafts of which no item has come yet: one's own, or everybody's."""
    drafts = ItemDraft.objects.for_notice(notice).filter(item=None).select_related("written_by", "changed_by")
    return drafts if sees_all else drafts.filter(written_by=person)


def write_draft(
    *,
    notice: Notice,
    answers: Answers,
    by: User,
    at: datetime,
    draft: ItemDraft | None = None,
    after: int | None = None,
) -> ItemDraft:
    """Write a new draft or overwrite one, whose version the form was drawn from is `after`. `answers` are the fields of the
    form as they were typed.

    Refused: no words, a draft that has become an item. NotTheNext: somebody saved it in between.
    """
    words = answers.get("words", "")
    check_text("words", words if isinstance(words, str) else "", required="Say what is to be done.")
    if draft is None:
        number = next_number(ItemDraft.objects.for_notice(notice))
        draft = ItemDraft(notice=notice, number=number, written_by=by)
    else:
        draft = ItemDraft.objects.get(pk=draft.pk)
        check_not_agreed(draft)
        if after is not None and after != draft.version:
            saved = Overwritten(draft.version, draft.changed_by, draft.changed_by_id, draft.changed_at, draft.answers)
            raise NotTheNext("Somebody else has saved this draft since you opened it.", latest=saved)
        draft.version += 1
    draft.answers, draft.changed_by, draft.changed_at = dict(answers), by, at
    draft.save()
    thing = f"draft {draft.number}"
    audit.record(notice.slug, at=at, by=by, verb="write_draft", thing=thing, fields={"answers": answers})
    return draft


def check_not_agreed(draft: ItemDraft) -> None:
    if draft.item:
        raise Refused(f"Draft {draft.number} has been agreed already, as item {draft.item.number}.")


def mark_agreed(draft: ItemDraft, item: Item) -> None:
    """Part of agreeing the item, inside the same writing. Refused where another item came of the draft meanwhile."""
    draft = ItemDraft.objects.get(pk=draft.pk)
    check_not_agreed(draft)
    draft.item = item
    draft.save(update_fields=["item"])
