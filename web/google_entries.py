"""The charts of Google's dialect in the gallery: every type, marker, icon and parameter."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from .entry import Entry, Group


def _google(anchor: str, caption: str, query: str, size: tuple[int, int] = (0, 0)) -> Entry:
    return Entry(anchor, caption, "/chart?" + query, size)


def _formula(anchor: str, caption: str, tex: str, size: tuple[int, int], more: str = "") -> Entry:
    return _google(anchor, caption, f"cht=tx&chl={quote(tex, safe='{}^=,')}{more}", size)


def _graph(anchor: str, caption: str, dot: str, size: tuple[int, int], engine: str = "") -> Entry:
    return _google(anchor, caption, f"cht=gv{engine}&chl={quote(dot, safe='{}[];=>-,')}", size)


def _icon(name: str, caption: str, chld: str, size: tuple[int, int]) -> Entry:
    query = f"chst=d_{name}" + (f"&chld={chld}" if chld else "")
    return _google(f"icon-{name.replace('_', '-')}", caption, query, size)


GOOGLE: Final = (
    Group("Line charts", "lc, lxy and the sparklines ls and lfi.", (
        _google("lc", "lc: lines with axes, a grid and a legend",
                "cht=lc&chs=400x220&chd=t:12,30,22,48,41,67|55,42,47,30,33,21&chco=3072F3,C0392B"
                "&chxt=x,y&chxl=0:|Jan|Feb|Mar|Apr|May|Jun&chdl=New|Gone&chg=20,25&chls=2|2,6,3"
                "&chtt=Members"),
        _google("lxy", "lxy: lines over x and y values",
                "cht=lxy&chs=400x220&chd=t:0,10,30,35,80,100|20,60,15,80,45,90|_|10,30,20,40"
                "&chco=CC0066,4466AA&chdl=walked|even&chdlp=b&chxt=x,y"
                "&chm=s,CC0066,0,-1,7|o,4466AA,1,-1,7"),
        _google("ls", "ls: a sparkline",
                "cht=ls&chs=200x50&chd=t:27,25,60,31,25,39,25,31,26,28,80,28,27,31&chco=0077CC"
                "&chm=B,E6F2FA,0,0,0|o,CC0000,0,10,6"),
        _google("lfi", "lfi: a thin sparkline, data in simple encoding",
                "cht=lfi&chs=200x50&chd=s:AKSYchjilkigfffhikmomlkjhgec&chco=666666"),
        _google("chfd", "Data from functions",
                "cht=lc&chs=400x200&chd=t:-1|-1&chco=2F6F9F,B05050&chxt=x,y&chxr=0,0,4"
                "&chfd=0,x,0,12.56,0.1,sin(x)*45%2B50|1,x,0,12.56,0.1,100*exp(-x/4)"),
        _google("gradient", "Gradient ground, extended encoding, an axis on the right",
                "cht=lc&chs=400x200&chd=e:AAGaMzYAmZ..zMfp&chf=bg,lg,90,FFFFFF,0,BFD8F0,1"
                "&chco=204060&chls=3&chxt=r&chxs=0,204060,10"),
    )),
    Group("Bar charts", "Vertical and horizontal; grouped, stacked or overlapped.", (
        _google("bvg", "bvg: vertical, grouped",
                "cht=bvg&chs=400x220&chd=t:30,60,45,80|50,35,70,20|15,25,35,45"
                "&chco=3072F3,A2C180,F4A261&chbh=a,2,14&chxt=x,y&chxl=0:|North|East|South|West"
                "&chdl=2019|2020|2021&chdlp=t&chg=0,25"),
        _google("bvs", "bvs: vertical, stacked, values in and above the bars",
                "cht=bvs&chs=400x220&chd=t:20,35,15,40,25|30,10,25,20,45|10,20,30,5,15"
                "&chds=0,120&chco=264653,2A9D8F,E9C46A&chbh=a,18&chxt=x,y"
                "&chxl=0:|Mon|Tue|Wed|Thu|Fri&chm=N,FFFFFF,0,-1,10,,c|N*f0*,000000,-1,-1,11"
                "&chdl=a|b|c"),
        _google("bvo", "bvo: vertical, overlapped",
                "cht=bvo&chs=260x180&chd=t:80,30,65,50|40,70,55,20&chco=B0C4DE,4169E1"
                "&chbh=40,0,20&chxt=y"),
        _google("bhg", "bhg: horizontal, grouped",
                "cht=bhg&chs=320x200&chd=t:60,35,80|45,70,20&chco=4D89F9,C6D9FD&chbh=14,3,14"
                "&chxt=x,y&chxl=1:|Third|Second|First&chdl=before|after&chdlp=bv"),
        _google("bhs", "bhs: horizontal, stacked",
                "cht=bhs&chs=320x160&chd=t:40,25,10|20,30,60&chco=FF9900,FFEBCC"
                "&chbh=r,0.5&chxt=y,x&chxl=0:|Lisbon|Porto|Braga&chg=25,0,3,2"),
        _google("bho", "bho: horizontal, overlapped",
                "cht=bho&chs=260x150&chd=t:70,40,90|50,60,30&chco=DDDDDD,CC3333"
                "&chbh=24,0,12&chxt=x"),
        _google("chp", "A zero line within the plot",
                "cht=bvs&chs=260x160&chd=t:80,20,60,35,95&chp=0.5&chco=777799&chxt=y&chg=0,50"),
    )),
    Group("Pie charts", "Flat, at a slant, and rings.", (
        _google("p", "p: a pie",
                "cht=p&chs=400x160&chd=t:60,40,25&chl=Yes|No|Perhaps&chp=0.6"),
        _google("p3", "p3: a tilted pie with a side",
                "cht=p3&chs=400x150&chd=t:30,25,20,15&chl=C|Ruby|Java|Python&chco=3072F3"),
        _google("pc", "pc: rings",
                "cht=pc&chs=300x180&chd=t:30,70|20,50,30|10,25,25,40"
                "&chco=AA0000,00AA00|88CC88|CCEECC,0000AA"),
    )),
    Group("Points, radar, Venn and meter", "The other charts of data.", (
        _google("s", "s: points of several sizes",
                "cht=s&chs=400x220&chd=t:10,25,40,55,70,85|15,70,35,80,45,60|20,40,60,80,100,30"
                "&chxt=x,y&chco=3072F3&chm=o,3072F3AA,0,-1,24&chg=25,25,2,2"),
        _google("r", "r: radar, straight lines",
                "cht=r&chs=260x240&chd=t:70,50,85,40,60,70|30,65,45,80,55,30&chco=CC3300,0066CC"
                "&chls=2|2,4,2&chxt=x,y&chxl=0:|speed|range|price|weight|looks&chxr=1,0,100,50"),
        _google("rs", "rs: radar, curves, filled",
                "cht=rs&chs=240x240&chd=t:60,80,40,90,50,70,30,60&chco=336633&chxt=x"
                "&chxr=0,0,360,45&chg=12.5,25,1,2&chm=B,33663344,0,0,0|o,336633,0,-1,6"),
        _google("v", "v: three sets",
                "cht=v&chs=260x180&chd=t:100,80,60,30,25,20,10&chdl=Tea|Milk|Sugar&chdlp=l"
                "&chco=FF6342,ADDE63,63C6DE"),
        _google("gom", "gom: a Google-o-meter",
                "cht=gom&chs=260x130&chd=t:70&chl=Fast&chco=FF0000,FF8040,FFFF00,00FF00"),
    )),
    Group("image-charts.com", "What that service adds to Google's URLs.", (
        _google("pd", "pd: a doughnut with a text in its hole",
                "cht=pd&chs=400x200&chd=a:45,30,15,10&chl=Rent|Food|Travel|Other"
                "&chli=%E2%82%AC2,400&chco=1869B7|27C9C2|FDB45C|C44D58&chlps=font.size,12"),
        _google("pa", "pa: sectors of equal angles, at two device pixels each",
                "cht=pa&chs=300x220&chd=a:11,16,7,14,9&chxt=x&scale=2"
                "&chco=1869B7BB|27C9C2BB|FDB45CBB|C44D58BB|8A6FBFBB"),
        _google("bb", "bb: bubbles of x, y and radius",
                "cht=bb&chs=400x220&chd=t:20,30,14,_,45,60,22,_,70,35,9|30,75,11,_,80,70,18"
                "&chco=1869B7AA,C44D58AA&chl=A|B||C|D&chxt=x,y&scale=2"),
        _google("chbr", "chbr, iclocale, chxr: round corners, numbers in German, one scale",
                "cht=bvg&chs=400x220&chd=a:1250,2300,1800|1400,1900,2600&chbr=8&chxt=x,y"
                "&chxl=0:|Mai|Juni|Juli&chxr=1,0,3000,1000&chxs=1N*cEUR0s*&iclocale=de"
                "&chco=1869B7,27C9C2"),
        _google("chan", "chan: an animation, as a GIF",
                "cht=bvs&chs=300x160&chd=a:4,7,5,9,6&chan=1000,easeOutBounce&chco=27C9C2&chxt=y"),
        _google("icqr", "A code in colours",
                "cht=qr&chs=120x120&chl=Hello&icqrf=1869B7&icqrb=E8F4FF"),
    )),
    Group("Markers", "chm: shapes, lines, texts and fills on a chart of data.", (
        _google("chm-shapes", "Shapes",
                "cht=lc&chs=400x160&chd=t:30,50,40,60,35,55,45,70|70,80,75,90,70,85,80,95"
                "&chco=CCCCCC,EEEEEE&chm=a,990000,0,0,12|c,009900,0,1,12|C,00009966,0,2,10"
                "|d,999900,0,3,12|o,990099,0,4,12|s,009999,0,5,12|S,333333,0,6,8:18|x,FF6600,0,7,12"),
        _google("chm-lines", "Lines through points, error bars",
                "cht=lc&chs=400x180&chd=t:20,60,35,75,50,40,65|30,75,45,85,65,50,80"
                "&chco=000000,999999&chm=v,CC0000,0,1,2|V,00CC00,0,2,1|h,0000CC,0,0.9,1"
                "|H,CC00CC,0,4,1|E,FF8800,0,3,2:14|D,8888FF,1,2:4,4,-1"),
        _google("chm-candles", "F: candlesticks",
                "cht=lc&chs=400x200&chd=t0:_,15,22,30,28,10,_|_,25,30,55,50,22,_"
                "|_,45,28,40,65,48,_|_,60,50,62,80,55,_&chm=F,0066CC,0,-1,20&chxt=y"),
        _google("chm-compound", "Bars and a line: a compound chart",
                "cht=bvs&chs=400x200&chd=t1:35,50,45,70,60,85|25,40,60,55,80,70&chco=C6D9FD"
                "&chbh=a,14&chm=D,D9480F,1,0,3,1|o,D9480F,1,-1,8,1&chxt=x,y"
                "&chxl=0:|Jan|Feb|Mar|Apr|May|Jun"),
        _google("chm-bands", "Bands",
                "cht=lc&chs=400x180&chd=t:15,45,30,70,55,85&chco=333333&chf=c,s,F8F8F8"
                "&chm=r,CCEECC,0,0.25,0.5|R,CCCCEE99,0,0.6,0.75|r,CC0000,0,0.8,0.81"),
        _google("chm-fills", "Fills between lines",
                "cht=lc&chs=400x180&chd=t:90,80,85,70,75|60,50,62,40,45|20,25,15,30,18"
                "&chco=224488,4488CC,88CCEE&chm=b,22448855,0,1,0|b,4488CC55,1,2,0|B,88CCEE88,2,0,0"),
        _google("chm-texts", "Texts, flags and values",
                "cht=lc&chs=400x200&chd=t:20,55,30,80,45,65&chxt=x,y"
                "&chm=tplain,AA0000,0,1,12|fflag,333333,0,3,11|Anote,006600,0,4,11"
                "|N*cEUR2z*,0000AA,0,0,10"),
        _google("chem", "chem: icons at points, a chart in a chart",
                "cht=lc&chs=400x240&chd=t:20,45,30,70,55,85&chco=3366CC&chxt=x,y"
                "&chem=y;s=map_pin_letter_withshadow;d=A,66CC66;dp=1"
                "|y;s=bubble_icon_text_small;d=ski,bbtr,Record!,FFFFFF,000;dp=3;of=0,-4"
                "|y;s=ec;d=hb,cht,p,chd,t:60@,40,chs,60x60,chco,FF6600@|336699,chf,bg@,s@,FFFFFF00;"
                "po=0.85,0.2"),
    )),
    Group("Axes, legends, titles and fills", "What stands around the data.", (
        _google("axes", "Axes on all sides, ticks, number formats",
                "cht=lc&chs=400x240&chd=t:20,70,40,60&chxt=x,y,r,x&chxr=0,10,0|1,0,1000,200"
                "&chxl=3:|time&chxp=2,10,35,75|3,50"
                "&chxs=0,0000DD,10,0,lt,FF0000,0000DD|1N*s*,676767,11,-1,t|2N*e1*,008800,9,0,_"
                "&chxtc=1,-400"),
        _google("titles", "Title, legend and margins, styled",
                "cht=bvs&chs=400x200&chd=t:35,60,85,45,70&chco=E63946|F4A261|2A9D8F|457B9D"
                "&chdl=red|sand|green|blue&chdls=333333,12&chbh=a,20&chtt=Sales|by+region"
                "&chts=1D3557,16,l&chma=20,10,10,10&chf=bg,s,F1FAEE"),
        _google("fills", "Stripes and gradients in bars",
                "cht=bvs&chs=300x180&chd=t:50,70,40,60|30,20,45,25&chbh=a,16&chco=CCCCCC,333333"
                "&chf=b0,lg,90,FF0000,0,FFFF00,1|b1,ls,45,336699,.15,99CCFF,.15|c,s,EEEEEE"),
        _google("scale", "A custom scale, values below zero",
                "cht=bvg&chs=300x200&chd=t:40,-25,60,-50,15&chds=-60,80&chco=3399CC"
                "&chbh=a,14&chxt=x,y&chxr=1,-60,80,20&chxl=0:|Mon|Tue|Wed|Thu|Fri"),
    )),
    Group("Maps", "The areas of 2008, and countries with their parts.", (
        _google("t", "t: Africa",
                "cht=t&chtm=africa&chs=440x220&chld=DZEGZAKENGMGMA&chd=s:A9fUpKz"
                "&chco=FFFFFF,FFE5B4,B34700&chf=bg,s,EAF7FE"),
        _google("t-usa", "t: the states of the USA",
                "cht=t&chtm=usa&chs=440x220&chld=CATXNYFLAKHIWAMN&chd=e:..mZgA3MAAMzZmTM"
                "&chco=FFFFFF,FFE0CC,B34700&chf=bg,s,EAF7FE"),
        _google("map", "map: countries around a fixed part of the earth",
                "cht=map:fixed=-60,-170,78,-170&chs=600x350&chld=US|CA|BR|RU|AU|NZ|FJ|GB|IS"
                "&chd=t:95,50,70,30,40,20,100,60,_&chco=E0E0E0,FFEECC,FF8800,880000"
                "&chf=bg,s,E8F4FC"),
        _google("map-auto", "map: fitted around its countries, with flags",
                "cht=map:auto=30,30,20,20&chs=400x300&chld=FR|DE|IT|ES|CH"
                "&chco=EFEFEF,3366CC,CC3333,339966,FF9900,993399"
                "&chdl=France|Germany|Italy|Spain|Switzerland"
                "&chm=fParis,000000,0,0,10|fRome,000000,0,2,10"),
        _google("map-parts", "map: parts of a country",
                "cht=map&chs=300x360&chld=DE-BY|DE-NW|DE-BE|DE-SN|DE-HH|DE&chd=t:100,80,60,40,20,0"
                "&chco=F0F0F0,DDEEFF,004488"),
    )),
    Group("QR codes", "Any text, with four levels of error correction.", (
        _google("qr", "qr: an address",
                "cht=qr&chs=200x200&chl=https://charts.example/%C3%BCber&chld=M|2&choe=UTF-8"),
    )),
    Group("Formulas", "TeX, set on the Computer Modern fonts.", (
        _formula("tx", "tx: a formula", r"x=\frac{-b\pm\sqrt{b^2-4ac}}{2a}", (163, 46)),
        _formula("tx-sums", "Sums and limits",
                 r"\sum_{n=1}^{\infty}\frac{1}{n^2}=\frac{\pi^2}{6},\quad"
                 r"\lim_{x\to0}\frac{\sin x}{x}=1", (231, 52)),
        _formula("tx-matrix", "Matrices",
                 r"\begin{pmatrix}a&b\\c&d\end{pmatrix}^{-1}=\frac{1}{ad-bc}"
                 r"\begin{bmatrix}d&-b\\-c&a\end{bmatrix}", (246, 52)),
        _formula("tx-colour", "Colours, and a size",
                 r"\color{teal}\underbrace{\alpha+\beta}_{\text{angles}}\boxed{\gamma}", (92, 60),
                 "&chs=60&chf=bg,s,FFF8E0"),
    )),
    Group("Graphs", "DOT, laid out by Graphviz.", (
        _graph("gv", "gv: a graph",
               "digraph{rankdir=LR;a->b->d;a->c->d;b->c[label=maybe]}", (512, 104)),
        _graph("gv-states", "States, from left to right",
               "digraph{rankdir=LR;node[shape=circle,style=filled,fillcolor=lightyellow];"
               "start[shape=point];done[shape=doublecircle,fillcolor=palegreen];"
               'start->idle;idle->busy[label="call"];busy->idle[label="end",style=dashed];'
               'busy->done[label="stop",color=red,fontcolor=red]}', (499, 109)),
        _graph("gv-neato", "Another engine: neato",
               "graph{node[shape=point];a--b--c--d--e--a;a--c;b--d;c--e;d--a;e--b}", (123, 129),
               ":neato"),
    )),
    Group("Icons", "chst: pins, bubbles, notes and weather, for maps and pages.", (
        _icon("map_pin_letter", "A pin with a letter", "A|FF6655|000000", (21, 34)),
        _icon("map_pin_icon", "A pin with an icon", "bicycle|FFFF00", (21, 34)),
        _icon("map_xpin_letter", "A pin in another style, with a star",
              "pin_star|B|00AAEE|000000|FF0000", (23, 39)),
        _icon("map_xpin_icon", "The same with an icon", "pin_sright|home|88DD88", (23, 33)),
        _icon("map_spin", "A pin of any size, turned", "2.4|-40|99CCFF|12|_|two|lines", (122, 135)),
        _icon("map_pin_shadow", "A pin’s shadow", "", (40, 37)),
        _icon("map_xpin_shadow", "The shadow of another style", "pin_sleft", (41, 36)),
        _icon("bubble_text_small", "A small bubble", "bb|Ferry+at+8|C6EF8C|000088", (91, 42)),
        _icon("bubble_icon_text_small", "A small bubble with an icon",
              "cafe|bbtl|Open+today|FFFFFF|884400", (130, 42)),
        _icon("bubble_icon_text_big", "A bubble with an icon",
              "train|bbbr|Platform+3|FFFFFF|333", (154, 58)),
        _icon("bubble_texts_big", "A bubble with lines of text",
              "bbT|FFCC66|552200|Town+hall|Mon+to+Fri|9+to+16", (102, 75)),
        _icon("bubble_icon_texts_big", "A bubble with an icon and lines",
              "petrol|bb|FFFFFF|990000|Fuel|1.79+a+litre|card+only", (136, 95)),
        _icon("fnote", "A note", "balloon|2|0000AA|l|Left+aligned|text", (92, 66)),
        _icon("fnote_title", "A note with a title",
              "pinned_c|1|004400|h|To+do|Milk|Bread", (110, 91)),
        _icon("weather", "The weather",
              "pinned_c|cloudy-sunny|Porto|19+%C2%B0C|light+wind", (150, 91)),
        _icon("text_outline", "An outlined text", "FFCC00|28|h|333333|b|Summer|sale", (115, 68)),
        _icon("simple_text_icon_above", "A text over an icon",
              "Harbour|14|003399|sail|24|0099CC|FFFFFF", (54, 45)),
        _icon("simple_text_icon_below", "Below", "Airport|14|000|airport|24|F60|FFF", (44, 45)),
        _icon("simple_text_icon_left", "At the left",
              "Cinema|16|800080|cinema|16|800080|EEEEEE", (76, 21)),
        _icon("simple_text_icon_right", "At the right", "Taxi|18|333|taxi|20|FC0|000", (58, 23)),
    )),
    Group("Icons of older map code", "it, itr and mm, still found in old pages.", (
        _google("it", "it: a disk",
                "cht=it&chs=32x32&chco=3366CC,000000FF,FFFFFF01&chl=8&chx=FFFFFF,14"),
        _google("itr", "itr: a rounded box",
                "cht=itr&chs=56x28&chco=FFEE99,664400FF,FFFFFF01&chl=Bus&chx=664400"),
        _google("mm", "mm: a map pin", "cht=mm&chs=32x32&chco=FFFFFF,FF3300,000000"),
    )),
    Group("Other answers", "chof: GIF, SVG, and what a URL says.", (
        _google("gif", "GIF", "cht=lc:nda&chof=gif&chs=300x150&chd=t:20,70,40,90&chco=CC0000"
                "&chxt=y&chf=bg,s,FFFFE0"),
        _google("google-svg", "SVG, which Google’s API did not have",
                "cht=p&chof=svg&chs=300x150&chd=t:3,2,1&chds=a&chl=three|two|one"),
    )),
)  # fmt: skip
