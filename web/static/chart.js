// A chart that is edited in place: its URL in a field, its picture beside it.

const PATHS =
  /^\/(?:(?:g?chart|qr|barcode|graphviz|wordcloud)(?:\.\w+)?|(?:charts|chart\/render)\/[^/]+)\/?$/i;

/** Returns a function that calls another once it has not been called for a while. */
export function debounced(action, milliseconds = 300) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), milliseconds);
  };
}

/** Returns the path and query of a chart of this app; throws an Error that says what is wrong. */
export function ownPath(text) {
  const joined = text.replace(/\s*\n\s*/g, "").trim();
  let url;
  try {
    url = new URL(joined, location.origin);
  } catch {
    throw new Error("This is not a URL.");
  }
  if (url.origin !== location.origin) {
    throw new Error(`This is a URL of ${url.host}; open it in the playground to see it drawn here.`);
  }
  if (!PATHS.test(url.pathname)) {
    throw new Error("The path of a chart is /chart, or /charts/bar, /qr or the like.");
  }
  return url.pathname + url.search;
}

/**
 * Requests a chart. Returns {type, notice, alt} of the picture, alt being what it says in words, or {problem}: the API's problem document,
 * or one like it if the API did not answer.
 */
export async function ask(path, signal) {
  let answer;
  try {
    answer = await fetch(path, { signal, headers: { Accept: "application/problem+json, */*;q=0.5" } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return { problem: { detail: "The server cannot be reached.", errors: [] } };
  }
  const type = answer.headers.get("content-type") || "";
  if (answer.ok) {
    await answer.blob(); // whole, so that the picture comes out of the browser's cache
    const notice = answer.headers.get("x-chart-notice") || answer.headers.get("x-chart-warnings");
    const alt = decodeURIComponent(answer.headers.get("x-chart-description") || "");
    return { type: type.split(";")[0], notice: notice || "", alt };
  }
  if (type.startsWith("application/problem+json")) {
    const problem = await answer.json();
    return { problem: { detail: problem.detail, errors: problem.errors || [] } };
  }
  return { problem: { detail: `The server answered with status ${answer.status}.`, errors: [] } };
}

/** Returns a problem as text: each wrong parameter, and what is allowed. */
export function told(problem) {
  const parts = problem.errors.map((e) => `${e.parameter}: ${e.detail}; allowed: ${e.allowed}`);
  return parts.length ? parts.join(". ") : problem.detail;
}

/** Returns how many pixels of the file of a chart are one on the page. */
function scale(path) {
  const given = new URLSearchParams(path.split("?")[1]);
  if (path.startsWith("/charts/")) return Number(given.get("scale")) || 1;
  const config = path.startsWith("/chart/render/") || given.has("c") || given.has("chart");
  if (!config || /svg|pdf/i.test(given.get("f") ?? given.get("format") ?? "")) return 1;
  return Number(given.get("devicePixelRatio")) || 2;
}

/** Returns the size of a loaded picture in CSS pixels; one for dense screens has more pixels. */
export function size(path, image) {
  return [image.naturalWidth, image.naturalHeight].map((pixels) => Math.round(pixels / scale(path)));
}

/** Shows a picture at the size that its URL gives, or the link to a file. */
export async function show(place, path, type, signal) {
  const image = place.querySelector("img");
  const file = place.querySelector(".file");
  if (place instanceof HTMLAnchorElement) place.href = path;
  const drawn = type.startsWith("image/");
  if (drawn) {
    const loaded = new Image();
    loaded.src = path;
    await loaded.decode();
    if (signal.aborted) return; // another one is on its way
    [image.width, image.height] = size(path, loaded);
    image.loading = "eager";
    image.src = path;
  }
  place.hidden = false;
  image.hidden = !drawn;
  if (file) {
    file.hidden = drawn;
    file.textContent = type === "application/pdf" ? "Open the PDF" : "Open the answer";
  }
}

const escaped = (text) =>
  text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

const MAX_PIXELS = 8_000_000; // of a picture, in device pixels

/** Returns the attribute with which dense screens get two device pixels per pixel, if they can. */
function dense(path, width, height) {
  const asked = new URLSearchParams(path.split("?")[1]);
  const scalable = path.startsWith("/charts/") || asked.has("cht");
  const form = asked.get("format") ?? asked.get("chof") ?? "png";
  const ready = ["scale", "icretina", "chan", "sig"].some((name) => asked.has(name));
  const pixels = ["png", "webp", "jpg"].includes(form);
  if (!scalable || ready || !pixels || width * height * 4 > MAX_PIXELS) return "";
  const url = escaped(location.origin + path);
  return ` srcset="${url}&amp;scale=2 2x"`;
}

/** Returns the <img> tag for a page. */
export function tag(path, image) {
  const [width, height] = image.naturalWidth
    ? size(path, image)
    : [image.getAttribute("width"), image.getAttribute("height")];
  const sized = image.hidden || !width ? "" : ` width="${width}" height="${height}"`;
  const twice = sized && !path.includes(" ") ? dense(path, width, height) : "";
  return `<img src="${escaped(location.origin + path)}"${twice} alt="${escaped(image.alt)}"${sized}>`;
}

const labels = new WeakMap(); // the labels of buttons that show something else for a while
const timers = new WeakMap();

/** Copies a text, and confirms it on the button for a while. */
export async function copy(button, text) {
  if (!labels.has(button)) labels.set(button, [...button.childNodes]);
  let said = "Copied";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    said = "Not allowed here";
  }
  button.setAttribute("aria-live", "polite");
  button.replaceChildren(said);
  clearTimeout(timers.get(button));
  timers.set(button, setTimeout(() => button.replaceChildren(...labels.get(button)), 2000));
}

/** Shows what only works with script. */
export function enable() {
  for (const part of document.querySelectorAll(".needs-script")) part.hidden = false;
  for (const part of document.querySelectorAll(".without-script")) part.hidden = true;
}

/** Makes a chart on the page follow its URL; returns a function that draws it again. */
export function follow(chart) {
  const field = chart.querySelector("textarea.url");
  const message = chart.querySelector(".message");
  const place = chart.querySelector(".picture");
  const button = chart.querySelector(".copy");
  const image = place.querySelector("img");
  let underWay;

  const say = (text, wrong) => {
    message.textContent = text;
    message.classList.toggle("wrong", wrong);
    chart.classList.toggle("wrong", wrong);
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    button.disabled = wrong;
  };

  const draw = async () => {
    underWay?.abort();
    underWay = new AbortController();
    const { signal } = underWay;
    let path;
    try {
      path = ownPath(field.value);
    } catch (error) {
      say(error.message, true);
      return;
    }
    chart.classList.add("waiting");
    try {
      const { type, notice, alt, problem } = await ask(path, signal);
      if (problem) {
        say(told(problem), true);
      } else {
        await show(place, path, type, signal);
        if (alt) image.alt = alt;
        if (!signal.aborted) say(notice ? `Drawn, but not as written: ${notice}` : "", false);
      }
    } catch (error) {
      if (error.name !== "AbortError") say("The picture could not be shown.", true);
    } finally {
      if (!signal.aborted) chart.classList.remove("waiting");
    }
  };

  field.addEventListener("input", debounced(draw));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return; // a URL is one line
    event.preventDefault();
    draw();
  });
  // If the picture cannot be loaded, say why.
  image.addEventListener("error", draw, { once: true });
  button.hidden = false;
  button.addEventListener("click", () => copy(button, tag(ownPath(field.value), image)));
  return draw;
}
