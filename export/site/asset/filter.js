"use strict";
// Filters a list or a table that is in the page. A form with data-filter names the list; its fields ask
// for words (q) or for facets, which the items have in data-f. The choice is kept in the address.
//
// A field with data-holds also lets items through that have the facet it names: they apply to every choice. A
// field with data-scoped asks for what an item has in one scope: the facet has the scope before it, which is that
// of the option chosen in another field (data-scope), or a for all work; without a scope chosen, any will do.
(() => {
  const form = document.querySelector("form[data-filter]");
  const list = form && document.getElementById(form.dataset.filter);
  if (!list) return;
  const items = [...list.querySelectorAll("[data-f]")].filter((item) => item.matches("li, tr"));
  const facets = items.map((item) => new Set(item.dataset.f.split(" ")));
  const groups = list.tBodies && list.tBodies.length > 1 ? [...list.tBodies] : [];
  const output = form.querySelector("output"), nothing = document.querySelector("p.nothing");
  const fields = [...form.elements].filter((field) => field.name);
  const plain = fields.filter((field) => field.name !== "q" && !("scoped" in field.dataset));
  const scoped = fields.filter((field) => "scoped" in field.dataset);
  let index = null, indexed = false, waiting = 0;

  // read begins to read the items for the search, once.
  const read = () => {
    index = index || new fwci.Index(items.length, (i) => texts(items[i]));
    return index.ready.then(() => { indexed = true; });
  };

  // The first cell of a row, and the head of its group, weigh more than what follows.
  const texts = (item) => {
    const head = item.querySelector("a, th");
    const group = groups.length ? item.parentNode.rows[0].textContent : "";
    const text = item.cells ? [...item.cells].map((cell) => cell.textContent).join(" ") : item.textContent; // cells have no space between them
    return [[head ? head.textContent : "", 5], [group, 3], [text, 1]];
  };

  const value = (field) => field.type === "checkbox" ? (field.checked ? field.value : "") : field.value.trim();

  // scopes are those of the options chosen; a specialty and a cluster that is not its own leave nothing in common.
  const scopes = () => plain.filter((field) => field.selectedOptions && value(field)).map((field) => field.selectedOptions[0].dataset.scope).filter(Boolean);

  // tests returns what an item's facets must meet.
  const tests = () => {
    const found = [];
    for (const field of plain) {
      const wanted = value(field), holds = field.dataset.holds;
      if (wanted) found.push((own) => own.has(wanted) || (holds && own.has(holds)));
    }
    const read = [...new Set(scopes())];
    for (const field of scoped) {
      const wanted = value(field);
      if (!wanted) continue;
      if (read.length) found.push((own) => own.has("a" + wanted) || read.every((scope) => own.has(scope + wanted)));
      else found.push((own) => [...own].some((facet) => facet === "a" + wanted || (/^c\d+/.test(facet) && facet.replace(/^c\d+/, "") === wanted)));
    }
    return found;
  };

  const apply = () => {
    const query = value(form.elements.q);
    if (query && !indexed) return read().then(apply);
    const scores = query ? index.search(query) : null;
    const asked = tests();
    let count = 0;
    items.forEach((item, i) => {
      const fits = (!scores || scores.has(i)) && asked.every((test) => test(facets[i]));
      if (item.hidden === fits) item.hidden = !fits;
      count += fits;
    });
    for (const group of groups) {
      const none = [...group.rows].slice(1).every((row) => row.hidden);
      if (group.hidden !== none) group.hidden = none;
    }
    if ("rank" in form.dataset) {
      // What is hidden may stay where it is.
      const order = items.map((item, i) => i).filter((i) => !scores || !items[i].hidden);
      if (scores) order.sort((x, y) => scores.get(y) - scores.get(x) || x - y);
      let at = list.firstElementChild;
      for (const i of order) {
        if (items[i] === at) at = at.nextElementSibling;
        else list.insertBefore(items[i], at);
      }
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
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    const change = () => { apply(); remember(); };
    if (event.target === form.elements.q) waiting = setTimeout(change, fwci.pause);
    else change();
  });
  form.elements.q.addEventListener("focus", read);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); form.elements.q.focus(); }));
  addEventListener("hashchange", recall);
  recall();
  apply();
})();
