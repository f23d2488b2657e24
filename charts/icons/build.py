"""``python -m charts.icons.build FOLDER``: make glyphs.json and flags.json from free icon sets.

FOLDER holds what ``npm pack`` gives, unpacked (each has its files in ``package/``):

    mapbox-maki-8.2.0          @mapbox/maki         CC0 1.0
    ideditor-temaki-5.2.0      @ideditor/temaki     CC0 1.0
    mdi-svg-7.4.47             @mdi/svg             Apache 2.0 (Pictogrammers)
    country-flag-icons-1.6.20  country-flag-icons   MIT

Glyphs are put on a grid of 480 units, their longer side filling it; flags on one of 300 by 200.
Coordinates are whole numbers, small details of flags are left out. LICENSE-icons.txt names the
sets; what was made of them is the conversion to numbers, the scale, and the coins of ``bank-*``.
"""

from __future__ import annotations

import json
import math
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from fontTools.pens.recordingPen import DecomposingRecordingPen  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.svgLib.path import SVGPath, parse_path  # type: ignore[import-untyped]

HERE = Path(__file__).parent
SETS = {
    "maki": "mapbox-maki-8.2.0/package/icons",
    "temaki": "ideditor-temaki-5.2.0/package/icons",
    "mdi": "mdi-svg-7.4.47/package/svg",
    "flags": "country-flag-icons-1.6.20/package/3x2",
}
GRID = 480
FLAG_WIDTH, FLAG_HEIGHT = 300, 200
_SMALLEST = 4.0  # units of the flag grid: what is smaller both ways cannot be seen at 24 pixels

