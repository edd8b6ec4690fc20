// Citations of what stands behind claims, as BibTeX and RIS.
"use strict";
(() => {
  const app = window.her2kg;
  const BIBTEX = { Publication: "article", Database: "misc", TrialRecord: "misc", Label: "misc", RegulatorPage: "misc" };
  const RIS = { Publication: "JOUR", Database: "DBASE", TrialRecord: "ELEC", Label: "ELEC", RegulatorPage: "ELEC" };

  // Each source once, by its address or title.
  app.sourcesOf = (claims) => {
    const found = new Map();
    for (const claim of claims) for (const source of claim.sources || []) found.set(source.url || source.identifier || source.title, source);
    return [...found.values()];
  };

  const escaped = (text) => text.replace(/[\\{}]/g, "").replace(/[#$%&_]/g, "\\$&").replace(/~/g, "\\textasciitilde{}").replace(/\^/g, "\\textasciicircum{}");
  const year = (source) => (source.issued || "").slice(0, 4);
  const pmid = (source) => ((source.identifier || "").match(/^pubmed:(\d+)$/i) || [])[1];
  const key = (source, i) => (source.identifier || source.title || `source${i + 1}`).replace(/[^A-Za-z0-9]+/g, "_").slice(0, 40);

  app.bibtex = (sources) => sources.map((source, i) => {
    const fields = [
      ["title", source.title && `{${escaped(source.title)}}`], ["year", year(source)], ["url", source.url],
      ["note", source.identifier && escaped(source.identifier)], ["pmid", pmid(source)],
    ].filter(([, value]) => value);
    return `@${BIBTEX[source.kind] || "misc"}{${key(source, i)},\n${fields.map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}\n`;
  }).join("\n");

  const flat = (text) => text.replace(/[\r\n]+/g, " ");

  app.ris = (sources) => sources.map((source) => [
    ["TY", RIS[source.kind] || "GEN"], ["TI", source.title], ["PY", year(source)], ["UR", source.url],
    ["AN", pmid(source) || source.identifier], ["ER", " "],
  ].filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${flat(value).trim()}`).join("\r\n")).join("\r\n\r\n");
})();
