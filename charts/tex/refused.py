"""Commands and environments of LaTeX and amsmath that are known but not supported, and why."""

from __future__ import annotations

from typing import Final

_DEFINITIONS = "definitions are not read"
_PROGRAMS = "programs in TeX are not run"
_NUMBERS = "equations are not numbered, \\tag writes a number"
_PAGE = "a formula has no page"
_PLAIN = "it belongs to plain TeX"
_ELSEWHERE = "it belongs to a document around the formula"

_NAMES: Final = {
    _DEFINITIONS: """
        newcommand renewcommand providecommand DeclareRobustCommand DeclareMathOperator
        DeclarePairedDelimiter DeclareMathSymbol DeclareMathAlphabet DeclareMathDelimiter
        DeclareMathAccent newenvironment renewenvironment newtheorem accentedsymbol newsymbol def
        gdef edef xdef let futurelet newsavebox sbox usebox mathpalette mathversion definecolor
        arraystretch newcolumntype
    """,
    _PROGRAMS: """
        if ifx ifmode ifnum ifdim else fi loop repeat expandafter noexpand global long csname
        endcsname makeatletter makeatother catcode lowercase uppercase require
    """,
    _NUMBERS: """
        numberwithin counterwithin counterwithout setcounter addtocounter stepcounter
        refstepcounter newcounter value arabic theequation eqref ref pageref
    """,
    _PAGE: """
        setlength addtolength newlength settowidth documentclass documentstyle section subsection
        minalignsep multlinegap multlinetaggap mathindent jot
    """,
    _PLAIN: """
        eqalign eqalignno leqalignno bordermatrix openup buildrel mathchar mathchardef mathaccent
        delimiter radical char halign vbox vtop vrule hrule moveleft moveright fracwithdelims
        mathsurround nulldelimiterspace leqno root
    """,
    _ELSEWHERE: """
        cite footnote footnotemark footnotetext index verb url href hyperref title author date
        maketitle caption item include input
    """,
    "pictures are not drawn in a formula": """
        includegraphics put line vector multiput picture tikz draw node xymatrix xy ar resizebox
        scalebox rotatebox reflectbox
    """,
    "chemistry and units (mhchem, siunitx) are not set": "ce cee cf pu SI si num qty unit",
}
_ENVIRONMENTS: Final = {
    "commutative diagrams (amscd, tikz-cd) are not drawn": "CD tikzcd",
    "pictures are not drawn in a formula": "picture tikzpicture pspicture xy",
    _ELSEWHERE: """
        abstract center description enumerate figure flushleft flushright itemize minipage
        quotation quote tabbing table thebibliography theorem proof verbatim verse
        longtable tabularx
    """,
}

COMMANDS: Final = {name: why for why, names in _NAMES.items() for name in names.split()}
"""The reason for each command, without its backslash."""
ENVIRONMENTS: Final = {name: why for why, names in _ENVIRONMENTS.items() for name in names.split()}
"""The reason for each environment."""
