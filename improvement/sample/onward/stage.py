"""How is the stage set again, of a sample that was loaded before? Every row by the name that the data calls it by."""

from accounts.models import User
from boards.models import Board, Decision
from improvement.demonstration import SAMPLE_ADDRESS
from improvement.sample.plan import Shown, told
from improvement.sample.stage import Stage, read
from indicators.models import Indicator
from notices.models import Notice
from plans.models import DateChange, Evidence, Item, Objective, Plan


def set_again(notice: Notice) -> Stage:
    boards = {row.kind: row for row in Board.objects.for_notice(notice)}
    sample_people = User.objects.filter(email__endswith=SAMPLE_ADDRESS)
    stage = Stage(
        notice=notice,
        people={person.email.removesuffix(SAMPLE_ADDRESS): person for person in sample_people},
        board=boards[Board.Kind.IMPROVEMENT],
        lscb=boards[Board.Kind.LSCB],
    )
    stage.meetings = list(stage.board.meetings.order_by("number"))
    stage.plans = {plan.code: plan for plan in Plan.objects.filter(notice=notice)}
    stage.objectives = {row.number: row for row in Objective.objects.filter(notice=notice)}
    stage.items = {item.number: item for item in Item.objects.for_notice(notice)}
    changes = DateChange.objects.filter(item__notice=notice).select_related("item").order_by("recorded_at")
    stage.changes = {change.item.number: change for change in changes}
    shown = {row.title: row for row in Evidence.objects.for_notice(notice).order_by("number")}
    stage.evidence = {entry.key or entry.shows: shown[entry.shows] for _, entry in told(Shown)}
    stage.indicators = {row.code: row for row in Indicator.objects.filter(notice=notice)}
    decided = {decision.words: decision for decision in Decision.objects.for_notice(notice).order_by("number")}
    stage.decisions = {said["key"]: decided[said["words"].strip()] for said in read("decisions.yaml")}
    return stage