# Which picture stands for which name; ``coin:`` cuts it out of a disk.
GLYPHS = {
    "academy": "maki/college",
    "activities": "maki/pitch",
    "airport": "maki/airport",
    "amusement": "maki/amusement-park",
    "aquarium": "maki/aquarium",
    "art-gallery": "maki/art-gallery",
    "atm": "temaki/atm",
    "baby": "mdi/baby-carriage",
    "bank-dollar": "coin:mdi/currency-usd",
    "bank-euro": "coin:mdi/currency-eur",
    "bank-intl": "mdi/bank",
    "bank-pound": "coin:mdi/currency-gbp",
    "bank-yen": "coin:mdi/currency-jpy",
    "bar": "maki/bar",
    "barber": "maki/hairdresser",
    "beach": "temaki/beach",
    "beer": "maki/beer",
    "bicycle": "maki/bicycle",
    "books": "temaki/book_store",
    "bowling": "maki/bowling-alley",
    "bus": "maki/bus",
    "cafe": "maki/cafe",
    "camping": "maki/campsite",
    "car-dealer": "temaki/car_dealer",
    "car-rental": "maki/car-rental",
    "car-repair": "maki/car-repair",
    "casino": "maki/casino",
    "caution": "maki/caution",
    "cemetery-grave": "maki/cemetery",
    "cemetery-tomb": "mdi/grave-stone",
    "cinema": "maki/cinema",
    "civic-building": "maki/town-hall",
    "computer": "mdi/desktop-classic",
    "corporate": "mdi/office-building",
    "courthouse": "mdi/scale-balance",
    "dollar": "mdi/currency-usd",
    "euro": "mdi/currency-eur",
    "fire": "mdi/fire",
    "flag": "mdi/flag",
    "floral": "maki/florist",
    "helicopter": "mdi/helicopter",
    "home": "maki/home",
    "info": "maki/information",
    "landslide": "mdi/landslide",
    "legal": "mdi/gavel",
    "location": "mdi/crosshairs-gps",
    "locomotive": "temaki/train_steam",
    "medical": "mdi/plus-thick",
    "mobile": "maki/mobile-phone",
    "motorcycle": "temaki/motorcycle",
    "music": "maki/music",
    "parking": "maki/parking",
    "pet": "mdi/paw",
    "petrol": "maki/fuel",
    "phone": "maki/telephone",
    "picnic": "maki/picnic-site",
    "postal": "maki/post",
    "repair": "mdi/wrench",
    "restaurant": "maki/restaurant",
    "sail": "temaki/sailboat",
    "school": "maki/school",
    "scissors": "mdi/content-cut",
    "ship": "maki/ferry",
    "shoppingbag": "mdi/shopping",
    "shoppingcart": "maki/grocery",
    "ski": "mdi/ski",
    "snack": "maki/fast-food",
    "snow": "mdi/snowflake",
    "sport": "maki/soccer",
    "star": "maki/star",
    "swim": "maki/swimming",
    "taxi": "maki/taxi",
    "train": "maki/rail",
    "truck": "temaki/truck",
    "wc": "maki/toilet",
    "wc-female": "mdi/human-female",
    "wc-male": "mdi/human-male",
    "wheelchair": "mdi/wheelchair",
}
# The names of the Glyphish set, and pictures of Material Design Icons that show the same.
GLYPHISH = {
    name: f"mdi/{picture or name}"
    for name, picture in {
        "airplane": "", "badge": "badge-account", "balloon": "", "bandaid": "bandage",
        "bar-chart": "chart-bar", "battery": "", "beaker": "flask", "beaker-2": "beaker",
        "beer-mug": "glass-mug", "bird": "", "bone": "", "book": "", "bookmark": "",
        "bow-and-arrow": "bow-arrow", "brightness": "brightness-6", "bug": "", "bullhorn": "",
        "cabinet": "file-cabinet", "calendar": "", "camera": "", "chat": "", "chat2": "forum",
        "chicken": "food-drumstick", "clock": "clock-outline", "cloud": "", "coathanger": "hanger",
        "coffee": "", "compass": "", "contrast": "contrast-circle", "controller":
        "gamepad-variant", "dashboard": "gauge", "dice": "dice-5", "display": "monitor",
        "dog-paw": "paw", "download": "", "dumbbell": "", "ekg": "pulse", "envelope": "email",
        "equalizer": "", "eye": "", "film-roll": "filmstrip", "flag": "", "food": "food-apple",
        "fork-and-knife": "silverware-fork-knife", "fuel": "gas-station", "gameplan": "strategy",
        "gear": "cog", "gear2": "cogs", "gift": "", "golf": "", "group": "account-group",
        "headphones": "", "heart": "", "house": "home", "id-card": "card-account-details",
        "inbox": "", "index-cards": "cards", "iphone": "cellphone", "ipod": "", "key": "",
        "landscape": "image-filter-hdr", "life-buoy": "lifebuoy", "lightbulb": "",
        "line-chart": "chart-line", "location": "navigation-variant", "lock": "",
        "loopback": "replay", "magnify": "", "map": "", "map-marker": "", "medical": "plus-thick",
        "medical-bag": "", "microphone": "", "moon": "moon-waning-crescent", "movie": "",
        "movie1": "movie", "movie-1": "movie", "movie-2": "movie-open", "navigation": "",
        "network": "lan", "note": "", "notepad": "note-text", "outlet": "power-socket-us",
        "palette": "", "paperclip": "", "phone": "", "photo": "image", "photos": "image-multiple",
        "piano": "", "picture-frame": "image-frame", "piggybank": "piggy-bank", "pill": "",
        "pin": "", "pine-tree": "", "planet": "earth", "puzzle": "", "radar": "", "redo": "",
        "refresh": "", "runner": "run-fast", "shoebox": "package-variant", "shopping-bag":
        "shopping", "shopping-cart": "cart", "shuffle": "", "signpost": "sign-direction",
        "skull": "", "skull-n-bones": "skull-crossbones", "sliders": "tune",
        "spraycan": "spray", "squiggle": "gesture", "star": "",
        "stats": "chart-areaspline", "stopwatch": "timer", "suitcase": "briefcase", "tag": "",
        "tags": "tag-multiple", "target": "bullseye", "testtube": "test-tube", "thermometer": "",
        "todo": "format-list-checks", "toolbox": "", "trophy": "", "tshirt": "tshirt-crew",
        "tv": "television", "umbrella": "", "user": "account", "walk": "",
        "weather": "weather-partly-cloudy", "widescreen": "monitor", "wineglass": "glass-wine",
        "zap": "lightning-bolt",
    }.items()
}  # fmt: skip

Point = tuple[float, float]
Contour = list[tuple[str, tuple[Point, ...]]]


