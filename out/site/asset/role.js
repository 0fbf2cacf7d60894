"use strict";
(() => {
const asked = new URLSearchParams(location.search), note = document.querySelector(".asked");
const profile = asked.get("profile"), grade = Number(asked.get("grade"));
if (!note || !profile || !grade) return;
const form = document.querySelector("form.ask");
for (const name of ["profile", "grade"]) form.elements[name].value = asked.get(name);
const column = [...document.querySelectorAll("th[data-band]")].find((head) => head.dataset.low <= grade && grade <= head.dataset.high);
const page = column && `${profile}/${column.dataset.band}.html`;
if (page && [...document.querySelectorAll("td a")].some((link) => link.getAttribute("href") === page)) {
location.replace(page);
return;
}
note.textContent = `GS-${grade} belongs to no band of the handbook: what is important at this grade is not given. The bands next to it are in the table below.`;
note.hidden = false;
})();
