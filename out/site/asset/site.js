"use strict";
(() => {
const root = document.querySelector("header.top").dataset.root;
const element = (name, attributes = {}, ...children) => {
const made = document.createElement(name);
for (const [key, value] of Object.entries(attributes)) {
if (value === true) made.setAttribute(key, "");
else if (value !== false && value != null) made.setAttribute(key, value);
}
made.append(...children);
return made;
};
const agree = (n, one, many) => (n === 1 ? one : many);
const percent = (part, all) => (all ? Math.round((part * 100) / all) : 0);
const counted = (n, noun) => `${n} ${agree(n, noun, noun + "s")}`;
const most = { turn: 8, known: 200, terms: 8 };
const words = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").match(/[a-z0-9]+/g) || [];
const distance = (query, word, most) => {
const n = query.length, m = Math.min(word.length, n + most);
let before = [], last = [], row = [];
for (let j = 0; j <= m; j++) last[j] = j;
for (let i = 1; i <= n; i++) {
row = [i];
let least = i;
for (let j = 1; j <= m; j++) {
let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (query[i - 1] === word[j - 1] ? 0 : 1));
if (i > 1 && j > 1 && query[i - 1] === word[j - 2] && query[i - 2] === word[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
row[j] = cost;
least = Math.min(least, cost);
}
if (least > most) return { whole: most + 1, start: most + 1 };
[before, last] = [last, row];
}
return { whole: word.length <= m ? last[word.length] : most + 1, start: Math.min(...last) };
};
const closeness = (query, word) => {
if (word === query) return 1;
if (word.startsWith(query)) return 0.6 + 0.3 * query.length / word.length;
if (query.length < 4) return 0;
const most = query.length < 8 ? 1 : 2;
if (word[0] !== query[0] && word[1] !== query[0] && word[0] !== query[1]) return word.includes(query) ? 0.4 : 0;
const d = distance(query, word, most);
if (d.whole <= most) return 0.62 - 0.12 * d.whole;
if (d.start <= most) return 0.5 - 0.12 * d.start;
return word.includes(query) ? 0.4 : 0;
};
class Index {
constructor(count, read) {
this.vocabulary = new Map();
this.known = new Map(); // the scores of a word of a query
this.ready = new Promise((done) => {
let id = 0;
const turn = () => {
for (const end = performance.now() + most.turn; id < count && performance.now() < end; id++) this.add(id, read(id));
if (id < count) return setTimeout(turn);
this.words = [...this.vocabulary.keys()].sort();
done();
};
turn();
});
}
add(id, fields) {
for (const [text, weight] of fields) {
const list = words(text);
const value = weight * (1 + 1 / list.length);
for (const word of list) {
let places = this.vocabulary.get(word);
if (!places) this.vocabulary.set(word, places = new Map());
if (value > (places.get(id) || 0)) places.set(id, value);
}
}
}
near(term) {
const found = [];
if (term.length < 4) {
let low = 0, high = this.words.length;
while (low < high) {
const middle = (low + high) >> 1;
if (this.words[middle] < term) low = middle + 1;
else high = middle;
}
for (; low < this.words.length && this.words[low].startsWith(term); low++) found.push([this.words[low], closeness(term, this.words[low])]);
return found;
}
for (const word of this.words) {
const near = closeness(term, word);
if (near) found.push([word, near]);
}
return found;
}
scores(term) {
let scores = this.known.get(term);
if (scores) return scores;
scores = new Map();
for (const [word, near] of this.near(term)) {
for (const [id, weight] of this.vocabulary.get(word)) {
const score = near * near * weight;
if (score > (scores.get(id) || 0)) scores.set(id, score);
}
}
if (this.known.size > most.known) this.known.clear();
this.known.set(term, scores);
return scores;
}
all(terms) {
let found = null;
for (const term of terms) {
const scores = this.scores(term);
if (!found) {
found = new Map(scores);
continue;
}
for (const [id, score] of found) {
if (scores.has(id)) found.set(id, score + scores.get(id));
else found.delete(id);
}
}
return found || new Map();
}
search(query) {
const terms = words(query).slice(0, most.terms);
const found = this.all(terms);
const also = [];
terms.forEach((term, i) => {
if (i + 1 < terms.length && this.vocabulary.has(term + terms[i + 1])) also.push([...terms.slice(0, i), term + terms[i + 1], ...terms.slice(i + 2)]);
for (let at = 3; at <= term.length - 3; at++) {
const [first, second] = [term.slice(0, at), term.slice(at)];
if (this.vocabulary.has(first) && this.vocabulary.has(second)) also.push([...terms.slice(0, i), first, second, ...terms.slice(i + 1)]);
}
});
for (const other of also) {
for (const [id, score] of this.all(other)) if (score > (found.get(id) || 0)) found.set(id, score);
}
return found;
}
strange(query) {
return words(query).slice(0, most.terms).filter((term) => !this.scores(term).size);
}
}
window.fwci = { element, agree, percent, counted, Index, words, pause: 120 };
const dark = matchMedia("(prefers-color-scheme: dark)");
const theme = () => document.documentElement.dataset.theme || (dark.matches ? "dark" : "light");
const switchTheme = element("button", { type: "button", class: "theme" });
const label = () => {
const other = theme() === "dark" ? "light" : "dark";
switchTheme.setAttribute("aria-label", `Use ${other} colors`);
switchTheme.title = `Use ${other} colors`;
};
switchTheme.addEventListener("click", () => {
const next = theme() === "dark" ? "light" : "dark";
document.documentElement.dataset.theme = next;
try {
localStorage.setItem("theme", next);
} catch (e) {
}
label();
});
dark.addEventListener("change", label);
label();
const input = element("input", {
type: "search", placeholder: "Search", role: "combobox", "aria-label": "Search the site", "aria-expanded": "false",
"aria-controls": "found", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
});
const list = element("ul", { id: "found", role: "listbox", "aria-label": "Search results", hidden: true });
const status = element("p", { class: "hide", role: "status" });
const box = element("div", { class: "search" }, input, element("kbd", { "aria-hidden": "true" }, "/"), list, status);
document.querySelector("header.top").append(element("div", { class: "tools" }, box, switchTheme));
const shown = 12;
let index = null, chosen = -1, waiting = 0;
const boost = [2, 1.2, 1.4, 1.5, 1.2, 1.1, 1, 0.7, 2, 0.8, 0.7, 0.6, 0.6, 1.4, 0.7, 0.6];
const loaded = () => new Promise((done, failed) => {
if (window.fwciSearch) return done();
const script = element("script", { src: root + "asset/search.js" });
script.addEventListener("load", done);
script.addEventListener("error", failed);
document.head.append(script);
});
const ready = () => {
index = index || loaded().then(async () => {
const { items } = window.fwciSearch;
const made = new Index(items.length, (id) => {
const [, name, , more = "", text = ""] = items[id];
return [[name, 10], [more, 6], [text, 1.5]];
});
await made.ready;
return made;
});
index.catch(() => { index = null; });
return index;
};
const find = async (query) => {
const { kinds, items } = (await ready(), window.fwciSearch);
const made = await index;
let found = made.search(query), strange = [];
if (!found.size) {
strange = made.strange(query);
found = made.search(words(query).filter((word) => !strange.includes(word)).join(" "));
}
const scores = [...found].map(([id, score]) => [id, score * boost[items[id][0]]]);
const list = scores.sort((x, y) => y[1] - x[1] || x[0] - y[0]).map(([id]) => ({ name: items[id][1], kind: kinds[items[id][0]].name, href: address(items[id]) }));
return Object.assign(list, { strange });
};
window.fwci.find = find;
window.fwci.definitions = (competencies) => {
const { kinds, items } = window.fwciSearch;
const known = new Map(items.filter(([kind]) => kinds[kind].href.startsWith("competency/")).map(([, , id, , text = ""]) => [id, text]));
return competencies.map(([id]) => known.get(id) || "");
};
const address = ([kind, name, id]) => {
const { kinds, items } = window.fwciSearch;
const { href } = kinds[kind];
if (href.startsWith("#")) return address(items[id]) + href.replace("*", encodeURIComponent(name));
return root + href.replace("*", encodeURIComponent(id)) + (href.includes(".html") ? "" : ".html");
};
const close = () => {
list.hidden = true;
chosen = -1;
input.setAttribute("aria-expanded", "false");
input.removeAttribute("aria-activedescendant");
};
const show = async () => {
const query = input.value.trim();
if (!query) return close();
const found = await find(query);
if (input.value.trim() !== query) return;
const options = found.slice(0, shown).map(({ name, kind, href }, i) => element("li", { role: "option", id: "found-" + i, "aria-selected": "false", "data-href": href }, element("span", {}, name), " ", element("small", {}, kind)));
if (found.length > shown) {
options.push(element("li", { role: "option", id: "found-" + shown, "aria-selected": "false", class: "all", "data-href": `${root}search/index.html?q=${encodeURIComponent(query)}` }, `All ${counted(found.length, "result")}`));
}
if (!found.length) options.push(element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "none" }, "Nothing found"));
list.replaceChildren(...options);
status.textContent = found.length ? counted(found.length, "result") : "Nothing found";
list.hidden = false;
input.setAttribute("aria-expanded", "true");
choose(0);
};
const choose = (i) => {
const options = list.querySelectorAll("li[id]");
chosen = options.length ? (i + options.length) % options.length : -1;
options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
if (chosen < 0) return input.removeAttribute("aria-activedescendant");
input.setAttribute("aria-activedescendant", "found-" + chosen);
options[chosen].scrollIntoView({ block: "nearest" });
};
const go = (option, event) => {
if (!option) return;
if (event.ctrlKey || event.metaKey) open(option.dataset.href, "_blank", "noopener");
else location.href = option.dataset.href;
close();
};
input.addEventListener("focus", ready);
input.addEventListener("input", () => {
clearTimeout(waiting);
waiting = setTimeout(show, input.value.trim() ? fwci.pause : 0);
});
input.addEventListener("keydown", async (event) => {
if (event.key === "ArrowDown" || event.key === "ArrowUp") {
event.preventDefault();
if (list.hidden) show();
else choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
} else if (event.key === "Enter" && input.value.trim()) {
event.preventDefault();
clearTimeout(waiting);
const arrows = chosen > 0;
if (!arrows) await show();
if (chosen >= 0) go(list.children[chosen], event);
} else if (event.key === "Escape") {
if (list.hidden) input.value = "";
close();
}
});
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", (event) => go(event.target.closest("li[data-href]"), event));
box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) close(); });
document.addEventListener("keydown", (event) => {
const typing = event.target.closest("input, select, textarea, [contenteditable]");
if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
event.preventDefault();
input.focus();
}
});
addEventListener("beforeprint", () => { for (const part of document.querySelectorAll("details:not(.group, .shut)")) part.open = true; });
for (const link of document.querySelectorAll("a.report")) {
if (link.href.endsWith("/issues/new")) link.search = new URLSearchParams({ title: `Error on ${location.pathname.split("/").slice(-2).join("/")}` });
}
const mark = () => {
for (const row of document.querySelectorAll("tr.marked")) row.classList.remove("marked");
const label = new URLSearchParams(location.hash.slice(1)).get("esco");
const link = label && [...document.querySelectorAll(".maps th a")].find((a) => a.textContent === label);
if (!link) return;
const row = link.closest("tr");
row.classList.add("marked");
row.scrollIntoView({ block: "center" });
link.focus({ preventScroll: true });
};
addEventListener("hashchange", mark);
mark();
for (const table of document.querySelectorAll("table.sortable")) {
const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
const key = (row, at) => {
const text = row.cells[at].innerText.trim(), number = Number(text.replace(",", ""));
return text !== "" && !Number.isNaN(number) ? [0, number] : [/^(|–|NR)$/.test(text) ? 2 : 1, text.toLowerCase()];
};
const compare = (x, y) => x[0] - y[0] || (x[0] ? x[1].localeCompare(y[1], "en") : x[1] - y[1]);
heads.forEach((head, at) => {
if (head.querySelector("a")) return; // a link cannot be in a button
const button = element("button", { type: "button", class: "sort" }, ...head.childNodes);
head.append(button);
button.addEventListener("click", () => {
const down = head.getAttribute("aria-sort") === "ascending";
for (const other of heads) other.removeAttribute("aria-sort");
head.setAttribute("aria-sort", down ? "descending" : "ascending");
for (const part of table.querySelectorAll("tr.part")) part.remove();
const rows = [...table.tBodies].flatMap((body) => [...body.rows]).map((row) => [key(row, at), row]);
rows.sort(([x], [y]) => (x[0] === 2 || y[0] === 2 ? x[0] - y[0] : down ? -compare(x, y) : compare(x, y)));
table.tBodies[0].append(...rows.map(([, row]) => row));
for (const body of [...table.tBodies].slice(1)) body.remove();
});
});
}
const csv = (rows) => rows.map((row) => row.map((cell) => {
const text = (/^[=+\-@\t\r]/.test(cell) ? "'" : "") + cell;
return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}).join(",") + "\r\n").join("");
const save = (name, type, text) => {
const link = element("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
document.body.append(link);
link.click();
link.remove();
setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
const cells = (table) => [...table.rows].filter((row) => !row.hidden && !row.parentNode.hidden && !row.matches(".part"))
.map((row) => [...row.cells].flatMap((cell) => [cell.innerText.replace(/\s+/g, " ").trim(), ...Array(cell.colSpan - 1).fill("")]));
Object.assign(window.fwci, { csv, save, cells });
for (const table of document.querySelectorAll("table[data-csv]")) {
const button = element("button", { type: "button", class: "save" }, "Download this table as CSV");
const page = location.pathname.split("/").slice(-2).join("-").replace(".html", "");
button.addEventListener("click", () => save(`${page}-${table.dataset.csv}.csv`, "text/csv;charset=utf-8", csv(cells(table))));
(table.closest(".scroll") || table).after(button);
}
const copying = (button, text) => {
const word = button.textContent;
button.addEventListener("click", async () => {
try {
await navigator.clipboard.writeText(text());
button.textContent = "Copied";
} catch (e) {
button.textContent = "Copy failed";
}
setTimeout(() => { button.textContent = word; }, 1500);
});
return button;
};
window.fwci.copying = copying;
for (const block of document.querySelectorAll(".copy")) {
if (!navigator.clipboard) break;
const text = block.textContent.trim();
const button = copying(element("button", { type: "button", class: "copier" }, "Copy"), () => text);
block.before(button);
}
})();
