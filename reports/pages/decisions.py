"""What has the Board decided? The register: every decision with what replaced it and which dates it settled."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from accounts.policy import Permission
from boards.models import Board, Decision, Meeting
from boards.querysets import DecisionQuerySet, held_of
from notices.http import NoticeView
from notices.models import Notice
from plans.changes import answered
from plans.concern_list import WITHOUT, concerns_of
from plans.concerns import named
from plans.models import Concern, ConcernOutcome, DateRuling, TermsRuling
from records import wording
from records.clock import AsOf, london_day
from records.writing import position
from reports.models import DecisionBasis
from reports.taking import bases_of

A_PAGE = 25
LONGEST_QUESTION = 200
# Whose decisions, by what the address says: the words of the choice, and the kinds of Board.
BOARDS = {
    "": ("Improvement Board", ["improvement"]),
    "lscb": ("Local Safeguarding Children Board", ["lscb"]),
    "both": ("Both Boards", ["improvement", "lscb"]),
}
BY_NUMBER = re.compile(r"(?P<named>decision\s+)?(?P<number>[1-9][0-9]{0,8})", re.IGNORECASE)


@dataclass(frozen=True)
class Decided:
    """A decision as of two times, with what the register says beside its words."""

    decision: Decision
    replaced_by: list[Decision]
    rulings: list[dict]
    changes: list[tuple[int, str]]  # the number of an item, and the answer to what was asked about it
    concerns: list[dict]
    basis: DecisionBasis | None = (
        None  # with `title`, of the agenda item, and `pack_on`, the day that the pack's figures are of
    )

    @property
    def of_lscb(self) -> bool:
        return self.decision.board.kind == Board.Kind.LSCB

    @property
    def key(self) -> str:
        """Under which the page names it: each Board numbers its own."""
        return f"lscb-{self.decision.number}" if self.of_lscb else f"{self.decision.number}"

    @property
    def recorded_on(self) -> date | None:
        """The day it was recorded, where that is later than the day it counts from."""
        recorded = london_day(self.decision.recorded_at)
        return recorded if recorded > self.decision.counts_on else None


def read(decisions: DecisionQuerySet) -> DecisionQuerySet:
    """What `described` looks at, fetched with the decisions."""
    return decisions.select_related("board", "meeting", "replaces", "recorded_by")


def described(notice: Notice, decisions: Iterable[Decision], asof: AsOf) -> list[Decided]:
    """The decisions in their order, with replacements, answers and outcomes of concerns as of the same times; five queries
    however many."""
    shown = list(decisions)
    later: dict[int | None, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.for_notice(notice).as_of(asof).filter(replaces__in=shown):
        later[decision.replaces_id].append(decision)
    rulings: dict[int, list[dict]] = defaultdict(list)
    answers = DateRuling.objects.for_notice(notice).as_of(asof).filter(decision__in=shown)
    for ruling in answers.select_related("item", "change").order_by("item__number"):
        rulings[ruling.decision_id].append(in_words(ruling))
    changes: dict[int, list[tuple[int, str]]] = defaultdict(list)
    said = TermsRuling.objects.for_notice(notice).as_of(asof).filter(decision__in=shown)
    for answer in said.select_related("change__item").order_by("change__item__number", "number"):
        changes[answer.decision_id].append((answer.change.item.number, answered(answer)))
    concerns: dict[int, list[dict]] = defaultdict(list)
    outcomes = ConcernOutcome.objects.for_notice(notice).as_of(asof).filter(decision__in=shown)
    things = "concern__item", "concern__objective", "concern__indicator", "action"
    for outcome in outcomes.select_related(*things).order_by("concern__number"):
        concerns[outcome.decision_id].append(said_of(outcome))
    bases = bases_of(shown, asof)
    return [
        Decided(
            decision,
            later[decision.pk],
            rulings[decision.pk],
            changes[decision.pk],
            concerns[decision.pk],
            bases.get(decision.pk),
        )
        for decision in shown
    ]


def said_of(outcome: ConcernOutcome) -> dict:
    return {
        "number": outcome.concern.number,
        "about": named(outcome.concern),
        "action": outcome.action.number if outcome.action else None,
        "none_needed": outcome.none_needed,
    }


def in_words(ruling: DateRuling) -> dict:
    asked = ruling.change
    return {
        "item": ruling.item.number,
        "answer": ruling.answer,
        "to": wording.due(ruling.to_on, ruling.to_precision) if ruling.to_on else "",
        "asked": wording.due(asked.to_on, asked.to_precision),
        "words": ruling.words,
    }


class DecisionsView(NoticeView):
    """The register of the Improvement Board, or of the LSCB, newest first: searched by words or by number, narrowed to a kind or to
    a meeting."""

    permission = Permission.VIEW_WORKING
    section = "board"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        board, kind, meeting = self.narrowed_to()
        of_board = Decision.objects.for_notice(self.notice).filter(board__kind__in=BOARDS[board][1])
        known = of_board.as_of(self.asof)
        question = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
        found = known.filter(matching(question)) if question else known
        found = found.filter(kind=kind) if kind else found
        found = found.filter(meeting__number=meeting, board__kind="improvement") if meeting else found
        page = Paginator(read(found).latest_first(), A_PAGE).get_page(request.GET.get("page"))
        context = {
            "page": page,
            "rows": described(self.notice, page.object_list, self.asof),
            "total": known.count() if question or kind or meeting else page.paginator.count,
            "question": question,
            "narrowed": bool(question or kind or meeting),
            "board": board,
            "kind": kind,
            "meeting": meeting,
            "boards": [(key, words) for key, (words, _) in BOARDS.items()],
            "kinds": Decision.Kind.choices,
            "held": self.held,
            "concerns": self.concerns(),
            "left_out": of_board.recorded_later(self.asof).count() if request.GET.get("known") else 0,
            "shown_asof": self.shown_asof(),
            "meetings": held_of(self.held),
        }
        return self.page("pages/decisions.html", context)

    @cached_property
    def held(self) -> list[Meeting]:
        """The meetings of the Improvement Board, the newest first."""
        meetings = Meeting.objects.for_notice(self.notice).filter(board__kind="improvement")
        return list(meetings.held(position(self.notice.slug)))

    def narrowed_to(self) -> tuple[str, str, str]:
        """The Board, the kind and the meeting that the address asks for; 404 for what there is not."""
        asked = tuple(self.request.GET.get(name, "") for name in ("board", "kind", "meeting"))
        board, kind, meeting = asked
        known = board in BOARDS and kind in ("", *Decision.Kind.values)
        if not known or (meeting and meeting not in {str(row.number) for row in self.held}):
            raise Http404
        return board, kind, meeting

    def concerns(self) -> list[dict]:
        """Those that left their meeting without an outcome, for who has just recorded a decision and can record theirs."""
        if not self.may["record_decision"]:
            return []
        without = Concern.objects.for_notice(self.notice).without_outcome(self.asof)
        return [row for row in concerns_of(self.notice, self.asof, without) if row["state"] == WITHOUT]


def matching(question: str) -> Q:
    """Decisions that hold these words. "12" also finds the decision of that number, "decision 12" that one alone."""
    asked = BY_NUMBER.fullmatch(question)
    in_words = Q(words__icontains=question)
    if asked is None:
        return in_words
    of_number = Q(number=int(asked["number"]))
    return of_number if asked["named"] else in_words | of_number
