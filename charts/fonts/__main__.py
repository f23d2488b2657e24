"""``python -m charts.fonts``: write the font list that matplotlib is shown (see pdf.py).

Run it after a change of matplotlib's version; a test fails where it is missing.
"""

from pathlib import Path

from matplotlib import font_manager

manager = font_manager.fontManager
manager.afmlist = []
manager.ttflist = [
    entry
    for entry in manager.ttflist
    if Path(entry.fname).name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
    and "mpl-data" in entry.fname
]
file = Path(__file__).parent / f"fontlist-v{manager.__version__}.json"
font_manager.json_dump(manager, file)
print(f"{file.name}: {len(manager.ttflist)} fonts")
