"""What needs a person, in each of their notices? Counts that link to the lists, from the same querysets as those lists.

A fixed number of queries, however many notices the person has.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.urls import reverse

from accounts.models import User
from accounts.policy import Permission, Role, Sight, allows
from boards.models import Board, Meeting, MeetingDay
from boards.rounds import Round, current, rounds_of
from indicators.models import IndicatorTerms, Observation
from notices.models import Membership, Notice
from plans.models import DateChange, Evidence, Item, TermsChange
from plans.querysets import OPEN
from plans.rounds import owners_owing
from records import wording
from records.clock import TICK, AsOf, end_of_last_month
from records.models import AuditChain, StoredFile
from reports.models import Edition, Report

CHASED_FROM = timedelta(days=10)  # before updates close


@dataclass(frozen=True)
class Need:
    """Something that waits: how many of what, and the page where it is done."""

    count: int
    words: str
    url: str


@dataclass(frozen=True)
class Place:
    """One notice of a person: the role there, what waits, what has been published last, when its Board meets next."""

    membership: Membership
    needs: Sequence[Need]
    meeting: Meeting | None
    edition: Edition | None

    @property
    def notice(self) -> Notice:
        return self.membership.notice

    @property
    def role(self) -> Role:
        return Role(self.membership.role)

    @property
    def sees_working(self) -> bool:
        return self.role.sight is Sight.WORKING


def places_of(memberships: Sequence[Membership], on: date) -> list[Place]:
    """What needs one person, whose memberships these are, on the day `on` as recorded so far: one place for each."""
    if not memberships:
        return []
    person = memberships[0].person
    notices = [membership.notice_id for membership in memberships]
    chains = AuditChain.objects.filter(reference__in=[row.notice.slug for row in memberships])
    head = chains.aggregate(at=Max("head_at"))["at"]
    asof = AsOf(on, head + TICK)
    items = _items(person, notices, asof)
    dates, changes = _waiting(DateChange, notices, asof), _waiting(TermsChange, notices, asof)
    meetings = _meetings(notices, asof)
    rounds = {pk: current(rounds_of(rows), on) for pk, rows in meetings.items()}
    owing = _owing(memberships, rounds, asof)
    figures = _figures(notices, asof)
    reports = _reports(notices)
    waiting, returned, infected = _evidence(person, notices, asof)
    editions = _editions(notices)
    places = []
    for membership in memberships:
        pk = membership.notice_id
        planned = [meeting for meeting in meetings[pk] if meeting.state == MeetingDay.State.PLANNED]
        needs = _needs(membership, items.get(pk), dates.get(pk, 0), planned, figures.get(pk, 0), reports[pk], on)
        needs += _change_needs(membership, changes.get(pk, 0))
        needs += _round_need(membership, owing.get(pk, 0), rounds.get(pk))
        needs += _evidence_needs(membership, waiting[pk], returned[pk])
        needs += _virus_needs(membership, infected[pk])
        next_ = next((meeting for meeting in planned if meeting.day >= on), None)
        places.append(Place(membership, needs, next_, editions.get(pk)))
    return places


def _needs(
    membership: Membership,
    items: tuple[int, int] | None,
    dates: int,
    planned: Sequence[Meeting],
    figures: int,
    reports: Sequence[Report],
    on: date,
) -> list[Need]:
    slug, role = membership.notice.slug, Role(membership.role)
    found = []

    def add(count: int, noun: str, verb: str, verbs: str, page: str, query: str = "") -> None:
        if count:
            words = f"{noun if count == 1 else noun + 's'} {verb if count == 1 else verbs}"
            found.append(Need(count, words, reverse(page, args=[slug]) + query))

    if allows(role, Permission.UPDATE_ITEM):
        open_, overdue = items or (0, 0)
        add(overdue, "item", "of yours is overdue", "of yours are overdue", "plans:mine")
        add(open_ - overdue, "item", "of yours is open and not late", "of yours are open and not late", "plans:mine")
    if allows(role, Permission.RECORD_DECISION):
        add(dates, "new date", "waits for the Board’s answer", "wait for the Board’s answer", "plans:rule_on_dates")
    if allows(role, Permission.PLAN_MEETING):
        passed = sum(meeting.day < on for meeting in planned)
        words = "has passed its day and is not recorded as held", "have passed their day and are not recorded as held"
        add(passed, "meeting", *words, "boards:meeting_list")
    if allows(role, Permission.WRITE_REPORT):
        for report in reports:
            said = f"report for {wording.month(report.point.on)} is not signed"
            found.append(Need(1, said, reverse("reports:report", args=[slug, report.number])))
    if role is Role.ANALYST:
        last_month = wording.month(end_of_last_month(on))
        words = f"has no figure for {last_month}", f"have no figure for {last_month}"
        add(figures, "monthly indicator", *words, "indicators:indicator_list", "?show=unreported")
    return found


def _change_needs(membership: Membership, changes: int) -> list[Need]:
    """For who records decisions, how many changes of items the Board has not answered."""
    if not changes or not allows(Role(membership.role), Permission.RECORD_DECISION):
        return []
    words = "change waits" if changes == 1 else "changes wait"
    page = reverse("plans:rule_on_terms", args=[membership.notice.slug])
    return [Need(changes, f"{words} for the Board’s answer", page)]


def _evidence_needs(membership: Membership, waiting: int, returned: list[int]) -> list[Need]:
    """For reviewers how much waits for their answer; for everybody what of theirs, by number, came back or is out of date."""
    page = reverse("plans:evidence_list", args=[membership.notice.slug])
    found = []
    if waiting and membership.reviews_evidence:
        noun, verb = ("piece", "waits") if waiting == 1 else ("pieces", "wait")
        found.append(Need(waiting, f"{noun} of evidence {verb} for a reviewer", page + "?show=waiting"))
    if returned:
        noun, said = (
            ("piece" if len(returned) == 1 else "pieces"),
            "of evidence of yours to renew: returned, or out of date",
        )
        one = reverse("plans:evidence", args=[membership.notice.slug, returned[0]])
        found.append(Need(len(returned), f"{noun} {said}", one if len(returned) == 1 else page))
    return found


def _virus_needs(membership: Membership, infected: list[tuple[int, bool]]) -> list[Need]:
    """Evidence in whose file a virus was found, by number and whether it is the person's: for them and for the secretary."""
    told = [number for number, is_theirs in infected if is_theirs or membership.role == Role.SECRETARY]
    noun = "piece of evidence has" if len(told) == 1 else "pieces of evidence have"
    words = f"{noun} a file in which a virus was found: nobody is given it, and a clean one has to take its place"
    page = reverse("plans:evidence", args=[membership.notice.slug, told[0]]) if told else ""
    return [Need(len(told), words, page)] if told else []


