"""``/llms.txt``: how to write the URL of a chart, for somebody who has nothing else to read.

Written from the tables that requests are read by, in the form of llmstxt.org.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from charts.native import kinds, query
from charts.native.kind import Kind
from charts.native.parameters import Parameter
from charts.native.values import ColourRows, Colours, Flag, Number, Text, Texts

CODES: Final = {
    "qr": "a QR code",
    "barcode": "a barcode; `type` is code128, ean13, datamatrix and others",
    "wordcloud": "the words of a text, the more frequent the larger",
}

_INTRODUCTION = r"""# Chart Functions

> Charts as pictures from URLs: put the data into the address of a picture. This app draws it; no
> script, no key, no account. Put the address into `<img src="…">` or Markdown's `![…](…)`.

Every address below begins with the address of this app, from which you have this text.

## A first chart

    /charts/bar?title=Students&xvalues=C,Ruby,Java,Python&yvalues=10,20,15,30.5

Several series are separated by `|` (percent-encoded as %7C), with a name for each in `legend`:

    /charts/bar?title=Sales&xvalues=Q1,Q2,Q3&yvalues=10,20,15%7C5,8,12&legend=North,South&stacked

## Rules

- `/charts/KIND?name=value&…`, with the kinds below. An unknown name or a wrong value is an error
  that names the parameter and what is allowed: read it, correct the address, ask again.
- Items of a list are separated by commas, series by `|`. An empty item of a list of numbers is a
  gap. A comma, a bar or a backslash within a text of a list has a backslash before it: `a\,b`.
- Percent-encode values: a blank is %20, & is %26, # is %23, % is %25, + is %2B.
- A flag such as `stacked` needs no value. Lists that belong together have the same length.
- An address may have 8,000 characters. For more, `POST` the same names as a JSON object to
  `/charts/KIND`: lists as arrays, series as arrays of arrays, a gap as null.
- Sizes are in CSS pixels: `width`, `height`; `scale=2` for sharp screens. `format`: png, svg, pdf.
"""
_OTHERS = """
## Other addresses

- `/chart?c={type:'bar',data:{labels:['C','Java'],datasets:[{data:[10,15]}]}}`: a Chart.js config
  (version 2 to 4, percent-encoded), as of QuickChart. It is read as data; functions do not run.
- `/chart?cht=p3&chs=250x100&chd=t:60,40&chl=Hello%7CWorld`: the Google Image Charts API.
- `/graphviz?graph=digraph{a->b}`: a graph in the DOT language.
"""
_END = """
## More

- [/openapi.json](/openapi.json): every parameter of every address, as OpenAPI 3.1
- [/mcp](/mcp): the same as tools, over the Model Context Protocol (streamable HTTP)
- [/gallery](/gallery): every kind with its address, for people
- [/playground](/playground): a form that writes addresses, for people
"""


def text() -> str:
    """Return the text, in Markdown."""
    every = kinds.every()
    shared = set.intersection(*({p.name for p in kind.parameters} for kind in every))
    common = _common(every)
    lines = [_INTRODUCTION, "## Kinds", ""]
    for kind in every:
        lines += _kind(kind, common, shared)
    lines += ["## Parameters of several kinds", ""]
    lines += [_parameter(p) for p in common.values() if p.name not in shared]
    lines += ["", "## Parameters of every kind", ""]
    lines += [_parameter(p) for p in common.values() if p.name in shared]
    lines += [_OTHERS.rstrip(), *(f"- `/{name}?text=…`: {about}" for name, about in CODES.items())]
    return "\n".join([*lines, _END])


def _common(every: Sequence[Kind]) -> dict[str, Parameter]:
    """Return the optional parameters that several kinds take with the same meaning, by name."""
    meant: dict[str, Counter[str]] = {}
    by_meaning: dict[tuple[str, str], Parameter] = {}
    for kind in every:
        for parameter in kind.parameters:
            if not parameter.required and not parameter.ignored:
                meant.setdefault(parameter.name, Counter())[parameter.meaning] += 1
                by_meaning.setdefault((parameter.name, parameter.meaning), parameter)
    most = {name: counted.most_common(1)[0] for name, counted in meant.items()}
    return {name: by_meaning[name, said] for name, (said, times) in most.items() if times > 1}


def _kind(kind: Kind, common: Mapping[str, Parameter], shared: set[str]) -> Iterator[str]:
    yield f"### {kind.name}"
    yield ""
    yield kind.about
    yield ""
    # A bar as it must be in Markdown and HTML, where it would end a cell of a table.
    urls = (query.url(kind.name, e.parameters) for e in kind.examples if e.shown)
    yield "    " + min(urls, key=len).replace("|", "%7C")
    yield ""
    listed = []
    for parameter in kind.parameters:
        if parameter.ignored:
            continue
        described = common.get(parameter.name)
        if described is not None and described.meaning == parameter.meaning:
            listed += [f"`{parameter.name}`"] if parameter.name not in shared else []
        else:
            yield _parameter(parameter)
    if listed:
        yield f"- {', '.join(listed)}: below"
    yield ""


def _parameter(parameter: Parameter) -> str:
    required = " (required)" if parameter.required else ""
    match parameter.type:
        case Flag():
            allowed = "a flag"
        case Text() | Number() | Texts():
            allowed = ""
        case Colours() | ColourRows():
            allowed = "names or hexadecimal digits without #, separated by commas"
        case other:
            allowed = other.allowed
    return f"- `{parameter.name}`{required}: {parameter.meaning}{allowed and '; ' + allowed}"
