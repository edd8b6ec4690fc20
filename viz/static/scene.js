// The scene: which nodes are drawn in which row, and every step that led there, to undo and redo.
"use strict";
(() => {
  const app = window.her2kg;
  const STEP = 20;
  const TALLEST = 20;
  const past = [];
  let now = null;
  let future = [];

  app.selected = { nodes: [], edge: null };

  // root says what was asked for; lanes hold the first nodes; a scene is never changed, only replaced.
  function begin(root, lanes, more = {}) {
    const at = new Map();
    lanes.forEach(({ ids }, lane) => ids.forEach((id, row) => at.set(id, { lane, row: row - (ids.length - 1) / 2 })));
    const base = { lanes: lanes.map(({ key, title }) => ({ key, title })), at };
    return {
      root, base, at, lanes: base.lanes, ops: [], added: new Map(), hidden: new Set(), pins: new Map(),
      focus: null, lit: null, left: 0, note: "", ...more,
    };
  }

  // Newcomers go to the foot of a lane of their type while it is not too long, then to a new one
  // on the right: nothing that stands moves, and the picture stays of a shape that can be read.
  function placeFor(group, at, lanes) {
    const rows = lanes.map(() => []);
    for (const { lane, row } of at.values()) rows[lane].push(row);
    const open = lanes.findIndex(({ key }, lane) => key === group && rows[lane].length < TALLEST);
    if (open >= 0) return { lane: open, row: Math.max(...rows[open]) + 1 };
    return { lane: lanes.push({ key: group, title: app.group(group).title }) - 1, row: Math.min(0, ...rows.flat()) };
  }

  function grown(scene, by, ids, op) {
    const at = new Map(scene.at);
    const lanes = [...scene.lanes];
    const added = new Map(scene.added);
    for (const id of ids) {
      const { group } = app.nodes.get(id);
      at.set(id, placeFor(group, at, lanes));
      added.set(id, by);
    }
    return { ...scene, at, lanes, added, ops: [...scene.ops, op] };
  }

  async function expanded(scene, id, group, quiet = false) {
    const { nodes } = await app.store.neighbours(id);
    const fresh = nodes.filter((node) => !scene.at.has(node.id) && (!group || node.group === group)).slice(0, STEP);
    const ids = fresh.map((node) => node.id);
    if (!ids.length) { if (!quiet) app.say("All its neighbours are shown."); return scene; }
    await app.store.scene([...scene.at.keys(), ...ids].filter((each) => !each.startsWith("given:")));
    if (!quiet) app.say(`${app.plural(ids.length, "neighbour")} added`);
    return grown(scene, id, ids, group ? ["+", id, group] : ["+", id]);
  }

  function collapsed(scene, id) {
    const gone = new Set();
    const take = (from) => { for (const [each, by] of scene.added) if (by === from && !gone.has(each)) { gone.add(each); take(each); } };
    take(id);
    if (!gone.size) return scene;
    const keep = (map) => new Map([...map].filter(([each]) => !gone.has(each)));
    return { ...scene, at: keep(scene.at), added: keep(scene.added), pins: keep(scene.pins), ops: [...scene.ops, ["-", id]] };
  }

  const hidden = (scene, ids) => ({ ...scene, hidden: new Set([...scene.hidden, ...ids]), ops: [...scene.ops, ...ids.map((id) => ["h", id])] });
  const revealed = (scene) => ({ ...scene, hidden: new Set(), ops: [...scene.ops, ["r"]] });
  const pinned = (scene, id, x, y) => ({ ...scene, pins: new Map(scene.pins).set(id, [x, y]), ops: [...scene.ops, ["p", id, String(x), String(y)]] });
  function unpinned(scene, id) {
    const pins = new Map(scene.pins);
    pins.delete(id);
    return { ...scene, pins, ops: [...scene.ops, ["u", id]] };
  }

  // Does one step again, as a copied link asks for it; steps that no longer fit are passed over.
  async function redone(scene, [op, id, one, other]) {
    if (op !== "r" && !scene.at.has(id)) return scene;
    if (op === "+") return expanded(scene, id, one, true);
    if (op === "-") return collapsed(scene, id);
    if (op === "h") return hidden(scene, [id]);
    if (op === "r") return revealed(scene);
    if (op === "p" && Number.isFinite(Number(one)) && Number.isFinite(Number(other))) return pinned(scene, id, Number(one), Number(other));
    return op === "u" ? unpinned(scene, id) : scene;
  }

  function show(entry, { fit = true } = {}) {
    now = entry;
    app.scene = entry.scene;
    app.view = entry.view;
    const kept = app.selected.nodes.filter((id) => entry.scene && entry.scene.at.has(id));
    const edge = app.selected.edge && app.edges.has(app.selected.edge) && app.inScene(app.edges.get(app.selected.edge)) ? app.selected.edge : null;
    app.selected = { nodes: kept, edge };
    app.emit("scene", { fit });
  }

  // Take a step that can be undone.
  app.step = (scene, { view = app.view, fit = true } = {}) => {
    if (now && scene === now.scene && view === now.view) return;
    if (now) past.push(now);
    future = [];
    show({ view, scene }, { fit });
  };
  app.begin = begin;
  app.undo = () => { if (past.length) { future.push(now); show(past.pop()); app.say("undone"); } };
  app.redo = () => { if (future.length) { past.push(now); show(future.pop()); app.say("done again"); } };
  app.canUndo = () => past.length > 0;
  app.canRedo = () => future.length > 0;

  app.inScene = (edge) => Boolean(app.scene && app.scene.at.has(edge.from) && app.scene.at.has(edge.to));
  app.shows = (id) => {
    const { scene, filters } = app;
    return Boolean(scene && scene.at.has(id)) && !scene.hidden.has(id) && !filters.groups.includes(app.nodes.get(id).group) && (!app.filtersLinks() || id === scene.focus || app.linksOf(id).length > 0);
  };
  app.linksOf = (id) => (app.around.get(id) || []).filter((edge) => app.inScene(edge) && app.passes(edge) && !app.scene.hidden.has(app.other(edge, id)) && !app.filters.groups.includes(app.nodes.get(app.other(edge, id)).group));
  app.shown = () => [...(app.scene ? app.scene.at.keys() : [])].filter(app.shows);
  app.shownEdges = () => {
    const seen = new Set(app.shown());
    const found = new Set([...seen].flatMap((id) => app.around.get(id).filter((edge) => seen.has(edge.from) && seen.has(edge.to) && app.passes(edge))));
    return [...found].sort((a, b) => a.order - b.order);
  };

  app.expand = async (ids, group) => {
    let { scene } = app;
    for (const id of ids) scene = await expanded(scene, id, group);
    app.step(scene);
  };
  app.collapse = (ids) => app.step(ids.reduce(collapsed, app.scene));
  app.hide = (ids) => {
    app.step(hidden(app.scene, ids), { fit: false });
    app.select([]);
    app.say(`${app.plural(ids.length, "node")} hidden`);
  };
  app.reveal = () => app.step(revealed(app.scene), { fit: false });
  app.pin = (id, x, y) => app.step(pinned(app.scene, id, Math.round(x), Math.round(y)), { fit: false });
  app.unpin = (id) => app.step(unpinned(app.scene, id), { fit: false });
  app.isExpanded = (id) => [...app.scene.added.values()].includes(id);
  app.replay = async (scene, ops) => {
    let made = scene;
    for (const op of ops) made = await redone(made, op);
    return made;
  };

  app.select = (ids, { add = false } = {}) => {
    const known = ids.filter((id) => app.nodes.has(id));
    const toggled = (id) => (app.selected.nodes.includes(id) ? app.selected.nodes.filter((each) => each !== id) : [...app.selected.nodes, id]);
    app.selected = { nodes: add && known.length === 1 ? toggled(known[0]) : known, edge: null };
    app.emit("selection");
  };
  app.selectEdge = (id) => {
    app.selected = { nodes: [], edge: app.edges.has(id) ? id : null };
    app.emit("selection");
  };
  app.hasSelection = () => app.selected.nodes.length > 0 || Boolean(app.selected.edge);

  // Put a thing in the middle.
  app.focusOn = async (id, { ops = [] } = {}) => {
    const told = await app.store.focus(id);
    const scene = begin({ kind: "focus", id }, app.arrange(app.lanesByGroup(told.ids), id), { focus: id, left: told.left });
    return app.replay(scene, ops);
  };
  app.show = async (id, options = {}) => {
    const scene = await app.focusOn(id);
    app.selected = { nodes: [], edge: null };
    app.step(scene, { view: "focus", ...options });
  };
})();
