"""Which reports are published from March to December 2013? Step by step, as data/onward/published.yaml tells it."""

from collections.abc import Iterator

from improvement.sample.published import told
from improvement.sample.stage import Act, read


def acts() -> Iterator[Act]:
    yield from told(read("onward", "published.yaml"))
