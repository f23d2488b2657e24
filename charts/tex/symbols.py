"""The commands of TeX that stand for one sign, by what the sign is to its neighbours."""

from __future__ import annotations

from typing import Final

from .tree import Class

VARIANT: Final = "\ufe00"
"""After a sign: another form of it, as Unicode writes it; ``fonts`` says where it is."""
SLASH: Final = "\u0338"
"""After a sign: struck out."""


def _table(text: str, ending: str = "") -> dict[str, str]:
    """Commands, each before its sign; the signs have this ending."""
    words = text.split()
    return dict(zip(words[::2], (sign + ending for sign in words[1::2]), strict=True))


_ORDINARY = _table("""
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
    kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
    varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω digamma ϝ Gamma Γ Delta Δ
    Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω Alpha Α Beta Β Epsilon Ε
    Zeta Ζ Eta Η Iota Ι Kappa Κ Mu Μ Nu Ν Omicron Ο Rho Ρ Tau Τ Chi Χ aleph ℵ beth ℶ gimel ℷ
    daleth ℸ hbar ℏ imath ı jmath ȷ ell ℓ wp ℘ Re ℜ Im ℑ mho ℧ partial ∂ infty ∞ infin ∞ prime ′
    backprime ‵ emptyset ∅ empty ∅ nabla ∇ top ⊤ bot ⊥ angle ∠ measuredangle ∡ sphericalangle ∢
    triangle △ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ flat ♭ natural ♮ sharp ♯ clubsuit ♣
    diamondsuit ♢ heartsuit ♡ spadesuit ♠ complement ∁ square □ Box □ blacksquare ■ lozenge ◊
    blacklozenge ⧫ bigstar ★ blacktriangle ▴ triangledown ▿ blacktriangledown ▾ diagup ⟋
    diagdown ⟍ eth ð Finv Ⅎ Game ⅁ Bbbk 𝕜 surd √ degree ° checkmark ✓ maltese ✠ circledR ®
    circledS Ⓢ S § P ¶ copyright © pounds £ euro € yen ¥ dag † ddag ‡ aa å AA Å ae æ AE Æ oe œ
    OE Œ o ø O Ø ss ß l ł L Ł i ı j ȷ Diamond ◇ textdegree ° textmu µ textbar | backslash \\
    vert | Vert ‖ | ‖ lbrace { rbrace } # # $ $ % % & & _ _ { { } } textbackslash \\
    textasciitilde ~ textasciicircum ^ textless < textgreater > textunderscore _ slash /
    mathdollar $ dollar $ male ♂ female ♀ R ℝ N ℕ Z ℤ Q ℚ Reals ℝ reals ℝ C ℂ Complex ℂ cnums ℂ
    natnums ℕ alef ℵ alefsym ℵ ang ∠ clubs ♣ diamonds ♢ hearts ♡ spades ♠ exist ∃ image ℑ real ℜ
    weierp ℘ thetasym ϑ sect § lq ‘ rq ’ mathsterling £ mathparagraph ¶ mathsection §
    mathunderscore _ textendash – textemdash — textquoteleft ‘ textquoteright ’
    textquotedblleft “ textquotedblright ” textsterling £ textdollar $ texteuro € textyen ¥
    textregistered ® texttrademark ™ textcopyright © textdagger † textdaggerdbl ‡
    textparagraph ¶ textsection § textbraceleft { textbraceright } textbardbl ‖
    textvisiblespace ␣ qed □ qedhere □ textbullet • textperiodcentered · textasteriskcentered ∗
    textexclamdown ¡ textquestiondown ¿
""") | _table("varnothing ∅ hslash ℏ", VARIANT)  # fmt: skip
_OPERATORS = _table("""
    sum ∑ prod ∏ coprod ∐ int ∫ intop ∫ oint ∮ ointop ∮ iint ∬ iiint ∭ iiiint ⨌ oiint ∯ oiiint ∰
    bigcup ⋃ bigcap ⋂ biguplus ⨄ bigsqcup ⨆ bigvee ⋁ bigwedge ⋀ bigodot ⨀ bigoplus ⨁ bigotimes ⨂
""") | _table("smallint ∫", VARIANT)
_BINARY = _table("""
    pm ± mp ∓ times × div ÷ ast ∗ star ⋆ circ ∘ bullet ∙ cdot ⋅ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔
    vee ∨ lor ∨ wedge ∧ land ∧ setminus \\ smallsetminus ∖ wr ≀ diamond ⋄ bigtriangleup △
    bigtriangledown ▽ triangleleft ◁ triangleright ▷ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ oplus ⊕ ominus ⊖
    otimes ⊗ oslash ⊘ odot ⊙ bigcirc ◯ dagger † ddagger ‡ amalg ⨿ boxplus ⊞ boxminus ⊟ boxtimes ⊠
    boxdot ⊡ dotplus ∔ ltimes ⋉ rtimes ⋊ leftthreetimes ⋋ rightthreetimes ⋌ barwedge ⊼ veebar ⊻
    curlywedge ⋏ curlyvee ⋎ Cap ⋒ Cup ⋓ doublecap ⋒ doublecup ⋓ circledast ⊛ circledcirc ⊚
    circleddash ⊝ divideontimes ⋇ intercal ⊺ centerdot ⬝ sdot ⋅ lessdot ⋖ gtrdot ⋗ doublebarwedge ⩞
    varbigtriangleup △ varbigtriangledown ▽ plusmn ± and ∧ or ∨ bull ∙ Dagger ‡
""")
_RELATIONS = _table("""
    leq ≤ le ≤ geq ≥ ge ≥ leqslant ⩽ geqslant ⩾ leqq ≦ geqq ≧ neq ≠ ne ≠ equiv ≡ sim ∼ simeq ≃
    approx ≈ cong ≅ approxeq ≊ asymp ≍ doteq ≐ doteqdot ≑ Doteq ≑ propto ∝ ll ≪ gg ≫ lll ⋘ ggg ⋙
    prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ precsim ≾ succsim ≿ lesssim ≲
    gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ lessgtr ≶ gtrless ≷ lesseqgtr ⋚ gtreqless ⋛ subset ⊂
    supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ subseteqq ⫅ supseteqq ⫆ nsubseteq ⊈
    nsupseteq ⊉ nsubset ⊄ nsupset ⊅ Subset ⋐ Supset ⋑ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑
    sqsupseteq ⊒ in ∈ isin ∈ ni ∋ owns ∋ notin ∉ notni ∌ vdash ⊢ dashv ⊣ models ⊧ vDash ⊨
    Vdash ⊩ Vvdash ⊪ nvdash ⊬ nvDash ⊭ perp ⟂ mid ∣ nmid ∤ parallel ∥ nparallel ∦ bowtie ⋈
    Join ⋈ smile ⌣ frown ⌢ between ≬ pitchfork ⋔ triangleq ≜ circeq ≗ eqcirc ≖ bumpeq ≏ Bumpeq ≎
    fallingdotseq ≒ risingdotseq ≓ coloneqq ≔ coloneq ≔ eqqcolon ≕ colonequals ≔ therefore ∴
    because ∵ backsim ∽ backsimeq ⋍ trianglelefteq ⊴ trianglerighteq ⊵ vartriangleleft ⊲
    vartriangleright ⊳ vartriangle ▵ blacktriangleleft ◂ blacktriangleright ▸ ntriangleleft ⋪
    ntriangleright ⋫ nless ≮ ngtr ≯ nleq ≰ ngeq ≱ nsim ≁ ncong ≇ nprec ⊀ nsucc ⊁ lneq ⪇ gneq ⪈
    lneqq ≨ gneqq ≩ lnsim ⋦ gnsim ⋧ eqsim ≂ lt < gt > eqdef ≝ multimap ⊸ vcentcolon : ratio ∶
    leftarrow ← gets ← rightarrow → to → uparrow ↑ downarrow ↓ leftrightarrow ↔ updownarrow ↕
    Leftarrow ⇐ Rightarrow ⇒ Uparrow ⇑ Downarrow ⇓ Leftrightarrow ⇔ Updownarrow ⇕ mapsto ↦
    longmapsto ⟼ longleftarrow ⟵ longrightarrow ⟶ longleftrightarrow ⟷ Longleftarrow ⟸
    Longrightarrow ⟹ Longleftrightarrow ⟺ impliedby ⟸ implies ⟹ iff ⟺ nearrow ↗ searrow ↘
    swarrow ↙ nwarrow ↖ hookleftarrow ↩ hookrightarrow ↪ leftharpoonup ↼ leftharpoondown ↽
    rightharpoonup ⇀ rightharpoondown ⇁ rightleftharpoons ⇌ leftrightharpoons ⇋ upharpoonleft ↿
    upharpoonright ↾ restriction ↾ downharpoonleft ⇃ downharpoonright ⇂ leadsto ⇝
    rightsquigarrow ⇝ leftrightsquigarrow ↭ twoheadrightarrow ↠ twoheadleftarrow ↞
    rightarrowtail ↣ leftarrowtail ↢ leftleftarrows ⇇ rightrightarrows ⇉ upuparrows ⇈
    downdownarrows ⇊ leftrightarrows ⇆ rightleftarrows ⇄ Lleftarrow ⇚ Rrightarrow ⇛ nleftarrow ↚
    nrightarrow ↛ nLeftarrow ⇍ nRightarrow ⇏ nleftrightarrow ↮ nLeftrightarrow ⇎
    dashrightarrow ⇢ dashleftarrow ⇠ circlearrowleft ↺ circlearrowright ↻ curvearrowleft ↶
    curvearrowright ↷ Lsh ↰ Rsh ↱ looparrowleft ↫ looparrowright ↬ rarr → larr ← lrarr ↔ Rarr ⇒
    rArr ⇒ lArr ⇐ hArr ⇔ uarr ↑ darr ↓ not \u0338 eqslantless ⪕ eqslantgtr ⪖ curlyeqprec ⋞
    curlyeqsucc ⋟ lesseqqgtr ⪋ gtreqqless ⪌ llless ⋘ gggtr ⋙ precnsim ⋨ succnsim ⋩ precneqq ⪵
    succneqq ⪶ precnapprox ⪹ succnapprox ⪺ lnapprox ⪉ gnapprox ⪊ subsetneqq ⫋ supsetneqq ⫌
    nVdash ⊮ nVDash ⊯ VDash ⊫ ntrianglelefteq ⋬ ntrianglerighteq ⋭ precapprox ⪷ succapprox ⪸
    backepsilon ϶ dasharrow ⇢ dblcolon ∷ coloncolon ∷ Coloneqq ⩴ coloncolonequals ⩴
    equalscolon ≕ sub ⊂ sube ⊆ supe ⊇ Darr ⇓ dArr ⇓ uArr ⇑ Uarr ⇑ Larr ⇐ harr ↔ Harr ⇔ lrArr ⇔
    Lrarr ⇔
""") | _table("""
    nleqslant ⩽ ngeqslant ⩾ nleqq ≦ ngeqq ≧ npreceq ⪯ nsucceq ⪰ nsubseteqq ⫅ nsupseteqq ⫆
""", SLASH) | _table("""
    varsubsetneq ⊊ varsupsetneq ⊋ varsubsetneqq ⫋ varsupsetneqq ⫌ lvertneqq ≨ gvertneqq ≩
    shortmid ∣ shortparallel ∥ nshortmid ∤ nshortparallel ∦ thicksim ∼ thickapprox ≈ smallsmile ⌣
    smallfrown ⌢ varpropto ∝
""", VARIANT)  # fmt: skip
_OPENING = _table("""
    langle ⟨ lfloor ⌊ lceil ⌈ lbrack [ lvert | lVert ‖ lgroup ⟮ lparen ( ulcorner ⌜ llcorner ⌞
    llbracket ⟦ lBrace ⦃ lang ⟨ lmoustache ⎰
""")
_CLOSING = _table("""
    rangle ⟩ rfloor ⌋ rceil ⌉ rbrack ] rvert | rVert ‖ rgroup ⟯ rparen ) urcorner ⌝ lrcorner ⌟
    rrbracket ⟧ rBrace ⦄ rang ⟩ rmoustache ⎱
""")
_PUNCTUATION = _table("colon : ldotp . cdotp ⋅")
_INNER = _table("""
    ldots … dots … dotso … dotsc … hdots … mathellipsis … textellipsis … cdots ⋯ dotsb ⋯ dotsm ⋯
    dotsi ⋯ ddots ⋱ iddots ⋰ adots ⋰
""")

