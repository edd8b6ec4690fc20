// The picture: vis-network draws nodes, moves and zooms; links and labels are painted around it.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const stage = document.getElementById("stage");
  const canvas = document.getElementById("canvas");
  const tip = document.getElementById("tip");
  const ZOOM = [0.04, 5];
  const colours = new Map();
  let network = null;
  let nodes = null;
  let geometry = null;
  let area = { w: 0, h: 0 };
  const viewports = new Map();

  app.version = 0;
  app.scene = null;

  // The value of a colour of the style sheet, in the light or dark of now.
  app.colour = (name) => {
    if (!colours.has(name)) {
      const probe = document.body.appendChild(el("span", { class: "unseen" }));
      probe.style.color = `var(--${name})`;
      colours.set(name, getComputedStyle(probe).color);
      probe.remove();
    }
    return colours.get(name);
  };

  const worldRadius = (id) => (app.scene && id === app.scene.focus ? 11 : 7);
  app.zoomed = () => network.getScale();
  app.toScreen = (place) => network.canvasToDOM(place);
  app.origin = () => network.canvasToDOM({ x: 0, y: 0 });
  app.screen = (id) => network.canvasToDOM(geometry.places.get(id));
  app.radius = (id) => worldRadius(id) * network.getScale();
  app.laneRoom = (id) => geometry.columns[app.scene.at.get(id).lane].room;
  app.laneAt = (lane) => network.canvasToDOM({ x: geometry.columns[lane].x, y: 0 }).x;
  app.rightEnd = () => network.canvasToDOM({ x: geometry.end, y: 0 }).x;
  app.rowHeight = () => geometry.row;
  app.places = () => new Map([...geometry.places].map(([id, { x, y }]) => [id, { x, y }]));

  function drawn(id) {
    const node = app.nodes.get(id);
    const group = app.group(node.group);
    const { x, y } = geometry.places.get(id);
    const fill = node.hollow ? app.colour("ground") : group.colour;
    return {
      id, x, y, size: worldRadius(id), shape: group.shape, borderWidth: node.hollow ? 2 : 1,
      color: { background: fill, border: node.hollow ? group.colour : group.border },
    };
  }

  const measured = () => ({ w: stage.clientWidth, h: stage.clientHeight });

  function update() {
    if (!network) return;
    app.version += 1;
    if (app.view === "map" || !app.scene) nodes.clear();
    else {
      geometry = app.geometry(app.scene, area);
      const shown = app.shown();
      const wanted = new Set(shown);
      nodes.remove(nodes.getIds().filter((id) => !wanted.has(id)));
      nodes.update(shown.map(drawn));
    }
    network.redraw();
  }

  const place = (viewport) => network.moveTo({ ...viewport, animation: false });

  function fit() {
    if (!network || !area.w || !area.h) return;
    if (app.view === "map") {
      const { left, right, top, bottom } = app.mapBounds();
      const scale = Math.min(1.2, (area.w - 80) / (right - left), (area.h - 90) / (bottom - top));
      place({ scale, position: { x: (left + right) / 2, y: (top + bottom) / 2 } });
    } else if (app.scene) place(app.fitting(geometry, area));
  }

  function zoom(factor) {
    const scale = Math.min(ZOOM[1], Math.max(ZOOM[0], network.getScale() * factor));
    place({ scale, position: network.getViewPosition() });
  }

  const pointed = (point) => {
    if (app.view === "map") return app.mapAt(point);
    return app.labelAt(point) || network.getNodeAt(point) || null;
  };

  function clicked({ pointer, event }) {
    const { ctrlKey, shiftKey, metaKey } = event.srcEvent || {};
    const node = pointed(pointer.DOM);
    const edge = node || app.view === "map" || !app.scene ? null : app.edgeAt(pointer.DOM, app.drawnEdges(), app.screen);
    if (node) app.select([node], { add: ctrlKey || shiftKey || metaKey });
    else if (edge) app.selectEdge(edge.id);
    else if (app.hasSelection()) app.select([]);
  }

  function hovered(event) {
    const box = canvas.getBoundingClientRect();
    const point = { x: event.clientX - box.left, y: event.clientY - box.top };
    const id = pointed(point);
    const edge = id || app.view === "map" || !app.scene ? null : app.edgeAt(point, app.drawnEdges(), app.screen);
    canvas.style.cursor = id || edge ? "pointer" : "default";
    tip.hidden = !id && !edge;
    if (tip.hidden) return;
    if (id) {
      const node = app.nodes.get(id);
      tip.replaceChildren(el("b", {}, app.plain(node.name)), el("span", {}, node.kind_label), node.definition ? el("div", {}, app.plain(node.definition)) : "");
    } else {
      const name = (each) => app.plain(app.nodes.get(each).name);
      tip.replaceChildren(el("div", {}, `${name(edge.from)} ${edge.label} ${name(edge.to)}`), el("span", {}, app.edgeWords(edge).map(([text]) => text).join(", ")));
    }
    tip.style.left = `${Math.max(4, Math.min(point.x + 14, box.width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.max(4, Math.min(point.y + 14, box.height - tip.offsetHeight - 8))}px`;
  }

  function dragging({ nodes: [id] }) {
    if (id) { Object.assign(geometry.places.get(id), network.getPosition(id)); app.version += 1; }
  }

  function dropped({ nodes: [id] }) {
    if (!id) return;
    const [dx, dy] = app.scene.pins.get(id) || [0, 0];
    const start = app.geometry(app.scene, area).places.get(id);
    const end = network.getPosition(id);
    network.unselectAll();
    app.pin(id, end.x - start.x + dx, end.y - start.y + dy);
    app.say(`${app.plain(app.nodes.get(id).name)} pinned`);
  }

  // Keeps what was on the screen of each view, and says whether there was anything.
  let shownAs = "";
  function restored(key) {
    if (shownAs) viewports.set(shownAs, { scale: network.getScale(), position: network.getViewPosition(), base: app.scene && app.scene.base });
    shownAs = key;
    return viewports.get(key);
  }

  function resized() {
    const now = measured();
    if (!now.w || !now.h || (now.w === area.w && now.h === area.h)) return;
    area = now;
    network.setSize(`${now.w}px`, `${now.h}px`);
    update();
    fit();
  }

  function start() {
    area = measured();
    nodes = new vis.DataSet([]);
    network = new vis.Network(canvas, { nodes, edges: new vis.DataSet([]) }, { ...app.options, autoResize: false });
    app.network = network;
    network.on("beforeDrawing", (ctx) => { app.paintUnder(ctx); if (app.view === "map") app.paintMap(ctx); });
    network.on("afterDrawing", (ctx) => { if (app.view !== "map") app.paintOver(ctx); });
    network.on("click", clicked);
    network.on("doubleClick", ({ pointer }) => { const id = pointed(pointer.DOM); if (id && app.view !== "map") app.tryTo(() => app.expand([id])); else if (id) app.tryTo(() => app.show(id)); });
    network.on("zoom", () => { const scale = network.getScale(); if (scale < ZOOM[0] || scale > ZOOM[1]) place({ scale: Math.min(ZOOM[1], Math.max(ZOOM[0], scale)) }); });
    network.on("dragStart", () => { tip.hidden = true; });
    network.on("dragging", dragging);
    network.on("dragEnd", dropped);
    canvas.addEventListener("mousemove", hovered);
    canvas.addEventListener("mouseleave", () => { tip.hidden = true; });
    new ResizeObserver(resized).observe(stage);
  }

  for (const [id, action] of [["fit", fit], ["zoom-in", () => zoom(1.3)], ["zoom-out", () => zoom(1 / 1.3)]]) {
    document.getElementById(id).addEventListener("click", action);
  }

  app.picture = {
    // Draw the scene or map of now; `whole` fits it into the stage.
    show({ whole }) {
      const fresh = !network;
      if (fresh) start();
      const before = area;
      area = measured();
      if (!area.w || !area.h) return;
      if (before.w !== area.w || before.h !== area.h) network.setSize(`${area.w}px`, `${area.h}px`);
      const key = app.view === "map" ? "map" : "scene";
      const kept = key === shownAs ? null : restored(key);
      update();
      if (kept && !whole && before.w === area.w) place(kept);
      else if (whole || fresh || key === "map") fit();
    },
    update, zoom, fit,
    forget() { colours.clear(); update(); },
    redraw() { app.version += 1; if (network) network.redraw(); },
    size: () => ({ ...area }),
    canvas: () => canvas.querySelector("canvas"),
    // Bring a place of the map or scene into the middle.
    centre(id, scale) {
      const at = app.view === "map" ? app.map.place(id) : geometry.places.get(id);
      if (at) place({ position: at, scale: scale || network.getScale() });
    },
  };
})();
