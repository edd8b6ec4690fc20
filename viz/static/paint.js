// What is painted over the network: headings, labels that never overlap, and the selection.
"use strict";
(() => {
  const app = window.her2kg;
  const FONT = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const SIZE = 12.5;
  const SMALL = 11;
  const GAP = 6;
  let painted = [];

  app.font = ({ weight = 400, size = SIZE } = {}) => `${weight} ${size}px ${FONT}`;

  // Text shrinks and grows with the zoom, within what is comfortable to read.
  const grown = () => Math.min(1.25, Math.max(0.82, app.network.getScale()));
  const line = () => SIZE * 1.16 * grown();

  const hits = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

  // Draw in screen pixels, whatever the network's zoom.
  function onScreen(ctx, draw) {
    const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(ctx.canvas.clientWidth, ctx.canvas.clientHeight);
    ctx.restore();
  }

  app.ground = (ctx) => onScreen(ctx, (width, height) => {
    ctx.fillStyle = app.colour("ground");
    ctx.fillRect(0, 0, width, height);
  });

  function fill(ctx, text, x, y, { weight = 400, size = SIZE, colour = "text" } = {}) {
    ctx.font = app.font({ weight, size });
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.direction = "ltr";
    ctx.lineJoin = "round";
    ctx.lineWidth = 5;
    ctx.strokeStyle = app.colour("ground");
    ctx.strokeText(text, x, y);
    ctx.fillStyle = app.colour(colour);
    ctx.fillText(text, x, y);
  }

  function marker(ctx, id, at) {
    const node = app.nodes.get(id);
    const group = app.group(node.group);
    app.trace(ctx, group.shape, at.x, at.y, app.radiusOf(id));
    ctx.fillStyle = node.hollow ? app.colour("ground") : group.colour;
    ctx.strokeStyle = node.hollow ? group.colour : group.border;
    ctx.lineWidth = node.hollow ? 2 : 1;
    ctx.fill();
    ctx.stroke();
  }

  function ring(ctx, id, at, colour, grow) {
    ctx.beginPath();
    ctx.arc(at.x, at.y, app.radiusOf(id) + grow, 0, 2 * Math.PI);
    ctx.strokeStyle = app.colour(colour);
    ctx.lineWidth = 2;
    ctx.stroke();
  }

  // A line between two nodes with an arrow head where it ends.
  function arrow(ctx, edge, width) {
    const from = app.screen(edge.from);
    const to = app.screen(edge.to);
    const via = edge.smooth ? app.via(from, to, edge.smooth) : from;
    const angle = Math.atan2(to.y - via.y, to.x - via.x);
    const back = app.radiusOf(edge.to) + 3;
    const tipAt = { x: to.x - back * Math.cos(angle), y: to.y - back * Math.sin(angle) };
    ctx.strokeStyle = app.colour(edge.disputed || edge.polarity !== "supports" ? "bad" : "accent");
    ctx.fillStyle = ctx.strokeStyle;
    ctx.lineWidth = width;
    ctx.setLineDash(edge.read_only ? [6, 4] : edge.polarity === "supports" ? [] : [2, 3]);
    ctx.beginPath();
    ctx.moveTo(from.x, from.y);
    if (edge.smooth) ctx.quadraticCurveTo(via.x, via.y, tipAt.x, tipAt.y);
    else ctx.lineTo(tipAt.x, tipAt.y);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.moveTo(tipAt.x, tipAt.y);
    for (const side of [0.4, -0.4]) {
      ctx.lineTo(tipAt.x - 9 * Math.cos(angle + side), tipAt.y - 9 * Math.sin(angle + side));
    }
    ctx.fill();
  }

  const doubt = (edge) => (edge.disputed ? " (disputed)" : edge.read_only ? " (machine-read)" : "");

  // How a neighbour is related: its relations, pointing the way that the arrow points.
  function relation(id, centre) {
    const between = app.around.get(id).filter((edge) => app.other(edge, id) === centre).sort((a, b) => a.order - b.order);
    const words = between.map((edge) => `${edge.from === centre ? "→" : "←"} ${edge.label}${doubt(edge)}`);
    const more = words.length > 2 ? ` +${words.length - 2}` : "";
    return words.slice(0, 2).join(", ") + more;
  }

  function chosen() {
    const { selected } = app.state;
    if (!selected) return { lit: null, edges: [], centre: app.page.focus };
    if (selected.kind === "edge") {
      const edge = app.edges.get(selected.id);
      return { lit: new Set([edge.from, edge.to]), edges: [edge], centre: edge.from };
    }
    const edges = app.around.get(selected.id).filter((edge) => app.visible(app.nodes.get(app.other(edge, selected.id))));
    return { lit: new Set([selected.id, ...edges.map((e) => app.other(e, selected.id))]), edges, centre: selected.id };
  }

  function selection(ctx, { lit, edges, centre }, area) {
    ctx.globalAlpha = 0.86;
    ctx.fillStyle = app.colour("ground");
    ctx.fillRect(0, 0, area.w, area.h);
    ctx.globalAlpha = 1;
    for (const edge of edges) arrow(ctx, edge, edges.length > 24 ? 1 : 1.5);
    for (const id of [...lit].sort()) marker(ctx, id, app.screen(id));
    if (app.state.selected.kind === "node") ring(ctx, centre, app.screen(centre), "accent", 4);
  }

  // How wide a label may be: to the next column, or on to the next lit node when others are dimmed.
  function roomFor(node, at, choice, area) {
    const left = at.x + app.radiusOf(node.id) + GAP;
    const edge = area.w - left - 6;
    const own = Math.min(app.stretch.columns.get(node.group).room * app.network.getScale(), edge);
    if (!choice.lit) return Math.max(own, 40);
    const beside = choice.spots.filter((s) => s.x > at.x + 20 && Math.abs(s.y - at.y) < 36).map((s) => s.x - 16 - left);
    return Math.min(Math.max(own, Math.min(edge, 240, ...beside)), Math.max(40, Math.min(...beside, edge)));
  }

  // The ways to write a label, best first: on as many lines as the rows leave, then shorter.
  function ways(choice, note) {
    const most = Math.min(3, Math.max(1, Math.floor((app.stretch.row * app.network.getScale() - 1) / line())));
    const fewer = Array.from({ length: most }, (_, i) => [most - i, ""]);
    return note ? [[Math.max(1, most - 1), note, most], [1, note, most], [1, note, 2], ...fewer] : fewer;
  }

  function boxOf(ctx, id, at, room, style, [lines, note, most]) {
    ctx.font = app.font(style);
    const rows = app.wrap(ctx, app.nodes.get(id).name, room, lines);
    const widths = rows.map((row) => ctx.measureText(row).width);
    ctx.font = app.font({ size: SMALL * grown() });
    const under = note ? app.wrap(ctx, note, Math.max(room, 60), Math.max(1, most - rows.length)) : [];
    widths.push(...under.map((row) => ctx.measureText(row).width));
    const height = (rows.length + under.length) * line();
    return {
      id, rows, under, text: rows.join("\n"), note: under.join(" "),
      x: at.x + app.radiusOf(id) + GAP, y: at.y - height / 2, w: Math.max(...widths), h: height,
    };
  }

  function free(box, area, choice, boxes) {
    const inside = box.x < area.w && box.y < area.h && box.y >= app.head - 10 && box.x + box.w > 0;
    const near = (spot) => ({ x: spot.x - 6, y: spot.y - 6, w: 12, h: 12 });
    return inside && !boxes.some((other) => hits(box, other)) && !choice.spots.some((s) => s.id !== box.id && hits(box, near(s)));
  }

  // A plate behind the label keeps it readable where arrows run.
  function plate(ctx, box) {
    ctx.globalAlpha = 0.8;
    ctx.fillStyle = app.colour("ground");
    ctx.fillRect(box.x - 2, box.y, box.w + 4, box.h);
    ctx.globalAlpha = 1;
  }

  function label(ctx, id, choice, area, boxes) {
    const at = app.screen(id);
    const strong = id === choice.centre || (choice.lit && app.state.selected.kind === "edge");
    const style = { weight: strong ? 650 : 400, size: (strong ? SIZE + 0.5 : SIZE) * grown() };
    const room = roomFor(app.nodes.get(id), at, choice, area);
    const note = choice.lit && !strong ? relation(id, choice.centre) : "";
    const box = ways(choice, note).map((way) => boxOf(ctx, id, at, room, style, way))
      .find((each) => free(each, area, choice, boxes));
    if (!box) return;
    boxes.push(box);
    if (choice.lit) plate(ctx, box);
    const small = { size: SMALL * grown(), colour: "accent" };
    box.rows.forEach((row, i) => fill(ctx, row, box.x, box.y + line() * (i + 0.5), style));
    box.under.forEach((row, i) => fill(ctx, row, box.x, box.y + line() * (box.rows.length + i + 0.5), small));
  }

  function labels(ctx, choice, area) {
    const ids = choice.lit ? [...choice.lit] : [...app.nodes.keys()].filter((id) => app.visible(app.nodes.get(id)));
    const rank = (id) => (id === choice.centre ? -1 : app.nodes.get(id).rank);
    ids.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    choice.spots = ids.map((id) => ({ id, ...app.screen(id) }));
    const boxes = [];
    for (const id of ids) label(ctx, id, choice, area, boxes);
    return boxes;
  }

  function headings(ctx, area) {
    ctx.fillStyle = app.colour("ground");
    ctx.fillRect(0, 0, area.w, app.head - 8);
    const places = app.page.columns
      .filter((column) => !app.state.hidden.has(column.group))
      .map((column) => ({ column, x: app.network.canvasToDOM({ x: app.stretch.columns.get(column.group).x, y: 0 }).x - 7 }));
    places.forEach(({ column, x }, index) => {
      const end = index + 1 < places.length ? places[index + 1].x - 10 : area.w - 4;
      ctx.font = app.font({ weight: 600, size: 11.5 });
      const [title] = app.wrap(ctx, app.group(column.group).title, end - x, 1);
      fill(ctx, title, x, 19, { weight: 600, size: 11.5, colour: "soft" });
    });
    ctx.fillStyle = app.colour("line");
    ctx.fillRect(0, app.head - 8, area.w, 1);
  }

  app.paint = (ctx, fitted) => onScreen(ctx, (w, h) => {
    app.stretch = fitted;
    const area = { w, h };
    const choice = chosen();
    if (choice.lit) selection(ctx, choice, area);
    else ring(ctx, app.page.focus, app.screen(app.page.focus), "accent", 4);
    painted = labels(ctx, choice, area);
    headings(ctx, area);
  });

  app.labels = () => painted.map((box) => ({ ...box }));
  app.labelAt = ({ x, y }) => {
    if (y < app.head - 8) return null;
    const box = painted.find((b) => hits(b, { x, y, w: 0.1, h: 0.1 }));
    return box ? box.id : null;
  };
})();
