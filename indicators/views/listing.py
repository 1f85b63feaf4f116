"""How do all indicators stand, under which heading, and which of them does one want to see?"""

from django.http import Http404, HttpRequest, HttpResponse

from accounts.policy import Permission
from boards.models import Meeting
from indicators import false_signals, groups
from indicators.listing import CHOICES, READ_AGAINST, Choice, by_outlook, sections, tally
from indicators.offered import with_what_is_not_agreed
from indicators.outlook import Expected
from indicators.reading import Movement
from indicators.returns import unapproved
from indicators.series import series_of
from indicators.standing import Against, Polarity, rule_words
from notices.http import NoticeView
from notices.models import Requirement
from records.writing import position


class IndicatorListView(NoticeView):
    """Every indicator in a row that says in one sentence how it stands; the counts above are of all, never of a choice."""

    permission = Permission.VIEW_WORKING
    section = "indicators"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        series = with_what_is_not_agreed(self.notice, self.asof, series_of(self.notice, self.asof))
        named = self.named()
        group, measure = self.asked("group", groups.GROUPS), self.asked("measure", named)
        among = [
            row for row in series if (not group or row.group == group) and (not measure or row.code in named[measure])
        ]
        choice, by = self.choice(), self.asked("by", {"outlook": ""})
        kept = [row for row in among if choice.keeps(row)]
        counted = tally(series)
        waiting = unapproved(self.notice, self.asof).of_the_whole().select_related("indicator")
        newest = {row.code: row.latest.period_on for row in series if row.latest}
        context = {
            "total": len(series),
            "kept": kept,
            "sections": by_outlook(kept) if by else sections(kept),
            "by": by,
            "choice": choice,
            "choices": [
                (one, many) for one in CHOICES if (many := sum(map(one.keeps, among))) or one in (choice, CHOICES[0])
            ],
            "group": group,
            "groups": [(key, words) for key, words in groups.GROUPS.items() if any(row.group == key for row in series)],
            "measure": measure,
            "measures": [code for code, codes in named.items() if any(row.code in codes for row in series)],
            "passed_on": [(name, request.GET[name]) for name in ("show", "by", "on", "known") if name in request.GET],
            "unapproved": {row.indicator.code for row in waiting if row.period_on == newest.get(row.indicator.code)},
            "counted": counted,
            "meets": counted.counts[Against.MEETS],
            "others": [(word, counted.counts[word]) for word in READ_AGAINST[1:] if counted.counts[word]],
            "without_target": counted.counts[Against.NO_TARGET],
            "context_only": counted.counts[Against.CONTEXT],
            "getting_worse": counted.movements[Movement.WORSE],
            "changes": [(word, counted.movements[word]) for word in Movement if word is not Movement.WORSE],
            "not_expected": counted.outlooks[Expected.NOT],
            "by_chance": false_signals.expected(counted.could_worsen),
            "unagreed": sum(bool(row.unagreed) for row in series),
            "figures_to": max((row.figures_to for row in series if row.figures_to), default=None),
            "rules": [rule_words(polarity) for polarity in Polarity if polarity in {row.polarity for row in series}],
            "live": self.asof.on == self.today and not request.GET.get("known"),
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        }
        return self.page("indicators/indicator_list.html", context)

    def named(self) -> dict[str, set[str]]:
        """By the code of each measure, the indicators that its requirements name as evidence, in the notice's order."""
        found: dict[str, set[str]] = {}
        for row in Requirement.objects.for_notice(self.notice).select_related("measure"):
            if row.indicator_codes:
                found.setdefault(row.measure.code, set()).update(row.indicator_codes)
        return found

    def asked(self, name: str, known: dict) -> str:
        key = self.request.GET.get(name, "")
        if key and key not in known:
            raise Http404
        return key

    def choice(self) -> Choice:
        asked = self.request.GET.get("show", CHOICES[0].key)
        found = next((choice for choice in CHOICES if choice.key == asked), None)
        if found is None:
            raise Http404
        return found
