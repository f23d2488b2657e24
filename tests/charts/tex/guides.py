"""The commands of the user guides: "User's Guide for the amsmath Package" and "User's Guide to
AMSFonts", with those of LaTeX's own mathematics. Names only, in our own order.
"""

from __future__ import annotations

from typing import Final

SECTIONS: Final = {
    "amsmath: displayed equations": """
        tag notag nonumber intertext displaybreak allowdisplaybreaks shoveleft shoveright
        numberwithin raisetag eqref ref label lefteqn multlinegap minalignsep
    """,
    "amsmath: spacing and dots": """
        thinspace medspace thickspace negthinspace negmedspace negthickspace mspace quad qquad
        hspace dots dotsb dotsc dotsi dotsm dotso ldots cdots vdots ddots hdotsfor nobreakdash
    """,
    "amsmath: over and under": """
        overset underset overunderset stackrel overrightarrow overleftarrow overleftrightarrow
        underrightarrow underleftarrow underleftrightarrow overbrace underbrace overline
        underline xleftarrow xrightarrow sideset substack prescript accentedsymbol widehat
        widetilde
    """,
    "amsmath: accents": """
        acute bar breve check dot ddot dddot ddddot grave hat mathring tilde vec Acute Bar Breve
        Check Dot Ddot Grave Hat Tilde Vec sphat sptilde spcheck spbreve spdot spddot spdddot
        skew imath jmath
    """,
    "amsmath: fractions, binomials and roots": """
        frac dfrac tfrac cfrac genfrac binom dbinom tbinom sqrt leftroot uproot over above atop
        choose overwithdelims atopwithdelims abovewithdelims fracwithdelims smash phantom
        hphantom vphantom boxed mathstrut
    """,
    "amsmath: delimiters": """
        left right middle big bigl bigr bigm Big Bigl Bigr Bigm bigg biggl biggr biggm Bigg
        Biggl Biggr Biggm lvert rvert lVert rVert langle rangle lceil rceil lfloor rfloor lbrace
        rbrace lbrack rbrack vert Vert lgroup rgroup lmoustache rmoustache arrowvert Arrowvert
        bracevert backslash
    """,
    "amsmath: operators": """
        operatorname operatornamewithlimits DeclareMathOperator mathop limits nolimits
        displaylimits arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf
        injlim ker lg lim liminf limsup ln log max min Pr projlim sec sin sinh sup tan tanh
        varinjlim varliminf varlimsup varprojlim bmod mod pmod pod
    """,
    "amsmath: integrals and sums": """
        int iint iiint iiiint idotsint oint intop ointop smallint sum prod coprod bigcap bigcup
        bigodot bigoplus bigotimes bigsqcup biguplus bigvee bigwedge
    """,
    "amsmath: text and fonts": """
        text mbox textrm textbf textit textsf texttt textsl textup textnormal mathrm mathbf
        mathit mathsf mathtt mathcal mathnormal boldsymbol pmb bm mathbb mathfrak mathscr frak
        Bbb bold newcommand renewcommand def displaystyle textstyle scriptstyle
        scriptscriptstyle AmS varGamma varDelta varTheta varLambda varXi varPi varSigma
        varUpsilon varPhi varPsi varOmega
    """,
    "LaTeX: Greek letters": """
        alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu
        nu xi pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma
        Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    """,
    "LaTeX: ordinary signs": """
        aleph hbar ell wp Re Im partial infty prime emptyset nabla surd top bot angle triangle
        forall exists neg lnot flat natural sharp clubsuit diamondsuit heartsuit spadesuit
        mathdollar mathparagraph mathsection mathsterling mathunderscore mathellipsis colon
        cdotp ldotp
    """,
    "LaTeX: operations": """
        pm mp times div ast star circ bullet cdot cap cup uplus sqcap sqcup vee lor wedge land
        setminus wr diamond bigtriangleup bigtriangledown triangleleft triangleright oplus
        ominus otimes oslash odot bigcirc dagger ddagger amalg varbigtriangleup
        varbigtriangledown
    """,
    "LaTeX: relations": """
        leq le geq ge neq ne equiv sim simeq approx cong asymp doteq propto ll gg prec succ
        preceq succeq subset supset subseteq supseteq sqsubseteq sqsupseteq in ni owns notin
        vdash dashv models perp mid parallel bowtie smile frown not
    """,
    "LaTeX: arrows": """
        leftarrow gets rightarrow to uparrow downarrow leftrightarrow updownarrow Leftarrow
        Rightarrow Uparrow Downarrow Leftrightarrow Updownarrow mapsto longmapsto longleftarrow
        longrightarrow longleftrightarrow Longleftarrow Longrightarrow Longleftrightarrow
        implies impliedby iff nearrow searrow swarrow nwarrow hookleftarrow hookrightarrow
        leftharpoonup leftharpoondown rightharpoonup rightharpoondown rightleftharpoons
    """,
    "amssymb: letters and ordinary signs": """
        beth gimel daleth digamma varkappa hslash mho eth Finv Game Bbbk complement circledS
        circledR yen checkmark maltese backprime varnothing nexists square blacksquare lozenge
        blacklozenge bigstar blacktriangle blacktriangledown triangledown measuredangle
        sphericalangle diagup diagdown ulcorner urcorner llcorner lrcorner
    """,
    "amssymb: operations": """
        boxdot boxplus boxtimes boxminus centerdot veebar barwedge doublebarwedge Cup doublecup
        Cap doublecap curlywedge curlyvee leftthreetimes rightthreetimes dotplus intercal
        circledcirc circledast circleddash divideontimes lessdot gtrdot ltimes rtimes
        smallsetminus lhd rhd unlhd unrhd
    """,
    "amssymb: relations": """
        leqq leqslant eqslantless lesssim lessapprox approxeq lll llless lessgtr lesseqgtr
        lesseqqgtr geqq geqslant eqslantgtr gtrsim gtrapprox ggg gggtr gtrless gtreqless
        gtreqqless doteqdot Doteq eqcirc circeq triangleq risingdotseq fallingdotseq backsim
        backsimeq bumpeq Bumpeq eqsim thicksim thickapprox subseteqq supseteqq Subset Supset
        sqsubset sqsupset preccurlyeq succcurlyeq curlyeqprec curlyeqsucc precsim succsim
        precapprox succapprox vartriangle vartriangleleft vartriangleright trianglelefteq
        trianglerighteq blacktriangleleft blacktriangleright vDash Vdash Vvdash smallsmile
        smallfrown shortmid shortparallel between pitchfork varpropto backepsilon therefore
        because multimap Join
    """,
    "amssymb: negated relations": """
        nless nleq nleqslant nleqq lneq lneqq lvertneqq lnsim lnapprox nprec npreceq precneqq
        precnsim precnapprox nsim nshortmid nmid nvdash nvDash ntriangleleft ntrianglelefteq
        nsubseteq nsubseteqq subsetneq varsubsetneq subsetneqq varsubsetneqq ngtr ngeq ngeqslant
        ngeqq gneq gneqq gvertneqq gnsim gnapprox nsucc nsucceq succneqq succnsim succnapprox
        ncong nshortparallel nparallel nVdash nVDash ntriangleright ntrianglerighteq nsupseteq
        nsupseteqq supsetneq varsupsetneq supsetneqq varsupsetneqq
    """,
    "amssymb: arrows": """
        dashleftarrow dashrightarrow dasharrow leftleftarrows rightrightarrows leftrightarrows
        rightleftarrows Lleftarrow Rrightarrow twoheadleftarrow twoheadrightarrow leftarrowtail
        rightarrowtail looparrowleft looparrowright leftrightharpoons curvearrowleft
        curvearrowright circlearrowleft circlearrowright Lsh Rsh upuparrows downdownarrows
        upharpoonleft upharpoonright restriction downharpoonleft downharpoonright
        leftrightsquigarrow rightsquigarrow leadsto nleftarrow nrightarrow nLeftarrow
        nRightarrow nleftrightarrow nLeftrightarrow Box Diamond
    """,
}

ENVIRONMENTS: Final = """
    equation equation* displaymath math align align* aligned alignat alignat* alignedat flalign
    flalign* xalignat xxalignat gather gather* gathered multline multline* split eqnarray eqnarray*
    subequations cases matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array subarray
    tabular CD
"""
