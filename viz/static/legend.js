// The legend shows and hides types; the filters narrow by source, level, checks and day.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const box = document.getElementById("legend");
  let made = null;

  function toggle(name) {
    const { groups } = app.filters;
    app.setFilters({ groups: groups.includes(name) ? groups.filter((each) => each !== name) : [...groups, name].sort() });
  }

  function count(name) {
    if (app.view === "map") return Object.values(app.page.kinds).filter((kind) => kind.group === name && !kind.record).reduce((sum, kind) => sum + kind.count, 0);
    return app.scene ? [...app.scene.at.keys()].filter((id) => app.nodes.get(id).group === name && !app.scene.hidden.has(id)).length : 0;
  }

  function chip(group) {
    const number = count(group.name);
    if (!number) return null;
    const shown = !app.filters.groups.includes(group.name);
    return el("button", { type: "button", "aria-pressed": String(shown), "data-group": group.name, title: shown ? `Hide: ${group.title}` : `Show: ${group.title}`, onclick: () => { toggle(group.name); const again = box.querySelector(`[data-group="${group.name}"]`); if (again) again.focus(); } },
      app.icon(group), group.title, el("span", { class: "count" }, String(number)));
  }

  const check = (label, checked, action) => {
    const control = el("input", { type: "checkbox", checked });
    control.checked = checked;
    control.addEventListener("change", () => action(control.checked));
    return el("label", { class: "check" }, control, label);
  };

  function controls() {
    const level = el("select", { id: "filter-level" }, el("option", { value: "" }, "any, or none stated"), app.page.levels.map((each) => el("option", { value: each }, `${each} or better`)));
    const day = el("input", { type: "date", id: "filter-day" });
    level.value = app.filters.level;
    day.value = app.filters.day;
    level.addEventListener("change", () => app.setFilters({ level: level.value }));
    day.addEventListener("change", () => app.setFilters({ day: day.value }));
    return [
      el("fieldset", {}, el("legend", {}, "Sources"), app.page.origins.map(({ name, title }) => check(title, !app.filters.origins.includes(name), (on) => app.setFilters({ origins: on ? app.filters.origins.filter((each) => each !== name) : [...app.filters.origins, name].sort() })))),
      el("div", { class: "field" }, el("label", { for: "filter-level" }, "Evidence level"), level),
      check("Only what was verified", app.filters.checked, (on) => app.setFilters({ checked: on })),
      el("div", { class: "field" }, el("label", { for: "filter-day" }, "Valid on"), day, el("p", { class: "help" }, "What has no date stays.")),
      app.button("Show everything", () => app.clearFilters()),
    ];
  }

  const active = () => Number(app.filters.origins.length > 0) + Number(Boolean(app.filters.level)) + Number(app.filters.checked) + Number(Boolean(app.filters.day));

  const line = (dashes) => app.svg(26, 4, { d: "M0 2h26", "stroke-dasharray": dashes });

  app.legend = () => {
    if (!made) {
      const head = el("summary", { class: "action" });
      const body = el("div", { class: "sheet" });
      made = { menu: el("details", { class: "menu" }, head, body), head, body };
    }
    const number = active();
    made.head.textContent = number ? `Filters · ${number}` : "Filters";
    const focused = document.activeElement && made.body.contains(document.activeElement) ? document.activeElement.id : "";
    made.body.replaceChildren(...controls());
    if (focused) { const again = document.getElementById(focused); if (again) again.focus(); }
    const edges = app.view === "map" || !app.scene ? [] : app.shownEdges();
    const keys = [["5 3", "machine-read", (e) => e.read_only], ["2 3", "denied", (e) => e.polarity !== "supports"]]
      .filter(([, , test]) => edges.some(test)).map(([dash, text]) => el("span", { class: "key" }, line(dash), text));
    box.replaceChildren(...[...app.page.groups.map(chip), made.menu].filter(Boolean));
    document.getElementById("linekeys").replaceChildren(...keys);
  };
})();
