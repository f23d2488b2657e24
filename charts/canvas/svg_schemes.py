"""One SVG for readers who prefer light and for those who prefer dark, made from two.

The elements have the light paints as attributes, which every program understands, and classes whose
rules give them the dark ones where CSS Media Queries 5, ``prefers-color-scheme``, says so. A
class is named by what it does, so that several such files can stand within one page of HTML.
"""

from __future__ import annotations

import re

_tags = re.compile(r"<(?:path|g|use|rect)\b[^>]*>")
_attributes = re.compile(r' ([a-z-]+)="([^"]*)"')
_LETTERS = {"fill": "f", "stroke": "s"}


_definitions = re.compile(r'<clipPath id="[^"]*">.*?</clipPath>|<\w+ id="[^"]*"[^>]*/>')
_DEFS, _ENDS, _END = "<defs>", "</defs>\n", "</svg>\n"
_BOTH = (
    ".dark-only{display:none}@media (prefers-color-scheme:dark)"
    "{.light-only{display:none}.dark-only{display:inline}}"
)


class _DifferError(Exception):
    """Raised if two documents differ in more than their paints."""


def adaptive(light: bytes, dark: bytes) -> bytes:
    """Return the light document, with the paints of the dark one for those who prefer dark.

    Both are SvgCanvas's, of the same drawing in different colours. Where what is drawn in one call
    depends on the colours, both drawings are in the file, and one of them is seen.
    """
    try:
        return _with_rules(light.decode(), dark.decode()).encode()
    except _DifferError:
        return _with_both(light.decode(), dark.decode()).encode()


def _with_rules(light: str, dark: str) -> str:
    dark_tags = _tags.findall(dark)
    rules: dict[str, str] = {}
    out = []
    at = number = 0
    for match in _tags.finditer(light):
        out.append(light[at : match.start()])
        tag, other = match.group(), dark_tags[number] if number < len(dark_tags) else ""
        out.append(tag if tag == other else _with_classes(tag, other, rules))
        at, number = match.end(), number + 1
    if number != len(dark_tags):
        raise _DifferError
    out.append(light[at:])
    style = "".join(f".{name}{{{declarations}}}" for name, declarations in rules.items())
    document = "".join(out)
    head = f"<style>@media (prefers-color-scheme:dark){{{style}}}</style>\n<defs>"
    return document.replace(_DEFS, head, 1) if rules else document


def _with_both(light: str, dark: str) -> str:
    """Return a document with both drawings; programs without such rules show the light one."""
    head, _, rest = light.partition(_DEFS)
    definitions, _, body = rest.partition(_ENDS)
    others, _, other_body = dark.partition(_DEFS)[2].partition(_ENDS)
    known = set(_definitions.findall(definitions))
    more = "".join(one for one in _definitions.findall(others) if one not in known)
    return (
        f"{head}<style>{_BOTH}</style>\n{_DEFS}{definitions}{more}{_ENDS}"
        f'<g class="light-only">\n{body.removesuffix(_END)}</g>\n'
        f'<g class="dark-only" display="none">\n{other_body.removesuffix(_END)}</g>\n{_END}'
    )


def _with_classes(tag: str, dark: str, rules: dict[str, str]) -> str:
    """Return a tag with the classes of what is another paint in the dark; add their rules.

    Raises _DifferError if something else differs.
    """
    here, there = dict(_attributes.findall(tag)), dict(_attributes.findall(dark))
    classes = []
    for paint, letter in _LETTERS.items():
        opacity = f"{paint}-opacity"
        old = here.pop(paint, None), here.pop(opacity, "1")
        new = there.pop(paint, None), there.pop(opacity, "1")
        if old != new and new[0] is not None:
            name = f"dark-{letter}{new[0].lstrip('#')}-{new[1].replace('.', '')}"
            rules[name] = f"{paint}:{new[0]};{opacity}:{new[1]}"
            classes.append(name)
    if here != there or not classes:
        raise _DifferError
    end = "/>" if tag.endswith("/>") else ">"
    return f'{tag.removesuffix(end)} class="{" ".join(classes)}"{end}'
