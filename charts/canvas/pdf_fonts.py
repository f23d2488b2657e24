"""Text of a PDF: fonts that hold the letters of the file and nothing else, as outlines (Type 3).

A Type 3 font (ISO 32000-1, 9.6.5) is a table of drawings with the width and the letter of each, so
text can be selected, searched and read aloud, and looks as it does in SVG. Fonts in the formats of
the files (TrueType) would have to be cut to the letters that are used, a megabyte otherwise: the
library for this takes 100 ms to load, and what hinting they would keep, ours do not have.
"""

from __future__ import annotations

from api.named_tuple import NamedTuple

from .fonts import faces
from .path import Array
from .path_data import steps
from .pdf_file import PdfFile

EM = 1000
"""Units of a glyph's outline."""
_MOVE, _LINE, _QUADRATIC, _CUBIC = 1, 2, 3, 4  # path codes, as in matplotlib.path.Path
_MAX_GLYPHS = 5000  # whose drawing is kept, of about 400 bytes each
_MAX_CODES = 256  # of one font
_MAX_PAIRS = 100  # of one bfchar section


class _Drawn(NamedTuple):
    """A glyph: its width in units of the em, left, bottom, right and top, and how to draw it."""

    width: int
    box: tuple[int, int, int, int]
    drawing: str


class Code(NamedTuple):
    """Where a letter is found: the name of a font, its code there, its width in units of the em."""

    font: str
    code: int
    width: int


class _Font:
    """One font of the file: a face, or as much of it as one font can have."""

    def __init__(self, face: int) -> None:
        self.face = face
        self.letters: list[tuple[int, str]] = []  # by code: a glyph, what it is in text


class PdfFonts:
    """The fonts of one file."""

    def __init__(self) -> None:
        self._fonts: dict[str, _Font] = {}
        self._last: dict[int, str] = {}  # the font of a face that is not full yet
        self._codes: dict[tuple[int, int, str], Code] = {}

    def code(self, face: int, number: int, letter: str) -> Code:
        """Return the code of a glyph that stands for ``letter``; "" for no one letter."""
        key = face, number, letter
        known = self._codes.get(key)
        if known is None:
            name = self._last.get(face)
            if name is None or len(self._fonts[name].letters) == _MAX_CODES:
                name = self._last[face] = f"F{len(self._fonts)}"
                self._fonts[name] = _Font(face)
            letters = self._fonts[name].letters
            known = self._codes[key] = Code(name, len(letters), _drawn(face, number).width)
            letters.append((number, letter))
        return known

    def write(self, file: PdfFile) -> str:
        """Add the fonts to a file; return the dictionary that names them."""
        drawings: dict[tuple[int, int], int] = {}
        named = [f"/{n} {_write(file, font, drawings)} 0 R" for n, font in self._fonts.items()]
        return f"<<{''.join(named)}>>"


def _write(file: PdfFile, font: _Font, drawings: dict[tuple[int, int], int]) -> int:
    """Add a font and those of its drawings that the file does not have; return its number."""
    glyphs = [_drawn(font.face, number) for number, _ in font.letters]
    for (number, _), glyph in zip(font.letters, glyphs, strict=True):
        if (font.face, number) not in drawings:
            drawings[font.face, number] = file.stream(glyph.drawing)
    used = dict.fromkeys(number for number, _ in font.letters)
    procedures = "".join(f"/g{n} {drawings[font.face, n]} 0 R" for n in used)
    left, bottom, right, top = zip(*(glyph.box for glyph in glyphs), strict=True)
    box = f"{min(left)} {min(bottom)} {max(right)} {max(top)}"
    return file.add(
        f"<</Type/Font/Subtype/Type3/FontMatrix[{1 / EM:g} 0 0 {1 / EM:g} 0 0]/FontBBox[{box}]"
        f"/CharProcs<<{procedures}>>/Resources<<>>"
        f"/Encoding<</Type/Encoding/Differences[0{''.join(f'/g{n}' for n, _ in font.letters)}]>>"
        f"/FirstChar 0/LastChar {len(glyphs) - 1}/Widths[{' '.join(str(g.width) for g in glyphs)}]"
        f"/ToUnicode {file.stream(_to_unicode([letter for _, letter in font.letters]))} 0 R>>"
    )


def _to_unicode(letters: list[str]) -> str:
    """Return the table of what each code is in text (9.10.3)."""
    pairs = [
        f"<{code:02x}><{letter.encode('utf-16-be', 'replace').hex()}>"
        for code, letter in enumerate(letters)
        if letter
    ]
    parts = [pairs[at : at + _MAX_PAIRS] for at in range(0, len(pairs), _MAX_PAIRS)]
    sections = "".join(f"{len(p)} beginbfchar\n{' '.join(p)}\nendbfchar\n" for p in parts)
    return (
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00><ff>\nendcodespacerange\n{sections}"
        "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"
    )


def path_operators(points: list[list[int]], codes: list[int], unit: int) -> str:
    """Return a shape as the operators of PDF (8.5.2).

    ``points`` are in steps, of which ``unit`` make one; ``codes`` are matplotlib's.
    """
    places = [f"{x / unit:.10g} {y / unit:.10g}" for x, y in points]
    out = []
    at = 0
    while at < len(codes):
        code = codes[at]
        if code == _MOVE:
            out.append(f"{places[at]} m")
            at += 1
        elif code == _LINE:
            out.append(f"{places[at]} l")
            at += 1
        elif code == _QUADRATIC:  # as a cubic curve, the only ones that PDF has
            (x0, y0), (cx, cy), (x, y) = points[at - 1 : at + 2]
            controls = (x0 + 2 * cx, y0 + 2 * cy, x + 2 * cx, y + 2 * cy)
            first = " ".join(f"{round(c / 3) / unit:.10g}" for c in controls)
            out.append(f"{first} {places[at + 1]} c")
            at += 2
        elif code == _CUBIC:
            out.append(f"{' '.join(places[at : at + 3])} c")
            at += 3
        else:
            out.append("h")
            at += 1
    return "\n".join(out)


_glyphs: dict[tuple[int, int], _Drawn] = {}


def _drawn(face: int, number: int) -> _Drawn:
    known = _glyphs.get((face, number))
    if known is None:
        if len(_glyphs) >= _MAX_GLYPHS:
            _glyphs.clear()
        outline, codes = faces().outline(face, number)
        width = round(faces().advance(face, number) * EM)
        known = _glyphs[face, number] = _draw(outline * EM, codes.tolist(), width)
    return known


def _draw(outline: Array, codes: list[int], width: int) -> _Drawn:
    if not codes:
        return _Drawn(width, (0, 0, 0, 0), f"{width} 0 d0")
    points = steps(outline, 0)
    xs, ys = zip(*points, strict=True)
    box = min(xs), min(ys), max(xs), max(ys)
    head = f"{width} 0 {' '.join(map(str, box))} d1"
    return _Drawn(width, box, f"{head}\n{path_operators(points, codes, 1)}\nf")
