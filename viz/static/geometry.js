// Where things stand: lanes and rows become places on the plane, once for a scene and its growth.
"use strict";
(() => {
  const app = window.her2kg;
  const HEAD = 40;
  const FOOT = 46;
  const EDGE = 18;
  const BEFORE = 9;
  const GAP = 16;
  const AFTER = 11;
  const LEAST = 54;
  const MOST = 158;
  const ROW = 44;
  const ROWS = [0.66, 1.6];
  const WIDEST = 1.5;
  const made = new WeakMap();

  const clamp = (value, [low, high]) => Math.min(high, Math.max(low, value));
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
  const words = (name) => name.split(" ");

  // Words that a lane must have room for: common ones, and short names that end in a number.
  function whole(name) {
    const found = words(name).filter((word) => word.length <= 12 || app.identifier(word));
    return name.length <= 16 && /\d/.test(name) ? [...found, name] : found;
  }

  // The width at which nine of ten labels fit on two lines.
  function comfortable(names) {
    const needed = names.map((name) => Math.max(...words(name).map((w) => w.length), Math.ceil(name.length / 2) + 2)).sort((a, b) => a - b);
    return clamp(needed[Math.floor((needed.length * 9 - 1) / 10)] || 9, [9, 22]) * 7.2;
  }

  function need(ctx, title, names, bold) {
    const wide = (text) => ctx.measureText(text).width + 2;
    const least = Math.max(LEAST, wide(title) - 6, ...names.flatMap(whole).map(wide), ...whole(bold).map((word) => 1.15 * wide(word)));
    const bound = Math.min(least, 2.2 * MOST);
    return { least: bound, full: Math.max(bound, comfortable(names) * 0.92) };
  }

  // Shares the width out among the lanes: all get the least, then what there is of the rest.
  function rooms(asked, free) {
    const left = free - asked.length * (BEFORE + GAP + AFTER);
    const least = sum(asked.map((a) => a.least));
    const full = sum(asked.map((a) => a.full));
    if (left >= full) return asked.map((a) => a.full * Math.min(left / full, WIDEST));
    const part = full > least ? Math.max(0, (left - least) / (full - least)) : 0;
    return asked.map((a) => a.least + part * (a.full - a.least));
  }

  function foundation(scene, stage) {
    const { lanes, at } = scene.base;
    const ctx = document.createElement("canvas").getContext("2d");
    ctx.font = app.font();
    const free = { x: stage.w - 2 * EDGE, y: stage.h - HEAD - FOOT };
    const asked = lanes.map(({ title }, lane) => {
      const ids = [...at].filter(([, place]) => place.lane === lane).map(([id]) => id);
      const bold = ids.includes(scene.focus) ? app.plain(app.nodes.get(scene.focus).name) : "";
      return need(ctx, title, ids.map((id) => app.plain(app.nodes.get(id).name)), bold);
    });
    const columns = [];
    let x = 0;
    for (const room of rooms(asked, free.x)) {
      columns.push({ x: x + BEFORE, room });
      x += BEFORE + GAP + room + AFTER;
    }
    const rows = [...at.values()].map(({ row }) => row);
    const height = (Math.max(0, ...rows) - Math.min(0, ...rows) + 1) * ROW;
    const step = clamp(free.y / height / Math.min(1, free.x / Math.max(1, x)), ROWS);
    return { stage, columns, end: x, row: ROW * step };
  }

  // Lanes that came later stand to the right of the first ones.
  function extended(base, lanes) {
    const columns = [...base.columns];
    let x = base.end;
    for (let lane = columns.length; lane < lanes.length; lane += 1) {
      columns.push({ x: x + BEFORE, room: MOST });
      x += BEFORE + GAP + MOST + AFTER;
    }
    return { columns, end: x };
  }

  app.geometry = (scene, stage) => {
    let base = made.get(scene.base);
    if (!base || base.stage.w !== stage.w || base.stage.h !== stage.h) {
      base = foundation(scene, stage);
      made.set(scene.base, base);
    }
    const { columns, end } = extended(base, scene.lanes);
    const places = new Map([...scene.at].map(([id, { lane, row }]) => {
      const [dx, dy] = scene.pins.get(id) || [0, 0];
      return [id, { x: columns[lane].x + dx, y: row * base.row + dy }];
    }));
    return { columns, end, row: base.row, places };
  };

  // The position and zoom at which the whole scene fills the stage.
  app.fitting = (geometry, stage) => {
    const points = [...geometry.places.values()];
    const ys = points.map(({ y }) => y);
    const top = Math.min(0, ...ys) - geometry.row / 2;
    const bottom = Math.max(0, ...ys) + geometry.row / 2;
    const left = Math.min(0, ...points.map(({ x }) => x - GAP));
    const right = Math.max(geometry.end - AFTER, ...points.map(({ x }) => x + 60));
    const most = Math.max(points.length <= 14 ? 1.35 : 1, Math.min(1.6, stage.w / 1700));
    const least = stage.w < 700 ? 0.1 : 0.5;
    const scale = Math.max(least, Math.min(most, (stage.w - 2 * EDGE) / (right - left), (stage.h - HEAD - FOOT) / (bottom - top)));
    return { scale, position: { x: (left + right) / 2, y: (top + bottom) / 2 - (HEAD - FOOT) / 2 / scale } };
  };

  // Links inside a lane bow to the left: the control point of the curve.
  app.via = (from, to) => {
    const length = Math.abs(from.y - to.y);
    return { x: from.x - Math.min(64, 18 + length * 0.22), y: (from.y + to.y) / 2 };
  };
  app.head = HEAD;
})();
