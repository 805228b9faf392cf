// Makes a clinic's tablet work without a network, and says how that stands.
//
// The staff's pages come here after their start, and this file registers src/service-worker.js; so opening one of them once
// sets a tablet up. A patient page comes here only where that worker serves it: patients on a clinic's website fetch
// neither this file nor the worker.
//
// How it stands is in the root element's `data-offline`, for src/browser/offline.rs; each change is an `offlinechange`.

const container = navigator.serviceWorker;
const isOfPatients = document.querySelector("script[data-staff]") !== null;

/** What registers the worker; where the policy asks for it, the address is one that this policy alone hands out. */
const trusted = globalThis.trustedTypes && !isOfPatients
  ? trustedTypes.createPolicy("service-worker", { createScriptURL: () => "./service-worker.js" })
  : null;

let registration;
/** Why the worker was not set up, as it says itself. */
let failed = "unreachable";
/** Whether a newer version has taken over since this page was opened. */
let isOld = false;

addEventListener("usenewer", useNewer);
await begin();

function say(state) {
  if (document.documentElement.dataset.offline === state) return;
  document.documentElement.dataset.offline = state;
  dispatchEvent(new Event("offlinechange"));
  if (isOfPatients) offer(state === "newer");
}

async function begin() {
  if (!isSecureContext) return say("insecure");
  if (!container) return say("unsupported");
  const isServed = container.controller !== null;
  container.addEventListener("message", ({ data }) => {
    if (data.failed) failed = data.failed;
    if (data.day !== undefined && !isNewer()) say(`ready ${data.day}`);
    look();
  });
  container.addEventListener("controllerchange", () => { isOld = isServed; look(); });
  try {
    registration = isOfPatients
      ? await container.getRegistration()
      : await container.register(trusted?.createScriptURL("") ?? "./service-worker.js", { updateViaCache: "none" });
  } catch (problem) {
    return say(["SecurityError", "NotSupportedError"].includes(problem.name) ? "blocked" : failed);
  }
  if (!registration) return undefined;
  registration.addEventListener("updatefound", follow);
  follow();
  // A tablet without a network learns nothing new, and goes on.
  return registration.update().catch(() => {});
}

/** Watches a version on its way. */
function follow() {
  registration.installing?.addEventListener("statechange", look);
  look();
}

function isNewer() {
  return isOld || Boolean(registration?.waiting && registration.active);
}

function look() {
  if (isNewer()) say("newer");
  else if (!registration) return;
  else if (registration.active) {
    if (!document.documentElement.dataset.offline?.startsWith("ready")) registration.active.postMessage("day");
  } else say(registration.installing ? "getting" : failed);
}

/** Gives the tab the newest version; other tabs go on with what they have. */
function useNewer() {
  const waiting = registration?.waiting;
  if (!waiting) return location.reload();
  container.addEventListener("controllerchange", () => location.reload(), { once: true });
  return waiting.postMessage("use");
}

/** Offers a patient page the newer version, above everything; the build writes the words. */
function offer(isThere) {
  document.getElementById("newer-version")?.remove();
  if (!isThere) return;
  const [ready, use] = WORDS[document.documentElement.lang] ?? WORDS.en;
  const [place, note, words, button] = ["div", "div", "p", "button"].map((tag) => document.createElement(tag));
  place.id = "newer-version";
  place.className = "notice-place";
  note.className = "notice";
  note.setAttribute("role", "status");
  words.textContent = ready;
  button.type = "button";
  button.className = "quiet";
  button.textContent = use;
  button.addEventListener("click", useNewer);
  note.append(words, button);
  place.append(note);
  document.getElementById("app").before(place);
}
