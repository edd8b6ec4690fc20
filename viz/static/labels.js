// Labels that never overlap: each is tried on several lines and shorter, the important ones first.
"use strict";
(() => {
  const app = window.her2kg;
  const FONT = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const SIZE = 12.5;
  const SMALL = 11;
  const GAP = 6;
  const KEPT = 6000;
  const widths = new Map();
  const wraps = new Map();

  app.font = ({ weight = 400, size = SIZE } = {}) => `${weight} ${size}px ${FONT}`;

  // Text shrinks and grows with the zoom, within what is comfortable to read.
  const grown = () => Math.min(1.5, Math.max(0.82, app.zoomed()));
  const line = () => SIZE * 1.16 * grown();

  const remember = (store, key, make) => {
    let value = store.get(key);
    if (value === undefined) {
      if (store.size > KEPT) store.clear();
      value = make();
      store.set(key, value);
    }
    return value;
  };

  const width = (ctx, font, text) => remember(widths, `${font}\n${text}`, () => { ctx.font = font; return ctx.measureText(text).width; });
  const wrapped = (ctx, font, text, room, lines) => remember(wraps, `${font}\n${Math.round(room)}\n${lines}\n${text}`, () => { ctx.font = font; return app.wrap(ctx, text, Math.round(room), lines); });

  const hits = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  app.hits = hits;

  // How wide a label may be: to the next lane, or on to the next lit node when others are dimmed.
  function roomFor(id, at, choice) {
    const left = at.x + app.radius(id) + GAP;
    const own = app.laneRoom(id) * app.zoomed();
    if (!choice.lit) return Math.max(own, 40);
    const end = Math.max(own, app.rightEnd() - left);
    const beside = choice.spots.filter((s) => s.x > at.x + 20 && Math.abs(s.y - at.y) < 36).map((s) => s.x - 16 - left);
    return Math.min(Math.max(own, Math.min(240, end, ...beside)), Math.max(40, Math.min(...beside, end)));
  }

  // The ways to write a label, best first: on as many lines as the rows leave, then shorter.
  function ways(note) {
    const most = Math.min(3, Math.max(1, Math.floor((app.rowHeight() * app.zoomed() - 1) / line())));
    const fewer = Array.from({ length: most }, (_, i) => [most - i, ""]);
    return note ? [[Math.max(1, most - 1), note, most], [1, note, most], [1, note, 2], ...fewer] : fewer;
  }

  function boxOf(ctx, id, at, room, font, [lines, note, most]) {
    const small = app.font({ size: SMALL * grown() });
    const rows = wrapped(ctx, font, app.nodes.get(id).name, room, lines);
    const under = note ? wrapped(ctx, small, note, Math.max(room, 60), Math.max(1, most - rows.length)) : [];
    const wide = [...rows.map((row) => width(ctx, font, row)), ...under.map((row) => width(ctx, small, row))];
    const height = (rows.length + under.length) * line();
    return {
      id, rows, under, font, small, text: rows.join("\n"), note: under.join(" "),
      x: at.x + app.radius(id) + GAP, y: at.y - height / 2, w: Math.max(0, ...wide), h: height,
    };
  }

  function free(box, choice, boxes) {
    const near = (spot) => ({ x: spot.x - 6, y: spot.y - 6, w: 12, h: 12 });
    return !boxes.some((other) => hits(box, other)) && !choice.spots.some((s) => s.id !== box.id && hits(box, near(s)));
  }

  // Chooses the labels: ids in the order of their importance.
  app.labelBoxes = (ctx, ids, choice) => {
    choice.spots = ids.map((id) => ({ id, ...app.screen(id) }));
    const boxes = [];
    for (const id of ids) {
      const at = app.screen(id);
      const strong = choice.strong.has(id);
      const font = app.font({ weight: strong ? 650 : 400, size: (strong ? SIZE + 0.5 : SIZE) * grown() });
      const note = choice.lit && !strong ? choice.note(id) : "";
      const room = roomFor(id, at, choice);
      const box = ways(note).map((way) => boxOf(ctx, id, at, room, font, way)).find((each) => free(each, choice, boxes));
      if (box) boxes.push(box);
    }
    return boxes;
  };

  function text(ctx, font, words, x, y, colour) {
    ctx.font = font;
    ctx.strokeText(words, x, y);
    ctx.fillStyle = app.colour(colour);
    ctx.fillText(words, x, y);
  }

  app.textStyle = (ctx) => {
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.direction = "ltr";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = app.colour("ground");
  };

  app.paintLabel = (ctx, box, plate) => {
    if (plate) {
      ctx.globalAlpha = 0.8;
      ctx.fillStyle = app.colour("ground");
      ctx.fillRect(box.x - 2, box.y, box.w + 4, box.h);
      ctx.globalAlpha = 1;
    }
    app.textStyle(ctx);
    box.rows.forEach((row, i) => text(ctx, box.font, row, box.x, box.y + line() * (i + 0.5), "text"));
    box.under.forEach((row, i) => text(ctx, box.small, row, box.x, box.y + line() * (box.rows.length + i + 0.5), "accent"));
  };

  app.paintText = (ctx, words, x, y, { weight = 400, size = SIZE, colour = "text" } = {}) => {
    app.textStyle(ctx);
    text(ctx, app.font({ weight, size }), words, x, y, colour);
  };
})();
