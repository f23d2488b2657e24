"""A table of hostile requests by kind. Each is made from its number alone: the same in every run."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, urlencode

from devserver.request import Incoming
from tests.hostile.seeds import Seeds

HEADERS: Final = [("Host", "localhost:7071")]

# Values as they stand in a URL; each has confused some parser of numbers, text or lists.
NUMBERS: Final = [
    "0", "-0", "1", "-1", ".5", "1e3", "1e300", "-1e300", "1e-300", "5e-324", "1e999", "nan",
    "NaN", "inf", "-Infinity", "0x1F", "1_0", "+7", "--1", "%D9%A3", "999999999999999999999",
    "0.1e", "1.", "00007", "2000", "2001", "16", "15", "4096", "65535", "100000", "1e5", "-1e5",
]  # fmt: skip
TEXTS: Final = [
    "", "%20", "+", "%00", "%0A", "%0D%0ASet-Cookie:x=1", "%FF", "%ED%A0%80", "%C0%AF", "%zz", "%",
    "%E2%80%AE", "%E2%80%8F", "%E2%81%A7", "e%CC%81", "%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9",
    "%EF%BB%BF", "%EF%BF%BF", "%F4%8F%BF%BF", "%D9%85%D8%B1%D8%AD%D8%A8%D8%A7", "%E6%BC%A2",
    "<script>", "%3Csvg%20onload=alert(1)%3E", "%22", "'", "{{7*7}}", "$%7B7*7%7D", "%24%5Cfrac%7B",
    "%5C", "%5C,", "|", "||", ",", ",,", ":", ";", "@", "@@", "*", "_", "-1", "a", "t:", "s:", "e:",
    "null", "None", "true", "__proto__", "..%2f..%2fetc%2fpasswd", "//example.org", "%09//x",
]  # fmt: skip
COLOURS: Final = [
    "FF0000", "00ff0080", "red", "F00", "transparent", "00000000", "12345", "%23fff", "BADHEX",
]  # fmt: skip
FORMATS: Final = ["png", "svg", "gif", "pdf", "json", "validate", "bmp"]

_PATH_BYTES = 8192 - len("GET  HTTP/1.1\r\n")


@dataclass(frozen=True)
class Case:
    """One hostile request."""

    kind: str
    request: Incoming


@dataclass(frozen=True)
class Material:
    """What requests are made from."""

    seeds: Seeds
    cookies: tuple[tuple[str, str], ...] = field(default=())
    """Genuine cookies of the app, to be mutated."""


Make = Callable[[random.Random, Material], Incoming]


def case(number: int, material: Material) -> Case:
    """Return the request of a number; its kind is chosen by weight."""
    rng = random.Random(f"hostile {number}")
    (kind,) = rng.choices(list(KINDS), WEIGHTS)
    return Case(kind, KINDS[kind][1](rng, material))


def of_kind(kind: str, number: int, material: Material) -> Case:
    """Return a request of one kind."""
    return Case(kind, KINDS[kind][1](random.Random(f"{kind} {number}"), material))


def atom(rng: random.Random) -> str:
    """Return a short value that some parser might stumble over."""
    return rng.choice(rng.choice((NUMBERS, TEXTS, COLOURS, FORMATS)))


def _changed(rng: random.Random, query: str) -> str:
    """Return a query with one to three parameters dropped, repeated, or given an odd value."""
    parts = query.split("&")
    for _ in range(rng.randint(1, 3)):
        place = rng.randrange(len(parts))
        name, _sign, value = parts[place].partition("=")
        cut = rng.randint(0, len(value))
        parts[place : place + 1] = rng.choice((
            [], [parts[place]] * 2, [f"{name}={atom(rng)}"], [f"{name}={value[:cut]}{atom(rng)}"],
            [f"{name}={value[:cut]}{atom(rng)}{value[cut:]}"],
        )) or ["a=b"]  # fmt: skip
    return "&".join(parts)


def _get(target: str, *headers: tuple[str, str]) -> Incoming:
    method = "GET"
    return Incoming(method, target[:_PATH_BYTES], [*HEADERS, *headers], b"")


def _native(kind: str, **values: str) -> Incoming:
    return _get(f"/charts/{kind}?" + "&".join(f"{name}={text}" for name, text in values.items()))


def _google(**values: str) -> Incoming:
    return _get("/chart?" + "&".join(f"{name}={text}" for name, text in values.items()))


def _numbers(rng: random.Random, count: int, sign: str = ",") -> str:
    return sign.join(str(rng.randint(-9, 99)) for _ in range(count))


def _format(rng: random.Random) -> str:
    return rng.choices(("png", "svg", "pdf"), (6, 2, 1))[0]


def _native_changed(rng: random.Random, material: Material) -> Incoming:
    kind, query = rng.choice(material.seeds.native)
    query = _changed(rng, query)
    if rng.random() < 0.1:
        from charts.native import kinds  # fuzz loads the app itself, to record its coverage

        kind = rng.choice((*kinds.KINDS, "venn", "%2e%2e", "BAR", ""))
    return _get(f"/charts/{kind}?{query}")


def _google_changed(rng: random.Random, material: Material) -> Incoming:
    query = _changed(rng, rng.choice(material.seeds.google))
    return _get(f"/chart?{query}", ("Accept", rng.choice(("*/*", "image/*", "text/html", ""))))


def _huge(rng: random.Random, _: Material) -> Incoming:
    usual = ["2000"] * 20 + ["16", "1000", "300"] * 4
    side = [rng.choice([*NUMBERS, *usual]) for _ in range(2)]
    if rng.random() < 0.5:
        return _google(
            cht=rng.choice(("lc", "bvg", "p3", "qr", "tx", "gv", "map", "gom", "v", "s")),
            chs=f"{side[0]}x{side[1]}", chd=f"t:{_numbers(rng, 20)}", chl="a", chtt="Large",
        )  # fmt: skip
    scale = rng.choice(("1", "2", "4", rng.choice(NUMBERS)))
    values = {"xvalues": ",".join(map(str, range(50))), "yvalues": _numbers(rng, 50)}
    kind = rng.choice(("bar", "line", "pie", "scatter"))
    if kind == "pie":
        values = {"labels": _numbers(rng, 50), "values": _numbers(rng, 50).replace("-", "")}
    return _native(kind, **values, width=side[0], height=side[1], scale=scale, format=_format(rng))


def _deep_functions(rng: random.Random, _: Material) -> Incoming:
    depth = rng.choice((1, 10, 49, 50, 51, 200, 400))
    text = rng.choice((
        "(" * depth + "x" + ")" * depth,
        "sin(" * depth + "x" + ")" * depth,
        "x^" * depth + "2",
        "-" * depth + "x",
        "x?" * depth + "1" + ":0" * depth,
        "!" * depth + "x",
        "1e308*" * depth + "x",
        "if(" * depth + "x" + ",1,0)" * depth,
        "+".join(["x"] * depth),
        "(" * depth,
    ))  # fmt: skip
    step = rng.choice(("1", "0.01", "0.0001", "1e-9", "0", "-1", "1e300"))
    many = rng.choice((1, 3, 20, 100))
    functions = "|".join([f"0,x,0,100,{step},{quote(text)}"] * many)
    return _google(cht=rng.choice(("lc", "lxy", "s")), chs="400x300", chd="t:-1", chfd=functions)


def _nested_icons(rng: random.Random, _: Material) -> Incoming:
    """Return a chart in an icon in a chart …, or a chart with many icons."""
    inner = "cht,lc,chs,60x40,chd,t:1,2".replace(":1,2", ":1@,2")
    for _level in range(rng.choice((1, 2, 3, 6))):
        escaped = f"y;s=ec;d={inner};dp={rng.choice(('0', 'all', '-1'))}"
        escaped = (
            escaped.replace("@", "@@").replace(",", "@,").replace(";", "@;").replace("=", "@=")
        )
        inner = f"cht,lc,chs,90x60,chd,t:1@,2,chem,{escaped}"
        if len(inner) > 3000:
            break
    many = rng.choice((1, 2, 50, 400))
    parts = [f"y;s=ec;d={inner};ds=0;dp=0"]
    parts += [f"y;s=bubble_text_small;d=bb,{'w' * 20},fff,000;dp={i}" for i in range(many)]
    return _google(cht="lc", chs="500x400", chd=f"t:{_numbers(rng, 40)}", chem="|".join(parts))


_SCRIPTS = {
    "latin": "Wg",
    "combining": "e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308",
    "right to left": "\u202eabc\u202d\u2067\u05e9\u05dc\u2069\u202c",
    "arabic": "مرحبا ",
    "chinese": "漢字",
    "emoji": "👩\u200d👩\u200d👧\ufe0f",
    "thai": "ก็ี่",
    "devanagari": "क्षि",
    "unknown": "\U0001f9ff\U000e0041",
    "spaces": "\u2003\u200b\u3000\t",
    "dollars": "$\\frac{a}{b}$",
}


def _text(rng: random.Random, names: tuple[str, ...] = tuple(_SCRIPTS)) -> str:
    """Return a percent-encoded text of up to about 8,000 bytes."""
    piece = _SCRIPTS[rng.choice(names)]
    length = rng.choice((50, 500, 2000, 8000))
    return quote(piece * (1 + length // len(quote(piece))))[:length].rpartition("%")[0] or "long"


def _with_text(rng: random.Random, text: str) -> Incoming:
    """Return a chart with a text in any parameter that takes one."""
    if rng.random() < 0.5:
        kind = rng.choice(("bar", "line", "scatter"))
        values = {"xvalues": "1,2,3", "yvalues": "3,1,2|1,2,3", "format": _format(rng)}
        place = rng.choice(("title", "xlabel", "ylabel", "legend", "xvalues"))
        return _native(kind, **{**values, place: text})
    values = {"cht": "lc", "chs": "500x300", "chd": "t:1,2,3", "chxt": "x,y"}
    values["chof"] = rng.choice(("png", "gif", "svg", "validate", "json"))
    place = rng.choice(("chtt", "chdl", "chxl", "chm", "chl", "chem", "chst"))
    before = {"chxl": "0:|", "chm": "t", "chem": "y;s=bubble_text_small;dp=0;d=bb,"}.get(place, "")
    behind = {"chm": ",FF0000,0,1,20", "chem": ",fff,000"}.get(place, "")
    if place == "chl":
        values["cht"] = rng.choice(("p", "qr", "tx", "gv", "gom"))
    if place == "chst":
        icon = rng.choice(("d_text_outline", "d_fnote_title", "d_bubble_texts_big"))
        return _google(chst=icon, chld=f"bb|{text}|FFF|000|a|b")
    return _google(**{**values, place: before + text + behind})


def _long_labels(rng: random.Random, _: Material) -> Incoming:
    return _with_text(rng, _text(rng))


def _combining(rng: random.Random, _: Material) -> Incoming:
    return _with_text(rng, _text(rng, ("combining", "thai", "devanagari", "emoji")))


def _right_to_left(rng: random.Random, _: Material) -> Incoming:
    return _with_text(rng, _text(rng, ("right to left", "arabic")))


def _slices(rng: random.Random, _: Material) -> Incoming:
    count = rng.choice((12, 200, 1000, 2000))
    values = ",".join(rng.choice(("1", "0", "9", "0.001")) for _ in range(count))
    labels = ",".join(map(str, range(count)))[:4000]
    if rng.random() < 0.5:
        labels = labels.replace(",", "|")
        kind = rng.choice(("p", "p3", "pc"))
        return _google(cht=kind, chs="700x400", chd=f"t:{values[:3900]}", chl=labels, chdl=labels)
    body = {"labels": [str(i) for i in range(count)], "values": [1.5] * count}
    return _json(rng, "pie", {**body, "value_labels": True, "format": _format(rng)})


def _json(rng: random.Random, kind: str, document: object) -> Incoming:
    import json

    headers = [*HEADERS, ("Content-Type", rng.choice(("application/json", "application/json;a=b")))]
    return Incoming("POST", f"/charts/{kind}", headers, json.dumps(document).encode())


def _bars(rng: random.Random, _: Material) -> Incoming:
    count = rng.choice((50, 500, 1000, 2000, 2001))
    document = {
        "xvalues": [f"item {i}" for i in range(count)],
        "yvalues": [[rng.randint(-99, 99) for _ in range(count)]],
        "value_labels": True,
        "horizontal": rng.random() < 0.5,
        "width": 2000,
        "height": 2000,
        "format": _format(rng),
    }
    if rng.random() < 0.4:
        marks = rng.choice(("N,000,0,-1,9", "N*cEUR2z*,000,-1,-1,20", "tWWWW,F00,0,-1,40"))
        text = _numbers(rng, min(count, 1300))
        kind = rng.choice(("bvg", "bvo", "bhs"))
        return _google(cht=kind, chs="1000x300", chd=f"t:{text}", chbh="a", chm=f"{marks}|{marks}")
    return _json(rng, rng.choice(("bar", "line", "scatter")), document)


def _fills(rng: random.Random, _: Material) -> Incoming:
    """Return a chart with gradients or stripes of up to thousands of stops."""
    stops = rng.choice((2, 50, 500))
    colours = [f"{rng.choice(COLOURS)},{i / stops:.3f}" for i in range(stops)]
    angle = rng.choice(("0", "45", "90", "1e9", "-7", "nan"))
    style = rng.choice(("lg", "ls"))
    area = rng.choice(("bg", "c", "a", "b0"))
    fill = f"{area},{style},{angle}," + ",".join(colours)
    kind = rng.choice(("bvg", "lc", "p", "qr", "v", "tx"))
    return _google(
        cht=kind, chs="1000x300", chd=f"t:{_numbers(rng, 300)}", chl="a", chbh="a,0",
        chf="|".join([fill] * rng.choice((1, 2, 30))), chof=rng.choice(("png", "svg", "gif")),
    )  # fmt: skip


def _formulas(rng: random.Random, _: Material) -> Incoming:
    depth = rng.choice((1, 5, 20, 100, 300))
    text = rng.choice((
        r"\frac{a}{" * depth + "b" + "}" * depth,
        "x^{" * depth + "2" + "}" * depth,
        r"\sqrt{" * depth + "2" + "}" * depth,
        r"\left(" * depth + "a" + r"\right)" * depth,
        "{" * depth,
        "}" * depth,
        r"\begin{pmatrix}" + (r"a&" * 20 + r"a\\") * depth + r"\end{pmatrix}",
        r"\begin{matrix}" * depth + "a" + r"\end{matrix}" * depth,
        r"\widehat{" * depth + "a" + "}" * depth,
        r"\int_0^1" * depth,
        r"\text{" + "é" * depth + "}",
        "a" * (10 * depth),
        r"\overbrace{a}^{b}" * depth,
        "\\" * depth,
        r"\def\a{\a\a}\a" * depth,
    ))  # fmt: skip
    form = rng.choice(("png", "svg", "gif", "json"))
    return _google(cht="tx", chl=quote(text), chof=form, chs=rng.choice(("", "100", "1000")))


def _graphs(rng: random.Random, _: Material) -> Incoming:
    count = rng.choice((1, 10, 50, 100, 200, 400))
    text = rng.choice((
        "digraph{" + ";".join(f"{i}->{i + 1}" for i in range(count)) + "}",
        "graph{" + ";".join(f"a--{i}" for i in range(count)) + "}",
        "digraph{" + "->".join(str(rng.randint(0, 20)) for _ in range(count)) + "}",
        "digraph{{" + " ".join(map(str, range(20))) + "}->{" + " ".join(map(str, range(20))) + "}}",
        "graph{" + "subgraph cluster{" * min(count, 150) + "a" + "}" * min(count, 150) + "}",
        f"graph{{a[label=\"{'w' * count * 10}\"]}}",
        f"graph{{a[shape=record,label=\"{'{' * count}a{'}' * count}\"]}}",
        f"graph{{a[shape=polygon,sides={rng.choice(NUMBERS)},peripheries={rng.choice(NUMBERS)}]}}",
        f"graph{{size=\"{rng.choice(NUMBERS)},1\";ratio={rng.choice(NUMBERS)};a--b}}",
        f"graph{{a[label=<{'<table><tr><td>' * (count % 30)}a{'</td></tr></table>' * (count % 30)}>]}}",
        f"graph{{node[fontsize={rng.choice(NUMBERS)},width={rng.choice(NUMBERS)}];a--b--c}}",
        "graph{" * count,
        "digraph{a->b" + "[label=x]" * count + "}",
        f"graph{{a[image=\"/etc/passwd\",imagescale=true,URL=\"file:///\"];b[fontname=\"{'../' * 9}\"]}}",
    ))  # fmt: skip
    engine = rng.choice(("", ":dot", ":neato", ":fdp", ":twopi", ":circo", ":sfdp", ":osage"))
    return _google(cht=f"gv{engine}", chl=quote(text), chof=rng.choice(("png", "svg", "gif")))


def _crowded(rng: random.Random, _: Material) -> Incoming:
    """Return a chart with as many axes, labels, markers or names as a URL holds."""
    kind = rng.choice(("lc", "lxy", "s", "r", "rs", "bvg", "bhg", "ls", "v", "gom", "map"))
    values = {
        "cht": kind,
        "chs": rng.choice(("1000x300", "300x1000", "1x1", "547x547")),
        "chd": rng.choice(("t:" + _numbers(rng, 400), "s:" + "A9z_" * 500, "e:" + "..AA" * 500)),
    }
    crowds = {
        "chxt": ",".join(["x", "y", "r", "t"] * 20),
        "chxl": "|".join(f"{i}:|" + "|".join(["w"] * 40) for i in range(20)),
        "chxr": "|".join(f"{i},0,1e9,1" for i in range(20)),
        "chxs": "|".join(f"{i},FF0000,{rng.choice(NUMBERS)},0,lt,00FF00" for i in range(20)),
        "chg": f"{rng.choice(NUMBERS)},{rng.choice(NUMBERS)},1,1",
        "chls": "|".join([f"{rng.choice(NUMBERS)},{rng.choice(NUMBERS)},1"] * 30),
        "chm": "|".join(
            f"{rng.choice('acdosxvVhHDBbRrEFtfNA')},FF0000,0,{rng.choice(('-1', '0', '::1', '1:9'))},"
            f"{rng.choice(NUMBERS)}"
            for _ in range(60)
        ),
        "chdl": "|".join(["name"] * 300),
        "chma": f"{rng.choice(NUMBERS)},{rng.choice(NUMBERS)},9,9|{rng.choice(NUMBERS)},9",
        "chbh": f"{rng.choice(NUMBERS)},{rng.choice(NUMBERS)},{rng.choice(NUMBERS)}",
        "chds": f"{rng.choice(NUMBERS)},{rng.choice(NUMBERS)}",
        "chld": rng.choice(("world", "US-CA|DE|FR", "|".join(["DE"] * 500))),
        "chof": rng.choice(("png", "svg", "gif", "json", "validate")),
    }
    for name in rng.sample(list(crowds), rng.randint(1, 5)):
        values[name] = crowds[name]
    return _google(**values)


def _bodies(rng: random.Random, material: Material) -> Incoming:
    """Return a form or a JSON body that is large, deep, broken or of the wrong type."""
    import json

    if rng.random() < 0.4:
        query = _changed(rng, rng.choice(material.seeds.google))
        query += "&chxx=" + "x" * rng.choice((0, 10000, 20000))
        headers = [*HEADERS, ("Content-Type", "application/x-www-form-urlencoded")]
        return Incoming("POST", "/chart", headers, query.encode())
    depth = rng.choice((1, 100, 5000, 20000))
    texts = (
        "[" * depth, '{"a":' * depth, "9" * depth, f'{{"xvalues":[{"9" * depth}]}}', '"\\ud800"',
        json.dumps({"xvalues": ["a"], "yvalues": [[1e999]]}), '{"xvalues":1,"xvalues":2}', "NaN",
        '{"xvalues":["a"],"yvalues":[NaN]}', '{"title":{"a":1},"xvalues":null}', "\ufeff{}", "",
        json.dumps({"xvalues": "a," * depth, "yvalues": "1," * depth}),
        json.dumps({"xvalues": ["a"] * (depth % 6000), "yvalues": [[1.5] * (depth % 6000)]}),
        json.dumps({"xvalues": [[["a"]]], "yvalues": {"0": 1}, "log": "yes", "width": True}),
    )  # fmt: skip
    kind = rng.choice(("application/json", "application/json", "text/plain", "", "a;b;c;=;"))
    encoding = rng.choice(("utf-8", "utf-8", "utf-16"))
    body = rng.choice(texts).encode(encoding, "surrogatepass")
    place = f"/charts/{rng.choice(('bar', 'line', 'pie', 'scatter'))}"
    return Incoming("POST", place, [*HEADERS, ("Content-Type", kind)], body)


def _headers(rng: random.Random, material: Material) -> Incoming:
    kind, query = rng.choice(material.seeds.native)
    name = rng.choice(("If-None-Match", "Accept", "Sec-Fetch-Dest", "X-Forwarded-Host", "Range"))
    value = rng.choice((
        '"' * 3000, "*", "W/" * 999, ",".join(['"a"'] * 3000), "text/html;q=" + rng.choice(NUMBERS),
        "image/png;q=1e999,*/*", "\u00e9", "bytes=0-1", "example.org", "document", "image/*;" * 500,
    ))  # fmt: skip
    method = rng.choice(("GET", "HEAD"))
    target = rng.choice((f"/charts/{kind}?{query}", "/", "/chart?cht=lc&chs=9x9&chd=t:1"))
    return Incoming(method, target[:_PATH_BYTES], [*HEADERS, (name, value)], b"")


def _paths(rng: random.Random, _: Material) -> Incoming:
    path = rng.choice((
        "/charts/", "/charts", "/charts/bar/x", "/charts/%2e%2e", "/charts/bar%00", "/CHART", "//",
        "/..%2f..%2fetc/passwd", "/login/x", "/.auth/me", "/admin/host", "/%ff%fe", "/a;b=c", "/\\x",
        "/static/../local.settings.json", "/local.settings.json", "/charts/bar;v=1", "/chart/",
        "/" + "a/" * 3000, "/" + "%e2%80%ae" * 500,
    ))  # fmt: skip
    return Incoming(rng.choice(("GET", "HEAD", "POST", "PUT", "TRACE", "BREW")), path, HEADERS, b"")


def _names(rng: random.Random, _: Material) -> Incoming:
    query = rng.choice((
        f"starts_with={atom(rng)}", f"starts_with={_text(rng)}", f"starts_with=a&{atom(rng)}={atom(rng)}",
        "starts_with=a&starts_with=b",
    ))  # fmt: skip
    return _get(f"/generate_name?{query}")


def _mutated(rng: random.Random, text: str) -> str:
    """Return a cookie's value with something changed."""
    where = rng.randint(0, len(text))
    letter = chr(rng.randint(33, 126)).replace(";", ".").replace(",", "-")
    return rng.choice((
        text[:where], text[where:], text[:where] + letter + text[where + 1 :], text + text,
        text[:where] + letter + text[where:], text.swapcase(), text + "=", text.replace(".", "..", 1),
        "." + text, text[::-1], text.rpartition(".")[0], f'"{text}"', text + "%20", quote(text, safe=""),
        "a" * rng.choice((10, 4096, 4097, 20000)), ".", "..", "eyJhbGciOiJub25lIn0.e30.", "\u00e9",
        ".eJwDAAAAAAE.AAAA", letter, "",
    ))  # fmt: skip


