// What is shown of what is drawn: by type, source, evidence level, checks and day.
"use strict";
(() => {
  const app = window.her2kg;
  const none = () => ({ groups: [], origins: [], level: "", checked: false, day: "" });
  app.filters = none();

  // An inclusive start and an exclusive end, each known to the day, month or year; what cannot be told stays.
  function heldOn(edge, day) {
    if (edge.since && day < edge.since.padEnd(10, "-01")) return false;
    return !edge.until || day < edge.until.padEnd(10, "-99");
  }

  const bySource = (edge, off) => !edge.origins || !edge.origins.length || edge.origins.some((name) => !off.includes(name));
  const byLevel = (edge, level) => !level || (edge.level && edge.level <= level);
  const byCheck = (edge, checked) => !checked || edge.verified || edge.given;

  app.passes = (edge) => {
    const { origins, level, checked, day } = app.filters;
    return bySource(edge, origins) && byLevel(edge, level) && byCheck(edge, checked) && (!day || heldOn(edge, day));
  };

  app.filtersLinks = () => {
    const { origins, level, checked, day } = app.filters;
    return Boolean(origins.length || level || checked || day);
  };

  app.setFilters = (change) => {
    app.filters = { ...app.filters, ...change };
    app.emit("filters");
  };
  app.clearFilters = () => app.setFilters(none());
})();
