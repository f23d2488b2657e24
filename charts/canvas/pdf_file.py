"""The file structure of PDF 1.4 (ISO 32000-1, 7.5): objects, their places, and what they hold."""

from __future__ import annotations

from zlib_ng import zlib_ng

_LEVEL = 6
_HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"  # the second line says that there are bytes above 127


class PdfFile:
    """Objects that are written once each and refer to each other by their numbers."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    @property
    def count(self) -> int:
        """Return how many objects there are, which is the number of the last one."""
        return len(self._objects)

    def add(self, content: str) -> int:
        """Add an object; return its number."""
        self._objects.append(content.encode("ascii"))
        return len(self._objects)

    def metadata(self, xml: str) -> int:
        """Add a stream of XMP metadata, for programs that search for it; return its number."""
        raw = xml.encode("ascii", "xmlcharrefreplace")
        head = b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n" % len(raw)
        self._objects.append(b"%b%b\nendstream" % (head, raw))
        return len(self._objects)

    def stream(self, data: str | bytes, entries: str = "") -> int:
        """Add a stream, compressed where that is shorter; return its number.

        ``entries`` are those of its dictionary besides the length and the filter.
        """
        raw = data.encode("ascii") if isinstance(data, str) else data
        packed = zlib_ng.compress(raw, _LEVEL)
        if len(packed) + len("/Filter/FlateDecode") < len(raw):
            raw, entries = packed, f"{entries}/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(raw)}>>stream\n".encode("ascii")
        self._objects.append(b"%b%b\nendstream" % (head, raw))
        return len(self._objects)

    def finish(self, catalog: int, information: int | None) -> bytes:
        """Return the file. ``catalog`` and ``information`` are numbers of objects."""
        out = [_HEADER]
        places = []
        at = len(_HEADER)
        for number, content in enumerate(self._objects, 1):
            part = b"%d 0 obj\n%b\nendobj\n" % (number, content)
            places.append(b"%010d 00000 n \n" % at)
            out.append(part)
            at += len(part)
        size = len(places) + 1
        info = "" if information is None else f"/Info {information} 0 R"
        out += [b"xref\n0 %d\n0000000000 65535 f \n" % size, *places]
        end = f"trailer\n<</Size {size}/Root {catalog} 0 R{info}>>\nstartxref\n{at}\n%%EOF\n"
        return b"".join((*out, end.encode("ascii")))


def text_string(text: str) -> str:
    """Return a text for people as PDF has it (7.9.2.2): UTF-16, in hexadecimal digits."""
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


def number(value: float) -> str:
    """Return a number in hundredths; PDF has no exponents."""
    return f"{round(value, 2) + 0.0:.10g}"
