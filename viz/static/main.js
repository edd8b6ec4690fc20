// Ties the parts together: views, the address, and what happens when something changes.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const part = (id) => document.getElementById(id);
  const last = {};

  const isPicture = () => app.view !== "list";
  const kindOf = (view) => (view === "list" ? "focus" : view);

  function summary() {
    const { scene } = app;
    if (app.view === "map") return app.map.summary();
    if (!scene) return "";
    const shown = app.shown().length;
    const day = app.page.day ? `, as of ${app.page.day}` : "";
    if (app.view === "focus") {
      const name = app.plain(app.nodes.get(scene.focus).name);
      const more = scene.left ? `; ${app.plural(scene.left, "more neighbour")} did not fit` : "";
      return `${app.plural(shown - 1, "node")} around ${name.length > 60 ? `${name.slice(0, 59)}…` : name}${more}${day}`;
    }
    return `${app.plural(shown, "node")}${scene.left ? `; ${scene.left} more did not fit` : ""}${day}`;
  }

  function emptiness() {
    const box = part("empty");
    const none = app.view !== "map" && (!app.scene || !app.shown().length);
    const filtered = none && app.scene && app.scene.at.size > 0;
    box.hidden = !none;
    box.replaceChildren(...(filtered ? ["The filters leave nothing to show. ", app.button("Show everything", () => { app.clearFilters(); app.reveal(); })] : none ? ["The picture of the answer stands here."] : []));
  }

  async function display({ whole = true } = {}) {
    const main = part("main");
    main.dataset.view = app.view;
    if (app.view === "map") await app.tryTo(app.map.load);
    part("stage").hidden = !isPicture();
    part("list").hidden = isPicture();
    app.prepareDetails();
    app.showPane();
    app.legend();
    if (isPicture()) app.picture.show({ whole });
    else app.list();
    finish();
    if (!app.drawn) requestAnimationFrame(() => performance.mark("her2kg-drawn"));
    app.drawn = true;
    await app.tryTo(app.details);
  }

  function finish() {
    part("summary").textContent = summary();
    const about = app.scene && app.scene.focus ? app.plain(app.nodes.get(app.scene.focus).name) : app.view;
    part("canvas").setAttribute("aria-label", app.view === "map" ? "Map of the whole graph" : `Picture of ${about}`);
    document.title = `${app.view === "map" ? "Map" : app.scene && app.scene.focus ? app.nodes.get(app.scene.focus).name.slice(0, 200) : "Explorer"} · HER2 knowledge graph`;
    emptiness();
    app.markCommands();
    app.keepAddress();
  }

  function announce() {
    const { nodes, edge } = app.selected;
    if (edge) app.say(`link: ${app.phrase(app.edges.get(edge))}`);
    else if (nodes.length > 1) app.say(`${nodes.length} selected`);
    else if (nodes.length) {
      const node = app.nodes.get(nodes[0]);
      const links = app.scene && app.scene.at.has(node.id) ? app.linksOf(node.id).length : node.degree;
      app.say(`${app.plain(node.name)}, ${node.kind_label}, ${app.plural(links, "link")}`);
    } else app.say("nothing selected");
  }

  app.go = (view) => {
    if (view === app.view) return;
    const scene = view === "map" ? app.scene : last[kindOf(view)] || null;
    if (kindOf(view) === "focus" && !scene) app.tryTo(async () => app.step(await app.focusOn(app.page.focus), { view }));
    else app.step(scene, { view });
  };

  app.on("scene", ({ fit }) => {
    if (app.scene) last[app.scene.root.kind === "sparql" ? "question" : app.scene.root.kind] = app.scene;
    app.displayed = app.tryTo(() => display({ whole: fit }));
  });
  app.on("selection", () => {
    app.picture.redraw();
    app.markRow();
    announce();
    app.keepAddress();
    app.tryTo(app.details);
  });
  app.on("filters", () => {
    app.legend();
    app.picture.update();
    if (app.view === "list") app.list();
    finish();
  });

  // The scene that an address asks for.
  async function asked(wanted) {
    if (wanted.view === "path") return wanted.start && wanted.end ? app.pathScene(wanted.start, wanted.end, wanted.avoid) : null;
    if (wanted.view === "question" && wanted.sparql) return app.sparqlScene(wanted.sparql);
    if (wanted.view === "question") return wanted.question ? app.questionScene(wanted.question, wanted.given) : null;
    if (wanted.view === "status") return Object.keys(wanted.given).length && app.page.served ? app.statusScene(wanted.given) : null;
    return app.focusOn(wanted.focus || app.page.focus);
  }

  async function follow(text) {
    const wanted = app.fromAddress(text);
    const view = wanted.view || app.page.view || (app.phone.matches ? "list" : "focus");
    wanted.view = view;
    app.filters = wanted.filters;
    let scene = null;
    try {
      scene = await asked(wanted);
    } catch (error) {
      app.fail(error.message);
      if (["focus", "list", "map"].includes(view)) scene = await app.focusOn(app.page.focus);
    }
    if (scene) scene = await app.replay(scene, wanted.ops);
    if (wanted.link && !app.edges.has(wanted.link)) wanted.link = "";
    if (view === "map") await app.tryTo(app.map.load);
    app.selected = { nodes: wanted.select.filter((id) => app.nodes.has(id)), edge: wanted.link || null };
    app.step(scene, { view });
  }

  async function start() {
    app.searchField = new app.Combobox({
      label: app.page.served ? "Search the graph" : "Search this file",
      placeholder: app.page.served ? "Search proteins, drugs, cancers, tests, trials…" : "Search this file",
      onPick: (node) => app.tryTo(() => (app.view === "map" && app.map.place(node.id) ? app.pick(node.id) : found(node))),
    });
    part("search-box").replaceChildren(app.searchField.element, el("kbd", { "aria-hidden": "true" }, "/"));
    app.store.ready();
    if (app.page.served) app.remote.first(app.read("data").focus);
    app.makeCommands();
    const saved = app.read("view");
    app.view = "";
    await follow(location.hash.length > 1 ? location.hash : saved || "");
    window.addEventListener("hashchange", () => { if (!app.isOwnAddress()) app.tryTo(() => follow(location.hash)); });
    if (app.page.about) part("keys").append(` ${app.page.about}`);
    await app.displayed;
    requestAnimationFrame(() => { app.ready = true; });
  }

  // What is in the picture is selected there; anything else gets a picture of its own.
  function found(node) {
    if (app.view !== "list" && app.scene && app.scene.at.has(node.id)) {
      if (app.filters.groups.includes(node.group)) app.setFilters({ groups: app.filters.groups.filter((name) => name !== node.group) });
      app.select([node.id]);
      return undefined;
    }
    return app.show(node.id, { view: app.view === "list" ? "list" : "focus" });
  }

  app.tryTo(start);
})();
