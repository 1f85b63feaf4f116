"""How do one person's open items pass to another, in one act, when somebody leaves?"""

from collections.abc import Collection
from datetime import datetime

from accounts.models import User
from notices.models import Notice
from plans.checks import as_written, check_may_own, check_text
from plans.models import HandOver, Item
from plans.querysets import OPEN, ItemQuerySet
from plans.terms import copy_terms, terms_on
from records import audit
from records.clock import AsOf, london_day
from records.ledger import append
from records.refusal import Refused


def items_to_pass(notice: Notice, person: User, asof: AsOf) -> ItemQuerySet:
    """The person's open items, by number."""
    return Item.objects.for_notice(notice).owned_by([person], asof).with_progress(asof).filter(OPEN).order_by("number")


def hand_over(
    *,
    notice: Notice,
    from_person: User,
    to_person: User,
    reason: str,
    by: User,
    at: datetime,
    shown: Collection[int] | None = None,
) -> HandOver:
    """Pass every open item of one person to another, from today; the decision behind each stays what it was.

    `shown`: the numbers of the items that the person who confirms saw. Refused: no reason, nothing to pass, to the same
    person, to somebody who could not update items, items that are not those shown.
    """
    today = london_day(at)
    check_text("reason", reason, required="Say why the items pass, for example that somebody leaves.")
    if from_person == to_person:
        raise Refused("Choose somebody else: the items are theirs already.", field="to_person")
    check_may_own(notice, to_person, today, field="to_person")
    items = list(items_to_pass(notice, from_person, as_written(at)))
    if not items:
        raise Refused(f"{from_person.name} has no open item to hand over.", field="from_person")
    if shown is not None and {item.number for item in items} != set(shown):
        raise Refused("The open items have changed since this page was opened. Look at them again, then confirm.")
    row = append(
        HandOver,
        notice,
        by=by,
        at=at,
        counts_on=today,
        from_person=from_person,
        to_person=to_person,
        reason=reason.strip(),
    )
    for item in items:
        terms = terms_on(item, today, at)
        assert terms is not None  # it is open
        copy_terms(terms, decision=terms.decision, counts_on=today, by=by, at=at, owner=to_person)
    audit.record(
        notice.slug,
        at=at,
        by=by,
        verb="hand_over",
        thing=f"hand-over {row.number}: items {', '.join(str(item.number) for item in items)}",
        fields={"from": from_person.pk, "to": to_person.pk, "reason": reason},
    )
    return row
