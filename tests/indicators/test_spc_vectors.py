"""Does the engine give what NHSRplotthedots 0.2.2 gives, in every field of every known series?"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indicators import spc
from indicators.spc import Rule

DATA = json.loads((Path(__file__).parents[1] / "data" / "spc_vectors.json").read_text())
VECTORS = DATA["vectors"]


def months(start: str, count: int) -> list[date]:
    year, month = int(start[:4]), int(start[5:7]) - 1
    return [date(year + (month + at) // 12, (month + at) % 12 + 1, 1) for at in range(count)]


def analysed(vector: dict[str, Any]) -> spc.Analysis:
    options = dict(vector["options"])
    options["rebase_dates"] = [date.fromisoformat(on) for on in options["rebase_dates"]]
    return spc.analyse(months(vector["start"], len(vector["values"])), vector["values"], **options)


def wanted(vector: dict[str, Any]) -> dict[str, Any]:
    """The fields of a vector, one entry for each figure."""
    expected, places = vector["expected"], range(len(vector["values"]))
    parts = [
        max((part for part in expected["parts"] if part["from"] <= at), key=lambda part: part["from"]) for at in places
    ]
    near = [
        None if part["lower"] is None else at in expected["close_to_limits"]
        for at, part in zip(places, parts, strict=True)
    ]
    return {
        "part": [part["group"] for part in parts],
        "mean": [part["mean"] for part in parts],
        "lower": [part["lower"] for part in parts],
        "upper": [part["upper"] for part in parts],
        "short_group_warning": [part["short"] for part in parts],
        "relative_to_mean": expected["relative_to_mean"],
        "close_to_limits": near,
        "rules": [frozenset(rule for rule in Rule if at in expected["rules"][rule]) for at in places],
        "special_cause_type": [expected["special_cause_type"].get(str(at), "Common Cause") for at in places],
        "point_type": [expected["point_type"].get(str(at), "common_cause") for at in places],
    }


def differences(vector: dict[str, Any]) -> list[str]:
    """The fields in which the engine differs from a vector."""
    analysis, fields = analysed(vector), wanted(vector)
    found = []
    for name, column in fields.items():
        got = [getattr(point, name) for point in analysis.points]
        if name in ("mean", "lower", "upper"):
            column = [value if value is None else pytest.approx(value, rel=1e-6, abs=1e-6) for value in column]
        if got != column:
            found.append(name)
    found += [
        name
        for name in ("variation_icon", "assurance_type", "assurance_icon")
        if getattr(analysis, name) != vector["expected"][name]
    ]
    return found


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["id"] for vector in VECTORS])
def test_every_field_of_a_vector_is_met(vector):
    assert differences(vector) == []


def test_all_twenty_are_there():
    assert [vector["id"] for vector in VECTORS] == [f"S{number:02}" for number in range(1, 21)]


def without(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine with one rule out of order."""
    if rule is Rule.OUTSIDE:
        monkeypatch.setattr(spc, "LIMIT", spc.LIMIT * 2)
    elif rule is Rule.TWO_OF_THREE:
        monkeypatch.setattr(spc, "_two_of_three", lambda sides, close: set())
    else:
        real, ours = spc._in_runs, 1 if rule is Rule.TREND else 0

        def one_too_many(signs, least, *, reach=0):
            return real(signs, least + 1 if reach == ours else least, reach=reach)

        monkeypatch.setattr(spc, "_in_runs", one_too_many)


@pytest.mark.parametrize("rule", Rule)
def test_a_rule_out_of_order_is_found(rule, monkeypatch):
    without(rule, monkeypatch)
    found = {name for vector in VECTORS for name in differences(vector)}
    assert {"rules", "special_cause_type", "point_type"} <= found


def test_a_package_that_screens_otherwise_is_found(monkeypatch):
    outlier = next(vector for vector in VECTORS if vector["id"] == "S12")
    other = {**outlier, "options": {**outlier["options"], "screen_outliers": False}}
    assert differences(outlier) == []
    assert {"lower", "upper"} <= set(differences(other))
