"""QuickChart's charts in the gallery: every type of a Chart.js config, and every other endpoint."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from .entry import Entry, Group


def _config(name: str, caption: str, config: str, more: str = "") -> Entry:
    """Return a config's chart, which is 500x300 CSS pixels unless ``more`` has another size."""
    return Entry(f"chartjs-{name}", caption, f"/chart?c={quote(config, safe=_LEGIBLE)}{more}")


def _other(path: str, name: str, caption: str, query: str, size: tuple[int, int]) -> Entry:
    return Entry(f"quickchart-{name}", caption, f"/{path}?{query}", size)


_LEGIBLE: Final = "{}[]():',!*="
_QUARTERS: Final = "labels:['Q1','Q2','Q3','Q4']"
_ROOMS: Final = "labels:['Kitchen','Bath','Hall']"
_PRICES: Final = ",".join(
    f"{{x:'2026-03-{day:02}',o:{o},h:{h},l:{low},c:{c}}}"
    for day, o, h, low, c in (
        (2, 41, 45, 40, 44), (3, 44, 46, 42, 43), (4, 43, 44, 38, 39), (5, 39, 43, 39, 42),
        (6, 42, 48, 41, 47), (9, 47, 49, 45, 46), (10, 46, 51, 46, 50),
    )
)  # fmt: skip
_LOADS: Final = ",".join(
    f"{{x:'{day}',y:'{hour}',v:{load}}}"
    for hour, loads in (("am", (3, 8, 6, 9, 4)), ("pm", (7, 12, 10, 11, 2)))
    for day, load in zip(("Mon", "Tue", "Wed", "Thu", "Fri"), loads, strict=True)
)