def contours(pen: Any) -> list[Contour]:
    """Return what a pen recorded as closed shapes of moves, lines and cubic curves."""
    found: list[Contour] = []
    for kind, points in pen.value:
        if kind == "moveTo":
            found.append([("M", points)])
        elif kind == "lineTo":
            found[-1].append(("L", points))
        elif kind == "curveTo":
            found[-1].append(("C", points))
        elif kind == "qCurveTo":
            found[-1] += _cubic(found[-1][-1][1][-1], points)
    return [contour for contour in found if len(contour) > 1]


def _cubic(start: Point, points: Sequence[Point]) -> Contour:
    """Return quadratic curves, with implied points between their handles, as cubic ones."""
    out: Contour = []
    handles, end = list(points[:-1]), points[-1]
    for index, (x, y) in enumerate(handles):
        last = index == len(handles) - 1
        stop = end if last else ((x + handles[index + 1][0]) / 2, (y + handles[index + 1][1]) / 2)
        first = start[0] + (x - start[0]) * 2 / 3, start[1] + (y - start[1]) * 2 / 3
        second = stop[0] + (x - stop[0]) * 2 / 3, stop[1] + (y - stop[1]) * 2 / 3
        out.append(("C", (first, second, stop)))
        start = stop
    return out


def _points(shapes: Iterable[Contour]) -> list[Point]:
    return [point for contour in shapes for _, points in contour for point in points]


