"""Names shortened so that different ones stay different.

A name is cut in the middle, because names that belong together often begin or end alike. What is
left of it fits no other name of the set, as long as there is room for that. A number within a name
stays whole or goes: a part of it would be another number.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from ..canvas.breaks import graphemes
from ..canvas.sanitize import is_simple_script
from ..canvas.text import ELLIPSIS

_STARTS = (0.6, 0.35, 1.0, 0.0)  # of what is left, the part that comes before the ellipsis
_MAX_NUMBER = 8  # digits and signs of a number that goes rather than being cut
_BUDGET, _COMPLEX = 3000, 30  # texts that are measured; one that needs a shaper counts as 30
_MAX_RIVALS = 4  # names whose difference from one that is shortened is looked for


def shorten_names(names: Sequence[str], fits: Callable[[int, str], bool]) -> list[str]:
    """Return each name, or what is left of it so that it fits; "" where nothing of it does.

    ``fits`` takes the index of a name and a text. Texts that are not "" are different where the
    names are; a name that fits is left whole.
    """
    texts = [name if fits(i, name) else "" for i, name in enumerate(names)]
    if all(text or not name for text, name in zip(texts, names, strict=True)):
        return texts
    distinct = list(dict.fromkeys(names))
    owners = {text: text for text in texts}
    search = _Search(fits)
    for i, name in enumerate(names):
        if not texts[i]:
            taken = {text for text, owner in owners.items() if owner != name}
            texts[i] = search.shortened(i, name, distinct, taken)
            owners[texts[i]] = name
    return texts


class _Search:
    """Looks for what is left of the names of a set, and bounds the time that this takes.

    Texts are tried from the number of letters that fitted last: names of a set are alike.
    """

    def __init__(self, fits: Callable[[int, str], bool]) -> None:
        self._fits = fits
        self._budget = _BUDGET
        self._count = 0

    def shortened(self, i: int, name: str, names: Sequence[str], taken: set[str]) -> str:
        """Return the first cut of a name that stands for no other one, else one not taken."""
        ways = [_parts(name)]
        if len(name) > _MAX_NUMBER:
            ways.append(graphemes(name))
        for letters in ways:
            second_best = ""
            rivals: list[str] = []
            for cut in _cuts(letters, rivals):
                text = self._longest(cut, len(letters) - 1, i)
                if text:
                    others = (n for n in names if n != name and _may_stand_for(text, n))
                    rivals[:] = itertools.islice(others, _MAX_RIVALS)
                    if text not in taken:
                        if not rivals:
                            return text
                        second_best = second_best or text
                if self._budget <= 0:
                    break
            if second_best or self._budget <= 0:
                return second_best
        return ""

    def _longest(self, cut: Callable[[int], str], max_count: int, i: int) -> str:
        """Return the cut with the most letters that fits, "" if not even one does."""
        guess = self._count or (max_count + 1) // 2
        if self._budget <= 0:  # what will probably fit
            text = cut(min(max(1, guess * 2 // 3), max_count))
            return text if self._fits(i, text) else ""
        low, high, best, step = 0, max_count, "", 1
        while low < high:  # from the guess outwards, then by halving
            guess = min(max(guess, low + 1), high)
            text = cut(guess)
            self._budget -= 1 if is_simple_script(text) else _COMPLEX
            if self._fits(i, text):
                low, best, guess = guess, text, guess + step
            else:
                high, guess = guess - 1, guess - 1 - step
            step += 1
            if not low < guess <= high:
                guess = (low + high + 1) // 2
        self._count = low or self._count
        return best


_NUMBER = r"(\d+(?:[.,:/\-]\d+)*[\u0300-\u036f\u20d0-\u20ff]*)"


def _parts(name: str) -> list[str]:
    """Return the letters of a name, but its numbers, dates and versions whole."""
    parts: list[str] = []
    for i, part in enumerate(re.split(_NUMBER, name)):
        parts += [part] if i % 2 else graphemes(part)
    return parts


def _cuts(letters: list[str], rivals: list[str]) -> Iterator[Callable[[int], str]]:
    """Yield ways to cut a name to a number of its letters; later ones look at its rivals."""
    for start in _STARTS:
        yield functools.partial(_around_middle, letters, start)
    places = {_first_difference(letters, rival) for rival in rivals}
    for place in sorted(places):
        for head in (2, 1, 0):
            yield functools.partial(_around_place, letters, head, place)


def _around_middle(letters: list[str], start: float, count: int) -> str:
    head = min(count, max(round(count * start), 1 if start else 0))
    tail = count - head
    first, last = "".join(letters[:head]), "".join(letters[len(letters) - tail :])
    return first.rstrip() + ELLIPSIS + last.lstrip()


def _around_place(letters: list[str], head: int, place: int, count: int) -> str:
    """Return the first letters of a name and those from a place on."""
    begin = max(head, place)
    end = min(len(letters), begin + max(count - head, 1))
    text = "".join(letters[:head]).rstrip() + (ELLIPSIS if begin > head else "")
    text += "".join(letters[begin:end]).strip()
    return text + ELLIPSIS if end < len(letters) else text


def _first_difference(letters: list[str], other: str) -> int:
    """Return the index of the first letter that another name does not have there."""
    theirs = _parts(other)
    for i, letter in enumerate(letters):
        if theirs[i : i + 1] != [letter]:
            return i
    return len(letters)


def _may_stand_for(text: str, name: str) -> bool:
    """Return whether a shortened text could be that of a name."""
    first, *between, last = text.split(ELLIPSIS)
    if not (name.startswith(first) and name.endswith(last)):
        return False
    inner = name[len(first) : len(name) - len(last)]
    return all(part in inner for part in between)
