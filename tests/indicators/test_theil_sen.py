"""Is the line that of scipy's theilslopes at 90 %, and wider where neighbours are alike?"""

import pytest

from indicators import theil_sen

# What scipy 1.x says: theilslopes(values, times, alpha=0.90), as slope, low and high.
KNOWN = [
    (
        range(13),
        [61.2, 63.0, 60.1, 64.8, 66.3, 65.0, 68.1, 67.7, 70.2, 69.0, 72.4, 71.1, 74.6],
        (1.0647727272727283, 0.8999999999999986, 1.1499999999999986),
    ),
    (
        [0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15],  # gaps, and values that tie
        [5, 5, 7, 6, 8, 8, 9, 7, 10, 9, 11, 11, 12, 10],
        (0.42857142857142855, 0.3333333333333333, 0.5),
    ),
]


@pytest.mark.parametrize(("times", "values", "known"), KNOWN)
def test_slope_and_interval_are_those_of_scipy(times, values, known):
    line = theil_sen.line(list(times), values)
    assert (line.slope, line.slowest, line.fastest) == pytest.approx(known)  # neighbouring residuals are unlike


def test_the_interval_is_stretched_where_neighbours_are_alike():
    wave = [0, 2, 3, 3, 2, 0, -2, -3, -3, -2, 0, 2, 3, 3, 2]
    sawn = [2, -3, 3, -2, 0, 3, -2, 2, -3, 3, 0, -3, 2, -2, 3]
    times = list(range(15))
    slow, fast = theil_sen.line(times, wave)[3:5]
    assert theil_sen._stretch([float(value) for value in wave]) > 2
    assert theil_sen._stretch([float(value) for value in sawn]) == 1
    assert fast - slow > 2 * 0.4


def test_one_wild_figure_does_not_turn_the_line():
    values = [float(at) for at in range(15)]
    values[7] = 500
    line = theil_sen.line(list(range(15)), values)
    assert line.slope == 1
    level, lower, upper = line.at(20)
    assert lower <= level <= upper


def test_a_series_without_residuals_has_a_line_without_a_band():
    line = theil_sen.line(list(range(13)), [2.0 * at for at in range(13)])
    assert (line.slope, line.slowest, line.fastest, line.single) == (2, 2, 2, 0)
    assert line.at(15) == (30, 30, 30)
