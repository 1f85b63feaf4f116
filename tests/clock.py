"""What time is it in a test? What the product's own demonstration clock says."""

from datetime import date, datetime

from improvement import demonstration
from records import clock
from records.clock import LONDON
from records.models import DemonstrationClock


class Clock:
    """The notice's time, set through the demonstration's own clock: forward only, running on from where it was set."""

    def __init__(self, start: datetime) -> None:
        demonstration.begin(start)

    @property
    def now(self) -> datetime:
        return clock.now()

    @property
    def today(self) -> date:
        return clock.london_day(clock.now())

    def move_to(self, day: date, hour: int = 10, minute: int = 0) -> datetime:
        """Be at that time of that day in London; no daily job runs on the way."""
        instant = datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)
        demonstration.move_to(instant)
        return instant

    def live_until(self, day: date, hour: int = 10, minute: int = 0) -> int:
        """As `move_to`, with the daily jobs of every morning on the way."""
        return demonstration.live_until(datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON))

    def stop(self) -> None:
        """No demonstration any more: the notice's time is real time."""
        DemonstrationClock.objects.all().delete()
