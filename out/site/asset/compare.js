"use strict";
(() => {
const data = window.fwciData, { element, agree, percent, counted } = fwci;
const form = document.getElementById("choose"), result = document.getElementById("result");
const { from, to } = form.elements;
const bandName = (id) => (data.bands.find((band) => band[0] === id) || ["", id])[1];
const read = (text) => {
if (Object.hasOwn(data.occupations, text)) {
const { href = text.replace("esco:", "http://data.europa.eu/esco/occupation/"), ...occupation } = data.occupations[text];
return { occupation: { href, ...occupation }, name: occupation.name };
}
const [id, band = ""] = text.split("@");
if (!Object.hasOwn(data.profiles, id)) return null;
const profile = data.profiles[id], scope = data.scopes[profile.scope];
if (band && !Object.hasOwn(scope.important, band)) return null;
const choice = { id, band, profile, name: band ? `${profile.name}, ${bandName(band)}` : profile.name, unknown: [] };
choice.technical = profile.competencies;
choice.general = data.general;
if (band) {
choice.technical = profile.competencies.filter((c) => scope.important[band].includes(c));
choice.unknown = profile.competencies.filter((c) => !scope.named.includes(c));
choice.general = data.scopes[data.whole].important[band] || [];
}
return choice;
};
const competency = (c) => element("a", { href: `../competency/${data.competencies[c][0]}.html` }, data.competencies[c][1]);
const task = (t) => element("a", { href: `../task/${data.tasks[t][0]}.html` }, data.tasks[t][1]);
const skill = (s) => element("a", { href: data.skills[s][0] }, data.skills[s][1]);
const column = (kind, title, explanation, items, show, name) => {
const list = element("ul", { "data-list": name }, ...items.map((item) => element("li", {}, ...[show(item)].flat())));
return element("section", { class: "column " + kind },
element("h3", {}, title, " ", element("b", {}, String(items.length))),
element("p", { class: "small" }, explanation),
items.length ? list : element("p", { class: "none" }, "none"));
};
const byName = (names) => (x, y) => names[x][1].localeCompare(names[y][1], "en");
const three = (first, second, names) => {
const sorted = (list) => list.sort(byName(names));
return {
both: sorted(first.filter((x) => second.includes(x))),
more: sorted(second.filter((x) => !first.includes(x))),
less: sorted(first.filter((x) => !second.includes(x))),
};
};
const block = (title, lists, show, prefix, says, note) => [
element("h2", {}, title), ...(note ? [element("p", { class: "small" }, note)] : []),
element("div", { class: "trio" },
column("more", says[0], says[1], lists.more, show, prefix + "-learn"),
column("both", says[2], says[3], lists.both, show, prefix + "-shared"),
column("less", says[4], says[5], lists.less, show, prefix + "-left")),
];
const specialties = (a, b) => {
const technical = three(a.technical, b.technical, data.competencies);
const general = three(a.general, b.general, data.competencies);
const tasks = three(a.profile.tasks, b.profile.tasks, data.tasks);
const parts = [
element("p", { class: "verdict" }, element("b", {}, `${technical.both.length} of ${b.technical.length}`),
` technical ${agree(b.technical.length, "competency", "competencies")} of ${b.name} ${agree(technical.both.length, "is also one of those", "are also those")} of ${a.name} (${percent(technical.both.length, b.technical.length)}%). `, element("b", {}, String(technical.more.length)), " to learn."),
...block("Technical competencies", technical, competency, "competencies",
["To learn", `in ${b.name} only`, "Shared", "in both", "Left behind", `in ${a.name} only`]),
];
const unknown = [...new Set([...a.unknown, ...b.unknown])].sort(byName(data.competencies));
if (unknown.length) {
parts.push(element("p", { class: "small" }, "A profile names these, but the cluster's table does not, so they are left out above: ",
...unknown.flatMap((c, i) => [i ? ", " : "", competency(c)]), "."));
}
if (general.more.length || general.less.length) {
parts.push(...block("General competencies", general, competency, "general",
["To learn", `important for ${b.name} only`, "Shared", "important for both", "Left behind", `important for ${a.name} only`]));
} else {
parts.push(element("h2", {}, "General competencies"), element("p", {}, `The same ${agree(general.both.length, "general competency is", `${general.both.length} general competencies are`)} important for both.`));
}
if (a.id === b.id) {
parts.push(element("h2", {}, "Tasks"), element("p", {}, "The handbook does not divide a specialty's tasks by band: they are the same."));
} else {
parts.push(...block("Tasks", tasks, task, "tasks", ["New", `in ${b.profile.name} only`, "Shared", "in both", "Left behind", `in ${a.profile.name} only`],
a.band || b.band ? "The handbook does not divide tasks by band." : ""));
}
return parts;
};
const kinds = ["exact", "close", "broader", "narrower"];
const rel = (word) => element("span", { class: "rel", "data-f": word }, word);
const relation = (a, b) => {
const name = (id) => (Object.hasOwn(data.profiles, id) ? data.profiles[id].name : data.series[1]);
const own = b.occupation.profiles.find(([id]) => id === a.id);
const row = ([id, word, confidence, reason]) => element("tr", { class: id === a.id ? "marked" : false },
element("th", { scope: "row" }, element("a", { href: `../profile/${id}.html` }, name(id))), element("td", {}, rel(word)), element("td", { class: "n" }, confidence), element("td", {}, reason));
const head = element("tr", {}, ...["Specialty", "The ESCO concept is", "Confidence", "Reason"].map((text) => element("th", { scope: "col" }, text)));
return [
element("p", { class: "verdict" }, ...(own ? [`For ${a.profile.name}, ESCO's ${b.name} is `, element("b", {}, own[1]), own[1] === "related" ? ": on the same subject, but not a counterpart." : "."] : [`No mapping leads from ${a.profile.name} to ${b.name}.`])),
element("h2", {}, "Specialties mapped to this occupation"),
element("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "Specialties mapped to this occupation" }, element("table", {}, element("thead", {}, head), element("tbody", {}, ...b.occupation.profiles.map(row)))),
];
};
const occupation = (a, b) => {
if (!b.occupation.known) return [...relation(a, b), element("p", { class: "small" }, "This release does not include ESCO's list of skills for this occupation.")];
const own = new Set([...a.technical, ...a.general]);
const mapped = (s) => data.mappings.filter((m) => m[1] === s && own.has(m[0]));
const best = (s) => kinds.find((kind) => mapped(s).some((m) => m[2] === kind)) || (mapped(s).length ? "related" : "none");
const sorted = (skills) => {
const found = { met: [], related: [], open: [], count: {} };
for (const s of skills) {
const word = best(s);
found[word === "none" ? "open" : word === "related" ? "related" : "met"].push(s);
found.count[word] = (found.count[word] || 0) + 1;
}
return found;
};
const counted = (found) => kinds.filter((kind) => found.count[kind]).map((kind) => `${found.count[kind]} ${kind}`).join(", ");
const essential = sorted(b.occupation.essential), optional = sorted(b.occupation.optional);
const concerned = new Set([...b.occupation.essential, ...b.occupation.optional]);
const without = a.technical.filter((c) => !data.mappings.some((m) => m[0] === c && concerned.has(m[1]) && m[2] !== "related")).sort(byName(data.competencies));
const met = (s) => [skill(s), element("ul", {}, ...mapped(s).map((m) => element("li", {}, competency(m[0]), " ", rel(m[2]))))];
const columns = (found, prefix) => element("div", { class: "trio" },
column("more", "No counterpart", `no competency of ${a.name} is mapped to it`, found.open, skill, prefix + "-open"),
column("both", "With a counterpart", "and the competencies mapped to it", found.met, met, prefix + "-met"),
column("less", "Related only", "on the same subject, but not a counterpart", found.related, met, prefix + "-related"));
return [
element("p", { class: "verdict" }, element("b", {}, `${essential.met.length} of ${b.occupation.essential.length}`), ` essential skills and knowledge of ${b.name} ${agree(essential.met.length, "has", "have")} a counterpart among the competencies of ${a.name}`,
essential.met.length ? `: ${counted(essential)}. ` : ". ", `${essential.related.length} more ${agree(essential.related.length, "is", "are")} only related.`),
element("p", { class: "small" }, "The word next to a competency says how the ESCO concept relates to it: a narrower concept is one part of the competency."),
element("h2", {}, "Essential skills and knowledge"), columns(essential, "essential"),
element("h2", {}, "Optional skills and knowledge"), columns(optional, "optional"),
element("h2", {}, "Beyond the occupation"),
element("div", { class: "trio one" },
column("less", "Competencies without a counterpart", `technical competencies of ${a.name} that have no counterpart in the occupation`, without, competency, "beyond")),
...relation(a, b).slice(1),
];
};
const show = () => {
const a = read(from.value), b = read(to.value), said = document.getElementById("said");
document.getElementById("swap").disabled = !b || Boolean(b.occupation) || !a;
for (const id of ["link", "csv"]) document.getElementById(id).disabled = !a || !b;
if (!a || !b) {
result.replaceChildren(element("p", { class: "hint" }, "Choose two specialties, the same one at two bands, or a specialty and an occupation."));
said.textContent = "";
return;
}
const heading = element("h2", { class: "versus" }, element("a", { href: a.occupation ? a.occupation.href : `../profile/${a.id}.html` }, a.name), " → ",
element("a", { href: b.occupation ? b.occupation.href : `../profile/${b.id}.html` }, b.name));
result.replaceChildren(heading, ...(b.occupation ? occupation(a, b) : specialties(a, b)));
said.textContent = result.querySelector(".verdict").textContent;
};
const address = () => {
const parts = [["from", from.value], ["to", to.value]].filter(([, value]) => value).map(([name, value]) => `${name}=${value}`);
return parts.length ? "#" + parts.join("&") : location.pathname + location.search;
};
const remember = () => {
if (address() === location.hash) return;
if (location.hash.includes("from=") && location.hash.includes("to=")) history.pushState(null, "", address());
else history.replaceState(null, "", address());
};
const recall = () => {
if (location.hash && !location.hash.includes("=")) return;
const state = new URLSearchParams(location.hash.slice(1));
from.value = state.get("from") || "";
to.value = state.get("to") || "";
show();
};
const rows = () => {
const found = [["Part", "List", "Name", "Competencies and relations"]];
let part = "";
for (const node of result.querySelectorAll("h2, section.column, tbody tr")) {
if (node.matches("h2")) part = node.textContent;
else if (node.matches("tr")) found.push([part, node.cells[1].textContent, node.cells[0].textContent, `confidence ${node.cells[2].textContent}. ${node.cells[3].textContent}`]);
else for (const item of node.querySelectorAll(":scope > ul > li")) {
found.push([part, node.querySelector("h3").firstChild.textContent, item.querySelector("a").textContent, [...item.querySelectorAll("li")].map((li) => li.textContent).join("; ")]);
}
}
return found;
};
document.getElementById("needs-scripts").remove();
document.getElementById("csv").addEventListener("click", () => fwci.save(`comparison-${from.value}-${to.value}.csv`.replace(/[@:]/g, "-"), "text/csv;charset=utf-8", fwci.csv(rows())));
fwci.copying(document.getElementById("link"), () => location.href);
form.hidden = false;
form.addEventListener("input", () => { show(); remember(); });
form.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("swap").addEventListener("click", () => {
[from.value, to.value] = [to.value, from.value];
show();
remember();
});
addEventListener("hashchange", () => { recall(); if (from.value && to.value) form.scrollIntoView({ block: "start" }); });
recall();
})();
