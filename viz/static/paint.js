// What is painted under and over the network: links, the selection, labels and headings.
"use strict";
(() => {
  const app = window.her2kg;
  let boxes = [];
  let made = null;

  // Draw in screen pixels, whatever the network's zoom.
  app.onScreen = (ctx, draw) => {
    const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(ctx.canvas.clientWidth, ctx.canvas.clientHeight);
    ctx.restore();
  };

  function marker(ctx, id) {
    const node = app.nodes.get(id);
    const group = app.group(node.group);
    const at = app.screen(id);
    app.trace(ctx, group.shape, at.x, at.y, app.radius(id));
    ctx.fillStyle = node.hollow ? app.colour("ground") : group.colour;
    ctx.strokeStyle = node.hollow ? group.colour : group.border;
    ctx.lineWidth = node.hollow ? 2 : 1;
    ctx.fill();
    ctx.stroke();
  }

  function ring(ctx, id, colour, grow, dash = []) {
    const at = app.screen(id);
    ctx.beginPath();
    ctx.arc(at.x, at.y, app.radius(id) + grow, 0, 2 * Math.PI);
    ctx.strokeStyle = app.colour(colour);
    ctx.lineWidth = 2;
    ctx.setLineDash(dash);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  const doubt = (edge) => (edge.disputed ? " (disputed)" : edge.read_only ? " (machine-read)" : "");

  // How a neighbour is related to lit nodes: its relations, pointing the way that the arrow points.
  function relation(id, edges, centres) {
    const between = edges.filter((edge) => (edge.from === id || edge.to === id) && centres.has(app.other(edge, id))).sort((a, b) => a.order - b.order);
    const words = between.map((edge) => `${edge.to === id ? "→" : "←"} ${edge.label}${doubt(edge)}`);
    const more = words.length > 2 ? ` +${words.length - 2}` : "";
    return words.slice(0, 2).join(", ") + more;
  }

  // What stands out: the selection, else the way that the scene itself lights up.
  function choose() {
    const { scene, selected } = app;
    const none = { lit: null, edges: [], strong: new Set([scene.focus].filter(Boolean)), note: () => "" };
    if (selected.edge) {
      const edge = app.edges.get(selected.edge);
      return { ...none, lit: new Set([edge.from, edge.to]), edges: [edge], strong: new Set([edge.from, edge.to]) };
    }
    const nodes = selected.nodes.filter((id) => scene.at.has(id));
    if (nodes.length) {
      const edges = [...new Set(nodes.flatMap((id) => app.linksOf(id)))];
      const strong = new Set(nodes);
      return { lit: new Set([...nodes, ...edges.flatMap((e) => [e.from, e.to])]), edges, strong, note: (id) => relation(id, edges, strong) };
    }
    if (!scene.lit) return none;
    const shown = new Set([...scene.lit].filter(app.shows));
    const edges = app.shownEdges().filter((e) => shown.has(e.from) && shown.has(e.to) && (!scene.litEdges || scene.litEdges.has(e.id)));
    return { ...none, lit: shown, edges, note: (id) => relation(id, edges.filter((e) => before(e, id)), shown) };
  }

  // Whether a link comes to a node from a lane before its own.
  const before = (edge, id) => {
    const lane = (each) => app.scene.at.get(each).lane;
    return (edge.from === id || edge.to === id) && lane(app.other(edge, id)) < lane(id);
  };

  const rank = (choice) => {
    const place = new Map([...app.scene.at.keys()].map((id, i) => [id, i]));
    return (a, b) => Number(choice.strong.has(b)) - Number(choice.strong.has(a)) || app.nodes.get(b).degree - app.nodes.get(a).degree || place.get(a) - place.get(b);
  };

  // Labels are chosen once for a zoom and a selection; moving the picture only moves them.
  function labels(ctx, scale) {
    const origin = app.origin();
    const same = made && made.scene === app.scene && made.version === app.version && made.scale === scale;
    if (same) {
      const [dx, dy] = [origin.x - made.origin.x, origin.y - made.origin.y];
      if (dx || dy) for (const box of boxes) { box.x += dx; box.y += dy; }
      made.origin = origin;
      return made.choice;
    }
    const choice = choose();
    const ids = (choice.lit ? [...choice.lit] : app.shown()).sort(rank(choice));
    boxes = app.labelBoxes(ctx, ids, choice);
    const lanes = new Set(app.shown().map((id) => app.scene.at.get(id).lane));
    made = { scene: app.scene, version: app.version, scale, origin, choice, lanes, edges: app.shownEdges() };
    return choice;
  }

  function headings(ctx, area) {
    ctx.fillStyle = app.colour("ground");
    ctx.fillRect(0, 0, area.w, app.head - 8);
    const places = app.scene.lanes
      .map(({ title }, lane) => ({ title, lane, x: app.laneAt(lane) - 7 }))
      .filter(({ lane }) => made.lanes.has(lane));
    places.forEach(({ title, x }, i) => {
      const end = i + 1 < places.length ? places[i + 1].x - 10 : area.w - 4;
      ctx.font = app.font({ weight: 600, size: 11.5 });
      const [words] = app.wrap(ctx, title, Math.max(20, end - x), 1);
      app.paintText(ctx, words || "", x, 19, { weight: 600, size: 11.5, colour: "soft" });
    });
    ctx.fillStyle = app.colour("line");
    ctx.fillRect(0, app.head - 8, area.w, 1);
  }

  const visible = (box, area) => box.x < area.w && box.x + box.w > 0 && box.y < area.h && box.y + box.h > 0;

  app.paintUnder = (ctx) => app.onScreen(ctx, (w, h) => {
    ctx.fillStyle = app.colour("ground");
    ctx.fillRect(0, 0, w, h);
    if (!app.scene || app.view === "map") return;
    labels(ctx, app.zoomed());
    app.paintEdges(ctx, made.edges, app.screen);
  });

  app.paintOver = (ctx) => app.onScreen(ctx, (w, h) => {
    if (!app.scene) return;
    const area = { w, h };
    const { choice } = made;
    if (choice.lit) {
      ctx.globalAlpha = 0.86;
      ctx.fillStyle = app.colour("ground");
      ctx.fillRect(0, 0, w, h);
      ctx.globalAlpha = 1;
      for (const edge of choice.edges) app.paintArrow(ctx, edge, app.screen, choice.edges.length > 24 ? 1 : 1.5);
      for (const id of [...choice.lit].sort()) marker(ctx, id);
    }
    for (const id of app.selected.nodes) if (app.scene.at.has(id)) ring(ctx, id, "accent", 4);
    if (app.scene.focus && app.shows(app.scene.focus) && !choice.lit) ring(ctx, app.scene.focus, "accent", 4);
    for (const id of app.scene.pins.keys()) if (app.shows(id) && (!choice.lit || choice.lit.has(id))) ring(ctx, id, "soft", 2, [2, 2]);
    for (const box of boxes) if (visible(box, area)) app.paintLabel(ctx, box, choice.lit);
    headings(ctx, area);
  });

  const rounded = (value) => Math.round(value * 100) / 100;
  app.labels = () => boxes.map(({ id, text, note, ...box }) => ({ id, text, note, x: rounded(box.x), y: rounded(box.y), w: rounded(box.w), h: rounded(box.h) }));
  app.labelAt = ({ x, y }) => {
    if (y < app.head - 8) return null;
    const box = boxes.find((b) => app.hits(b, { x, y, w: 0.1, h: 0.1 }));
    return box ? box.id : null;
  };
  app.drawnEdges = () => (made ? made.edges : []);
  app.litNodes = () => (made && made.choice.lit ? [...made.choice.lit] : []);
})();
