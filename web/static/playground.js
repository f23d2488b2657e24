// The playground: updates the URL and the picture while one types, puts the API's errors at their
// fields, and explains a URL as soon as it is pasted.

import { ask, copy, debounced, enable, show, size } from "./chart.js";
import { showTable } from "./sheet.js";
import { SNIPPETS } from "./snippets.js";

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
    } else if (field.localName === "select" && field.value === "true") {
      said.push([field.name, null]); // a flag that may also be a word
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
  offerShort();
  history.replaceState(null, "", `/playground?kind=${kind}&${query(said)}${location.hash}`);
  carry(said);
  try {
    const { type, alt, problem } = await ask(path, signal);
    const left = placeErrors(problem?.errors ?? []);
    sayOthers(problem && !problem.errors.length ? [problem.detail] : left);
    if (!problem) await show(place, path, type, signal);
    if (signal.aborted) return;
    if (alt) image.alt = alt;
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

const shortButton = document.getElementById("copy-short");
const LONG = 1900; // characters of a URL, from which chat and mail programs may cut it

/** Offers a short address for a long one. */
function offerShort() {
  shortButton.hidden = shown.textContent.length <= LONG || !("CompressionStream" in window);
}

/** Returns the short address of a path: the request itself, compressed (docs/charts.md). */
async function short(path) {
  const packed = new Blob([path]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const text = btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");
  return `${location.origin}/c/2${text.replaceAll("+", "-").replaceAll("/", "_")}`;
}

function allowCopying(allowed) {
  for (const button of result.querySelectorAll("button")) button.disabled = !allowed;
  if (allowed) writeChart();
}

/** Fills in a place for snippets; returns a function that writes them for another chart. */
function snippets(place) {
  const choice = place.querySelector("select");
  const code = place.querySelector("code");
  const button = place.querySelector("button");
  let chart;
  choice.replaceChildren(...Object.keys(SNIPPETS).map((name) => new Option(name)));
  choice.value = stored("snippet") ?? "HTML";
  const write = () => {
    if (chart) code.textContent = SNIPPETS[choice.value](chart);
  };
  choice.addEventListener("change", () => {
    store("snippet", choice.value);
    write();
  });
  button.addEventListener("click", () => copy(button, code.textContent));
  place.hidden = false;
  return (another) => {
    chart = another;
    write();
  };
}

/** What the browser keeps until the tab is closed; it may keep nothing. */
function stored(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

function store(name, value) {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Not allowed: it is forgotten.
  }
}

const writeSnippets = snippets(result.querySelector(".snippets"));

function writeChart() {
  const [width, height] = image.naturalWidth && !image.hidden ? size(path(), image) : [0, 0];
  writeSnippets({ url: shown.textContent, alt: image.alt, width, height });
}

/** Makes the links to the other kinds carry over what has been filled in. */
function carry(said) {
  for (const link of document.querySelectorAll(".kinds a")) {
    const names = new Map(link.dataset.carried.split(" ").filter(Boolean).map((part) => part.split(":")));
    const theirs = new Set(names.values());
    const [address, asked] = link.href.split("?");
    const kept = asked.split("&").filter((part) => !theirs.has(part.split("=")[0]));
    const taken = said
      .filter(([name]) => names.has(name))
      // A kind that calls its data otherwise has one series.
      .map(([name, value]) => [names.get(name), name === names.get(name) ? value : value?.split("|")[0]]);
    link.href = `${address}?${[...kept, query(taken)].filter(Boolean).join("&")}`;
  }
  const filled = stored("filled") ?? {};
  for (const { name } of form.elements) delete filled[name];
  store("filled", { ...filled, ...Object.fromEntries(said) });
}

const kinds = document.querySelector(".kinds");
const current = kinds.querySelector("[aria-current]"); // on a phone they are one line
kinds.scrollLeft = current.offsetLeft - kinds.offsetLeft - kinds.clientWidth / 2 + current.offsetWidth / 2;
// Also what was typed a moment ago.
kinds.addEventListener("click", () => carry(parameters()));

/** Fills blank fields with what they had before the kind was changed. */
function restore() {
  const filled = stored("filled") ?? {};
  const changed = stored("kind") && stored("kind") !== kind;
  store("kind", kind);
  if (!changed) return false;
  let restored = false;
  for (const [name, value] of Object.entries(filled)) {
    const field = form.elements[name];
    if (!field || field.required) continue;
    if (field.type === "checkbox" && value === null && !field.checked) field.checked = restored = true;
    else if (field.type !== "checkbox" && value && !field.value) {
      field.value = value;
      restored = true;
    }
  }
  return restored;
}

for (const picker of form.querySelectorAll(".picker")) {
  const field = document.getElementById(picker.dataset.for);
  picker.addEventListener("input", (event) => {
    event.stopPropagation(); // the field says it
    const digits = picker.value.slice(1);
    const last = "list" in picker.dataset && field.value.trim();
    if (!last) field.value = digits;
    else if (picker.dataset.open) field.value = field.value.replace(/[^,]*$/, digits);
    else field.value = `${field.value.trim().replace(/,$/, "")},${digits}`;
    picker.dataset.open = "true"; // until it is closed, another choice replaces this one
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  picker.addEventListener("change", () => delete picker.dataset.open);
}

const path = () => shown.textContent.slice(location.origin.length);
for (const button of result.querySelectorAll("button")) button.disabled = place.hidden;
form.addEventListener("input", debounced(draw));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  draw();
});
shown.textContent = location.origin + shown.textContent;
image.addEventListener("load", writeChart);
const sheet = form.querySelector(".sheet");
if (sheet) showTable(sheet, form);
if (restore()) draw();
else if (!place.hidden) writeChart();
offerShort();
shortButton.addEventListener("click", async () => copy(shortButton, await short(path())));

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
  read.scrollIntoView({ block: "nearest", behavior: "smooth" });
}

function finish() {
  const url = document.getElementById("read-url");
  const place = read.querySelector(".snippets");
  if (!url || !place) return;
  url.textContent = location.origin + url.textContent;
  const picture = read.querySelector("img");
  const write = snippets(place);
  const tell = () => {
    const address = url.textContent.slice(location.origin.length);
    const [width, height] = picture.naturalWidth ? size(address, picture) : [0, 0];
    write({ url: url.textContent, alt: picture.alt, width, height });
  };
  picture.addEventListener("load", tell);
  tell();
}

paste.addEventListener("submit", (event) => {
  event.preventDefault();
  explain();
});
pasted.addEventListener("input", debounced(explain, 500));
finish();
