// The commands of the page: views, undo, export, link, colours, help.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const VIEWS = [["focus", "Focus"], ["map", "Map"], ["list", "List"], ["path", "Path"], ["question", "Questions"], ["status", "Status"]];
  const THEMES = ["light", "dark"];
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  let undo = null;
  let redo = null;
  let reveal = null;
  let theme = null;
  let menu = null;

  const isDark = () => (document.documentElement.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";

  function turned() {
    theme.textContent = isDark() ? "Light" : "Dark";
    theme.setAttribute("aria-label", isDark() ? "Light colours" : "Dark colours");
    app.picture.forget();
  }

  function recolour() {
    const wanted = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = wanted;
    try { localStorage.setItem("her2kg-theme", wanted); } catch { /* a page without storage forgets it */ }
    turned();
  }

  function exports() {
    const items = app.exports.map(([text, action]) => el("button", { type: "button", onclick: () => { menu.open = false; app.tryTo(action); } }, text));
    menu = el("details", { class: "menu" }, el("summary", { class: "action" }, "Export"), el("div", { class: "sheet right" }, items));
    return menu;
  }

  app.makeCommands = () => {
    document.getElementById("views").replaceChildren(...VIEWS.map(([view, title], i) => el("button", { type: "button", "data-view": view, title: `${title} (${i + 1})`, onclick: () => app.go(view) }, title)));
    undo = app.button("Undo", () => app.undo(), { title: "Undo (Z)" });
    redo = app.button("Redo", () => app.redo(), { title: "Redo (Y)" });
    reveal = app.button("Show hidden", () => app.reveal());
    theme = app.button("", recolour);
    document.getElementById("commands").replaceChildren(reveal, undo, redo, exports(), app.button("Copy link", () => app.copy(app.link(), "link")), theme, app.button("?", () => app.help(), { "aria-label": "Help and keys" }));
    let kept = "";
    try { kept = localStorage.getItem("her2kg-theme"); } catch { /* likewise */ }
    if (THEMES.includes(kept)) document.documentElement.dataset.theme = kept;
    dark.addEventListener("change", turned);
    turned();
    // A menu closes when one looks elsewhere.
    document.addEventListener("click", (event) => { for (const each of document.querySelectorAll("details.menu[open]")) if (!each.contains(event.target) && event.target.isConnected) each.open = false; });
  };

  app.markCommands = () => {
    for (const each of document.querySelectorAll("#views button")) {
      if (each.dataset.view === app.view) each.setAttribute("aria-current", "page");
      else each.removeAttribute("aria-current");
    }
    undo.disabled = !app.canUndo();
    redo.disabled = !app.canRedo();
    const number = app.scene && app.view !== "map" ? app.scene.hidden.size : 0;
    reveal.hidden = !number;
    reveal.textContent = `Show ${number} hidden`;
  };
  app.views = VIEWS.map(([view]) => view);
})();
