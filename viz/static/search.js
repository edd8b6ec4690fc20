// Search as you type over names and synonyms; arrow keys choose, Enter opens.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const input = document.getElementById("search");
  const box = document.getElementById("hits");
  const MOST = 12;
  let hits = [];
  let active = -1;

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[\s\-_/]+/g, " ").trim();

  const here = [...app.nodes.values()].map((node) => ({
    curie: node.id, label: node.name, kind: node.kind_label, group: node.group, hollow: node.hollow,
    aliases: (app.page.details[node.id] || { synonyms: [] }).synonyms,
  }));
  const elsewhere = (app.page.index || []).filter((entry) => !app.nodes.has(entry.curie));
  const entries = [...here, ...elsewhere].map((entry) => ({ ...entry, names: [entry.label, ...entry.aliases].map((n) => [n, fold(n)]) }));

  input.placeholder = app.page.index ? "Search proteins, drugs, cancers, tests, trials…" : "Search this page";
  input.setAttribute("aria-label", app.page.index ? "Search the graph" : "Search the nodes of this page");

  // 0 the name itself, 1 it begins so, 2 a word of it begins so, 3 it stands inside.
  function quality(name, query) {
    if (name === query) return 0;
    if (name.startsWith(query)) return 1;
    if (name.includes(` ${query}`)) return 2;
    return name.includes(query) ? 3 : 9;
  }

  function best(entry, query) {
    const ranked = entry.names.map(([shown, folded], i) => ({ shown, alias: i > 0, quality: quality(folded, query) + (i ? 0.5 : 0) }));
    return ranked.reduce((a, b) => (b.quality < a.quality ? b : a));
  }

  function found(text) {
    const query = fold(text);
    if (!query) return [];
    const scored = entries.map((entry) => ({ entry, hit: best(entry, query), near: app.nodes.has(entry.curie) ? 0 : 1 }));
    return scored.filter(({ hit }) => hit.quality < 9)
      .sort((a, b) => a.hit.quality - b.hit.quality || a.near - b.near || a.entry.label.length - b.entry.label.length || (a.entry.label < b.entry.label ? -1 : 1))
      .slice(0, MOST);
  }

  function option({ entry, hit, near }, index) {
    const alias = hit.alias ? el("span", { class: "hit-alias" }, ` · ${app.plain(hit.shown)}`) : "";
    const kind = near ? `${entry.kind} · own page` : entry.kind;
    const group = app.group(entry.group) || app.page.groups[app.page.groups.length - 1];
    return el("li", { role: "option", id: `hit-${index}`, "aria-selected": String(index === active), onclick: () => choose(index) },
      app.icon(group, entry.hollow), el("span", { class: "hit-name" }, app.plain(entry.label), alias), el("span", { class: "hit-kind" }, kind));
  }

  function show() {
    const asked = input.value.trim() !== "";
    const note = app.page.index ? "Nothing in the graph has this name." : "Nothing in this page has this name. This file holds one neighbourhood only.";
    box.replaceChildren(...(hits.length ? hits.map(option) : [el("li", { class: "hit-note", role: "presentation" }, note)]));
    box.hidden = !asked;
    input.setAttribute("aria-expanded", String(asked));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", `hit-${active}`);
      box.children[active].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function shut() {
    box.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  function choose(index) {
    const { entry, near } = hits[index];
    shut();
    if (near) { location.assign(app.pageOf(entry.curie)); return; }
    input.value = "";
    const hidden = new Set(app.state.hidden);
    hidden.delete(entry.group);
    app.set({ hidden, selected: { kind: "node", id: entry.curie } });
    input.blur();
  }

  const KEYS = {
    ArrowDown: () => { active = hits.length ? (active + 1) % hits.length : -1; show(); },
    ArrowUp: () => { active = hits.length ? (active - 1 + hits.length) % hits.length : -1; show(); },
    Enter: () => { if (hits.length) choose(Math.max(active, 0)); },
    Escape: () => { input.value = ""; shut(); input.blur(); },
  };

  input.addEventListener("input", () => {
    hits = found(input.value);
    active = hits.length ? 0 : -1;
    show();
    app.say(hits.length ? `${hits.length} found` : "nothing found");
  });
  input.addEventListener("keydown", (event) => {
    if (KEYS[event.key]) { event.preventDefault(); event.stopPropagation(); KEYS[event.key](); }
  });
  input.addEventListener("blur", () => setTimeout(shut, 150));
  document.addEventListener("keydown", (event) => {
    const typing = ["INPUT", "TEXTAREA"].includes(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); input.focus(); }
  });
})();
