"""What needs a person, in each of their notices? Counts that link to the lists, from the same querysets as those lists.

A fixed number of queries, however many notices the person has.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.urls import reverse

from accounts.models import User
from accounts.policy import Permission, Role, Sight, allows
from boards.models import Board, Meeting
from indicators.models import IndicatorTerms, Observation
from notices.models import Membership, Notice
from plans.models import Concern, DateChange, Evidence, Item
from plans.querysets import OPEN
from plans.unwritten import with_unwritten
from records import wording
from records.clock import TICK, AsOf, end_of_last_month
from records.models import AuditChain
from reports.models import Edition, Report


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


@dataclass
class Mine:
    """A person's open items in one notice: how many, how many overdue, and by number those that nobody has explained."""

    open: int = 0
    overdue: int = 0
    unwritten: list[int] = field(default_factory=list)


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
    dates = _dates(notices, asof)
    meetings = _meetings(notices, asof)
    figures = _figures(notices, asof)
    reports = _reports(notices)
    concerns = _concerns(notices, asof)
    waiting, returned = _evidence(person, notices, asof)
    editions = _editions(notices)
    places = []
    for membership in memberships:
        pk = membership.notice_id
        planned = meetings[pk]
        needs = _needs(membership, items[pk], dates.get(pk, 0), planned, figures.get(pk, 0), reports[pk], on)
        needs += _evidence_needs(membership, waiting[pk], returned[pk])
        needs += _concern_needs(membership, concerns[pk]) + _unwritten_needs(membership, items[pk].unwritten)
        next_ = next((meeting for meeting in planned if meeting.day >= on), None)
        places.append(Place(membership, needs, next_, editions.get(pk)))
    return places


def _needs(
    membership: Membership,
    items: Mine,
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
        add(items.overdue, "item", "of yours is overdue", "of yours are overdue", "plans:mine")
        add(
            items.open - items.overdue,
            "item",
            "of yours is open and not late",
            "of yours are open and not late",
            "plans:mine",
        )
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


def _concern_needs(membership: Membership, without: Sequence[date]) -> list[Need]:
    """For who records the Board's decisions: the concerns that left their meeting undecided, by the day of the earliest."""
    if not without or not allows(Role(membership.role), Permission.RECORD_DECISION):
        return []
    noun = "concern" if len(without) == 1 else "concerns"
    words = f"{noun} without an outcome since the Board of {wording.day(min(without))}"
    return [Need(len(without), words, reverse("plans:close_concerns", args=[membership.notice.slug]))]


def _unwritten_needs(membership: Membership, numbers: list[int]) -> list[Need]:
    """For an owner: what is overdue of theirs without a word of why."""
    if not numbers:
        return []
    noun, verb = ("item", "is") if len(numbers) == 1 else ("items", "are")
    named = wording.listed([str(number) for number in numbers])
    words = (
        f"{noun} of yours {verb} overdue and nobody has written why ({noun} {named}): "
        "ask for a new date or say what is being done"
    )
    return [Need(len(numbers), words, reverse("plans:mine", args=[membership.notice.slug]))]


def _concerns(notices: Iterable[int], asof: AsOf) -> dict[int, list[date]]:
    """By notice, the days of the meetings that concerns have left without an outcome."""
    found = defaultdict(list)
    rows = Concern.objects.filter(notice__in=notices).with_state(asof).filter(meeting_state="held", decided_on=None)
    for notice, day in rows.order_by().values_list("notice", "meeting_day"):
        found[notice].append(day)
    return found


def _evidence(person: User, notices: Iterable[int], asof: AsOf) -> tuple[Counter[int], dict[int, list[int]]]:
    """By notice, what waits for an answer that this person may give, and what of theirs nothing has taken the place of."""
    rows = Evidence.objects.filter(notice__in=notices, superseded_by=None).with_state(asof).order_by()
    waiting: Counter[int] = Counter()
    returned = defaultdict(list)
    for notice, number, owner, typed_by, state in rows.values_list("notice", "number", "owner", "recorded_by", "state"):
        if state == "waiting" and person.pk not in (owner, typed_by):
            waiting[notice] += 1
        elif state in ("returned", "out_of_date") and person.pk == owner:
            returned[notice].append(number)
    return waiting, returned


def _items(person: User, notices: Iterable[int], asof: AsOf) -> dict[int, Mine]:
    """By notice, how many items of the person are open, how many of these overdue, and which of them nobody has explained."""
    mine = Item.objects.filter(notice__in=notices).owned_by(person, asof).with_standing(asof).filter(OPEN)
    found: dict[int, Mine] = defaultdict(Mine)
    rows = with_unwritten(mine, asof).order_by("number").values_list("notice", "number", "overdue_now", "unwritten")
    for notice, number, overdue, unwritten in rows:
        found[notice].open += 1
        found[notice].overdue += overdue
        found[notice].unwritten += [number] if unwritten else []
    return found


def _dates(notices: Iterable[int], asof: AsOf) -> dict[int, int]:
    rows = (
        DateChange.objects.waiting(asof)
        .filter(item__notice__in=notices)
        .order_by()
        .values("item__notice")
        .annotate(many=Count("pk"))
    )
    return {row["item__notice"]: row["many"] for row in rows}


def _meetings(notices: Iterable[int], asof: AsOf) -> dict[int, list[Meeting]]:
    """By notice, the meetings of its Improvement Board that stand as planned, the earliest first."""
    rows = Meeting.objects.filter(board__notice__in=notices, board__kind=Board.Kind.IMPROVEMENT).planned(asof)
    found = defaultdict(list)
    for meeting in rows.select_related("board"):
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
