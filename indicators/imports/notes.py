"""What is noted of a file while it is read: what is wrong, by row and cell, and how many rows say nothing. Pure."""

from dataclasses import dataclass, field
from typing import Any

from indicators.imports.heads import LONGEST_VALUE

MOST_FAULTS = 500  # that are kept; the rest are counted


@dataclass
class Notes:
    faults: list[dict[str, Any]] = field(default_factory=list)
    many: int = 0
    silent: int = 0
    passed: int = 0

    def fault(self, row: int, column: str, value: str, sentence: str, code: str = "") -> None:
        self.many += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(noted(row, column, value, sentence, code))


def noted(row: int, column: str, value: str, sentence: str, code: str = "") -> dict[str, Any]:
    """Of one cell, with the code of its indicator where the file names one that there is."""
    value = value.strip()
    shown = value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"
    return {"row": row, "column": column, "code": code, "value": shown, "sentence": sentence}
