"""Reading of requests: JavaScript literals, the options of Chart.js, the parameters of URLs."""
