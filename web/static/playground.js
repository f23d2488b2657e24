// The playground: updates the URL and the picture while one types, puts the API's errors at their
// fields, and explains a URL as soon as it is pasted.

import { ask, copy, debounced, enable, show, tag } from "./chart.js";

enable();

const form = document.querySelector("form.parameters");
const kind = form.dataset.kind;
const result = document.querySelector(".result");
const place = result.querySelector(".picture");
const image = place.querySelector("img");
const message = result.querySelector(".message");
const shown = document.getElementById("chart-url");
const others = document.getElementById("other-errors");

/** Returns a value as query text: only what must be is encoded. */
const written = (value) =>
  encodeURIComponent(value)
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%(2C|7C|3A|2F)/g, (escape) => decodeURIComponent(escape));

/** Returns the [name, value] pairs of the form without blank fields; a flag has the value null. */
function parameters() {
  const said = [];
  for (const field of form.elements) {
    if (!field.name || field.name === "kind") continue;
    if (field.type === "checkbox") {
      if (field.checked) said.push([field.name, null]);
    } else if (field.value.trim()) {
      said.push([field.name, field.value.trim().replace(/\s*\n\s*/g, "")]);
    }
  }
  return said;
}

const query = (said) =>
  said.map(([name, value]) => (value === null ? name : `${name}=${written(value)}`)).join("&");

/** Puts each error beside its field; returns those without a field. */
function placeErrors(errors) {
  const left = [];
  const texts = new Map();
  for (const error of errors) {
    const text = `${error.detail}; allowed: ${error.allowed}`;
    if (document.getElementById(`p-${error.parameter}`)) {
      texts.set(error.parameter, [...(texts.get(error.parameter) ?? []), text]);
    } else {
      left.push(`${error.parameter} ${text}`);
    }
  }
  for (const field of form.querySelectorAll(".field [name]")) {
    const note = document.getElementById(`${field.id}-error`);
    const text = (texts.get(field.name) ?? []).join(". ");
    note.textContent = text;
    note.hidden = !text;
    if (text) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  return left;
}

function sayOthers(texts) {
  others.replaceChildren(
    ...texts.map((text) => Object.assign(document.createElement("p"), { textContent: text })),
  );
}

let underWay;
async function draw() {
  underWay?.abort();
  underWay = new AbortController();
  const { signal } = underWay;
  const said = parameters();
  const path = `/charts/${kind}?${query(said)}`;
  shown.textContent = location.origin + path;
  history.replaceState(null, "", `/playground?kind=${kind}&${query(said)}${location.hash}`);
  carry(said);
  try {
    const { type, problem } = await ask(path, signal);
    const left = placeErrors(problem?.errors ?? []);
    sayOthers(problem && !problem.errors.length ? [problem.detail] : left);
    if (!problem) await show(place, path, type, signal);
    if (signal.aborted) return;
    result.classList.toggle("wrong", Boolean(problem));
    message.classList.toggle("wrong", Boolean(problem));
    const wrong = new Set(problem?.errors.map((error) => error.parameter));
    const named = [...wrong].join(", ") || "see above";
    message.textContent = problem ? `Not drawn. Fix these fields: ${named}.` : "";
    allowCopying(!problem);
  } catch (error) {
    if (error.name !== "AbortError") message.textContent = "The picture could not be shown.";
  }
}

function allowCopying(allowed) {
  for (const button of result.querySelectorAll("button")) button.disabled = !allowed;
}

/** Makes the links to the other kinds carry over what has been filled in. */
function carry(said) {
  for (const link of document.querySelectorAll(".kinds a")) {
    const carried = link.dataset.carried.split(" ");
    const [path, asked] = link.href.split("?");
    const kept = asked.split("&").filter((part) => !carried.includes(part.split("=")[0]));
    const taken = query(said.filter(([name]) => carried.includes(name)));
    link.href = `${path}?${[...kept, taken].filter(Boolean).join("&")}`;
  }
}

allowCopying(!place.hidden);
form.addEventListener("input", debounced(draw));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  draw();
});
shown.textContent = location.origin + shown.textContent;

const path = () => shown.textContent.slice(location.origin.length);
const copies = {
  url: () => shown.textContent,
  html: () => tag(path(), image),
  markdown: () => `![${image.alt}](${shown.textContent})`,
};
for (const button of result.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", () => copy(button, copies[button.dataset.copy]()));
}

// A pasted URL: the page that the form leads to has the explanation.
const paste = document.querySelector("form.paste");
const pasted = paste.elements.url;
const read = document.getElementById("read");
const pasteError = document.getElementById("paste-error");

async function explain() {
  if (!pasted.value.trim()) {
    read.replaceChildren();
    pasteError.textContent = "";
    return;
  }
  const address = `/playground?url=${encodeURIComponent(pasted.value)}`;
  let text;
  try {
    const answer = await fetch(address);
    // A page says why there is no explanation: no URL (400), or not for this visitor (403).
    if (!answer.ok && ![400, 403].includes(answer.status)) throw new Error(String(answer.status));
    text = await answer.text();
  } catch {
    pasteError.textContent = "The server did not answer, or the URL is too long for it.";
    return;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  pasteError.textContent = page.getElementById("paste-error").textContent;
  if (pasteError.textContent) pasted.setAttribute("aria-invalid", "true");
  else pasted.removeAttribute("aria-invalid");
  if (!page.getElementById("paste").value) {
    location.assign(address); // a chart by name: it fills the form
    return;
  }
  read.replaceChildren(...page.getElementById("read").children);
  finish();
}

function finish() {
  const url = document.getElementById("read-url");
  const button = read.querySelector("[data-copy-read]");
  if (!url || !button) return;
  url.textContent = location.origin + url.textContent;
  button.parentElement.hidden = false;
  button.addEventListener("click", () => copy(button, url.textContent));
}

paste.addEventListener("submit", (event) => {
  event.preventDefault();
  explain();
});
pasted.addEventListener("input", debounced(explain, 500));
finish();
