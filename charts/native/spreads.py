"""Errors of values: from where to where each value may really be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..diagnostics import Value

Ends = tuple[float, float]
"""The lowest and the highest value that it may be."""
Spread = float | Ends | None
"""How far a value may be off to both sides, or its ends."""
Rows = tuple[tuple[Spread, ...], ...]


def ends(asked: Rows, rows: Sequence[Sequence[Value]]) -> tuple[tuple[Ends | None, ...], ...]:
    """Return the ends of each value of the rows; without errors, empty rows."""
    if not asked:
        return ((),) * len(rows)
    return tuple(
        tuple(_ends(value, spread) for value, spread in zip(row, spreads, strict=True))
        for row, spreads in zip(rows, _for_all(asked, rows), strict=True)
    )


def problems(asked: Rows, rows: Sequence[Sequence[Value]]) -> Iterator[str]:
    """Yield what is wrong with errors of rows of values: their number first."""
    if not asked:
        return
    asked = _for_all(asked, rows)
    if len(asked) != len(rows):
        yield f"has {len(asked)} series, but yvalues has {len(rows)}"
        return
    for i, (row, spreads) in enumerate(zip(rows, asked, strict=True), start=1):
        series = f" of series {i}" if len(rows) > 1 else ""
        if len(row) != len(spreads):
            yield f"has {len(spreads)}{series}, but yvalues has {len(row)}"
            continue
        for j, (value, spread) in enumerate(zip(row, spreads, strict=True), start=1):
            if value is None and spread is not None and len(asked[0]) == len(spreads):
                yield f"item {j}{series} is the error of a gap"
                break
            if value is not None and isinstance(spread, tuple):
                low, high = spread
                if not low <= value <= high:
                    yield f"{low:g}..{high:g} (item {j}{series}) does not contain {value:g}"
                    break


def without_logarithm(ends: Sequence[Sequence[Ends | None]]) -> tuple[str, ...]:
    """Return the notice of errors that reach so far down that they have no logarithm."""
    count = sum(one is not None and one[0] <= 0 for row in ends for one in row)
    if not count:
        return ()
    return (f"yerror: {count} reach down to 0 or less, which a logarithmic axis cuts off",)


def _for_all(asked: Rows, rows: Sequence[Sequence[Value]]) -> Rows:
    """Return errors with a single number repeated for every value there is."""
    if len(asked) != 1 or len(asked[0]) != 1 or not isinstance(asked[0][0], float):
        return asked
    single = asked[0][0]
    return tuple(tuple(None if value is None else single for value in row) for row in rows)


def _ends(value: Value, spread: Spread) -> Ends | None:
    if value is None or spread is None:
        return None
    return spread if isinstance(spread, tuple) else (value - spread, value + spread)
