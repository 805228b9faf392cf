// What every host page notes of itself: what moved in it by itself, and what its estimators tell.
window.shifts = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifts += entry.value; }))
  .observe({ type: "layout-shift", buffered: true });
window.told = [];
for (const type of ["ready", "step", "result", "action", "error"]) {
  addEventListener(type, (event) => {
    if (event instanceof CustomEvent) window.told.push([event.target.id, type, event.detail]);
  }, true);
}
