// Questions: one of the catalogue or any SPARQL, answered as a table and as a picture.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const FIRST = 60;
  const HIDDEN = new Set(["row", "url"]);
  let picker = null;
  let fields = null;
  let sparql = null;
  let about = null;
  let inputs = new Map();

  const find = (name) => app.page.questions.find((each) => each.name === name);

  function options() {
    const everyone = [...new Set(app.page.questions.flatMap((each) => each.audience))].sort();
    return everyone.map((audience) => el("optgroup", { label: `For: ${audience}` }, app.page.questions.filter((each) => each.audience[0] === audience).map((each) => el("option", { value: each.name }, each.title))));
  }

  function chosen() {
    const asked = find(picker.value);
    inputs = new Map();
    about.textContent = asked ? asked.description : "";
    fields.replaceChildren(...(asked ? asked.parameters : []).map((parameter) => {
      const control = el("input", { type: "text", placeholder: parameter.default || "any", autocomplete: "off", spellcheck: "false" });
      inputs.set(parameter.name, control);
      return app.field(`${parameter.name.replace(/_/g, " ")} (${parameter.kind})`, control, parameter.help);
    }));
  }

  function form() {
    picker = el("select", {}, el("option", { value: "" }, "Choose a question…"), options());
    picker.addEventListener("change", () => { chosen(); if (picker.value) submit(); });
    fields = el("div", { class: "fields" });
    about = el("p", { class: "small soft" });
    const catalogue = el("form", { class: "form", onsubmit: (event) => { event.preventDefault(); submit(); } },
      el("h2", {}, app.page.served ? "Ask the graph" : "Questions answered in this file"),
      app.field("Question of the catalogue", picker), about, fields,
      el("div", { class: "actions" }, el("button", { type: "submit", class: "main" }, "Ask")));
    if (!app.page.served) return [catalogue, el("p", { class: "small soft" }, "Other questions and free SPARQL need the served page: start `her2kg serve`.")];
    sparql = el("textarea", { rows: "7", spellcheck: "false" });
    sparql.value = "SELECT ?drug ?cancer WHERE { ?drug her2:indicatedFor ?cancer }";
    const free = el("form", { class: "form", onsubmit: (event) => { event.preventDefault(); app.askInPane(() => app.askSparql(sparql.value)); } },
      app.field("SPARQL", sparql, "Prefixes such as her2:, drug: and cancer: are known."),
      el("div", { class: "actions" }, el("button", { type: "submit", class: "main" }, "Run")));
    return [catalogue, el("details", { class: "section free" }, el("summary", {}, el("h3", {}, "Ask in SPARQL")), free)];
  }

  const given = () => Object.fromEntries([...inputs].map(([name, control]) => [name, control.value.trim()]).filter(([, value]) => value));
  const submit = () => app.askInPane(() => {
    if (!picker.value) throw new Error("Choose a question first.");
    return app.askQuestion(picker.value, given());
  });

  app.questionScene = async (name, asked) => {
    const told = await app.store.question(name, asked);
    return scene({ kind: "question", name, given: asked }, told);
  };
  app.sparqlScene = async (query) => scene({ kind: "sparql", query }, await app.store.sparql(query));

  const scene = (root, told) => app.begin(root, app.arrange(app.lanesByGroup(told.ids), null), { told, left: told.left });

  app.askQuestion = async (name, asked) => app.step(await app.questionScene(name, asked), { view: "question" });
  app.askSparql = async (query) => app.step(await app.sparqlScene(query), { view: "question" });

  function follow(root) {
    if (root.kind === "question" && (picker.value !== root.name || inputs.size === 0)) { picker.value = root.name; chosen(); }
    if (root.kind === "question") for (const [name, control] of inputs) control.value = root.given[name] || "";
    if (root.kind === "sparql" && sparql) sparql.value = root.query;
  }

  function cell(value) {
    if (Array.isArray(value)) return el("button", { type: "button", class: "link", onclick: () => app.tryTo(() => pick(value[1])) }, value[0]);
    return app.anchor(value, value);
  }

  const pick = async (id) => {
    if (!app.nodes.has(id)) await app.store.scene([id]);
    if (app.nodes.has(id)) app.pick(id);
    else throw new Error("This thing is not in this file.");
  };

  function table({ columns, rows, rows_left: left }) {
    const shown = columns.map((name, i) => [name, i]).filter(([name]) => !HIDDEN.has(name) || columns.length < 3);
    const urls = columns.indexOf("url");
    const made = (row) => el("tr", {}, shown.map(([name, i]) => el("td", {}, name === "source" && urls >= 0 && typeof row[urls] === "string" && row[urls] && !row[urls].includes(" ") ? app.anchor(row[i], row[urls]) : cell(row[i]))));
    const body = el("tbody", {}, rows.slice(0, FIRST).map(made));
    const more = rows.length > FIRST ? app.button(`Show ${rows.length - FIRST} more rows`, (event) => { body.append(...rows.slice(FIRST).map(made)); event.target.remove(); }) : null;
    return [
      el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Answer as a table" }, el("table", {}, el("thead", {}, el("tr", {}, shown.map(([name]) => el("th", { scope: "col" }, name.replace(/_/g, " "))))), body)),
      more, left ? el("p", { class: "soft small" }, `${left} more rows: ask over SPARQL.`) : null,
    ];
  }

  function answer({ root, told }) {
    if (!told) return idle();
    const title = root.kind === "question" ? told.title : "Answer";
    return [
      el("h3", {}, title, el("span", { class: "count" }, app.plural(told.rows.length + told.rows_left, "row"))),
      told.rows.length ? table(told) : el("p", {}, "The graph holds no answer. That it knows nothing of it does not mean that it is not so."),
      told.rows.length ? el("div", { class: "actions" }, app.button("Save the table as CSV", () => app.save(`${root.name || "answer"}.csv`, "text/csv", app.csvOf([told.columns, ...told.rows.map((row) => row.map((value) => (Array.isArray(value) ? value[0] : value)))])))) : null,
      told.ids.length ? null : el("p", { class: "soft small" }, "This answer names nothing that can be drawn."),
    ];
  }

  const idle = () => [el("p", { class: "soft" }, `${app.plural(app.page.questions.length, "question")}${app.page.served ? " of the catalogue" : ""}: choose one.`)];
  app.panes.set("question", { form, follow, answer, idle });
})();
