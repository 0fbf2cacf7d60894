"use strict";
// Compares a specialty (alone or at a band) with another, or with an ESCO occupation. The choice stands in
// the address: #from=customer-support&to=information-security@journey.
(() => {
  const data = window.fwciData, { element } = fwci;
  const form = document.getElementById("choose"), result = document.getElementById("result");
  const { from, to } = form.elements;

  const bandName = (id) => (data.bands.find((band) => band[0] === id) || ["", id])[1];

  // read takes a choice apart; null when there is no such thing.
  const read = (text) => {
    if (Object.hasOwn(data.occupations, text)) return { occupation: data.occupations[text], name: data.occupations[text].name };
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

  // three sorts what two lists have into both, only the second, only the first.
  const three = (first, second, names) => {
    const sorted = (list) => list.sort(byName(names));
    return {
      both: sorted(first.filter((x) => second.includes(x))),
      more: sorted(second.filter((x) => !first.includes(x))),
      less: sorted(first.filter((x) => !second.includes(x))),
    };
  };

  const block = (title, lists, show, prefix, says) => [
    element("h2", {}, title),
    element("div", { class: "trio" },
      column("more", says[0], says[1], lists.more, show, prefix + "-learn"),
      column("both", says[2], says[3], lists.both, show, prefix + "-shared"),
      column("less", says[4], says[5], lists.less, show, prefix + "-left")),
  ];

  const specialties = (a, b) => {
    const technical = three(a.technical, b.technical, data.competencies);
    const general = three(a.general, b.general, data.competencies);
    const tasks = three(a.profile.tasks, b.profile.tasks, data.tasks);
    const share = b.technical.length ? Math.round(technical.both.length * 100 / b.technical.length) : 0;
    const parts = [
      element("p", { class: "verdict" }, element("b", {}, `${technical.both.length} of ${b.technical.length}`),
        ` technical competencies of ${b.name} are also those of ${a.name} (${share}%). `, element("b", {}, String(technical.more.length)), " to learn."),
      ...block("Technical competencies", technical, competency, "competencies",
        ["To learn", `in ${b.name} only`, "Shared", "in both", "Left behind", `in ${a.name} only`]),
    ];
    const unknown = [...new Set([...a.unknown, ...b.unknown])].sort(byName(data.competencies));
    if (unknown.length) {
      parts.push(element("p", { class: "small" }, "In a profile, but with no row in the cluster's table of bands, so left out above: ",
        ...unknown.flatMap((c, i) => [i ? ", " : "", competency(c)]), "."));
    }
    if (general.more.length || general.less.length) {
      parts.push(...block("General competencies", general, competency, "general",
        ["To learn", `important for ${b.name} only`, "Shared", "important for both", "Left behind", `important for ${a.name} only`]));
    } else {
      parts.push(element("h2", {}, "General competencies"), element("p", {}, `The same ${general.both.length} general competencies are important for both.`));
    }
    if (a.id === b.id) {
      parts.push(element("h2", {}, "Tasks"), element("p", {}, "The handbook does not divide a specialty's tasks by band: they are the same."));
    } else {
      parts.push(...block("Tasks", tasks, task, "tasks", ["New", `in ${b.name} only`, "Shared", "in both", "Left behind", `in ${a.name} only`]));
    }
    return parts;
  };

  // occupation shows which concepts of the occupation the specialty's competencies are mapped to.
  const occupation = (a, b) => {
    const counterparts = (s) => data.mappings.filter((m) => m[1] === s && a.technical.concat(a.general).includes(m[0]));
    const groups = (skills) => ({ met: skills.filter((s) => counterparts(s).length), open: skills.filter((s) => !counterparts(s).length) });
    const essential = groups(b.occupation.essential), optional = groups(b.occupation.optional);
    const concerned = new Set([...b.occupation.essential, ...b.occupation.optional]);
    const without = a.technical.filter((c) => !data.mappings.some((m) => m[0] === c && concerned.has(m[1]))).sort(byName(data.competencies));
    const met = (s) => [skill(s), element("ul", {}, ...counterparts(s).map((m) => element("li", {}, competency(m[0]), " ", element("span", { class: "rel", "data-f": m[2] }, m[2]))))];
    const all = b.occupation.essential.length;
    return [
      element("p", { class: "verdict" }, element("b", {}, `${essential.met.length} of ${all}`), ` essential skills and knowledge of ${b.name} have a counterpart among the competencies of ${a.name}.`),
      element("p", { class: "small" }, "The word beside a competency says how the ESCO concept relates to it: a narrower concept is one part of the competency."),
      element("h2", {}, "Essential skills and knowledge"),
      element("div", { class: "trio two" },
        column("more", "No counterpart", `no competency of ${a.name} is mapped to it`, essential.open, skill, "essential-open"),
        column("both", "With a counterpart", "and the competencies mapped to it", essential.met, met, "essential-met")),
      element("h2", {}, "Optional skills and knowledge"),
      element("div", { class: "trio two" },
        column("more", "No counterpart", `no competency of ${a.name} is mapped to it`, optional.open, skill, "optional-open"),
        column("both", "With a counterpart", "and the competencies mapped to it", optional.met, met, "optional-met")),
      element("h2", {}, "Beyond the occupation"),
      element("div", { class: "trio one" },
        column("less", "Competencies without a counterpart", `technical competencies of ${a.name} that no concept of the occupation is mapped to`, without, competency, "beyond")),
    ];
  };

  const show = () => {
    const a = read(from.value), b = read(to.value);
    document.getElementById("swap").disabled = !b || Boolean(b.occupation) || !a;
    if (!a || !b) {
      result.replaceChildren(element("p", { class: "hint" }, "Choose two specialties, the same one at two bands, or a specialty and an occupation."));
      return;
    }
    const heading = element("h2", { class: "versus" }, element("a", { href: a.occupation ? a.occupation.href : `../profile/${a.id}.html` }, a.name), " → ",
      element("a", { href: b.occupation ? b.occupation.href : `../profile/${b.id}.html` }, b.name));
    result.replaceChildren(heading, ...(b.occupation ? occupation(a, b) : specialties(a, b)));
  };

  const remember = () => {
    const parts = [["from", from.value], ["to", to.value]].filter(([, value]) => value).map(([name, value]) => `${name}=${value}`);
    history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.pathname + location.search);
  };

  const recall = () => {
    if (location.hash && !location.hash.includes("=")) return;
    const state = new URLSearchParams(location.hash.slice(1));
    from.value = state.get("from") || "";
    to.value = state.get("to") || "";
    show();
  };

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
