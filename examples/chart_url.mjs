/**
 * URLs of charts of Chart Functions: of every kind and dialect, signed, and as HTML.
 *
 * One module without dependencies, for browsers and Node.js: copy it into your own program. Keys
 * sign on a server only: whoever reads one can sign everything.
 *
 *     chartUrl("bar", { xvalues: ["C", "Java"], yvalues: [10, 15], title: "Students" })
 *     img(chartUrl("pie", { labels: ["a", "b"], values: [1, 2] }), "Half as many a as b")
 *
 * @typedef {string | number | boolean | null | undefined} Single
 * @typedef {Single | Single[] | Single[][]} Value
 */

/** Where Chart Functions runs. */
export const APP = "http://localhost:7071";

/** @type {readonly string[]} */
export const KINDS = [
  "bar", "area", "box", "bubble", "calendar", "candlestick", "combo", "doughnut", "funnel",
  "gauge", "heatmap", "histogram", "line", "pie", "polar", "progress", "radar", "sankey",
  "scatter", "sparkline", "timeline", "treemap", "violin", "waterfall",
];

/**
 * The URL of a chart: `/charts/{kind}`. A list is written with commas, a list of lists as series,
 * null in a list as a gap. A parameter that is null or an empty list is left out.
 * @param {string} kind one of `KINDS`
 * @param {Record<string, Value>} parameters
 */
export function chartUrl(kind, parameters, app = APP) {
  const given = Object.entries(parameters).filter(
    ([, value]) => value != null && !(Array.isArray(value) && value.length === 0),
  );
  return url(app, `/charts/${kind}`, given);
}

/**
 * The URL of a Chart.js config, as QuickChart reads it: `/chart?c=…`. Functions in an object are
 * lost; write the config as text to keep those that the app knows.
 * @param {object | string} config
 * @param {Record<string, Single>} parameters
 */
export function chartjsUrl(config, parameters = {}, app = APP) {
  const c = typeof config === "string" ? config : ascii(JSON.stringify(config));
  return url(app, "/chart", [["c", c], ...present(parameters)]);
}

/**
 * The URL of a chart of the Google Image Charts API: `/chart?cht=…`.
 * @param {Record<string, Single>} parameters
 */
export function googleUrl(parameters, app = APP) {
  return url(app, "/chart", present(parameters));
}

/**
 * The URL of a QR code, a barcode, a graph or a word cloud.
 * @param {"qr" | "barcode" | "graphviz" | "wordcloud"} code
 * @param {Record<string, Single>} parameters
 */
export function codeUrl(code, parameters, app = APP) {
  return url(app, `/${code}`, present(parameters));
}

/**
 * An `<img>` that is sharp on dense screens, too. Of a signed URL only `src` is written.
 * @param {string} address
 * @param {string} alt what the chart shows, for those who do not see it
 * @param {Record<string, string>} attributes
 */
export function img(address, alt, attributes = {}) {
  /** @type {Record<string, string>} */
  let written = { src: address, alt, ...attributes };
  const [path, query] = parts(address);
  const name = path.startsWith("/charts/") ? "scale" : path === "/chart" ? "devicePixelRatio" : "";
  if (name && !/(^|&)(cht|sig|scale|devicePixelRatio)=/.test(query)) {
    const [one, two] = [1, 2].map((ratio) => `${address}&${name}=${ratio}`);
    written = { src: one, srcset: `${one} 1x, ${two} 2x`, alt, ...attributes };
  }
  const text = Object.entries(written).map(([n, v]) => `${n}="${escaped(v)}"`);
  return `<img ${text.join(" ")}>`;
}

/**
 * A URL made by this module with a signature.
 * @param {string} address
 * @param {string} key one of the app's URL_SIGNING_KEYS
 * @param {number} [expires] Unix time in seconds
 */
export async function signed(address, key, expires) {
  const [path, whole] = parts(address);
  const rest = whole.split("&").filter((part) => part && !/^(sig|expires)(=|$)/.test(part));
  if (expires !== undefined) rest.push(`expires=${expires}`);
  const query = rest.join("&");
  const name = path.startsWith("/chart/render/") ? path : path.toLowerCase();
  const bytes = Uint8Array.from(atob(key.replace(/-/g, "+").replace(/_/g, "/")), code);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const secret = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  const message = new TextEncoder().encode(`chart url, version 1\n${name.replace(/\/+$/, "")}?${query}`);
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", secret, message));
  const signature = btoa(String.fromCharCode(...digest))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  return `${address.split("?")[0]}?${query}${query && "&"}sig=${signature}`;
}

/** @param {string} app @param {string} path @param {[string, Value][]} parameters */
function url(app, path, parameters) {
  // The one spelling that is signed: all but letters, digits and -._~ is percent-encoded.
  const pairs = parameters.map(([name, value]) => `${encoded(name)}=${encoded(text(value))}`);
  return `${app}${path}?${pairs.join("&")}`;
}

/** @param {string} address @returns {[string, string]} */
function parts(address) {
  const [before, ...query] = address.split("?");
  return [before.replace(/^[a-z]+:\/\/[^/]*/, ""), query.join("?")];
}

/** @param {Record<string, Single>} parameters @returns {[string, Value][]} */
const present = (parameters) => Object.entries(parameters).filter(([, value]) => value != null);

/** @param {string} c */
const code = (c) => c.charCodeAt(0);

/** @param {string} plain */
const encoded = (plain) =>
  encodeURIComponent(plain).replace(/[!'()*]/g, (c) => `%${code(c).toString(16).toUpperCase()}`);

/** @param {string} json */
const ascii = (json) =>
  json.replace(/[\u0080-\uffff]/g, (c) => `\\u${code(c).toString(16).padStart(4, "0")}`);

/** @param {string} plain */
const escaped = (plain) =>
  plain.replace(/[&<>"']/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c] ?? "&#x27;");

/** @param {Value} value @returns {string} */
function text(value) {
  if (!Array.isArray(value)) return value == null ? "" : String(value);
  if (value.some(Array.isArray)) return value.map(text).join("|");
  return value.map((item) => (item == null ? "" : text(item).replace(/[\\,|]/g, "\\$&"))).join(",");
}
