// What can be taken away: PNG, SVG, GraphML, CSV, one HTML file, and a link.
"use strict";
(() => {
  const app = window.her2kg;
  const NOTE = () => `her2kg${app.page.now ? `, data of ${app.page.now}` : ""} · Information, not medical advice.`;

  app.save = (name, type, content) => {
    const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` }));
    const anchor = app.el("a", { href: url, download: name });
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    app.say(`${name} saved`);
  };

  const name = () => {
    const { root } = app.scene || {};
    const what = app.view === "map" ? "map" : root && (root.id || root.name || root.kind);
    return `her2kg-${(what || "view").replace(/[^A-Za-z0-9]+/g, "-")}`;
  };

  // Things and links of the view, for formats that hold a graph.
  function content() {
    if (app.view === "map") {
      const nodes = app.map.nodes().map((id) => ({ node: app.nodes.get(id), at: app.map.place(id) }));
      const edges = app.map.edges().map(([a, b], i) => ({ id: `link${i}`, from: a.id, to: b.id, label: "is connected with" }));
      const kept = new Set(nodes.map(({ node }) => node.id));
      return { nodes, edges: edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to)) };
    }
    const places = app.picture.size().w ? app.places() : new Map();
    return { nodes: app.shown().map((id) => ({ node: app.nodes.get(id), at: places.get(id) || { x: 0, y: 0 } })), edges: app.shownEdges() };
  }

  // XML has no place for most control characters.
  const xml = (value) => String(value).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

  const NODE_KEYS = [["name", "string"], ["kind", "string"], ["definition", "string"], ["x", "double"], ["y", "double"]];
  const EDGE_KEYS = [["label", "string"], ["predicate", "string"], ["polarity", "string"], ["claims", "int"], ["against", "int"], ["disputed", "boolean"], ["verified", "boolean"], ["read_only", "boolean"], ["level", "string"], ["since", "string"], ["until", "string"]];

  const typed = (value, type) => (type === "boolean" ? String(Boolean(value)) : value);
  const data = (keys, prefix, row) => keys.filter(([key]) => row[key] !== undefined && row[key] !== "").map(([key, type]) => `<data key="${prefix}${key}">${xml(typed(row[key], type))}</data>`).join("");

  app.graphml = () => {
    const { nodes, edges } = content();
    const keys = [["node", "n_", NODE_KEYS], ["edge", "e_", EDGE_KEYS]].flatMap(([target, prefix, list]) => list.map(([key, type]) => `<key id="${prefix}${key}" for="${target}" attr.name="${key}" attr.type="${type}"/>`));
    const things = nodes.map(({ node, at }) => `<node id="${xml(node.id)}">${data(NODE_KEYS, "n_", { ...node, kind: node.kind_label, ...at })}</node>`);
    const links = edges.map((edge) => `<edge id="${xml(edge.id)}" source="${xml(edge.from)}" target="${xml(edge.to)}">${data(EDGE_KEYS, "e_", edge)}</edge>`);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n<desc>${xml(NOTE())}</desc>\n${keys.join("\n")}\n<graph edgedefault="directed">\n${[...things, ...links].join("\n")}\n</graph>\n</graphml>\n`;
  };

  // A cell that begins like a formula is kept from becoming one in a spreadsheet.
  const cell = (value) => {
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  app.csvOf = (rows) => rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

  app.csvLinks = () => {
    const { edges } = content();
    const label = (id) => app.nodes.get(id).name;
    return app.csvOf([["from", "from id", "relation", "to", "to id", "polarity", "claims", "against", "verified", "disputed", "machine-read", "level", "sources"],
      ...edges.map((e) => [label(e.from), e.from, e.label, label(e.to), e.to, e.polarity, e.claims, e.against, e.verified ? "yes" : "no", e.disputed ? "yes" : "no", e.read_only ? "yes" : "no", e.level, (e.origins || []).join(" ")])]);
  };
  app.csvThings = () => app.csvOf([["name", "id", "type", "definition", "links"], ...content().nodes.map(({ node }) => [node.name, node.id, node.kind_label, node.definition || "", node.degree])]);

  app.png = async () => {
    const drawn = app.picture.canvas();
    const ratio = drawn.width / drawn.clientWidth;
    const canvas = document.createElement("canvas");
    const strip = Math.round(26 * ratio);
    canvas.width = drawn.width;
    canvas.height = drawn.height + strip;
    const ctx = canvas.getContext("2d");
    ctx.fillStyle = app.colour("ground");
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(drawn, 0, 0);
    ctx.font = `${12 * ratio}px sans-serif`;
    ctx.fillStyle = app.colour("soft");
    ctx.fillText(NOTE(), 14 * ratio, drawn.height + strip * 0.62);
    return new Promise((done) => { canvas.toBlob(done, "image/png"); });
  };

  function shape(node, { x, y }, r) {
    const group = app.group(node.group);
    const points = app.outline(group.shape, r).map(([dx, dy]) => `${(x + dx).toFixed(1)},${(y + dy).toFixed(1)}`).join(" ");
    return `<polygon points="${points}" fill="${node.hollow ? app.colour("ground") : group.colour}" stroke="${node.hollow ? group.colour : group.border}" stroke-width="${node.hollow ? 2 : 1}"/>`;
  }

  function line(edge, from, to) {
    const via = Math.abs(from.x - to.x) < 1 && app.view !== "map" ? app.via(from, to) : null;
    const path = via ? `Q${via.x.toFixed(1)} ${via.y.toFixed(1)} ` : "L";
    const dash = edge.polarity && edge.polarity !== "supports" ? "2 3" : edge.read_only ? "5 4" : "";
    return `<path d="M${from.x.toFixed(1)} ${from.y.toFixed(1)}${path}${to.x.toFixed(1)} ${to.y.toFixed(1)}" fill="none" stroke="${app.colour("edge")}" stroke-width="0.8"${dash ? ` stroke-dasharray="${dash}"` : ""}/>`;
  }

  // The picture as it stands on the screen, whole: what lies outside of the stage is in it too.
  app.svgPicture = () => {
    const { nodes, edges } = content();
    const map = app.view === "map";
    const screen = (id) => (map ? app.map.screen(id) : app.screen(id));
    const boxes = map ? app.map.labels().map((box) => ({ ...box, lines: [box.text], size: 12 })) : app.labels().map((box) => ({ ...box, lines: [...box.text.split("\n"), ...(box.note ? [box.note] : [])], size: 12 }));
    const spots = nodes.map(({ node }) => screen(node.id));
    const left = Math.min(0, ...spots.map((p) => p.x)) - 30;
    const top = Math.min(0, ...spots.map((p) => p.y)) - 30;
    const right = Math.max(0, ...spots.map((p) => p.x), ...boxes.map((b) => b.x + b.w)) + 30;
    const bottom = Math.max(0, ...spots.map((p) => p.y)) + 50;
    const text = (words, x, y, size, colour) => `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-family="Helvetica, Arial, sans-serif" font-size="${size}" fill="${app.colour(colour)}">${xml(words)}</text>`;
    const heads = map ? [] : app.scene.lanes.map(({ title }, lane) => text(title, app.laneAt(lane) - 7, top + 18, 12, "soft"));
    const labels = boxes.flatMap((box) => box.lines.map((words, i) => text(words, box.x, box.y + (box.h / box.lines.length) * (i + 0.75), box.size, "text")));
    return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left.toFixed(0)} ${top.toFixed(0)} ${(right - left).toFixed(0)} ${(bottom - top).toFixed(0)}">\n<title>${xml(NOTE())}</title>\n<rect x="${left}" y="${top}" width="100%" height="100%" fill="${app.colour("ground")}"/>\n${[
      ...edges.map((edge) => line(edge, screen(edge.from), screen(edge.to))),
      ...nodes.map(({ node }) => shape(node, screen(node.id), map ? 4 : app.radius(node.id))), ...heads, ...labels,
      text(NOTE(), left + 14, bottom - 12, 11, "soft"),
    ].join("\n")}\n</svg>\n`;
  };

  // The file writes itself anew, with the view of now; the server writes it from the graph.
  async function ownFile() {
    if (app.page.served) {
      const nodes = app.scene ? [...app.scene.at.keys()].filter((id) => !id.startsWith("given:")) : [];
      const reply = await app.remote.file(app.scene && app.scene.focus ? app.scene.focus : app.page.focus, nodes, app.address());
      if (!reply.ok) throw new Error("The server could not write the file.");
      return reply.blob();
    }
    const root = document.documentElement.cloneNode(true);
    root.removeAttribute("data-theme");
    for (const id of ["search-box", "views", "legend", "commands", "pane", "canvas", "summary", "empty", "list", "details", "status", "dialog", "tip"]) root.querySelector(`#${id}`).replaceChildren();
    for (const extra of root.querySelectorAll("#toast, body > a[download], body > textarea")) extra.remove();
    root.querySelector("#view").textContent = JSON.stringify(app.address()).replace(/</g, "\\u003c");
    return new Blob([`<!DOCTYPE html>\n${root.outerHTML}\n`], { type: "text/html;charset=utf-8" });
  }

  app.exports = [
    ["PNG picture", async () => app.save(`${name()}.png`, "image/png", await app.png())],
    ["SVG picture", () => app.save(`${name()}.svg`, "image/svg+xml", app.svgPicture())],
    ["GraphML", () => app.save(`${name()}.graphml`, "application/xml", app.graphml())],
    ["CSV of links", () => app.save(`${name()}-links.csv`, "text/csv", app.csvLinks())],
    ["CSV of things", () => app.save(`${name()}-things.csv`, "text/csv", app.csvThings())],
    ["This view as an HTML file", async () => app.save(`${name()}.html`, "text/html", await ownFile())],
    ["Print", () => window.print()],
  ];
})();
