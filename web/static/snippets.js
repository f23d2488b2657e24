// What stands in a page, a mail, a forum or a program for a chart.

const escaped = (text) =>
  text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

/** Returns a URL with a parameter set to a value, or without it. */
function having(url, name, value) {
  const [address, query = ""] = url.split("?");
  const rest = query.split("&").filter((part) => part && part.split("=")[0] !== name);
  if (value) rest.push(`${name}=${value}`);
  return rest.length ? `${address}?${rest.join("&")}` : address;
}

/** Returns the parameter of a dialect that makes a picture sharp on dense screens, "" for none. */
function density(url) {
  const { pathname, searchParams } = new URL(url);
  if (pathname.startsWith("/charts/")) return "scale";
  if (searchParams.has("cht")) return "scale";
  const config = searchParams.has("c") || searchParams.has("chart") || pathname.startsWith("/chart/render/");
  return config ? "devicePixelRatio" : "";
}

const formatOf = (url) => (/[?&](?:format|f|chof)=([^&]*)/.exec(url)?.[1] ?? "png").toLowerCase();
const size = ({ width, height }) => (width ? ` width="${width}" height="${height}"` : "");

/** Returns the URL of a PNG, which mail programs and forums show. */
function png(url) {
  const plain = formatOf(url) === "png" ? url : having(having(having(url, "format"), "f"), "chof");
  return new URL(plain).pathname === "/graphviz" || new URL(plain).pathname === "/wordcloud"
    ? having(plain, "format", "png")
    : plain;
}

function html(chart) {
  const name = density(chart.url);
  const vector = formatOf(chart.url) === "svg";
  const twice = name && !vector ? ` srcset="${escaped(having(chart.url, name, "2"))} 2x"` : "";
  const once = twice && name === "devicePixelRatio" ? having(chart.url, name, "1") : chart.url;
  const alt = `alt="${escaped(chart.alt)}"`;
  return `<img src="${escaped(once)}"${twice ? `\n    ${twice.trim()}` : ""}\n     ${alt}${size(chart)}>`;
}

const quoted = (text) => JSON.stringify(text);

function parameters(url) {
  const [address, query = ""] = url.split("?");
  const decoded = (text) => {
    try {
      return decodeURIComponent(text.replaceAll("+", " "));
    } catch {
      return text;
    }
  };
  const pairs = query.split("&").filter(Boolean).map((part) => {
    const [name, ...value] = part.split("=");
    return [decoded(name), value.length ? decoded(value.join("=")) : "true"];
  });
  return { address, pairs };
}

function python({ url }) {
  const { address, pairs } = parameters(url);
  const lines = pairs.map(([name, value]) => `    ${quoted(name)}: ${quoted(value)},\n`).join("");
  return `from urllib.parse import urlencode\n\nurl = ${quoted(`${address}?`)} + urlencode({\n${lines}})`;
}

function javascript({ url }) {
  const { address, pairs } = parameters(url);
  const lines = pairs.map(([name, value]) => `  ${quoted(name)}: ${quoted(value)},\n`).join("");
  return `const url = ${quoted(`${address}?`)} + new URLSearchParams({\n${lines}});`;
}

/** For mail programs: a PNG of twice the pixels, its size as attributes, no srcset, no classes. */
function mail(chart) {
  const name = density(chart.url);
  const url = name ? having(png(chart.url), name, "2") : png(chart.url);
  const style = "display:block;border:0;max-width:100%;height:auto";
  return `<img src="${escaped(url)}" alt="${escaped(chart.alt)}"${size(chart)} border="0" style="${style}">`;
}

const brackets = (text) => text.replace(/[()[\]\s]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const label = (text) => text.replace(/[[\]\\]/g, "\\$&");

/** Snippets by what they are called; each takes {url, alt, width, height}. */
export const SNIPPETS = {
  URL: ({ url }) => url,
  HTML: html,
  Markdown: ({ url, alt }) => `![${label(alt)}](${brackets(url)})`,
  Python: python,
  JavaScript: javascript,
  BBCode: ({ url }) => `[img]${brackets(png(url))}[/img]`,
  "HTML for mail": mail,
};
