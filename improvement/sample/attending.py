"""Who was at the meetings of the sample, and on what agenda item was each decision taken?"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial

from boards import attending, interests
from boards.attending import Said
from boards.models import AgendaItem, Attendance, Decision
from improvement.sample.stage import Act, Stage, on
from reports.taking import base

State = Attendance.State
# Who was not there in person, by meeting; everybody else who was expected was.
HELD = (
    (on(2012, 10, 23, 16, 26), {"hugh": State.APOLOGIES}),
    (on(2012, 12, 4, 16, 26), {"pia": State.APOLOGIES, "shona": State.DEPUTY}),
    (on(2013, 1, 15, 16, 26), {"petra": State.ABSENT}),
    (on(2013, 2, 26, 16, 26), {"hugh": State.DEPUTY, "leo": State.APOLOGIES}),
)
DEPUTIES = {"shona": "Dorothy Deputy", "hugh": "Derek Deputy"}
EXPECTED = ("chris", "dana", "leo", "pia", "pat", "hugh", "shona", "petra", "lesley", "sam", "dora")
# Under which standing item a decision of a kind is taken, where it is on the agenda; every other under other business.
UNDER = {
    Decision.Kind.DATES: "exceptions",
    Decision.Kind.JUDGEMENTS: "judgements",
    Decision.Kind.INDICATORS: "indicators",
    Decision.Kind.TARGET: "indicators",
    Decision.Kind.ADOPTION_PLAN: "adoption_progress",
    Decision.Kind.MINUTES: "minutes",
}


def acts() -> Iterator[Act]:
    for number, (at, apart) in enumerate(HELD, 1):
        yield Act(at, f"who is at meeting {number}", partial(attend, number, apart))
    yield Act(on(2013, 2, 26, 16, 27), "an interest is declared", _declare)


def attend(number: int, apart: Mapping[str, str], stage: Stage, at: datetime) -> None:
    """Everybody who was expected at the meeting was there but those `apart`."""
    meeting = stage.meetings[number - 1]
    members = {row.person_id: row for row in attending.expected(stage.board, at.date())}
    said = [
        Said(
            state := apart.get(key, State.PRESENT),
            membership=members[stage.people[key].pk],
            name=DEPUTIES[key] if state == State.DEPUTY else "",
        )
        for key in EXPECTED
    ]
    attending.record_attendance(meeting=meeting, said=said, by=stage.secretary, at=at)


def _declare(stage: Stage, at: datetime) -> None:
    members = {row.person_id: row for row in attending.expected(stage.board, at.date())}
    interests.declare_interest(
        meeting=stage.meetings[3],
        membership=members[stage.people["pat"].pk],
        words="The force employs the officers whose rota is discussed.",
        left=False,
        by=stage.secretary,
        at=at,
    )


def taken_under(decision: Decision, at: datetime) -> None:
    """Keep the agenda item under which a decision of a meeting was taken, where the meeting has an agenda."""
    items = AgendaItem.objects.filter(meeting=decision.meeting)
    wanted = UNDER.get(Decision.Kind(decision.kind), "other_business")
    item = items.filter(rule=wanted).first() or items.filter(rule="other_business").first()
    if item is not None:
        base(decision, item=item, at=at)
