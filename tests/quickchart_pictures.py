"""The pictures that are kept of the QuickChart dialect: what each is called, and its config."""

from __future__ import annotations

from urllib.parse import quote

_SALES = "labels:['Mon','Tue','Wed','Thu','Fri']"
_TWO = (
    f"data:{{{_SALES},datasets:[{{label:'North',data:[12,19,3,5,8]}},"
    "{label:'South',data:[7,-4,9,6,2]}]}"
)

_PATTERNS = (
    "plus", "cross", "dash", "cross-dash", "dot", "dot-dash", "disc", "ring", "line",
    "line-vertical", "weave", "zigzag", "zigzag-vertical", "zigzag-horizontal", "diagonal",
    "diagonal-right-left", "square", "box", "triangle", "triangle-inverted", "diamond",
    "diamond-box",
)  # fmt: skip


def _patterned(names: tuple[str, ...]) -> str:
    """Return a config of a bar for each pattern."""
    labels = ",".join(f"'{name}'" for name in names)
    colours = ",".join(f"pattern.draw('{name}','#1f77b4','white',20)" for name in names)
    return (
        f"{{type:'bar',data:{{labels:[{labels}],datasets:[{{label:'p',data:[{'3,' * len(names)}],"
        f"backgroundColor:[{colours}]}}]}},options:{{legend:{{display:false}}}}}}"
    )


_PRICES = ",".join(
    f"{{x:'2024-01-{day:02}',o:{o},h:{max(o, c) + 2},l:{min(o, c) - 1},c:{c}}}"
    for day, o, c in ((2, 10, 13), (3, 13, 12), (4, 12, 12), (5, 12, 17), (8, 17, 15), (9, 15, 18))
)
_CELLS = ",".join(
    f"{{x:'{x}',y:'{y}',v:{ord(x) * ord(y) % 41}}}" for x in "ABCDE" for y in ("X", "Y", "Z")
)

_FLOWS = ",".join(
    f"{{from:'{a}',to:'{b}',flow:{flow}}}"
    for a, b, flow in (
        ("Wind", "Power", 12), ("Sun", "Power", 9), ("Gas", "Power", 6), ("Gas", "Heat", 8),
        ("Power", "Homes", 11), ("Power", "Trains", 7), ("Power", "Heat", 4), ("Heat", "Homes", 9),
        ("Power", "Lost", 5), ("Heat", "Lost", 3),
    )
)  # fmt: skip
_FRUIT = ",".join(
    f"{{place:'{place}',name:'{name}',sold:{sold}}}"
    for place, name, sold in (
        ("North", "Apples", 12), ("North", "Pears", 7), ("South", "Figs", 9), ("South", "Plums", 4),
        ("South", "Kiwis", 2), ("West", "Grapes of a long name", 3),
    )
)  # fmt: skip

