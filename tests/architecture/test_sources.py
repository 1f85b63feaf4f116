"""Does every source keep the rules of the house, and would each rule be missed if it were broken?"""

import pytest

from tests.architecture import house
from tests.architecture.house import Source

# What must be found: by which checker, in which bad source.
TWINS = {
    "packages import one way": (
        house.upward_imports,
        Source("boards/domain.py", "def f():\n    from plans.models import Item\n"),
    ),
    "rules know no web": (house.web_in_rules, Source("plans/domain.py", "from django.http import Http404\n")),
    "rules know no queue": (house.web_in_rules, Source("plans/overdue.py", "import celery\n")),
    "rules draw no page": (house.web_in_rules, Source("reports/photograph.py", "from weasyprint import HTML\n")),
    "rules read no clock": (
        house.clock_in_rules,
        Source("plans/domain.py", "from records import clock\nday = clock.now()\n"),
    ),
    "rules ask no date for today": (
        house.clock_in_rules,
        Source("plans/standing.py", "from datetime import date\nd = date.today()\n"),
    ),
    "no signals": (house.hidden_wires, Source("accounts/apps.py", "from django.db.models.signals import post_save\n")),
    "no signals of beat elsewhere": (
        house.hidden_wires,
        Source("plans/tasks.py", "from celery.signals import beat_init\n"),
    ),
    "no generic keys": (
        house.hidden_wires,
        Source("plans/models.py", "from django.contrib.contenttypes.fields import GenericForeignKey\n"),
    ),
    "views read rows of the notice": (
        house.rows_past_the_notice,
        Source("plans/views.py", "Item.objects.get(number=n)\n"),
    ),
    "views keep no manager": (house.rows_past_the_notice, Source("reports/pages/item.py", "rows = Item.objects\n")),
    "views give no bare class": (
        house.rows_past_the_notice,
        Source("boards/views/meetings.py", "get_object_or_404(Meeting, number=1)\n"),
    ),
    "no trusted markup": (
        house.trusted_markup,
        Source("plans/forms.py", "from django.utils.safestring import mark_safe\n"),
    ),
    "no trusted class": (
        house.trusted_markup,
        Source("plans/forms.py", "class F:\n    def __html__(self): return ''\n"),
    ),
    "files stay short": (house.too_long, Source("plans/domain.py", "\n" * 300)),
    "modules say what they answer": (house.silent_opening, Source("plans/domain.py", "import re\n")),
    "nothing is left for later": (house.unfinished, Source("plans/domain.py", "# TO" + "DO: later\n")),
}


CHECKERS = list(dict.fromkeys(check for check, _ in TWINS.values()))


@pytest.mark.parametrize("check", CHECKERS, ids=lambda check: check.__name__)
def test_sources_keep(check):
    assert [fault for source in house.modules() for fault in check(source)] == []


@pytest.mark.parametrize("rule", TWINS)
def test_broken_source_is_found(rule):
    check, bad = TWINS[rule]
    assert len(check(bad)) == 1


@pytest.mark.parametrize(
    "good",
    [
        Source("plans/views.py", "Item.objects.for_notice(self.notice).get(number=n)\n"),
        Source("plans/tasks.py", "from celery import shared_task\nfrom records import clock\nday = clock.now()\n"),
        Source("plans/domain.py", "from records.clock import london_day\nday = london_day(at)\n"),
    ],
)
def test_good_source_is_left_alone(good):
    assert [fault for check in CHECKERS for fault in check(good) if check is not house.silent_opening] == []


def test_exceptions_are_still_needed():
    """An exception for a file that is gone, or that no longer needs it, would hide the next fault under its name."""
    there = {source.path: source for source in house.modules()}
    unneeded = [
        path
        for path in house.MAY_IMPORT
        if not any(house.MAY_IMPORT[path] in name for _, name in house.imported(there[path]))
    ]
    unneeded += [path for path in house.CLOCK_READERS if "now()" not in there[path].text]
    unneeded += [path for path, said in house.MAY_REACH if said not in there[path].text]
    unneeded += [path for path in house.TRUSTED if "mark_safe" not in there[path].text]
    assert unneeded == []


def test_everything_else_stays_short_and_finished():
    others = [*house.templates(), *house.sheets_and_scripts()]
    assert [fault for source in others for check in (house.too_long, house.unfinished) for fault in check(source)] == []


def test_tests_stay_short_and_finished():
    checks = (house.too_long, house.silent_opening, house.unfinished)
    assert [fault for source in house.test_modules() for check in checks for fault in check(source)] == []
