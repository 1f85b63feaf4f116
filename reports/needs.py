"""What needs a person, in each of their notices? Counts that link to the lists, from the same querysets as those lists.

A fixed number of queries, however many notices the person has.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Max
from django.urls import reverse

from accounts.models import User
from accounts.policy import Permission, Role, Sight, allows
from boards.ballots import without_outcome
from boards.models import Board, Meeting, MeetingDay
from boards.rounds import Round, current, rounds_of
from indicators.awaited import awaited
from indicators.returns import waiting_for
from notices.models import Membership, Notice
from plans.deputies import stands_in_for
from plans.models import Concern, DateChange, Evidence, Item, TermsChange
from plans.querysets import OPEN
from plans.rounds import owners_owing
from plans.signal_list import count_of, to_answer
from plans.unwritten import with_unwritten
from records.clock import TICK, AsOf
from records.models import AuditChain, StoredFile
from reports.access import WHOLE
from reports.minutes_needs import minutes_needs, versions_of
from reports.models import Edition, Report
from reports.need_words import (
    Need,
    approval_needs,
    ballot_needs,
    change_needs,
    concern_needs,
    deputy_needs,
    evidence_needs,
    figure_needs,
    round_need,
    signal_needs,
    unwritten_needs,
    virus_needs,
)
from reports.position.reviews import lifted
from reports.progress import is_signed, progress_in, reports_in
from reports.purposes import name_of
from reports.readiness_needs import readiness_needs

CHASED_FROM = timedelta(days=10)  # before updates close


@dataclass(frozen=True)
class Place:
    """One notice of a person: the role there, what waits, what has been published last, when its Board meets next."""

    membership: Membership
    needs: Sequence[Need]
    meeting: Meeting | None
    edition: Edition | None
    lifted_on: date | None = None

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
    dates, changes = _waiting(DateChange, notices, asof), _waiting(TermsChange, notices, asof)
    meetings = _meetings(notices, asof)
    rounds = {pk: current(rounds_of(rows), on) for pk, rows in meetings.items()}
    owing = _owing(memberships, rounds, asof)
    figures = awaited([row.notice_id for row in memberships if Role(row.role) is Role.ANALYST], asof)
    unapproved = Counter(waiting_for(person, notices, asof).order_by().values_list("indicator__notice", flat=True))
    begun = reports_in(notices)
    months, reports = progress_in(notices, on, begun), _unsigned(begun)
    concerns = _concerns(notices, asof)
    standing_in = _standing_in(person, notices, asof)
    signals = _signals(notices, asof)
    asked = without_outcome(notices, person, asof)
    waiting, returned, infected = _evidence(person, notices, asof)
    editions = _editions(notices)
    minutes = versions_of(person, notices, asof)
    since = lifted(notices, asof)
    places = []
    for membership in memberships:
        pk = membership.notice_id
        planned = [meeting for meeting in meetings[pk] if meeting.state == MeetingDay.State.PLANNED]
        if pk in since:  # what is late there is pressed on nobody any more
            items[pk], standing_in[pk], months[pk] = Mine(), [], []
            owing.pop(pk, None)
            figures.pop(pk, None)
        needs = _needs(membership, items[pk], dates.get(pk, 0), planned, reports[pk], on)
        needs += readiness_needs(membership, months[pk])
        needs += figure_needs(membership, figures.get(pk, ()), on)
        needs += change_needs(membership, changes.get(pk, 0))
        needs += approval_needs(membership, unapproved[pk])
        needs += round_need(membership, owing.get(pk, 0), rounds.get(pk))
        needs += evidence_needs(membership, waiting[pk], returned[pk])
        needs += virus_needs(membership, infected[pk])
        needs += signal_needs(membership, count_of(signals[pk]))
        needs += concern_needs(membership, concerns[pk]) + unwritten_needs(membership, items[pk].unwritten)
        needs += deputy_needs(membership, standing_in[pk]) + ballot_needs(membership, asked[pk])
        needs += minutes_needs(membership, meetings[pk], minutes[pk], asof)
        next_ = next((meeting for meeting in planned if meeting.day >= on), None)
        places.append(Place(membership, needs, next_, editions.get(pk), since.get(pk)))
    return places


def _needs(
    membership: Membership,
    items: Mine,
    dates: int,
    planned: Sequence[Meeting],
    reports: Sequence[Report],
    on: date,
) -> list[Need]:
    slug, role = membership.notice.slug, Role(membership.role)
    found = []

    def add(count: int, noun: str, verb: str, verbs: str, page: str) -> None:
        if count:
            words = f"{noun if count == 1 else noun + 's'} {verb if count == 1 else verbs}"
            found.append(Need(count, words, reverse(page, args=[slug])))

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
            said = f"{name_of(report)} is not signed"
            found.append(Need(1, said, reverse("reports:report", args=[slug, report.number])))
    return found


def _signals(notices: Iterable[int], asof: AsOf) -> dict[int, list[int]]:
    """By notice, the indicator of each early warning that waits for an answer."""
    found = defaultdict(list)
    rows = to_answer(asof).filter(indicator__notice__in=notices).order_by()
    for notice, indicator in rows.values_list("indicator__notice", "indicator"):
        found[notice].append(indicator)
    return found


def _concerns(notices: Iterable[int], asof: AsOf) -> dict[int, list[tuple[bool, date]]]:
    """By notice, of each concern without an outcome whether its meeting was held, and the day of that."""
    found = defaultdict(list)
    rows = Concern.objects.filter(notice__in=notices).with_state(asof).filter(decided_on=None)
    for notice, state, day in rows.order_by().values_list("notice", "meeting_state", "meeting_day"):
        found[notice].append((state == MeetingDay.State.HELD, day))
    return found


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


def _items(person: User, notices: Iterable[int], asof: AsOf) -> dict[int, Mine]:
    """By notice, how many items of the person are open, how many of these overdue, and which of them nobody has explained."""
    mine = Item.objects.filter(notice__in=notices).owned_by([person], asof).with_standing(asof).filter(OPEN)
    found: dict[int, Mine] = defaultdict(Mine)
    rows = with_unwritten(mine, asof).order_by("number").values_list("notice", "number", "overdue_now", "unwritten")
    for notice, number, overdue, unwritten in rows:
        found[notice].open += 1
        found[notice].overdue += overdue
        found[notice].unwritten += [number] if unwritten else []
    return found


def _standing_in(person: User, notices: Iterable[int], asof: AsOf) -> dict[int, list[tuple[str, Mine]]]:
    """By notice, the name of each for whom the person stands in today, and how their items stand. Nobody: one query."""
    found: dict[int, list[tuple[str, Mine]]] = defaultdict(list)
    for one in stands_in_for(notices, person, asof):
        found[one.notice].append((one.person.name, _items(one.person, [one.notice], asof)[one.notice]))
    return found


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


def _unsigned(begun: Iterable[Report]) -> dict[int, list[Report]]:
    """By notice, those of no month that are not signed; of the others the steps are counted one by one."""
    found = defaultdict(list)
    for report in begun:
        if report.point_id is None and report.review_id is None and not is_signed(report):
            found[report.notice_id].append(report)
    return found


def _editions(notices: Iterable[int]) -> dict[int, Edition]:
    """By notice, the edition of the whole position that was published last of those that stand."""
    rows = (
        Edition.objects.filter(report__notice__in=notices, report__purpose__in=WHOLE)
        .that_stand()
        .select_related("report__point", "report__review")
        .order_by("published_at")
    )
    return {edition.report.notice_id: edition for edition in rows}
