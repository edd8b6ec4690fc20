// Paths: how two things are connected, in a picture and in sentences with their sources.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const ends = { start: "", end: "", avoid: [] };
  let from = null;
  let to = null;
  let round = null;
  let avoided = null;

  function end(which, label) {
    const field = new app.Combobox({ label, placeholder: "a drug, cancer, variant, test, trial…", keep: true, onPick: (node) => { ends[which] = node.id; if (ends.start && ends.end) submit(); }, onText: () => { ends[which] = ""; } });
    field.input.id = `path-${which}`;
    return field;
  }

  function form() {
    from = end("start", "From");
    to = end("end", "To");
    round = new app.Combobox({ label: "Go round", placeholder: "a thing to avoid", onPick: (node) => { if (!ends.avoid.includes(node.id)) ends.avoid = [...ends.avoid, node.id]; submit(); } });
    round.input.id = "path-round";
    avoided = el("ul", { class: "row" });
    const labelled = (label, field) => el("div", { class: "field" }, el("label", { for: field.input.id }, label), field.element);
    return el("form", { class: "form", onsubmit: (event) => { event.preventDefault(); submit(); } },
      el("h2", {}, "How are two things connected?"),
      labelled("From", from), labelled("To", to), labelled("Go round (if you like)", round), avoided,
      el("div", { class: "actions" }, el("button", { type: "submit", class: "main" }, "Find paths"), app.button("Swap", () => { [ends.start, ends.end] = [ends.end, ends.start]; [from.value, to.value] = [to.value, from.value]; if (ends.start && ends.end) submit(); })));
  }

  async function chosen(which, field) {
    if (ends[which]) return ends[which];
    const hits = await app.store.search(field.value);
    if (!hits.nodes.length) throw new Error(field.value.trim() ? `Nothing has the name “${field.value.trim()}”.` : "Say from where and to where.");
    ends[which] = hits.nodes[0].id;
    return ends[which];
  }

  const submit = () => app.askInPane(async () => {
    const start = await chosen("start", from);
    const goal = await chosen("end", to);
    await app.findPath(start, goal, ends.avoid);
  });

  function lanes(ways) {
    const step = new Map();
    for (const { nodes } of ways) nodes.forEach((id, i) => step.set(id, Math.max(step.get(id) || 0, i)));
    const last = Math.max(...ways.map(({ nodes }) => nodes.length - 1));
    step.set(ways[0].nodes[ways[0].nodes.length - 1], last);
    const title = (i) => (i === 0 ? "From" : i === last ? "To" : `Step ${i}`);
    return Array.from({ length: last + 1 }, (_, i) => ({ key: `step ${i}`, title: title(i), ids: [...step].filter(([, each]) => each === i).map(([id]) => id) })).filter((lane) => lane.ids.length);
  }

  app.findPath = async (start, goal, avoid, { ops = [] } = {}) => {
    const scene = await app.pathScene(start, goal, avoid);
    app.step(await app.replay(scene, ops), { view: "path" });
  };

  app.pathScene = async (start, goal, avoid) => {
    const told = await app.store.path(start, goal, avoid);
    const root = { kind: "path", start, end: goal, avoid };
    const nodes = told.ways.flatMap((way) => way.nodes);
    const links = new Set(told.ways.flatMap((way) => way.links.map(([first]) => first)));
    if (!nodes.length) await app.store.scene([start, goal]);
    if (!nodes.length) return app.begin(root, [{ key: "ends", title: "Not connected", ids: [...new Set([start, goal])] }], { ways: [] });
    return app.begin(root, app.arrange(lanes(told.ways), start), { ways: told.ways, lit: new Set(nodes), litEdges: links });
  };

  app.pathFrom = (id) => {
    app.tryTo(async () => {
      app.go("path");
      ends.start = id;
      from.value = app.nodes.get(id).name;
      ends.end = "";
      to.value = "";
      to.input.focus();
    });
  };

  function follow(root) {
    if (root.kind !== "path") return;
    Object.assign(ends, { start: root.start, end: root.end, avoid: [...root.avoid] });
    from.value = app.nodes.get(root.start).name;
    to.value = app.nodes.get(root.end).name;
    avoided.replaceChildren(...root.avoid.filter((id) => app.nodes.has(id)).map((id) => el("li", {}, el("button", { type: "button", class: "chip", "aria-label": `Stop going round ${app.nodes.get(id).name}`, onclick: () => { ends.avoid = ends.avoid.filter((each) => each !== id); submit(); } }, `round ${app.nodes.get(id).name} ×`))));
  }

  const thing = (id) => el("button", { type: "button", class: "link", onclick: () => app.pick(id) }, app.nodes.get(id).name);

  function sentence(links) {
    const [first, ...others] = links;
    const edge = app.edges.get(first);
    const box = el("div", { class: "sources small" });
    const more = others.length ? [" (also: ", ...others.slice(0, 3).flatMap((id, i) => [i ? "; " : "", el("button", { type: "button", class: "link", onclick: () => app.selectEdge(id) }, app.edges.get(id).label)]), others.length > 3 ? `; ${others.length - 3} more` : "", ")"] : [];
    app.tryTo(async () => {
      const told = await app.store.link(first);
      const sources = app.sourcesOf(told.claims).slice(0, 2);
      box.replaceChildren(...(sources.length ? sources.flatMap((each, i) => [i ? "; " : "", app.anchor(each.title || each.identifier, each.url)]) : [told.why || "Its claims are not in this file."]));
    });
    return el("li", {}, thing(edge.from), " ", el("button", { type: "button", class: "link", onclick: () => app.selectEdge(first) }, edge.label), " ", thing(edge.to), ".", more, app.badges(app.edgeWords(edge)), box);
  }

  function told(way, i) {
    const inner = way.nodes.slice(1, -1);
    const title = way.round ? `A way round ${app.nodes.get(way.round).name}` : i ? `Way ${i + 1}` : "The shortest way";
    const steps = way.nodes.length - 1;
    return el("section", { class: "way" },
      el("h3", {}, title, el("span", { class: "count" }, app.plural(steps, "step"))),
      el("ol", {}, way.links.map(sentence)),
      inner.length ? el("div", { class: "chips" }, inner.map((id) => el("button", { type: "button", class: "chip", onclick: () => { ends.avoid = [...new Set([...ends.avoid, id])]; submit(); } }, `Go round ${app.nodes.get(id).name}`))) : null);
  }

  function answer(scene) {
    const { root, ways = [] } = scene;
    if (root.kind !== "path") return idle();
    if (root.start === root.end) return [el("p", {}, "Both ends are the same thing.")];
    if (!ways.length) return [el("p", {}, `${app.nodes.get(root.start).name} and ${app.nodes.get(root.end).name} are not connected within 8 steps${root.avoid.length ? " that way" : ""}${app.page.served ? "." : " in this file."}`)];
    return [el("p", { class: "small soft" }, "Shorter ways first; among equals those with better evidence and fewer hubs. A connection is no proof of an effect."), ...ways.map(told)];
  }

  const idle = () => [el("p", { class: "soft" }, "Choose two things, for instance a variant and a drug, or a test and a cancer.")];
  app.panes.set("path", { form, follow, answer, idle });
})();
