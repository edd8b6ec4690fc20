// The outlines of the node shapes, in the proportions that vis-network draws them.
"use strict";
(() => {
  const app = window.her2kg;

  const around = (count, radius, start = 0) =>
    Array.from({ length: count }, (_, i) => {
      const angle = start + (2 * Math.PI * i) / count;
      return [radius(i) * Math.cos(angle), radius(i) * Math.sin(angle)];
    });

  function triangle(r, sign) {
    const side = r * 1.15;
    const inner = (Math.sqrt(3) / 3) * side;
    const height = Math.sqrt(3) * side;
    const shift = 0.275 * side;
    return [[0, -(height - inner)], [side, inner], [-side, inner]].map(([x, y]) => [x, sign * (y + shift)]);
  }

  const OUTLINES = {
    dot: (r) => around(40, () => r),
    square: (r) => [[-r, -r], [r, -r], [r, r], [-r, r]],
    diamond: (r) => [[0, r], [r, 0], [0, -r], [-r, 0]],
    hexagon: (r) => around(6, () => r),
    triangle: (r) => triangle(r, 1),
    triangleDown: (r) => triangle(r, -1),
    star: (r) => around(10, (i) => (i % 2 ? 0.5 : 1.3) * 0.82 * r, -Math.PI / 2).map(([x, y]) => [x, y + 0.082 * r]),
  };

  app.outline = (shape, r) => OUTLINES[shape](r);

  const unit = {};

  // Adds an outline to the path; small round ones as arcs, which are cheaper.
  app.outlinePath = (ctx, shape, x, y, r) => {
    if (shape === "dot") {
      ctx.moveTo(x + r, y);
      ctx.arc(x, y, r, 0, 2 * Math.PI);
      return;
    }
    if (!unit[shape]) unit[shape] = OUTLINES[shape](1);
    const points = unit[shape];
    ctx.moveTo(x + r * points[0][0], y + r * points[0][1]);
    for (let i = 1; i < points.length; i += 1) ctx.lineTo(x + r * points[i][0], y + r * points[i][1]);
    ctx.closePath();
  };

  app.trace = (ctx, shape, x, y, r) => {
    ctx.beginPath();
    app.outlinePath(ctx, shape, x, y, r);
  };
})();
