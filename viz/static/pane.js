// The pane of a view that asks: its form above, its answer below.
"use strict";
(() => {
  const app = window.her2kg;
  const { el } = app;
  const pane = document.getElementById("pane");
  const forms = new Map();
  const busy = el("p", { class: "soft", role: "status" }, "Asking…");

  // Each of these views brings a form, made once, and fills the answer below it.
  app.panes = new Map();

  app.showPane = () => {
    const made = app.panes.get(app.view);
    if (!made) { pane.hidden = true; return; }
    if (!forms.has(app.view)) forms.set(app.view, { head: el("div", {}, made.form()), answer: el("div", { class: "answer", "aria-live": "polite" }) });
    const { head, answer } = forms.get(app.view);
    if (pane.firstChild !== head) pane.replaceChildren(head, answer);
    pane.hidden = false;
    if (app.scene) made.follow(app.scene.root);
    answer.replaceChildren(...(app.scene ? made.answer(app.scene) : made.idle()).flat(3).filter(Boolean));
  };

  // Asks, says so meanwhile, and shows the reason when it fails.
  app.askInPane = async (ask) => {
    const { answer } = forms.get(app.view);
    const view = app.view;
    const before = [...answer.childNodes];
    answer.replaceChildren(busy);
    try {
      await ask();
      if (answer.firstChild === busy) answer.replaceChildren(...before);
    } catch (error) {
      if (app.view === view) answer.replaceChildren(el("p", { class: "wrong", role: "alert" }, error.message));
    }
  };

  app.field = (label, control, help = "") => {
    const id = `${control.tagName.toLowerCase()}-${label.replace(/\W+/g, "-")}-${Math.max(0, document.querySelectorAll(".field").length)}`;
    control.id = control.id || id;
    return el("div", { class: "field" }, el("label", { for: control.id }, label), control, help ? el("p", { class: "help" }, help) : null);
  };
})();
