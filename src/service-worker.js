// Serves the whole site to a tablet that has no network: pages, programs, and the price lists that pages asked for.
//
// Each version has a cache of its own, filled completely and held against the digests of the build before it counts; a page
// gets all its files from one version. What a person types never comes here: it stands in fragments and in the tab.
//
// The build writes FILES, every file of the site with its digest, and VERSION, a name for all of them and for this file.
// src/tablet.mjs registers this file and reads what it says.

const SCOPE = registration.scope;
const VERSIONS = `microneedling-estimator ${SCOPE} `;
const OWN = VERSIONS + VERSION;
const LISTS = `microneedling-prices ${SCOPE}`;

/** Entries of a version's cache that are no files: the day on which it was filled, and the pages that were open when it took over. */
const DAY = `${SCOPE}.day`;
const OPEN_BEFORE = `${SCOPE}.open`;

/** How long a price list may take to arrive before its copy is used. */
const PATIENCE_MS = 3000;

/** The largest price list that pages read. */
const MOST_BYTES = 262144;

/** A server may vary its answers; a file of a version is always the same. */
const ANY = { ignoreVary: true };

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", answer);
addEventListener("message", (event) => event.waitUntil(hear(event)));

/** Fetches the whole version, or fails and leaves everything as it was. */
async function install() {
  // The server may have gone back to the version that is in use.
  const isNew = !await caches.has(OWN);
  try {
    const cache = await caches.open(OWN);
    await Promise.all(Object.keys(FILES).map((name) => keep(cache, name)));
    await cache.put(DAY, new Response(new Date().toISOString().slice(0, 10)));
  } catch (problem) {
    if (isNew) await caches.delete(OWN);
    await tell({ failed: problem.name === "QuotaExceededError" ? "full" : problem.why ?? "unreachable" });
    throw problem;
  }
}

/** Puts a file into the cache if it is the one that was built. */
async function keep(cache, name) {
  const address = new URL(name, SCOPE).href;
  // What an older version has of it need not be fetched again.
  const known = await older(address);
  if (known && await digest(await known.clone().arrayBuffer()) === FILES[name]) return cache.put(address, known);
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok) throw Object.assign(new Error(`${name} answered ${response.status}`), { why: "unreachable" });
  const content = await response.arrayBuffer();
  if (await digest(content) !== FILES[name]) throw Object.assign(new Error(`${name} is not what was built`), { why: `changed ${name}` });
  // Without what holds for the transfer alone, and as an answer of its own: a page may not be one that was led elsewhere.
  const headers = new Headers(response.headers);
  for (const header of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(header);
  return cache.put(address, new Response(content, { headers }));
}

/** The SHA-256 of a file, in hexadecimal digits. */
async function digest(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Takes over the pages that are open, and keeps the price lists that they were opened with. */
async function activate() {
  const open = await pages();
  const cache = await caches.open(OWN);
  await cache.put(OPEN_BEFORE, new Response(JSON.stringify(open.map(({ id }) => id))));
  await clients.claim();
  await tidy();
  await Promise.allSettled(open.map((page) => fetchList(listOf(page))));
}

/** The pages of this site that are open, also those that another version, or none, has served. */
async function pages() {
  const all = await clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter(({ url }) => url.startsWith(SCOPE));
}

/** Removes older versions once none of the pages is open that may still be loading from them. */
async function tidy() {
  const before = await (await caches.open(OWN)).match(OPEN_BEFORE);
  const ids = before ? await before.json() : [];
  const open = await pages();
  if (open.some(({ id }) => ids.includes(id))) return;
  const names = await caches.keys();
  // A version that is on its way has its cache already.
  if (registration.installing || registration.waiting) return;
  await Promise.all(names.filter((name) => name.startsWith(VERSIONS) && name !== OWN).map((name) => caches.delete(name)));
}

function answer(event) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const name = nameOf(pathname);
  if (request.mode === "navigate") {
    if (!name) return;
    event.respondWith(kept(name, request));
    event.waitUntil(tidy());
  } else if (name) {
    event.respondWith(kept(name, request));
  } else if (["", "script", "style"].includes(request.destination)) {
    event.respondWith(other(event));
  }
}

/** The file that a path means, also where a server leaves out its ending; none where it is no file of this version. */
function nameOf(pathname) {
  const folder = new URL(SCOPE).pathname;
  if (!pathname.startsWith(folder)) return null;
  const name = decodeURIComponent(pathname.slice(folder.length)) || "index.html";
  return [name, `${name}.html`].find((known) => Object.hasOwn(FILES, known)) ?? null;
}

/** A file of this version. */
async function kept(name, request) {
  return await (await caches.open(OWN)).match(new URL(name, SCOPE).href, ANY) ?? fetch(request);
}

/** What is no file of this version: a price list, a file of the version that a page still loads from, or neither. */
async function other(event) {
  const page = event.clientId && await clients.get(event.clientId);
  if (page && listOf(page) === event.request.url) return list(event);
  return await older(event.request.url) ?? fetch(event.request);
}

/** A file as any version has it. */
async function older(address) {
  for (const name of await caches.keys()) {
    // Opening a cache that was just removed, as that of a version that failed, would bring it back empty.
    const found = name.startsWith(VERSIONS) && await caches.match(address, { ...ANY, cacheName: name });
    if (found) return found;
  }
  return undefined;
}

/** The address of the price list that a page was opened with, if it is on this server. */
function listOf({ url }) {
  const named = new URL(url).searchParams.get("prices");
  try {
    const address = new URL(named, url);
    return named && address.origin === location.origin ? address.href : null;
  } catch {
    return null;
  }
}

/** A price list from the server, or the copy of it where the server does not answer soon. */
async function list(event) {
  const address = event.request.url;
  const arriving = fetchList(address);
  event.waitUntil(arriving.catch(() => {}));
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); });
  const answered = await Promise.race([arriving, late]).catch(() => undefined);
  if (answered) return answered;
  return await (await caches.open(LISTS)).match(address, ANY) ?? arriving;
}

/** Fetches a price list and keeps a copy; fails where the server does not answer for itself. */
async function fetchList(address) {
  if (!address) return undefined;
  const response = await fetch(address, { cache: "no-cache" });
  // What leads elsewhere is a network that wants to be paid first, and no list.
  if (response.redirected || response.status >= 500) throw new Error(`${address} answered ${response.status}`);
  const content = response.ok && await response.clone().arrayBuffer();
  if (content && content.byteLength <= MOST_BYTES) {
    const headers = { "content-type": "application/json", "x-copied": new Date().toISOString().slice(0, 10) };
    // Without room for it, the list is still there for now.
    await (await caches.open(LISTS)).put(address, new Response(content, { headers })).catch(() => {});
  }
  return response;
}

/** A page asks since when this version is here, or wants to use it now. */
async function hear({ data, source }) {
  if (data === "use") await skipWaiting();
  if (data === "day") {
    const day = await (await caches.open(OWN)).match(DAY);
    source.postMessage({ day: day ? await day.text() : "" });
  }
}

/** Tells every open page something. */
async function tell(message) {
  for (const page of await pages()) page.postMessage(message);
}
