// The same nodes and links as tables: for small screens, screen readers, and those who like tables.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const box = document.getElementById("list");
  const name = (id) => app.nodes.get(id).name;
  const open = (action, text) => el("button", { type: "button", class: "link", onclick: action }, text);

  // The link as said of the row's node: "targets HER2", or "HER2 dimerizes with it".
  const said = (edge, id) => (edge.from === id ? `${edge.label} ${name(edge.to)}` : `${name(edge.from)} ${edge.label} it`);
  const doubts = (edge) => app.edgeWords(edge).filter(([, tone]) => tone && tone !== "good").flatMap(([text, tone]) => [" ", app.badge(text, tone)]);

  function relations(id) {
    const { focus } = app.scene;
    if (id === focus) return [el("p", { class: "soft" }, "in the middle")];
    const edges = app.linksOf(id).filter((edge) => !focus || app.other(edge, id) === focus);
    if (!edges.length) return [el("p", { class: "soft" }, "through others")];
    const shown = edges.slice(0, 4).map((edge) => el("p", {}, open(() => app.selectEdge(edge.id), said(edge, id)), doubts(edge)));
    return edges.length > 4 ? [...shown, el("p", { class: "soft" }, `and ${edges.length - 4} more`)] : shown;
  }

  const row = (id) => el("tr", { "data-id": id },
    el("th", { scope: "row" }, open(() => app.select([id]), name(id))),
    el("td", { class: "t" }, app.nodes.get(id).kind_label),
    el("td", { class: "r" }, relations(id)),
    el("td", { class: "n" }, String(app.linksOf(id).length)));

  function table(group, ids) {
    const heads = [["Name", ""], ["Type", "t"], ["Relation", "r"], ["Links", "n"]];
    return el("table", {},
      el("caption", {}, app.icon(group), group.title, el("span", { class: "count" }, ` ${ids.length}`)),
      el("thead", {}, el("tr", {}, heads.map(([text, kind]) => el("th", { scope: "col", class: kind || null }, text)))),
      el("tbody", {}, ids.map(row)));
  }

  // What is joined to the thing in the middle comes first, the best supported before others.
  function ranked(ids) {
    const { focus } = app.scene;
    const weight = (id) => (id === focus ? Infinity : app.linksOf(id).filter((edge) => app.other(edge, id) === focus).reduce((sum, edge) => sum + edge.weight, 0));
    const key = new Map(ids.map((id) => [id, weight(id)]));
    return [...ids].sort((a, b) => key.get(b) - key.get(a) || (app.nodes.get(a).name < app.nodes.get(b).name ? -1 : 1));
  }

  function head() {
    const node = app.nodes.get(app.scene.focus);
    if (!node) return null;
    return el("header", { class: "list-head" },
      el("div", { class: "kind-line" }, app.icon(app.group(node.group), node.hollow), node.kind_label),
      el("h2", {}, node.name),
      node.definition ? el("p", {}, node.definition) : null,
      app.button("Facts and sources", () => app.select([node.id])));
  }

  app.list = () => {
    if (!app.scene) { box.replaceChildren(el("p", { class: "soft" }, "Nothing is shown yet.")); return; }
    const ids = ranked(app.shown());
    const tables = app.page.groups.map((group) => [group, ids.filter((id) => app.nodes.get(id).group === group.name)]);
    box.replaceChildren(...[head(), ...tables.filter(([, found]) => found.length).map(([group, found]) => table(group, found))].filter(Boolean));
    app.markRow();
  };

  app.markRow = () => {
    for (const each of box.querySelectorAll("tbody tr")) {
      if (app.selected.nodes.includes(each.dataset.id)) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    }
  };
})();
