// Starts the page: fetches the script and the WebAssembly module, says so if that takes long, and says so if it fails. A file
// that is not what the build wrote fails as one that does not arrive.
// Before that, it leads to the page in the language that the address asks for, if there is one, and from the patient
// page to the staff's where the fragment names one of its views. In a frame it has src/frame.mjs answer to the page
// around it.
//
// Until it has finished, and if it fails, what the page holds stays on screen. The words are in the page: this file only
// shows and hides them.

import { holdPlace } from "./place.mjs";
import { startedOrStopped, watch } from "./stopped.mjs";

const { script, wasm, integrity, staff, tablet } = document.querySelector("script[data-wasm]").dataset;
// Until the loader is here, a page has only its styles to say that it does not come.
document.documentElement.dataset.loader = "";
const starting = document.getElementById("starting");
const failed = document.getElementById("start-failed");
/** What a page says that refuses to work inside a page of another server: the staff's. */
const unframed = document.getElementById("unframed");

/** A start that is quicker than this needs no word about it: it would only flicker. */
const PATIENCE_MS = 700;

/** The page in a language that the address asks for, unless it is this one. */
const wished = new URLSearchParams(location.search).get("lang")?.split("-")[0].toLowerCase();
const elsewhere = wished !== document.documentElement.lang
  && [...document.querySelectorAll("link[lang]")].find((link) => link.lang === wished);

for (const click of ["click", "auxclick"]) addEventListener(click, carryOver);

// Before the page itself hears of it, which would take the fragment for its own.
addEventListener("popstate", (event) => { if (leadToStaff()) event.stopImmediatePropagation(); });

if (elsewhere) location.replace(elsewhere.href + location.search + location.hash);
else if (!leadToStaff()) {
  const frame = parent === window ? null : import("./frame.mjs");
  if (unframed && isInsideAnother()) {
    unframed.hidden = false;
    document.getElementById("app").hidden = true;
  } else {
    await start();
  }
  (await frame)?.started();
}

/** Whether a page of another server is around this one. */
function isInsideAnother() {
  for (let inner = window; inner !== inner.parent; inner = inner.parent) {
    // What belongs to another server may not be read.
    try { if (inner.parent.origin !== origin) return true; } catch { return true; }
  }
  return false;
}

/** Leads to the staff's page, which the patient page names, where the fragment asks for it; says whether it does. */
function leadToStaff() {
  const asks = staff && /^#\/(staff|prices|q=)/.test(location.hash);
  if (asks) location.replace(staff + location.search + location.hash);
  return asks;
}

async function start() {
  watch();
  let goBack;
  const shown = setTimeout(() => { starting.hidden = false; }, PATIENCE_MS);
  try {
    const address = new URL(wasm, document.baseURI);
    // A fetch that demands a digest, or that is made in another mode than the preload, is a second one in some engine.
    // Where the page is no secure context, it cannot work the digest out itself.
    const wish = crypto.subtle ? { mode: "no-cors", credentials: "include" } : { integrity };
    const parts = Promise.all([
      // The page holds the script's digest beside its modulepreload, and the styles' beside their link.
      import(new URL(script, document.baseURI)),
      fetch(address, wish).then((response) => response.arrayBuffer()),
    ]);
    // The first of these takes a browser far longer than any other, and now it has nothing else to do.
    for (const Format of [Intl.NumberFormat, Intl.DateTimeFormat]) new Format(document.documentElement.lang);
    const [module, program] = await parts;
    if (integrity && crypto.subtle && integrity !== await digest(program)) throw Error(`integrity of ${wasm}`);
    const styles = document.querySelector("link[rel=stylesheet]");
    // In WebKit a script does not wait for the styles. Where they failed before, the page itself is loaded some time.
    if (!styles.sheet && document.readyState !== "complete") {
      await new Promise((resolve) => { onload = styles.onload = styles.onerror = resolve; });
    }
    // A sheet that comes under another kind is there, and empty.
    if (!styles.sheet?.cssRules.length) throw Error("no styles");
    goBack = holdPlace();
    const begun = startedOrStopped();
    await module.default({ module_or_path: program });
    // On a slow device what the tab has kept is not on the page at once.
    await begun;
    // A patient's page is on a clinic's tablet where the staff's worker serves it, and nowhere else.
    if (tablet && (!staff || navigator.serviceWorker?.controller)) import(new URL(tablet, document.baseURI));
  } catch (problem) {
    failed.hidden = false;
    console.error("The estimator did not start:", problem);
  } finally {
    clearTimeout(shown);
    starting.hidden = true;
  }
  goBack?.();
}

/** The digest of what arrived, as the page names it. */
async function digest(bytes) {
  return "sha256-" + btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))));
}

/** Sends a link to the page in another language with the query, but for the language, and the fragment of this one. */
function carryOver({ target }) {
  const link = target.closest?.("a[hreflang]");
  if (!link) return;
  const query = new URLSearchParams(location.search);
  query.delete("lang");
  link.search = query;
  link.hash = location.hash;
}