def _evidence(
    person: User, notices: Iterable[int], asof: AsOf
) -> tuple[Counter[int], dict[int, list[int]], dict[int, list[tuple[int, bool]]]]:
    """By notice, what waits for an answer that this person may give, what of theirs nothing has taken the place of, and
    what of anybody's has a file with a virus."""
    rows = Evidence.objects.filter(notice__in=notices, superseded_by=None).with_state(asof).order_by("number")
    waiting: Counter[int] = Counter()
    returned, infected = defaultdict(list), defaultdict(list)
    fields = "notice", "number", "owner", "recorded_by", "state", "file__scan"
    for notice, number, owner, typed_by, state, scan in rows.values_list(*fields):
        if scan == StoredFile.Scan.INFECTED:
            infected[notice].append((number, person.pk in (owner, typed_by)))
        if state == "waiting" and person.pk not in (owner, typed_by):
            waiting[notice] += 1
        elif state in ("returned", "out_of_date") and person.pk == owner:
            returned[notice].append(number)
    return waiting, returned, infected


def _items(person: User, notices: Iterable[int], asof: AsOf) -> dict[int, tuple[int, int]]:
    """By notice, how many items of the person are open and how many of these overdue."""
    rows = (
        Item.objects.filter(notice__in=notices)
        .owned_by(person, asof)
        .with_standing(asof)
        .order_by()
        .values("notice")
        .annotate(
            open_items=Count("pk", filter=OPEN),
            overdue_items=Count("pk", filter=Q(overdue_now=True)),
        )
    )
    return {row["notice"]: (row["open_items"], row["overdue_items"]) for row in rows}


