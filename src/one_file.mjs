// Starts the page that is one file: the build puts the program into it, compressed, beside this script. The words are in
// the page: this file only shows and hides them.
//
// The way to the other language is that of src/boot.mjs, to the file that lies beside this one.

import start from "program";
import { holdPlace } from "./place.mjs";
import { startedOrStopped, watch } from "./stopped.mjs";

// What the page's styles say where no script comes is not for here.
document.documentElement.dataset.loader = "here";

const pages = [...document.querySelectorAll("link[lang]")];

/** The file in a language that the address asks for, unless it is this one. */
const wished = new URLSearchParams(location.search).get("lang")?.split("-")[0].toLowerCase();
const elsewhere = wished !== document.documentElement.lang && pages.find((page) => page.lang === wished);

// The program draws the address of the served page; whoever points at the link is shown where it leads.
for (const sign of ["click", "auxclick", "pointerover", "focusin"]) addEventListener(sign, carryOver);

if (elsewhere) location.replace(elsewhere.href + location.search + location.hash);
else await begin();

async function begin() {
  watch();
  try {
    const packed = Uint8Array.from(atob(document.getElementById("program").textContent), (sign) => sign.charCodeAt(0));
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const program = await new Response(unpacked).arrayBuffer();
    const goBack = holdPlace();
    const begun = startedOrStopped();
    await start({ module_or_path: program });
    await begun;
    goBack();
  } catch (problem) {
    document.getElementById("start-failed").hidden = false;
    console.error("The estimator did not start:", problem);
  }
}

/** Sends a link to the file in another language, with the query, but for the language, and the fragment of this one. */
function carryOver({ target }) {
  const link = target.closest?.("a[hreflang]");
  const page = link && pages.find((page) => page.lang === link.hreflang);
  if (!page) return;
  const query = new URLSearchParams(location.search);
  query.delete("lang");
  link.href = page.href;
  link.search = query;
  link.hash = location.hash;
}
