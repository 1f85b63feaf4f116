"""How does each objective of the plans stand, by which rule, and because of what?"""

from itertools import groupby

from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from boards.models import Meeting
from indicators.series import series_of
from notices.http import NoticeView
from plans.concern_list import concerns_of
from plans.models import Concern
from plans.objectives import RULES, objectives_of, terms_in_force
from records.writing import position


class ObjectiveListView(NoticeView):
    """Every objective under its plan, with its word, why, and what it stands on."""

    permission = Permission.VIEW_WORKING
    section = "plan"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        against = {series.code: series.standing.value for series in series_of(self.notice, self.asof)}
        concerns = concerns_of(self.notice, self.asof, Concern.objects.for_notice(self.notice).exclude(objective=None))
        rows = [
            row | {"concerns": [concern for concern in concerns if concern["thing"] == row["number"]]}
            for row in objectives_of(self.notice, self.asof, against)
        ]
        context = {
            "plans": [(name, list(under)) for name, under in groupby(rows, key=lambda row: row["plan"])],
            "counts": [(word, sum(row["word"] == word for row in rows)) for word in RULES],
            "total": len(rows),
            "withdrawn": [terms for terms in terms_in_force(self.notice, self.asof).values() if terms.withdrawn],
            "rules": RULES,
            "can_raise": self.may["raise_concern"] and self.asof.on == self.today,
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        }
        return self.page("plans/objective_list.html", context)
