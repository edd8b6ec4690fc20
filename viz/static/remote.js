// Answers from the server that served the page; the same calls as local.js has.
"use strict";
(() => {
  const app = window.her2kg;
  const answers = new Map();
  const MOST = 300;

  async function fetched(path, options) {
    let reply;
    try {
      reply = await fetch(path, options);
    } catch {
      throw new Error("The server does not answer. Is `her2kg serve` still running?");
    }
    const told = await reply.json().catch(() => ({}));
    if (!reply.ok) throw new Error(told.error || `The server answered with status ${reply.status}.`);
    return told;
  }

  // Each question is asked once; a failure is forgotten, so that it can be tried again.
  function ask(path, body) {
    const key = body ? `${path} ${body}` : path;
    if (!answers.has(key)) {
      const options = body ? { method: "POST", body, headers: { "Content-Type": "application/json" } } : {};
      const asked = fetched(path, options);
      asked.catch(() => answers.delete(key));
      answers.set(key, asked);
      if (answers.size > MOST) answers.delete(answers.keys().next().value);
    }
    return answers.get(key);
  }

  const get = (call, given = {}) => ask(`/api/${call}?${new URLSearchParams(given)}`);
  const post = (call, given) => ask(`/api/${call}`, JSON.stringify(given));
  const learned = async (asked) => { const told = await asked; app.learn(told.scene); return told; };

  app.remote = {
    ready() {},
    first(told) { app.learn(told.scene); answers.set(`/api/focus?${new URLSearchParams({ id: app.page.focus })}`, Promise.resolve(told)); },
    search: async (text) => {
      const told = await get("search", { text });
      return { ...told, nodes: app.rows(told.nodes).map(app.learnNode) };
    },
    focus: (id) => learned(get("focus", { id })),
    neighbours: async (id) => {
      const told = await get("neighbours", { id });
      return { ...told, nodes: app.rows(told.nodes).map(app.learnNode) };
    },
    scene: async (ids) => { const told = await post("scene", { ids }); return app.learn(told).map((node) => node.id); },
    path: (start, end, avoid) => learned(post("path", { start, end, avoid })),
    entity: (id) => get("entity", { id }),
    section: (id, place) => get("section", { id, place }),
    link: (id) => get("link", { id }),
    question: (name, given) => learned(post("question", { name, given })),
    sparql: (query) => learned(post("sparql", { query })),
    status: (given) => learned(post("status", given)),
    map: () => get("map"),
    file: (focus, nodes, view) => fetch("/api/file", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ focus, nodes, view }) }),
  };
  app.store = app.page.served ? app.remote : app.local;
})();
