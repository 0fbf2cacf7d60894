"use strict";
// Shows all results of a search on a page of their own. The words stand in the address: ?q=help+desk
(() => {
  const { element, find } = fwci;
  const form = document.getElementById("ask"), answer = document.getElementById("answer"), results = document.getElementById("results");
  let waiting = 0;

  const show = async () => {
    const query = form.elements.q.value.trim();
    if (!query) {
      answer.textContent = "Type words, an OPM code such as INFOSEC or 2210, or a grade such as GS-9.";
      results.replaceChildren();
      return;
    }
    const found = await find(query);
    if (form.elements.q.value.trim() !== query) return;
    answer.textContent = found.length ? `${found.length} results for “${query}”` : `Nothing found for “${query}”. Try fewer or other words.`;
    results.replaceChildren(...found.slice(0, 200).map(({ name, kind, href }) => element("li", {}, element("a", { href }, name), " ", element("small", {}, kind))));
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
