// Where things stand on the screen: the columns stretched to the stage, and the way back.
"use strict";
(() => {
  const app = window.her2kg;
  const HEAD = 40;
  const FOOT = 46;
  const EDGE = 18;
  const BEFORE = 9;
  const AFTER = 11;
  const LEAST = 54;
  const ROWS = [0.66, 1.6];
  const WIDEST = 1.5;

  const clamp = (value, [low, high]) => Math.min(high, Math.max(low, value));
  const rows = [...app.nodes.values()].map((node) => node.row);
  const top = Math.min(...rows);
  const bottom = Math.max(...rows);
  const height = bottom - top + app.page.row;

  // Words that a column must have room for: common ones, and short names that end in a number.
  function whole(name) {
    const words = name.split(" ").filter((word) => word.length <= 12 || app.identifier(word));
    return name.length <= 16 && /\d/.test(name) ? [...words, name] : words;
  }

  // What a column needs: room for such words, better for nearly all of its labels.
  function needs(ctx) {
    const wide = (text) => ctx.measureText(text).width + 2;
    return app.page.columns.map((column) => {
      const bold = column.group === app.nodes.get(app.page.focus).group ? app.plain(app.nodes.get(app.page.focus).name) : "";
      const names = [...app.nodes.values()].filter((n) => n.group === column.group).map((n) => app.plain(n.name));
      const title = wide(app.group(column.group).title) - 6;
      const least = Math.max(LEAST, title, ...names.flatMap(whole).map(wide), ...whole(bold).map((word) => 1.15 * wide(word)));
      return { group: column.group, least, full: Math.max(least, column.room * 0.92) };
    });
  }

  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

  // Shares the width out among the columns: all get the least, then what there is of the rest.
  function rooms(ctx, free) {
    const asked = needs(ctx);
    const gaps = asked.length * (BEFORE + app.page.gap + AFTER);
    const least = sum(asked.map((a) => a.least));
    const full = sum(asked.map((a) => a.full));
    const left = free - gaps;
    if (left < full) {
      const part = full > least ? Math.max(0, (left - least) / (full - least)) : 0;
      return asked.map((a) => ({ group: a.group, room: a.least + part * (a.full - a.least) }));
    }
    const grow = Math.min(left / full, WIDEST);
    return asked.map((a) => ({ group: a.group, room: a.full * grow }));
  }

  // The rows and columns of the layout, fitted so that the picture fills the stage at a zoom of 1.
  app.fitted = (stage) => {
    const free = { x: stage.clientWidth - 2 * EDGE, y: stage.clientHeight - HEAD - FOOT };
    const ctx = document.createElement("canvas").getContext("2d");
    ctx.font = app.font();
    let x = 0;
    const columns = new Map();
    for (const { group, room } of rooms(ctx, free.x)) {
      columns.set(group, { x: x + BEFORE, room });
      x += BEFORE + app.page.gap + room + AFTER;
    }
    const width = x - AFTER;
    const narrow = Math.min(1, free.x / width);
    const step = clamp(free.y / height / narrow, ROWS);
    const scale = Math.min(narrow, free.y / (height * step));
    return {
      columns, scale, row: app.page.row * step,
      position: { x: width / 2, y: ((top + bottom) / 2) * step - (HEAD - FOOT) / 2 / scale },
      places: new Map([...app.nodes.values()].map((n) => [n.id, { x: columns.get(n.group).x, y: n.row * step }])),
    };
  };

  // Edges inside a column bow to the left; this is how much, as vis-network counts roundness.
  app.bow = (from, to) => {
    const length = Math.abs(from.y - to.y);
    const roundness = Math.min(0.24, 44 / (0.785 * Math.max(length, 1)));
    return { enabled: true, type: from.y < to.y ? "curvedCCW" : "curvedCW", roundness };
  };

  // The control point of such an edge, by vis-network's own formula.
  app.via = (from, to, smooth) => {
    const turn = smooth.type === "curvedCW" ? smooth.roundness : -smooth.roundness;
    const across = to.x - from.x;
    const up = from.y - to.y;
    const reach = (smooth.roundness / 2 + 0.5) * Math.hypot(across, up);
    const angle = Math.atan2(up, across) + (turn / 2 + 0.5) * Math.PI;
    return { x: from.x + reach * Math.sin(angle), y: from.y + reach * Math.cos(angle) };
  };

  app.head = HEAD;
})();
