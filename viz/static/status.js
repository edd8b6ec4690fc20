// Status: from the slide to the drug; the answer lights up its way through the graph.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const FIRST = ["ihc", "ratio", "copies"];
  const COMMON = ["breast", "gastric", "colorectal", "lung", "biliary"];
  const inputs = new Map();

  function control(quantity) {
    const { name, allowed, minimum, maximum, unit } = quantity;
    if (allowed.length) return el("select", {}, el("option", { value: "" }, "not given"), allowed.map((value) => el("option", { value }, value)));
    const range = [minimum && `from ${minimum}`, maximum && `to ${maximum}`, unit === "1" ? "" : unit].filter(Boolean).join(" ");
    return el("input", { type: "text", inputmode: "decimal", placeholder: range || "not given", autocomplete: "off", name });
  }

  function fieldOf(quantity) {
    const made = control(quantity);
    inputs.set(quantity.name, made);
    return app.field(quantity.label.charAt(0).toUpperCase() + quantity.label.slice(1), made);
  }

  function form() {
    if (!app.page.served) return [el("h2", {}, "From slide to drug"), el("p", { class: "soft" }, "The form reads a result by the rules in the graph, and needs the served page: start `her2kg serve`. On the command line `her2kg status` does the same.")];
    const cancer = el("input", { type: "text", list: "status-cancers", autocomplete: "off", placeholder: "breast, gastric, lung…" });
    const variant = el("input", { type: "text", placeholder: "L755S, Y772_A775dup…", autocomplete: "off", spellcheck: "false" });
    const day = el("input", { type: "date" });
    inputs.set("cancer", cancer).set("variant", variant).set("as_of", day);
    const asked = app.page.status;
    const first = FIRST.map((name) => asked.find((quantity) => quantity.name === name)).filter(Boolean);
    const rest = asked.filter((quantity) => !FIRST.includes(quantity.name));
    return el("form", { class: "form", onsubmit: (event) => { event.preventDefault(); submit(); } },
      el("h2", {}, "From slide to drug"),
      el("p", { class: "small" }, el("strong", {}, "It informs and decides for no patient."), " It reads a result by the rules in the graph and says which rule spoke."),
      app.field("Cancer", cancer), el("datalist", { id: "status-cancers" }, COMMON.map((value) => el("option", { value }))),
      el("div", { class: "fields" }, first.map(fieldOf)),
      el("details", { class: "section" }, el("summary", {}, el("h3", {}, "More findings")), el("div", { class: "fields" }, rest.map(fieldOf), app.field("ERBB2 variant", variant), app.field("By the rules of", day))),
      el("div", { class: "actions" }, el("button", { type: "submit", class: "main" }, "Read it"), app.button("Clear", () => { for (const each of inputs.values()) each.value = ""; })));
  }

  const given = () => Object.fromEntries([...inputs].map(([name, each]) => [name, each.value.trim()]).filter(([, value]) => value));
  const submit = () => app.askInPane(() => {
    if (!inputs.get("cancer").value.trim()) throw new Error("Say in which cancer it was measured.");
    return app.askStatus(given());
  });

  app.statusScene = async (asked) => {
    const told = await app.store.status(asked);
    for (const { id, name } of told.given) {
      app.nodes.set(id, { id, name, kind: "", kind_label: "Measured", group: "test", hollow: true, definition: "", degree: 0 });
      app.around.set(id, []);
    }
    for (const [from, to, why] of told.meets) {
      const id = `${from} meets ${to}`;
      app.edges.delete(id);
      app.learnEdge({ id, from, to, predicate: "meets", polarity: "supports", label: "leads to", given: true, why, claims: 0, against: 0, records: 0, origins: [], level: "", since: "", until: "", weight: 1 });
    }
    const lanes = told.lanes.filter((lane) => lane.ids.length).map((lane) => ({ ...lane, key: lane.title }));
    const lane = new Map(lanes.flatMap(({ ids }, i) => ids.map((id) => [id, i])));
    const next = (edge) => edge.given || Math.abs(lane.get(edge.from) - lane.get(edge.to)) === 1;
    const litEdges = new Set(told.way.flatMap((id) => (app.around.get(id) || []).filter(next)).map((edge) => edge.id));
    return app.begin({ kind: "status", given: asked }, app.arrange(lanes, null), { told, lit: new Set(told.way), litEdges });
  };

  app.askStatus = async (asked) => app.step(await app.statusScene(asked), { view: "status" });

  function follow(root) {
    if (root.kind !== "status") return;
    for (const [name, each] of inputs) each.value = root.given[name] || "";
  }

  const rule = (each) => el("li", {}, el("b", {}, each.rule), `: ${each.reads} → ${each.result}`, el("div", { class: "small soft" }, [each.guideline, each.version].filter(Boolean).join(", "), each.verification === "verified" ? "" : " · ", each.verification === "verified" ? "" : app.badge(each.verification, "warn"), each.sources.length ? " · " : "", each.sources.flatMap((source, i) => [i ? "; " : "", app.anchor(source.title, source.url || "")])));

  function drug(each) {
    const parts = [each.combination && `combination: ${each.combination}`, each.line, each.population, each.asks_for && `asks for ${each.asks_for}`, ...each.also_asks_for.map((other) => `and for ${other}`), each.superseded_by && `replaced by ${each.superseded_by}`].filter(Boolean);
    return el("li", {}, el("b", {}, each.drug), ` · ${each.regulator || ""} ${each.date || "undated"}`, each.verification === "verified" ? "" : [" ", app.badge(each.verification, "warn")], el("div", { class: "small" }, parts.join("; ")), el("div", { class: "small soft" }, each.sources.flatMap((source, i) => [i ? "; " : "", app.anchor(source.title, source.url || "")])));
  }

  const part = (title, items) => (items.length ? [el("h3", {}, title), el("ul", { class: "plain told" }, items)] : []);

  function answer({ root, told }) {
    if (root.kind !== "status") return idle();
    const found = told.answer;
    const head = found.status || found.result || "not decided";
    return [
      el("div", { class: "verdict" },
        el("p", { class: "small soft" }, `${found.cancer}, by the rules in force on ${found.as_of}`),
        el("p", { class: "big" }, head),
        app.badges([[found.final ? "final" : "not final", found.final ? "good" : "warn"], ...(found.score ? [[`IHC ${found.score}`, ""]] : []), ...(found.ish_group ? [[`ISH group ${found.ish_group}`, ""]] : []), ...(found.category ? [[found.category, ""]] : [])]),
        found.next_action ? el("p", {}, el("b", {}, "Next: "), found.next_action) : null),
      ...part("How it is read", found.steps.flatMap((step) => step.rules.map(rule))),
      ...part("These contradict each other", found.contradiction ? found.contradiction.rules.map(rule) : []),
      ...part("Therapeutic category", found.category_rule ? [rule(found.category_rule)] : []),
      ...part("What labels and trials ask for", found.criteria.map((each) => el("li", {}, app.badge(each.met === null ? "open" : each.met ? "met" : "not met", each.met ? "good" : ""), ` ${each.status.join(", ")}`, el("div", { class: "small soft" }, `${each.rule}: ${each.reads}`)))),
      ...part(`Indications that this opens: ${found.indications.length || "none on record"}`, found.indications.length ? found.indications.map(drug) : [el("li", { class: "soft" }, "The graph names no indication that this result alone opens.")]),
      ...part("Notes", found.notes.map((note) => el("li", {}, note))),
      el("p", { class: "small" }, el("strong", {}, found.notice)),
      el("div", { class: "actions" }, app.button("Copy as text", () => app.copy(told.text, "answer"))),
    ];
  }

  const idle = () => (app.page.served ? [el("p", { class: "soft" }, "Give the cancer and what was measured, for instance breast, IHC 2+, ratio 1.6, copies 6.8.")] : []);
  app.panes.set("status", { form, follow, answer, idle });
})();
