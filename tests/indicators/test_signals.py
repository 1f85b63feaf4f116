"""Is every crossing of an indicator recorded once, with the numbers and words of its day, whenever and however often the job runs?"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from improvement.tasks import sweep
from indicators import domain as indicators
from indicators import signals
from indicators.listing import tally
from indicators.models import Signal, SignalLook
from indicators.series import series_of
from indicators.signals import look_where_written
from indicators.tasks import record_signals
from records import audit
from records.models import AuditEntry
from tests.indicators.watched import DECEMBER, NOVEMBER, OCTOBER, report_all, told, watch

DEC_5, JAN_8, FEB_5 = date(2012, 12, 5), date(2013, 1, 8), date(2013, 2, 5)
WORSE, BETTER, NOT_EXPECTED = "Getting worse", "Getting better", "Not expected to meet"


@pytest.fixture
def fallen(world, clock):
    """An indicator whose figure for November lies far below its limits; nobody has looked yet."""
    indicator = watch(world)
    record_signals()
    clock.move_to(DEC_5)
    world.report(indicator, NOVEMBER, 20)
    return indicator


class TestCrossings:
    def test_steady_figures_tell_nothing_and_write_nothing(self, world):
        watch(world)
        before = AuditEntry.objects.count()
        assert [record_signals(), record_signals()] == [0, 0]
        assert (told(world), AuditEntry.objects.count()) == ([], before)

    def test_month_outside_the_limits_is_told_once_with_its_numbers(self, world, fallen):
        assert [record_signals() for _ in range(3)] == [1, 0, 0]
        assert told(world) == [("FD-04", 1, "change", "raised", WORSE)]
        signal = Signal.objects.get()
        reading = signals.series_of(world.notice, world.asof(), code="FD-04")[0].reading
        assert signal.words.startswith("Getting worse: outside the limits in November 2012 (20, limits ")
        last = reading.points[-1]
        assert (signal.value, signal.mean, signal.lower, signal.upper) == (20, last.mean, last.lower, last.upper)
        assert (signal.period_on, signal.counts_on, signal.concerning) == (NOVEMBER, DEC_5, True)
        entry = AuditEntry.objects.get(verb="record_signals")
        assert (entry.person, entry.thing) == ("product", "1 signals")
        assert list(audit.faults(world.notice.slug)) == []

    def test_change_the_other_way_clears_one_word_and_raises_another(self, world, clock, fallen):
        record_signals()
        clock.move_to(JAN_8)
        world.report(fallen, DECEMBER, 95)
        assert record_signals() == 2
        assert told(world) == [
            ("FD-04", 1, "change", "raised", WORSE),
            ("FD-04", 2, "change", "cleared", WORSE),
            ("FD-04", 3, "change", "raised", BETTER),
        ]
        assert [signal.concerning for signal in Signal.objects.order_by("number")] == [True, True, False]

    def test_of_a_long_history_only_what_stands_now_is_told(self, world, clock):
        indicator = watch(world)
        clock.move_to(FEB_5)
        report_all(world, indicator, [(NOVEMBER, 20), (DECEMBER, 50), (date(2013, 1, 31), 95)])
        assert record_signals() == 1
        assert told(world) == [("FD-04", 1, "change", "raised", BETTER)]

    def test_trial_limits_are_told_as_provisional(self, world, clock):
        indicator = watch(world, months=8)
        clock.move_to(DEC_5)
        world.report(indicator, NOVEMBER, 20)
        record_signals()
        assert "provisional" in Signal.objects.get().words

    def test_too_few_figures_tell_nothing(self, world, clock):
        indicator = watch(world, months=4)
        clock.move_to(DEC_5)
        world.report(indicator, NOVEMBER, 2000)
        assert record_signals() == 0

    def test_neither_good_nor_bad_is_told_and_worries_nobody(self, world, clock):
        indicator = watch(world, polarity="context")
        clock.move_to(DEC_5)
        world.report(indicator, NOVEMBER, 20)
        record_signals()
        assert told(world) == [("FD-04", 1, "change", "raised", "Changed, neither good nor bad")]
        assert not Signal.objects.get().concerning

    def test_target_out_of_reach_is_told_and_a_new_target_clears_it(self, world, clock):
        indicator = watch(world)
        world.set_target(indicator, 90, from_on=date(2011, 1, 1))
        record_signals()
        assert told(world) == [("FD-04", 1, "outlook", "raised", NOT_EXPECTED)]
        assert Signal.objects.get().words.startswith("Not expected to meet: stable over the 18 months of figures")
        clock.move_to(date(2012, 11, 20))
        world.set_target(indicator, 30, from_on=date(2011, 1, 1))
        record_signals()
        cleared = Signal.objects.get(state="cleared")
        assert cleared.words.startswith(
            "The warning about its target is over. The target has changed since. Expected to meet: "
        )

    def test_definition_that_has_ended_gives_no_signal(self, world, clock, fallen):
        record_signals()
        with world.writing() as at:
            terms = indicators.terms_in_force(fallen, at)
            indicators.redefine_indicator(
                indicator=fallen,
                **{name: getattr(terms, name) for name in ("name", "definition", "unit", "polarity", "every")},
                valid_to=DEC_5,
                by=world.secretary,
                at=at,
                counts_on=DEC_5,
            )
        clock.move_to(JAN_8)
        record_signals()
        cleared = Signal.objects.get(state="cleared")
        assert cleared.words == "No longer getting worse. It is not used now: the definition ended on 5 December 2012."


class TestRevisions:
    def test_revision_clears_the_signal_and_the_row_says_why(self, world, clock, fallen):
        record_signals()
        before = world.asof()
        clock.move_to(JAN_8)
        world.report(fallen, NOVEMBER, 51, reason="Half of them had been left out.")
        assert record_signals() == 1
        cleared = Signal.objects.get(state="cleared")
        assert cleared.because_revised == "November 2012: Half of them had been left out."
        assert cleared.words.startswith(
            "No longer getting worse. Figures were revised. November 2012: Half of them had been left out. No clear change: "
        )
        # Before the revision the old figure, its limits and its signal; after it the new.
        then, now = (signals.series_of(world.notice, asof, code="FD-04")[0] for asof in (before, world.asof()))
        raised = Signal.objects.get(state="raised")
        assert (then.reading.change, then.reading.points[-1].value) == (WORSE, raised.value)
        assert (then.reading.points[-1].lower, then.reading.points[-1].upper) == (raised.lower, raised.upper)
        assert (now.reading.change, now.reading.points[-1].value) == ("No clear change", cleared.value)
        standing = Signal.objects.for_notice(world.notice).standing
        assert list(standing(before)) == [raised]
        assert list(standing(world.asof(on=DEC_5))) == [raised]
        assert list(standing(world.asof())) == []

    def test_revision_that_raises_a_signal_says_so_too(self, world, clock):
        indicator = watch(world)
        record_signals()
        world.report(indicator, OCTOBER, 20, reason="It had been counted twice.")
        record_signals()
        raised = Signal.objects.get()
        assert raised.because_revised == "October 2012: It had been counted twice."
        assert raised.words.endswith("Figures were revised. October 2012: It had been counted twice.")


class TestJob:
    def test_sweep_looks_where_a_person_has_written_and_nowhere_else(self, world, fallen):
        assert [sweep()["looked"] for _ in range(2)] == [1, 0]
        before = SignalLook.objects.get(notice=world.notice)
        with CaptureQueriesContext(connection) as asked:
            assert look_where_written() == 0
        assert len(asked) == 1
        world.report(fallen, NOVEMBER, 50, reason="Counted again.")
        assert sweep()["looked"] == 1
        after = SignalLook.objects.get(notice=world.notice)
        assert (after.entry > before.entry, after.known > before.known) == (True, True)

    def test_questions_are_as_many_for_one_indicator_as_for_nine(self, world, clock):
        watch(world, "FD-01", months=6)
        record_signals()
        with CaptureQueriesContext(connection) as one:
            record_signals()
        for number in range(2, 10):
            watch(world, f"FD-0{number}", months=6)
        with CaptureQueriesContext(connection) as nine:
            record_signals()
        assert len(one) == len(nine)

    def test_each_notice_has_its_own(self, world, other_world, fallen):
        record_signals()
        assert (len(told(world)), len(told(other_world))) == (1, 0)


def test_those_that_are_read_are_counted_for_what_chance_would_give(world):
    def could_worsen():
        return tally(series_of(world.notice, world.asof())).could_worsen

    watch(world, "FD-04", months=5)
    assert could_worsen() == 0
    watch(world, "FD-05", months=6)
    assert could_worsen() == 1
    watch(world, "FD-06", months=6, polarity="context")
    assert could_worsen() == 1


def test_sweep_reads_no_series_where_what_was_written_is_no_figure(world):
    watch(world)
    look_where_written()
    before = SignalLook.objects.get(notice=world.notice)
    world.update(world.item(1))
    with CaptureQueriesContext(connection) as asked:
        look_where_written()
    assert len(asked) == 4
    after = SignalLook.objects.get(notice=world.notice)
    assert (after.entry > before.entry, after.known == before.known) == (True, True)


@pytest.mark.parametrize("what", ["figure", "target", "terms", "decision"])
def test_sweep_looks_at_whatever_a_series_is_made_of(world, what):
    indicator = watch(world)
    decision = world.decide()
    look_where_written()
    before = SignalLook.objects.get(notice=world.notice)
    if what == "figure":
        world.report(indicator, OCTOBER, 51, reason="Counted again.")
    elif what == "target":
        world.set_target(indicator, 40)
    elif what == "terms":
        world.define_indicator("FD-06")
    else:
        world.decide("Not so.", replaces=decision)
    look_where_written()
    assert SignalLook.objects.get(notice=world.notice).known > before.known
