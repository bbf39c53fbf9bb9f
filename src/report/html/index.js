
"use strict";
// Filters, sorts and pages the matrix. What is looked at stands in the address, so that it can be
// sent to somebody, and the back button goes back to it.
const data = JSON.parse(document.getElementById("data").textContent);
const form = document.getElementById("controls");
const table = document.getElementById("matrix");
const status = document.getElementById("status");
const pager = document.getElementById("pager");
const WORDS = { S: "Supports", s: "supports in part", C: "Contradicts", M: "Mixed", O: "Omits" };
const CLASSES = { S: "v-s", s: "v-p", C: "v-c", M: "v-m", O: "v-o" };
const KEYS = ["q", "src", "v", "tag", "group", "cols", "sort", "row", "col"];

// Elements are made, text is set: nothing is ever read as markup.
const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};
const hidden = (text) => make("span", { className: "vh" }, text);
const many = (n, name) => n.toLocaleString("en") + " " + name + (n === 1 ? "" : "s");

const read = () => {
  const fields = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(KEYS.map((key) => [key, fields.get(key) || ""]));
};
const address = (state) => {
  const fields = new URLSearchParams();
  for (const key of KEYS) if (state[key] && !((key === "row" || key === "col") && state[key] === "1")) fields.set(key, state[key]);
  return "#" + fields.toString();
};
const go = (change, replaces) => {
  const state = { ...read(), row: "", col: "", ...change };
  if (address(state) === (location.hash || "#")) return;
  if (replaces) { history.replaceState(null, "", address(state)); show(); } else location.hash = address(state);
};

const has = (text, words) => words.every((word) => text.includes(word));
const wordsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);
const count = (claim, columns, letters) => columns.reduce((n, at) => n + letters.includes(claim.cells[at]), 0);
const SORTS = {
  claim: (claim) => claim.id,
  supports: (claim, columns) => count(claim, columns, "Ss"),
  contradicts: (claim, columns) => count(claim, columns, "C"),
  mixed: (claim, columns) => count(claim, columns, "M"),
  omits: (claim, columns) => count(claim, columns, "O"),
};
const stable = (list, key, sign) => list
  .map((item, at) => [key(item), at, item])
  .sort((a, b) => (a[0] < b[0] ? -sign : a[0] > b[0] ? sign : a[1] - b[1]))
  .map(([, , item]) => item);

const columnsOf = (state) => {
  const words = wordsOf(state.src);
  let columns = data.sources.map((_, at) => at).filter((at) => {
    const source = data.sources[at];
    return has((source.id + " " + source.outlet).toLowerCase(), words) && (!state.group || source.groups.includes(state.group));
  });
  const totals = (letters) => (at) => data.claims.reduce((n, claim) => n + letters.includes(claim.cells[at]), 0);
  if (state.cols === "name") columns = stable(columns, (at) => data.sources[at].id, 1);
  if (state.cols === "date") columns = stable(columns, (at) => data.sources[at].day || "~", 1);
  if (state.cols === "contradicts") columns = stable(columns, totals("C"), -1);
  if (state.cols === "supports") columns = stable(columns, totals("Ss"), -1);
  return columns;
};
const rowsOf = (state, columns) => {
  const words = wordsOf(state.q);
  const letters = state.v.split("").filter((letter) => WORDS[letter]);
  let rows = data.claims.filter((claim) =>
    has((claim.id + " " + claim.text).toLowerCase(), words) &&
    (!state.tag || claim.tags.includes(state.tag)) &&
    (!letters.length || columns.some((at) => letters.includes(claim.cells[at]))));
  const [key, order] = state.sort.split(".");
  if (SORTS[key]) rows = stable(rows, (claim) => SORTS[key](claim, columns), order === "descending" ? -1 : 1);
  return rows;
};

const heads = (state, columns) => {
  const grouped = data.sources.some((source) => source.groups.length) && !state.cols;
  const head = make("thead");
  if (grouped) {
    const row = make("tr", { className: "groups" }, make("td", { colSpan: 5 }));
    let last = null;
    let cell = null;
    for (const at of columns) {
      const group = data.sources[at].groups[0] || "no group";
      if (cell && last === group) cell.colSpan += 1;
      else row.append(cell = make("th", { scope: "colgroup", colSpan: 1 }, make("bdi", {}, last = group)));
    }
    head.append(row);
  }
  const row = make("tr", { className: "sources" });
  const [sorted, order] = state.sort.split(".");
  for (const [key, name] of [["claim", "Claim"], ["supports", "S"], ["contradicts", "C"], ["mixed", "M"], ["omits", "O"]]) {
    const cell = make("th", { scope: "col", className: key === "claim" ? "claim" : "n" });
    const button = make("button", { type: "button", title: key === "claim" ? "Sort by id" : "Sort by " + key });
    if (key === "claim") button.append(name);
    else {
      const letter = make("span", { className: "v " + CLASSES[name] }, name);
      letter.setAttribute("aria-hidden", "true");
      button.setAttribute("aria-label", WORDS[name]);
      button.append(letter);
    }
    cell.dataset.sort = key;
    if (sorted === key) cell.setAttribute("aria-sort", order === "descending" ? "descending" : "ascending");
    button.addEventListener("click", () => go({ sort: next(state.sort, key) }));
    cell.append(button);
    row.append(cell);
  }
  for (const at of columns) {
    const source = data.sources[at];
    const link = make("a", { href: "sources/" + source.file + ".html", title: source.outlet ? source.id + ", " + source.outlet : source.id }, make("bdi", {}, source.id));
    row.append(make("th", { scope: "col", className: "source" }, link));
  }
  head.append(row);
  return head;
};
// First the order that is asked for most, then the other, then as in the files.
const next = (sort, key) => {
  const first = key === "claim" ? "ascending" : "descending";
  const other = key === "claim" ? "descending" : "ascending";
  if (sort === key + "." + first) return key + "." + other;
  return sort === key + "." + other ? "" : key + "." + first;
};

