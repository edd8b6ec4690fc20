// The map: the whole graph where the build has put it, with its landmarks named.
"use strict";
(() => {
  const app = window.her2kg;
  const LABELS = 140;
  const OWN = (degree) => 7 + 2.2 * Math.log2(1 + degree);
  let data = null;
  let byId = null;
  let boxes = [];
  let picture = null;

  async function load() {
    if (data) return;
    const told = await app.store.map();
    const nodes = app.rows(told.nodes);
    nodes.forEach(app.learnNode);
    data = nodes.map((node, i) => ({ ...node, place: i, group: app.nodes.get(node.id).group, hollow: app.nodes.get(node.id).hollow, own: OWN(node.degree) }));
    byId = new Map(data.map((node) => [node.id, node]));
    data.edges = told.edges;
    data.left = told.left;
    data.near = data.map(() => []);
    for (let i = 0; i < told.edges.length; i += 2) {
      data.near[told.edges[i]].push(told.edges[i + 1]);
      data.near[told.edges[i + 1]].push(told.edges[i]);
    }
  }

  const shown = (node) => !app.filters.groups.includes(node.group);
  const at = (node) => app.toScreen({ x: node.x, y: node.y });
  const size = (node, scale) => Math.max(2, node.own * 0.72 * scale);

  function bubbles(ctx, scale) {
    ctx.beginPath();
    for (const node of data) {
      if (node.bubble < node.own * 1.6 || !shown(node)) continue;
      const { x, y } = app.toScreen({ x: node.bubble_x, y: node.bubble_y });
      ctx.moveTo(x + node.bubble * scale, y);
      ctx.arc(x, y, node.bubble * scale, 0, 2 * Math.PI);
    }
    ctx.fillStyle = app.colour("bubble");
    ctx.fill();
    ctx.strokeStyle = app.colour("line");
    ctx.lineWidth = 1;
    ctx.stroke();
  }

  function links(ctx) {
    ctx.beginPath();
    for (let i = 0; i < data.edges.length; i += 2) {
      const [one, other] = [data[data.edges[i]], data[data.edges[i + 1]]];
      if (!shown(one) || !shown(other)) continue;
      const [a, b] = [at(one), at(other)];
      ctx.moveTo(a.x, a.y);
      ctx.lineTo(b.x, b.y);
    }
    ctx.globalAlpha = Math.min(0.35, 600 / data.edges.length);
    ctx.strokeStyle = app.colour("edge");
    ctx.lineWidth = 0.6;
    ctx.stroke();
    ctx.globalAlpha = 1;
  }

  // Nodes of one look are filled together.
  function markers(ctx, scale, nodes) {
    const looks = new Map();
    for (const node of nodes) {
      const key = `${node.group} ${node.hollow}`;
      if (!looks.has(key)) looks.set(key, []);
      looks.get(key).push(node);
    }
    for (const batch of looks.values()) {
      const group = app.group(batch[0].group);
      ctx.beginPath();
      for (const node of batch) {
        const { x, y } = at(node);
        app.outlinePath(ctx, group.shape, x, y, size(node, scale));
      }
      ctx.fillStyle = batch[0].hollow ? app.colour("ground") : group.colour;
      ctx.fill();
      ctx.strokeStyle = batch[0].hollow ? group.colour : group.border;
      ctx.lineWidth = batch[0].hollow ? 1.4 : 0.6;
      ctx.stroke();
    }
  }

  // Landmarks: the best connected things first, as many as have room.
  function names(ctx, scale, area, nodes, strong) {
    const found = [];
    const cells = new Set();
    const SIDE = 14;
    const covered = (box) => {
      const keys = [];
      for (let x = Math.floor(box.x / SIDE); x <= Math.floor((box.x + box.w) / SIDE); x += 1) {
        for (let y = Math.floor(box.y / SIDE); y <= Math.floor((box.y + box.h) / SIDE); y += 1) keys.push(`${x} ${y}`);
      }
      return keys;
    };
    for (const node of nodes) {
      if (found.length >= LABELS) break;
      const { x, y } = at(node);
      const r = size(node, scale);
      if (x < -40 || y < -20 || x > area.w + 40 || y > area.h + 20) continue;
      const big = strong.has(node.id) || node.place < 12;
      const font = app.font({ weight: big ? 650 : 400, size: big ? 13 : 11.5 });
      ctx.font = font;
      const [text] = app.wrap(ctx, node.name, 150, 1);
      if (!text) continue;
      const w = ctx.measureText(text).width;
      const box = { id: node.id, text, font, x: x + r + 4, y: y - 8, w, h: 16 };
      const keys = covered(box);
      if (keys.some((key) => cells.has(key))) continue;
      keys.forEach((key) => cells.add(key));
      found.push(box);
    }
    return found;
  }

  const ordered = () => data.filter(shown);

  function lit() {
    const chosen = app.selected.nodes.map((id) => byId.get(id)).filter(Boolean);
    if (!chosen.length) return null;
    return { chosen, near: [...new Set(chosen.flatMap((node) => data.near[node.place]))].map((i) => data[i]).filter(shown) };
  }

  function selection(ctx, scale, area) {
    const { chosen, near } = lit();
    ctx.globalAlpha = 0.84;
    ctx.fillStyle = app.colour("ground");
    ctx.fillRect(0, 0, area.w, area.h);
    ctx.globalAlpha = 0.8;
    ctx.beginPath();
    for (const node of chosen) {
      const a = at(node);
      for (const i of data.near[node.place]) {
        if (!shown(data[i])) continue;
        const b = at(data[i]);
        ctx.moveTo(a.x, a.y);
        ctx.lineTo(b.x, b.y);
      }
    }
    ctx.strokeStyle = app.colour("accent");
    ctx.lineWidth = 1;
    ctx.stroke();
    ctx.globalAlpha = 1;
    markers(ctx, scale, [...near, ...chosen]);
    for (const node of chosen) {
      const { x, y } = at(node);
      ctx.beginPath();
      ctx.arc(x, y, size(node, scale) + 4, 0, 2 * Math.PI);
      ctx.lineWidth = 2;
      ctx.strokeStyle = app.colour("accent");
      ctx.stroke();
    }
    return [...chosen, ...near.sort((a, b) => b.degree - a.degree)];
  }

  // Everything but the names, on a canvas of its own that is wider than the stage: while the
  // map is moved it is only copied.
  function drawn(area, scale, ratio) {
    const centre = app.toScreen({ x: 0, y: 0 });
    const key = `${scale} ${area.w} ${area.h} ${app.version} ${ratio}`;
    if (picture && picture.key === key) {
      const [dx, dy] = [centre.x - picture.centre.x, centre.y - picture.centre.y];
      if (Math.abs(dx) <= picture.margin && Math.abs(dy) <= picture.margin) return { ...picture, dx, dy };
    }
    const margin = 320;
    const canvas = picture && picture.key.startsWith(`${scale} ${area.w} ${area.h} `) ? picture.canvas : document.createElement("canvas");
    canvas.width = (area.w + 2 * margin) * ratio;
    canvas.height = (area.h + 2 * margin) * ratio;
    const ctx = canvas.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, margin * ratio, margin * ratio);
    ctx.fillStyle = app.colour("ground");
    ctx.fillRect(-margin, -margin, area.w + 2 * margin, area.h + 2 * margin);
    bubbles(ctx, scale);
    links(ctx);
    markers(ctx, scale, ordered());
    picture = { key, canvas, centre, margin };
    return { ...picture, dx: 0, dy: 0 };
  }

  let placed = null;
  function labels(ctx, scale, area, nodes, strong) {
    const centre = app.toScreen({ x: 0, y: 0 });
    const key = `${scale} ${app.version}`;
    if (placed && placed.key === key && Math.hypot(centre.x - placed.centre.x, centre.y - placed.centre.y) < 160) {
      const [dx, dy] = [centre.x - placed.at.x, centre.y - placed.at.y];
      for (const box of boxes) { box.x += dx; box.y += dy; }
      placed.at = centre;
      return;
    }
    const wide = { w: area.w + 160, h: area.h + 160 };
    boxes = names(ctx, scale, wide, nodes, strong);
    placed = { key, centre, at: centre };
  }

  app.paintMap = (ctx) => app.onScreen(ctx, (w, h) => {
    if (!data) return;
    const area = { w, h };
    const scale = app.zoomed();
    const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
    const { canvas, margin, dx, dy } = drawn(area, scale, ratio);
    ctx.drawImage(canvas, dx - margin, dy - margin, w + 2 * margin, h + 2 * margin);
    const chosen = lit();
    const nodes = chosen ? selection(ctx, scale, area) : ordered();
    labels(ctx, scale, area, nodes, new Set(app.selected.nodes));
    app.textStyle(ctx);
    for (const box of boxes) {
      ctx.font = box.font;
      ctx.strokeText(box.text, box.x, box.y + 8);
      ctx.fillStyle = app.colour("text");
      ctx.fillText(box.text, box.x, box.y + 8);
    }
  });

  app.mapAt = (point) => {
    const scale = app.zoomed();
    const box = boxes.find((b) => app.hits(b, { ...point, w: 0.1, h: 0.1 }));
    if (box) return box.id;
    let best = null;
    let nearest = 9;
    for (const node of data || []) {
      if (!shown(node)) continue;
      const { x, y } = at(node);
      const distance = Math.hypot(x - point.x, y - point.y) - size(node, scale);
      if (distance < nearest) { nearest = distance; best = node.id; }
    }
    return best;
  };

  app.mapBounds = () => {
    const edge = (pick, sign) => data.reduce((most, n) => Math.max(most, sign * n[pick] + n.bubble), -Infinity);
    return { left: -edge("bubble_x", -1), right: edge("bubble_x", 1), top: -edge("bubble_y", -1), bottom: edge("bubble_y", 1) };
  };

  app.map = {
    load,
    labels: () => boxes.map((box) => ({ ...box })),
    place: (id) => (byId && byId.has(id) ? { x: byId.get(id).x, y: byId.get(id).y } : null),
    screen: (id) => at(byId.get(id)),
    nodes: () => (data ? ordered().map((node) => node.id) : []),
    edges: () => (data ? Array.from({ length: data.edges.length / 2 }, (_, i) => [data[data.edges[2 * i]], data[data.edges[2 * i + 1]]]) : []),
    summary: () => (data ? `${app.plural(data.length, "thing")} and ${app.plural(data.edges.length / 2, "link")}${data.left ? `; ${app.plural(data.left, "less connected thing")} not drawn` : ""}. Each lies beside its strongest neighbour on the way to ${data[0].name}.` : ""),
  };
})();
