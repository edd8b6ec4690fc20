// The same neighbourhood as tables: for small screens, screen readers, and those who like tables.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const box = document.getElementById("list");
  const name = (id) => app.nodes.get(id).name;

  const open = (kind, id, text) => el("button", { type: "button", class: "link", onclick: () => app.select(kind, id) }, text);

  // The link as said of the row's node: "targets HER2", or "HER2 dimerizes with it".
  const phrase = (edge, node) =>
    edge.from === node.id ? `${edge.label} ${name(edge.to)}` : `${name(edge.from)} ${edge.label} it`;

  // What a reader must know before believing a line of the table.
  const doubts = (edge) => edge.words.filter(([, tone]) => tone && tone !== "good").flatMap(([text, tone]) => [" ", app.badge(text, tone)]);

  function relations(node) {
    if (node.id === app.page.focus) return [el("p", { class: "soft" }, "in the middle of this page")];
    const edges = app.around.get(node.id).filter((edge) => app.other(edge, node.id) === app.page.focus);
    if (!edges.length) return [el("p", { class: "soft" }, "through others")];
    return edges.map((edge) => el("p", {}, open("edge", edge.id, phrase(edge, node)), doubts(edge)));
  }

  const row = (node) => el("tr", { "data-id": node.id },
    el("th", { scope: "row" }, open("node", node.id, node.name)),
    el("td", { class: "t" }, node.kind_label),
    el("td", { class: "r" }, relations(node)),
    el("td", { class: "n" }, String(app.around.get(node.id).length)));

  function table(group, nodes) {
    const heads = [["Name", ""], ["Type", "t"], ["Relation", "r"], ["Links", "n"]];
    return el("table", {},
      el("caption", {}, app.icon(group), group.title),
      el("thead", {}, el("tr", {}, heads.map(([text, kind]) => el("th", { scope: "col", class: kind || null }, text)))),
      el("tbody", {}, nodes.map(row)));
  }

  function head() {
    const node = app.nodes.get(app.page.focus);
    return el("header", { class: "list-head" },
      el("div", { class: "kind-line" }, app.icon(app.group(node.group), node.hollow), node.kind_label),
      el("h2", {}, node.name),
      node.definition ? el("p", {}, node.definition) : null,
      el("button", { type: "button", class: "action", onclick: () => app.select("node", node.id) }, "Facts and sources"));
  }

  app.list = () => {
    const tables = app.page.groups.map((group) => {
      const nodes = [...app.nodes.values()].filter((node) => node.group === group.name && app.visible(node));
      nodes.sort((a, b) => a.rank - b.rank);
      return nodes.length ? table(group, nodes) : null;
    });
    box.replaceChildren(head(), ...tables.filter(Boolean));
    app.markRow();
  };

  app.markRow = () => {
    const { selected } = app.state;
    for (const each of box.querySelectorAll("tbody tr")) {
      const here = selected && selected.kind === "node" && selected.id === each.dataset.id;
      if (here) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    }
  };
})();
