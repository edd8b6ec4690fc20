// Elements made from plain text: nothing of the data is ever read as HTML.
"use strict";
(() => {
  const app = window.her2kg;
  const SVG = "http://www.w3.org/2000/svg";

  app.el = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(name, value === true ? "" : value);
      }
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== "" && child !== false));
    return element;
  };

  app.button = (text, action, more = {}) => app.el("button", { type: "button", class: "action", onclick: action, ...more }, text);

  // Runs what may fail; the reason is shown and read out.
  app.tryTo = async (action) => {
    try {
      return await action();
    } catch (error) {
      app.fail(error.message);
      return undefined;
    }
  };

  let passing = 0;
  app.fail = (text) => {
    const old = document.getElementById("toast");
    if (old) old.remove();
    const toast = app.el("div", { id: "toast", class: "toast", role: "alert" }, text, app.el("button", { type: "button", "aria-label": "Close the message", onclick: () => toast.remove() }, "×"));
    document.body.append(toast);
    clearTimeout(passing);
    passing = setTimeout(() => toast.remove(), 12000);
  };

  // Links lead to web pages only; any other address is shown as text.
  app.anchor = (text, url) =>
    /^https?:\/\//i.test(url)
      ? app.el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text)
      : app.el("span", {}, text);

  app.badge = (text, tone = "") => app.el("span", { class: `badge ${tone}`.trim() }, text);

  app.svg = (width, height, attributes) => {
    const svg = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    const set = (element, pairs) => Object.entries(pairs).forEach(([k, v]) => element.setAttribute(k, v));
    set(svg, { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" });
    set(path, { fill: "none", stroke: "currentColor", "stroke-width": 1.4, "stroke-linejoin": "round", ...attributes });
    svg.append(path);
    return svg;
  };
  app.copyIcon = () => app.svg(16, 16, { d: "M6 6h7v7H6zM3 10V3h7" });

  app.icon = (group, hollow = false, size = 15) => {
    const points = app.outline(group.shape, 5.4).map(([x, y]) => `${(x + 8).toFixed(2)},${(y + 8).toFixed(2)}`);
    const svg = document.createElementNS(SVG, "svg");
    const shape = document.createElementNS(SVG, "polygon");
    const set = (element, pairs) => Object.entries(pairs).forEach(([k, v]) => element.setAttribute(k, v));
    set(svg, { viewBox: "0 0 16 16", width: size, height: size, "aria-hidden": "true" });
    set(shape, {
      points: points.join(" "), fill: hollow ? "none" : group.colour,
      stroke: hollow ? group.colour : group.border, "stroke-width": hollow ? 2 : 1, "stroke-linejoin": "round",
    });
    svg.append(shape);
    return svg;
  };
})();
