"use strict";
// Filters a list or a table that stands in the page. A form with data-filter names the list; its fields ask
// for words (q) or for facets, which the items have in data-f. The choice stands in the address.
(() => {
  const form = document.querySelector("form[data-filter]");
  const list = form && document.getElementById(form.dataset.filter);
  if (!list) return;
  const items = [...list.querySelectorAll("[data-f]")].filter((item) => item.matches("li, tr"));
  const facets = items.map((item) => new Set(item.dataset.f.split(" ")));
  const groups = list.tBodies && list.tBodies.length > 1 ? [...list.tBodies] : [];
  const output = form.querySelector("output"), nothing = document.querySelector("p.nothing");
  const fields = [...form.elements].filter((field) => field.name);
  let index = null;

  // The first cell of a row, and the head of its group, weigh more than what follows.
  const texts = (item) => {
    const head = item.querySelector("a, th");
    const group = groups.length ? item.parentNode.rows[0].textContent : "";
    return [[head ? head.textContent : "", 5], [group, 3], [item.textContent, 1]];
  };

  const value = (field) => field.type === "checkbox" ? (field.checked ? field.value : "") : field.value.trim();

  const apply = () => {
    const query = value(form.elements.q);
    if (query && !index) index = new fwci.Index(items.map(texts));
    const scores = query ? index.search(query) : null;
    const asked = fields.filter((field) => field.name !== "q").map(value).filter(Boolean);
    let count = 0;
    items.forEach((item, i) => {
      const fits = (!scores || scores.has(i)) && asked.every((facet) => facets[i].has(facet));
      item.hidden = !fits;
      count += fits;
    });
    for (const group of groups) group.hidden = [...group.rows].slice(1).every((row) => row.hidden);
    if ("rank" in form.dataset) {
      const order = items.map((item, i) => i);
      if (scores) order.sort((x, y) => (scores.get(y) || 0) - (scores.get(x) || 0) || x - y);
      list.append(...order.map((i) => items[i]));
    }
    output.textContent = count === items.length ? `${count.toLocaleString("en")} in all` : `${count.toLocaleString("en")} of ${items.length.toLocaleString("en")}`;
    nothing.hidden = count > 0;
  };

  const remember = () => {
    const state = new URLSearchParams();
    for (const field of fields) if (value(field)) state.set(field.name, value(field));
    history.replaceState(null, "", state.size ? "#" + state : location.pathname + location.search);
  };

  // A fragment without "=" is a place in the page, not a choice.
  const recall = () => {
    if (location.hash && !location.hash.includes("=")) return;
    const state = new URLSearchParams(location.hash.slice(1));
    for (const field of fields) {
      const wanted = state.get(field.name) || "";
      if (field.type === "checkbox") field.checked = wanted === field.value;
      else field.value = wanted;
      if (field.value !== wanted && field.type === "select-one") field.value = "";
    }
    apply();
  };

  form.hidden = false;
  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); form.elements.q.focus(); }));
  addEventListener("hashchange", recall);
  recall();
  apply();
})();
