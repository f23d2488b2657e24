"""Every command and environment of formulas, in groups, each with a formula that uses it.

The groups come from the tables that the parser reads. ``make docs`` writes them into the
documentation, and a test draws the formula of each.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from charts.tex import commands, environments, painting, parse, symbols, text_mode
from charts.tex.scanner import LINE_BREAKS


class Group(NamedTuple):
    """Commands that are used alike."""

    title: str
    example: str
    """A formula; § stands for the command without its backslash."""
    names: tuple[str, ...]

    def formula(self, name: str) -> str:
        """Return the formula that uses a command."""
        return self.example.replace("§", name)

    def written(self) -> list[str]:
        """Return the commands as they are written."""
        return [f"\\{name}" for name in self.names]


def _is_arrow(sign: str) -> bool:
    name = unicodedata.name(sign[0], "")
    return any(word in name for word in ("ARROW", "HARPOON", "MULTIMAP"))


def _is_greek(sign: str) -> bool:
    return "GREEK" in unicodedata.name(sign[0], "")


def _signs(kind: str, wanted: Callable[[str], bool] = lambda sign: True) -> tuple[str, ...]:
    return tuple(
        name for name, (sign, is_kind) in symbols.COMMANDS.items()
        if is_kind == kind and wanted(sign) and name not in _ELSEWHERE
    )  # fmt: skip


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _read_by(*readers: str) -> tuple[str, ...]:
    return tuple(
        name for name, (reader, _) in commands.READERS.items() if reader.__name__ in readers
    )


# Signs that are delimiters, and therefore stand in their row.
_DELIMITERS = {
    name for name in symbols.DELIMITER_COMMANDS
    if symbols.COMMANDS[name][1] not in ("bin", "rel")
} | {"backslash"}  # fmt: skip
_ELSEWHERE = {"not", *_DELIMITERS}

GROUPS = (
    Group("Greek letters", "\\§", (*_signs("ord", _is_greek), *symbols.VAR_GREEK)),
    Group("other letters and signs", "\\§", _signs("ord", lambda sign: not _is_greek(sign))),
    Group("large operators", "\\§_a^b x", (*_signs("op"), "idotsint")),
    Group("operations", "a \\§ b", _signs("bin")),
    Group(
        "relations",
        "a \\§ b",
        (*_signs("rel", lambda sign: not _is_arrow(sign)), *symbols.JOINED_RELATIONS),
    ),
    Group("arrows", "a \\§ b", _signs("rel", _is_arrow)),
    Group("what is struck out", "a \\§= b", ("not",)),
    Group("punctuation and dots", "a \\§ b", (*_signs("punct"), *_signs("inner"))),
    Group("delimiters", "\\left\\§ \\frac ab \\right.", tuple(sorted(_DELIMITERS))),
    Group("growing delimiters", "\\left( a \\middle| b \\right)", ("left", "middle", "right")),
    Group("large delimiters", "\\§| x", _read_by("big_delimiter")),
    Group("functions", "\\§ x", tuple(sorted(symbols.FUNCTIONS))),
    Group(
        "functions with limits",
        "\\§_{x\\to 0} x",
        (*symbols.LIMIT_FUNCTIONS, "varlimsup", "varliminf", "varinjlim", "varprojlim"),
    ),
    Group("names of functions", "\\§{sn} x", _read_by("operator_name")),
    Group("limits and scripts beside", "\\sum\\§_a^b", ("limits", "nolimits", "displaylimits")),
    Group("scripts", "x\\§ 2", ("sp", "sb")),
    Group("scripts at the corners", "\\§{_a^b}{_c^d}\\sum", ("sideset",)),
    Group("scripts before", "\\§{a}{b}{X}", ("prescript",)),
    Group("fractions", "\\§{a}{b}", _read_by("fraction", "binomial", "slashed_fraction")),
    Group("continued fractions", "\\§[l]{a}{b}", ("cfrac",)),
    Group("any fraction", "\\§{(}{]}{2pt}{0}{a}{b}", ("genfrac",)),
    Group("fractions between two parts", "{a \\§ b}", ("over", "atop", "choose", "brace", "brack")),
    Group("fractions with a thickness", "{a \\§ 2pt b}", ("above",)),
    Group("fractions with delimiters", "{a \\§ () b}", ("overwithdelims", "atopwithdelims")),
    Group("fractions with delimiters and a thickness", "{a \\§ () 2pt b}", ("abovewithdelims",)),
    Group("roots", "\\§[3]{x}", ("sqrt", "sqrtsign")),
    Group("places of a degree", "\\sqrt[\\§{2} 3]{x}", ("leftroot", "uproot")),
    Group("accents", "\\§{x}", _read_by("accent", "wide_accent")),
    Group("accents moved", "\\§{4}\\hat A", ("skew",)),
    Group("accents after", "(x)\\§", _read_by("accent_after")),
    Group("along a part", "\\§{a+b}", _read_by("stretched")),
    Group("arrows with texts", "\\§[below]{above}", _read_by("arrow")),
    Group("one over the other", "\\§{a}{=}", ("overset", "underset", "stackrel")),
    Group("one over and one under another", "\\§{a}{b}{=}", ("overunderset",)),
    Group("stacked lines", "\\sum_{\\§{a\\\\b}}", ("substack",)),
    Group("moduli", "a \\§{n}", (*_read_by("modulo"), "bmod")),
    Group("faces", "\\§{Abc}", tuple(commands.FACES)),
    Group("faces of what follows", "\\§ Abc", tuple(text_mode.FACES_FROM_HERE)),
    Group(
        "text", "\\§{a text, $x$}", tuple(name for name in text_mode.TEXTS if name != "intertext")
    ),
    Group("styles", "\\§ \\frac ab", tuple(commands.STYLES)),
    Group("a part for each style", "\\§{a}{b}{c}{d}", ("mathchoice",)),
    Group("sizes", "\\§ x", tuple(symbols.SIZES)),
    Group("any size", "\\§{18}{20} x", ("fontsize",)),
    Group("classes", "a \\§{b} c", tuple(commands.CLASSES)),
    Group("brackets of states", "\\§{x}", _read_by("bracketed")),
    Group("spaces", "a\\§ b", (*symbols.SPACES, "eqno")),
    Group("spaces of a length", "a\\§{1em}b", _read_by("spaced")),
    Group("what only takes room", "a\\§{b}c", (*_read_by("phantom", "smashed", "moved_left"),)),
    Group("struts", "a\\§ b", ("mathstrut",)),
    Group("moved upwards or downwards", "a\\§{1ex}{b}", ("raisebox", "raise", "lower")),
    Group("centred", "a\\§{\\frac ab}", ("vcenter",)),
    Group("frames and strokes", "\\§{x}", (*painting.FRAMES, "fbox", "framebox")),
    Group("grounds", "\\§{yellow}{x}", ("colorbox",)),
    Group("grounds with frames", "\\§{red}{yellow}{x}", ("fcolorbox",)),
    Group("colours", "\\§{red}{x}", ("color", "textcolor")),
    Group("rules", "\\§[1pt]{1em}{2pt}", ("rule",)),
    Group("tags", "x \\§{1}", ("tag",)),
    Group("names of programs", "\\§", ("TeX", "LaTeX", "AmS")),
    Group("lines of tables", "\\begin{array}{c} \\§ a \\end{array}", environments.RULES),
    Group(
        "lines along some columns",
        "\\begin{array}{cc} \\§{1-2} a & b \\end{array}",
        ("cline", "cmidrule"),
    ),
    Group(
        "dots along columns", "\\begin{matrix} a & b \\\\ \\§[2]{2} \\end{matrix}", ("hdotsfor",)
    ),
    Group(
        "cells over columns",
        "\\begin{array}{cc} \\§{2}{c}{a} \\\\ b & c \\end{array}",
        ("multicolumn",),
    ),
    Group("ends of lines", "a \\§ b", LINE_BREAKS),
    Group(
        "text between lines",
        "\\begin{align} a&=b \\\\ \\§{and} c&=d \\end{align}",
        ("intertext", "shortintertext"),
    ),
    Group(
        "lines of multline at a side",
        "\\begin{multline} a\\\\ \\§{b}\\\\ c \\end{multline}",
        ("shoveleft", "shoveright"),
    ),
    Group("tables in braces", "\\§{a & b \\cr c & d}", tuple(environments.MATRICES_IN_BRACES)),
    Group("environments", "\\§{matrix} a \\end{matrix}", ("begin",)),
    Group("the end of one", "\\begin{matrix} a \\§{matrix}", ("end",)),
    Group(
        "no effect here",
        "x \\§{y}",
        tuple(name for name in commands.IGNORED if name != "displaylimits"),
    ),
    Group("passed over with a warning", "x \\§{y}", tuple(commands.PASSED_OVER)),
)

# Environments: what they need besides their rows.
_WITH_COLUMNS = ("array", "darray", "tabular", "subarray")
_WITH_NUMBER = ("alignat", "alignedat", "xalignat", "xxalignat")


class Environments(NamedTuple):
    """Environments that are used alike."""

    title: str
    names: tuple[str, ...]

    def formula(self, name: str) -> str:
        """Return the formula that uses an environment."""
        needs = "{rl}" if name in _WITH_COLUMNS else "{1}" if name in _WITH_NUMBER else ""
        return f"\\begin{{{name}}}{needs} a & = b \\\\ c & = d \\end{{{name}}}"

    def written(self) -> list[str]:
        """Return the names as they are written."""
        return list(self.names)


ENVIRONMENTS = (
    Environments("matrices and arrays", tuple(environments.MATRICES)),
    Environments("cases", tuple(environments.CASES)),
    Environments("lines", tuple(environments.LINES)),
)


def known_commands() -> set[str]:
    """Return every command that the parser reads."""
    return {
        *symbols.COMMANDS, *symbols.SPACES, *commands.NODES, *commands.READERS, *commands.IGNORED,
        *commands.PASSED_OVER, *parse.INFIX, *environments.RULES, *LINE_BREAKS,
        *symbols.DELIMITER_COMMANDS, "not", "dots", "limits", "nolimits", "displaylimits", "sp",
        "sb", "middle", "right", "end", "cline", "cmidrule", "intertext", "shortintertext",
    }  # fmt: skip
