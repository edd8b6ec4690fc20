// Elements made from plain text: nothing of the data is ever read as HTML.
"use strict";
(() => {
  const app = window.her2kg;
  const SVG = "http://www.w3.org/2000/svg";

  app.el = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "onclick") element.addEventListener("click", value);
      else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(name, value === true ? "" : value);
      }
    }
    element.append(...children.flat().filter((child) => child !== null && child !== ""));
    return element;
  };

  // Links lead to web pages only; any other address is shown as text.
  app.anchor = (text, url) =>
    /^https?:\/\//i.test(url)
      ? app.el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text)
      : app.el("span", {}, text);

  app.badge = (text, tone = "") => app.el("span", { class: `badge ${tone}`.trim() }, text);

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
