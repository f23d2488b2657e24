"""Word clouds: which words count, that they keep apart, and that nothing is random."""

from __future__ import annotations

import io
import itertools

import pytest
from PIL import Image, ImageChops

from charts.canvas.fonts import Font
from charts.quickchart.endpoints import clouds
from charts.quickchart.endpoints.parameters import Members
from charts.wordcloud import layout, words
from charts.wordcloud.words import Rules, Word
from tests.cpu_limit import cpu_limit

TEXT = "One fish, two fish; red fish -- BLUE fish. The end isn't near, the end is HERE!"


def _read(**parameters: object) -> tuple[clouds.CloudPicture, Members]:
    members = Members({"format": "png", **parameters}, clouds.PARAMETERS)
    return clouds.read(members), members


def _counted(rules: Rules, text: str = TEXT) -> dict[str, int]:
    return {word.text: word.times for word in words.count(text, rules)}


def test_words_are_counted_in_the_order_of_their_weight() -> None:
    counted = _counted(Rules())
    assert list(counted)[:3] == ["fish", "the", "end"]
    assert counted["fish"] == 4
    assert "isn't" in counted
    assert list(_counted(Rules(max_words=2))) == ["fish", "the"]
    assert min(map(len, _counted(Rules(min_length=4)))) == 4
    assert "BLUE" in _counted(Rules(case="none"))
    assert "FISH" in _counted(Rules(case="upper"))
    assert "fish," in _counted(Rules(clean=False))
    assert "the" not in _counted(Rules(stop_words=words.STOP_WORDS["en"]))
    listed = _counted(Rules(word_list=True), "New York, Oslo,new  york,, ")
    assert listed == {"new york": 2, "oslo": 1}
    assert _counted(Rules(), "世界 你好 世界 नमस्ते") != {}


STYLE = layout.Style(Font(10.0, family="serif"), 25.0, "linear", layout.angles(-20.0, 20.0), 1.0)


@pytest.mark.parametrize("scale", ["linear", "sqrt", "log"])
def test_the_more_frequent_is_the_larger(scale: layout.Scale) -> None:
    placed = layout.lay_out(
        [Word("a", 9), Word("b", 4), Word("c", 1)], STYLE._replace(scale=scale), (600, 600)
    )
    sizes = [word.size for word in placed]
    assert sizes == sorted(sizes, reverse=True)
    grown = {"linear": 9.0, "sqrt": 3.0, "log": 3.197}[scale]
    assert sizes[0] / sizes[2] == pytest.approx(grown, abs=0.01)


@pytest.mark.parametrize("rotation", ["0", "20", "90"])
@pytest.mark.parametrize("size", [("600", "600"), ("400", "150"), ("120", "500")])
def test_words_keep_apart_and_in_the_picture(rotation: str, size: tuple[str, str]) -> None:
    picture, _ = _read(
        text=" ".join(f"word{i % 23} Wörter{i % 7}" for i in range(90)), rotation=rotation,
        width=size[0], height=size[1], backgroundColor="white", colors="black", padding="1",
    )  # fmt: skip
    whole = Image.open(io.BytesIO(clouds.render(picture))).convert("L")
    font = Font(10.0, family="serif")
    turned = layout.angles(-picture.rotation, picture.rotation)
    style = layout.Style(font, picture.size, picture.scale, turned, picture.padding)
    placed = layout.lay_out(picture.words, style, (picture.width, picture.height))
    assert len(placed) >= 0.9 * len(picture.words)
    inked = [_alone(picture, word, font) for word in placed]
    ink = sum(map(_ink, inked))
    together = _ink(whole)
    assert together == pytest.approx(ink, rel=0.002)  # no word covers another, none is cut
    for one, other in itertools.pairwise(inked):
        assert ImageChops.lighter(one, other).getextrema()[0] >= 250  # type: ignore[operator]


def _ink(picture: Image.Image) -> int:
    return sum(count * (255 - value) for value, count in enumerate(picture.histogram()))


def _alone(picture: clouds.CloudPicture, word: layout.PlacedWord, font: Font) -> Image.Image:
    from charts.quickchart.endpoints.canvas import drawn
    from charts.wordcloud.draw import draw

    with drawn("png", picture.width, picture.height, (255,) * 4, "text") as canvas:
        draw(canvas, [word], font, [(0, 0, 0, 255)])
    return Image.open(io.BytesIO(canvas.finish())).convert("L")


def test_the_same_request_gives_the_same_picture() -> None:
    picture, _ = _read(text=TEXT, rotation="45")
    assert clouds.render(picture) == clouds.render(_read(text=TEXT, rotation="45")[0])


@pytest.mark.parametrize(
    ("given", "count"),
    [('["red","#0f0","rgb(1, 2, 3)"]', 3), ("red,0f0,rgb(1,2,3)", 3), (["red", "blue"], 2),
     ("['red', 'blue']", 2), ("nothing", 10), ("[", 10)],
)  # fmt: skip
def test_colours(given: object, count: int) -> None:
    assert len(_read(text="a", colors=given)[0].colours) == count


def test_what_is_not_drawn_as_asked_is_reported() -> None:
    _, members = _read(
        text="a", fontFamily="Comic Papyrus", loadGoogleFonts="Lobster", removeStopwords="true",
        language="xx", colors="nothing",
    )  # fmt: skip
    named = {diagnostic.parameter for diagnostic in members.diagnostics}
    assert named == {"fontFamily", "loadGoogleFonts", "language", "colors"}


def test_the_worst_texts_are_drawn_to_the_end() -> None:
    for length, rotation in ((60, "45"), (2, "90")):
        text = " ".join(f"{i:x}" * length for i in range(300))
        picture, _ = _read(text=text, rotation=rotation, maxNumWords="300")
        with cpu_limit(60):  # about one, on a machine with nothing else to do
            clouds.render(picture)
