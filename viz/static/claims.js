// A claim as a card: what it says, how far it was checked, its words, and its sources.
"use strict";
(() => {
  const app = window.her2kg;
  const { el, anchor, badge } = app;

  const VERIFICATION = { verified: ["verified", "good"], unverified: ["unverified", "warn"], asPublished: ["as published", ""] };

  // What a reader must know of a link before believing it.
  app.edgeWords = (edge) => {
    const words = [];
    if (edge.disputed) words.push(["disputed", "bad"]);
    if (edge.given) return [["what was measured", ""]];
    if (edge.polarity !== "supports") words.push(["no source supports it", "bad"]);
    else if (edge.read_only) words.push(["only read by machine", "read"]);
    else if (edge.claims) words.push(edge.verified ? ["verified", "good"] : ["unverified", "warn"]);
    if (edge.level) words.push([`level ${edge.level}`, ""]);
    if (edge.records) words.push([app.plural(edge.records, "record"), ""]);
    else words.push([edge.claims ? app.plural(edge.claims, "claim") : "inferred", ""]);
    if (edge.against && edge.polarity === "supports") words.push([`${edge.against} against`, "bad"]);
    return words;
  };

  app.evidenceWords = ({ for: support, against, null: nothing, level }) => {
    const words = [[`${support} for`, support ? "good" : ""]];
    if (against) words.push([`${against} against`, "bad"]);
    if (nothing) words.push([`${nothing} without effect`, "warn"]);
    if (level) words.push([`best level ${level}`, ""]);
    return words;
  };
  app.badges = (words) => el("div", { class: "badges" }, words.map(([text, tone]) => badge(text, tone)));

  function marks(claim) {
    const found = [];
    if (claim.proposed) found.push(["proposed by a model, not counted", "warn"]);
    else if (claim.machine) found.push(["machine-read", "read"]);
    else if (VERIFICATION[claim.verification]) found.push(VERIFICATION[claim.verification]);
    if (claim.disputed) found.push(["disputed", "bad"]);
    if (claim.polarity === "refutes") found.push(["the source denies it", "bad"]);
    if (claim.polarity === "nullResult") found.push(["no effect found", "warn"]);
    if (claim.hedge) found.push([`hedged: ${claim.hedge}`, "warn"]);
    if (claim.level) found.push([`level ${claim.level}${claim.scheme ? ` (${claim.scheme})` : ""}`, ""]);
    return found;
  }

  function words(claim) {
    if (claim.quote) {
      const [before, exact, after] = claim.quote;
      return el("blockquote", {}, before ? `…${before}` : "", el("mark", {}, exact), after ? `${after}…` : "");
    }
    return claim.statement ? el("blockquote", {}, claim.statement) : null;
  }

  const source = (each) => el("dd", {},
    anchor(each.title || each.identifier || "source", each.url),
    each.identifier && each.identifier !== each.title ? ` · ${each.identifier}` : "",
    each.licence ? ` · ${each.licence}` : "");

  function facts(claim) {
    const rows = [];
    const add = (label, ...values) => { if (values.some(Boolean)) rows.push(el("dt", {}, label), el("dd", {}, ...values.filter(Boolean))); };
    for (const [label, text] of claim.qualifiers || []) add(label, text);
    add("According to", claim.attribution);
    add("Valid", claim.valid);
    const sources = claim.sources || [];
    sources.forEach((each, i) => rows.push(el("dt", {}, i ? "and" : "Source"), source(each)));
    if (!sources.length) add("Source", claim.unsourced);
    add("Asserted by", claim.by);
    const version = claim.version ? ` · version ${claim.version}` : "";
    add("From", claim.record ? el("code", {}, claim.record) : "", [claim.record ? " · " : "", claim.load, version, claim.licence ? ` · ${claim.licence}` : ""].join(""));
    add("Note", claim.note);
    return el("dl", {}, rows);
  }

  const plain = (claim) => [
    claim.sentence, ...marks(claim).map(([text]) => text),
    claim.quote ? `“${claim.quote.join("")}”` : claim.statement,
    ...(claim.sources || []).map((each) => [each.title, each.url].filter(Boolean).join(" ")),
    claim.unsourced, [claim.record, claim.load, claim.licence].filter(Boolean).join(" · "),
  ].filter(Boolean).join("\n");

  app.copy = async (text, what) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = el("textarea", { class: "unseen", "aria-hidden": "true" });
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    app.say(`${what} copied`);
  };

  app.card = (claim) => el("article", { class: "claim" },
    el("button", { type: "button", class: "copy", "aria-label": `Copy the claim: ${app.plain(claim.sentence)}`, title: "Copy", onclick: () => app.copy(plain(claim), "claim") }, app.copyIcon()),
    el("p", { class: "sentence" }, claim.sentence), app.badges(marks(claim)), words(claim), facts(claim));

  // Buttons that save the sources of claims for other programs.
  app.citations = (claims) => {
    const sources = app.sourcesOf(claims);
    if (!sources.length) return null;
    return el("div", { class: "actions" },
      app.button("Cite as BibTeX", () => app.save("her2kg-sources.bib", "application/x-bibtex", app.bibtex(sources))),
      app.button("as RIS", () => app.save("her2kg-sources.ris", "application/x-research-info-systems", app.ris(sources)), { "aria-label": "Cite as RIS" }));
  };
})();
