"""The pictures that are kept of the Google dialect: what each is called, and its parameters.

Every type, drawn parameter and marker of the dialect's tables stands in one of them at least.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from charts import icons as glyphs
from charts.google.read.icons import FRAMES
from charts.icons import weather

_WEEK = "Mon|Tue|Wed|Thu|Fri"


def _sheet(columns: int, width: int, height: int, icons: Iterable[str]) -> str:
    """Icons, as ``chem`` has them, in rows of a chart without data."""
    found = list(icons)
    rows = -(-len(found) // columns)
    parts = [
        f"y;{icon};po={(i % columns + 0.5) / columns:.3g},{1 - (i // columns + 0.5) / rows:.3g}"
        for i, icon in enumerate(found)
    ]
    return f"cht=ls&chs={columns * width}x{rows * height}&chd=t:_&chem=" + "|".join(parts)


def _named(names: Iterable[str], prefix: str = "") -> list[str]:
    """Glyphs or flags over their names."""
    return [
        f"s=simple_text_icon_above;d={name.removeprefix(prefix)},9,000,{name}" for name in names
    ]


def _framed(name: str) -> str:
    """A bubble whose middle is about at its point."""
    side = name.removeprefix("edge_").removeprefix("bb") or "bl"
    # The lower left corner of bbbr is at its point.
    across = 30 if "r" in side and name != "bbbr" else -30 if "l" in side or "r" in side else 0
    up = 20 * ("t" in side) - 20 * ("b" in side)
    return f"s=bubble_text_small;d={name},{name},DEF;of={across},{up}"


def _formula(text: str, more: str = "") -> str:
    return f"cht=tx&chl={quote(text)}{more}"


def _graph(text: str, engine: str = "", more: str = "") -> str:
    return f"cht=gv{engine}&chl={quote(text)}{more}"


def _icons(file: str) -> list[str]:
    """The names in a file of icons, sorted."""
    return sorted(json.loads((Path(glyphs.__file__).parent / file).read_bytes()))


_GLYPHISH = [name for name in _icons("glyphs.json") if name.startswith(glyphs.GLYPHISH)]
_FLAGS = [glyphs.FLAG + code for code in _icons("flags.json")]
SET_NAMES = (*_GLYPHISH, *_FLAGS)
"""The glyphs and flags of sets, with their prefixes."""

_ASKED = {
    # Lines.
    "line": "cht=lc&chs=300x200&chd=t:10,40,25,60",
    "line-axes": "cht=lc&chs=300x200&chd=t:12,30,22,48,41,67|55,42,47,30,33,21&chco=3072F3,C0392B"
    "&chxt=x,y&chxl=0:|Jan|Feb|Mar|Apr|May|Jun&chdl=New|Gone&chg=20,25&chls=2|2,6,3"
    "&chtt=Members",
    "line-scale": "cht=lc&chs=300x200&chd=t:-20,5,30,-5,45,60|10,,15,20,-30,12&chds=-40,80"
    "&chxt=y,x&chxr=0,-40,80,20|1,2016,2021,1&chco=2A9D8F,E76F51&chg=0,16.667,1,3",
    "line-simple": "cht=lc&chs=300x150&chd=s:ANhu7__ygUMK,Zaabcdeehjkm&chco=444444,00A0C0"
    "&chxt=x,y&chxr=1,0,61",
    "line-extended": "cht=lc&chs=300x150&chd=e:AAGaMzYAmZ..zMfp&chf=bg,lg,90,FFFFFF,0,BFD8F0,1"
    "&chco=204060&chls=3&chxt=r&chxs=0,204060,10",
    "line-hidden-series": "cht=lc&chs=250x150&chd=t1:20,35,30,55,50,80|10,20,18,40,33,60"
    "|35,50,44,70,68,95&chco=000000&chm=b,FFDD8899,1,2,0|D,CC8800,1,0,1|D,CC8800,2,0,1",
    "sparkline": "cht=ls&chs=160x40&chd=t:27,25,60,31,25,39,25,31,26,28,80,28,27,31&chco=0077CC"
    "&chm=B,E6F2FA,0,0,0|o,CC0000,0,10,6",
    "sparkline-thin": "cht=lfi&chs=160x40&chd=s:AKSYchjilkigfffhikmomlkjhgec&chco=666666",
    "line-pairs": "cht=lxy&chs=300x200&chd=t:0,10,30,35,80,100|20,60,15,80,45,90|_|10,30,20,40"
    "&chco=CC0066,4466AA&chdl=walked|even&chdlp=b&chxt=x,y&chm=s,CC0066,0,-1,7|o,4466AA,1,-1,7",
    "line-functions": "cht=lc&chs=300x150&chd=t:-1|-1&chco=2F6F9F,B05050&chxt=x,y&chxr=0,0,4"
    "&chfd=0,x,0,12.56,0.1,sin(x)*45%2B50|1,x,0,12.56,0.1,100*exp(-x/4)",
    # Bars.
    "bars": "cht=bvg&chs=200x120&chd=t:30,75,50,90",
    "bars-grouped": "cht=bvg&chs=300x200&chd=t:30,60,45,80|50,35,70,20|15,25,35,45"
    "&chco=3072F3,A2C180,F4A261&chbh=a,2,14&chxt=x,y&chxl=0:|North|East|South|West"
    "&chdl=2019|2020|2021&chdlp=t|2,0&chg=0,25",
    "bars-stacked": "cht=bvs&chs=300x200&chd=t:20,35,15,40,25|30,10,25,20,45|10,20,30,5,15"
    "&chco=264653,2A9D8F,E9C46A&chbh=26,18&chxt=x,y&chxl=0:|"
    + _WEEK
    + "&chm=N*f0*,000000,-1,-1,11|N,FFFFFF,0,-1,10,,c&chdl=a|b|c&chdlp=r|r",
    "bars-overlapped": "cht=bvo&chs=200x150&chd=t:80,30,65,50|40,70,55,20&chco=B0C4DE,4169E1"
    "&chbh=30,0,15&chxt=y",
    "bars-level": "cht=bhg&chs=260x180&chd=t:60,35,80|45,70,20&chco=4D89F9,C6D9FD&chbh=12,3,12"
    "&chxt=x,y&chxl=1:|Third|Second|First&chdl=before|after&chdlp=bv",
    "bars-level-stacked": "cht=bhs&chs=260x140&chd=t:40,25,10|20,30,60&chco=FF9900,FFEBCC"
    "&chbh=r,0.5&chxt=y,t&chxl=0:|Lisbon|Porto|Braga&chg=25,0,3,2&chxr=1,0,100,25",
    "bars-level-overlapped": "cht=bho&chs=200x120&chd=t:70,40,90|50,60,30&chco=DDDDDD,CC3333"
    "&chbh=18,0,10&chxt=x",
    "bars-below-zero": "cht=bvg&chs=260x180&chd=t:40,-25,60,-50,15&chds=-60,80&chco=3399CC"
    "&chxt=x,y,x&chxr=1,-60,80,20&chxl=0:|" + _WEEK + "|2:|day&chxp=2,50"
    "&chm=N*f1z*,666666,0,-1,10",
    "bars-zero-line": "cht=bvs&chs=200x120&chd=t:80,20,60,35,95&chp=0.5"
    "&chco=777799&chxt=y&chg=0,50",
    "bars-colours": "cht=bvs&chs=240x150&chd=t:35,60,85,45,70"
    "&chco=E63946|F4A261|2A9D8F|457B9D&chdl=red|sand|green|blue&chbh=20,10&chf=bg,s,F1FAEE",
    "bars-fills": "cht=bvs&chs=240x150&chd=t:50,70,40,60|30,20,45,25&chbh=a,16&chco=CCCCCC,333333"
    "&chf=b0,lg,90,FF0000,0,FFFF00,1|b1,ls,45,336699,.15,99CCFF,.15|c,s,EEEEEE",
    "bars-too-many": "cht=bvg&chs=200x100&chd=s:ZbfhjmorVXJNPZcrtwz14680&chxt=x,y",
    "bars-fitted-shares": "cht=bvg&chs=260x140&chd=s:ZbfhjmorV,XJNPZcrtw&chbh=r,0.2,1.2"
    "&chco=88AA44,446622&chxt=x,y&chxs=0,3355AA,9|1N*p0*,AA5533,9&chxr=1,0,1",
    # Pies.
    "pie": "cht=p&chs=300x120&chd=t:60,40,25&chl=Yes|No|Perhaps",
    "pie-flow": "cht=p&chs=200x120&chd=s:Hellothere&chco=0000FF,00FF00,FF0000&chp=4.712"
    "&chdl=a|b|c|d|e|f|g|h|i|j&chdls=333333,8&chf=bg,s,FFFFFF00",
    "pie-list": "cht=p&chs=300x150&chd=t:35,-20,25,20&chco=264653|2A9D8F|E9C46A|F4A261"
    "&chl=one||three|four&chp=0.7&chtt=A+slice+left+out&chts=AA3300,12",
    "pie-solid-axis": "cht=p3&chs=300x120&chd=t:3,1,2&chds=a&chxt=x&chxl=0:|left|right|top"
    "&chxs=0,990000,13&chco=FF6666|66FF66|6666FF&chf=bg,s,EEEEEE",
    "rings": "cht=pc&chs=300x150&chd=t:30,70|20,50,30|10,25,25,40&chl=in|in|mid|mid|mid|o1|o2|o3|o4"
    "&chco=AA0000,00AA00|88CC88|CCEECC,0000AA",
    # Points.
    "points": "cht=s&chs=240x160&chd=t:12,30,45,60,78,90|20,65,40,85,30,70&chxt=x,y"
    "&chtt=At+the+right&chts=676767,11.5,r",
    "points-sizes": "cht=s&chs=300x200&chd=t:10,25,40,55,70,85|15,70,35,80,45,60|20,40,60,80,100,30"
    "&chxt=x,y,r&chco=FF0000|00AA00|0000FF&chdl=red|green|blue&chm=d,333333,0,3:5,20&chg=25,25,2,2",
    "points-own-shapes": "cht=s&chs=200x150&chd=t:10,50,90,20|80,50,20,20&chds=0,100,0,120"
    "&chm=x,AA2222,0,0:1,14|c,2222AA,0,2,16|o,FFFFFF,0,3,0|D,999999,0,0,1"
    "&chg=20,20,4,0,10,5&chf=c,lg,45,FFFFFF,0,CCE0CC,1",
    # Around a centre.
    "radar": "cht=r&chs=220x200&chd=t:70,50,85,40,60,70|30,65,45,80,55,30&chco=CC3300,0066CC"
    "&chls=2|2,4,2&chxt=x,y&chxl=0:|speed|range|price|weight|looks&chxr=1,0,100,50",
    "radar-smooth": "cht=rs&chs=200x200&chd=t:60,80,40,90,50,70,30,60&chco=336633&chxt=x"
    "&chxr=0,0,360,45&chg=12.5,25,1,2&chm=B,33663344,0,0,0|o,336633,0,-1,6",
    "radar-marks": "cht=r&chs=200x200&chd=t:50,90,50,90,50,90,50&chm=h,0000FF,0,0.5,1"
    "|V,AAAAAA,0,-1,1|@d,FF0000,0,90:0.7,10|N,000000,0,1:5:2,10",
    # Sets, meters.
    "sets": "cht=v&chs=220x160&chd=t:100,80,60,30,25,20,10&chdl=Tea|Milk|Sugar&chdlp=l"
    "&chco=FF6342,ADDE63,63C6DE",
    "sets-two": "cht=v&chs=160x100&chd=t:100,60,0,30",
    "meter": "cht=gom&chs=220x110&chd=t:70&chl=Fast&chco=FF0000,FF8040,FFFF00,00FF00",
    "meter-arrows": "cht=gom&chs=260x140&chd=t:20,50|85&chls=2|5,4,2|10|20&chl=a|b|c&chxt=x,y"
    "&chxl=0:||1:|slow|middling|fast&chtt=Two+kinds",
    # Codes.
    "code": "cht=qr&chs=150x120&chl=https://charts.example/%C3%BCber&chld=Q|2&choe=UTF-8"
    "&chf=bg,s,FFF3D0",
    "code-dense": "cht=qr&chs=180x180&chl=" + "0123456789" * 40 + "&chld=H|1",
    "code-latin": "cht=qr&chs=100x100&chl=caf%C3%A9&choe=ISO-8859-1&chld=M|0&chof=gif",
    # Formulas.
    "formula": _formula(r"x=\frac{-b\pm\sqrt{b^2-4ac}}{2a}"),
    "formula-sums": _formula(
        r"\sum_{n=1}^{\infty}\frac{1}{n^2}=\frac{\pi^2}{6},\quad"
        r"\prod_{p}\frac{1}{1-p^{-s}},\quad\lim_{x\to0}\frac{\sin x}{x}=1"
    ),
    "formula-integrals": _formula(
        r"\oint_{\partial S}\vec{F}\cdot d\vec{r}=\iint_{S}(\nabla\times\vec{F})\cdot d\vec{S}",
        "&chs=60",
    ),
    "formula-matrices": _formula(
        r"\begin{pmatrix}a&b\\c&d\end{pmatrix}^{-1}=\frac{1}{ad-bc}"
        r"\begin{bmatrix}d&-b\\-c&a\end{bmatrix},\ \begin{vmatrix}1&\cdots&0\\"
        r"\vdots&\ddots&\vdots\\0&\cdots&1\end{vmatrix}"
    ),
    "formula-cases": _formula(
        r"|x|=\begin{cases}x&\text{if }x\ge 0,\\-x&\text{otherwise}\end{cases}"
    ),
    "formula-align": _formula(r"\begin{align}(a+b)^2&=a^2+2ab+b^2\\&\ge 4ab\tag{1}\end{align}"),
    "formula-colours": _formula(
        r"\color{teal}\underbrace{\textcolor{red}{\alpha}+\textcolor[HTML]{0066CC}{\beta}}"
        r"_{\text{angles}}\boxed{\gamma}",
        "&chco=884400&chf=bg,s,FFF8E0",
    ),
    "formula-clear": _formula(r"E=mc^2", "&chs=160x60&chco=006633&chf=bg,s,FFFFFF00"),
    "formula-letters": _formula(
        r"\mathbb{R}\ \mathcal{L}\ \mathfrak{g}\ \mathbf{v}\ \mathrm{d}x\ \mathsf{T}\ \mathtt{0}\ "
        r"\hat{a}\ \bar{b}\ \widehat{xyz}\ \overline{AB}\ \ddot{u}\ \hbar\ \varnothing\ \not\in"
    ),
    "formula-signs": _formula(
        r"A\xrightarrow[\Delta]{H_2O}B\rightleftharpoons\left\{\left.\binom{n}{k}\right|"
        r"\left\lfloor\frac{\sqrt[3]{n}}{2}\right\rfloor\le k\right\}\subseteq\mathbb{N}"
    ),
    "formula-corners": _formula(
        r"\sideset{_a^b}{'}\sum_{i=1}^n x_i\qquad"
        r"\begin{pmatrix}a_{11}&a_{12}&a_{13}\\\hdotsfor{3}\\a_{n1}&a_{n2}&a_{n3}\end{pmatrix}"
    ),
    "formula-relations": _formula(
        r"a\lvertneqq b\nleqslant c\varsubsetneq d\nshortparallel e\thickapprox f"
        r"\hookrightarrow g\lessdot\hslash\Game\varkappa",
        "&chs=0x60",
    ),
    "formula-lines": _formula(
        r"\begin{array}{|c|rl|}\hline i&x_i&y_i\\\hline 1&10&a\\2&-3.5&b\\\hline\end{array}"
        r"\cfrac{1}{1+\cfrac{1}{1+\cfrac{1}{x}}}"
    ),
    # Graphs.
    "graph": "cht=gv&chl=digraph{a->b->d;a->c->d;b->c[label=%22maybe%22]}",
    "graph-states": _graph(
        "digraph{rankdir=LR;node[shape=circle,style=filled,fillcolor=lightyellow];"
        "start[shape=point];done[shape=doublecircle,fillcolor=palegreen];"
        'start->idle;idle->busy[label="call"];busy->idle[label="end",style=dashed];'
        'busy->done[label="stop",color=red,fontcolor=red,arrowhead=vee];'
        "done->done}"
    ),
    "graph-clusters": _graph(
        'digraph{compound=true;node[shape=box,style="rounded,filled",fillcolor=white];'
        'subgraph cluster_a{label="Client";bgcolor=aliceblue;page;cache}'
        'subgraph cluster_b{label="Server";bgcolor=mistyrose;style=rounded;app;'
        "db[shape=cylinder]}page->app[lhead=cluster_b];cache->page[dir=both];app->db[weight=3]}"
    ),
    "graph-records": _graph(
        'digraph{node[shape=record];a[label="{Person|name: text|<k>key}"];'
        'b[label="<f0>left|{middle|below}|<f1>right"];a:k->b:f0;b:f1->a[constraint=false];'
        "c[label=<<table><tr><td>one</td><td>two</td></tr></table>>];b->c}"
    ),
    "graph-neato": _graph(
        "graph{node[shape=point];a--b--c--d--e--a;a--c;b--d;c--e;d--a;e--b}", ":neato"
    ),
    "graph-twopi": _graph(
        "digraph{root=core;core[shape=star,style=filled,fillcolor=gold];core->{a b c d e};"
        "a->{a1 a2};b->{b1 b2};c->{c1 c2};d->{d1 d2};e->{e1 e2}}",
        ":twopi",
        "&chs=300x300",
    ),
    "graph-circo": _graph(
        "digraph{node[shape=hexagon];Mon->Tue->Wed->Thu->Fri->Sat->Sun->Mon;"
        "Wed->Sun[color=gray,style=dotted]}",
        ":circo",
        "&chs=260x260",
    ),
    "graph-fdp": _graph(
        "graph{Δ[color=navy];Δ--{x y z};x--y;y--z;subgraph cluster_1{p--q--r--p}x--p}", ":fdp"
    ),
    # Maps.
    "map-africa": "cht=t&chtm=africa&chs=440x220&chld=DZEGZAKENGMGMA&chd=s:A9fUpKz"
    "&chco=FFFFFF,FFE5B4,B34700&chf=bg,s,EAF7FE",
    "map-asia": "cht=t&chtm=asia&chs=440x220&chld=CNINJPIDTHMNSA&chd=t:100,80,40,60,20,0,50"
    "&chco=EEEEEE,CCE5CC,006600&chf=bg,s,D6EAF8",
    "map-europe": "cht=t&chtm=europe&chs=440x220&chld=FRDEITESPTPLSENOUA"
    "&chd=t:70,85,60,45,10,38,_,5,41&chco=F5F5F5,EDF0D4,6C9642,13390A&chf=bg,s,EAF7FE",
    "map-middle-east": "cht=t&chtm=middle_east&chs=300x150&chld=TRIRSAEGIQ&chd=t:1,2,3,4,5"
    "&chds=1,5",
    "map-south-america": "cht=t&chtm=south_america&chs=440x220&chld=BRARCLPECO&chd=s:9fzAU"
    "&chco=FFFFFF,CC99FF,330066&chf=bg,lg,90,DDEEFF,0,FFFFFF,1",
    "map-usa": "cht=t&chtm=usa&chs=440x220&chld=CATXNYFLAKHIWAMN&chd=e:..mZgA3MAAMzZmTM"
    "&chco=FFFFFF,FF0000,FFFF00,00FF00&chf=bg,s,EAF7FE",
    "map-world": "cht=t&chtm=world&chs=440x220&chld=USCNRUBRAUINCAZA&chd=s:9z0UKpYf"
    "&chco=DDDDDD,FFF2CC,CC0000&chf=bg,s,EAF7FE",
    "map-fixed": "cht=map:fixed=-60,-170,78,-170&chs=600x350&chld=US|CA|BR|RU|AU|NZ|FJ|GB|IS"
    "&chd=t:95,50,70,30,40,20,100,60,_&chco=E0E0E0,FFEECC,FF8800,880000&chf=bg,s,E8F4FC"
    "&chtt=Across+the+180th+meridian",
    "map-auto": "cht=map:auto=30,30,20,20&chs=400x300&chld=FR|DE|IT|ES|CH&chco=EFEFEF,3366CC,CC3333"
    ",339966,FF9900,993399&chdl=France|Germany|Italy|Spain|Switzerland&chdlp=r"
    "&chm=fParis%5C,+France:+12,000000,0,0,10|fRome,000000,0,2,10&chma=10,10,10,10",
    "map-parts": "cht=map&chs=300x360&chld=DE-BY|DE-NW|DE-BE|DE-SN|DE-HH|DE&chd=t:100,80,60,40,20,0"
    "&chco=F0F0F0,DDEEFF,004488&chf=bg,s,FFFFFF",
    "map-small": "cht=map:auto=20,20,20,20&chs=200x200&chld=LU|BE|NL"
    "&chco=FFFFFF,FF6666,66AA66,6666FF&chf=bg,s,CCE6FF",
    "map-states": "cht=map:fixed=24,-126,50,-66&chs=450x260&chld=US-CA|US-TX|US-NY|US-CO|CA-ON|MX"
    "&chco=F4F4F4,FF9999,99CC99,9999FF,FFCC66,CC99CC,AADDDD&chm=@tacross,333333,0,.05:.1,13",
    # Icons by themselves.
    "icon-bubble-text-small": "chst=d_bubble_text_small&chld=bb|Ferry+at+8|C6EF8C|000088",
    "icon-bubble-text-small-shadow": "chst=d_bubble_text_small_withshadow"
    "&chld=edge_rt|Caf%C3%A9|FFB",
    "icon-bubble-icon-text-small": "chst=d_bubble_icon_text_small"
    "&chld=cafe|bbtl|Open+today|FFFFFF|884400",
    "icon-bubble-icon-text-small-shadow": "chst=d_bubble_icon_text_small_withshadow"
    "&chld=ski|edge_bc|Snow|0099FF|FFFFFF",
    "icon-bubble-icon-text-big": "chst=d_bubble_icon_text_big"
    "&chld=train|bbbr|Platform+3|FFFFFF|333",
    "icon-bubble-icon-text-big-shadow": "chst=d_bubble_icon_text_big_withshadow"
    "&chld=flag_pt|bbtr|Lisbon|EEEEEE|000",
    "icon-bubble-texts-big": "chst=d_bubble_texts_big"
    "&chld=bbT|FFCC66|552200|Town+hall|Mon+to+Fri|9+to+16",
    "icon-bubble-texts-big-shadow": "chst=d_bubble_texts_big_withshadow"
    "&chld=edge_lc|DDEEFF|003366|Library|closed",
    "icon-bubble-icon-texts-big": "chst=d_bubble_icon_texts_big"
    "&chld=petrol|bb|FFFFFF|990000|Fuel|1.79+a+litre|card+only",
    "icon-bubble-icon-texts-big-shadow": "chst=d_bubble_icon_texts_big_withshadow"
    "&chld=wheelchair|edge_tr|3366CC|FFFFFF|Lift|north+side",
    "icon-bubble-icon-texts-big-only-shadow": "chst=d_bubble_icon_texts_big_shadow"
    "&chld=wheelchair|edge_tr|3366CC|FFFFFF|Lift|north+side",
    "icon-pin-letter": "chst=d_map_pin_letter&chld=A|FF6655|000000",
    "icon-pin-letter-shadow": "chst=d_map_pin_letter_withshadow&chld=7|66AA00|FFFFFF",
    "icon-pin-icon": "chst=d_map_pin_icon&chld=bicycle|FFFF00",
    "icon-pin-icon-shadow": "chst=d_map_pin_icon_withshadow&chld=glyphish_camera|CCAAEE",
    "icon-xpin-letter": "chst=d_map_xpin_letter&chld=pin_star|B|00AAEE|000000|FF0000",
    "icon-xpin-letter-shadow": "chst=d_map_xpin_letter_withshadow&chld=pin_sleft|C|FFAA00|000",
    "icon-xpin-icon": "chst=d_map_xpin_icon&chld=pin_sright|home|88DD88",
    "icon-xpin-icon-shadow": "chst=d_map_xpin_icon_withshadow&chld=pin_star|parking|FFFFFF|0000FF",
    "icon-xpin-plain": "chst=d_map_xpin_icon&chld=pin|flag_br|DDDDDD",
    "icon-pin-shadow": "chst=d_map_pin_shadow",
    "icon-xpin-shadow": "chst=d_map_xpin_shadow&chld=pin_sleft",
    "icon-spin": "chst=d_map_spin&chld=1.2|0|FF9944|13|b|A12",
    "icon-spin-turned": "chst=d_map_spin&chld=2.4|-40|99CCFF|12|_|two|lines",
    "icon-note-arrow": "chst=d_fnote&chld=arrow_d|1|000000|h|Enter|here",
    "icon-note-balloon": "chst=d_fnote&chld=balloon|2|0000AA|l|Left+aligned|text",
    "icon-note-thought": "chst=d_fnote&chld=thought|1|555555|r|Is+this|the+way?",
    "icon-note-pinned": "chst=d_fnote_title&chld=pinned_c|1|004400|h|To+do|Milk|Bread",
    "icon-note-sticky": "chst=d_fnote_title&chld=sticky_y|2|000000|l|Friday|Call+Ana",
    "icon-note-taped": "chst=d_fnote_title&chld=taped_y|1|990000|r|Notice|Wet+paint",
    "icon-weather": "chst=d_weather&chld=pinned_c|cloudy-sunny|Porto|19+%C2%B0C|light+wind",
    "icon-text-outline": "chst=d_text_outline&chld=FFCC00|28|h|333333|b|Summer|sale",
    "icon-text-above": "chst=d_simple_text_icon_above&chld=Harbour|14|003399|sail|24|0099CC|FFFFFF",
    "icon-text-below": "chst=d_simple_text_icon_below&chld=Airport|14|000|airport|24|F60|FFF",
    "icon-text-left": "chst=d_simple_text_icon_left&chld=Cinema|16|800080|cinema|16|800080|EEEEEE",
    "icon-text-right": "chst=d_simple_text_icon_right&chld=Taxi|18|FFF|taxi|20|FC0|000&chof=gif"
    "&chf=bg,s,FFFFFF",
    # Every frame, every weather, every glyph.
    "icon-frames": _sheet(4, 130, 60, map(_framed, FRAMES)),
    "icon-weathers": _sheet(
        4, 190, 80, (f"s=weather;d=taped_y,{w},{w.replace('-', ',')}" for w in weather.NAMES)
    ),
    "icons": _sheet(10, 75, 45, _named(glyphs.names())),
    "icons-glyphish": _sheet(9, 80, 45, _named(_GLYPHISH[::2], glyphs.GLYPHISH)),
    "icons-glyphish-more": _sheet(9, 80, 45, _named(_GLYPHISH[1::2], glyphs.GLYPHISH)),
    "icons-flags": _sheet(13, 50, 40, _named(_FLAGS[:91], glyphs.FLAG)),
    "icons-flags-more": _sheet(13, 50, 40, _named(_FLAGS[91:182], glyphs.FLAG)),
    "icons-flags-last": _sheet(13, 50, 40, _named(_FLAGS[182:], glyphs.FLAG)),
    # Icons of older map code.
    "icon-disk": "cht=it&chs=24x24&chco=3366CC,000000FF,FFFFFF01&chl=8&chx=FFFFFF,12"
    "&chf=bg,s,00000000",
    "icon-box": "cht=itr&chs=48x24&chco=FFEE99,664400FF,FFFFFF01&chl=Bus&chx=664400",
    "icon-marker": "cht=mm&chs=32x32&chco=FFFFFF,FF3300,000000",
    # Icons and charts in charts.
    "chem-line": "cht=lc&chs=320x200&chd=t:20,45,30,70,55,85&chco=3366CC&chxt=x,y"
    "&chem=y;s=map_pin_letter_withshadow;d=A,66CC66;dp=1"
    "|y;s=bubble_icon_text_small;d=ski,bbtr,Record!,FFFFFF,000;dp=3;of=0,-4"
    "|y;s=cm_size;d=disk,0,4,14,4,3366CC99,FFFFFF,hv;dp=all;py=-1"
    "|y;s=text_outline;d=990000,13,h,FFFFFF,b,low@, then up;dp=2;of=0,-24"
    "|y;s=fnote;d=sticky_y,2,000000,l,at a,corner;po=0.15,0.85",
    "chem-bars": "cht=bvg&chs=320x200&chd=t:20,50,35,80&chco=CCDDEE&chbh=40,0,20&chxt=x,y"
    "&chxl=0:|ship|bus|bike|train"
    "&chem=y;s=cm_repeat;d=bus,0,10,V,14,FF9900,884400,2,hb;ds=0;dp=1"
    "|y;s=cm_color;d=ship,0,66CCFF,3366CC,000066,22,FFFFFF,hb;dp=0"
    "|y;s=cm_color_size;d=bicycle,0,00AA00,FFFF00,FF0000,0,10,30,12,000000,hb;dp=2"
    "|y;s=cm_repeat_color;d=train,0,5,h,10,0,FF0000,AA0066,0000AA,FFFFFF,1,hb;dp=3",
    "chem-charts": "cht=lc&chs=400x240&chd=t:15,60,40,75&chco=888888&chxt=x,y"
    "&chem=y;s=ec;d=hb,cht,p,chd,t:60@,40,chs,70x70,chco,FF6600@|336699,chf,bg@,s@,FFFFFF00;dp=1"
    "|y;s=ecb;d=bbT,6,00AAAA,E0FFFF,cht,bvs,chd,t:10@,40@,25,chs,60x40,chbh,a,chco,007777;dp=2"
    "|y;s=ecb;d=bb,4,884400,FFFFFF,cht,tx,chl,\\pi r^2,chs,30;po=0.1,0.7",
    # Markers.
    "marks-shapes": "cht=lc&chs=300x120&chd=t:30,50,40,60,35,55,45,70|70,80,75,90,70,85,80,95"
    "&chco=CCCCCC,EEEEEE&chm=a,990000,0,0,12|c,009900,0,1,12|C,00009966,0,2,10|d,999900,0,3,12"
    "|o,990099,0,4,12|s,009999,0,5,12|S,333333,0,6,8:18|x,FF6600,0,7,12,1",
    "marks-lines": "cht=lc&chs=300x150&chd=t:20,60,35,75,50,40,65|30,75,45,85,65,50,80"
    "&chco=000000,999999"
    "&chm=v,CC0000,0,1,2|V,00CC00,0,2,1|V,00CC00,0,5,2:40|h,0000CC,0,0.9,1|H,CC00CC,0,4,1"
    "|H,00AAAA,0,6,4:50|E,FF8800,0,3,2:14|D,8888FF,1,2:4,4,-1",
    "marks-candles": "cht=lc&chs=300x150"
    "&chd=t0:_,15,22,30,28,10,_|_,25,30,55,50,22,_|_,45,28,40,65,48,_|_,60,50,62,80,55,_"
    "&chm=F,0066CC,0,-1,16&chxt=y",
    "marks-boxes": "cht=bhs&chs=240x120&chd=t0:20,30|35,45|60,55|85,70&chxt=x,y&chbh=24,20"
    "&chm=F,888888,0,-1,20|E,AA0000,0,0,1:10|o,AA0000,3,-1,7",
    "marks-bands": "cht=lc&chs=250x190&chd=t:15,45,30,70,55,85&chco=333333&chf=c,s,F8F8F8"
    "&chm=r,CCEECC,0,0.25,0.5|r,CC0000,0,0.8,0.81|R,CCCCEE99,0,0.6,0.75|R,000000,0,0.2,0.205"
    "&chtt=First+line|and+a+second&chts=0044AA,16,l",
    "marks-fills": "cht=lc&chs=250x150&chd=t:90,80,85,70,75|60,50,62,40,45|20,25,15,30,18"
    "&chco=224488,4488CC,88CCEE&chm=b,22448855,0,1,0|b,4488CC55,1,2,0|B,88CCEE88,2,1:3,0",
    "marks-text": "cht=lc&chs=300x200&chd=t:20,55,30,80,45,65&chds=0,100&chxt=x,y"
    "&chm=tplain,AA0000,0,1,12|fflag%5C,+two,333333,0,3,11|Anote,006600,0,4,11"
    "|N*cEUR2z*,0000AA,0,0,10,,lv:6:0|N**+m,000000,0,5,10,,rt:-4:-6|@tcorner,888888,0,.05:.9,14",
    "marks-groups": "cht=bvg&chs=260x160&chd=t:40,60,80|30,50,70&chbh=22,4,16&chco=A0C0E0,E0C0A0"
    "&chm=N*f0*,333333,0,-1,10|N*f0*,333333,1,-1,10,,:0:2|tbase,0000AA,0,1,9,,s|E,FF0000,0,2,1:8"
    "|D,008800,1,0,2|v,AA00AA,1,0,1",
    # What stands around.
    "legend-left": "cht=lc&chs=260x120&chd=t:10,30,25|40,35,50|70,60,80&chdl=one||three&chdlp=ls"
    "&chco=CC0000,00CC00,0000CC&chxt=y&chdls=0000CC,13",
    "legend-column-above": "cht=s&chs=220x180&chd=t:20,50,80|30,70,45&chdl=a|b|c&chdlp=tv"
    "&chco=AA0000|00AA00|0000AA",
    "margins": "cht=lc&chs=260x140&chd=t:20,70,40|50,30,60&chma=50,20,30,10|90,20&chdl=a|b"
    "&chco=AA0000,0000AA&chf=bg,s,EFEFEF|c,s,FFFFFF",
    "axes-all-sides": "cht=lc&chs=300x200&chd=t:20,70,40,60&chxt=x,y,r,t,x,y"
    "&chxr=0,10,0|1,0,1000,200"
    "&chxl=3:|low|mid|high|4:|time|5:|speed&chxp=2,10,35,75|4,50|5,50"
    "&chxs=0,0000DD,10,0,lt,FF0000,0000DD|1N*s*,676767,11,-1,t|2N*e1*,008800,9,0,_"
    "|3,AA00AA,12,-1,l",
    "axes-ticks": "cht=bvg&chs=240x140&chd=t:40,70,55&chbh=30,0,20&chxt=y,x,r&chxtc=0,-400|2,8,-8"
    "&chxs=0,,,,lt,DDDDDD|2N$*2sz*k,335577,11,1,lt&chxr=0,0,60,10|2,0,2500"
    "&chxl=1:|a|b|c&chxp=0,20,40",
    "axes-outside": "cht=lc&chs=200x100&chd=t:-30,20,60,140,90,_,50&chxt=x,y&chxp=0,25,75,150"
    "&chxl=0:|quarter|three|far|7:|none",
    "opacity": "cht=bvg&chs=160x100&chd=t:40,80,60&chf=a,s,00000066|bg,s,00000000"
    "|c,ls,0,DDDDFF,.25,FFFFFF,.25",
    "grid-at-labels": "cht=bhg&chs=220x130&chd=t:55,80&chg=-1,-1&chxt=x,y&chxl=1:|second|first"
    "&chxr=0,0,100,40",
    "scripts": "cht=bvg&chs=300x150&chd=t:50,80,65&chbh=a,30&chxt=x"
    "&chtt=%C5%9Er%C3%B6der+%CE%A9+%D0%96+%E6%9E%9C%E7%89%A9"
    "&chxl=0:|%E8%8B%B9%E6%9E%9C|%D8%A8%D8%B1%D8%AA%D9%82%D8%A7%D9%84|%C3%9Cber+100%25",
    "gif": "cht=lc:nda&chof=gif&chs=200x100&chd=t:20,70,40,90&chco=CC0000&chxt=y&chf=bg,s,FFFFE0",
    # What image-charts.com adds.
    "added-doughnut": "cht=pd&chs=220x140&chd=a:30,20,10&chl=one|two|three&chli=60+kg"
    "&chlps=font.size,12&icretina=0&icac=me&ichm=0a",
    "added-polar": "cht=pa&chs=180x140&chd=a:3,5,2,4&chdl=a|b|c|d&icff=Lora&icfs=12&scale=1",
    "added-bubbles": "cht=bb&chs=220x140&chd=a:1,3,2|2,4,1|5,9,3&chxt=x,y&iclocale=de",
    "added-bars": "cht=bvg&chs=220x140&chd=a:1000,4000,2500&chbr=6&chxt=x,y&chxl=0:|a|b|c",
    "added-colours-of-codes": "cht=qr&chs=99x99&chl=a&icqrb=FFFFEE&icqrf=003366",
    "tiny": "cht=bvg&chs=16x16&chd=t:40,90,60&chbh=a,1&chxt=x,y&chtt=no+room&chdl=a",
}

PICTURES = {name: f"/chart?{asked}" for name, asked in _ASKED.items()}
