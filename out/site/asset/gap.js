"use strict";
(() => {
const data = window.fwciData, roles = window.fwciRoles, { element, percent, save, csv, cells, copying } = fwci;
const definitions = fwci.definitions(data.competencies);
const form = document.getElementById("choose"), rows = document.getElementById("rows"), fits = document.getElementById("fits");
if (!form) return;
const { role, level } = form.elements, output = form.querySelector("output"), most = 5, store = "fwci-gap";
const place = new Map(data.competencies.map(([id], at) => [id, at]));
let ratings = new Map(); // by place of a competency
const needs = (profile, band) => ({ general: roles.general[band] || [], technical: (roles.technical[profile] || {})[band] || [] });
const gap = (at) => Math.max(0, Number(level.value) - ratings.get(at));
const row = (at) => {
const [id, name] = data.competencies[at];
const select = element("select", { "aria-label": `Your rating of ${name}`, "data-at": at }, element("option", { value: "" }, "–"));
for (let i = 0; i <= most; i++) select.append(element("option", { value: i }, String(i)));
select.value = ratings.has(at) ? String(ratings.get(at)) : "";
return element("tr", {}, element("th", { scope: "row" }, element("a", { href: `../competency/${id}.html` }, name)),
element("td", {}, definitions[at] || "not defined"), element("td", {}, select), element("td", { class: "n" }));
};
const lay = () => {
const [profile, band] = role.value.split("@"), { general, technical } = needs(profile, band);
const head = (text) => element("tr", { class: "part" }, element("th", { scope: "rowgroup", colspan: 4 }, text));
rows.replaceChildren(head("General competencies"), ...general.map(row), ...(technical.length ? [head("Technical competencies"), ...technical.map(row)] : []));
const covered = (roles.technical[profile] || {})[band];
document.getElementById("given").textContent = covered || profile === roles.whole ? "" : "The handbook has no table of technical competencies for this band: only general ones are listed.";
const [chosen, reach] = [role, level].map((menu) => menu.selectedOptions[0].text);
document.getElementById("ratings").textContent = `Your ratings: ${chosen}; level to reach: ${reach}`;
count();
};
const count = () => {
const [profile, band] = role.value.split("@");
let rated = 0, short = 0;
for (const select of rows.querySelectorAll("select")) {
const at = Number(select.dataset.at), known = ratings.has(at), cell = select.closest("tr").cells[3];
cell.textContent = known ? String(gap(at)) : "";
cell.className = "n" + (known ? " gap" + gap(at) : "");
rated += known;
short += known && gap(at) > 0;
}
const all = rows.querySelectorAll("select").length;
output.textContent = `${rated} of ${all} rated; ${short} below the level`;
const made = Object.keys(roles.names).filter((id) => id !== roles.whole).map((id) => {
const { general, technical } = needs(id, band), important = [...general, ...technical], known = important.filter((at) => ratings.has(at));
const reached = known.filter((at) => gap(at) === 0).length;
return { id, important: important.length, rated: known.length, reached, share: important.length ? reached / important.length : 0 };
});
const alike = made.every(({ id }) => !(roles.technical[id] || {})[band]);
document.getElementById("alike").textContent = alike ? `At ${roles.bands.find((one) => one.id === band).name} the list is the same for every specialty, so the fit is the same too.` : "";
made.sort((x, y) => y.share - x.share || roles.names[x.id].localeCompare(roles.names[y.id], "en"));
fits.replaceChildren(...made.map((f) => element("tr", { class: f.id === profile ? "marked" : false },
element("th", { scope: "row" }, element("a", { href: `../role/${f.id}/${band}.html` }, roles.names[f.id])),
...[percent(f.reached, f.important), f.reached, f.important, f.rated].map((n) => element("td", { class: "n" }, String(n))))));
};
const remember = () => {
const state = [`role=${role.value}`, `level=${level.value}`];
if (ratings.size) state.push("r=" + [...ratings].map(([at, value]) => `${data.competencies[at][0]}:${value}`).join("."));
history.replaceState(null, "", "#" + state.join("&"));
try {
localStorage.setItem(store, state.join("&"));
} catch (e) {
}
};
const recall = () => {
if (location.hash && !location.hash.includes("=")) return;
const address = new URLSearchParams(location.hash.slice(1));
let kept = new URLSearchParams();
try {
kept = new URLSearchParams(localStorage.getItem(store) || "");
} catch (e) {
}
const answer = (name) => address.get(name) || (name === "r" && address.has("r") ? "" : kept.get(name)) || "";
if ([...role.options].some((option) => option.value === answer("role"))) role.value = answer("role");
if (/^[1-5]$/.test(answer("level"))) level.value = answer("level");
ratings = new Map(answer("r").split(".").map((pair) => pair.split(":")).filter(([id, value]) => place.has(id) && /^[0-5]$/.test(value)).map(([id, value]) => [place.get(id), Number(value)]));
lay();
};
rows.addEventListener("input", (event) => {
const at = Number(event.target.dataset.at);
if (event.target.value === "") ratings.delete(at);
else ratings.set(at, Number(event.target.value));
count();
remember();
});
form.addEventListener("input", () => { lay(); remember(); });
form.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("clear").addEventListener("click", () => { ratings.clear(); lay(); remember(); });
document.getElementById("csv").addEventListener("click", () => {
const named = [...rows.rows].map((r) => {
const select = r.querySelector("select");
return select ? [r.cells[0].innerText, r.cells[1].innerText, select.value, r.cells[3].innerText] : null;
}).filter(Boolean);
save(`ratings-${role.value.replace("@", "-")}.csv`, "text/csv;charset=utf-8", csv([["Competency", "What it means", "Rating", "Gap"], ...named, [], ...cells(fits.closest("table"))]));
});
copying(document.getElementById("link"), () => { remember(); return location.href; });
addEventListener("hashchange", recall);
document.getElementById("needs-scripts").remove();
form.hidden = document.getElementById("result").hidden = false;
recall();
})();
