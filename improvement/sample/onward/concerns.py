"""What worries the members from March to December 2013, and how does it leave the Board? From data/onward/concerns.yaml."""

from collections.abc import Iterator
from functools import partial

from improvement.sample.concerns import close, told
from improvement.sample.stage import Act, london, read


def acts() -> Iterator[Act]:
    said = read("onward", "concerns.yaml")
    for number, outcome in said["outcomes"].items():  # of what was raised before
        yield Act(london(outcome["at"]), f"the outcome of concern C{number}", partial(close, number, outcome))
    yield from told(said["raised"], first=len(read("concerns.yaml")) + 1)
