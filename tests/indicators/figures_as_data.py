"""Series as a photograph holds them, made by hand: what goes into hiding small numbers."""

from decimal import Decimal

NBSP = "\u00a0"


# What is read of the series as a whole, but for its limits.
READ = {
    "movement": "Getting worse", "movement_why": "outside the limits in period 1 (41, limits 10 to 30)",
    "since": "2013-01-02", "since_words": "period 1", "gate": "full", "gate_words": "",
    "outlook": "Not expected to meet", "outlook_why": "Its limits, 10 to 30, lie above the target of 0.",
    "outlook_method": "limits", "limits_words": "10 to 30", "rough": "", "rule_set": "ptd_r_0_2_2", "rebases": [],
    "signals": [{"on": "2013-01-02", "word": "Getting worse", "rules": ["outside the limits"]}],
    "projection": [{"on": "2013-02-01", "level": "21.04", "lower": "20.05", "upper": "22.06"}],
}  # fmt: skip


def point(n: int, value: str | None, above: str | None = None, below: str | None = None, **more: str | None) -> dict:
    """The figure of the n-th period."""
    words = "No data" if value is None else value
    data = {"on": f"2013-01-{n + 1:02}", "label": f"P{n}", "period": f"period {n}", "value": value, "words": words}
    return data | {"figure": words, "numerator": above, "denominator": below, "note": ""} | more


def counts(*values: int | str | None) -> list[dict]:
    return [point(n, None if value is None else str(value)) for n, value in enumerate(values)]


def shares(*pairs: tuple[int, int]) -> list[dict]:
    """From numerators and denominators; out of 0 there is no percentage."""
    return [
        point(n, f"{Decimal(100 * above) / below:.1f}" if below else None, str(above), str(below))
        for n, (above, below) in enumerate(pairs)
    ]


def series(points: list[dict], *, code: str = "A-1", unit: str = "count", **more: object) -> dict:
    """What `Series.as_data()` gives, with a target of 0 that the latest figure misses."""
    latest = points[-1]["words"] if points else "No data"
    newest = {"value": latest, "period": points[-1]["period"], "label": points[-1]["label"]} if points else None
    period = points[-1]["period"] if points else ""
    rest = f" the target in {period} ({latest}, target 0)."
    first = {"value": points[0]["words"], "period": "period 0", "label": "P0"} if len(points) > 1 else None
    data = {
        "code": code, "name": f"Name of {code}", "definition": "What is counted.", "unit": unit, "unit_words": "",
        "polarity": "lower", "every": "week", "people": True, "against": "Misses", "sentence": f"Misses{rest}",
        "rest": rest, "latest": latest, "latest_period": period, "target": "0", "target_source": "our default",
        "figures_to": "2013-01-31", "figures_to_words": "31 January 2013", "first": first, "newest": newest,
        "worse_than_first": True, "points": points, "revised": 0, "revisions": {}, "owner": "",
        **READ, "limits": [{"from_on": "2013-01-01", "to_on": "2013-01-31", "mean": "20.01", "lower": "10.02",
        "upper": "30.03", "trial": False}],
        "target_steps": [{"from_on": "2012-09-01", "value": "0", "low": None, "high": None}],
    }  # fmt: skip
    return data | more


def part(name: str, points: list[dict]) -> dict:
    return {"code": name, "name": name, "points": points}


def seen(row: dict) -> list[str]:
    """The figures as a table would show them."""
    return [point["figure"] for point in row["points"]]
