// The panel: what a thing or link is, why it is there, and every claim behind it.
"use strict";
(() => {
  const app = window.her2kg;
  const { el, anchor } = app;
  const panel = document.getElementById("details");
  const OPEN = 5;
  const FIRST = 4;

  const close = () => el("button", { type: "button", class: "close", "aria-label": "Close the details", onclick: () => app.select([]) }, "×");
  const named = (id) => el("button", { type: "button", class: "link", onclick: () => app.pick(id) }, app.nodes.get(id).name);

  // Claims under a heading that opens and closes; those not here yet are asked for.
  function section(part, open, more) {
    const box = el("div", {});
    const count = part.claims.length + (part.left || 0);
    const head = el("summary", {}, el("h3", {}, part.title), el("span", { class: "count" }, String(count)));
    const fold = el("details", { class: "section", open }, head, box);
    const rest = async (button) => {
      if (part.left && more) Object.assign(part, await more());
      box.replaceChildren(...body(part, part.claims.length, null));
      if (button) app.say(`${app.plural(part.claims.length, "claim")} shown`);
    };
    function body({ claims, left, evidence }, first, grow) {
      const parts = [evidence ? app.badges(app.evidenceWords(evidence)) : null, ...claims.slice(0, first).map(app.card)];
      const hidden = claims.length - first + (left || 0);
      if (hidden > 0 && grow && (more || claims.length > first)) parts.push(app.button(`Show ${hidden} more`, () => app.tryTo(() => grow(true))));
      else if (left) parts.push(el("p", { class: "soft small" }, `${app.plural(left, "more claim is", "more claims are")} not in this file.`));
      return parts.filter(Boolean);
    }
    const fill = () => {
      if (box.firstChild) return;
      if (!part.claims.length && part.left && more) app.tryTo(() => rest());
      else box.append(...body(part, FIRST, rest));
    };
    if (open) fill();
    fold.addEventListener("toggle", fill);
    return fold;
  }

  function around(id, neighbours) {
    const scene = app.scene;
    if (!scene || !["focus", "path", "question", "status"].includes(app.view) || !scene.at.has(id)) return null;
    const missing = neighbours.nodes.filter((node) => !scene.at.has(node.id));
    const groups = app.page.groups.map((group) => [group, missing.filter((node) => node.group === group.name).length]).filter(([, count]) => count);
    const shown = neighbours.nodes.length - missing.length;
    const buttons = groups.map(([group, count]) => el("button", { type: "button", class: "chip", "aria-label": `Show ${Math.min(20, count)} of ${count} more: ${group.title}`, onclick: () => app.tryTo(() => app.expand([id], group.name)) }, app.icon(group), `${group.title} `, el("span", { class: "count" }, `+${count}`)));
    return el("div", { class: "around" },
      el("p", { class: "small soft" }, `${shown} of ${app.plural(neighbours.nodes.length + neighbours.left, "neighbour")} ${shown === 1 ? "is" : "are"} in the picture.`),
      buttons.length ? el("div", { class: "chips" }, buttons) : null);
  }

  function actions(ids) {
    const [id] = ids;
    const scene = app.scene && app.view !== "map" && app.view !== "list" ? app.scene : null;
    const here = scene && ids.every((each) => scene.at.has(each));
    const parts = [];
    if (ids.length === 1 && !(app.view === "focus" && scene && scene.focus === id)) parts.push(app.button("Put in the middle", () => app.tryTo(() => app.show(id))));
    if (here) {
      parts.push(app.button("Expand", () => app.tryTo(() => app.expand(ids)), { title: "Add up to 20 neighbours (E)" }));
      if (ids.some(app.isExpanded)) parts.push(app.button("Collapse", () => app.collapse(ids), { title: "Take them away again (C)" }));
      parts.push(app.button("Hide", () => app.hide(ids), { title: "Hide it (H)" }));
      if (ids.length === 1) parts.push(scene.pins.has(id) ? app.button("Unpin", () => app.unpin(id)) : app.button("Pin", () => app.pinHere(id), { title: "Mark its place (P)" }));
    }
    if (ids.length === 1) parts.push(app.button("Path from here", () => app.pathFrom(id)));
    if (ids.length === 2) parts.push(app.button("How are they connected?", () => app.tryTo(() => app.findPath(ids[0], ids[1], []))));
    return el("div", { class: "actions" }, parts);
  }

  app.pinHere = (id) => app.pin(id, ...(app.scene.pins.get(id) || [0, 0]));

  function identifiers(told) {
    const rows = told.identifiers.map(([curie, url]) => el("li", {}, anchor(curie, url)));
    const near = told.near.map(([relation, curie, url]) => el("li", {}, `${relation}: `, anchor(curie, url)));
    return rows.length + near.length ? el("ul", { class: "row small", "aria-label": "Identifiers" }, rows, near) : null;
  }

  // Why a node is in the picture: its links to what was asked for.
  function why(id) {
    const { scene } = app;
    if (!scene || app.view !== "focus" || id === scene.focus || !scene.at.has(id)) return null;
    const middle = app.plain(app.nodes.get(scene.focus).name);
    const links = app.around.get(id).filter((edge) => app.other(edge, id) === scene.focus);
    if (links.length) return el("p", { class: "small" }, el("b", {}, "Why it is here: "), links.map((edge, i) => [i ? "; " : "", el("button", { type: "button", class: "link", onclick: () => app.selectEdge(edge.id) }, phrase(edge))]).flat(), ".");
    const through = [...new Set(app.around.get(id).map((edge) => app.other(edge, id)))].filter((other) => scene.at.has(other) && app.around.get(other).some((edge) => app.other(edge, other) === scene.focus));
    return el("p", { class: "small" }, el("b", {}, "Why it is here: "), through.length ? ["it is connected with ", middle, " through ", ...through.slice(0, 3).flatMap((other, i) => [i ? ", " : "", named(other)]), "."] : "you added it.");
  }
  const phrase = (edge) => `${app.plain(app.nodes.get(edge.from).name)} ${edge.label} ${app.plain(app.nodes.get(edge.to).name)}`;
  app.phrase = phrase;

  // What needs no asking stands at once, so that no button of the last thing is left to press.
  function nodeView(id) {
    const node = app.nodes.get(id);
    if (id.startsWith("given:")) return { now: [close(), el("div", { class: "kind-line" }, "Measured"), el("h2", {}, node.name), el("p", { class: "soft" }, "This is what you gave, not a thing of the graph.")] };
    const names = el("div", {});
    const rest = el("div", {});
    const copy = el("button", { type: "button", class: "copy", "aria-label": `Copy ${id}`, title: "Copy", onclick: () => app.copy(id, "identifier") }, app.copyIcon());
    const now = [
      app.hasSelection() ? close() : null,
      el("div", { class: "kind-line" }, app.icon(app.group(node.group), node.hollow), node.kind_label, el("code", {}, id), copy),
      el("h2", {}, node.name),
      names, why(id), actions([id]), rest,
    ];
    const later = async () => {
      const [told, neighbours] = await Promise.all([app.store.entity(id), app.store.neighbours(id)]);
      names.replaceChildren(...known(node, told).filter(Boolean));
      rest.replaceChildren(...claimsOf(id, told, neighbours).filter(Boolean));
    };
    return { now, later };
  }

  function known(node, told) {
    const definition = told.definition || node.definition;
    return [
      definition ? el("p", {}, definition) : null,
      told.synonyms.length ? el("p", { class: "names small" }, el("b", {}, "Also called "), told.synonyms.join(", ")) : null,
      identifiers(told),
      told.evidence ? app.badges([...app.evidenceWords(told.evidence), ...(told.disputed ? [[`${app.plural(told.disputed, "disputed link")}`, "bad"]] : [])]) : null,
    ];
  }

  function claimsOf(id, told, neighbours) {
    return [
      around(id, neighbours),
      ...(told.sections || []).map((part, i) => section(part, i < OPEN, app.page.served ? () => app.store.section(id, i) : null)),
      told.sections && !told.sections.length ? el("p", { class: "soft" }, "No claim speaks of it.") : null,
      told.sections ? null : el("p", { class: "soft" }, "Its claims did not fit into this file. The served page and `her2kg explain` tell them."),
      app.citations((told.sections || []).flatMap((part) => part.claims)),
    ];
  }

  function edgeView(id) {
    const edge = app.edges.get(id);
    const rest = el("div", {});
    const now = [close(), el("div", { class: "kind-line" }, "Link"), el("h2", {}, named(edge.from), ` ${edge.label} `, named(edge.to)), app.badges(app.edgeWords(edge)), rest];
    const later = async () => {
      const told = edge.given ? { why: edge.why, claims: [], records: [], left: 0 } : await app.store.link(id);
      rest.replaceChildren(...behind(told).filter(Boolean));
    };
    return { now, later };
  }

  function behind(told) {
    const records = told.records.map(([record, label]) => el("li", {}, app.nodes.has(record) || app.page.served ? el("button", { type: "button", class: "link", onclick: () => app.tryTo(() => app.show(record)) }, label) : label));
    return [
      told.why ? el("p", {}, el("b", {}, "Why: "), told.why) : null,
      records.length ? el("div", {}, el("h3", {}, "Records"), el("ul", { class: "plain small" }, records)) : null,
      told.claims.length ? section({ title: "Claims behind it", ...told }, true, null) : null,
      told.left === null ? el("p", { class: "soft" }, "The claims behind this link did not fit into this file. The served page and `her2kg explain` tell them.") : null,
      app.citations(told.claims),
    ];
  }

  function manyView(ids) {
    const rows = ids.map((id) => el("li", {}, app.icon(app.group(app.nodes.get(id).group), app.nodes.get(id).hollow), " ", named(id)));
    return { now: [close(), el("div", { class: "kind-line" }, "Selection"), el("h2", {}, app.plural(ids.length, "thing")), actions(ids), el("ul", { class: "plain" }, rows)] };
  }

  function mapView() {
    const kinds = Object.values(app.page.kinds).filter((kind) => !kind.record).sort((a, b) => b.count - a.count);
    const table = (title, heads, rows) => el("table", { class: "counts" }, el("caption", {}, title), el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))), el("tbody", {}, rows));
    return { now: [
      el("h2", {}, "The whole graph"),
      el("p", { class: "soft" }, app.map.summary()),
      el("p", { class: "small soft" }, "Select a thing to see its links; double-click puts it in the middle of its own picture."),
      table("Things", ["Type", "Number"], kinds.map((kind) => el("tr", {}, el("th", { scope: "row" }, app.icon(app.group(kind.group), kind.hollow), " ", kind.label), el("td", {}, kind.count.toLocaleString("en"))))),
      table("Relations", ["Relation", "Number"], app.page.relations.slice(0, 40).map(([label, count]) => el("tr", {}, el("th", { scope: "row" }, label), el("td", {}, count.toLocaleString("en"))))),
    ] };
  }

  function idleView() {
    if (app.view === "map") return mapView();
    if (["path", "question", "status"].includes(app.view)) return null;
    return app.scene && app.scene.focus ? nodeView(app.scene.focus) : null;
  }

  // Makes room for the panel, or takes it away, before the picture is drawn beside it.
  app.prepareDetails = () => {
    const alone = ["path", "question", "status"].includes(app.view) && !app.hasSelection();
    panel.hidden = alone;
    document.getElementById("main").dataset.details = alone ? "no" : "yes";
  };

  // Shows the selection, or what the view is about; what comes later fills its own boxes only.
  app.details = async () => {
    const { nodes, edge } = app.selected;
    const view = edge ? edgeView(edge) : nodes.length > 1 ? manyView(nodes) : nodes.length ? nodeView(nodes[0]) : idleView();
    app.prepareDetails();
    panel.replaceChildren(...(view ? view.now : []).filter(Boolean));
    panel.scrollTop = 0;
    panel.classList.toggle("open", app.hasSelection());
    if (app.hasSelection() && app.phone.matches) panel.focus();
    if (view && view.later) await view.later();
  };

  app.pick = (id) => { app.select([id]); if (app.view === "map") app.picture.centre(id); };
})();