COMMANDS: Final[dict[str, tuple[str, Class]]] = {
    **{name: (sign, "ord") for name, sign in _ORDINARY.items()},
    **{name: (sign, "op") for name, sign in _OPERATORS.items()},
    **{name: (sign, "bin") for name, sign in _BINARY.items()},
    **{name: (sign, "rel") for name, sign in _RELATIONS.items()},
    **{name: (sign, "open") for name, sign in _OPENING.items()},
    **{name: (sign, "close") for name, sign in _CLOSING.items()},
    **{name: (sign, "punct") for name, sign in _PUNCTUATION.items()},
    **{name: (sign, "inner") for name, sign in _INNER.items()},
    "{": ("{", "open"), "lbrace": ("{", "open"), "}": ("}", "close"), "rbrace": ("}", "close"),
    "vdots": ("⋮", "ord"), "arrowvert": ("|", "ord"), "Arrowvert": ("‖", "ord"),
    "bracevert": ("⎪", "ord"),
}  # fmt: skip

_ascii: dict[str, Class] = {
    **dict.fromkeys("+*", "bin"), **dict.fromkeys("=<>:", "rel"), **dict.fromkeys("([", "open"),
    **dict.fromkeys(")]?!", "close"), **dict.fromkeys(",;", "punct"),
}  # fmt: skip
# What a character is by itself; what stands here for none is an ordinary sign.
CHARACTERS: Final[dict[str, tuple[str, Class]]] = {
    sign: (sign, kind)
    for sign, kind in COMMANDS.values()
    if len(sign) == 1 and not sign.isascii() and sign not in "√△▽"
} | {sign: (sign, kind) for sign, kind in _ascii.items()} | {
    "-": ("−", "bin"), "−": ("−", "bin"), "–": ("−", "bin"), "*": ("∗", "bin"),
    "·": ("⋅", "bin"), "•": ("∙", "bin"), "∖": ("\\", "bin"), "∕": ("/", "ord"),
    "∆": ("Δ", "ord"), "Ω": ("Ω", "ord"), "µ": ("μ", "ord"), "∑": ("∑", "op"),
    "’": ("′", "ord"), "，": (",", "punct"), "（": ("(", "open"), "）": (")", "close"),
    "＝": ("=", "rel"), "＋": ("+", "bin"), "：": (":", "rel"), "⟨": ("⟨", "open"),
    "⟩": ("⟩", "close"), "†": ("†", "bin"), "‡": ("‡", "bin"), "⋅": ("⋅", "bin"),
    "∣": ("∣", "rel"), "‖": ("‖", "ord"), "∥": ("∥", "rel"),
}  # fmt: skip

