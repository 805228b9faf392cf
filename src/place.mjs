// Keeps a reader's place where the page is drawn anew: when the program takes over from what was there to be read, and at
// a reload, after which only the program makes the page as long as it was.
//
// The build puts it into what starts the page.

const KEPT = `microneedling-place ${location.pathname}${location.search}`;

/** Where the reader was before a reload: a section, and where that stood in the window. */
let before = null;
if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") keeping((tab) => { before = JSON.parse(tab.getItem(KEPT)); });
addEventListener("pagehide", () => keeping((tab) => tab.setItem(KEPT, JSON.stringify(place()))));
// Who goes on reading while the program arrives is where that leads.
for (const move of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(move, () => { before = null; }, { once: true });

/** The section that the reader has come to, and where it stands in the window; none at the top of the page. */
function place() {
  const section = scrollY > 0 && [...document.querySelectorAll("#app section[id]")].findLast((section) => topOf(section) < 99);
  return section ? [section.id, topOf(section)] : null;
}

/** Where storage is blocked or full, a reload begins where the browser leaves off. */
function keeping(does) {
  try { does(sessionStorage); } catch { }
}

function topOf(section) {
  return section.getBoundingClientRect().top;
}

/** Notes the reader's place; calling what it gives shows that again. */
export function holdPlace() {
  const from = scrollY;
  const held = before ?? place();
  return () => {
    if (!from && !before) return;
    const section = held && document.getElementById(held[0]);
    scrollTo({ top: section ? scrollY + topOf(section) - held[1] : from, behavior: "instant" });
  };
}
