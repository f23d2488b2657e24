"""What a request said that was not understood, passed over or changed: nothing is lost silently."""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["error", "warning", "ignored"]


class Note(NamedTuple):
    """One remark: ``error``, no picture can be made; ``warning``, something was taken otherwise
    than it was written; ``ignored``, it does nothing.
    """

    parameter: str
    level: Level
    text: str


class Notes(list[Note]):
    """The remarks of one request, in the order of reading; no remark twice, and not without end."""

    _MOST = 200

    def _say(self, parameter: str, level: Level, text: str) -> None:
        note = Note(parameter, level, text)
        if len(self) < self._MOST and note not in self:
            self.append(note)

    def warn(self, parameter: str, text: str) -> None:
        """Something was taken otherwise than it was written."""
        self._say(parameter, "warning", text)

    def ignore(self, parameter: str, text: str) -> None:
        """Something does nothing."""
        self._say(parameter, "ignored", text)