const rowOf = (claim, columns, all, letters) => {
  const link = make("a", { href: "claims/" + claim.file + ".html", title: claim.text, dir: "auto" }, claim.text);
  const row = make("tr", {}, make("th", { scope: "row", className: "claim" }, link, make("code", {}, claim.id)));
  for (const own of ["Ss", "C", "M", "O"]) {
    const n = count(claim, all, own);
    const cell = make("td", { className: "n" }, n.toLocaleString("en"));
    if (own === "Ss" && all.length === data.sources.length && claim.independent !== n)
      cell.append(make("small", {}, " (" + claim.independent.toLocaleString("en"), hidden(" independent"), ")"));
    row.append(cell);
  }
  for (const at of columns) {
    const letter = claim.cells[at];
    const cell = make("a", { className: "v " + CLASSES[letter], href: "articles/" + data.sources[at].file + ".html#c-" + claim.file }, letter);
    cell.setAttribute("aria-label", WORDS[letter]);
    row.append(make("td", { className: letters && !letters.includes(letter) ? "cell off" : "cell" }, cell));
  }
  return row;
};

const page = (list, size, at) => {
  const pages = Math.max(1, Math.ceil(list.length / size));
  const own = Math.min(Math.max(1, Number.parseInt(at, 10) || 1), pages);
  return { own, pages, from: (own - 1) * size, part: list.slice((own - 1) * size, own * size) };
};
const turner = (name, key, part, total) => {
  const button = (text, label, own) => {
    const element = make("button", { type: "button", disabled: own < 1 || own > part.pages }, text);
    element.setAttribute("aria-label", label + " " + name);
    element.addEventListener("click", () => {
      const { row, col } = read();
      go({ row, col, [key]: String(own) });
      pager.querySelector('[aria-label="' + label + " " + name + '"]')?.focus();
    });
    return element;
  };
  return make("span", {}, button("‹", "previous", part.own - 1),
    name + " " + (part.from + 1).toLocaleString("en") + "–" + (part.from + part.part.length).toLocaleString("en") + " of " + total.toLocaleString("en"),
    button("›", "next", part.own + 1));
};

// The first view is drawn already; only its heads are not buttons yet.
let isFirst = true;
const show = () => {
  const state = read();
  const all = columnsOf(state);
  const rows = rowsOf(state, all);
  const across = page(all, data.columns, state.col);
  const down = page(rows, data.rows, state.row);
  const isDrawn = isFirst && address(state) === "#";
  isFirst = false;
  const body = isDrawn ? table.tBodies[0] : make("tbody");
  if (!isDrawn) for (const claim of down.part) body.append(rowOf(claim, across.part, all, state.v));
  const focused = table.contains(document.activeElement) && document.activeElement.closest("th")?.dataset.sort;
  table.replaceChildren(table.caption, heads(state, across.part), body);
  if (focused) table.querySelector('th[data-sort="' + focused + '"] button').focus();
  status.textContent = (rows.length === data.claims.length ? many(rows.length, "claim") : rows.length.toLocaleString("en") + " of " + many(data.claims.length, "claim")) +
    ", " + (all.length === data.sources.length ? many(all.length, "source") : all.length.toLocaleString("en") + " of " + many(data.sources.length, "source"));
  pager.hidden = down.pages === 1 && across.pages === 1;
  pager.replaceChildren();
  if (across.pages > 1) pager.append(turner("sources", "col", across, all.length));
  if (down.pages > 1) pager.append(turner("claims", "row", down, rows.length));
  for (const input of form.elements) {
    if (!input.name) continue;
    if (input.type === "checkbox") input.checked = state.v.includes(input.value);
    else if (input !== document.activeElement) input.value = state[input.name];
  }
  rove();
};

// One stop for the tabulator key, arrows inside.
const cells = () => [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("td.cell a")]);
const rove = () => {
  let first = true;
  for (const cell of table.querySelectorAll("td.cell a")) { cell.tabIndex = first ? 0 : -1; first = false; }
};
table.addEventListener("keydown", (event) => {
  const cell = event.target.closest("td.cell a");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
  const grid = cells();
  const row = grid.findIndex((list) => list.includes(cell));
  const column = grid[row].indexOf(cell);
  const to = {
    ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
    Home: [row, 0], End: [row, grid[row].length - 1],
  }[event.key];
  const goal = to && grid[to[0]]?.[to[1]];
  if (!to) return;
  event.preventDefault();
  if (!goal) return;
  cell.tabIndex = -1;
  goal.tabIndex = 0;
  goal.focus();
});
table.addEventListener("focusin", (event) => {
  const cell = event.target.closest("td.cell a");
  if (!cell || cell.tabIndex === 0) return;
  for (const one of table.querySelectorAll('td.cell a[tabindex="0"]')) one.tabIndex = -1;
  cell.tabIndex = 0;
});

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  const input = event.target;
  if (input.type === "search") go({ [input.name]: input.value }, true);
});
form.addEventListener("change", (event) => {
  const input = event.target;
  if (input.type === "search") return;
  if (input.type !== "checkbox") go({ [input.name]: input.value });
  else go({ v: [...form.querySelectorAll("[name=v]:checked")].map((box) => box.value).join("") });
});
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const input of form.querySelectorAll("input[type=search]")) input.value = "";
  if (location.hash.length > 1) location.hash = "";
});
addEventListener("hashchange", show);
form.hidden = false;
document.getElementById("keys").hidden = false;
show();
