"use strict";
(() => {
const { element, find, agree, counted } = fwci;
const form = document.getElementById("ask"), answer = document.getElementById("answer"), results = document.getElementById("results");
const turn = 40;
let waiting = 0, adding = 0;
const show = async () => {
const query = form.elements.q.value.trim();
if (!query) {
answer.textContent = "Type words, a code such as INFOSEC, 2210 or 441, or a grade such as GS-9.";
results.replaceChildren();
return;
}
const found = await find(query);
if (form.elements.q.value.trim() !== query) return;
const without = found.strange.length ? `, ignoring “${found.strange.join(" ")}”, which ${agree(found.strange.length, "was", "were")} not found` : "";
answer.textContent = found.length ? `${counted(found.length, "result")} for “${query}”${without}` : `Nothing found for “${query}”. Try fewer or other words.`;
results.replaceChildren();
clearTimeout(adding);
add(found);
};
const add = (found) => {
results.append(...found.slice(0, turn).map(({ name, kind, href }) => element("li", {}, element("a", { href }, name), " ", element("small", {}, kind))));
if (found.length > turn) adding = setTimeout(add, fwci.pause, found.slice(turn));
};
form.elements.q.value = new URLSearchParams(location.search).get("q") || "";
form.addEventListener("submit", (event) => {
event.preventDefault();
history.replaceState(null, "", "?" + new URLSearchParams({ q: form.elements.q.value }));
show();
});
form.addEventListener("input", () => {
clearTimeout(waiting);
waiting = setTimeout(show, fwci.pause);
});
show();
})();
