// What a page does once its program has stopped by a fault of its own: it says so, and offers nothing any more that the
// program would have to answer. The words are in the page: this file only shows them.
//
// The build puts it into what starts the page.

/** How long nobody may touch a shared tablet before it is wiped; the same as the program waits. */
const IDLE_MS = 180_000;

/** Watches for such a fault: WebAssembly throws it out of whatever called the program. */
export function watch() {
  addEventListener("error", ({ error }) => stop(error));
  addEventListener("unhandledrejection", ({ reason }) => stop(reason));
}

/** Waits until the program has said that it has started (src/browser/mod.rs), or has stopped before that. */
export function startedOrStopped() {
  return new Promise((resolve) => {
    new MutationObserver(resolve).observe(document.documentElement, { attributeFilter: ["data-started"] });
    addEventListener("stopped", resolve);
  });
}

function stop(fault) {
  const note = document.getElementById("stopped");
  if (!(fault instanceof WebAssembly.RuntimeError) || !note.hidden) return;
  for (const control of document.querySelectorAll("#app :is(button, input, select, textarea)")) control.disabled = true;
  note.hidden = false;
  const afresh = document.getElementById("afresh");
  // Without the fragment: a link in it may be what stops the program.
  document.getElementById("again").onclick = () => location.assign(location.pathname + location.search);
  afresh.onclick = () => {
    location.assign(location.pathname);
    // So may what the tab has kept. Where storage is blocked there is nothing of it.
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(afresh.dataset.kept)) delete sessionStorage[key];
  };
  if (document.getElementById("shared")?.checked) wipeWhenIdle(`${afresh.dataset.kept}-quote`);
  dispatchEvent(new Event("stopped"));
}

/** Wipes what a patient has left on a shared tablet, and what the tab has kept of it, as the program would have done. */
function wipeWhenIdle(kept) {
  let last = Date.now();
  const look = () => {
    // A clock that was put back counts as a touch.
    last = Math.min(last, Date.now());
    if (Date.now() - last < IDLE_MS) return;
    // In place of this page, so that Back does not show it; without the fragment, which may hold a quote.
    location.replace(location.pathname + location.search);
    delete sessionStorage[kept];
  };
  for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, () => { look(); last = Date.now(); }, true);
  setInterval(look, 1000);
}
