"""What do the rules of the XmR chart say, told again slowly? Fractions, windows and no shortcuts, to compare the engine with.

Written from the words of the rules and not from the engine: every window is looked at, every figure for itself.
"""

from fractions import Fraction
from itertools import pairwise

F = Fraction


def restated(dates, values, *, direction, target=None, rebase=(), fixed=None, screen=True):
    """For each figure its part, mean, limits and what the rules say; with the icons of the last one and its target."""
    exact = [F(str(value)) for value in values]
    order = sorted(range(len(dates)), key=lambda at: dates[at])
    days, exact = [dates[at] for at in order], [exact[at] for at in order]
    group, parts = 0, []
    for on, y in zip(days, exact, strict=True):
        if on in rebase:
            group += 1
        if not parts or parts[-1][0] != group:
            parts.append((group, []))
        parts[-1][1].append((on, y))
    rows = [row for group, part in parts for row in of_part(group, part, direction, fixed, screen)]
    last = rows[-1]
    return rows, icon(direction, last["point_type"]), assurance(direction, target, last)


def of_part(group, part, direction, fixed, screen):
    ys = [y for _, y in part]
    base = ys if fixed is None else ys[:fixed]
    mean = sum(base) / F(len(base))
    ranges = [abs(b - a) for a, b in pairwise(base)]
    if screen and ranges:
        average = sum(ranges) / F(len(ranges))
        ranges = [moved for moved in ranges if moved < F("3.267") * average]
    wobble = sum(ranges) / F(len(ranges)) if ranges else None
    lower = None if wobble is None else mean - F("2.66") * wobble
    upper = None if wobble is None else mean + F("2.66") * wobble
    near_lower = None if wobble is None else mean - F("2.66") * wobble * F(2, 3)
    near_upper = None if wobble is None else mean + F("2.66") * wobble * F(2, 3)

    outside = [wobble is not None and (y > upper or y < lower) for y in ys]
    close = [
        None if wobble is None else not out and (y > near_upper or y < near_lower)
        for y, out in zip(ys, outside, strict=True)
    ]
    side = [1 if y > mean else -1 if y < mean else 0 for y in ys]
    count = range(len(ys))

    def windows(size):
        return [list(range(start, start + size)) for start in range(len(ys) - size + 1)]

    def rising(window):
        return all(ys[a] < ys[b] for a, b in pairwise(window))

    def falling(window):
        return all(ys[a] > ys[b] for a, b in pairwise(window))

    def one_side(window):
        return all(side[at] == 1 for at in window) or all(side[at] == -1 for at in window)

    trend = [any(at in w and (rising(w) or falling(w)) for w in windows(7)) for at in count]
    shift = [any(at in w and one_side(w) for w in windows(7)) for at in count]
    pairs = [w for w in windows(3) if one_side(w) and len([at for at in w if close[at]]) >= 2]
    two = [bool(close[at]) and any(at in w for w in pairs) for at in count]

    rows = []
    for at, (on, y) in enumerate(part):
        name, upwards = "Common Cause", None
        if outside[at]:
            upwards = side[at] == 1
            name = "Above UCL" if upwards else "Below LCL"
        elif trend[at]:
            if at + 1 < len(ys) and trend[at + 1]:
                upwards = ys[at + 1] > y
            else:
                upwards = y > ys[at - 1]
            name = f"7 Point Trend ({'Increasing' if upwards else 'Decreasing'})"
        elif two[at]:
            upwards = side[at] == 1
            name = f"2 in 3 {'Above' if upwards else 'Below'} CL"
        elif shift[at]:
            upwards = side[at] == 1
            name = f"7 Points {'Above' if upwards else 'Below'} CL"
        rows.append(
            {
                "on": on,
                "part": group,
                "mean": mean,
                "lower": lower,
                "upper": upper,
                "relative_to_mean": side[at],
                "close_to_limits": close[at],
                "rules": {
                    rule
                    for rule, broken in (
                        ("outside_limits", outside[at]),
                        ("trend_7", trend[at]),
                        ("two_of_three", two[at]),
                        ("shift_7", shift[at]),
                    )
                    if broken
                },
                "special_cause_type": name,
                "point_type": kind(direction, upwards),
                "short_group_warning": len(part) < 13,
            }
        )
    return rows


def kind(direction, upwards):
    if upwards is None:
        return "common_cause"
    if direction == "neutral":
        return "special_cause_neutral_high" if upwards else "special_cause_neutral_low"
    return "special_cause_improvement" if upwards == (direction == "increase") else "special_cause_concern"


def icon(direction, point_type):
    """High where up is good and it improves or up is bad and it gets worse; otherwise low."""
    if point_type == "common_cause":
        return "common_cause"
    name = point_type.removeprefix("special_cause_")
    if direction == "neutral":
        return name
    return f"{name}_{'high' if (direction == 'increase') == (name == 'improvement') else 'low'}"


def assurance(direction, target, last):
    if target is None or direction == "neutral":
        return None
    target = F(str(target))
    if last["lower"] is None or last["lower"] <= target <= last["upper"]:
        return "inconsistent"
    below = target < last["lower"]
    return "consistent_pass" if below == (direction == "increase") else "consistent_fail"
