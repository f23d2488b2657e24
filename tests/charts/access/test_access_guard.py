"""The guard over HTTP: signed URLs and every attempt on them, referrers, caps, wrong settings."""

from __future__ import annotations

import base64
import hmac
import io
import re
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import requests
from PIL import Image

from charts.access import signing
from charts.google.read import query as google
from charts.native.kinds import KINDS, parameters
from charts.pictures import etag
from devserver import testing
from tests.chart_routes import chart_routes

ROOT = Path(__file__).parents[3]
NEW, OLD, OTHER = (secrets.token_urlsafe(32) for _ in range(3))
BAR = "/charts/bar?title=A%20b&xvalues=C,Java&yvalues=10,15|3,4&stacked"
LINE = "/chart?cht=lc&chs=200x100&chd=t:10,40,25|5,6,7&chtt=A+b"
IMAGE = {"Accept": "image/avif,image/webp,*/*;q=0.8", "Sec-Fetch-Dest": "image"}

Ask = Callable[..., requests.Response]


def _key(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sign(url: str, key: str = NEW, expires: int | None = None) -> str:
    return signing.signed(url, _key(key), expires)


def _serving(**settings: str) -> Iterator[Ask]:
    with testing.running(ROOT, settings) as server, requests.Session() as session:

        def ask(target: str, method: str = "GET", **rest: Any) -> requests.Response:
            return session.request(method, server.url + target, timeout=60, **rest)

        ask.server = server  # type: ignore[attr-defined]
        yield ask


@pytest.fixture(scope="module")
def signed() -> Iterator[Ask]:
    yield from _serving(URL_SIGNING_KEYS=f"{NEW}, {OLD}")


SIGN_IN = {
    "CLIENT_ID": "a",
    "CLIENT_SECRET": "b",
    "AUTHORITY": "https://login.microsoftonline.com/organizations",
    "ALLOWED_TENANTS": "*",
    "BASE_URL": "http://localhost:7071",
    "SESSION_KEYS": secrets.token_urlsafe(32),
}


@pytest.fixture(scope="module")
def open_to_users() -> Iterator[Ask]:
    yield from _serving(URL_SIGNING_KEYS=NEW, UNSIGNED_FOR_USERS="yes", **SIGN_IN)


@pytest.fixture(scope="module")
def plain() -> Iterator[Ask]:
    yield from _serving(URL_SIGNING_KEYS=" ", ALLOWED_REFERRERS="", MAX_PIXELS="", MAX_VALUES="")


@pytest.fixture(scope="module")
def listed() -> Iterator[Ask]:
    yield from _serving(ALLOWED_REFERRERS="Example.org, *.example.com")


@pytest.fixture(scope="module")
def strict() -> Iterator[Ask]:
    yield from _serving(ALLOWED_REFERRERS="example.org", REFERRER_REQUIRED="yes")


@pytest.fixture(scope="module")
def capped() -> Iterator[Ask]:
    yield from _serving(MAX_PIXELS="20000", MAX_VALUES="10")


@pytest.fixture(scope="module")
def broken() -> Iterator[Ask]:
    yield from _serving(URL_SIGNING_KEYS="c2hvcnQ", MAX_PIXELS="many")


def refused(answer: requests.Response, status: int = 403) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    if answer.request.method == "HEAD":
        return {}
    assert answer.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    document: dict[str, Any] = answer.json()
    return document


# Signed URLs


_FILLED = {"kind": "bar", "extension": "png"}
_PLACES = re.compile("{([^}]*)}")
_ROUTES = [
    (method, _PLACES.sub(lambda place: _FILLED.get(place[1], "1ab"), route))
    for route, methods in chart_routes().items()
    for method in methods
    if method != "OPTIONS"
]


@pytest.mark.parametrize(("method", "path"), _ROUTES, ids=lambda part: part.strip("/"))
def test_the_guard_stands_before_every_function_that_draws(
    method: str, path: str, signed: Ask, listed: Ask, broken: Ask
) -> None:
    """A request that is refused is not even read: what it says would be an error."""
    document = refused(signed(f"{path}?c={{&text=%FF&nonsense", method))
    assert method == "HEAD" or "signed" in document["detail"]
    elsewhere = {"Referer": "https://evil.example/"}
    document = refused(listed(f"{path}?c={{", method, headers=elsewhere))
    assert method == "HEAD" or "for that site" in document["detail"]
    refused(broken(f"{path}?c={{", method), 503)


def test_every_room_that_draws_is_asked() -> None:
    paths = {path for _, path in _ROUTES}
    assert {"/chart", "/charts/bar", "/chart/render/1ab", "/qr", "/wordcloud"} < paths


def test_the_names_of_a_signature_are_no_parameters_of_a_dialect() -> None:
    names = {name for kind in KINDS for name in parameters(kind)} | set(google.PARAMETERS)
    assert not {signing.SIGNATURE, signing.EXPIRES} & names


@pytest.mark.parametrize("url", [BAR, LINE, LINE + "&chof=svg", LINE + "&chof=json"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_signed_url_is_drawn_and_cached(url: str, method: str, signed: Ask) -> None:
    answer = signed(sign(url), method)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == etag.CACHE_CONTROL
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert signed(sign(url), method, headers=tag).status_code == 304


@pytest.mark.parametrize("url", [BAR, LINE, LINE + "&chof=json", LINE + "&chof=validate"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("headers", [{}, {"If-None-Match": "*"}])
def test_an_unsigned_url_is_refused(
    url: str, method: str, headers: dict[str, str], signed: Ask
) -> None:
    document = refused(signed(url, method, headers=headers))
    if document:
        assert [e["parameter"] for e in document["errors"]] == ["sig"]
        assert document["errors"][0]["detail"] == "is missing"


def test_what_is_refused_is_not_read(signed: Ask) -> None:
    for url in ("/charts/none?a=b", "/charts/bar", "/chart", "/chart?cht=none"):
        refused(signed(url))


@pytest.mark.parametrize("url", [BAR, LINE])
def test_it_is_one_chart_signed_or_not(url: str, signed: Ask, plain: Ask) -> None:
    at_both = [signed(sign(url)), signed(sign(url, OLD)), signed(sign(url, expires=_in(60)))]
    at_both += [plain(url), plain(sign(url)), plain(sign(url, OTHER, _in(60)))]
    assert {answer.status_code for answer in at_both} == {200}
    assert len({answer.headers["ETag"] for answer in at_both}) == 1
    assert len({answer.content for answer in at_both}) == 1
    assert "X-Chart-Notice" not in at_both[-1].headers


def test_another_signature_is_no_other_picture_to_keep(signed: Ask) -> None:
    url = "/charts/pie?labels=a,b&values=1,2&title=Once"
    for one in (
        sign(url),
        sign(url, OLD),
        sign(url, expires=_in(60)),
        sign(url.replace(",", "%2c")),
    ):
        assert signed(one).status_code == 200
    lines = [line for line in signed.server.log.splitlines() if '"kind":"pie"' in line]  # type: ignore[attr-defined]
    assert ['"cache":"drawn"' in line for line in lines] == [True, False, False, False]


def _in(seconds: int) -> int:
    return int(time.time()) + seconds


def _respelled(url: str) -> list[str]:
    """The same URL as it may arrive."""
    path, _, query = url.partition("?")
    return [
        f"{path}?{query.replace('|', '%7C')}",
        f"{path}?{query.replace('|', '%7c').replace(',', '%2C').replace(':', '%3a')}",
        f"{path}?{query.replace('%20', '+').replace('A+b', 'A%20b')}",
        f"{path}?{query.replace('xvalues', '%78values').replace('cht=', '%63ht=')}",
        f"{path.upper()}?{query}"
        if path == "/chart"
        else f"{path.replace('charts', 'CharTs')}?{query}",
        f"{path}/?{query}",
        f"{path.replace('c', '%63', 1)}?{query}",
        f"{path}?{query.replace('&sig', '&&sig')}",
    ]


@pytest.mark.parametrize("url", [BAR, LINE])
def test_another_spelling_of_a_signed_url_is_the_same(url: str, signed: Ask) -> None:
    tags = set()
    for one in _respelled(sign(url)):
        answer = signed(one)
        assert answer.status_code == 200, one
        tags.add(answer.headers["ETag"])
    assert tags == {signed(sign(url)).headers["ETag"]}
    for one in _respelled(url):  # or signed so in the first place
        assert signed(sign(one)).status_code == 200, one


def _attacks(url: str) -> dict[str, str]:
    right = sign(url)
    path, _, query = right.partition("?")
    parts = query.split("&")
    pairs, signature = parts[:-1], parts[-1].removeprefix("sig=")
    other = BAR if path == "/chart" else LINE

    def made(changed: list[str], by: str = signature) -> str:
        return f"{path}?" + "&".join([*changed, f"sig={by}"])

    return {
        "other path": other.partition("?")[0] + "?" + query,
        "other kind": f"/charts/line?{query}",
        "parameter added": made([*pairs, "title=x"]),
        "unknown parameter added": made([*pairs, "x=1"]),
        "blank parameter added": made([*pairs, "x="]),
        "added behind the signature": right + "&chtt=x",
        "parameter removed": made(pairs[:-1]),
        "parameter changed": made([*pairs[:-1], pairs[-1] + "x"]),
        "in another order": made([*reversed(pairs)]),
        "given twice": made([*pairs, pairs[0]]),
        "moved into a value": made([pairs[0] + "%26" + pairs[1], *pairs[2:]]),
        "moved into a name": made([pairs[0].replace("=", "%3D", 1), *pairs[1:]]),
        "other case": made([pairs[0].upper(), *pairs[1:]]),
        "ampersands written for a page": right.replace("&", "&amp;"),
        "ending added": made([*pairs, f"expires={_in(99)}"]),
        "two signatures": right + f"&sig={signature}",
        "two signatures, one wrong": right + "&sig=x",
        "signature in upper case": made(pairs, signature.upper()),
        "signature in lower case": made(pairs, signature.lower()),
        "signature padded": made(pairs, signature + "="),
        "signature with blanks": made(pairs, f"+{signature}+"),
        "signature cut short": made(pairs, signature[:-1]),
        "signature with another end": made(pairs, _last_bits_changed(signature)),
        "signature in the other alphabet": made(pairs, quote(_with_plus(signature), safe="")),
        "hexadecimal signature": made(pairs, signing._signature(_key(NEW), b"x").hex()),
        "no signature": f"{path}?" + "&".join(pairs),
        "empty signature": made(pairs, ""),
        "signature of bytes that are no text": made(pairs, "%ff%fe"),
        "name of the signature in upper case": right.replace("sig=", "SIG="),
        "other key": sign(url, OTHER),
        "signature of another purpose": made(pairs, _bare(path, "&".join(pairs))),
        "over": sign_over(url),
    }


def _last_bits_changed(signature: str) -> str:
    """The last of 43 characters has two bits that decode to nothing."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return signature[:-1] + alphabet[alphabet.index(signature[-1]) ^ 1]


def _with_plus(signature: str) -> str:
    changed = signature.replace("-", "+").replace("_", "/")
    return changed if changed != signature else "+" + changed


def _bare(path: str, query: str) -> str:
    """An HMAC of the URL as it stands, by the right key."""
    import base64

    digest = hmac.digest(_key(NEW), f"{path}?{query}".encode(), "sha256")
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def sign_over(url: str) -> str:
    """Signed with an end that was once ahead."""
    path, _, query = url.partition("?")
    return sign(f"{path}?{query}&when=x").replace("when=x", f"expires={int(time.time()) - 5}")


@pytest.mark.parametrize("url", [BAR, LINE])
@pytest.mark.parametrize("name", _attacks(BAR))
def test_an_attempt_is_refused(name: str, url: str, signed: Ask) -> None:
    attack = _attacks(url)[name]
    if name == "other kind" and url == LINE:
        attack = attack.replace("/charts/line", "/charts/bar")
    for method in ("GET", "HEAD"):
        refused(signed(attack, method))


def test_a_signature_that_fits_ends_when_it_says(signed: Ask, monkeypatch: Any) -> None:
    url = sign(BAR, expires=_in(100))
    answer = signed(url)
    assert answer.status_code == 200
    age = re.fullmatch(r"public, max-age=(\d+)", answer.headers["Cache-Control"])
    assert age
    assert 90 <= int(age[1]) <= 100
    later = signed(sign(BAR, expires=_in(10**7)))
    assert later.headers["Cache-Control"] == f"public, max-age={etag.MAX_AGE}"
    with monkeypatch.context() as past:
        past.setattr(time, "time", lambda: 1000.0)
        over = sign(BAR, expires=2000)
    document = refused(signed(over))
    assert document["errors"][0] == {
        "parameter": "expires",
        "detail": "has expired",
        "allowed": "a time in the future, signed",
    }


@pytest.mark.parametrize("end", ["", "soon", "-1", "1e12", "9" * 12, "٣"])
def test_an_end_that_is_no_time_is_refused(end: str, signed: Ask) -> None:
    document = refused(signed(sign(f"{BAR}&expirez={quote(end)}").replace("expirez", "expires")))
    assert document["errors"][0]["parameter"] in ("sig", "expires")


def test_two_ends_are_refused_even_where_they_are_signed(signed: Ask) -> None:
    message = signing._message(
        "/chart", [("cht", "lc"), ("expires", str(_in(9))), ("expires", str(_in(99)))]
    )
    signature = signing._signature(_key(NEW), message).decode()
    url = f"/chart?cht=lc&expires={_in(9)}&expires={_in(99)}&sig={signature}"
    assert refused(signed(url))["errors"][0]["parameter"] in ("expires", "sig")


def test_both_keys_fit_and_no_third(signed: Ask) -> None:
    assert signed(sign(BAR, NEW)).status_code == 200
    assert signed(sign(BAR, OLD)).status_code == 200
    refused(signed(sign(BAR, OTHER)))


@pytest.mark.parametrize(
    ("target", "body"),
    [
        ("/charts/bar", {"json": {"xvalues": ["a"], "yvalues": [1]}}),
        ("/chart", {"data": {"cht": "lc"}}),
        (sign(LINE), {"data": ""}),
        (sign(BAR), {"json": {}}),
    ],
)
def test_a_post_has_no_signature_and_is_refused(
    target: str, body: dict[str, Any], signed: Ask
) -> None:
    assert "POST" in refused(signed(target, "POST", **body))["detail"]


@pytest.mark.parametrize("url", [LINE, sign(LINE, OTHER), sign_over(LINE), LINE + "&sig=a&sig=b"])
def test_an_image_says_that_it_is_refused(url: str, signed: Ask) -> None:
    answer = signed(url.replace("200x100", "900x300"), headers=IMAGE)
    assert answer.status_code == 403
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Vary"] == "Accept, Sec-Fetch-Dest"
    assert Image.open(io.BytesIO(answer.content)).size == (900, 300)


def test_the_picture_of_a_refusal_costs_no_more_than_a_small_one(signed: Ask) -> None:
    answer = signed("/charts/bar?width=2000&height=1000", headers=IMAGE)
    assert answer.status_code == 403
    width, height = Image.open(io.BytesIO(answer.content)).size
    assert width * height <= 640 * 480
    assert round(width / height, 1) == 2.0


def test_the_page_of_remarks_shows_its_picture(signed: Ask) -> None:
    end = _in(1000)
    for url, ends in (
        (sign(LINE + "&chof=validate"), None),
        (sign(LINE + "&chof=validate", expires=end), end),
    ):
        page = signed(url)
        assert page.status_code == 200
        source = re.search(r'<img[^>]* src="([^"]+)"', page.text)
        assert source
        picture = source[1].replace("&amp;", "&")
        assert signed(picture).headers["Content-Type"] == "image/png"
        assert (f"expires={end}" in picture) == (ends is not None)
        assert "<code>sig</code>" not in page.text
        assert "<code>expires</code>" not in page.text


def test_other_functions_need_no_signature(signed: Ask) -> None:
    for path in ("/", "/healthz", "/generate_name"):
        assert signed(path).status_code == 200


def test_the_log_says_why_and_has_no_signature(signed: Ask) -> None:
    right = sign(BAR)
    signed(right)
    reasons = [
        (BAR, "unsigned"), (right + "&a=b", "wrong"), (right + "&sig=a", "repeated"),
        (sign_over(BAR), "wrong"),
    ]  # fmt: skip
    for url, reason in reasons:
        signed(url)
        line = signed.server.log.strip().splitlines()  # type: ignore[attr-defined]
        own = [x for x in line if '"event":"request"' in x][-1]
        assert f'"refused":"{reason}"' in own
    assert right.rpartition("=")[2] not in signed.server.log  # type: ignore[attr-defined]
    assert NEW not in signed.server.log  # type: ignore[attr-defined]


# The app's own pages


def _read_in_playground(ask: Ask, url: str, **options: Any) -> requests.Response:
    return ask("/playground?url=" + quote(url, safe=""), **options)


@pytest.mark.parametrize("host", ["", "https://chart.googleapis.com", "//x.example", "/api"])
@pytest.mark.parametrize(
    "url", [LINE, "/chart?cht=gv:fdp&chl=graph{a--b}", LINE + "&chof=validate", LINE + "&sig=x"]
)
def test_the_playground_draws_nothing_that_the_guard_refuses(
    url: str, host: str, signed: Ask
) -> None:
    page = _read_in_playground(signed, host + url, headers={"Accept": "text/html"})
    assert page.status_code == 403
    assert page.headers["Content-Type"].startswith("text/html")
    assert page.headers["Cache-Control"] == "no-store"
    assert "This app only draws charts of signed URLs." in page.text
    assert "What it means" not in page.text
    assert "read-url" not in page.text


def test_the_playground_reads_a_signed_url(signed: Ask) -> None:
    page = _read_in_playground(signed, sign(LINE))
    assert page.status_code == 200
    assert "What it means" in page.text
    assert "<code>sig</code>" not in page.text
    source = re.search(r'<p class="picture"><img src="([^"]+)"', page.text)
    assert source
    assert signed(source[1].replace("&amp;", "&")).status_code == 200


def test_the_playground_follows_the_guard_for_users_and_sites(
    open_to_users: Ask, listed: Ask, broken: Ask
) -> None:
    user = {"Cookie": _session(), "Sec-Fetch-Site": "same-origin"}
    assert _read_in_playground(open_to_users, LINE, headers=user).status_code == 200
    user["Sec-Fetch-Site"] = "cross-site"
    assert _read_in_playground(open_to_users, LINE, headers=user).status_code == 403
    own = {"Sec-Fetch-Site": "same-origin", "Referer": "https://evil.example/"}
    assert _read_in_playground(listed, LINE, headers=own).status_code == 200
    assert _read_in_playground(listed, LINE).status_code == 200
    other = {"Referer": "https://evil.example/"}
    assert _read_in_playground(listed, LINE, headers=other).status_code == 403
    form = broken("/playground")
    assert form.status_code == 503
    assert "The chart settings of this app are wrong." in form.text
    page = _read_in_playground(broken, LINE)
    assert page.status_code == 503
    assert "The chart settings of this app are wrong." in page.text


def test_the_pages_of_the_app_show_signed_pictures(signed: Ask, broken: Ask, plain: Ask) -> None:
    for page in ("/", "/gallery"):
        shown = re.findall(r'<img src="(/[^"]+)"', signed(page).text)
        assert len(shown) > 5
        assert all("sig=" in url for url in shown)
        assert signed(shown[-1].replace("&amp;", "&")).status_code == 200
        assert "sig=" not in plain(page).text
        assert "sig=" not in broken(page).text
        assert broken(page).status_code == 200


def _session() -> str:
    from auth import sessions, settings, user

    return sessions.set_cookie(settings.read(SIGN_IN), user.User("somebody")).partition(";")[0]


def test_who_is_signed_in_draws_unsigned_urls_on_the_apps_own_pages(open_to_users: Ask) -> None:
    headers = {"Cookie": _session(), "Sec-Fetch-Site": "same-origin"}
    for url in (BAR, LINE):
        answer = open_to_users(url, headers=headers)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "private, max-age=86400"
        tag = {"If-None-Match": answer.headers["ETag"]}
        assert open_to_users(url, headers={**headers, **tag}).status_code == 304
        refused(open_to_users(url, headers=tag))
    assert open_to_users(LINE + "&chof=validate", headers=headers).status_code == 200
    assert open_to_users(sign(BAR)).headers["Cache-Control"] == etag.CACHE_CONTROL


def test_a_page_without_a_signature_signs_nothing_for_its_user(open_to_users: Ask) -> None:
    headers = {"Cookie": _session(), "Sec-Fetch-Site": "same-origin"}
    for url in (LINE, "/chart?cht=qr&chs=150x150&chl=a"):
        page = open_to_users(url + "&chof=validate", headers=headers)
        assert page.status_code == 200
        assert '<p class="picture"><img src="/chart?' in page.text
        # The card of the page is the app's own chart, and the same for everybody.
        assert "sig=" not in re.sub('<meta property="og:image" [^>]*>', "", page.text)
        signed_page = open_to_users(sign(url + "&chof=validate"), headers=headers)
        assert "sig=" in re.sub('<meta property="og:image" [^>]*>', "", signed_page.text)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Cookie": True},
        {"Cookie": True, "Sec-Fetch-Site": "cross-site"},
        {"Cookie": True, "Sec-Fetch-Site": "same-site"},
        {"Cookie": True, "Sec-Fetch-Site": "none"},
        {"Cookie": "cf_session=x", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_nobody_else_does(headers: dict[str, Any], open_to_users: Ask, signed: Ask) -> None:
    sent = {name: _session() if value is True else value for name, value in headers.items()}
    refused(open_to_users(BAR, headers=sent))
    refused(open_to_users(LINE, headers=sent))
    # And nowhere without the setting.
    refused(signed(BAR, headers={"Cookie": _session(), "Sec-Fetch-Site": "same-origin"}))


def test_a_wrong_signature_is_refused_whoever_sends_it(open_to_users: Ask) -> None:
    headers = {"Cookie": _session(), "Sec-Fetch-Site": "same-origin"}
    for url in (sign(BAR, OTHER), sign(BAR) + "&a=b", sign(BAR) + "&sig=x"):
        refused(open_to_users(url, headers=headers))
    refused(open_to_users("/charts/bar", "POST", json={}, headers=headers))


# Off


def test_blank_settings_are_none(plain: Ask) -> None:
    for url in (BAR, LINE):
        answer = plain(url, headers={"Referer": "https://evil.test/"})
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == etag.CACHE_CONTROL
        assert answer.headers["Vary"] == "Accept"


def test_a_text_like_a_signature_is_a_text(plain: Ask) -> None:
    url = "/charts/bar?title=sig%3Dexpires%3D1&xvalues=sig,expires&yvalues=1,2"
    assert plain(url).status_code == 200
    assert plain(url).headers["ETag"] != plain(url.replace("sig%3D", "")).headers["ETag"]


# Referrers

OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize("url", [BAR, LINE])
@pytest.mark.parametrize(
    "headers",
    [
        {"Referer": "https://example.org/page?x=1"},
        {"Referer": "http://EXAMPLE.org:8080/"},
        {"Referer": "https://example.org"},
        {"Referer": "https://example.org./"},
        {"Referer": "https://a.example.com/"},
        {"Referer": "https://a.b.example.com/"},
        {"Referer": "https://evil.test/", **OWN},
        {"Origin": "https://example.org"},
        {"Origin": "null", "Referer": "https://example.org/"},
        {},
        {"Referer": ""},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_allowed_pages_show_charts(url: str, headers: dict[str, str], listed: Ask) -> None:
    answer = listed(url, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Vary"] == "Origin, Referer, Sec-Fetch-Site, Accept"
    tag = {"If-None-Match": answer.headers["ETag"]}
    unchanged = listed(url, headers={**headers, **tag})
    assert unchanged.status_code == 304
    assert unchanged.headers["Vary"] == answer.headers["Vary"]


def test_vary_names_what_access_and_compression_depend_on(listed: Ask) -> None:
    answer = listed(f"{BAR}&format=svg", headers={"Origin": "https://example.org"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Origin, Referer, Sec-Fetch-Site, Accept-Encoding"


@pytest.mark.parametrize("url", [BAR, LINE])
@pytest.mark.parametrize(
    "headers",
    [
        {"Referer": "https://evil.test/"},
        {"Referer": "https://www.example.org/"},
        {"Referer": "https://example.com/"},
        {"Referer": "https://notexample.com/"},
        {"Referer": "https://evilexample.org/"},
        {"Referer": "https://example.org.evil.test/"},
        {"Referer": "https://evil.test/example.org"},
        {"Referer": "https://evil.test/?https://example.org/"},
        {"Referer": "https://evil.test#@example.org/"},
        {"Referer": "https://example.org@evil.test/"},
        {"Referer": "https://example.org:x@evil.test/"},
        {"Referer": "https://evil.test\\@example.org/"},
        {"Referer": "https://[::1]/"},
        {"Referer": "example.org"},
        {"Referer": "ftp://example.org/"},
        {"Referer": "about:blank"},
        {"Origin": "https://evil.test", "Referer": "https://example.org/"},
        {"Referer": "https://evil.test/", "Sec-Fetch-Site": "same-site"},
        {"Referer": "https://evil.test/", "If-None-Match": "*"},
    ],
)
def test_other_pages_do_not(url: str, headers: dict[str, str], listed: Ask) -> None:
    document = refused(listed(url, headers=headers))
    name = "Origin" if "Origin" in headers else "Referer"
    assert document["errors"][0]["parameter"] == name
    image = listed(LINE, headers={**headers, **IMAGE})
    assert (image.status_code, image.headers["Content-Type"]) == (403, "image/png")


def test_posts_come_from_allowed_pages_too(listed: Ask) -> None:
    body = {"json": {"xvalues": ["a"], "yvalues": [1]}}
    assert listed("/charts/bar", "POST", headers={"Origin": "https://example.org"}, **body).ok
    refused(listed("/charts/bar", "POST", headers={"Origin": "https://evil.test"}, **body))


def test_the_apps_own_pages_always_show_charts(listed: Ask, strict: Ask) -> None:
    for ask in (listed, strict):
        home = ask.server.url  # type: ignore[attr-defined]
        assert ask(BAR, headers={"Referer": home + "/"}).status_code == 200
        assert ask(BAR, headers=OWN).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}, {"Sec-Fetch-Site": "none"}])
def test_no_referrer_is_refused_where_one_is_required(headers: dict[str, str], strict: Ask) -> None:
    for url in (BAR, LINE):
        document = refused(strict(url, headers=headers))
        assert document["errors"][0]["detail"] == "is missing"
    assert strict(BAR, headers={**headers, "Referer": "https://example.org/"}).status_code == 200


# Caps


@pytest.mark.parametrize(
    ("target", "parameter"),
    [
        ("/charts/bar?xvalues=a&yvalues=1", "width"),
        ("/charts/pie?labels=a&values=1&width=201&height=100", "width"),
        ("/charts/line?xvalues=1&yvalues=1&width=100&height=100&scale=1.5", "scale"),
        ("/charts/bar?xvalues=a&yvalues=1&format=svg", "width"),
    ],
)
def test_a_picture_is_within_this_apps_pixels(target: str, parameter: str, capped: Ask) -> None:
    document = refused(capped(target), 422)
    assert [e["parameter"] for e in document["errors"]] == [parameter]
    assert document["errors"][0]["allowed"].endswith("of at most 20,000 on this app")


SMALL = "&width=200&height=100"


@pytest.mark.parametrize(
    ("target", "parameters"),
    [
        (
            f"/charts/bar?xvalues={','.join('a' * 11)}&yvalues={','.join('1' * 11)}",
            ["xvalues", "yvalues"],
        ),
        (f"/charts/line?xvalues=a,b,c,d&yvalues={'|'.join(['1,2,3,4'] * 3)}", ["yvalues"]),
        (
            f"/charts/scatter?xvalues={','.join('1' * 11)}&yvalues={','.join('1' * 11)}",
            ["xvalues", "yvalues"],
        ),
        (
            f"/charts/pie?labels={','.join('a' * 11)}&values={','.join('1' * 11)}",
            ["labels", "values"],
        ),
    ],
)
def test_a_chart_is_within_this_apps_values(
    target: str, parameters: list[str], capped: Ask
) -> None:
    errors = refused(capped(target + SMALL), 422)["errors"]
    assert [e["parameter"] for e in errors] == parameters
    assert {e["allowed"] for e in errors} == {"at most 10 on this app"}


def test_what_is_at_the_limits_is_drawn(capped: Ask) -> None:
    ten = ",".join("1" * 10)
    for target in (
        f"/charts/bar?xvalues={ten}&yvalues={ten}{SMALL}",
        f"/charts/scatter?xvalues={ten}&yvalues={ten}{SMALL}",
        f"/charts/pie?labels={ten}&values={ten}{SMALL}",
        f"/charts/line?xvalues=1,2,3,4,5&yvalues=1,2,3,4,5|1,2,3,4,5{SMALL}&format=pdf",
    ):
        assert capped(target).status_code == 200, capped(target).text


def test_the_caps_hold_for_a_post(capped: Ask) -> None:
    body = {"xvalues": list("abcdefghijk"), "yvalues": [1] * 11, "width": 200, "height": 100}
    assert len(refused(capped("/charts/bar", "POST", json=body), 422)["errors"]) == 2


@pytest.mark.parametrize("chart", ["cht=lc", "cht=p&chl=a", "cht=qr&chl=a", "cht=map&chld=FR",
                                   "cht=gv&chl=graph{a--b}", "cht=tx&chl=x"])  # fmt: skip
def test_a_google_picture_is_made_smaller_and_says_so(chart: str, capped: Ask) -> None:
    target = f"/chart?{chart}&chs=400x200"
    if chart in ("cht=lc", "cht=p&chl=a"):
        target += "&chd=t:1,2"
    answer = capped(target)
    assert answer.status_code == 200, answer.text
    width, height = Image.open(io.BytesIO(answer.content)).size
    assert width * height <= 20_000
    assert "20,000" in answer.headers["X-Chart-Notice"]


def test_a_google_graph_or_formula_of_its_own_size_is_within_them_too(capped: Ask) -> None:
    graph = quote("graph{" + "--".join(f"node{i}" for i in range(12)) + "}")
    formula = quote("x" * 200)
    for target in (f"/chart?cht=gv&chl={graph}", f"/chart?cht=tx&chl={formula}&chs=100"):
        answer = capped(target)
        assert answer.status_code == 200, answer.text
        width, height = Image.open(io.BytesIO(answer.content)).size
        assert width * height <= 20_000


def test_an_icon_that_is_too_large_is_refused(capped: Ask) -> None:
    text = "|".join(["a long line of a bubble that has many words in it"] * 9)
    target = f"/chart?chst=d_bubble_texts_big&chld=bb|FFFFFF|000000|{text}"
    document = refused(capped(target), 400)
    assert document["errors"][0]["parameter"] == "chld"
    assert "20,000 pixels on this app" in document["errors"][0]["allowed"]
    assert capped("/chart?chst=d_map_pin_letter&chld=A|FF0000|000000").status_code == 200


@pytest.mark.parametrize("data", ["t:" + ",".join("1" * 11), "s:AAAAAA,AAAAA", "e:" + "AA" * 11])
def test_google_data_is_within_this_apps_values(data: str, capped: Ask) -> None:
    for chart in ("cht=lc&chs=99x99", "cht=map&chs=99x99&chld=FR"):
        document = refused(capped(f"/chart?{chart}&chd={data}"), 400)
        assert document["errors"] == [
            {
                "parameter": "chd",
                "detail": "has 11 values",
                "allowed": "at most 10 values on this app",
            }
        ]


def test_data_of_a_function_are_within_them_too(capped: Ask) -> None:
    target = "/chart?cht=lc&chs=99x99&chd=t:1&chfd=0,x,0,100,1,sin(x)"
    assert refused(capped(target), 400)["errors"][0]["parameter"] == "chd"


# Wrong settings


def test_with_wrong_settings_no_chart_is_drawn_and_the_log_says_why(broken: Ask) -> None:
    for url in (BAR, LINE, sign(LINE)):
        for method in ("GET", "HEAD"):
            document = refused(broken(url, method), 503)
            if document:
                assert document["detail"] == "The chart settings of this app are wrong."
                assert document["reference"]
    picture = broken(LINE, headers=IMAGE)
    assert (picture.status_code, picture.headers["Content-Type"]) == (503, "image/png")
    log = broken.server.log  # type: ignore[attr-defined]
    assert log.count("settings are wrong: ") == 1
    assert "URL_SIGNING_KEYS, key 1: under 32 bytes" in log
    assert "MAX_PIXELS must be a whole number from 10000 to 8000000" in log
    assert "c2hvcnQ" not in log
    assert broken("/generate_name").status_code == 200
