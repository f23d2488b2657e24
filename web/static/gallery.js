// The gallery: each picture follows its URL, and a filter shows some of them.

import { debounced, enable, follow } from "./chart.js";

enable();
const charts = [...document.querySelectorAll(".chart")];
for (const chart of charts) follow(chart);

const filter = document.querySelector(".filter");
const kind = document.getElementById("filter-kind");
const words = document.getElementById("filter-words");
const count = filter.querySelector("output");
const said = new Map(
  charts.map((chart) => [
    chart,
    `${chart.querySelector("h4").textContent} ${chart.closest(".group").querySelector("h3").textContent} ${
      chart.querySelector("textarea").value
    }`.toLowerCase(),
  ]),
);

/** Shows the charts of a dialect or group that have all words; hides what is then empty. */
function show() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const chart of charts) {
    // A group is named by its dialect's heading and its own.
    const [group, dialect] = [".group", ".dialect"].map((name) =>
      chart.closest(name).getAttribute("aria-labelledby").split(" ").pop(),
    );
    const here = !kind.value || kind.value === group || kind.value === dialect;
    chart.hidden = !(here && wanted.every((word) => said.get(chart).includes(word)));
    if (!chart.hidden) shown++;
  }
  for (const part of document.querySelectorAll(".group, .dialect")) {
    part.hidden = !part.querySelector(".chart:not([hidden])");
  }
  for (const link of document.querySelectorAll(".contents a")) {
    const heading = document.getElementById(link.hash.slice(1));
    link.parentElement.hidden = heading.parentElement.hidden;
  }
  const all = !kind.value && !wanted.length;
  count.textContent = all ? "" : `${shown} of ${charts.length} charts`;
  const asked = new URLSearchParams();
  if (kind.value) asked.set("show", kind.value);
  if (words.value) asked.set("with", words.value);
  history.replaceState(null, "", `?${asked}${location.hash}`.replace(/^\?(?=#|$)/, location.pathname));
}

const asked = new URLSearchParams(location.search);
kind.value = asked.get("show") ?? "";
if (kind.selectedIndex < 0) kind.value = "";
words.value = asked.get("with") ?? "";
kind.addEventListener("change", show);
words.addEventListener("input", debounced(show, 150));
filter.addEventListener("submit", (event) => event.preventDefault());
// A link to a chart that is hidden shows everything again.
addEventListener("hashchange", () => {
  const target = document.getElementById(location.hash.slice(1));
  if (!target?.closest("[hidden]")) return;
  kind.value = words.value = "";
  show();
  target.scrollIntoView();
});
if (kind.value || words.value) show();
