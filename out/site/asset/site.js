"use strict";
// Search over the whole site, the choice of light or dark, and buttons that copy. Also the matching of
// words that filter.js uses.
(() => {
  const root = document.querySelector("header.top").dataset.root;

  // element makes an element with attributes and children; text is never read as HTML.
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) made.setAttribute(key, "");
      else if (value !== false && value != null) made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  };

  const words = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").match(/[a-z0-9]+/g) || [];

  // distance is the number of letters to change, add, leave out or swap (optimal string alignment) so that
  // query becomes word, or the beginning of word; more than most counts as most + 1.
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

  // closeness of a word of the query to a word of a text: 1 is equal, 0 is another word. Words of less than
  // four letters allow no mistake, of less than eight one, longer ones two.
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

  // Index finds documents by words. Each document is a list of [text, weight].
  class Index {
    constructor(documents) {
      this.vocabulary = new Map();
      documents.forEach((fields, id) => {
        for (const [text, weight] of fields) {
          const list = words(text);
          for (const word of list) {
            let places = this.vocabulary.get(word);
            if (!places) this.vocabulary.set(word, places = new Map());
            // A match in a short text says more than one in a long text.
            const value = weight * (1 + 1 / list.length);
            if (value > (places.get(id) || 0)) places.set(id, value);
          }
        }
      });
    }

    // search returns a Map from document to score; every word of the query must be near some word.
    search(query) {
      let found = null;
      for (const term of words(query)) {
        const scores = new Map();
        for (const [word, places] of this.vocabulary) {
          const near = closeness(term, word);
          if (!near) continue;
          for (const [id, weight] of places) {
            const score = near * near * weight;
            if (score > (scores.get(id) || 0)) scores.set(id, score);
          }
        }
        if (found) {
          for (const [id, score] of found) {
            if (scores.has(id)) found.set(id, score + scores.get(id));
            else found.delete(id);
          }
        } else found = scores;
      }
      return found || new Map();
    }
  }

  window.fwci = { element, Index, words };

  // Light or dark.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => document.documentElement.dataset.theme || (dark.matches ? "dark" : "light");
  const switchTheme = element("button", { type: "button", class: "theme" });
  const label = () => {
    const other = theme() === "dark" ? "light" : "dark";
    switchTheme.setAttribute("aria-label", `Use ${other} colours`);
    switchTheme.title = `Use ${other} colours`;
  };
  switchTheme.addEventListener("click", () => {
    const next = theme() === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem("theme", next);
    } catch (e) {
      // The choice then holds for this page only.
    }
    label();
  });
  dark.addEventListener("change", label);
  label();

  // The search box: a combobox with a list of results (WAI-ARIA Authoring Practices, combobox).
  const input = element("input", {
    type: "search", placeholder: "Search", role: "combobox", "aria-label": "Search the site", "aria-expanded": "false",
    "aria-controls": "found", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
  });
  const list = element("ul", { id: "found", role: "listbox", "aria-label": "Search results", hidden: true });
  const status = element("p", { class: "hide", role: "status" });
  const box = element("div", { class: "search" }, input, element("kbd", { "aria-hidden": "true" }, "/"), list, status);
  document.querySelector("header.top").append(element("div", { class: "tools" }, box, switchTheme));

  const most = 12;
  let index = null, chosen = -1, loading = false;

  const ready = () => {
    if (index || loading) return;
    if (window.fwciSearch) {
      index = new Index(window.fwciSearch.items.map(([, name, , more = "", text = ""]) => [[name, 10], [more, 6], [text, 1.5]]));
      return;
    }
    loading = true;
    const script = element("script", { src: root + "asset/search.js" });
    script.addEventListener("load", () => { loading = false; ready(); show(); });
    script.addEventListener("error", () => { loading = false; });
    document.head.append(script);
  };

  // address of an item's page; "*" stands for the identifier.
  const address = ([kind, , id]) => {
    const { kinds, items } = window.fwciSearch;
    const { href } = kinds[kind];
    if (href.startsWith("#")) return address(items[id]) + href;
    return root + href.replace("*", encodeURIComponent(id)) + (href.includes(".html") ? "" : ".html");
  };

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const show = () => {
    const query = input.value.trim();
    if (!query || !index) return close();
    const { kinds, items } = window.fwciSearch;
    const best = [...index.search(query)].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, most);
    list.replaceChildren(...best.map(([id], i) => {
      const [kind, name] = items[id];
      return element("li", { role: "option", id: "found-" + i, "aria-selected": "false", "data-href": address(items[id]) }, element("span", {}, name), " ", element("small", {}, kinds[kind].name));
    }));
    if (!best.length) list.replaceChildren(element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "none" }, "Nothing found"));
    status.textContent = best.length ? `${best.length} results` : "Nothing found";
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

  // go opens a result; with Ctrl or Command in a new tab.
  const go = (option, event) => {
    if (!option) return;
    if (event.ctrlKey || event.metaKey) open(option.dataset.href, "_blank", "noopener");
    else location.href = option.dataset.href;
    close();
  };

  input.addEventListener("focus", ready);
  input.addEventListener("input", () => { ready(); show(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      else choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      go(list.children[chosen], event);
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    }
  });
  // The press of a mouse must not take the focus from the field, or the list is gone before the click.
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

  // On paper everything is open.
  addEventListener("beforeprint", () => { for (const part of document.querySelectorAll("details")) part.open = true; });

  // Copying.
  for (const block of document.querySelectorAll(".copy")) {
    if (!navigator.clipboard) break;
    const text = block.textContent.trim();
    const button = element("button", { type: "button", class: "copier" }, "Copy");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "Copied";
      } catch (e) {
        button.textContent = "Not allowed";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    block.before(button);
  }
})();
