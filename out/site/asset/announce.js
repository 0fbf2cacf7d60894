"use strict";
(() => {
const data = window.fwciData, roles = window.fwciRoles, { element, save, copying, agree } = fwci, { words } = roles;
const definitions = fwci.definitions(data.competencies);
const form = document.getElementById("choose"), picks = document.getElementById("picks"), sheet = document.getElementById("sheet");
if (!form) return;
const { profile, grade, title } = form.elements;
const idOf = (c) => data.competencies[c][0], taskId = (t) => data.tasks[t][0].replace("task-", "");
const role = () => {
const band = roles.bands.find((b) => b.low <= grade.value && grade.value <= b.high);
const technical = (roles.technical[profile.value] || {})[band.id];
return { band, general: roles.general[band.id], technical: technical || [], covered: Boolean(technical), tasks: roles.tasks[profile.value] || [] };
};
const selected = (name) => [...picks.elements].filter((box) => box.name === name && box.checked).map((box) => Number(box.value));
const usual = (r) => new Set([...r.general.slice(0, roles.fewGeneral), ...r.technical.slice(0, roles.fewTechnical)]);
const group = (name, heading, note, list, text, chosen) => {
const boxes = list.map((at) => element("label", {}, element("input", { type: "checkbox", name, value: at, checked: chosen(at) }), " ", text(at)));
const all = (on) => () => { for (const box of picks.elements) if (box.name === name) box.checked = on; compose(); };
const button = (word, on) => {
const made = element("button", { type: "button", "aria-label": `${word}: ${heading}` }, word);
made.addEventListener("click", all(on));
return made;
};
return element("fieldset", {}, element("legend", {}, heading), element("p", { class: "small" }, note, " "),
...(list.length ? [element("p", { class: "takes" }, button("Select all", true), " ", button("Select none", false))] : []), ...boxes);
};
const lay = (wanted, competencies, tasks) => {
const r = role(), first = usual(r);
const has = (at) => (competencies ? competencies.includes(idOf(at)) : first.has(at));
title.replaceChildren(...(roles.titles[profile.value] || []).map((t) => element("option", { value: t.id }, t.name)));
if ([...title.options].some((option) => option.value === wanted)) title.value = wanted;
const name = (at) => data.competencies[at][1];
const notes = (list, few) => {
const n = Math.min(few, list.length);
return `Important at ${r.band.name}, the highest-ranked first; the first ${n} of ${list.length} ${agree(n, "is", "are")} already selected.`;
};
picks.replaceChildren(
group("t", words.Duties, "The handbook names the tasks of the specialty and does not divide them by band.", r.tasks, (at) => data.tasks[at][1], (at) => !tasks || tasks.includes(taskId(at))),
group("g", words.General, notes(r.general, roles.fewGeneral), r.general, name, has),
group("k", words.Technical, r.covered ? notes(r.technical, roles.fewTechnical)
: profile.value === roles.whole ? "The handbook gives technical competencies for each specialty, not for all IT work." : `The handbook has no table of technical competencies for ${r.band.name}.`, r.technical, name, has));
compose();
};
const sections = () => {
const t = (roles.titles[profile.value] || []).find((one) => one.id === title.value) || { name: "", series: "" };
const defined = (heading, list) => ({ heading, text: list.length ? [words.Defined] : [], items: list.map((c) => [data.competencies[c][1], definitions[c] || words.Undefined]) });
const ways = roles.qualifications.filter((q) => q.series === t.series && q.grades.includes(Number(grade.value))).map((q) => ["", q.statement]);
const general = selected("g"), technical = selected("k");
return [
{ heading: words.Position, text: [], items: [[words.Title, t.name], [words.Series, t.series], [words.Grade, `GS-${grade.value}`], [words.Specialty, roles.names[profile.value]]] },
{ heading: words.Qualifications, text: ways.length ? [] : [roles.unqualified[t.series]], items: ways },
{ heading: words.Duties, text: [], items: selected("t").map((at) => ["", data.tasks[at][1]]) },
defined(words.General, general),
defined(words.Technical, technical),
{ heading: words.Assessment, text: general.length + technical.length ? [words.Assess] : [], items: [] },
{ heading: words.Sources, text: [words.Source], items: [] },
].filter((s) => s.text.length + s.items.length);
};
const plain = () => sections().map((s) => [s.heading.toUpperCase(), ...s.text, ...s.items.map(([term, text]) => `- ${term ? term + ": " : ""}${text}`)].join("\n") + "\n").join("\n");
const compose = () => {
sheet.replaceChildren(...sections().flatMap((s) => [
element("h3", {}, s.heading), ...s.text.map((p) => element("p", {}, p)),
...(s.items.length ? [element("ul", {}, ...s.items.map(([term, text]) => element("li", {}, ...(term ? [element("b", {}, term + ":"), " "] : []), text)))] : []),
]));
remember();
};
const same = (list, other) => list.length === other.length && list.every((x) => other.includes(x));
const remember = () => {
const r = role(), competencies = [...selected("g"), ...selected("k")], tasks = selected("t");
const state = [`profile=${profile.value}`, `grade=${grade.value}`];
if (title.selectedIndex > 0) state.push("title=" + title.value);
if (!same(competencies, [...usual(r)])) state.push("c=" + competencies.map(idOf).join("."));
if (!same(tasks, r.tasks)) state.push("t=" + tasks.map(taskId).join("."));
history.replaceState(null, "", "#" + state.join("&"));
};
const recall = () => {
if (location.hash && !location.hash.includes("=")) return;
const state = new URLSearchParams(location.hash.slice(1)), id = state.get("profile"), wanted = state.get("grade");
if ([...profile.options].some((option) => option.value === id)) profile.value = id;
if ([...grade.options].some((option) => option.value === wanted && !option.disabled)) grade.value = wanted;
const list = (name) => (state.has(name) ? state.get(name).split(".").filter(Boolean) : null);
lay(state.get("title"), list("c"), list("t"));
};
const page = () => `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>${sheet.querySelector("li").lastChild.textContent.replace(/[<&]/g, "")}</title>\n${sheet.innerHTML}\n`;
const file = () => `announcement-${profile.value}-gs-${grade.value}`;
const say = (text) => { document.getElementById("said").textContent = text; };
document.getElementById("copy").addEventListener("click", async () => {
try {
await navigator.clipboard.write([new ClipboardItem({ "text/html": new Blob([sheet.innerHTML], { type: "text/html" }), "text/plain": new Blob([plain()], { type: "text/plain" }) })]);
say("Copied.");
} catch (e) {
getSelection().selectAllChildren(sheet);
say("Your browser blocked copying. The text is selected: press Ctrl+C.");
}
});
document.getElementById("plain").addEventListener("click", () => save(file() + ".txt", "text/plain;charset=utf-8", plain()));
document.getElementById("html").addEventListener("click", () => save(file() + ".html", "text/html;charset=utf-8", page()));
copying(document.getElementById("link"), () => location.href);
form.addEventListener("input", (event) => { if (event.target === title) compose(); else lay(null, null, null); });
for (const one of [form, picks]) one.addEventListener("submit", (event) => event.preventDefault());
picks.addEventListener("input", compose);
addEventListener("hashchange", recall);
window.fwci.announcement = plain;
document.getElementById("needs-scripts").remove();
form.hidden = document.getElementById("result").hidden = false;
recall();
})();
