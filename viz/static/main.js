// Ties the parts together: legend, views, keys, and what happens when the selection changes.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const stage = document.getElementById("stage");
  const list = document.getElementById("list");
  const canvas = document.getElementById("canvas");
  const views = { picture: document.getElementById("as-picture"), list: document.getElementById("as-list") };

  function toggle(name) {
    const hidden = new Set(app.state.hidden);
    if (!hidden.delete(name)) hidden.add(name);
    app.set({ hidden });
    document.querySelector(`.legend [data-group="${name}"]`).focus();
  }

  function legend() {
    const chips = app.page.groups.map((group) => {
      const count = [...app.nodes.values()].filter((node) => node.group === group.name).length;
      if (!count) return null;
      const shown = !app.state.hidden.has(group.name);
      return el("button", { type: "button", "aria-pressed": String(shown), "data-group": group.name, onclick: () => toggle(group.name), "aria-label": `${group.title}, ${count}` },
        app.icon(group), group.title, el("span", { class: "count" }, String(count)));
    });
    const keys = [["solid", "from curated sources"], ["dashed", "only read by machine"]].filter(([kind]) => kind === "solid" || [...app.edges.values()].some((e) => e.read_only));
    const notes = keys.length > 1 ? keys.map(([kind, text]) => el("span", { class: "key" }, line(kind), text)) : [];
    document.getElementById("legend").replaceChildren(...chips.filter(Boolean), ...notes);
  }

  function line(kind) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 26 4");
    svg.setAttribute("width", "26");
    svg.setAttribute("height", "4");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", "M0 2h26");
    path.setAttribute("stroke", "currentColor");
    path.setAttribute("stroke-width", "1.4");
    if (kind === "dashed") path.setAttribute("stroke-dasharray", "5 3");
    svg.append(path);
    return svg;
  }

  function view() {
    const picture = app.state.view === "picture";
    stage.hidden = !picture;
    list.hidden = picture;
    views.picture.setAttribute("aria-pressed", String(picture));
    views.list.setAttribute("aria-pressed", String(!picture));
    if (picture) app.picture.show();
    else app.list();
  }

  function announce() {
    const { selected } = app.state;
    if (!selected) app.say("nothing selected");
    else if (selected.kind === "node") {
      const node = app.nodes.get(selected.id);
      app.say(`${app.plain(node.name)}, ${node.kind_label}, ${app.around.get(node.id).length} links`);
    } else app.say(`link: ${app.edges.get(selected.id).label}`);
    canvas.setAttribute("aria-label", `Picture of ${app.plain(app.nodes.get(app.page.focus).name)} and its neighbours`);
  }

  const nearest = (nodes, y) => nodes.reduce((a, b) => (Math.abs(b.row - y) < Math.abs(a.row - y) ? b : a));

  // The node that an arrow key leads to, from the selected one or from the middle.
  function neighbour(key) {
    const shown = [...app.nodes.values()].filter(app.visible);
    const { selected } = app.state;
    const at = app.nodes.get(selected && selected.kind === "node" ? selected.id : app.page.focus);
    if (!selected) return at;
    const down = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (down) {
      const column = shown.filter((n) => n.column === at.column && (n.row - at.row) * down > 0);
      return column.length ? nearest(column, at.row) : at;
    }
    const right = key === "ArrowRight" ? 1 : -1;
    const beside = shown.filter((n) => (n.column - at.column) * right > 0);
    if (!beside.length) return at;
    const gap = Math.min(...beside.map((n) => Math.abs(n.column - at.column)));
    return nearest(beside.filter((n) => Math.abs(n.column - at.column) === gap), at.row);
  }

  function keys(event) {
    if (event.key.startsWith("Arrow")) app.select("node", neighbour(event.key).id);
    else if (event.key === "Enter") document.getElementById("details").focus();
    else if (event.key === "+" || event.key === "=") app.picture.zoom(1.3);
    else if (event.key === "-") app.picture.zoom(1 / 1.3);
    else if (event.key === "0") app.picture.fit();
    else return;
    event.preventDefault();
  }

  app.on((change) => {
    if ("hidden" in change) { legend(); app.picture.update(); if (app.state.view === "list") app.list(); }
    if ("view" in change) view();
    if ("selected" in change) { app.details(); app.picture.redraw(); app.markRow(); announce(); }
  });

  views.picture.addEventListener("click", () => app.set({ view: "picture" }));
  views.list.addEventListener("click", () => app.set({ view: "list" }));
  canvas.addEventListener("keydown", keys);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && app.state.selected) app.clear(); });
  window.addEventListener("hashchange", () => { app.state.selected = null; app.fromHash(); legend(); view(); app.details(); app.picture.update(); announce(); });
  app.phone.addEventListener("change", () => app.set({ view: app.phone.matches ? "list" : "picture" }));

  app.fromHash();
  document.getElementById("summary").textContent = app.page.summary;
  legend();
  view();
  app.details();
  announce();
  app.ready = true;
})();
