"""What has the Board decided? The register: every decision with what replaced it and which dates it settled."""

import re
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from accounts.policy import Permission
from boards.models import Board, Decision, Meeting
from boards.querysets import held_of
from notices.http import NoticeView
from plans.concern_list import WITHOUT, concerns_of
from plans.models import Concern
from records.writing import position
from reports.decided import described, read

A_PAGE = 25
LONGEST_QUESTION = 200
# Whose decisions, by what the address says: the words of the choice, and the kinds of Board.
BOARDS = {
    "": ("Improvement Board", ["improvement"]),
    "lscb": ("Local Safeguarding Children Board", ["lscb"]),
    "both": ("Both Boards", ["improvement", "lscb"]),
}
BY_NUMBER = re.compile(r"(?P<named>decision\s+)?(?P<number>[1-9][0-9]{0,8})", re.IGNORECASE)


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
            "has_lscb": Board.objects.for_notice(self.notice).filter(kind=Board.Kind.LSCB).exists(),
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
