"""``python -m charts.fonts.sans FOLDER``: make ChartSans from Liberation Sans.

FOLDER holds LiberationSans-Regular.ttf and -Bold.ttf, version 2.1.5 (SIL Open Font License 1.1).
The scripts that no Arial text of a chart needs are left out, and the instructions for hinting,
which saves 600 KiB; a changed font may not keep the name (section 3 of the licence).
"""

import sys
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

# Latin, Greek, Cyrillic, punctuation, currencies, signs of arithmetic, arrows, simple shapes.
_LETTERS = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2BC, 0x2DD), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF),
    (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x215E),
    (0x2190, 0x2195), (0x2200, 0x2265), (0x25A0, 0x25CF), (0x2660, 0x266F),
)  # fmt: skip

for style, target in (("Regular", "ChartSans.ttf"), ("Bold", "ChartSans-Bold.ttf")):
    font = TTFont(Path(sys.argv[1]) / f"LiberationSans-{style}.ttf")
    del font["FFTM"]  # FontForge's time stamp
    options = subset.Options(layout_features=[], hinting=False, legacy_kern=False, name_IDs="*")
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for a, b in _LETTERS for c in range(a, b + 1)])
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16, 18, 21):
            text = record.toUnicode().replace("LiberationSans", "ChartSans")
            record.string = text.replace("Liberation Sans", "Chart Sans")
    font.save(Path(__file__).parent / target)
    print(target, (Path(__file__).parent / target).stat().st_size)
