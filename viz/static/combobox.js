// A field that finds things as you type: arrow keys choose, Enter picks.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const WAIT = 40;
  let made = 0;

  function option(field, node, alias, index) {
    const other = alias ? el("span", { class: "hit-alias" }, ` · ${app.plain(alias)}`) : "";
    return el("li", { role: "option", id: `${field.id}-${index}`, "aria-selected": String(index === field.active), onclick: () => field.pick(index) },
      app.icon(app.group(node.group), node.hollow), el("span", { class: "hit-name" }, app.plain(node.name), other), el("span", { class: "hit-kind" }, node.kind_label));
  }

  class Combobox {
    constructor({ label, placeholder, onPick, keep = false, onText = null }) {
      made += 1;
      this.id = `field${made}`;
      this.onPick = onPick;
      this.keep = keep;
      this.onText = onText;
      this.hits = { nodes: [], aliases: [], near: [] };
      this.active = -1;
      this.moved = false;
      this.asked = 0;
      this.input = el("input", { type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": `${this.id}-hits`, "aria-autocomplete": "list", "aria-label": label, placeholder, autocomplete: "off", spellcheck: "false" });
      this.box = el("ul", { class: "hits", role: "listbox", id: `${this.id}-hits`, "aria-label": `${label}: what was found` });
      this.box.hidden = true;
      this.element = el("div", { class: "combobox" }, this.input, this.box);
      this.input.addEventListener("input", () => this.typed());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== this.input) this.shut(); }, 150));
    }

    set value(text) { this.input.value = text; }
    get value() { return this.input.value; }

    typed() {
      if (this.onText) this.onText(this.input.value);
      this.asked += 1;
      this.moved = false;
      this.box.setAttribute("aria-busy", "true");
      const number = this.asked;
      setTimeout(() => { if (number === this.asked) this.found(number); }, WAIT);
    }

    async found(number) {
      const text = this.input.value;
      const hits = await app.tryTo(() => app.store.search(text));
      if (number !== this.asked) return;
      this.box.setAttribute("aria-busy", "false");
      if (!hits) return;
      this.active = this.kept(hits);
      this.hits = hits;
      this.show();
      app.say(hits.nodes.length ? `${hits.nodes.length} found` : "nothing found");
    }

    // Someone who has moved to a hit while a later answer was under way stays on that hit.
    kept(hits) {
      const chosen = this.moved && this.hits.nodes[this.active];
      const index = chosen ? hits.nodes.findIndex((node) => node.id === chosen.id) : -1;
      return index >= 0 ? index : Math.min(0, hits.nodes.length - 1);
    }

    note() {
      const where = app.page.served ? "Nothing in the graph has this name." : "Nothing in this file has this name; it holds a part of the graph.";
      const near = this.hits.near.length ? ` Did you mean ${this.hits.near.slice(0, 3).join(", ")}?` : "";
      return el("li", { class: "hit-note", role: "option", "aria-selected": "false", "aria-disabled": "true" }, where + near);
    }

    show() {
      const asked = this.input.value.trim() !== "" && document.activeElement === this.input;
      const { nodes, aliases } = this.hits;
      this.box.replaceChildren(...(nodes.length ? nodes.map((node, i) => option(this, node, aliases[i], i)) : [this.note()]));
      this.box.hidden = !asked;
      this.input.setAttribute("aria-expanded", String(asked));
      if (this.active >= 0 && asked) {
        this.input.setAttribute("aria-activedescendant", `${this.id}-${this.active}`);
        this.box.children[this.active].scrollIntoView({ block: "nearest" });
      } else this.input.removeAttribute("aria-activedescendant");
    }

    shut() {
      this.asked += 1;
      this.box.setAttribute("aria-busy", "false");
      this.box.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }

    pick(index) {
      const node = this.hits.nodes[index];
      if (!node) return;
      this.shut();
      this.input.value = this.keep ? node.name : "";
      if (!this.keep) this.input.blur();
      this.onPick(node);
    }

    async enter() {
      const newer = this.box.ariaBusy === "true" && !this.moved;
      if (this.active < 0 || this.box.hidden || newer) {
        this.asked += 1;
        await this.found(this.asked);
      }
      this.pick(Math.max(this.active, 0));
    }

    key(event) {
      const count = this.hits.nodes.length;
      const move = (by) => {
        this.active = count ? (this.active + by + count) % count : -1;
        this.moved = true;
        this.show();
      };
      const keys = {
        ArrowDown: () => move(1),
        ArrowUp: () => move(-1),
        Enter: () => { this.enter(); },
        Escape: () => { if (!this.keep) this.input.value = ""; this.shut(); if (!this.keep) this.input.blur(); },
      };
      if (!keys[event.key]) return;
      event.preventDefault();
      event.stopPropagation();
      keys[event.key]();
    }
  }

  app.Combobox = Combobox;
})();
