"""What do the cells of one row say, in each of the three forms of a file? Pure: the child reads."""

from collections.abc import Callable

from indicators.imports import figures
from indicators.imports.checking import Checker, Known, Place
from indicators.imports.figures import NEITHER, Wrong
from indicators.imports.heads import BY_INDICATOR, FIGURES, LONG, Heads
from records.cells import letter
from records.spreadsheets import as_typed

Read = Callable[[int, list[str], dict[int, str]], None]  # the row's number, its cells, what is wrong with some of them
NO_CODE = "Say which indicator the figure is of, by its code, like FD-05."
NO_SUCH = "There is no indicator “{code}” on this notice."
BESIDE = "Something stands beyond the last column. Is a separator inside a text that has no quotation marks?"
NOWHERE = -1  # where a column stands that the file has not: an empty cell is set at the end of each row


def reader(check: Checker, found: Heads) -> Read:
    if found.form == LONG:
        return _long(check, found)
    return _by_indicator(check, found) if found.form == BY_INDICATOR else _by_period(check, found)


def _long(check: Checker, found: Heads) -> Read:
    at, letters, notes = found.at, found.letters, check.notes
    code, part, period, reason, note = (at.get(key, NOWHERE) for key in ("code", "part", "period", "reason", "note"))
    numerator, denominator, value, none = (at.get(key, NOWHERE) for key in FIGURES)
    reads = [at[key] for key in ("code", "part", "period", "reason", "note", *FIGURES) if key in at]

    def read(row: int, cells: list[str], odd: dict[int, str]) -> None:
        _make_whole(check, found, row, cells)
        if odd and _odd(check, found, row, cells, odd, reads):
            return
        numbers, why = (cells[numerator], cells[denominator], cells[value]), cells[none]
        if _is_empty(*numbers, why):
            if _is_empty(cells[reason], cells[note]):
                notes.silent += 1
            else:
                notes.fault(row, letters.get("value", ""), "", NEITHER, _code(check, found, cells, code))
            return
        known = _indicator(check, row, letters["code"], cells[code])
        if known is None:
            return
        place = check.place(known, row, letters["period"], cells[period], letters.get("part", ""), cells[part])
        try:
            said = figures.figure(known.unit, *numbers, as_typed(why), as_typed(cells[note]))
            because = figures.words("reason", as_typed(cells[reason]))
        except Wrong as wrong:
            notes.fault(row, letters.get(wrong.key, ""), cells[at.get(wrong.key, NOWHERE)], str(wrong), known.code)
            return
        if place:
            check.keep(row, 0, known, place, said, because)

    return read


def _by_indicator(check: Checker, found: Heads) -> Read:
    at, letters, notes = found.at, found.letters, check.notes
    code, part, reason = (at.get(key, NOWHERE) for key in ("code", "part", "reason"))
    reads = [at["code"], *found.of]

    def read(row: int, cells: list[str], odd: dict[int, str]) -> None:
        _make_whole(check, found, row, cells)
        if odd and _odd(check, found, row, cells, odd, reads):
            return
        filled = [number for number in found.of if cells[number].strip()]
        if not filled:
            notes.silent += 1
            return
        known = _indicator(check, row, letters["code"], cells[code])
        if known is None:
            return
        for number in filled:
            column = letter(number + 1)
            place = check.place(
                known, row, column, found.of[number], letters.get("part", ""), cells[part], period_row=found.row
            )
            _keep_cell(check, row, number, known, place, cells, as_typed(cells[reason]))

    return read


def _by_period(check: Checker, found: Heads) -> Read:
    at, letters, notes = found.at, found.letters, check.notes
    period, reason = at["period"], at.get("reason", NOWHERE)
    reads = [period, *found.of]
    of: dict[int, tuple[Known, str]] = {}
    for number, text in found.of.items():
        code, _, rest = text.partition(" ")
        if known := check.indicator(text):
            of[number] = known, ""
        elif known := check.indicator(code):
            of[number] = known, rest

    def read(row: int, cells: list[str], odd: dict[int, str]) -> None:
        _make_whole(check, found, row, cells)
        if odd and _odd(check, found, row, cells, odd, reads):
            return
        filled = [number for number in of if cells[number].strip()]
        if not filled:
            notes.silent += 1
            return
        for number in filled:
            known, part = of[number]
            place = check.place(known, row, letters["period"], cells[period], letter(number + 1), part)
            _keep_cell(check, row, number, known, place, cells, as_typed(cells[reason]))

    return read


def _keep_cell(
    check: Checker, row: int, number: int, known: Known, place: Place | None, cells: list[str], reason: str
) -> None:
    try:
        said = figures.cell(known.unit, as_typed(cells[number]))
        because = figures.words("reason", reason)
    except Wrong as wrong:
        check.notes.fault(row, letter(number + 1), cells[number], str(wrong), known.code)
        return
    if place:
        check.keep(row, number + 1, known, place, said, because)


def _make_whole(check: Checker, found: Heads, row: int, cells: list[str]) -> None:
    """As many cells as there are heads, and an empty one at the end. What stands beyond the heads is noted."""
    beyond = len(cells) - found.width
    if beyond:
        if beyond > 0:
            for number in range(found.width, len(cells)):
                if cells[number].strip():
                    check.notes.fault(
                        row, letter(number + 1), cells[number], BESIDE, _code(check, found, cells, number)
                    )
                    break
        cells.extend([""] * -beyond)
    cells.append("")


def _is_empty(*texts: str) -> bool:
    return not any(texts) or not "".join(texts).strip()


def _odd(check: Checker, found: Heads, row: int, cells: list[str], odd: dict[int, str], reads: list[int]) -> bool:
    """Whether any cell that is read holds no value of its own, which is noted."""
    wrong = [number for number in reads if number in odd]
    for number in wrong:
        check.notes.fault(row, letter(number + 1), cells[number], odd[number], _code(check, found, cells, number))
    return bool(wrong)


def _code(check: Checker, found: Heads, cells: list[str], number: int) -> str:
    """Of the indicator that a cell is about, where the sheet names one that there is."""
    text = cells[found.at["code"]] if "code" in found.at else found.of.get(number, "")
    known = check.indicator(text) or check.indicator(text.partition(" ")[0])
    return known.code if known else ""


def _indicator(check: Checker, row: int, column: str, text: str) -> Known | None:
    known = check.indicator(text)
    if known is None:
        said = text.strip()
        check.notes.fault(row, column, said, NO_SUCH.format(code=said[:40]) if said else NO_CODE)
    return known
