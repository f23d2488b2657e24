// Tables of data: what is pasted from a spreadsheet, and what the lists of a URL say.

/** Returns the cells of a text by row: columns between tabs, semicolons or commas; quotes as in CSV. */
export function cells(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  const between = separator(lines);
  const rows = [[""]];
  let quoted = false;
  for (let i = 0; i < lines.length; i++) {
    const c = lines[i];
    const row = rows.at(-1);
    if (quoted) {
      if (c === '"' && lines[i + 1] === '"') row[row.length - 1] += lines[i++];
      else if (c === '"') quoted = false;
      else row[row.length - 1] += c;
    } else if (c === '"' && row.at(-1) === "") quoted = true;
    else if (c === between) row.push("");
    else if (c === "\n") rows.push([""]);
    else row[row.length - 1] += c;
  }
  const filled = rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some(Boolean));
  return { rows: filled, decimalComma: usesDecimalComma(filled, between) };
}

function separator(text) {
  if (text.includes("\t")) return "\t";
  if (text.includes(";")) return ";";
  // Commas may be of numbers: they part columns only if each line has as many.
  const counts = text.split("\n").map((line) => line.split(",").length);
  return counts.length > 1 && counts[0] > 1 && new Set(counts).size === 1 ? "," : "";
}

const DIGITS = /^[-+−(]?[\s\p{Sc}]*\d[\d.,'’\s\u00a0\u202f]*[\s%\p{Sc}]*\)?$/u;
const looksLikeNumber = (text) => DIGITS.test(text);

function usesDecimalComma(rows, between) {
  if (between === ",") return false;
  const numbers = rows.flat().filter((cell) => looksLikeNumber(cell) && cell.includes(","));
  if (numbers.some((n) => /,\d{3}.*[,.]\d/.test(n) && n.lastIndexOf(".") > n.lastIndexOf(","))) return false;
  if (numbers.some((n) => /,(\d{1,2}|\d{4,})\D*$/.test(n) || n.lastIndexOf(",") > n.indexOf("."))) {
    const thousands = numbers.every((n) => /^\D*\d{1,3}(,\d{3})+(\.\d+)?\D*$/.test(n));
    return !thousands || between === ";";
  }
  return between === ";";
}

/** Returns a number as a URL has it; a text that is none as it is. */
export function number(text, decimalComma) {
  if (!looksLikeNumber(text)) return text;
  const negative = /^[-−(]/.test(text);
  let digits = text.replace(/[^\d.,]/g, "");
  const other = decimalComma ? "." : ",";
  digits = digits.replaceAll(other, "").replace(",", ".");
  return (negative ? "-" : "") + digits;
}

/** Returns whether texts are years, one after the other. */
const areYears = (texts) =>
  texts.length > 1 &&
  texts.every((text, i) => /^(1[89]|20|21)\d\d$/.test(text) && (!i || Number(text) - texts[i - 1] === 1));

/** Returns whether the first row names the columns: no number in it, or years, and numbers below. */
export function hasHeader(rows, first) {
  if (rows.length < 2) return false;
  const values = rows[0].slice(first);
  const named = values.every((cell) => !looksLikeNumber(cell)) || areYears(values);
  return named && rows[1].slice(first).some(looksLikeNumber) && !areYears(rows[1].slice(first));
}

/** Returns the items of a list of a URL; a comma in an item is written \, there. */
export const items = (list) =>
  list ? list.split(/(?<!\\),/).map((item) => item.replaceAll("\\,", ",").trim()) : [];

/** Returns the list of a URL. */
export const list = (texts, numeric) =>
  texts.map((text) => (numeric ? text : text.replaceAll(",", "\\,"))).join(",");
