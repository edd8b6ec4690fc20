// Answers from the data in the page: what a single file knows.
"use strict";
(() => {
  const app = window.her2kg;
  const LONGEST = 8;
  const KEPT = 4;
  const HITS = 12;
  let held = [];
  let data = null;
  let place = null;
  let near = null;

  class Unanswered extends Error {}

  function open() {
    if (data) return;
    data = app.read("data");
    held = app.learn(data.scene);
    place = new Map(held.map((node, i) => [node.id, i]));
    near = new Map(held.map(({ id }) => [id, app.around.get(id).filter((edge) => isRecord(id) || !isRecord(app.other(edge, id)))]));
  }

  // Things are joined by links that stand for records; only a record itself leads to its participants.
  const isRecord = (id) => Boolean((app.page.kinds[app.nodes.get(id).kind] || {}).record);

  const known = (id) => {
    if (!place.has(id)) throw new Unanswered(`${id} is not in this file.`);
    return place.get(id);
  };

  const gap = /(?:[\s_/]|-(?=.))+/gs;
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(gap, " ").trim();

  // 0 the name itself, 1 it begins so, 2 a word of it begins so, 3 it stands inside, 9 not at all.
  function quality(name, query) {
    if (!name.includes(query)) return 9;
    if (name === query) return 0;
    if (name.startsWith(query)) return 1;
    return name.includes(` ${query}`) ? 2 : 3;
  }

  const compare = (a, b) => {
    for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
    return 0;
  };

  function hit(node, query) {
    const record = Number(isRecord(node.id));
    const names = [node.name, ...(node.aliases || []), node.id];
    if (!node.folded) node.folded = names.map(fold);
    let best = null;
    node.folded.forEach((folded, i) => {
      const key = [quality(folded, query), record, Number(i > 0), node.name.length, node.name, names[i]];
      if (key[0] < 9 && (!best || compare(key, best) < 0)) best = key;
    });
    return best;
  }

  function search(text) {
    const query = fold(text);
    const found = (query ? held : []).map((node) => ({ node, key: hit(node, query) })).filter(({ key }) => key);
    found.sort((a, b) => compare(a.key.slice(0, 5), b.key.slice(0, 5)) || (a.node.id < b.node.id ? -1 : 1));
    const best = found.slice(0, HITS);
    return { nodes: best.map(({ node }) => node), aliases: best.map(({ key }) => (key[2] ? key[5] : "")), near: [] };
  }

  function focus(id) {
    const number = known(id);
    return { ids: data.focus.ids[number].map((i) => held[i].id), left: data.focus.left[number] };
  }

  function neighbours(id) {
    known(id);
    const scores = new Map();
    for (const edge of near.get(id)) {
      const other = app.other(edge, id);
      scores.set(other, (scores.get(other) || 0) + edge.weight);
    }
    const key = (node) => [-Math.round(scores.get(node.id) * 1e9), node.name, node.id];
    const nodes = [...scores.keys()].filter((other) => other !== id).map((other) => app.nodes.get(other));
    return { nodes: nodes.sort((a, b) => compare(key(a), key(b))), left: 0 };
  }

  // How strongly each neighbour is joined; links that no claim supports join nothing.
  function onwards(id) {
    const found = new Map();
    for (const edge of near.get(id)) {
      const other = app.other(edge, id);
      if (edge.polarity === "supports") found.set(other, Math.max(found.get(other) || 0, edge.weight));
    }
    return found;
  }

  function steps(origin, until, barred) {
    const found = new Map([[origin, 0]]);
    let front = [origin];
    for (let distance = 1; distance <= LONGEST && !found.has(until) && front.length; distance += 1) {
      const fresh = [];
      for (const node of front) {
        for (const other of onwards(node).keys()) {
          if (!found.has(other) && !barred.has(other)) { found.set(other, distance); fresh.push(other); }
        }
      }
      front = fresh;
    }
    return found;
  }

  const cost = (node, end, strength) => (node === end ? 0 : Math.log2(1 + near.get(node).length)) - Math.log2(strength);
  const rank = ([total, nodes]) => [Math.round(total * 1e9), ...nodes];

  function shortest(start, end, barred) {
    if (start === end) return { ways: [[start]], common: [] };
    const far = steps(end, start, barred);
    if (!far.has(start)) return { ways: [], common: [] };
    const common = [];
    let best = new Map([[start, [[0, [start]]]]]);
    for (let distance = far.get(start) - 1; distance >= 0; distance -= 1) {
      const further = new Map();
      for (const [node, partial] of best) {
        for (const [other, strength] of onwards(node)) {
          if (far.get(other) !== distance) continue;
          const more = partial.map(([total, nodes]) => [total + cost(other, end, strength), [...nodes, other]]);
          further.set(other, [...(further.get(other) || []), ...more]);
        }
      }
      best = new Map([...further].map(([node, found]) => [node, found.sort((a, b) => compare(rank(a), rank(b))).slice(0, KEPT)]));
      if (best.size === 1 && distance) common.push(...best.keys());
    }
    return { ways: best.get(end).map(([, nodes]) => nodes), common };
  }

  function between(a, b) {
    const links = near.get(a).filter((edge) => app.other(edge, a) === b && edge.polarity === "supports");
    const key = (edge) => [Number(edge.records > 0), -edge.weight, edge.id];
    return links.sort((x, y) => compare(key(x), key(y))).map((edge) => edge.id);
  }

  function way(nodes, hub = "") {
    return { nodes, links: nodes.slice(1).map((node, i) => between(nodes[i], node)), round: hub };
  }

  function path(start, end, avoid) {
    known(start);
    known(end);
    const barred = new Set(avoid.filter((id) => id !== start && id !== end));
    const { ways, common } = shortest(start, end, barred);
    const found = ways.map((nodes) => way(nodes));
    if (common.length) {
      const key = (id) => [-near.get(id).length, id];
      const hub = [...common].sort((a, b) => compare(key(a), key(b)))[0];
      found.push(...shortest(start, end, new Set([...barred, hub])).ways.slice(0, 1).map((nodes) => way(nodes, hub)));
    }
    return { ways: found };
  }

  // Claims stand in one list of the file; what tells of them names their places.
  const filled = (part) => ({ ...part, claims: part.claims.map((i) => data.claims[i]) });

  function entity(id) {
    const told = data.entities[id];
    if (!told) { known(id); return { id, synonyms: app.nodes.get(id).aliases || [], identifiers: [], near: [], sections: null }; }
    return { ...told, sections: told.sections.map(filled) };
  }

  function link(id) {
    const told = data.links[id];
    return told ? filled(told) : { id, why: "", records: [], claims: [], left: null };
  }

  const same = (a, b) => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

  function question(name, given) {
    const found = data.answers.find((answer) => answer.name === name && same(answer.given, given));
    if (!found) throw new Unanswered("This file holds the answer for other values only. Start `her2kg serve` to ask anything.");
    app.learn(found.scene);
    return found;
  }

  const needsServer = (what) => () => { throw new Unanswered(`${what} needs the served page: start \`her2kg serve\`.`); };

  // Every call gives a promise, as the server's answers do.
  const promised = (call) => async (...given) => { open(); return call(...given); };
  app.local = {
    ready: open,
    held: () => { open(); return held; },
    answers: () => { open(); return data.answers; },
    search: promised(search),
    focus: promised(focus),
    neighbours: promised(neighbours),
    scene: promised((ids) => ids.filter((id) => place.has(id))),
    path: promised(path),
    entity: promised(entity),
    section: promised(needsServer("More of it")),
    link: promised(link),
    question: promised(question),
    sparql: promised(needsServer("Free SPARQL")),
    status: promised(needsServer("The form from slide to drug")),
    map: promised(() => data.map),
  };
})();
