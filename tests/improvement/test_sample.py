"""Is the sample what it says it is: small, honest, the same each time, and all there?"""

from datetime import date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Message, User
from accounts.policy import Role
from boards.models import Board, Decision, Meeting
from improvement.sample import people
from improvement.sample.people import PASSWORD, PEOPLE
from improvement.sample.story import ENDS
from indicators.models import Observation
from indicators.series import series_of
from notices.models import Membership
from plans.models import DateRuling, Item, OverdueFlag
from records import audit, clock
from records.clock import LONDON, AsOf
from records.writing import position
from reports.domain import missing_to_sign
from reports.models import Report


class TestTheSample:
    """Loaded once for all of these."""

    @pytest.fixture(autouse=True)
    def loaded(self, sample, sample_copy, db):
        self.notice, self.seconds = sample, sample_copy.seconds
        self.asof = position(self.notice.slug)

    def item(self, number, asof=None):
        asof = asof or self.asof
        return Item.objects.for_notice(self.notice).with_standing(asof).with_waiting_change(asof).get(number=number)

    def test_it_takes_less_than_half_a_minute(self):
        assert self.seconds < 30

    def test_it_ends_on_its_last_day(self):
        assert clock.london_day(clock.now()) == ENDS.date() == date(2013, 3, 5)

    def test_every_role_has_its_person_and_officers_are_two(self):
        roles = [Role(role) for role in Membership.objects.for_notice(self.notice).values_list("role", flat=True)]
        assert set(roles) == set(Role)
        assert roles.count(Role.OFFICER) == 2
        assert all(address.endswith("@sample.invalid") for address in User.objects.values_list("email", flat=True))
        assert User.objects.get(email="chris@sample.invalid").check_password(PASSWORD)

    def test_three_meetings_were_held_and_the_rest_are_planned_six_weeks_apart(self):
        meetings = list(Meeting.objects.for_notice(self.notice).with_day(self.asof).order_by("day"))
        assert [meeting.day for meeting in meetings if meeting.state == "held"] == [
            date(2012, 11, 7), date(2012, 12, 19), date(2013, 1, 30),
        ]  # fmt: skip
        planned = [meeting.day for meeting in meetings if meeting.state == "planned"]
        assert (planned[0], planned[-1], len(planned)) == (date(2013, 3, 13), date(2013, 11, 20), 7)
        days = [meeting.day for meeting in meetings]
        assert {(later - earlier).days for earlier, later in zip(days, days[1:], strict=False)} == {42}

    def test_the_plan_stands_as_it_was_told(self):
        items = list(Item.objects.for_notice(self.notice).with_standing(self.asof).with_waiting_change(self.asof))
        by_standing = {
            word: [item.number for item in items if item.standing == word] for word in {item.standing for item in items}
        }
        assert by_standing == {
            "done": [1, 2, 5, 7, 8, 12, 15],
            "overdue": [3, 4, 6],
            "under_way": [9, 10, 11, 13, 14],
            "not_started": [16],
        }
        assert [item.number for item in items if item.waiting_id] == [3, 10]
        assert [(item.number, item.due_now) for item in items if item.slips] == [
            (5, date(2013, 1, 31)),
            (6, date(2013, 2, 22)),
        ]
        owners = {terms.owner_id for item in items for terms in item.terms.all()}
        agencies = {terms.agency_id for item in items for terms in item.terms.all()}
        assert (len(owners), len(agencies)) == (6, 4)

    def test_an_earlier_day_shows_the_earlier_position(self):
        before = AsOf(date(2012, 12, 18), self.asof.known)
        assert (self.item(5, before).due_now, self.item(5, before).standing) == (date(2012, 12, 7), "overdue")
        assert self.item(5, AsOf(date(2012, 12, 19), self.asof.known)).due_now == date(2013, 1, 31)

    def test_a_decision_recorded_late_is_unknown_until_then(self):
        decision = Decision.objects.for_notice(self.notice).get(board__kind=Board.Kind.IMPROVEMENT, number=6)
        then = AsOf(date(2013, 1, 30), datetime(2013, 1, 31, tzinfo=LONDON))
        assert decision.counts_on == date(2013, 1, 30)
        assert not Decision.objects.as_of(then).filter(pk=decision.pk).exists()

    def test_decisions_answer_dates_and_set_targets(self):
        boards = [Board.Kind.IMPROVEMENT, Board.Kind.LSCB]
        assert [Decision.objects.filter(board__kind=kind).count() for kind in boards] == [6, 1]
        assert list(DateRuling.objects.order_by("counts_on").values_list("item__number", "answer")) == [
            (5, "agreed"),
            (6, "other"),
        ]

    def test_figures_are_the_same_each_time(self):
        series = {row.code: row for row in series_of(self.notice, self.asof) if row.points}
        assert list(series) == ["FD-01", "FD-02", "FD-03", "FD-04", "FD-05", "FD-06"]
        assert {code: len(row.points) for code, row in series.items()} == {
            "FD-01": 5, "FD-02": 5, "FD-03": 5, "FD-04": 5, "FD-05": 26, "FD-06": 26,
        }  # fmt: skip
        latest = {code: (row.latest.period_on, row.latest.value, row.standing.value) for code, row in series.items()}
        assert latest == {
            "FD-01": (date(2013, 1, 31), Decimal("1327"), "Context only"),
            "FD-02": (date(2013, 1, 31), Decimal("548"), "Context only"),
            "FD-03": (date(2013, 1, 31), Decimal("41.2962"), "No target yet"),
            "FD-04": (date(2013, 1, 31), Decimal("89.0511"), "Near"),
            "FD-05": (date(2013, 3, 1), Decimal("6"), "Misses"),
            "FD-06": (date(2013, 3, 1), Decimal("8"), "Misses"),
        }
        assert [point.period_on for point in series["FD-04"].points if point.revised] == [date(2012, 12, 31)]
        assert Observation.objects.get(state="no_data").note
        assert {row.target.source for row in series.values() if row.target} == {"Board decision 2"}

    def test_figures_fit_one_another(self):
        series = {row.code: row for row in series_of(self.notice, self.asof)}
        for contacts, referrals, share, decided in zip(*(series[f"FD-0{n}"].points for n in (1, 2, 3, 4)), strict=True):
            assert (share.numerator, share.denominator) == (referrals.value, contacts.value)
            assert decided.denominator == referrals.value

    def test_each_crossing_was_flagged_and_told_once(self):
        flags = list(OverdueFlag.objects.order_by("flagged_at").values_list("item__number", "due_on"))
        assert flags == [
            (1, date(2012, 11, 30)), (5, date(2012, 12, 7)), (6, date(2013, 1, 18)), (3, date(2013, 1, 25)),
            (15, date(2013, 2, 8)), (6, date(2013, 2, 22)), (4, date(2013, 2, 28)),
        ]  # fmt: skip
        # Items 5 and 6 waited for the Board's answer when their first dates passed: nobody is chased for that.
        told = list(Message.objects.order_by("composed_at").values_list("person__email", flat=True))
        assert told == [f"{who}@sample.invalid" for who in ("olive", "olive", "owen", "owen", "dana")]
        assert not Message.objects.filter(sent_at=None).exists()

    def test_no_mail_left_the_machine(self):
        assert mail.outbox == []

    def test_the_report_can_be_signed(self):
        begun = Report.objects.for_notice(self.notice).get()
        assert begun.point.on == date(2013, 3, 31)
        assert missing_to_sign(begun) == []

    def test_its_audit_chain_is_whole(self):
        assert list(audit.faults(self.notice.slug)) == []

    def test_it_is_not_loaded_twice(self):
        with pytest.raises(CommandError, match="holds people already"):
            call_command("load_sample", stdout=StringIO())

    def test_accounts_are_printed(self):
        said = StringIO()
        call_command("sample_accounts", stdout=said)
        assert PASSWORD in said.getvalue()
        assert all(person.email in said.getvalue() for person in PEOPLE)

    def test_everybody_can_be_tried_and_finds_their_pages(self):
        client = Client(headers={"host": "127.0.0.1"})
        for person in PEOPLE:
            answer = client.post(reverse("demonstration_sign_in"), {"person": person.email}, follow=True)
            assert answer.status_code == 200, person
            assert f"You are {person.name} now." in answer.content.decode()
            for link in answer.context["nav"]:
                assert client.get(link["url"]).status_code == 200, (person, link)

    def test_everybody_is_told_what_to_try_first(self):
        page = Client(headers={"host": "127.0.0.1"}).get(reverse("demonstration")).content.decode()
        assert all(person.try_first in page.replace("&#x27;", "'") for person in PEOPLE)
        assert people.try_first("somebody@else.example") == ""
