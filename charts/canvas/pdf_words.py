"""What a PDF says to those who cannot see it: its title, and a figure with an alternative text.

The page is one marked content, a figure of the tree of its structure (ISO 32000-1, 14.7 and 14.8).
Title and description also stand in XMP metadata (14.3.2).
"""

from __future__ import annotations

from .description import Description
from .pdf_file import PdfFile, text_string

_XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">{members}</rdf:Description></rdf:RDF>'
    '</x:xmpmeta><?xpacket end="r"?>'
)
_MEMBER = '<dc:{name}><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt></dc:{name}>'


def write(file: PdfFile, words: Description, page: int, box: str) -> str:
    """Write the structure and the metadata of a file of one page; return entries of its catalog.

    ``page`` is the number of the page, whose content is all marked content 0, and ``box`` its size.
    """
    root, document, figure = (file.count + i for i in (1, 2, 3))
    file.add(
        f"<</Type/StructTreeRoot/K {document} 0 R"
        f"/ParentTree<</Nums[0[{figure} 0 R]]>>/ParentTreeNextKey 1>>"
    )
    file.add(f"<</Type/StructElem/S/Document/P {root} 0 R/K {figure} 0 R>>")
    file.add(
        f"<</Type/StructElem/S/Figure/P {document} 0 R/Pg {page} 0 R/K 0"
        f"/Alt{text_string(words.text)}/A<</O/Layout/Placement/Block/BBox{box}>>>>"
    )
    members = (("title", words.title), ("description", words.text))
    metadata = file.metadata(
        _XMP.format(
            members="".join(
                _MEMBER.format(name=name, text=_escaped(text)) for name, text in members
            )
        )
    )
    return (
        f"/Lang(en)/MarkInfo<</Marked true>>/StructTreeRoot {root} 0 R/Metadata {metadata} 0 R"
        "/ViewerPreferences<</DisplayDocTitle true>>"
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
