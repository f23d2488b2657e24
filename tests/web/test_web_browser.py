"""The site in a real browser: what a visitor does, and what must never happen meanwhile."""

from __future__ import annotations

import http.server
import io
import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest
import requests
from PIL import Image

from charts.native.kinds import KINDS
from tests.web import pages

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OLD = "http://chart.apis.google.com/chart?cht=p3&chs=300x120&chd=t:60,40&chl=Hello|World&chxs=0,red"
_EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


class Watch:
    """What a page must not do: log errors, break its policy, ask other hosts."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.complaints: list[str] = []

    def over(self, page: Any) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._request)

    def _console(self, message: Any) -> None:
        # A browser logs each answer that is an error; those of charts that are wrong are meant.
        if message.type in ("error", "warning") and not _EXPECTED.match(message.text):
            self.complaints.append(f"{message.type}: {message.text}")

    def _request(self, request: Any) -> None:
        provider = "/local/" in request.url or "/local/" in (request.frame.url or "")
        if not request.url.startswith(self.site) and not provider:
            self.complaints.append(f"request: {request.url}")


@pytest.fixture
def watch(site: str) -> Iterator[Watch]:
    found = Watch(site)
    yield found
    assert found.complaints == []


@pytest.fixture
def context(chromium: Any, site: str) -> Iterator[Any]:
    made = chromium.new_context(base_url=site)
    made.set_default_timeout(30_000)
    yield made
    made.close()


@pytest.fixture
def page(context: Any, watch: Watch) -> Any:
    made = context.new_page()
    watch.over(made)
    return made


def _width(picture: Any) -> int:
    """The pixels of a picture that has loaded; 0 before."""
    return int(picture.evaluate("image => image.complete ? image.naturalWidth : 0"))


def _until(page: Any, expression: str) -> None:
    """Wait until something is so; Playwright's wait_for_function would break the policy."""
    for _ in range(400):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


def _sign_in(page: Any, path: str) -> None:
    page.goto(path)
    page.get_by_role("link", name="Sign in").first.click()
    page.get_by_role("button", name=re.compile("Ada")).first.click()


# The gallery


def test_a_picture_follows_its_url(page: Any) -> None:
    page.goto("/gallery#bar")
    chart = page.locator("#bar")
    field, picture = chart.get_by_role("textbox"), chart.locator("img")
    url = field.input_value()
    _until(page, "document.querySelector('#bar img').naturalWidth === 640")
    field.fill(url.replace("30.5", "99") + "&width=300")
    _until(page, "document.querySelector('#bar img').naturalWidth === 300")
    assert "yvalues=10,20,15,99" in picture.get_attribute("src")
    assert picture.get_attribute("width") == "300"
    assert "yvalues=10,20,15,99" in chart.locator("a.picture").get_attribute("href")


def test_a_wrong_url_says_why_beside_it_and_recovers(page: Any) -> None:
    page.goto("/gallery#bar")
    chart = page.locator("#bar")
    field, message = chart.get_by_role("textbox"), chart.get_by_role("status")
    url = field.input_value()
    field.fill(url + "&width=5")
    said = "width: “5” is out of range; allowed: a whole number from 16 to 2000"
    chart.get_by_text(said).wait_for()
    assert field.get_attribute("aria-invalid") == "true"
    assert chart.get_by_role("button", name="Copy").is_disabled()
    field.fill("https://example.org/charts/bar?xvalues=a")
    chart.get_by_text("This is a URL of example.org").wait_for()
    field.fill("/gallery")
    chart.get_by_text("The path of a chart is").wait_for()
    field.fill("/charts/xyz?x=1")
    chart.get_by_text(f"Unknown kind of chart; the kinds are {', '.join(KINDS)}.").wait_for()
    field.fill(url)
    _until(page, "!document.querySelector('#bar textarea').ariaInvalid")
    assert message.inner_text() == ""


def test_what_a_google_chart_changed_is_said(page: Any) -> None:
    page.goto("/gallery#lc")
    chart = page.locator("#lc")
    field = chart.get_by_role("textbox")
    field.fill(field.input_value() + "&chds=x")
    chart.get_by_text("Drawn, but not as written: chds").wait_for()
    assert field.get_attribute("aria-invalid") is None


