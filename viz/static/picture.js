// The picture: vis-network draws nodes and edges, moves and zooms; labels are painted on top.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const stage = document.getElementById("stage");
  const canvas = document.getElementById("canvas");
  const tip = document.getElementById("tip");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const ZOOM = [0.35, 4];
  let network = null;
  let data = null;
  let fitted = null;

  app.colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  const radius = (node) => (node.id === app.page.focus ? 11 : 7);
  const edgeHidden = (edge) => !app.visible(app.nodes.get(edge.from)) || !app.visible(app.nodes.get(edge.to));
  const ofFocus = (edge) => [edge.from, edge.to].includes(app.page.focus);

  function drawnNode(node) {
    const group = app.group(node.group);
    const place = fitted.places.get(node.id);
    const fill = node.hollow ? app.colour("ground") : group.colour;
    return {
      id: node.id, x: place.x, y: place.y, size: radius(node), shape: group.shape, hidden: !app.visible(node),
      borderWidth: node.hollow ? 2 : 1, color: { background: fill, border: node.hollow ? group.colour : group.border },
    };
  }

  function drawnEdge(edge) {
    const from = fitted.places.get(edge.from);
    const to = fitted.places.get(edge.to);
    const same = from.x === to.x;
    edge.smooth = same ? app.bow(from, to) : null;
    return {
      id: edge.id, from: edge.from, to: edge.to, hidden: edgeHidden(edge), 
      color: { color: app.colour(ofFocus(edge) ? "edge-focus" : "edge"), opacity: ofFocus(edge) ? 0.8 : 0.42 },
      dashes: edge.read_only ? [5, 4] : edge.polarity === "supports" ? false : [2, 3],
      smooth: edge.smooth || false, width: 0.7,
    };
  }

  function update() {
    if (!network) return;
    data.nodes.update([...app.nodes.values()].map(drawnNode));
    data.edges.update([...app.edges.values()].map(drawnEdge));
    network.redraw();
  }

  function fit() {
    if (!stage.clientWidth || !stage.clientHeight) return;
    fitted = app.fitted(stage);
    update();
    network.moveTo({ position: fitted.position, scale: fitted.scale, animation: false });
  }

  function zoom(factor) {
    const scale = Math.min(ZOOM[1], Math.max(ZOOM[0], network.getScale() * factor));
    network.moveTo({ scale, position: network.getViewPosition(), animation: false });
  }

  function nodeAt(point) {
    const label = app.labelAt(point);
    return label || network.getNodeAt(point) || null;
  }

  function clicked({ pointer }) {
    const node = nodeAt(pointer.DOM);
    const edge = node ? null : network.getEdgeAt(pointer.DOM);
    if (node) app.select("node", node);
    else if (edge) app.select("edge", edge);
    else if (app.state.selected) app.clear();
  }

  function hovered(event) {
    const area = canvas.getBoundingClientRect();
    const point = { x: event.clientX - area.left, y: event.clientY - area.top };
    const id = nodeAt(point);
    canvas.style.cursor = id ? "pointer" : "default";
    tip.hidden = !id;
    if (!id) return;
    const node = app.nodes.get(id);
    tip.replaceChildren(el("b", {}, app.plain(node.name)), el("span", {}, node.kind_label), app.tipText(node));
    tip.style.left = `${Math.min(point.x + 14, area.width - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.min(point.y + 14, area.height - tip.offsetHeight - 8)}px`;
  }

  app.tipText = (node) => (node.definition ? el("div", {}, app.plain(node.definition)) : "");

  app.screen = (id) => network.canvasToDOM(fitted.places.get(id));
  app.radiusOf = (id) => radius(app.nodes.get(id)) * network.getScale();

  function start() {
    fitted = app.fitted(stage);
    data = {
      nodes: new vis.DataSet([...app.nodes.values()].map(drawnNode)),
      edges: new vis.DataSet([...app.edges.values()].map(drawnEdge)),
    };
    network = new vis.Network(canvas, data, app.options);
    app.network = network;
    network.on("beforeDrawing", (ctx) => app.ground(ctx));
    network.on("afterDrawing", (ctx) => app.paint(ctx, fitted));
    network.on("click", clicked);
    network.on("resize", () => fit());
    network.on("zoom", () => { if (network.getScale() < ZOOM[0]) network.moveTo({ scale: ZOOM[0] }); });
    network.on("dragStart", () => { tip.hidden = true; });
    canvas.addEventListener("mousemove", hovered);
    canvas.addEventListener("mouseleave", () => { tip.hidden = true; });
    dark.addEventListener("change", update);
    fit();
  }

  document.getElementById("fit").addEventListener("click", () => fit());
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));

  app.picture = {
    show() { if (network) { network.setSize("100%", "100%"); fit(); } else start(); },
    update, zoom, fit: () => fit(),
    redraw: () => { if (network) network.redraw(); },
  };
})();
