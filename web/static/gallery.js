// The gallery: each picture follows its URL.

import { enable, follow } from "./chart.js";

enable();
for (const chart of document.querySelectorAll(".chart")) follow(chart);