VARIANTS: Final = {sign: (sign, kind) for sign, kind in COMMANDS.values() if VARIANT in sign}
"""Signs of two characters, a sign and ``VARIANT``."""
# Letters that \\not strikes out as one sign.
NEGATED: Final = {
    "=": "≠", "∈": "∉", "∋": "∌", "∃": "∄", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "<": "≮",
    ">": "≯", "≤": "≰", "≥": "≱", "∣": "∤", "∥": "∦", "⊢": "⊬", "⊨": "⊭", "⊩": "⊮", "⊫": "⊯",
    "⊲": "⋪", "⊳": "⋫", "⊴": "⋬", "⊵": "⋭", "←": "↚", "→": "↛", "↔": "↮", "⇐": "⇍", "⇒": "⇏",
    "⇔": "⇎", **{sign: sign + SLASH for sign in "⩽⩾≦≧⪯⪰⫅⫆"},
}  # fmt: skip

# Names that are set upright, and those of them that have limits below.
_UPRIGHT = """
    arccos arcsin arctan arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan
    tanh cotg ctg tg sh ch th cth arsinh arcosh artanh sgn cosec arctg arcctg
"""
_LIMITED = "det gcd inf lim max min sup Pr argmax argmin lcm plim"
FUNCTIONS: Final = frozenset(_UPRIGHT.split())
LIMIT_FUNCTIONS: Final = {
    **{name: name for name in _LIMITED.split()},
    "limsup": "lim sup", "liminf": "lim inf", "injlim": "inj lim", "projlim": "proj lim",
}  # fmt: skip