CONFIGS = {
    "sankey": (
        f"{{type:'sankey',data:{{datasets:[{{data:[{_FLOWS}],labels:{{Lost:'Lost\\non the way'}},"
        "colorFrom:(c)=>({Wind:'#59a14f',Sun:'#edc948',Gas:'#9c755f'})[c.dataset.data[c.dataIndex].from]"
        "||'#4e79a7',colorTo:'#bab0ac'}]},options:{plugins:{title:{display:true,text:'Energy'}}}}"
    ),
    "treemap": (
        f"{{type:'treemap',data:{{datasets:[{{tree:[{_FRUIT}],key:'sold',groups:['place','name'],"
        "spacing:1,borderWidth:2,borderColor:'white',borderRadius:4,"
        "backgroundColor:(c)=>`rgba(78,121,167,${c.raw.v/19})`,captions:{font:{weight:'bold'}},"
        "labels:{display:true,overflow:'hidden',"
        "formatter:(c)=>[c.raw._data.name,c.raw.v+' kg']}}]},options:{plugins:{legend:false}}}"
    ),
    "word-cloud": (
        "{type:'wordCloud',data:{labels:['Rain','Wind','Snow','Fog','Sun','Hail','Ice storm',"
        "'Mist'],datasets:[{data:[70,55,48,40,36,30,26,22],color:['navy','teal','#777'],rotationSteps:3,"
        "minRotation:-30,maxRotation:30,weight:'bold'}]}}"
    ),
    "bar": f"{{type:'bar',{_TWO}}}",
    "boxplot": (
        "{type:'boxplot',data:{labels:['A','B','C'],datasets:[{label:'North',data:[[1,2,3,4,5,6,20],"
        "[3,4,5,6,7],{min:1,q1:3,median:5,q3:9,max:14}],borderWidth:1},{label:'South',borderWidth:1,"
        "data:[[2,2,3,9],[3,14,15,6,7],[]]}]}}"
    ),
    "violin-horizontal": (
        "{type:'violin',data:{labels:['A','B'],datasets:[{label:'Values',data:[[1,2,3,4,5,6,20],"
        "[10,11,12,13,30,1]],itemRadius:2,borderColor:'navy',backgroundColor:'rgba(0,0,128,0.3)'}]},"
        "options:{indexAxis:'y',plugins:{legend:false}}}"
    ),
    "candlestick": f"{{type:'candlestick',data:{{datasets:[{{label:'Price',data:[{_PRICES}]}}]}}}}",
    "ohlc": f"{{type:'ohlc',data:{{datasets:[{{label:'Price',data:[{_PRICES}]}}]}}}}",
    "matrix": (
        f"{{type:'matrix',data:{{datasets:[{{label:'m',data:[{_CELLS}],borderWidth:1,borderColor:'#ccc',"
        "width:({chart})=>(chart.chartArea||{}).width/5-1,"
        "height:({chart})=>(chart.chartArea||{}).height/3-1,"
        "backgroundColor:(c)=>{const v=c.dataset.data[c.dataIndex].v;"
        "return `rgba(0,100,0,${v/41})`}}]},"
        "options:{plugins:{legend:false},scales:{x:{type:'category',grid:{display:false}},"
        "y:{type:'category',offset:true,grid:{display:false}}}}}"
    ),
    "funnel": (
        "{type:'funnel',data:{labels:['Visits','Trials','Orders'],datasets:[{data:[1250,600,180]}]},"
        "options:{indexAxis:'y'}}"
    ),
    "bar-4": (
        f"{{type:'bar',{_TWO},options:{{plugins:{{title:{{display:true,"
        "text:['Two lines','of a title']}}}}"
    ),
    "bar-stacked": (
        f"{{type:'bar',{_TWO},options:{{title:{{display:true,text:'Stacked'}},legend:{{position:'right'}},"
        "scales:{xAxes:[{stacked:true}],yAxes:[{stacked:true,ticks:{callback:(v)=>'$'+v.toLocaleString()},"
        "scaleLabel:{display:true,labelString:'Dollars'}}]}}}"
    ),
    "bar-horizontal": f"{{type:'horizontalBar',{_TWO},options:{{legend:{{position:'bottom'}}}}}}",
    "bar-rounded-borders": (
        "{type:'bar',data:{labels:['A','B','C'],datasets:[{label:'x',data:[3,[1,4],-2],borderWidth:3,"
        "backgroundColor:['#fcc','rgba(0,128,0,0.3)','hsl(210,80%,70%)'],borderColor:'navy',borderRadius:8}]},"
        "options:{plugins:{legend:{display:false}},scales:{y:{suggestedMax:6}}}}"
    ),
    "bar-many-labels": (
        "{type:'bar',data:{labels:["
        + ",".join(f"'A long name, number {i}'" for i in range(30))
        + "],datasets:[{label:'n',data:["
        + ",".join(str(i * 7 % 23) for i in range(30))
        + "]}]}}"
    ),
    "bar-datalabels": (
        f"{{type:'bar',{_TWO},options:{{plugins:{{datalabels:{{anchor:'end',align:'top',color:'#fff',"
        "backgroundColor:'rgba(34,139,34,0.7)',borderRadius:4,formatter:(v)=>v+'k'}}}}"
    ),
    "bar-gradient": (
        "{type:'bar',data:{labels:[1,2,3],datasets:[{label:'g',data:[12,6,15],"
        "backgroundColor:getGradientFillHelper('vertical',['#36a2eb','#a336eb','#eb3639'])}]}}"
    ),
    "pie-patterns": (
        "{type:'pie',data:{labels:['A','B'],datasets:[{data:[1,2],backgroundColor:["
        "pattern.draw('dot','teal'),pattern.draw('diagonal','tomato','navy',12)]}]}}"
    ),
    "mixed-axes": (
        "{type:'bar',data:{labels:['Q1','Q2','Q3'],datasets:[{type:'line',label:'Rate',data:[2.5,4,3],yAxisID:'r',"
        "fill:false},{label:'Count',data:[500,620,410],yAxisID:'l'}]},options:{scales:{yAxes:[{id:'l'},"
        "{id:'r',position:'right',gridLines:{drawOnChartArea:false},ticks:{min:0,max:5}}]}}}"
    ),
    "line": f"{{type:'line',{_TWO}}}",
    "line-4": (
        f"{{type:'line',{_TWO},options:{{plugins:{{legend:{{align:'end',labels:{{usePointStyle:true}}}}}},"
        "elements:{line:{tension:0.4}},scales:{y:{title:{display:true,text:'Degrees'},grid:{color:'#fcc'}}}}}"
    ),
    "line-stepped-gaps": (
        "{type:'line',data:{labels:[1,2,3,4,5,6],datasets:[{label:'s',data:[1,3,null,2,4,3],steppedLine:true,"
        "fill:false,borderDash:[6,3]},{label:'t',data:[2,,3,1,,2],spanGaps:true,fill:false,pointStyle:'triangle',"
        "pointRadius:6}]}}"
    ),
    "line-log": (
        "{type:'line',data:{labels:['a','b','c','d'],datasets:[{label:'l',data:[1,30,500,8000],fill:false}]},"
        "options:{scales:{yAxes:[{type:'logarithmic'}]}}}"
    ),
    "line-time": (
        "{type:'line',data:{datasets:[{label:'t',fill:false,data:[{x:'2024-01-05',y:3},{x:'2024-01-20',y:8},"
        "{x:'2024-03-01',y:5}]}]},options:{scales:{xAxes:[{type:'time',time:{unit:'week',"
        "displayFormats:{week:'D MMM'}}}]}}}"
    ),
    "line-annotations": (
        f"{{type:'line',{_TWO},options:{{plugins:{{annotation:{{annotations:{{a:{{type:'line',yMin:10,yMax:10,"
        "borderColor:'red',borderDash:[4,4],label:{display:true,content:'Limit',position:'end'}},b:{type:'box',"
        "xMin:'Tue',xMax:'Wed',backgroundColor:'rgba(255,200,0,0.3)',borderWidth:0}}}}}}"
    ),
    "scatter": (
        "{type:'scatter',data:{datasets:[{label:'s',data:[{x:2,y:4},{x:-3,y:3},{x:10,y:-5}],pointRadius:5}]}}"
    ),
    "bubble": (
        "{type:'bubble',data:{datasets:[{label:'b',data:[{x:1,y:4,r:10},{x:5,y:2,r:25},{x:8,y:7,r:5}]}]}}"
    ),
    "pie": "{type:'pie',data:{labels:['A','B','C','D'],datasets:[{data:[50,30,15,0]}]}}",
    "pie-rings": (
        "{type:'pie',data:{labels:['A','B'],datasets:[{data:[5,3]},{data:[2,6]}]},"
        "options:{plugins:{legend:{position:'left'}}}}"
    ),
    "pie-outlabels": (
        "{type:'outlabeledPie',data:{labels:['One','Two','Three'],datasets:[{data:[1,2,3]}]},"
        "options:{plugins:{legend:false,outlabels:{text:'%l %p',stretch:20}}}}"
    ),
    "doughnut-half": (
        "{type:'doughnut',data:{labels:['A','B'],datasets:[{data:[24,66],backgroundColor:['green','#eee']}]},"
        "options:{circumference:Math.PI,rotation:Math.PI,cutoutPercentage:75,plugins:{doughnutlabel:{labels:["
        "{text:'24 %',font:{size:30,weight:'bold'}},{text:'of all'}]},datalabels:{display:false}}}}"
    ),
    "polar": (
        "{type:'polarArea',data:{labels:['A','B','C'],datasets:[{data:[3,6,4],"
        "backgroundColor:['rgba(255,0,0,.5)','rgba(0,255,0,.5)','rgba(0,0,255,.5)']}]}}"
    ),
    "radar": (
        "{type:'radar',data:{labels:['Speed','Range','Comfort','Price','Size'],datasets:[{label:'X',"
        "data:[4,3,5,2,4]},{label:'Y',data:[2,5,3,4,1]}]},options:{scale:{ticks:{beginAtZero:true,max:5,stepSize:1}}}}"
    ),
    "radar-4": (
        "{type:'radar',data:{labels:['Speed','Range','Comfort'],datasets:[{label:'X',data:[4,3,5]}]},"
        "options:{scales:{r:{min:0,grid:{circular:true},angleLines:{color:'red'}}}}}"
    ),
    "radar-fill": (
        "{type:'radar',data:{labels:['North','East','South','West'],datasets:[{label:'Low',data:[3,2,4,1]},"
        "{label:'High',data:[5,4,5,3],fill:'-1',backgroundColor:'rgba(225,87,89,.4)'},"
        "{label:'Change',data:[2,-3,1,-2],fill:'origin',tension:.2}]}}"
    ),
    "line-fill": (
        "{type:'line',data:{labels:['a','b','c','d','e','f'],datasets:[{label:'Plan',data:[4,6,5,7,6,8]},"
        "{label:'Done',data:[5,5,7,,7,5],fill:{target:'-1',above:'rgba(89,161,79,.5)',below:'rgba(225,87,89,.5)'}},"
        "{label:'Level',data:[1,3,2,1,3,1],tension:.4,fill:{value:2,above:'#0A6',below:'#C40'}},"
        "{label:'Guess',data:[9,9,8,9,10,9],segment:{borderDash:[4,4],borderColor:'purple'}}]},"
        "options:{scales:{y:{min:0}}}}"
    ),
    "bar-base": (
        "{type:'bar',data:{labels:['a','b','c','d'],datasets:[{label:'Norm 50',data:[62,41,55,38],"
        "base:50,borderWidth:2,borderColor:'navy'},{label:'From 0',data:[20,[30,45],35,10]}]}}"
    ),
    "radial-gauge": "{type:'radialGauge',data:{datasets:[{data:[70],backgroundColor:'green'}]}}",
    "gauge": (
        "{type:'gauge',data:{datasets:[{value:65,data:[40,70,100],backgroundColor:['green','orange','red']}]},"
        "options:{valueLabel:{formatter:(v)=>v+' mph'}}}"
    ),
    "progress": "{type:'progressBar',data:{datasets:[{data:[42]}]}}",
    "sparkline": "{type:'sparkline',data:{datasets:[{data:[140,60,274,370,199]}]}}",
}  # fmt: skip
CONFIGS |= {f"bar-patterns-{i // 6}": _patterned(_PATTERNS[i : i + 6]) for i in range(0, 22, 6)}
PICTURES = {
    name: f"/chart?c={quote(config)}&w=440&h=270&devicePixelRatio=1&bkg=white"
    for name, config in CONFIGS.items()
} | {
    "transparent-2x": f"/chart?c={quote(CONFIGS['bar'])}&w=200&h=120&bkg=transparent",
    "dark": f"/chart?c={quote(CONFIGS['line-4'])}&w=440&h=270&devicePixelRatio=1&bkg=%23222",
}
