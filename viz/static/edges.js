// Links: hair-thin lines drawn together, and which of them the pointer is on.
"use strict";
(() => {
  const app = window.her2kg;
  const NEAR = 5;

  const bowed = (from, to) => Math.abs(from.x - to.x) < 1;

  const STYLES = {
    focus: { colour: "edge-focus", alpha: 0.85, dash: [] },
    plain: { colour: "edge", alpha: 0.5, dash: [] },
    read: { colour: "edge", alpha: 0.7, dash: [5, 4] },
    denied: { colour: "bad", alpha: 0.7, dash: [2, 3] },
  };

  const style = (edge) => {
    if (edge.polarity !== "supports") return "denied";
    if (edge.read_only) return "read";
    return app.scene.focus && [edge.from, edge.to].includes(app.scene.focus) ? "focus" : "plain";
  };

  // All links of one style are one line, which costs a fraction of as many lines.
  app.paintEdges = (ctx, edges, screen) => {
    const batches = new Map();
    for (const edge of edges) {
      const name = style(edge);
      if (!batches.has(name)) batches.set(name, []);
      batches.get(name).push(edge);
    }
    for (const [name, batch] of [...batches].sort(([a], [b]) => (a < b ? 1 : -1))) {
      const { colour, alpha, dash } = STYLES[name];
      ctx.beginPath();
      for (const edge of batch) trace(ctx, screen(edge.from), screen(edge.to));
      ctx.globalAlpha = alpha;
      ctx.strokeStyle = app.colour(colour);
      ctx.lineWidth = 0.8;
      ctx.setLineDash(dash);
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
  };

  function trace(ctx, from, to) {
    ctx.moveTo(from.x, from.y);
    if (!bowed(from, to)) { ctx.lineTo(to.x, to.y); return; }
    const via = app.via(from, to);
    ctx.quadraticCurveTo(via.x, via.y, to.x, to.y);
  }

  // One link on its own, with an arrow head where it ends.
  app.paintArrow = (ctx, edge, screen, width) => {
    const from = screen(edge.from);
    const to = screen(edge.to);
    const via = bowed(from, to) ? app.via(from, to) : from;
    const angle = Math.atan2(to.y - via.y, to.x - via.x);
    const back = app.radius(edge.to) + 3;
    const tip = { x: to.x - back * Math.cos(angle), y: to.y - back * Math.sin(angle) };
    ctx.strokeStyle = app.colour(edge.disputed || edge.polarity !== "supports" ? "bad" : "accent");
    ctx.fillStyle = ctx.strokeStyle;
    ctx.lineWidth = width;
    ctx.setLineDash(edge.read_only ? [6, 4] : edge.polarity === "supports" ? [] : [2, 3]);
    ctx.beginPath();
    ctx.moveTo(from.x, from.y);
    if (via !== from) ctx.quadraticCurveTo(via.x, via.y, tip.x, tip.y);
    else ctx.lineTo(tip.x, tip.y);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.moveTo(tip.x, tip.y);
    for (const side of [0.4, -0.4]) ctx.lineTo(tip.x - 9 * Math.cos(angle + side), tip.y - 9 * Math.sin(angle + side));
    ctx.fill();
  };

  function toSegment(point, a, b) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const part = Math.min(1, Math.max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(point.x - a.x - part * dx, point.y - a.y - part * dy);
  }

  function toEdge(point, from, to) {
    if (!bowed(from, to)) return toSegment(point, from, to);
    const via = app.via(from, to);
    const on = (t) => ({ x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * via.x + t * t * to.x, y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * via.y + t * t * to.y });
    return Math.min(...[0, 0.2, 0.4, 0.6, 0.8].map((t) => toSegment(point, on(t), on(t + 0.2))));
  }

  // The link nearest to a point of the screen, if one is near enough.
  app.edgeAt = (point, edges, screen) => {
    let best = null;
    let nearest = NEAR;
    for (const edge of edges) {
      const distance = toEdge(point, screen(edge.from), screen(edge.to));
      if (distance < nearest) { nearest = distance; best = edge; }
    }
    return best;
  };
})();
