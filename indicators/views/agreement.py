"""How is it recorded what the Board agreed: which indicators, what they should reach, by which standard, which come first?"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.forms import CheckboxInput
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.policy import Permission
from boards.models import Board, Decision
from boards.querysets import DecisionQuerySet
from indicators import groups
from indicators.agreeing import agree_set, check_nothing_written, written
from indicators.agreement_changes import Changes, changes_of
from indicators.agreement_forms import AgreeIndicatorsForm, named
from indicators.models import Indicator
from indicators.offered import INDICATOR, STANDARD, TARGET, Offered, offered
from notices.http import NoticeView
from records import wording
from records.clock import AsOf
from records.refusal import NotTheNext, Refused
from records.writing import position

NOUNS = {INDICATOR: "indicator", TARGET: "target", STANDARD: "standard"}
MOST_NAMED = 6  # codes in a sentence


class AgreeIndicatorsView(NoticeView):
    """One decision agrees many indicators with their targets and standards; the places of the headlines are chosen anew.

    What was chosen is shown with what it changes before it is recorded: `step` says which of the two pages was sent.
    """

    permission = write_permission = Permission.RECORD_DECISION
    section = "indicators"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.drawn(self.form(initial={"after": written(self.notice)}))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form, step = self.form(request.POST), request.POST.get("step")
        if step == "change":
            return self.drawn(form)
        if not form.is_valid():
            return self.drawn(form, status=422)
        chosen = self.chosen(form)
        try:
            if step == "record":
                if answer := self.record(form, chosen):
                    return answer
                if "confirmed" not in form.errors:
                    return self.drawn(form, status=422)
            check_nothing_written(self.notice, form.cleaned_data["after"])
            return self.to_check(form, changes_of(asof=self.latest, **chosen))
        except NotTheNext as met:
            return self.clash(form, met, theirs=self.stands(form), label="Check what changes")
        except Refused as refusal:
            form.refuse(refusal)
            return self.drawn(form, status=422)

    def chosen(self, form: AgreeIndicatorsForm) -> dict[str, Any]:
        """The answers as the rule takes them. Headlines sent again unchanged are left as they are."""
        rows = {row.series.code: row.indicator for row in self.offered}
        ticked = {
            name: [rows[code] for code in form.cleaned_data[name]] for name in ("indicators", "targets", "standards")
        }
        headlines = [rows[code] for code in form.headlines]
        unchanged = headlines == self.put_first(rows)
        return {"decision": form.cleaned_data["decision"], "headlines": None if unchanged else headlines, **ticked}

    def record(self, form: AgreeIndicatorsForm, chosen: dict[str, Any]) -> HttpResponse | None:
        given = form.cleaned_data
        return self.write(
            form,
            lambda at: agree_set(after=given["after"], confirmed=given["confirmed"], by=self.person, at=at, **chosen),
            then=self.next_or(reverse("indicators:indicator_list", args=[self.notice.slug])),
            said=f"What decision {given['decision'].number} agreed is recorded.",
        )

    def put_first(self, rows: dict[str, Indicator]) -> list[Indicator]:
        """The headline indicators that stand, in their order."""
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

    @cached_property
    def decisions(self) -> DecisionQuerySet:
        board = Board.objects.for_notice(self.notice).improvement()
        found = Decision.objects.for_notice(self.notice).filter(board__in=board)
        return found.in_force(self.latest).select_related("board__notice", "meeting").latest_first()

    def form(self, *args: object, **kwargs: Any) -> AgreeIndicatorsForm:
        return AgreeIndicatorsForm(*args, offered=self.offered, decisions=self.decisions, **kwargs)

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
            "open": sum(bool(row.could_agree) for row in self.offered),
            "lacking": self.named_parts(lambda row: row.lacks),
            "possible": self.named_parts(lambda row: tuple(part for part in row.could_agree if part not in row.lacks)),
            "so_far": self.so_far(form),
            "nothing": not self.offered,
            "undecided": bool(self.offered) and not form.choices,
            "breadcrumbs": self.trail(("What the Board agreed", None)),
        }
        return self.page("indicators/agree.html", context, status=status)

    def to_check(self, form: AgreeIndicatorsForm, changes: Changes) -> HttpResponse:
        """What changes, to be looked through before it is recorded; the answers go with the page."""
        if changes.question:
            form.fields["confirmed"].widget = CheckboxInput()
        places = {row.indicator: place for place, row in enumerate(self.offered)}
        rows = sorted(changes.rows, key=lambda change: places[change.indicator])
        context = {
            "form": form,
            "changes": changes,
            "rows": [(change.row.series, change.lines(changes.decision)) for change in rows],
            "decision": changes.decision,
            "named": named(changes.decision),
            "counts": counted(changes),
            "replaced": Counter(change.before for change in changes.replaced).items(),
            "breadcrumbs": self.trail(
                ("What the Board agreed", reverse("indicators:agree", args=[self.notice.slug])), ("Check", None)
            ),
        }
        return self.page("indicators/agree_check.html", context, status=422 if form.errors else 200)

    def trail(self, *rest: tuple[str, str | None]) -> list[tuple[str, str | None]]:
        return [("Indicators", reverse("indicators:indicator_list", args=[self.notice.slug])), *rest]

    def themes(self, *, only_open: bool) -> list[tuple[str, list[Offered]]]:
        rows = [row for row in self.offered if row.could_agree or not only_open]
        headings = dict.fromkeys(row.series.group_words for row in rows)
        return [(heading, [row for row in rows if row.series.group_words == heading]) for heading in headings]

    def named_parts(self, parts: Callable[[Offered], tuple[str, ...]]) -> str:
        """How many indicators, targets and standards, a few of them by their codes: 3 indicators, 1 standard (CP-06)."""
        found = []
        for part, noun in NOUNS.items():
            codes = [row.series.code for row in self.offered if part in parts(row)]
            named_ = f" ({', '.join(codes)})" if len(codes) <= MOST_NAMED else ""
            found += [f"{wording.count(len(codes), noun)}{named_}"] if codes else []
        return wording.listed(found)

    def so_far(self, form: AgreeIndicatorsForm) -> list[tuple[Decision, str, str]]:
        """Which decisions in force have agreed indicators, the newest first."""
        many = Counter(row.series.agreed for row in self.offered)
        return [
            (choice["decision"], choice["named"], wording.count(many[choice["decision"].number], "indicator"))
            for choice in form.choices
            if many[choice["decision"].number]
        ]


def counted(changes: Changes) -> str:
    """3 indicators, 1 target and 1 standard"""
    many = {"indicator": changes.agreed, "target": changes.targets, "standard": changes.standards}
    return wording.listed([wording.count(len(rows), noun) for noun, rows in many.items() if rows])
