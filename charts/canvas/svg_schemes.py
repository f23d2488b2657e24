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


def adaptive(light: bytes, dark: bytes) -> bytes:
    """Return the light document, with the paints of the dark one for those who prefer dark.

    Both are SvgCanvas's, of the same drawing in different colours. Raises ValueError if they differ
    in anything else.
    """
    light_text, dark_text = light.decode(), dark.decode()
    dark_tags = _tags.findall(dark_text)
    rules: dict[str, str] = {}
    out = []
    at = number = 0
    for match in _tags.finditer(light_text):
        out.append(light_text[at : match.start()])
        tag, other = match.group(), dark_tags[number] if number < len(dark_tags) else ""
        out.append(tag if tag == other else _with_classes(tag, other, rules))
        at, number = match.end(), number + 1
    if number != len(dark_tags):
        raise ValueError("the documents do not show the same")
    out.append(light_text[at:])
    style = "".join(f".{name}{{{declarations}}}" for name, declarations in rules.items())
    document = "".join(out)
    head = f"<style>@media (prefers-color-scheme:dark){{{style}}}</style>\n<defs>"
    return (document.replace("<defs>", head, 1) if rules else document).encode()


def _with_classes(tag: str, dark: str, rules: dict[str, str]) -> str:
    """Return a tag with the classes of what is another paint in the dark; add their rules."""
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
        raise ValueError("the documents do not show the same")
    end = "/>" if tag.endswith("/>") else ">"
    return f'{tag.removesuffix(end)} class="{" ".join(classes)}"{end}'
