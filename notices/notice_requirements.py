"""What does a notice file say of one requirement? Its quotes, force, deadline, who agrees it, and what together would prove it."""

from enum import StrEnum

from notices.notice_rows import Body, Deadline, DeadlineKind, DecidedBy, Force, ProofKind, RequirementRow
from notices.notice_syntax import Fields, Value, last_day, parse_month, shown
from notices.notice_text import places

_MONTH_KINDS = (DeadlineKind.IN_MONTH, DeadlineKind.BY_MONTH)
_BARE_KINDS = tuple(kind for kind in DeadlineKind if kind not in (*_MONTH_KINDS, DeadlineKind.ONCE))
_DEADLINES = ", ".join([*_BARE_KINDS, "in YYYY-MM", "by YYYY-MM", "once CONDITION"])
_BODIES_WITH_DECISIONS = {Body.BOARD, Body.LSCB}


class _ActsOf(StrEnum):
    DEPARTMENT = "Department"


def quote(value: Value, text: str) -> str:
    """Words that stand exactly once in the published text; refused otherwise."""
    words = value.text()
    found = len(places(words, text))
    if not found:
        raise value.refusal(f"the {value.name} {shown(words)} is not in the text of the notice.")
    if found > 1:
        raise value.refusal(f"the {value.name} {shown(words)} stands {found} times in the notice; quote more of it.")
    return words


def requirement(value: Value, text: str, measure: str) -> RequirementRow:
    """One requirement of the measure with that code; refused by line where anything in it cannot be."""
    fields = value.fields(
        ("ref", "statement", "quotes", "force", "deadline", "evidence"),
        ("agreed_by", "decided_by", "reported_to", "proof", "whole_plan", "indicators", "acts_of"),
    )
    agreed_by = tuple(body.one_of(Body) for body in fields.items_or_none("agreed_by", "body"))
    return RequirementRow(
        ref=fields["ref"].shaped(rf"{measure}\.[a-z]", f"{measure}.a"),
        statement=fields["statement"].text(),
        quotes=tuple(quote(words, text) for words in fields["quotes"].items("quote", least=1)),
        force=fields["force"].one_of(Force),
        deadline=_deadline(fields["deadline"]),
        agreed_by=agreed_by,
        decided_by=_decided_by(fields, agreed_by),
        reported_to=tuple(body.one_of(Body) for body in fields.items_or_none("reported_to", "body")),
        evidence=fields["evidence"].text(),
        proof=tuple(kind.one_of(ProofKind) for kind in fields.items_or_none("proof", "kind of proof")),
        whole_plan="whole_plan" in fields and fields["whole_plan"].yes_no(),
        indicators=tuple(
            code.shaped(r"[A-Z]{2}-[0-9]{2}", "FD-05") for code in fields.items_or_none("indicators", "indicator")
        ),
        acts_of=fields["acts_of"].one_of(_ActsOf).value if "acts_of" in fields else "",
    )


def _decided_by(fields: Fields, agreed_by: tuple[Body, ...]) -> DecidedBy | None:
    if "decided_by" not in fields:
        return None
    if not _BODIES_WITH_DECISIONS & set(agreed_by):
        raise fields["decided_by"].refusal("the decided by needs an 'agreed_by' that names the Board or the LSCB.")
    return fields["decided_by"].one_of(DecidedBy)


def _deadline(value: Value) -> Deadline:
    words = value.text()
    if words in _BARE_KINDS:
        return Deadline(DeadlineKind(words))
    first, _, rest = words.partition(" ")
    if first == DeadlineKind.ONCE and rest:
        return Deadline(DeadlineKind.ONCE, condition=rest)
    if first in _MONTH_KINDS:
        month = parse_month(rest)
        if month is None:
            raise value.refusal(f"the deadline {shown(words)} does not name a month written like 2012-10.")
        return Deadline(DeadlineKind(first), on=last_day(month))
    raise value.refusal(f"the deadline {shown(words)} is not one of: {_DEADLINES}.")
