"""``python -m charts.fonts.build FOLDER``: make the fonts of ``FONTS`` from those of packages.

FOLDER holds the wheels that ``WHEELS`` names, as ``pip download --no-deps`` puts them there. A font
is reduced to one weight, to the scripts it serves and to what places their letters. In the fonts of
text, digits get equal widths, and signs of arithmetic the height of digits, without anyone asking
for a feature of the font; and kerning is written as the ``kern`` table that FreeType reads. The
same wheels and version of fontTools give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, newTable  # type: ignore[import-untyped]
from fontTools.ttLib.scaleUpem import scale_upem  # type: ignore[import-untyped]
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]

from api.named_tuple import NamedTuple

WHEELS = {
    "fontpkg_inter-4.1.post1-py3-none-any.whl": (
        "b1105c8b368787112e9352ba657fe4fd32feb0722cc3046a308f65962298ddf8"
    ),
    "fontpkg_noto_serif-2.15-py3-none-any.whl": (
        "3cc09442fea9c5f852ca4b3ae2984acf7033c20f5d67bb35f4381549c74f370f"
    ),
    "manimgx_fonts-2026.9.26.post1-py3-none-any.whl": (
        "e5e21178263ddec3eef9414d2b52a1c90ac01062d3e9067460f3359f854c3e17"
    ),
}
_INTER, _SERIF, _NOTO = WHEELS

Ranges = tuple[tuple[int, int], ...]

# Latin with Vietnamese, Greek, Cyrillic, punctuation, currencies, signs, arrows, simple shapes.
_TEXT: Ranges = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2BC, 0x2DD), (0x300, 0x323), (0x370, 0x3FF), (0x400, 0x4FF),
    (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209F), (0x20A0, 0x20C0),
    (0x2100, 0x215E), (0x2190, 0x2199), (0x2200, 0x2265), (0x25A0, 0x25CF),
)  # fmt: skip
# Single characters: no flags of countries, skin colours and families, and no playing tiles.
_EMOJI: Ranges = (
    (0x231A, 0x2BFF), (0x1F0CF, 0x1F0CF), (0x1F170, 0x1F1FF), (0x1F201, 0x1F3FA),
    (0x1F400, 0x1FAFF),
)  # fmt: skip
_JOINERS: Ranges = ((0x200C, 0x200D), (0x25CC, 0x25CC))


class Font(NamedTuple):
    """A font to make: of which wheel and file, at which place on its axes, with which letters."""

    wheel: str
    source: str
    axes: dict[str, float]
    letters: Ranges
    features: tuple[str, ...]
    """Of OpenType: what stays."""
    text: bool = False
    """Whether digits, signs and kerning are arranged as the first lines of this file say."""
    units: int | None = None
    """Units per em, where the font's own are finer than any picture."""


_PLACED = ("ccmp", "mark", "mkmk")
_SHAPED = tuple(subset.Options().layout_features)  # all that shapers apply unasked


def _script(first: int, last: int, name: str) -> Font:
    return Font(
        _NOTO, f"NotoSans{name}[wght].ttf", {"wght": 400}, ((first, last), *_JOINERS), _SHAPED
    )


FONTS = {
    "Inter-Regular.ttf": Font(
        _INTER, "Inter[opsz,wght].ttf", {"opsz": 14, "wght": 400}, _TEXT, _PLACED, text=True
    ),
    "Inter-SemiBold.ttf": Font(
        _INTER, "Inter[opsz,wght].ttf", {"opsz": 14, "wght": 600}, _TEXT, _PLACED, text=True
    ),
    "NotoSerif-Regular.ttf": Font(
        _SERIF, "NotoSerif[wdth,wght].ttf", {"wdth": 100, "wght": 400}, _TEXT, _PLACED, text=True
    ),
    "NotoSerif-SemiBold.ttf": Font(
        _SERIF, "NotoSerif[wdth,wght].ttf", {"wdth": 100, "wght": 600}, _TEXT, _PLACED, text=True
    ),
    "NotoSansDevanagari.ttf": _script(0x900, 0x97F, "Devanagari"),
    "NotoSansBengali.ttf": _script(0x980, 0x9FF, "Bengali"),
    "NotoSansGurmukhi.ttf": _script(0xA00, 0xA7F, "Gurmukhi"),
    "NotoSansGujarati.ttf": _script(0xA80, 0xAFF, "Gujarati"),
    "NotoSansOriya.ttf": _script(0xB00, 0xB7F, "Oriya"),
    "NotoSansTamil.ttf": _script(0xB80, 0xBFF, "Tamil"),
    "NotoSansTelugu.ttf": _script(0xC00, 0xC7F, "Telugu"),
    "NotoSansKannada.ttf": _script(0xC80, 0xCFF, "Kannada"),
    "NotoSansMalayalam.ttf": _script(0xD00, 0xD7F, "Malayalam"),
    "NotoSansThai.ttf": _script(0xE00, 0xE7F, "Thai"),
    "NotoEmoji.ttf": Font(_NOTO, "NotoEmoji[wght].ttf", {"wght": 400}, _EMOJI, (), units=512),
}

_DIGITS = "0123456789"
_SIGNS = "+\u2212\u00d7\u00f7\u00b1=<>\u2264\u2265\u2248\u2260"
_KERNED: Ranges = (
    (0x21, 0x17F), (0x386, 0x3CE), (0x401, 0x45F), (0x490, 0x491), (0x1EA0, 0x1EF9),
    (0x2013, 0x201D),
)  # fmt: skip
_LEAST_KERNING = 0.02  # em: a quarter of a pixel at 12