def test_other_formats_follow_too(page: Any) -> None:
    page.goto("/gallery#bar")
    chart = page.locator("#bar")
    field = chart.get_by_role("textbox")
    url = field.input_value()
    field.fill(url + "&format=pdf")
    chart.get_by_text("Open the PDF").wait_for()
    assert chart.locator("img").is_hidden()
    field.fill(url + "&scale=2&width=200")
    _until(page, "document.querySelector('#bar img').naturalWidth === 400")
    assert chart.locator("img").get_attribute("width") == "200"
    assert chart.locator("img").is_visible()


class _Tag(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.given: dict[str, str | None] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag == "img"
        assert not self.given
        self.given = dict(attributes)


def test_the_tag_is_copied(context: Any, page: Any, site: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/gallery#bar")
    button = page.locator("#bar").get_by_role("button", name="Copy")
    button.click()
    page.locator("#bar").get_by_role("button", name="Copied").wait_for()
    tag = _Tag(page.evaluate("navigator.clipboard.readText()")).given
    assert (tag["alt"], tag["width"], tag["height"]) == (
        "Bar chart “Enrolled students” with 4 values, from 10 (C) to 30.5 (Python)."
        " The x axis shows Courses offered and the y axis shows Number enrolled.",
        "640",
        "480",
    )
    assert tag["src"] == site + page.locator("#bar textarea").input_value()
    assert requests.get(tag["src"], timeout=10).headers["Content-Type"] == "image/png"
    dense, descriptor = tag["srcset"].split(" ")
    assert (dense, descriptor) == (f"{tag['src']}&scale=2", "2x")
    picture = Image.open(io.BytesIO(requests.get(dense, timeout=10).content))
    assert picture.size == (1280, 960)


def test_a_long_url_has_a_short_one(context: Any, page: Any, site: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    values = ",".join(str(1000 + n * n % 97) for n in range(400))
    names = ",".join(f"n{n}" for n in range(400))
    button = page.get_by_role("button", name="Copy a short URL")
    page.goto("/playground?kind=line&xvalues=a,b&yvalues=1,2&title=A")
    assert button.count() == 0
    page.goto(f"/playground?kind=line&xvalues={names}&yvalues={values}&title=A")
    button.click()
    page.get_by_role("button", name="Copied").wait_for()
    short = page.evaluate("navigator.clipboard.readText()")
    assert short.startswith(f"{site}/c/2")
    assert len(short) < 1900
    whole = page.locator("#chart-url").inner_text()
    assert requests.get(short, timeout=10).content == requests.get(whole, timeout=10).content


# Another site

OTHER = """async (site) => {
  const chart = `${site}/charts/bar?xvalues=a,b&yvalues=1,2&width=60&height=40`;
  const fetched = (await (await fetch(chart)).blob()).type;
  const said = (await fetch(`${site}/generate_name`)).ok
    && (await (await fetch(`${site}/openapi.json`)).json()).openapi;
  const posted = await fetch(`${site}/charts/bar`, {
    method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ xvalues: ["a"], yvalues: [1] }),
  });
  const image = new Image();
  image.crossOrigin = "anonymous";
  image.src = chart;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  canvas.getContext("2d").drawImage(image, 0, 0);
  const exported = canvas.toDataURL("image/png");
  return {
    fetched, said, posted: posted.status, etag: posted.headers.get("ETag"),
    size: [canvas.width, canvas.height], exported: exported.slice(0, 22), length: exported.length,
  };
}"""


class _Other(http.server.BaseHTTPRequestHandler):
    """A page of another origin, on which there is nothing."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Other</title><link rel=icon href=data:,>")

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def other_site() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Other) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_page_of_another_site_may_use_charts(context: Any, site: str, other_site: str) -> None:
    """Fetch a picture, fetch JSON, POST, ``<img crossorigin>``, and export from a canvas."""
    other = context.new_page()
    other.goto(other_site)
    got = other.evaluate(OTHER, site)
    assert got["fetched"] == "image/png"
    assert got["said"].startswith("3.1")
    assert got["posted"] == 200
    assert got["etag"]
    assert got["size"] == [60, 40]
    assert got["exported"] == "data:image/png;base64,"
    assert got["length"] > 200
    other.close()


def test_an_anchor_leads_to_its_entry_and_pictures_far_away_are_not_loaded(page: Any) -> None:
    page.goto("/gallery#qr")
    _until(page, "document.querySelector('#qr img').naturalWidth === 200")
    assert page.locator("#qr").evaluate(
        "entry => { const r = entry.getBoundingClientRect(); return r.top >= 0 && r.top < 200 }"
    )
    assert _width(page.locator("#bvg img")) == 0


def test_nothing_jumps_when_pictures_load(page: Any) -> None:
    page.goto("/gallery")
    height = "document.documentElement.scrollHeight"
    before = page.evaluate(height)
    page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
    _until(
        page,
        "[...document.querySelectorAll('.specimen img[src]')].every(i => i.naturalWidth > 0)",
    )
    assert page.evaluate(height) == before


# Home


def test_the_chart_of_the_home_page_changes(page: Any) -> None:
    page.goto("/")
    chip = page.get_by_role("button", name="width=400")
    assert chip.get_attribute("aria-pressed") == "false"
    chip.focus()
    page.keyboard.press("Space")
    _until(page, "document.querySelector('.live img').naturalWidth === 400")
    assert chip.get_attribute("aria-pressed") == "true"
    assert page.locator(".live textarea").input_value().endswith("&width=400")
    chip.click()
    _until(page, "document.querySelector('.live img').naturalWidth === 640")
    assert "width=" not in page.locator(".live textarea").input_value()


def test_the_name_generator_shows_a_name_and_what_is_wrong(page: Any) -> None:
    page.goto("/")
    page.get_by_label("Starts with").fill("Ma")
    page.get_by_role("button", name="A name").click()
    _until(page, "document.querySelector('.name').textContent.startsWith('M')")
    page.get_by_label("Starts with").fill("Zzz")
    page.get_by_role("button", name="A name").click()
    page.get_by_text("No name in the list starts with “Zzz”.").wait_for()
    assert page.locator(".name").inner_text() == ""
    assert page.url.rstrip("/").count("/") == 2  # still at home


# The playground


def test_the_form_builds_the_url_and_shows_the_picture(page: Any, site: str) -> None:
    page.goto("/playground?kind=bar")
    page.get_by_label("yvalues").fill("1,2,3,4")
    page.get_by_label("width", exact=True).fill("320")
    page.get_by_label("stacked").select_option("true")
    page.get_by_label("title", exact=True).fill("Größe (cm)")
    _until(page, "document.querySelector('.result img').naturalWidth === 320")
    url = page.locator("#chart-url").inner_text()
    _until(page, "document.querySelector('.result img').src.includes('cm')")
    url = page.locator("#chart-url").inner_text()
    assert url.startswith(f"{site}/charts/bar?")
    assert "&yvalues=1,2,3,4&" in url
    assert "&stacked&" in url
    assert "title=Gr%C3%B6%C3%9Fe%20%28cm%29" in url
    # The address is that of the same form.
    page.reload()
    assert page.locator("#chart-url").inner_text() == url
    assert page.get_by_label("stacked").input_value() == "true"
    page.get_by_role("link", name="line", exact=True).click()
    assert page.get_by_label("title", exact=True).input_value() == "Größe (cm)"
    assert page.get_by_label("yvalues").input_value() == "1,2,3,4"
    # Its x values are numbers: what has been written does not fit there.
    page.get_by_label("title", exact=True).fill("Other")
    _until(page, "document.querySelector('.kinds a[data-kind=scatter]').href.includes('Other')")
    page.get_by_role("link", name="scatter", exact=True).click()
    assert page.get_by_label("title", exact=True).input_value() == "Other"
    assert page.get_by_label("xvalues").input_value().startswith("151,")
    assert page.get_by_text("neither a number nor").count() == 0


def test_an_error_stands_at_its_field_while_typing(page: Any) -> None:
    page.goto("/playground?kind=bar")
    _until(page, "document.querySelector('.result img').naturalWidth === 640")
    field, error = page.get_by_label("yvalues"), page.locator("#p-yvalues-error")
    field.fill("10,x,15,30")
    page.get_by_text("“x” is not a number").wait_for()
    assert "“x” is not a number" in error.inner_text()
    assert field.get_attribute("aria-invalid") == "true"
    assert "p-yvalues-error" in field.get_attribute("aria-describedby")
    page.get_by_text("Not drawn. Fix these fields: yvalues.").wait_for()
    assert page.locator(".result").get_by_role("button", name="Copy").is_disabled()
    field.fill("10,20,15,30")
    _until(page, "document.getElementById('p-yvalues-error').hidden")
    assert field.get_attribute("aria-invalid") is None
    assert "yvalues=10,20,15,30" in page.locator(".result img").get_attribute("src")


def test_errors_are_the_same_without_script(page: Any, chromium: Any, site: str) -> None:
    wrong = "/playground?kind=bar&xvalues=a&yvalues=1&width=5&colors=tael"
    plain = chromium.new_context(base_url=site, java_script_enabled=False).new_page()
    plain.goto(wrong)
    page.goto(wrong)
    for name in ("width", "colors"):
        error = page.locator(f"#p-{name}-error")
        assert error.inner_text() == plain.locator(f"#p-{name}-error").inner_text() != ""
    page.get_by_label("width", exact=True).fill("6")
    page.get_by_text("“6” is out of range").wait_for()
    before = plain.locator("#p-width-error").inner_text()
    assert page.locator("#p-width-error").inner_text() == before.replace("5”", "6”", 1)
    plain.context.close()


def test_an_old_google_url_is_read_as_it_is_pasted(context: Any, page: Any, site: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/playground")
    page.get_by_label("URL, tag or config").fill(OLD)
    _until(page, "document.querySelector('#read img')?.naturalWidth === 300")
    row = page.locator("#read tr", has=page.get_by_text("cht", exact=True))
    assert "tilted pie with a side" in row.inner_text()
    row = page.locator("#read tr", has=page.get_by_text("chxs", exact=True)).last
    assert "has no effect without chxt" in row.inner_text()
    page.locator("#read").get_by_label("For").select_option("URL")
    page.locator("#read").get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    new = page.evaluate("navigator.clipboard.readText()")
    assert new == OLD.replace("http://chart.apis.google.com", site)
    page.get_by_label("URL, tag or config").fill("https://example.org/")
    page.get_by_text("This is not the URL of a chart").wait_for()
    assert page.get_by_label("URL, tag or config").get_attribute("aria-invalid") == "true"
    page.get_by_label("URL, tag or config").fill("/charts/pie?labels=a,b&values=1,2")
    page.wait_for_url("**/playground?url=**")
    assert page.get_by_label("labels required").input_value() == "a,b"


# Signing in


def test_the_name_is_on_every_page_after_signing_in(page: Any, site: str) -> None:
    _sign_in(page, "/gallery")
    page.wait_for_url(f"{site}/gallery")
    for path in (*pages.OPEN, "/profile", "/logout"):
        page.goto(path)
        bar = page.get_by_role("banner")
        assert bar.get_by_role("link", name="Ada Example").is_visible(), path
        assert bar.get_by_role("button", name="Sign out").is_visible(), path
        assert bar.get_by_role("link", name="Sign in").count() == 0, path
    page.goto("/playground")
    with page.expect_response(f"{site}/gallery") as answer:
        page.goto("/gallery")
    assert answer.value.header_value("cache-control") == "no-store"
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{site}/")
    page.goto("/gallery")  # which the browser has kept from before, without the name
    assert page.get_by_role("banner").get_by_role("link", name="Sign in").is_visible()


# Everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(scheme: str, chromium: Any, site: str, watch: Watch) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(base_url=site, color_scheme=scheme)
    page = context.new_page()
    watch.over(page)
    wrong = "/playground?kind=bar&xvalues=a&yvalues=x&width=5&nonsense=1"
    paths = (*pages.OPEN, wrong, f"/playground?url={quote(OLD)}", "/getAToken?error=access_denied")

    def check(path: str) -> None:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response
        assert len(found["passes"]) > 10, path
        for violation in found["violations"]:
            nodes = [node["html"][:200] for node in violation["nodes"][:3]]
            assert violation["impact"] not in ("serious", "critical"), (path, violation, nodes)

    for path in paths:
        check(path)
    _sign_in(page, "/")
    page.wait_for_url(f"{site}/")
    for path in ("/", "/profile", "/logout"):
        check(path)
    context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_wider_than_a_phone(width: int, chromium: Any, site: str, watch: Watch) -> None:
    context = chromium.new_context(
        base_url=site, viewport={"width": width, "height": 700}, is_mobile=True
    )
    page = context.new_page()
    watch.over(page)
    for path in (*pages.OPEN, f"/playground?url={quote(OLD)}"):
        page.goto(path)
        page.wait_for_load_state("load")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_the_first_key_leads_to_the_content(page: Any) -> None:
    page.goto("/gallery")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.evaluate("link => link.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_without_script_the_site_still_works(chromium: Any, site: str, watch: Watch) -> None:
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    watch.over(page)
    page.goto("/")
    assert page.get_by_role("button", name="Copy").count() == 0  # what needs script is not there
    page.get_by_label("Starts with").fill("Ma")
    page.get_by_role("button", name="A name").click()
    assert page.url == f"{site}/generate_name?starts_with=Ma"
    assert '{"name": "M' in page.content()

    page.goto("/gallery#pie")
    field = page.locator("#pie").get_by_role("textbox")
    field.fill(field.input_value() + "&hole=0.4")
    page.locator("#pie").get_by_role("button", name="Open in the playground").click()
    assert page.get_by_label("hole").input_value() == "0.4"
    assert _width(page.locator(".result img")) == 640
    page.get_by_label("hole").fill("2")
    page.get_by_role("button", name="Draw it").click()
    assert "“2” is out of range" in page.locator("#p-hole-error").inner_text()
    page.get_by_role("link", name="scatter", exact=True).click()
    assert page.get_by_label("yvalues").input_value() != ""

    page.get_by_label("URL, tag or config").fill(OLD)
    page.get_by_role("button", name="Read it").click()
    assert page.get_by_text("tilted pie with a side").is_visible()
    assert _width(page.locator("#read img")) == 300
    context.close()


# The playground's tools


def _paste(page: Any, label: str, text: str) -> None:
    """Paste a text into a cell, as a spreadsheet has it on the clipboard."""
    page.get_by_label(label, exact=True).evaluate(
        """(cell, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const init = { clipboardData, bubbles: true, cancelable: true };
            cell.dispatchEvent(new ClipboardEvent("paste", init));
        }""",
        text,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("City\t2024\t2025\nOslo\t1,5\t2,25\nRome, Italy\t1.234,5\t-3\n",
         ("Oslo,Rome\\, Italy", "1.5,1234.5|2.25,-3", "2024,2025")),
        ("Oslo;1,5\r\nRome;1234\r\n", ("Oslo,Rome", "1.5,1234", "")),
        ("Oslo\t1,234\t7\nRome\t2,345,678.5\t8", ("Oslo,Rome", "1234,2345678.5|7,8", "")),
        ("name,share\nOslo,12 %\nRome,€ 3.50", ("Oslo,Rome", "12,3.50", "share")),
        ("A\nB\nC", ("A,B,C", "10,20,15,30.5", "")),
        ('"a ""b"""\t1\n"c\nd"\t(2)', ('a "b",c\nd', "1,-2", "")),
    ],
    ids=range(6),
)  # fmt: skip
def test_cells_of_a_spreadsheet_are_pasted(
    text: str, expected: tuple[str, str, str], page: Any
) -> None:
    page.goto("/playground?kind=bar&xvalues=C,Ruby,Java,Python&yvalues=10,20,15,30.5")
    _paste(page, "Row 1, name", text)
    names, values, legend = expected
    for name, value in (("xvalues", names), ("yvalues", values), ("legend", legend)):
        assert page.locator(f"#p-{name}").input_value() == value


def test_the_table_and_the_lists_follow_each_other(page: Any) -> None:
    page.goto("/playground?kind=line&xvalues=a,b&yvalues=1,2|3,4&legend=Tea,Coffee")
    page.get_by_label("Row 3, name", exact=True).fill("c")
    page.get_by_label("Row 3, Coffee", exact=True).fill("9")
    assert page.locator("#p-xvalues").input_value() == "a,b,c"
    assert page.locator("#p-yvalues").input_value() == "1,2,|3,4,9"
    page.locator("#p-xvalues").fill("x,y\\,z")
    assert page.get_by_label("Row 2, name", exact=True).input_value() == "y,z"
    page.get_by_role("button", name="Add a series").click()
    page.get_by_label("Name of series 3").fill("Water")
    assert page.locator("#p-legend").input_value() == "Tea,Coffee,Water"


def test_the_table_of_a_heatmap_has_its_shape(page: Any) -> None:
    page.goto("/playground?kind=heatmap&columns=8:00,9:00&rows=Mon,Tue&values=1,2|3,4")
    assert page.get_by_label("Name of column 2").input_value() == "9:00"
    page.get_by_label("Row 2, 8:00", exact=True).fill("7")
    assert page.locator("#p-values").input_value() == "1,2|7,4"
    page.get_by_label("Row 3, name", exact=True).fill("Wed, late")
    page.get_by_role("button", name="Add a column").click()
    page.get_by_label("Name of column 3").fill("10:00")
    assert page.locator("#p-rows").input_value() == "Mon,Tue,Wed\\, late"
    assert page.locator("#p-columns").input_value() == "8:00,9:00,10:00"
    assert page.locator("#p-values").input_value() == "1,2,|7,4,|,,"
    _paste(page, "Row 1, name", "\tNorth\tSouth\tWest\nTea\t1,5\t2\t3\nMilk\t4\t5\t6\nRum\t7\t\t9")
    assert page.locator("#p-columns").input_value() == "North,South,West"
    assert page.locator("#p-rows").input_value() == "Tea,Milk,Rum"
    assert page.locator("#p-values").input_value() == "1.5,2,3|4,5,6|7,,9"


def test_the_table_of_links_has_both_ends_and_a_value(page: Any) -> None:
    page.goto("/playground?kind=sankey&links=Sun>Grid:5,Grid>Homes:a%20b:3")
    assert page.get_by_label("Row 2, to", exact=True).input_value() == "Homes:a b"
    page.get_by_label("Row 1, value", exact=True).fill("6")
    for column, text in (("from", "Wind, sea"), ("to", "Grid"), ("value", "4")):
        page.get_by_label(f"Row 3, {column}", exact=True).fill(text)
    links = page.locator("#p-links")
    assert links.input_value() == "Sun>Grid:6,Grid>Homes:a b:3,Wind\\, sea>Grid:4"
    for column in ("from", "to", "value"):
        page.get_by_label(f"Row 2, {column}", exact=True).fill("")
    assert links.input_value() == "Sun>Grid:6,Wind\\, sea>Grid:4"
    assert page.get_by_label("Row 2, from", exact=True).input_value() == "Wind, sea"
    _paste(page, "Row 1, from", "source\ttarget\tflow\nA\tB\t1.000,5\nB\tC\t2,5")
    assert links.input_value() == "A>B:1000.5,B>C:2.5"
    links.fill("X>Y:1")
    assert page.get_by_label("Row 1, to", exact=True).input_value() == "Y"


def test_the_table_of_a_timeline_has_texts_only(page: Any) -> None:
    page.goto("/playground?kind=timeline&labels=a&start=2026-01-05&end=2026-01-09")
    _paste(
        page,
        "Row 1, name",
        "Labels\tStart\tEnd\nPlan\t2026-02-01\t2026-02-03\nDo\t2026-02-03\t2026-03-01",
    )
    for name, value in (("labels", "Plan,Do"), ("start", "2026-02-01,2026-02-03"),
                        ("end", "2026-02-03,2026-03-01"), ("groups", "")):  # fmt: skip
        assert page.locator(f"#p-{name}").input_value() == value


@pytest.mark.parametrize("kind", ["gauge", "progress"])
def test_a_kind_of_one_value_has_no_table(kind: str, page: Any) -> None:
    page.goto(f"/playground?kind={kind}")
    assert page.locator(".sheet").count() == 0
    assert page.locator("#p-value").is_visible()


def test_rows_that_the_table_does_not_show_are_kept(page: Any) -> None:
    numbers = ",".join(map(str, range(150)))
    page.goto(f"/playground?kind=sparkline&yvalues={numbers}")
    page.get_by_label("Row 1, yvalues", exact=True).fill("7")
    assert page.locator("#p-yvalues").input_value() == "7" + numbers[1:]


def test_a_colour_is_picked(page: Any) -> None:
    page.goto("/playground?kind=bar&xvalues=a,b&yvalues=1,2")
    pick = (
        "(picker, colour) => { picker.value = colour; picker.dispatchEvent(new Event('input')); }"
    )
    done = "picker => picker.dispatchEvent(new Event('change'))"
    for name, colours in (("colors", "112233,aabbcc"), ("background", "aabbcc")):
        picker = page.locator(f"[data-for=p-{name}]")
        for colour in ("#000001", "#112233"):
            picker.evaluate(pick, colour)
        picker.evaluate(done)
        picker.evaluate(pick, "#aabbcc")
        assert page.locator(f"#p-{name}").input_value() == colours
    _until(page, "document.querySelector('.result img').src.includes('background=aabbcc')")


def test_values_are_kept_while_the_kind_changes(page: Any) -> None:
    page.goto("/playground?kind=bar&xvalues=a,b&yvalues=1,2&title=Mine")
    page.locator("#p-horizontal").check()
    _until(page, "document.querySelector('.kinds [data-kind=pie]').href.includes('labels=a,b')")
    page.get_by_role("link", name="pie", exact=True).click()
    page.wait_for_url("**kind=pie**")
    assert page.locator("#p-labels").input_value() == "a,b"
    assert page.locator("#p-values").input_value() == "1,2"
    assert page.locator("#p-title").input_value() == "Mine"
    page.get_by_role("link", name="bar", exact=True).click()
    page.wait_for_url("**kind=bar**")
    assert page.locator("#p-yvalues").input_value() == "1,2"
    _until(page, "document.querySelector('#p-horizontal').checked")


def test_each_snippet_shows_the_chart(page: Any, site: str) -> None:
    page.goto(
        "/playground?kind=bar&xvalues=a,b&yvalues=1,2&title=A%20%26%20(b)&width=200&height=100"
    )
    _until(page, "document.querySelector('.result img').naturalWidth === 200")
    code, choice = page.locator(".snippets code").first, page.locator("#chart-as")
    url = f"{site}/charts/bar?xvalues=a,b&yvalues=1,2&title=A%20%26%20%28b%29&width=200&height=100"
    expected = {
        "URL": url,
        "HTML": f'srcset="{url.replace("&", "&amp;")}&amp;scale=2 2x"',
        "Markdown": f"![Bar chart “A & (b)” with 2 values, from 1 (a) to 2 (b).]({url})",
        "Python": '"title": "A & (b)",',
        "JavaScript": "new URLSearchParams({",
        "BBCode": f"[img]{url}[/img]",
        "HTML for mail": 'width="200" height="100" border="0" style="display:block;',
    }
    for name, part in expected.items():
        choice.select_option(name)
        assert part in code.inner_text(), name
    choice.select_option("Python")
    lines: dict[str, Any] = {}
    exec(code.inner_text(), lines)  # noqa: S102 - what the page says to write
    assert requests.get(lines["url"], timeout=10).content == requests.get(url, timeout=10).content


def test_the_preview_stays_visible_on_a_phone(chromium: Any, site: str) -> None:
    context = chromium.new_context(base_url=site, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto("/playground?kind=bar")
    page.locator("#p-background").scroll_into_view_if_needed()
    box = page.locator(".preview").bounding_box()
    assert box["y"] >= -1
    assert box["y"] + box["height"] < 844 / 2
    context.close()


def test_the_gallery_is_filtered(page: Any) -> None:
    page.goto("/gallery")
    everything = page.locator(".specimen:visible").count()
    page.get_by_label("Show").select_option(label="Pie charts")
    assert 0 < page.locator(".specimen:visible").count() < 20
    page.get_by_label("Show").select_option("quickchart")
    page.get_by_label("with", exact=True).fill("dollars")
    page.get_by_text("1 of ").wait_for()
    assert page.locator(".specimen:visible").count() == 1
    page.reload()
    assert page.locator(".specimen:visible").count() == 1
    page.goto("/gallery?show=quickchart#bar")
    page.get_by_label("Show").select_option("")
    page.get_by_label("with", exact=True).fill("")
    _until(page, f"document.querySelectorAll('.specimen:not([hidden])').length === {everything}")
