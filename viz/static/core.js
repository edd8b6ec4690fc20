// What every part of the page knows: nodes and links learned so far, events, colours, words.
"use strict";
window.her2kg = (() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const page = read("page");
  const nodes = new Map();
  const edges = new Map();
  const around = new Map();
  const listeners = new Map();

  // Columns of fields, as the server and the file write them, back into rows.
  function rows({ length, fields }) {
    const made = Array.from({ length }, () => ({}));
    for (const [name, column] of Object.entries(fields)) {
      const value = Array.isArray(column) ? (i) => column[i] : (i) => column.values[column.at[i]];
      for (let i = 0; i < length; i += 1) made[i][name] = value(i);
    }
    return made;
  }

  function learnNode(node) {
    const known = nodes.get(node.id);
    if (known) { if (node.definition !== undefined) Object.assign(known, node); return known; }
    const kind = page.kinds[node.kind] || { label: node.kind, group: "other", hollow: true };
    const made = { ...node, kind_label: kind.label, group: kind.group, hollow: kind.hollow };
    nodes.set(node.id, made);
    around.set(node.id, []);
    return made;
  }

  function learnEdge(edge) {
    const id = edge.id || `${edge.from} ${edge.predicate} ${edge.polarity} ${edge.to}`;
    if (edges.has(id)) return;
    const made = { ...edge, id, order: edges.size };
    edges.set(id, made);
    around.get(edge.from).push(made);
    around.get(edge.to).push(made);
  }

  // Learn nodes and links; returns the nodes in their order.
  function learn(scene) {
    const found = rows(scene.nodes).map(learnNode);
    if (scene.edges) rows(scene.edges).forEach(learnEdge);
    return found;
  }

  const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

  return {
    page, nodes, edges, around, rows, learn, learnNode, learnEdge, read, plural,
    options: read("options"),
    phone: window.matchMedia("(max-width: 699px)"),
    other: (edge, id) => (edge.from === id ? edge.to : edge.from),
    group: (name) => page.groups.find((group) => group.name === name) || page.groups[page.groups.length - 1],
    on: (name, listener) => listeners.set(name, [...(listeners.get(name) || []), listener]),
    emit: (name, value) => (listeners.get(name) || []).forEach((listener) => listener(value)),
    say: (text) => { document.getElementById("status").textContent = text; },
  };
})();
