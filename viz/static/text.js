// How a label breaks into lines: names may be cut at their end, identifiers never.
"use strict";
(() => {
  const app = window.her2kg;
  const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;
  const MOST = 160;

  // Painted text has no bidi controls, so that no label can turn its neighbours around.
  app.plain = (text) => text.replace(CONTROLS, " ").replace(/\s+/g, " ").trim().slice(0, MOST);

  // NCT00829166, L755S, Y772_A775dup, EGF104900: letters and digits, hardly any lower case.
  const identifier = (word) => word.length <= 24 && /\d/.test(word) && /[A-Za-z]/.test(word) && !/[a-z]{4}/.test(word);

  app.identifier = identifier;

  function cut(ctx, text, room) {
    if (ctx.measureText(text).width <= room) return text;
    let low = 0;
    let high = text.length;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (ctx.measureText(`${text.slice(0, middle).trimEnd()}…`).width <= room) low = middle;
      else high = middle - 1;
    }
    const kept = text.slice(0, low);
    const start = kept.lastIndexOf(" ") + 1;
    const last = text.slice(start).split(" ")[0];
    const whole = identifier(last) && !kept.endsWith(last) && start > 0 ? kept.slice(0, start) : kept;
    return `${whole.trimEnd()}…`;
  }

  // A word too wide for the room may break behind a hyphen or a stroke: DESTINY-|Gastric04.
  function pieces(ctx, text, room) {
    return app.plain(text).split(" ").flatMap((word) => {
      const wide = ctx.measureText(word).width > room;
      const parts = wide ? word.split(/(?<=[-/])/) : [word];
      return parts.map((part, index) => (index ? part : ` ${part}`));
    });
  }

  // Returns the lines; one that is a single identifier may be wider than the room.
  app.wrap = (ctx, text, room, most) => {
    const words = pieces(ctx, text, room);
    const lines = [];
    let line = "";
    words.forEach((word, index) => {
      const longer = (line + word).trimStart();
      if (lines.length === most) return;
      if (!line || ctx.measureText(longer).width <= room) { line = longer; return; }
      if (lines.length === most - 1) {
        lines.push(cut(ctx, [line, ...words.slice(index)].join(""), room));
        return;
      }
      lines.push(line);
      line = word.trimStart();
    });
    if (lines.length < most && line) lines.push(line);
    return lines.map((each) => (identifier(each) ? each : cut(ctx, each, room)));
  };
})();
