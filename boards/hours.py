"""From when to when does a meeting last, and where is it?"""

from dataclasses import dataclass
from datetime import time

from records import wording
from records.wording import Timed


@dataclass(frozen=True)
class Hours:
    """In London's time, each as far as it is known; there is no end without a beginning."""

    starts: time | None = None
    ends: time | None = None
    place: str = ""

    @classmethod
    def of(cls, said: Timed) -> "Hours":
        return cls(said.starts, said.ends, said.place)

    @property
    def words(self) -> str:
        return wording.hours(self)


UNSAID = Hours()
