// The table of data of the playground: it follows the fields, and the fields follow it.

import { cells, hasHeader, items, list, number } from "./spreadsheet.js";

const MAX_ROWS = 100;

/**
 * Shows a table for the data of a form. Its data-columns names them: the first is that of the
 * names, if it has no number; one that ends with * takes several columns, the series. They are
 * lists of the form, unless data-links names the one field that has them all.
 */
export function showTable(place, form) {
  const columns = place.dataset.columns.split(" ").filter(Boolean);
  const series = columns.find((name) => name.endsWith("*"))?.slice(0, -1);
  const names = columns.map((name) => name.replace("*", ""));
  const texts = new Set(place.dataset.texts.split(" "));
  const { links, headings: header } = place.dataset;
  const data = links
    ? ofLinks(form.elements[links], names)
    : header
      ? ofGrid(form.elements[names[0]], form.elements[header], form.elements[series])
      : ofLists(form, names, series, texts);
  const one = header ? "column" : "series";
  const table = place.querySelector("table");
  const note = place.querySelector(".message");
  let headings = [];

  function draw(focus) {
    const shown = data.read();
    headings = shown.map(([, heading]) => heading);
    const height = Math.max(1, ...shown.map(([, , column]) => column.length));
    place.classList.toggle("long", height > MAX_ROWS);
    note.textContent = height > MAX_ROWS ? `The table shows the first ${MAX_ROWS} of ${height} rows.` : "";
    const head = document.createElement("tr");
    shown.forEach(([name, heading], i) => head.append(cell("th", -1, i, name, heading, name === series && data.headed)));
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
    const called = name === series ? headings[column] || `${one} ${column}` : column || links ? name : "name";
    input.ariaLabel = row < 0 ? `Name of ${one} ${column}` : `Row ${row + 1}, ${called}`;
    if (row < 0) input.placeholder = "name";
    part.append(input);
    return part;
  }

  /** Returns what the table says: a list of columns; of rows that it does not show, what the form says. */
  function written() {
    const shown = data.read().map(([name, , column]) => ({ name, heading: "", column: [...column] }));
    for (const input of table.querySelectorAll("input")) {
      const [row, column] = input.dataset.at.split(" ").map(Number);
      if (row < 0) shown[column].heading = input.value;
      else shown[column].column[row] = input.value.trim();
    }
    return shown;
  }

  /** Fills in the form, without blank rows at the end. */
  function write(shown) {
    let height = 0;
    for (const { column } of shown) {
      for (let row = column.length; row > height; row--) if (column[row - 1]) height = row;
    }
    const filled = shown.map(({ name, heading, column }) => {
      return { name, heading, column: Array.from({ length: height }, (_, row) => column[row] ?? "") };
    });
    data.write(filled);
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
    const named = rows.length > 1 && rows[0].every((text, i) => text.toLowerCase() === names[column + i]);
    const top = row <= 0 && (named || hasHeader(rows, first - column)) ? rows[0] : null;
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
    const row = Number(at.split(" ")[0]);
    const shown = written();
    write(shown);
    const removed = links && !shown.some(({ column }) => column[row]);
    if (removed || table.tBodies[0].rows.length <= row + 1) {
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
    if (event.target !== form && data.fields.includes(event.target.name)) draw();
  });
  place.hidden = false;
  draw();
}

// What the fields of a form say as columns [name, heading, texts], and the reverse.

/** Lists of the same length: a column each, of series as many as there are. */
function ofLists(form, names, series, texts) {
  const { legend } = form.elements;
  return {
    fields: [...names, "legend"],
    headed: Boolean(legend),
    read() {
      const legends = legend ? items(legend.value) : [];
      return names.flatMap((name) => {
        if (name !== series) return [[name, name, items(form.elements[name].value)]];
        const parts = form.elements[name].value.split("|");
        const unnamed = legend ? "" : parts.length > 1 ? "series" : name;
        return parts.map((part, i) => [name, legends[i] || unnamed, items(part)]);
      });
    },
    write(columns) {
      for (const name of names) {
        const mine = columns.filter((column) => column.name === name);
        form.elements[name].value = mine
          .map(({ column }) => {
            const filled = [...column];
            if (mine.length === 1) while (filled.length && !filled.at(-1)) filled.pop();
            return list(filled, !texts.has(name));
          })
          .join("|");
      }
      const called = columns.filter((column) => column.name === series).map((column) => column.heading);
      if (legend && called.some(Boolean)) legend.value = list(called, false);
    },
  };
}

/** Names at the left and above, and values of each row: the table has the shape of the chart. */
function ofGrid(rows, above, values) {
  return {
    fields: [rows.name, above.name, values.name],
    headed: true,
    read() {
      const lines = values.value.split("|").map(items);
      const called = items(above.value);
      const width = Math.max(1, called.length, ...lines.map((line) => line.length));
      const columns = Array.from({ length: width }, (_, i) => {
        return [values.name, called[i] ?? "", lines.map((line) => line[i] ?? "")];
      });
      return [[rows.name, rows.name, items(rows.value)], ...columns];
    },
    write([names, ...columns]) {
      rows.value = list(names.column, false);
      above.value = list(columns.map(({ heading }) => heading), false);
      values.value = names.column.map((_, i) => list(columns.map(({ column }) => column[i]), true)).join("|");
    },
  };
}

/** A list of links such as A>B:12: where each starts, where it ends, and its value. */
function ofLinks(links, names) {
  return {
    fields: [links.name],
    headed: false,
    read() {
      const parts = items(links.value).map((link) => /^([^>]*)>?(.*?)(?::([^:]*))?$/s.exec(link).slice(1));
      return names.map((name, i) => [name, name, parts.map((part) => (part[i] ?? "").trim())]);
    },
    write(columns) {
      const rows = columns[0].column.map((_, row) => columns.map(({ column }) => column[row]));
      links.value = list(rows.filter((row) => row.some(Boolean)).map(([a, b, value]) => `${a}>${b}:${value}`), false);
    },
  };
}
