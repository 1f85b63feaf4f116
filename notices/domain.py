"""What makes a notice, an agency's member, the end of a membership? The write functions of this package."""

from datetime import date, datetime

from django.db.models import Q

from accounts.models import User
from accounts.policy import Role, Sight
from notices.models import (
    Agency,
    Basis,
    ContextSentence,
    Measure,
    Membership,
    Notice,
    Recommendation,
    ReportingPoint,
    Requirement,
    Review,
    Theme,
)
from notices.notice_file import NoticeFile
from records import audit
from records.refusal import Refused
from records.writing import open_chain

# First parts of addresses that belong to the product, and so cannot name a notice.
RESERVED = frozenset(
    {
        "accessibility",
        "account",
        "calendar",
        "csp-report",
        "demonstration",
        "healthz",
        "invitation",
        "static",
        "verify",
        ".well-known",
    }
)


def load_notice(source: NoticeFile, *, sha256: str, at: datetime, by: User | None) -> tuple[Notice, bool]:
    """Make the notice that the file describes, whole, in the caller's transaction. Returns it and whether it is new.

    The same file again changes nothing. Another text under the same slug is refused: what a notice says is never overwritten.
    """
    if source.slug in RESERVED:
        raise Refused(f"The slug {source.slug!r} is one of the product's own addresses. Choose another.")
    there = Notice.objects.filter(slug=source.slug).first()
    if there:
        if there.file_sha256 != sha256:
            raise Refused(
                f"The notice {source.slug!r} is loaded already, from a file that said something else. Nothing was changed."
            )
        return there, False
    notice = Notice.objects.create(
        slug=source.slug,
        council=source.council,
        title=source.title,
        issuer=source.issuer,
        issued_on=source.issued_on,
        issued_on_assumed=source.issued_on_assumed,
        issued_on_reason=source.issued_on_reason,
        source=source.source,
        licence=source.licence,
        text=source.text,
        stake_reference=source.stake.ref,
        stake=source.stake.words,
        board_name=source.board_name,
        board_aliases=list(source.board_aliases),
        file_sha256=sha256,
        loaded_at=at,
    )
    open_chain(notice.slug, at=at)
    _load_bases(notice, source)
    _load_measures(notice, source)
    requirements = {row.reference: row for row in Requirement.objects.for_notice(notice)}
    ReportingPoint.objects.bulk_create(
        ReportingPoint(
            notice=notice,
            requirement=requirements[row.requirement],
            on=row.on,
            words=row.words,
            given_outside=row.given_outside,
        )
        for row in source.reporting_points
    )
    Review.objects.bulk_create(
        Review(notice=notice, requirement=requirements[row.requirement], kind=row.kind, on=row.on, words=row.words)
        for row in source.reviews
    )
    Agency.objects.bulk_create(
        Agency(notice=notice, code=row.code, name=row.name, kind=row.kind) for row in source.agencies
    )
    ContextSentence.objects.bulk_create(
        ContextSentence(notice=notice, position=position, quote=row.quote, reason=row.reason)
        for position, row in enumerate(source.context, 1)
    )
    audit.record(notice.slug, at=at, by=by, verb="load_notice", thing=f"notice {notice.slug}", fields={"file": sha256})
    return notice, True


def _load_bases(notice: Notice, source: NoticeFile) -> None:
    for number, row in enumerate(source.bases, 1):
        basis = Basis.objects.create(
            notice=notice, number=number, title=row.title, dated_on=row.dated_on, note=row.note
        )
        Recommendation.objects.bulk_create(
            Recommendation(basis=basis, reference=item.ref, words=item.words, time_band=item.time_band)
            for item in row.recommendations
        )


def _load_measures(notice: Notice, source: NoticeFile) -> None:
    themes = {
        row.code: Theme.objects.create(
            notice=notice,
            position=position,
            code=row.code,
            heading=row.heading,
            heading_is_ours=row.heading_is_ours,
            kind=row.kind.value,
        )
        for position, row in enumerate(source.themes, 1)
    }
    position = 0
    for measure_position, row in enumerate(source.measures, 1):
        measure = Measure.objects.create(
            notice=notice, theme=themes[row.theme], position=measure_position, code=row.code, words=row.words
        )
        for requirement in row.requirements:
            position += 1
            Requirement.objects.create(
                notice=notice,
                measure=measure,
                position=position,
                reference=requirement.ref,
                statement=requirement.statement,
                quotes=list(requirement.quotes),
                force=requirement.force.value,
                deadline_kind=requirement.deadline.kind.value,
                deadline_on=requirement.deadline.on,
                deadline_condition=requirement.deadline.condition,
                agreed_by=[body.value for body in requirement.agreed_by],
                decided_by=requirement.decided_by.value if requirement.decided_by else "",
                reported_to=[body.value for body in requirement.reported_to],
                evidence=requirement.evidence,
                proof=[kind.value for kind in requirement.proof],
                whole_plan=requirement.whole_plan,
                indicator_codes=list(requirement.indicators),
                acts_of=requirement.acts_of,
            )


def add_member(
    *,
    notice: Notice,
    person: User,
    role: Role,
    agency: Agency | None,
    from_on: date,
    by: User | None,
    at: datetime,
    reviews_evidence: bool = False,
) -> Membership:
    """Begin a membership, with the right to review evidence where `reviews_evidence` says so.

    Refused while the person holds another role on the notice on that day or later, and that right to a role that reads
    only what has been published.
    """
    if Membership.objects.for_notice(notice).filter(Q(to_on=None) | Q(to_on__gte=from_on), person=person).exists():
        raise Refused(
            f"{person.name} already has a role on this notice on that day or later. End it before another begins."
        )
    if agency is not None and agency.notice_id != notice.pk:
        raise Refused("That agency does not belong to this notice.")
    if reviews_evidence and role.sight is Sight.CIRCULATED:
        raise Refused(f"The role {role.label} reads what has been published, and so cannot review evidence.")
    member = Membership.objects.create(
        notice=notice,
        person=person,
        role=role.value,
        agency=agency,
        from_on=from_on,
        reviews_evidence=reviews_evidence,
    )
    audit.record(
        notice.slug,
        at=at,
        by=by,
        verb="add_member",
        thing=f"membership of {audit.person_reference(person)}",
        fields={"role": role.value, "reviews_evidence": reviews_evidence},
    )
    return member


def end_member(*, member: Membership, to_on: date, by: User | None, at: datetime) -> Membership:
    """The membership's last day is `to_on`; the next request after it is refused."""
    if to_on < member.from_on:
        raise Refused("A membership cannot end before it began.", field="to_on")
    if member.to_on is not None:
        raise Refused("This membership has ended already.")
    member.to_on = to_on
    member.save(update_fields=["to_on"])
    audit.record(
        member.notice.slug,
        at=at,
        by=by,
        verb="end_member",
        thing=f"membership of {audit.person_reference(member.person)}",
    )
    return member


def earliest_day(notice: Notice) -> date:
    """The date of the earliest document that the notice rests on: nothing about its plan can lie before it."""
    return min(basis.dated_on for basis in notice.bases.all())
