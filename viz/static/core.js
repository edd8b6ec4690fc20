// What is on the page: the graph, who is next to whom, and what is selected.
"use strict";
window.her2kg = (() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const graph = read("graph");
  const page = read("page");
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
  const around = new Map(graph.nodes.map((node) => [node.id, []]));
  for (const edge of graph.edges) {
    around.get(edge.from).push(edge);
    around.get(edge.to).push(edge);
  }

  const phone = window.matchMedia("(max-width: 699px)");
  const state = { selected: null, hidden: new Set(), view: phone.matches ? "list" : "picture" };
  const listeners = [];

  const known = (kind, id) => (kind === "node" ? nodes : edges).has(id);

  function fromHash() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const kind of ["node", "edge"]) {
      const id = given.get(kind);
      if (id && known(kind, id)) state.selected = { kind, id };
    }
    const groups = new Set(page.groups.map((group) => group.name));
    state.hidden = new Set((given.get("hide") || "").split(",").filter((name) => groups.has(name)));
    if (["list", "picture"].includes(given.get("view"))) state.view = given.get("view");
  }

  function toHash() {
    const parts = new URLSearchParams();
    parts.set("focus", page.focus);
    if (state.selected) parts.set(state.selected.kind, state.selected.id);
    if (state.hidden.size) parts.set("hide", [...state.hidden].sort().join(","));
    if (state.view !== (phone.matches ? "list" : "picture")) parts.set("view", state.view);
    const bare = parts.size === 1;
    history.replaceState(null, "", bare ? location.pathname + location.search : `#${parts}`);
  }

  function set(change) {
    Object.assign(state, change);
    toHash();
    for (const listener of listeners) listener(change);
  }

  return {
    page, nodes, edges, around, state, phone, set, fromHash,
    options: read("options"),
    on: (listener) => listeners.push(listener),
    other: (edge, id) => (edge.from === id ? edge.to : edge.from),
    group: (name) => page.groups.find((group) => group.name === name),
    visible: (node) => !state.hidden.has(node.group),
    select: (kind, id) => set({ selected: known(kind, id) ? { kind, id } : null }),
    clear: () => set({ selected: null }),
    say: (text) => { document.getElementById("status").textContent = text; },
  };
})();