DELIMITERS: Final = {
    ".": "", "(": "(", ")": ")", "[": "[", "]": "]", "/": "/", "|": "|", "<": "⟨", ">": "⟩",
    "⟨": "⟨", "⟩": "⟩", "〈": "⟨", "〉": "⟩", "‖": "‖", "⌊": "⌊", "⌋": "⌋", "⌈": "⌈", "⌉": "⌉",
    "{": "{", "}": "}",
}  # fmt: skip
DELIMITER_COMMANDS: Final = {
    **_OPENING, **_CLOSING,
    "{": "{", "}": "}", "lbrace": "{", "rbrace": "}", "|": "‖", "Vert": "‖", "vert": "|",
    "backslash": "\\", "bracevert": "⎪", "arrowvert": "|", "Arrowvert": "‖",
    "uparrow": "↑", "downarrow": "↓", "updownarrow": "↕", "Uparrow": "⇑",
    "Downarrow": "⇓", "Updownarrow": "⇕", "lt": "⟨", "gt": "⟩", "mid": "|", "parallel": "‖",
}  # fmt: skip

ACCENTS: Final = {
    "hat": "^", "check": "ˇ", "tilde": "~", "acute": "´", "grave": "`", "dot": "˙", "ddot": "¨",
    "dddot": "\u20db", "ddddot": "\u20dc", "breve": "˘", "bar": "¯", "vec": "⃗", "mathring": "˚",
    "Hat": "^", "Bar": "¯", "Vec": "⃗", "Tilde": "~", "Dot": "˙",
    "Acute": "´", "Breve": "˘", "Check": "ˇ", "Ddot": "¨", "Grave": "`",
}  # fmt: skip
WIDE_ACCENTS: Final = {"widehat": "^", "widetilde": "~"}
# Slanted capitals.
VAR_GREEK: Final = _table("""
    varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ varUpsilon Υ varPhi Φ
    varPsi Ψ varOmega Ω
""")
# Relations of several signs (mathtools).
JOINED_RELATIONS: Final = _table("""
    Coloneq ::− coloncolonminus ::− colonminus :− eqcolon −: minuscolon −: Eqcolon −:: Eqqcolon =::
    equalscoloncolon =:: minuscoloncolon −:: colonapprox :≈ Colonapprox ::≈ coloncolonapprox ::≈
    colonsim :∼ Colonsim ::∼ coloncolonsim ::∼ approxcolon ≈: simcolon ∼: approxcoloncolon ≈::
    simcoloncolon ∼::
""")
# Marks along a part: the mark, and whether it lies above.
STRETCHED: Final = {
    "overline": ("-", True), "underline": ("-", False), "widebar": ("-", True),
    "overrightarrow": ("→", True), "overleftarrow": ("←", True),
    "overleftrightarrow": ("↔", True), "underrightarrow": ("→", False),
    "underleftarrow": ("←", False), "underleftrightarrow": ("↔", False),
    "overbrace": ("{", True), "underbrace": ("{", False), "overbracket": ("[", True),
    "underbracket": ("[", False), "underbar": ("-", False), "Overrightarrow": ("⇒", True),
    "Overleftarrow": ("⇐", True), "overrightharpoon": ("⇀", True),
    "overleftharpoon": ("↼", True),
}  # fmt: skip
ARROWS: Final = {
    "xrightarrow": "→", "xleftarrow": "←", "xleftrightarrow": "↔", "xRightarrow": "⇒",
    "xLeftarrow": "⇐", "xLeftrightarrow": "⇔", "xmapsto": "↦", "xrightleftharpoons": "⇌",
    "xlongequal": "=", "xhookrightarrow": "↪", "xhookleftarrow": "↩",
    "xrightharpoonup": "⇀", "xrightharpoondown": "⇁", "xleftharpoonup": "↼",
    "xleftharpoondown": "↽", "xleftrightharpoons": "⇋", "xtwoheadrightarrow": "↠",
    "xtwoheadleftarrow": "↞",
}  # fmt: skip
# Accents of text, as combining marks.
TEXT_ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "v": "\u030c", "H": "\u030b", "c": "\u0327",
    "k": "\u0328", "d": "\u0323",
}  # fmt: skip

SPACES: Final = {
    ",": 3 / 18, "thinspace": 3 / 18, ":": 4 / 18, ">": 4 / 18, "medspace": 4 / 18, ";": 5 / 18,
    "thickspace": 5 / 18, "!": -3 / 18, "negthinspace": -3 / 18, "negmedspace": -4 / 18,
    "negthickspace": -5 / 18, " ": 1 / 3, "nobreakspace": 1 / 3, "space": 1 / 3, "enspace": 0.5,
    "enskip": 0.5, "quad": 1.0, "qquad": 2.0, "/": 0.0, "hfill": 1.0,
}  # fmt: skip
SIZES: Final = {
    "tiny": 0.5, "scriptsize": 0.7, "footnotesize": 0.8, "small": 0.9, "normalsize": 1.0,
    "large": 1.2, "Large": 1.44, "LARGE": 1.728, "huge": 2.074, "Huge": 2.488,
}  # fmt: skip
# Heights of \\big and its like.
BIG: Final = {"big": 1.08, "Big": 1.62, "bigg": 2.16, "Bigg": 2.7}