def _made(font: TTFont, wanted: Font) -> TTFont:
    font = instancer.instantiateVariableFont(font, wanted.axes)
    options = subset.Options(
        layout_features=[*wanted.features, *(("kern", "tnum", "case") if wanted.text else ())],
        hinting=False, legacy_kern=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13],
        drop_tables=[*subset.Options().drop_tables, "STAT", "MVAR", "gasp"],
    )  # fmt: skip
    options.recalc_timestamp = False
    letters = [c for first, last in wanted.letters for c in range(first, last + 1)]
    if wanted.text:
        _reduce(font, letters, options)
        _set_forms(font, "tnum", _DIGITS)
        _set_forms(font, "case", _SIGNS)
        kerning = _kerning(font)
        options.layout_features = list(wanted.features)
    _reduce(font, letters, options)
    if wanted.text:
        _write_kerning(font, kerning)
    if wanted.units:
        scale_upem(font, wanted.units)
    font["head"].modified = font["head"].created
    return font


def _reduce(font: TTFont, letters: list[int], options: subset.Options) -> None:
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)


def _subtables(font: TTFont, table: str, feature: str) -> list[list[Any]]:
    """Return the subtables of each lookup of a feature, in the order of the lookups."""
    layout = font[table].table
    indexes = {
        index
        for record in layout.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for index in record.Feature.LookupListIndex
    }
    return [
        [getattr(part, "ExtSubTable", part) for part in layout.LookupList.Lookup[index].SubTable]
        for index in sorted(indexes)
    ]


def _set_forms(font: TTFont, feature: str, letters: str) -> None:
    """Let letters be, from now on, the forms that a feature gives them."""
    forms: dict[str, str] = {}
    for parts in _subtables(font, "GSUB", feature):
        for part in parts:
            forms |= getattr(part, "mapping", {})
    for table in font["cmap"].tables:
        for code in map(ord, letters):
            if code in table.cmap:
                table.cmap[code] = forms.get(table.cmap[code], table.cmap[code])


def _kerning(font: TTFont) -> dict[tuple[str, str], int]:
    """Return the kerning of the pairs that words have: one script, no capital after a small one."""
    names = {
        code: glyph
        for code, glyph in font.getBestCmap().items()
        if any(first <= code <= last for first, last in _KERNED)
    }
    lookups = [
        [(set(part.Coverage.glyphs), part) for part in parts if part.LookupType == 2]
        for parts in _subtables(font, "GPOS", "kern")
    ]
    least = _LEAST_KERNING * font["head"].unitsPerEm
    pairs = {}
    for left, left_glyph in names.items():
        for right, right_glyph in names.items():
            if not _meet(chr(left), chr(right)):
                continue
            value = sum(_pair(parts, left_glyph, right_glyph) for parts in lookups)
            if abs(value) >= least:
                pairs[left_glyph, right_glyph] = value
    return pairs


def _meet(left: str, right: str) -> bool:
    if not (left.isalpha() and right.isalpha()):
        return True
    scripts = {unicodedata.name(letter).split()[0] for letter in (left, right)}
    return len(scripts) == 1 and not (left.islower() and right.isupper())


def _pair(parts: list[tuple[set[str], Any]], left: str, right: str) -> int:
    """Return what the first subtable that has a pair says of it (OpenType, GPOS lookup type 2)."""
    for covered, part in parts:
        if left not in covered:
            continue
        if part.Format == 1:
            of_left = part.PairSet[part.Coverage.glyphs.index(left)]
            for record in of_left.PairValueRecord:
                if record.SecondGlyph == right:
                    return getattr(record.Value1, "XAdvance", 0)
            continue
        first = part.ClassDef1.classDefs.get(left, 0)
        second = part.ClassDef2.classDefs.get(right, 0)
        return getattr(part.Class1Record[first].Class2Record[second].Value1, "XAdvance", 0)
    return 0


_MAX_PAIRS = 10_000  # the length of a subtable has 16 bits


def _write_kerning(font: TTFont, pairs: dict[tuple[str, str], int]) -> None:
    table = font["kern"] = newTable("kern")
    table.version = 0
    table.kernTables = []
    ordered = sorted(pairs.items(), key=lambda item: [font.getGlyphID(g) for g in item[0]])
    for start in range(0, len(ordered), _MAX_PAIRS):
        part = KernTable_format_0()
        part.coverage, part.format, part.apple, part.version = 1, 0, False, 0
        part.kernTable = dict(ordered[start : start + _MAX_PAIRS])
        table.kernTables.append(part)


def _sources(folder: Path) -> Iterator[tuple[str, Font, TTFont]]:
    for name, wanted in FONTS.items():
        wheel = (folder / wanted.wheel).read_bytes()
        if hashlib.sha256(wheel).hexdigest() != WHEELS[wanted.wheel]:
            raise ValueError(f"{wanted.wheel} is another file")
        with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
            [member] = [m for m in archive.namelist() if m.endswith(f"/{wanted.source}")]
            yield name, wanted, TTFont(io.BytesIO(archive.read(member)), recalcTimestamp=False)


if __name__ == "__main__":
    for name, wanted, source in _sources(Path(sys.argv[1])):
        target = Path(__file__).parent / name
        font = _made(source, wanted)
        font.save(target)
        pairs = sum(len(part.kernTable) for part in font["kern"].kernTables) if wanted.text else 0
        print(f"{name}: {target.stat().st_size:,} bytes, {len(font.getBestCmap())} letters", pairs)
