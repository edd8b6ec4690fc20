// The keyboard: everything that the pointer does.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const canvas = document.getElementById("canvas");
  const dialog = document.getElementById("dialog");

  const HELP = [
    ["/", "search"], ["1 to 6", "change the view"], ["arrow keys", "go from thing to thing in the picture"],
    ["Enter", "read the details"], ["Space", "add to the selection, or take from it"], ["Escape", "let go of the selection"],
    ["E", "expand: add neighbours"], ["C", "collapse"], ["H", "hide"], ["P", "pin or unpin"], ["F", "put in the middle"],
    ["Z or Ctrl+Z", "undo"], ["Y or Ctrl+Y", "redo"], ["+ − 0", "zoom in, out, fit"], ["?", "this help"],
  ];

  app.help = () => {
    dialog.replaceChildren(
      el("h2", { id: "dialog-title" }, "Help"),
      app.page.about ? el("p", {}, app.page.about) : null,
      el("p", {}, "Click a thing or a link to read what is known of it and where that stands. Double-click adds its neighbours. Drag a thing to pin it elsewhere; drag the ground to move the picture. Ctrl or Shift and click selects several."),
      el("p", {}, "Shapes and colours tell types; hollow ones are wider notions or records. A dashed line was only read by machine, a dotted one is denied by its sources."),
      el("table", { class: "counts" }, el("caption", {}, "Keys"), el("tbody", {}, HELP.map(([key, text]) => el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, key)), el("td", {}, text))))),
      el("p", {}, el("strong", {}, "Information, not medical advice."), " Every fact shows its source; check it there."),
      el("div", { class: "actions" }, app.button("Close", () => dialog.close())),
    );
    dialog.showModal();
  };

  const nearest = (ids, at, y) => ids.reduce((a, b) => (Math.abs(at(b).y - y) < Math.abs(at(a).y - y) ? b : a));

  // The thing that an arrow key leads to, from the last selected one or from the middle.
  function neighbour(key) {
    const places = app.places();
    const shown = app.shown();
    const last = app.selected.nodes[app.selected.nodes.length - 1];
    const from = last && places.has(last) ? last : app.scene.focus && app.shows(app.scene.focus) ? app.scene.focus : shown[0];
    if (!last || !from) return from;
    const at = (id) => places.get(id);
    const here = at(from);
    const down = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (down) {
      const lane = shown.filter((id) => Math.abs(at(id).x - here.x) < 1 && (at(id).y - here.y) * down > 0);
      return lane.length ? nearest(lane, at, here.y) : from;
    }
    const right = key === "ArrowRight" ? 1 : -1;
    const beside = shown.filter((id) => (at(id).x - here.x) * right > 1);
    if (!beside.length) return from;
    const gap = Math.min(...beside.map((id) => Math.abs(at(id).x - here.x)));
    return nearest(beside.filter((id) => Math.abs(at(id).x - here.x) < gap + 1), at, here.y);
  }

  function onMap(key) {
    const ids = app.map.nodes();
    const last = app.selected.nodes[0];
    const start = last && app.map.place(last);
    if (!start) return ids[0];
    const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
    let best = last;
    let least = Infinity;
    for (const id of ids) {
      const { x, y } = app.map.place(id);
      const [ahead, aside] = [(x - start.x) * dx + (y - start.y) * dy, Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx)];
      if (ahead > 1 && ahead + 2 * aside < least) { least = ahead + 2 * aside; best = id; }
    }
    return best;
  }

  let walking = null;
  function move(event) {
    const id = app.view === "map" ? onMap(event.key) : app.scene && neighbour(event.key);
    if (!id) return;
    if (event.shiftKey && app.view !== "map") { walking = id; app.select([...app.selected.nodes.filter((each) => each !== id), id]); return; }
    walking = id;
    app.select([id]);
    if (app.view === "map") app.picture.centre(id);
  }

  const IN_PICTURE = {
    Enter: () => document.getElementById("details").focus(),
    " ": () => { const id = walking || (app.scene && app.scene.focus); if (id) app.select([id], { add: true }); },
    "+": () => app.picture.zoom(1.3), "=": () => app.picture.zoom(1.3), "-": () => app.picture.zoom(1 / 1.3), 0: () => app.picture.fit(),
  };

  const selected = () => (app.view === "map" ? [] : app.selected.nodes.filter((id) => app.scene && app.scene.at.has(id)));
  const ON_SELECTION = {
    e: (ids) => app.tryTo(() => app.expand(ids)),
    c: (ids) => app.collapse(ids),
    h: (ids) => app.hide(ids),
    p: (ids) => ids.forEach((id) => (app.scene.pins.has(id) ? app.unpin(id) : app.pinHere(id))),
  };

  function everywhere(event) {
    const key = event.key.toLowerCase();
    const command = event.ctrlKey || event.metaKey;
    if (command && key === "z") { if (event.shiftKey) app.redo(); else app.undo(); return true; }
    if (command && key === "y") { app.redo(); return true; }
    if (command || event.altKey) return false;
    if (key === "z") { app.undo(); return true; }
    if (key === "y") { app.redo(); return true; }
    if (key === "/") { app.searchField.input.focus(); return true; }
    if (key === "?") { app.help(); return true; }
    if (key === "f" && app.selected.nodes.length === 1) { app.tryTo(() => app.show(app.selected.nodes[0])); return true; }
    if (/^[1-6]$/.test(key)) { app.go(app.views[Number(key) - 1]); return true; }
    if (key === "escape" && app.hasSelection()) { app.select([]); if (app.phone.matches) document.getElementById("list").focus(); return true; }
    if (ON_SELECTION[key] && selected().length) { ON_SELECTION[key](selected()); return true; }
    return false;
  }

  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow")) move(event);
    else if (IN_PICTURE[event.key]) IN_PICTURE[event.key]();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  document.addEventListener("keydown", (event) => {
    const { tagName, type } = document.activeElement;
    const typing = tagName === "TEXTAREA" || tagName === "SELECT" || (tagName === "INPUT" && type !== "checkbox");
    if (dialog.open || typing) return;
    if (everywhere(event)) event.preventDefault();
  });
})();