def _cookies(rng: random.Random, material: Material) -> Incoming:
    """Return a request with one to forty genuine cookies, mutated or under another name."""
    names = [name for name, _ in material.cookies] or ["cf_session", "cf_flow.aaaaaaaaaa"]
    sent = []
    for _ in range(rng.choice((1, 1, 2, 5, 40))):
        name, (_, value) = rng.choice(names), rng.choice(material.cookies or [("", "a.b.c")])
        sent.append(f"{name}={_mutated(rng, value)}")
    joined = rng.choice(("; ", ";", ", ", ";;")).join(sent)
    page = ("Accept", rng.choice(("text/html", "*/*")))
    place = rng.choice(("/me", "/profile", "/", "/logout", "/login", "/login?next_url=/profile"))
    method = "POST" if place == "/logout" and rng.random() < 0.5 else "GET"
    origin = ("Origin", rng.choice(("http://localhost:7071", "null", "https://example.org", "")))
    return Incoming(method, place, [*HEADERS, ("Cookie", joined[:30000]), page, origin], b"")


def _sign_in(rng: random.Random, material: Material) -> Incoming:
    """Return a mutated callback from a provider, or a login with an odd next_url."""
    if rng.random() < 0.3:
        value = rng.choice(("//example.org", "/%09/x", "/\\x", "https://a", atom(rng), _text(rng)))
        return _get("/login?" + rng.choice((f"next_url={value}", f"next_url=/&next_url={value}")))
    flows = [(n, v) for n, v in material.cookies if ".flow" in n or "flow." in n]
    name, value = rng.choice(flows or [("cf_flow.aaaaaaaaaa", "a.b.c")])
    state = name.rpartition(".")[2] + atom(rng)
    sent = {"state": state, "code": atom(rng), "iss": atom(rng), "session_state": atom(rng)}
    if rng.random() < 0.3:
        sent["error"] = rng.choice(("access_denied", "server_error", atom(rng), "<b>"))
        sent["error_description"] = _text(rng)[:500]
    for dropped in rng.sample(list(sent), rng.randint(0, 2)):
        del sent[dropped]
    query = _changed(rng, urlencode(sent, safe="%"))
    headers = [*HEADERS, ("Cookie", f"{name}={rng.choice((value, value, _mutated(rng, value)))}")]
    return Incoming(rng.choice(("GET", "GET", "HEAD")), f"/getAToken?{query}", headers, b"")


KINDS: Final[dict[str, tuple[int, Make]]] = {
    "native URL, changed": (22, _native_changed),
    "Google URL, changed": (30, _google_changed),
    "huge size": (2, _huge),
    "deep function": (4, _deep_functions),
    "icons in icons": (2, _nested_icons),
    "long label": (3, _long_labels),
    "combining characters": (2, _combining),
    "right to left": (2, _right_to_left),
    "thousands of slices": (1, _slices),
    "thousands of bars": (1, _bars),
    "many gradients": (2, _fills),
    "deep formula": (4, _formulas),
    "large graph": (2, _graphs),
    "crowded": (4, _crowded),
    "body": (4, _bodies),
    "header": (3, _headers),
    "path": (3, _paths),
    "name": (3, _names),
    "cookie": (8, _cookies),
    "sign-in": (6, _sign_in),
}
"""The kinds of hostile requests: weight, and the function that makes one."""
WEIGHTS: Final = [weight for weight, _ in KINDS.values()]
