// The home page: a chart to change, and the name generator.

import { enable, follow } from "./chart.js";

enable();

const chart = document.querySelector(".live");
const field = chart.querySelector("textarea.url");
const draw = follow(chart);

/** Returns the parts of the URL's query. */
const parts = () => field.value.trim().split("?").slice(1).join("?").split("&").filter(Boolean);

function press() {
  const present = parts();
  for (const chip of chart.querySelectorAll(".chip")) {
    chip.setAttribute("aria-pressed", String(present.includes(chip.dataset.change)));
  }
}

chart.addEventListener("click", ({ target }) => {
  const chip = target.closest(".chip");
  if (!chip) return;
  const change = chip.dataset.change;
  const name = change.split("=")[0];
  const present = parts();
  const rest = present.filter((part) => part.split("=")[0] !== name);
  const query = present.includes(change) ? rest : [...rest, change];
  field.value = `${field.value.trim().split("?")[0]}?${query.join("&")}`;
  press();
  draw();
});
field.addEventListener("input", press);

const names = document.querySelector(".names");
names.addEventListener("submit", async (event) => {
  event.preventDefault();
  const starts = names.elements.starts_with;
  const message = names.querySelector(".message");
  const name = names.querySelector(".name");
  message.textContent = "";
  try {
    const answer = await fetch(`/generate_name?starts_with=${encodeURIComponent(starts.value)}`);
    const said = await answer.json();
    name.textContent = answer.ok ? said.name : "";
    if (!answer.ok) message.textContent = said.errors?.[0]?.detail ?? said.detail;
  } catch {
    message.textContent = "The server cannot be reached.";
  }
  message.classList.toggle("wrong", Boolean(message.textContent));
});
