"""How are the figures of one month or week entered on one page, by the keyboard alone, and kept while they are typed?"""

from datetime import date, datetime
from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from accounts.policy import Permission
from indicators import words
from indicators.closing import closed_words, closings
from indicators.enter.domain import report_figures
from indicators.enter.forms import CELLS, GridForm, cells_of
from indicators.enter.grid import SHOW, Row, rows_of, shown
from indicators.figures import Series
from indicators.models import Indicator, IndicatorTerms, Observation
from indicators.owners import owners_of
from indicators.periods import MOST, ends, is_used_for, newest_end, of_rhythm, rhythms
from indicators.return_rules import Rules, due_on, rules_of
from indicators.returns import unapproved
from indicators.series import series_of
from notices.http import NoticeView
from records import drafts, tokens, wording
from records.clock import AsOf
from records.models import Draft
from records.writing import position

FARTHEST = 60  # periods back that an address may name


class OfPeriod(NoticeView):
    """Base of the grid and of its draft: a rhythm and a period of it that is over, from the address (?every=, ?period=)."""

    permission = write_permission = Permission.ENTER_VALUE
    section = "indicators"

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug, on=self.today)

    @cached_property
    def series(self) -> list[Series]:
        return series_of(self.notice, self.latest, with_benchmarks=False)

    @cached_property
    def every(self) -> str:
        there = rhythms(self.series)
        asked = self.request.GET.get("every", words.MONTH if words.MONTH in there or not there else there[0])
        if asked not in there and there or asked not in IndicatorTerms.Every.values:
            raise Http404
        return asked

    @cached_property
    def ends(self) -> list[date]:
        return ends(self.every, self.today, newest_end(of_rhythm(self.series, self.every)), FARTHEST)

    @cached_property
    def period_on(self) -> date:
        """The last period that is over, or the one asked for."""
        asked = self.asked_day("period")
        if asked and asked not in self.ends:
            raise Http404
        return asked or self.ends[0]

    @property
    def period(self) -> str:
        return words.period(self.period_on, self.every)

    @property
    def draft_name(self) -> str:
        return f"figures of {self.every} {self.period_on}"


class EnterFiguresView(OfPeriod):
    """All indicators of the rhythm in one table; what is filled in is recorded together, or nothing is."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.drawn(self.form(initial=self.draft.text if self.draft else None))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: self.record(form, at),
            then=request.get_full_path(),
            said=self.recorded_words(form),
        )
        return answer or self.drawn(form, status=409 if form.clashes else 422)

    def recorded_words(self, form: GridForm) -> str:
        """2 figures for February 2013 and 1 indicator without data are recorded."""
        without = sum(bool(form.cleaned_data[f"no_data_because_{row.code}"].strip()) for row in form.typed)
        many = len(form.typed) - without
        said = [f"{wording.count(many, 'figure')} for {self.period}"] if many else []
        if without:
            said.append(f"{wording.count(without, 'indicator')} without data{'' if many else f' for {self.period}'}")
        return f"{wording.listed(said)} {'is' if many + without == 1 else 'are'} recorded."

    def record(self, form: GridForm, at: datetime) -> list[Observation]:
        rows = report_figures(period_on=self.period_on, entries=form.entries(self.indicators), by=self.person, at=at)
        drafts.forget(self.notice.slug, self.draft_name, by=self.person)
        return rows

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> GridForm:
        return GridForm(data, initial=initial, rows=self.rows)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        return {row.code: row for row in Indicator.objects.for_notice(self.notice)}

    @cached_property
    def rows(self) -> list[Row]:
        codes = {row.pk: code for code, row in self.indicators.items()}
        owners = {codes[key]: person for key, person in owners_of(self.notice, self.latest).items()}
        waiting = unapproved(self.notice, self.latest).of_the_whole().values_list("indicator", "period_on")
        marked = {(codes[key], on) for key, on in waiting}
        return rows_of(self.series, self.every, self.period_on, owners=owners, unapproved=marked)

    @cached_property
    def rules(self) -> Rules:
        return rules_of(self.notice, self.latest)

    @cached_property
    def draft(self) -> Draft | None:
        return drafts.of(self.person, self.notice.slug).get(self.draft_name)

    def drawn(self, form: GridForm, *, status: int = 200) -> HttpResponse:
        show = self.request.GET.get("show", "all")
        if show not in SHOW:
            raise Http404
        typed = {row.code for row in form.typed} | form.clashes.keys()
        kept = shown(self.rows, show, self.person, typed)
        closed = closings(self.notice, self.latest).get((self.every, self.period_on))
        context = {
            "form": form,
            "sections": [
                (
                    heading,
                    [self.cells(row, form, closed is not None) for row in kept if row.series.group_words == heading],
                )
                for heading in dict.fromkeys(row.series.group_words for row in kept)
            ],
            "every": self.every,
            "rhythms": [(every, words.RHYTHMS[every]) for every in rhythms(self.series)],
            "period": self.period,
            "period_on": self.period_on,
            "periods": [(on, words.period(on, self.every)) for on in self.ends[:MOST]],
            "show": show,
            "choices": [(key, label, len(shown(self.rows, key, self.person, ()))) for key, label in SHOW.items()],
            "in_": sum(row.standing is not None for row in self.rows),
            "total": len(self.rows),
            "due_on": due_on(self.every, self.period_on, self.rules),
            "due_words": f"{self.rules.days_for(self.every)} working days after the {words.SPANS[self.every]} ended, "
            f"{self.rules.source}",
            "closed": closed_words(closed) if closed else "",
            "draft": self.draft if not form.is_bound else None,
            "approved": self.rules.approved,
            "action": self.request.get_full_path(),
            "breadcrumbs": [
                ("Indicators", reverse("indicators:indicator_list", args=[self.notice.slug])),
                (f"Figures for {self.period}", None),
            ],
        }
        return self.page("indicators/enter.html", context, status=status)

    @staticmethod
    def cells(row: Row, form: GridForm, closed: bool) -> dict:
        fields = {name: form[f"{name}_{row.code}"] for name in cells_of(row)}
        return {
            "row": row,
            "fields": list(fields.values()),
            "left": form.said(row) if row.standing or closed else "",
            "number": fields.get("value") or fields["numerator"],
            "denominator": fields.get("denominator"),
            "because": fields["no_data_because"],
            "note": fields["note"],
            "yes": form[f"yes_{row.code}"],
            "asked": row.code in form.asked,
            "clash": form.clashes.get(row.code),
            "errors": [error for field in fields.values() for error in field.errors],
        }


class KeepFiguresView(OfPeriod):
    """Keeps what is being typed in the grid, word for word. A draft is no fact: the notice is not opened for writing."""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        if tokens.is_spent(request.POST.get("token", "")):
            return self.page("plans/_draft_kept.html", {"kept": ""})
        codes = [row.code for row in of_rhythm(self.series, self.every) if is_used_for(row, self.period_on)]
        names = [f"{name}_{code}" for code in codes for name in CELLS]
        before = drafts.of(self.person, self.notice.slug).get(self.draft_name)
        # A row that this page does not show keeps what was typed for it on another.
        typed = dict(before.text) if before else {}
        typed |= {name: request.POST[name] for name in names if name in request.POST}
        draft = drafts.keep(self.notice.slug, self.draft_name, typed, by=self.person, at=self.now)
        kept = f"Draft kept at {wording.instant(draft.saved_at).split(', ')[1]}" if draft else ""
        return self.page("plans/_draft_kept.html", {"kept": kept})
