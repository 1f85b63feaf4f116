"""How is it recorded what the Board agreed: which indicators, what they should reach, by which standard, which come first?"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.policy import Permission
from boards.models import Board, Decision
from indicators import groups
from indicators.agreeing import INDICATOR, STANDARD, TARGET, Offered, agree_set, offered, written
from indicators.agreement_forms import AgreeIndicatorsForm
from indicators.models import Indicator
from notices.http import NoticeView
from records import wording
from records.clock import AsOf
from records.refusal import NotTheNext
from records.writing import position


class AgreeIndicatorsView(NoticeView):
    """One decision agrees many indicators with their targets and standards; the places of the headlines are chosen anew."""

    permission = write_permission = Permission.RECORD_DECISION
    section = "indicators"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.drawn(self.form(initial={"after": written(self.notice)}))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.drawn(form, status=422)
        rows = {row.series.code: row.indicator for row in self.offered}
        given = form.cleaned_data
        ticked = {name: [rows[code] for code in given[name]] for name in ("indicators", "targets", "standards")}
        headlines = [rows[code] for code in form.headlines]
        try:
            answer = self.write(
                form,
                lambda at: agree_set(
                    decision=given["decision"],
                    headlines=headlines if headlines != self.put_first(rows) else None,
                    after=given["after"],
                    by=self.person,
                    at=at,
                    **ticked,
                ),
                then=self.next_or(reverse("indicators:indicator_list", args=[slug])),
                said="What the Board agreed is recorded.",
            )
        except NotTheNext as met:
            return self.clash(form, met, theirs=self.stands(form), label="Record what was agreed")
        return answer or self.drawn(form, status=422)

    def put_first(self, rows: dict[str, Indicator]) -> list[Indicator]:
        """The headline indicators that stand, in their order: sent again unchanged, they are left as they are."""
        stands = sorted((row.series for row in self.offered if row.series.headline), key=lambda row: row.headline or 0)
        return [rows[row.code] for row in stands]

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug)

    @cached_property
    def offered(self) -> list[Offered]:
        """What the Board may agree, in the order of the list."""
        return sorted(
            offered(self.notice, self.latest), key=lambda row: (groups.place(row.series.code), row.series.code)
        )

    def form(self, *args: object, **kwargs: Any) -> AgreeIndicatorsForm:
        board = Board.objects.for_notice(self.notice).improvement()
        decisions = (
            Decision.objects.for_notice(self.notice).filter(board__in=board).in_force(self.latest).latest_first()
        )
        return AgreeIndicatorsForm(*args, offered=self.offered, decisions=decisions, **kwargs)

    def stands(self, form: AgreeIndicatorsForm) -> list[tuple[str, str]]:
        """What is agreed by now, under the labels of the form."""
        rows = self.offered
        agreed = {
            "indicators": [row.series.code for row in rows if row.series.agreed is not None],
            "targets": [row.series.code for row in rows if row.target and not row.target_is_open],
            "standards": [row.series.code for row in rows if row.standard and not row.standard_is_open],
        }
        said = [(str(form[name].label), ", ".join(codes)) for name, codes in agreed.items()]
        first = {row.series.headline: row.series for row in rows}
        for place, field in enumerate(form.headline_fields, 1):
            series = first.get(place)
            said.append((str(field.label), f"{series.code} {series.name}" if series else ""))
        return said

    def drawn(self, form: AgreeIndicatorsForm, *, status: int = 200) -> HttpResponse:
        trail = [
            ("Indicators", reverse("indicators:indicator_list", args=[self.notice.slug])),
            ("What the Board agreed", None),
        ]
        show = self.request.GET.get("show", "all")
        if show not in ("all", "open"):
            raise Http404
        boxes = form.boxes
        context = {
            "form": form,
            "themes": [
                (heading, [(row, boxes[row.series.code]) for row in rows])
                for heading, rows in self.themes(only_open=show == "open")
            ],
            "show": show,
            "total": len(self.offered),
            "open": sum(row.is_open for row in self.offered),
            "counts": self.counts(),
            "nothing": not self.offered,
            "undecided": bool(self.offered) and not form.decisions.exists(),
            "breadcrumbs": trail,
        }
        return self.page("indicators/agree.html", context, status=status)

    def themes(self, *, only_open: bool) -> list[tuple[str, list[Offered]]]:
        rows = [row for row in self.offered if row.is_open or not only_open]
        headings = dict.fromkeys(row.series.group_words for row in rows)
        return [(heading, [row for row in rows if row.series.group_words == heading]) for heading in headings]

    def counts(self) -> list[str]:
        """What is used without the Board's agreement: 3 indicators, 2 targets."""
        nouns = {INDICATOR: "indicator", TARGET: "target", STANDARD: "standard"}
        found = {noun: sum(part in row.lacks for row in self.offered) for part, noun in nouns.items()}
        return [wording.count(many, noun) for noun, many in found.items() if many]
