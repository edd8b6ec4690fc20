// The address holds the whole view, so that a link reproduces it.
"use strict";
(() => {
  const app = window.her2kg;

  // What a broken link holds is taken as it stands.
  const decoded = (text) => {
    try { return decodeURIComponent(text); } catch { return text; }
  };

  const words = (text) => (text ? text.split(" ").filter(Boolean) : []);

  // Steps as words: "+drug:x", "+drug:x|trial", "p|drug:x|10|-4".
  const written = (ops) => ops.map((op) => op.map(encodeURIComponent).join("|")).join(" ");
  const parsed = (text) => words(text).map((word) => word.split("|").map(decoded));

  function rootOf(scene, put) {
    const { root } = scene;
    if (root.kind === "focus") put("focus", root.id);
    if (root.kind === "path") { put("from", root.start); put("to", root.end); put("avoid", root.avoid.join(" ")); }
    if (root.kind === "question") { put("question", root.name); put("given", JSON.stringify(root.given)); }
    if (root.kind === "sparql") put("sparql", root.query);
    if (root.kind === "status") put("given", JSON.stringify(root.given));
  }

  app.address = () => {
    const parts = new URLSearchParams();
    const put = (name, value) => { if (value && value !== "{}") parts.set(name, value); };
    const { filters, selected, scene } = app;
    put("view", app.view);
    if (scene) { rootOf(scene, put); put("steps", written(scene.ops)); }
    put("select", selected.nodes.map(encodeURIComponent).join(" "));
    put("link", selected.edge || "");
    put("hide", filters.groups.join(" "));
    put("without", filters.origins.join(" "));
    put("level", filters.level);
    put("checked", filters.checked ? "yes" : "");
    put("day", filters.day);
    return parts.toString();
  };

  const object = (text) => {
    try {
      const read = JSON.parse(text || "{}");
      return read && typeof read === "object" && !Array.isArray(read) ? read : {};
    } catch { return {}; }
  };

  // What an address asks for; anything that it does not name takes its default.
  app.fromAddress = (text) => {
    const given = new URLSearchParams(text.replace(/^#/, ""));
    const get = (name) => given.get(name) || "";
    const view = ["focus", "map", "list", "path", "question", "status"].includes(get("view")) ? get("view") : "";
    return {
      view,
      focus: get("focus"), start: get("from"), end: get("to"), avoid: words(get("avoid")),
      question: get("question"), sparql: get("sparql"), given: object(get("given")),
      ops: parsed(get("steps")),
      select: words(get("select")).map(decoded), link: get("link"),
      filters: {
        groups: words(get("hide")), origins: words(get("without")), level: get("level"),
        checked: get("checked") === "yes", day: /^\d{4}-\d{2}-\d{2}$/.test(get("day")) ? get("day") : "",
      },
    };
  };

  let last = "";
  app.keepAddress = () => {
    const text = app.address();
    if (text === last) return;
    last = text;
    // A page inside a notebook has no address of its own to keep.
    try { history.replaceState(null, "", `#${text}`); } catch { /* the view stays, only the link is not to be had */ }
  };
  app.isOwnAddress = () => location.hash.replace(/^#/, "") === last;
  app.link = () => `${location.href.split("#")[0]}#${app.address()}`;
})();
