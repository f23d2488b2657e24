// The table of data of the playground: it follows the fields, and the fields follow it.

import { cells, hasHeader, items, list, number } from "./spreadsheet.js";

const MAX_ROWS = 100;

/**
 * Shows a table for the lists of a form. Its data-columns names them: the first is that of the
 * names, if it has no number; one that ends with * takes several columns, the series.
 */
export function showTable(place, form) {
  const columns = place.dataset.columns.split(" ").filter(Boolean);
  const series = columns.find((name) => name.endsWith("*"))?.slice(0, -1);
  const names = columns.map((name) => name.replace("*", ""));
  const texts = new Set(place.dataset.texts.split(" "));
  const fields = Object.fromEntries(names.map((name) => [name, form.elements[name]]));
  const legend = form.elements.legend;
  const table = place.querySelector("table");
  const note = place.querySelector(".message");
  let headings = [];

  /** Returns the columns as [name, heading, texts]. */
  function read() {
    const legends = legend ? items(legend.value) : [];
    return names.flatMap((name) => {
      if (name !== series) return [[name, name, items(fields[name].value)]];
      const parts = fields[name].value.split("|");
      const unnamed = legend ? "" : parts.length > 1 ? "series" : name;
      return parts.map((part, i) => [name, legends[i] || unnamed, items(part)]);
    });
  }

  function draw(focus) {
    const shown = read();
    headings = shown.map(([, heading]) => heading);
    const height = Math.max(1, ...shown.map(([, , column]) => column.length));
    place.classList.toggle("long", height > MAX_ROWS);
    note.textContent = height > MAX_ROWS ? `The table shows the first ${MAX_ROWS} of ${height} rows.` : "";
    const head = document.createElement("tr");
    shown.forEach(([name, heading], i) => head.append(cell("th", -1, i, name, heading, name === series && legend)));
    const body = document.createElement("tbody");
    for (let row = 0; row <= Math.min(height, MAX_ROWS); row++) {
      const line = document.createElement("tr");
      shown.forEach(([name, , column], i) => line.append(cell("td", row, i, name, column[row] ?? "", true)));
      body.append(line);
    }
    const top = document.createElement("thead");
    top.append(head);
    table.replaceChildren(top, body);
    if (focus) table.querySelector(`[data-at="${focus}"]`)?.focus();
  }

  function cell(tag, row, column, name, text, editable) {
    const part = document.createElement(tag);
    if (!editable) {
      part.textContent = text;
      return part;
    }
    const input = document.createElement("input");
    Object.assign(input, { value: text, autocomplete: "off", spellcheck: false });
    input.dataset.at = `${row} ${column}`;
    const called = name === series ? headings[column] || `series ${column}` : column ? name : "name";
    input.ariaLabel = row < 0 ? `Name of series ${column}` : `Row ${row + 1}, ${called}`;
    if (row < 0) input.placeholder = "name";
    part.append(input);
    return part;
  }

  /** Returns what the table says: a list of columns, without blank rows at the end. */
  function written() {
    const shown = read().map(([name]) => ({ name, heading: "", column: [] }));
    for (const input of table.querySelectorAll("input")) {
      const [row, column] = input.dataset.at.split(" ").map(Number);
      if (row < 0) shown[column].heading = input.value;
      else shown[column].column[row] = input.value.trim();
    }
    return shown;
  }

  function write(shown) {
    let height = 0;
    for (const { column } of shown) {
      for (let row = column.length; row > height; row--) if (column[row - 1]) height = row;
    }
    for (const name of names) {
      const mine = shown.filter((column) => column.name === name);
      fields[name].value = mine
        .map(({ column }) => {
          const filled = Array.from({ length: height }, (_, row) => column[row] ?? "");
          if (mine.length === 1) while (filled.length && !filled.at(-1)) filled.pop();
          return list(filled, !texts.has(name));
        })
        .join("|");
    }
    const called = shown.filter((column) => column.name === series).map((column) => column.heading);
    if (legend && called.some(Boolean)) legend.value = list(called, false);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function paste(event) {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n;]/.test(text.trim())) return; // one cell, which the browser inserts
    event.preventDefault();
    const [row, column] = event.target.dataset.at.split(" ").map(Number);
    let { rows, decimalComma } = cells(text);
    const shown = written();
    const numeric = (i) => !texts.has(shown[Math.min(i, shown.length - 1)].name);
    const first = [...shown.keys()].find((i) => i >= column && numeric(i)) ?? column;
    const top = row <= 0 && hasHeader(rows, first - column) ? rows[0] : null;
    if (top) rows = rows.slice(1);
    const width = Math.max(...rows.map((cellsOfRow) => cellsOfRow.length));
    if (row <= 0) for (const one of shown.slice(column, column + width)) one.column = [];
    for (let i = 0; i < width; i++) {
      const at = column + i;
      if (at >= shown.length) {
        if (!series) break;
        shown.push({ name: series, heading: "", column: [] });
      }
      if (top && shown[at].name === series) shown[at].heading = top[i] ?? "";
      rows.forEach((line, j) => {
        const value = line[i] ?? "";
        shown[at].column[Math.max(row, 0) + j] = numeric(at) ? number(value, decimalComma) : value;
      });
    }
    write(shown);
    draw(`0 ${column}`);
  }

  table.addEventListener("paste", paste);
  table.addEventListener("input", (event) => {
    event.stopPropagation();
    const at = event.target.dataset.at;
    write(written());
    if (table.tBodies[0].rows.length <= Number(at.split(" ")[0]) + 1) {
      const caret = event.target.selectionStart;
      draw(at);
      document.activeElement.setSelectionRange?.(caret, caret);
    }
  });
  place.querySelector("[data-add]")?.addEventListener("click", () => {
    const shown = written();
    write([...shown, { name: series, heading: "", column: shown[0].column.map(() => "") }]);
    draw(`0 ${shown.length}`);
  });
  form.addEventListener("input", (event) => {
    if (event.target !== form && names.concat("legend").includes(event.target.name)) draw();
  });
  place.hidden = false;
  draw();
}