def _waiting(questions: type[DateChange] | type[TermsChange], notices: Iterable[int], asof: AsOf) -> dict[int, int]:
    """By notice, how many of these questions about items wait for the Board."""
    rows = (
        questions.objects.waiting(asof)
        .filter(item__notice__in=notices)
        .order_by()
        .values("item__notice")
        .annotate(many=Count("pk"))
    )
    return {row["item__notice"]: row["many"] for row in rows}


def _round_need(membership: Membership, owing: int, round_: Round | None) -> list[Need]:
    if not owing or round_ is None:
        return []
    words = (
        f"{'owner has' if owing == 1 else 'owners have'} not answered for the Board of {wording.day(round_.meeting_on)}"
    )
    return [Need(owing, words, reverse("plans:round", args=[membership.notice.slug]))]


def _owing(memberships: Sequence[Membership], rounds: Mapping[int, Round | None], asof: AsOf) -> dict[int, int]:
    """By notice, how many owners owe a word, where the person chases them and updates close soon or have closed."""
    soon = {
        row.notice_id: round_
        for row in memberships
        if allows(Role(row.role), Permission.CHASE_OWNERS)
        and (round_ := rounds.get(row.notice_id)) is not None
        and asof.on >= round_.updates_close_on - CHASED_FROM
    }
    return owners_owing(soon, asof)


def _meetings(notices: Iterable[int], asof: AsOf) -> dict[int, list[Meeting]]:
    """By notice, the meetings of its Improvement Board with their timetables, the earliest first."""
    rows = Meeting.objects.filter(board__notice__in=notices, board__kind=Board.Kind.IMPROVEMENT).in_order(asof)
    found = defaultdict(list)
    for meeting in rows.with_timetable(asof).select_related("board"):
        found[meeting.board.notice_id].append(meeting)
    return found


def _figures(notices: Iterable[int], asof: AsOf) -> dict[int, int]:
    """By notice, how many monthly indicators have no figure for the month before."""
    newest = (
        Observation.objects.as_of(asof)
        .of_the_whole()
        .filter(indicator=OuterRef("indicator"))
        .order_by("-period_on")
        .values("period_on")[:1]
    )
    rows = (
        IndicatorTerms.objects.current(asof)
        .in_use(end_of_last_month(asof.on))
        .filter(indicator__notice__in=notices, every=IndicatorTerms.Every.MONTH)
        .annotate(period_on=Subquery(newest))
        .filter(Q(period_on=None) | Q(period_on__lt=end_of_last_month(asof.on)))
        .order_by()
        .values(notice=F("indicator__notice"))
        .annotate(many=Count("pk"))
    )
    return {row["notice"]: row["many"] for row in rows}


def _reports(notices: Iterable[int]) -> dict[int, list[Report]]:
    found = defaultdict(list)
    for report in Report.objects.filter(notice__in=notices, editions=None).select_related("point").order_by("number"):
        found[report.notice_id].append(report)
    return found


def _editions(notices: Iterable[int]) -> dict[int, Edition]:
    """By notice, the edition that was published last."""
    rows = Edition.objects.filter(report__notice__in=notices).select_related("report__point").order_by("published_at")
    return {edition.report.notice_id: edition for edition in rows}
