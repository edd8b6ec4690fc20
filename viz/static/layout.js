// Rows and columns: which node stands in which row, so that few links cross and nothing overlaps.
"use strict";
(() => {
  const app = window.her2kg;
  const SWEEPS = 12;

  const byName = (a, b) => {
    const [one, other] = [app.nodes.get(a).name, app.nodes.get(b).name];
    return one < other ? -1 : one > other ? 1 : a < b ? -1 : 1;
  };

  const heightsOf = (lanes) => new Map(lanes.flatMap(({ ids }) => ids.map((id, row) => [id, row - (ids.length - 1) / 2])));

  // How far links rise and fall in all: the shorter, the fewer cross.
  function length(lanes, near) {
    const heights = heightsOf(lanes);
    let total = 0;
    for (const [id, others] of near) for (const other of others) total += Math.abs(heights.get(id) - heights.get(other));
    return Math.round(total * 1e6);
  }

  function middled(ids, focus) {
    if (!ids.includes(focus)) return ids;
    const others = ids.filter((id) => id !== focus);
    const half = Math.floor(others.length / 2);
    return [...others.slice(0, half), focus, ...others.slice(half)];
  }

  function sorted(ids, near, heights) {
    const centre = new Map(ids.map((id) => {
      const around = near.get(id);
      const total = around.reduce((sum, other) => sum + heights.get(other), 0);
      return [id, Math.round((around.length ? total / around.length : heights.get(id)) * 1e6)];
    }));
    return [...ids].sort((a, b) => centre.get(a) - centre.get(b) || byName(a, b));
  }

  // Orders each lane by the barycentre of its neighbours (Sugiyama, Tagawa and Toda 1981);
  // the node in focus takes the middle row of its lane.
  app.arrange = (lanes, focus) => {
    const shown = new Set(lanes.flatMap(({ ids }) => ids));
    const near = new Map([...shown].map((id) => {
      const others = app.around.get(id).map((edge) => app.other(edge, id)).filter((other) => shown.has(other));
      return [id, [...new Set(others)].sort()];
    }));
    let current = lanes.map((lane) => ({ ...lane, ids: middled([...lane.ids].sort(byName), focus) }));
    let best = current;
    let fewest = length(current, near);
    for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
      const heights = heightsOf(current);
      const next = [...current];
      const order = next.map((_, i) => i);
      for (const i of sweep % 2 ? order.reverse() : order) {
        const ids = middled(sorted(next[i].ids, near, heights), focus);
        next[i] = { ...next[i], ids };
        for (const [id, height] of heightsOf([next[i]])) heights.set(id, height);
      }
      current = next;
      const total = length(current, near);
      if (total < fewest) { best = current; fewest = total; }
    }
    return best;
  };

  // One lane a type, in the order of the legend.
  app.lanesByGroup = (ids) => app.page.groups
    .map((group) => ({ key: group.name, title: group.title, ids: ids.filter((id) => app.nodes.get(id).group === group.name) }))
    .filter((lane) => lane.ids.length);
})();
