"""How is it known that an edition reached Ministers? Who sent it is recorded, and who said that it arrived."""

from datetime import date, datetime

from accounts.models import User
from records import audit, wording
from records.clock import london_day
from records.ledger import append
from records.refusal import Refused
from reports.models import Acknowledgement, Edition, Sending, Withdrawal


def record_sending(*, edition: Edition, to: str, how: str, on: date, by: User, at: datetime) -> Sending:
    """That an edition was sent on a day: to whom and how. Refused: no receiver or way, a day to come, or before it was signed,
    and an edition that was withdrawn."""
    if not to.strip():
        raise Refused("Say to whom it was sent.", field="to")
    if not how.strip():
        raise Refused("Say how it was sent, for example by e-mail.", field="how")
    if Withdrawal.objects.filter(edition=edition).exists():
        raise Refused(f"Edition {edition.number} was withdrawn. Send the one that takes its place.")
    signed = london_day(edition.published_at)
    _check_day(on, signed, f"Edition {edition.number} was signed on {wording.day(signed)}.", at)
    row = append(Sending, edition, by=by, at=at, counts_on=on, to=to.strip(), how=how.strip())
    _record("record_sending", f"sending {row.number}", edition, {"on": on, "to": to, "how": how}, by, at)
    return row


def record_acknowledgement(
    *, edition: Edition, by_whom: str, source: str, on: date, by: User, at: datetime
) -> Acknowledgement:
    """That somebody said on a day that it arrived, and where that is known from. Refused: nobody or no source, a day to come, or
    before it was sent, and an edition that was not sent."""
    if not by_whom.strip():
        raise Refused("Say who acknowledged it.", field="by_whom")
    if not source.strip():
        raise Refused("Say where that is known from, for example an e-mail of that day.", field="source")
    sent = edition.sendings.order_by("counts_on").values_list("counts_on", flat=True).first()
    if sent is None:
        raise Refused("Record first that it was sent.")
    _check_day(on, sent, f"Edition {edition.number} was sent on {wording.day(sent)}.", at)
    row = append(Acknowledgement, edition, by=by, at=at, counts_on=on, by_whom=by_whom.strip(), source=source.strip())
    _record(
        "record_acknowledgement",
        f"acknowledgement {row.number}",
        edition,
        {"on": on, "by_whom": by_whom, "source": source},
        by,
        at,
    )
    return row


def _check_day(on: date, earliest: date, why: str, at: datetime) -> None:
    if on > london_day(at):
        raise Refused(f"{wording.day(on)} has not come yet.", field="on")
    if on < earliest:
        raise Refused(f"{why} Give that day or a later one.", field="on")


def _record(verb: str, row: str, edition: Edition, fields: dict[str, object], by: User, at: datetime) -> None:
    report = edition.report
    thing = f"{row} of edition {edition.number} of report {report.number}"
    audit.record(report.notice.slug, at=at, by=by, verb=verb, thing=thing, fields=fields)
