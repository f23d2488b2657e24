"""Percentages of a whole: with equal decimals, and adding up to 100 by the largest remainders."""

from __future__ import annotations

from collections.abc import Sequence

from .number_text import AS_GIVEN, NumberFormat, choose

_MAX_DECIMALS = 3  # without being asked for more
_SAME = 9  # decimals of a remainder, so that 0.3 of 0.8 is as near to 37 as to 38


def percentage_texts(sizes: Sequence[float], asked: NumberFormat = AS_GIVEN) -> list[str]:
    """Return the percentage of each size of a whole as text; not all sizes are 0.

    Unless ``asked`` says the decimals, there are none if all percentages are whole, else one; more,
    up to three, if a share above 0 would be written 0 otherwise. A share that even these cannot
    show is written as less than the smallest that they can (<0.001%), and the rest as more than
    the largest (>99.999%). Nothing at all is 0%.
    """
    parts, total = _whole_numbers(sizes)
    decimals = asked.decimals if asked.decimals is not None else _enough_decimals(parts, total)
    whole = 100 * 10**decimals
    counts = _apportion(parts, total, whole)
    asked = asked._replace(notation="percent")
    write = choose((), asked._replace(decimals=decimals))
    several = sum(1 for part in parts if part) > 1
    texts = []
    for part, count in zip(parts, counts, strict=True):
        if not part:
            texts.append(choose((), asked._replace(decimals=0))(0.0))
        elif not count:
            texts.append("<" + write(1 / whole))
        elif several and count == whole:
            texts.append(">" + write((whole - 1) / whole))
        else:
            texts.append(write(count / whole))
    return texts


def apportion(sizes: Sequence[float], units: int) -> list[int]:
    """Return how many of the units each size gets; together they get all (Hare's method).

    Of equal remainders the larger size has the first claim, then the earlier one.
    """
    return _apportion(*_whole_numbers(sizes), units)


def _apportion(parts: Sequence[int], total: int, units: int) -> list[int]:
    shares = [divmod(part * units, total) for part in parts]
    counts = [count for count, _ in shares]
    claims = [
        (-round(rest / total, _SAME), -part) for (_, rest), part in zip(shares, parts, strict=True)
    ]
    order = sorted(range(len(parts)), key=claims.__getitem__)
    for i in order[: units - sum(counts)]:
        counts[i] += 1
    return counts


def _whole_numbers(sizes: Sequence[float]) -> tuple[list[int], int]:
    """Return whole numbers in the proportion of the sizes, exactly, and their sum."""
    ratios = [float(size).as_integer_ratio() for size in sizes]
    denominator = max(below for _, below in ratios)  # all are powers of two
    parts = [above * (denominator // below) for above, below in ratios]
    return parts, sum(parts)


def _enough_decimals(parts: Sequence[int], total: int) -> int:
    """Return the decimals that percentages have by themselves."""
    for decimals in range(_MAX_DECIMALS):
        counts = _apportion(parts, total, 100 * 10**decimals)
        if all(count or not part for count, part in zip(counts, parts, strict=True)):
            rests = (round(part * 100 % total / total, _SAME) for part in parts)
            if decimals or all(rest in (0, 1) for rest in rests):
                return decimals
    return _MAX_DECIMALS