def box(shapes: Iterable[Contour]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the curves, sampled."""
    xs, ys = [], []
    for contour in shapes:
        at = contour[0][1][-1]
        for kind, points in contour:
            if kind == "C":
                for i in range(1, 17):
                    t = i / 16
                    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                    curve = (at, *points)
                    xs.append(sum(w * p[0] for w, p in zip(weights, curve, strict=True)))
                    ys.append(sum(w * p[1] for w, p in zip(weights, curve, strict=True)))
            else:
                xs.append(points[-1][0])
                ys.append(points[-1][1])
            at = points[-1]
    return min(xs), min(ys), max(xs), max(ys)


def moved(shapes: Iterable[Contour], scale: float, dx: float, dy: float) -> list[Contour]:
    """Return the shapes, scaled and moved."""
    return [
        [(kind, tuple((x * scale + dx, y * scale + dy) for x, y in points)) for kind, points in c]
        for c in shapes
    ]


def fitted(shapes: list[Contour], size: float, middle: float) -> list[Contour]:
    """Return the shapes with their longer side at ``size``, centred on ``middle``."""
    left, top, right, bottom = box(shapes)
    scale = size / max(right - left, bottom - top)
    return moved(
        shapes, scale, middle - (left + right) / 2 * scale, middle - (top + bottom) / 2 * scale
    )


def area(contour: Contour) -> float:
    """Return twice the area within the corners, below 0 where they run anticlockwise."""
    corners = [points[-1] for _, points in contour]
    return sum(
        x * v - u * y for (x, y), (u, v) in zip(corners, corners[1:] + corners[:1], strict=True)
    )


def turned(contour: Contour) -> Contour:
    """Return the same shape, drawn in the other direction."""
    out: Contour = [("M", (contour[-1][1][-1],))]
    ends = [points[-1] for _, points in contour]
    for index in range(len(contour) - 1, 0, -1):
        kind, points = contour[index]
        out.append((kind, (*reversed(points[:-1]), ends[index - 1])))
    return out


def coin(sign: list[Contour]) -> list[Contour]:
    """Return a disk with a sign cut out of it."""
    pen = DecomposingRecordingPen(None)
    parse_path(f"M0,{GRID / 2} a{GRID / 2},{GRID / 2} 0 0 1 {GRID},0"
               f" a{GRID / 2},{GRID / 2} 0 0 1 -{GRID},0 z", pen)  # fmt: skip
    disk = contours(pen)
    cut = fitted(sign, GRID * 0.72, GRID / 2)
    outer = max(cut, key=lambda c: abs(area(c)))
    if area(outer) * area(disk[0]) > 0:
        cut = [turned(contour) for contour in cut]
    return disk + cut


def written(shapes: Iterable[Contour]) -> str:
    """Return path text of whole numbers: M x y, L x y, C x y x y x y; every shape is closed."""
    out = []
    for contour in shapes:
        last: list[str] = []
        for kind, points in contour:
            numbers = [str(round(number)) for point in points for number in point]
            if kind == "L" and numbers == last[-2:]:
                continue
            out.append(kind + " ".join(numbers))
            last = numbers
    return "".join(out)


def glyph(folder: Path, source: str) -> str:
    """Return one glyph on the grid, as path text."""
    cut = source.startswith("coin:")
    name, _, file = source.removeprefix("coin:").partition("/")
    pen = DecomposingRecordingPen(None)
    SVGPath(str(folder / SETS[name] / f"{file}.svg")).draw(pen)
    shapes = contours(pen)
    return written(coin(shapes) if cut else fitted(shapes, GRID, GRID / 2))


def flag(file: Path) -> list[list[Any]]:
    """Return a flag's shapes, lowest first: fill, stroke ("" for none), its width, path text."""
    root = ET.parse(file).getroot()  # noqa: S314 - of a package that was fetched by its digest
    left, top, width, height = (float(n) for n in root.get("viewBox", "").split())
    scale_x, scale_y = FLAG_WIDTH / width, FLAG_HEIGHT / height
    out: list[list[Any]] = []
    _collect(root, {}, (scale_x, 0, 0, scale_y, -left * scale_x, -top * scale_y), out)
    return out


def _collect(
    element: ET.Element, given: dict[str, str], matrix: tuple[float, ...], out: list[list[Any]]
) -> None:
    style = {**given, **{k: v for k, v in element.attrib.items() if k in _STYLES}}
    tag = element.tag.rpartition("}")[2]
    text = _outline(element, tag)
    if text:
        pen = DecomposingRecordingPen(None)
        parse_path(text, TransformPen(pen, matrix))
        shapes = contours(pen)
        fill, stroke = _colour(style.get("fill", "#000")), _colour(style.get("stroke", "none"))
        thick = float(style.get("stroke-width", 1)) * matrix[0] if stroke else 0
        shapes = [c for c in shapes if _seen(c, thick)]
        if shapes and (fill or stroke):
            if out and not stroke and out[-1][:2] == [fill, ""]:
                out[-1][3] += written(shapes)
            else:
                out.append([fill, stroke, round(thick, 1), written(shapes)])
    for child in element:
        _collect(child, style, matrix, out)


_STYLES = frozenset({"fill", "stroke", "stroke-width"})


def _seen(contour: Contour, thick: float) -> bool:
    left, top, right, bottom = box([contour])
    return thick > 0 or max(right - left, bottom - top) > _SMALLEST


def _outline(element: ET.Element, tag: str) -> str:
    if tag == "path":
        return element.get("d", "")
    if tag in ("circle", "ellipse"):
        x, y = float(element.get("cx", 0)), float(element.get("cy", 0))
        a = float(element.get("rx", element.get("r", 0)))
        b = float(element.get("ry", element.get("r", 0)))
        return f"M{x - a},{y} a{a},{b} 0 0 1 {2 * a},0 a{a},{b} 0 0 1 {-2 * a},0 z"
    return ""


_NAMED = {
    "red": "ff0000", "white": "ffffff", "black": "000000", "green": "008000", "gold": "ffd700",
    "blue": "0000ff", "yellow": "ffff00", "none": "",
}  # fmt: skip


def _colour(text: str) -> str:
    if text in _NAMED:
        return _NAMED[text]
    digits = re.fullmatch("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", text)
    if digits is None:
        raise ValueError(text)
    return (digits[1] if len(digits[1]) == 6 else "".join(d * 2 for d in digits[1])).lower()


def _save(name: str, found: dict[str, Any]) -> None:
    lines = [
        f" {json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}"
        for key, value in sorted(found.items())
    ]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    (HERE / name).write_text(text, "ascii")
    print(name, len(found), "pictures,", math.ceil(len(text) / 1024), "KiB")


def main(folder: Path) -> None:
    """Write both files from the sets in the folder."""
    sources = {**GLYPHS, **{f"glyphish_{name}": source for name, source in GLYPHISH.items()}}
    _save("glyphs.json", {name: glyph(folder, source) for name, source in sources.items()})
    files = sorted((folder / SETS["flags"]).glob("*.svg"))
    _save("flags.json", {file.stem.lower(): flag(file) for file in files})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
