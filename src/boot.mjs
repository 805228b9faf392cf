// Starts the page: fetches the script and the WebAssembly module, says so if that takes long, and says so if it fails. A file
// that is not what the build wrote fails as one that does not arrive.
// Before that, it leads to the page in the language that the address asks for, if there is one, and from the patient
// page to the staff's where the fragment names one of its views. In a frame it has src/frame.mjs answer to the page
// around it.
//
// Until it has finished, and if it fails, what the page holds stays on screen. The words are in the page: this file only
// shows and hides them.

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
  && [...document.querySelectorAll("link[hreflang]")].find((link) => link.hreflang === wished);

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
  const shown = setTimeout(() => { starting.hidden = false; }, PATIENCE_MS);
  try {
    const [module, response] = await Promise.all([
      // The page holds the script's digest beside its modulepreload, and the styles' beside their link.
      import(new URL(script, document.baseURI)),
      fetch(new URL(wasm, document.baseURI), { integrity }),
    ]);
    if (!document.querySelector("link[rel=stylesheet]").sheet) throw Error("no styles");
    await module.default({ module_or_path: response });
    document.documentElement.dataset.started = "true";
    // A patient's page is on a clinic's tablet where the staff's worker serves it, and nowhere else.
    if (tablet && (!staff || navigator.serviceWorker?.controller)) import(new URL(tablet, document.baseURI));
  } catch (problem) {
    failed.hidden = false;
    console.error("The estimator did not start:", problem);
  } finally {
    clearTimeout(shown);
    starting.hidden = true;
  }
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
