// The panel: what a node or link is, and each claim with its words, its checks and its source.
"use strict";
(() => {
  const app = window.her2kg;
  const { el, anchor, badge } = app;
  const panel = document.getElementById("details");
  const FIRST = 4;
  const claims = app.page.claims;

  const VERIFICATION = {
    verified: ["verified", "good"],
    unverified: ["unverified", "warn"],
    asPublished: ["as published", ""],
  };

  function badges(claim) {
    const found = [];
    if (claim.machine) found.push(badge("machine-read", "read"));
    else if (VERIFICATION[claim.verification]) found.push(badge(...VERIFICATION[claim.verification]));
    if (claim.disputed) found.push(badge("disputed", "bad"));
    if (claim.polarity === "refutes") found.push(badge("the source denies it", "bad"));
    if (claim.polarity === "nullResult") found.push(badge("no effect found", "warn"));
    if (claim.hedge) found.push(badge(`hedged: ${claim.hedge}`, "warn"));
    if (claim.level) found.push(badge(`level ${claim.level}${claim.scheme ? ` (${claim.scheme})` : ""}`));
    return el("div", { class: "badges" }, found);
  }

  function words(claim) {
    if (claim.quote) {
      const [before, exact, after] = claim.quote;
      const lead = before ? `…${before}` : "";
      return el("blockquote", {}, lead, el("mark", {}, exact), after ? `${after}…` : "");
    }
    return claim.statement ? el("blockquote", {}, claim.statement) : null;
  }

  const source = (each) => el("dd", {},
    anchor(each.title || each.identifier || "source", each.url),
    each.identifier && each.identifier !== each.title ? ` · ${each.identifier}` : "",
    each.licence ? ` · ${each.licence}` : "");

  function facts(claim) {
    const rows = [];
    const add = (label, value) => { if (value) rows.push(el("dt", {}, label), value.tagName === "DD" ? value : el("dd", {}, value)); };
    for (const [label, text] of claim.qualifiers || []) add(label, text);
    if (claim.attribution) add("According to", claim.attribution);
    if (claim.valid) add("Valid", claim.valid);
    const sources = claim.sources || [];
    if (sources.length) sources.forEach((each, i) => add(i ? "" : "Source", source(each)));
    if (sources.length) rows.filter((row) => row.tagName === "DT" && !row.textContent).forEach((row) => row.append("and"));
    else add("Source", claim.unsourced);
    const from = [claim.load, claim.licence].filter(Boolean).join(" · ");
    if (claim.record) add("Record", el("dd", { class: "record" }, el("code", {}, claim.record), from ? ` · ${from}` : ""));
    else add("From", from);
    if (claim.note) add("Note", claim.note);
    return el("dl", {}, rows);
  }

  const card = (index) => {
    const claim = claims[index];
    return el("article", { class: "claim" }, el("p", { class: "sentence" }, claim.sentence), badges(claim), words(claim), facts(claim));
  };

  function section(title, indexes, left, open) {
    const box = el("div", {}, indexes.slice(0, open).map(card));
    const rest = indexes.slice(open);
    const parts = [el("h3", {}, title, el("span", { class: "count" }, String(indexes.length + left))), box];
    if (rest.length) {
      const button = el("button", { type: "button", class: "action", onclick: () => { box.append(...rest.map(card)); button.remove(); } }, `Show ${rest.length} more`);
      parts.push(button);
    }
    if (left) parts.push(el("p", { class: "soft small" }, `${left} more ${left === 1 ? "claim is" : "claims are"} not in this page.`));
    return el("section", { "aria-label": title }, parts);
  }

  const close = () => el("button", { type: "button", class: "close", "aria-label": "Close the details", onclick: () => app.clear() }, "×");

  const pageOf = (curie) => `/view/${curie.split("/").map(encodeURIComponent).join("/").replace(/%3A/g, ":")}`;
  app.pageOf = pageOf;

  function nodeView(id) {
    const node = app.nodes.get(id);
    const more = app.page.details[id] || { synonyms: [], identifiers: [], sections: [] };
    const view = [
      app.state.selected ? close() : null,
      el("div", { class: "kind-line" }, app.icon(app.group(node.group), node.hollow), node.kind_label, el("code", {}, id)),
      el("h2", {}, node.name),
      node.definition ? el("p", {}, node.definition) : null,
    ];
    if (more.synonyms.length) view.push(el("p", { class: "names small" }, el("b", {}, "Also called "), more.synonyms.join(", ")));
    if (more.identifiers.length) {
      view.push(el("ul", { class: "row small", "aria-label": "Identifiers" }, more.identifiers.map(([curie, url]) => el("li", {}, anchor(curie, url)))));
    }
    if (app.page.served && id !== app.page.focus) {
      view.push(el("div", { class: "actions" }, el("a", { class: "action", href: pageOf(id) }, "Put in the middle")));
    }
    if (!more.sections.length) view.push(el("p", { class: "soft" }, "No claim about it is in this page."));
    for (const each of more.sections) view.push(section(each.title, each.claims, each.left, FIRST));
    if (more.complete === false) view.push(el("p", { class: "soft small" }, "The graph says more of it than fits here: its own page tells the rest."));
    return view;
  }

  function edgeView(id) {
    const edge = app.edges.get(id);
    const end = (node) => el("button", { type: "button", class: "link", onclick: () => app.select("node", node) }, app.nodes.get(node).name);
    const more = app.page.links[id] || { claims: [], left: 0 };
    const view = [
      close(),
      el("div", { class: "kind-line" }, "Link"),
      el("h2", {}, end(edge.from), ` ${edge.label} `, end(edge.to)),
      el("div", { class: "badges" }, edge.words.map(([text, tone]) => badge(text, tone))),
    ];
    if (more.claims.length) view.push(section("Claims behind it", more.claims, more.left, 12));
    else view.push(el("p", { class: "soft" }, edge.origin));
    return view;
  }

  app.details = () => {
    const { selected } = app.state;
    const edge = selected && selected.kind === "edge";
    panel.replaceChildren(...(edge ? edgeView(selected.id) : nodeView(selected ? selected.id : app.page.focus)).filter(Boolean));
    panel.scrollTop = 0;
    panel.classList.toggle("open", Boolean(selected));
    if (selected && app.phone.matches) panel.focus();
  };
})();
