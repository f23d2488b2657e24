"""Text from a request, made fit to be drawn."""

from __future__ import annotations

import re
import unicodedata

# The second line is Chinese, Japanese and Korean.
_SIMPLE = (
    "[ -~\u00a0-\u024f\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
    "\u2070-\u20cf\u2100-\u2bff\u3001-\u3029\u3030-\u3096\u309b-\u3163\u3200-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\uff01-\uff9d]*"
)
_IGNORABLE = (
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    "|[\u20e3\U0001f3fb-\U0001f3ff]"  # keycaps and skin colours, which change an emoji before them
    # Joiners, but for those that an Arabic or Indian letter needs before its neighbour.
    "|(?<![\u0600-\u07bf\u0900-\u0dff])[\u200c\u200d]+"
)


def is_simple_script(text: str) -> bool:
    """Return whether each letter is one glyph, left to right: advances and kerning are enough."""
    if text.isascii() and text.isprintable():
        return True
    return re.fullmatch(_SIMPLE, text) is not None  # compiled by the first text that is not ASCII


def normalize(text: str) -> str:
    """Return the text without controls and invisible marks, in NFC.

    Line ends become ``\\n``, tabs spaces.
    """
    if is_simple_script(text):
        return text
    text = re.sub("\r\n?|[\u0085\u2028\u2029\u000b\u000c]", "\n", text).replace("\t", " ")
    return re.sub(_IGNORABLE, "", unicodedata.normalize("NFC", text))


def replace_surrogates(text: str) -> str:
    """Return the text with a question mark for each surrogate, which UTF-8 cannot carry."""
    return text.encode("utf-8", "replace").decode("utf-8")