QUICKCHART: Final = (
    Group("Bars of a config", "bar and horizontalBar.", (
        _config("bar", "Bars, grouped",
                f"{{type:'bar',data:{{{_QUARTERS},datasets:[{{label:'Tea',data:[12,19,14,23]}},"
                "{label:'Coffee',data:[30,26,33,28]}]}}"),
        _config("bar-stacked", "Stacked, an axis in dollars, a title",
                f"{{type:'bar',data:{{{_QUARTERS},datasets:[{{label:'Shop',data:[1200,1900,1400,"
                "2300]},{label:'Web',data:[3000,2600,3300,4800]}]},options:{title:{display:true,"
                "text:'Takings'},legend:{position:'right'},scales:{xAxes:[{stacked:true}],yAxes:[{"
                "stacked:true,ticks:{callback:(v)=>'$'+v.toLocaleString()}}]}}}"),
        _config("bar-horizontal", "horizontalBar, with the values beside the bars",
                f"{{type:'horizontalBar',data:{{{_ROOMS},datasets:[{{data:[21,18.5,16],"
                "backgroundColor:['teal','tomato','goldenrod']}]},options:{legend:{display:false},"
                "plugins:{datalabels:{anchor:'end',align:'start',color:'white',formatter:"
                "(v)=>v+' °C'}},scales:{xAxes:[{ticks:{beginAtZero:true}}]}}}"),
        _config("bar-gradient", "A gradient, round corners, version 4",
                "{type:'bar',data:{labels:['2023','2024','2025','2026'],datasets:[{label:'Members',"
                "borderRadius:6,data:[310,480,620,790],backgroundColor:getGradientFillHelper("
                "'vertical',['#7048e8','#22b8cf'])}]},options:{plugins:{legend:{display:false},"
                "title:{display:true,text:'Members'}}}}"),
        _config("mixed", "Bars and a line, an axis on each side",
                "{type:'bar',data:{labels:['Jan','Feb','Mar','Apr'],datasets:[{type:'line',"
                "label:'Degrees',data:[2.5,4,9,13],yAxisID:'t',fill:false},{label:'Millimetres',"
                "data:[52,41,47,38],yAxisID:'r'}]},options:{scales:{yAxes:[{id:'r',ticks:{"
                "beginAtZero:true}},{id:'t',position:'right',gridLines:{drawOnChartArea:false}}]}}}"),
    )),
    Group("Lines and points of a config", "line, scatter, bubble and sparkline.", (
        _config("line", "Lines, curved, one dashed",
                f"{{type:'line',data:{{{_QUARTERS},datasets:[{{label:'This year',fill:false,"
                "tension:0.4,data:[12,19,14,23]},{label:'Last year',fill:false,borderDash:[6,4],"
                "tension:0.4,data:[10,15,17,16]}]}}"),
        _config("line-area", "An area over time, with a limit",
                "{type:'line',data:{datasets:[{label:'Load',fill:true,data:[{x:'2026-03-02',y:"
                "31},{x:'2026-03-05',y:64},{x:'2026-03-09',y:48},{x:'2026-03-16',y:82}]}]},"
                "options:{scales:{x:{type:'time',time:{unit:'week'}},y:{min:0,max:100}},plugins:"
                "{annotation:{annotations:{limit:{type:'line',yMin:75,yMax:75,borderColor:"
                "'crimson',borderDash:[4,4],label:{display:true,content:'limit',position:'start'}}}}}}}"),
        _config("scatter", "scatter: pairs of x and y",
                "{type:'scatter',data:{datasets:[{label:'Flats',data:[{x:41,y:620},{x:55,y:790},"
                "{x:63,y:840},{x:70,y:1090},{x:88,y:1180},{x:102,y:1420}]}]}}"),
        _config("bubble", "bubble: x, y and a radius",
                "{type:'bubble',data:{datasets:[{label:'Towns',data:[{x:1,y:4,r:8},{x:2,y:2,r:"
                "16},{x:3,y:5,r:24},{x:4,y:3,r:11}]}]},options:{scales:{x:{min:0,max:5},y:{min:0,max:7}}}}"),
        _config("sparkline", "sparkline", "{type:'sparkline',data:{datasets:[{data:[27,25,60,31,"
                "25,39,25,31,26,28,80,28]}]}}", "&w=200&h=50"),
    )),
    Group("Slices and dials of a config", "Pies, rings, gauges and radar charts.", (
        _config("pie", "pie", "{type:'pie',data:{labels:['Yes','No','Perhaps'],datasets:[{data:["
                "60,40,25]}]}}"),
        _config("doughnut", "doughnut, with a text in its hole",
                "{type:'doughnut',data:{labels:['Done','Open'],datasets:[{data:[72,28],"
                "backgroundColor:['seagreen','lightgrey']}]},options:{plugins:{doughnutlabel:"
                "{labels:[{text:'72 %',font:{size:24}},{text:'done'}]}}}}"),
        _config("outlabeled-pie", "outlabeledPie: labels outside",
                "{type:'outlabeledPie',data:{labels:['Rent','Food','Travel','Rest'],datasets:["
                "{data:[45,25,12,18]}]},options:{plugins:{legend:false,outlabels:{text:'%l %p',"
                "color:'white',stretch:25}}}}"),
        _config("outlabeled-doughnut", "outlabeledDoughnut",
                "{type:'outlabeledDoughnut',data:{labels:['Sun','Wind','Water'],datasets:[{data:["
                "38,44,18]}]},options:{plugins:{legend:false}}}"),
        _config("polar-area", "polarArea", "{type:'polarArea',data:{labels:['North','East','South',"
                "'West'],datasets:[{data:[11,16,7,14]}]}}"),
        _config("radar", "radar", "{type:'radar',data:{labels:['Speed','Range','Price','Weight',"
                "'Looks'],datasets:[{label:'A',data:[7,5,8,4,6]},{label:'B',data:[4,8,5,7,7]}]}}"),
        _config("gauge", "gauge: bands and a needle",
                "{type:'gauge',data:{datasets:[{value:62,data:[30,70,100],backgroundColor:["
                "'seagreen','gold','crimson']}]}}"),
        _config("radial-gauge", "radialGauge",
                "{type:'radialGauge',data:{datasets:[{data:[68],backgroundColor:'rebeccapurple'}]}}"),
        _config("progress-bar", "progressBar", "{type:'progressBar',data:{datasets:[{data:[45]}]}}",
                "&w=300&h=40"),
    )),
    Group("Distributions, cells and steps of a config", "Types of plugins.", (
        _config("boxplot", "boxplot", f"{{type:'boxplot',data:{{{_ROOMS},datasets:[{{label:'°C',"
                "data:[[18,19,21,21,22,24,29],[16,18,18,19,20],[12,14,15,15,17,18]]}]}}"),
        _config("boxplot-horizontal", "horizontalBoxplot",
                f"{{type:'horizontalBoxplot',data:{{{_ROOMS},datasets:[{{label:'°C',data:[[18,19,"
                "21,21,22,24,29],[16,18,18,19,20],[12,14,15,15,17,18]]}]}}"),
        _config("violin", "violin", f"{{type:'violin',data:{{{_ROOMS},datasets:[{{label:'°C',"
                "data:[[18,19,21,21,22,24,29],[16,18,18,19,20],[12,14,15,15,17,18]]}]}}"),
        _config("violin-horizontal", "horizontalViolin",
                f"{{type:'horizontalViolin',data:{{{_ROOMS},datasets:[{{label:'°C',data:[[18,19,"
                "21,21,22,24,29],[16,18,18,19,20],[12,14,15,15,17,18]]}]}}"),
        _config("candlestick", "candlestick",
                f"{{type:'candlestick',data:{{datasets:[{{label:'Price',data:[{_PRICES}]}}]}}}}"),
        _config("ohlc", "ohlc: open, high, low, close as ticks",
                f"{{type:'ohlc',data:{{datasets:[{{label:'Price',data:[{_PRICES}]}}]}}}}"),
        _config("matrix", "matrix: a heat map",
                f"{{type:'matrix',data:{{datasets:[{{data:[{_LOADS}],width:"
                "({chart})=>(chart.chartArea||{}).width/5-2,height:"
                "({chart})=>(chart.chartArea||{}).height/2-2,backgroundColor:"
                "(c)=>{const v=c.dataset.data[c.dataIndex].v;return `rgba(0,90,160,${v/12})`}}]},"
                "options:{plugins:{legend:false},scales:{x:{type:'category',grid:{display:false}},y:{type:'category',offset:true,grid:{display:false}}}}}"),
        _config("funnel", "funnel", "{type:'funnel',data:{labels:['Visits','Trials','Orders'],"
                "datasets:[{data:[1250,600,180]}]},options:{indexAxis:'y'}}"),
    )),
    Group("Flows, tiles and words of a config", "sankey, treemap and wordCloud.", (
        _config("sankey", "sankey: flows from where to where",
                "{type:'sankey',data:{datasets:[{data:[{from:'Coal',to:'Power',flow:12},{from:'Wind',"
                "to:'Power',flow:8},{from:'Power',to:'Homes',flow:11},{from:'Power',to:'Works',flow:9}],"
                "colorFrom:'slategrey',colorTo:'teal'}]}}"),
        _config("treemap", "treemap: parts of a whole as tiles",
                "{type:'treemap',data:{datasets:[{tree:[{name:'Tea',sold:12},{name:'Coffee',sold:30},"
                "{name:'Juice',sold:7},{name:'Water',sold:16}],key:'sold',groups:['name'],spacing:1,"
                "borderColor:'white',backgroundColor:'steelblue',labels:{display:true,color:'white'}}]},"
                "options:{plugins:{legend:false}}}"),
        _config("word-cloud", "wordCloud",
                "{type:'wordCloud',data:{labels:['Rain','Wind','Snow','Fog','Sun','Hail','Mist'],"
                "datasets:[{data:[70,55,48,40,36,30,26],color:['navy','teal','#777']}]}}"),
    )),
    Group("Other addresses of QuickChart", "Codes, graphs and word clouds.", (
        _other("qr", "qr", "/qr: a QR code", "text=https://charts.example/&size=180&dark=1f3a5f",
               (180, 180)),
        _other("barcode", "barcode", "/barcode: thirty types",
               "type=ean13&text=4006381333931&includeText=true&format=svg&width=240&height=120",
               (240, 120)),
        _other("graphviz", "graphviz", "/graphviz: DOT",
               "graph=digraph{rankdir=LR;idea-%3Edraft-%3Etext;text-%3Edraft[label=%22again%22]}"
               "&width=420&height=90", (420, 90)),
        _other("wordcloud", "wordcloud", "/wordcloud: frequent words are larger",
               "text=chart+url+url+picture+chart+mail+chart+page+axis+bar+bar+line+pie+colour+data+data"
               "&width=420&height=240&rotation=0&fontFamily=sans-serif", (420, 240)),
    )),
)  # fmt: skip
