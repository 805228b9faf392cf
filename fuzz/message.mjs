// Reads a text as both ends of the channel between a clinic's page and the estimator in it do (src/embed.js,
// src/frame.mjs), and holds what must hold of any text.
//
// `node fuzz/message.mjs fuzz/corpus/message.jsonl` reads those of a kept corpus, as the native tests do; with a number of
// minutes after it, it goes on to search for one that they do not stand, as `cargo xtask fuzz message` does.

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";

const EVENTS = ["ready", "step", "result", "action", "error"];

/** The frame of an element. Like a browser's, its title is a text, whatever is put there. */
const frame = { style: {}, contentWindow: { postMessage() { } }, set title(title) { `${title}`; } };
/** What the element has told its page. */
let told = [];

/** As much of a browser as the two scripts ask for. */
Object.assign(globalThis, {
  addEventListener() { },
  parent: { postMessage() { } },
  document: { documentElement: { dataset: {} }, createElement: (tag) => (tag === "iframe" ? frame : {}) },
  customElements: { get() { }, define(_, element) { globalThis.Estimator = element; } },
  CSSStyleSheet: class { replaceSync() { } },
  CustomEvent: class { constructor(type, { detail }) { Object.assign(this, { type, detail }); } },
  HTMLElement: class {
    style = {};
    attachShadow() { return { append() { } }; }
    getAttribute() { return null; }
    dispatchEvent(event) { told.push(event); }
  },
  MessageChannel: class { port1 = channel; },
});
const channel = { close() { }, postMessage() { } };

const { wishes } = await import("../src/frame.mjs");
// By another name, because Node takes a file *.js for no module.
mkdirSync(new URL("../target/fuzz", import.meta.url), { recursive: true });
const element = new URL("../target/fuzz/embed.mjs", import.meta.url);
copyFileSync(new URL("../src/embed.js", import.meta.url), element);
await import(element);
new Estimator().handleEvent({ data: "microneedling-estimator 1", origin: element.origin, source: frame.contentWindow });

/** What the page in the frame takes from a text says the same when it is written; nothing else gets in. */
function readByPage(text) {
  const asked = wishes(text);
  if (asked === null) return;
  assert.equal(Object.getPrototypeOf(asked), Object.prototype);
  for (const [name, wish] of Object.entries(asked)) {
    if (name === "events") assert.equal(typeof wish, "boolean");
    else if (name === "accent") assert.match(wish, /^#[\da-fA-F]{3,6}$/);
    else assert.match(wish, /^[a-z\d-]{1,32}$/, name);
  }
  assert.deepEqual(wishes(JSON.stringify(asked)), asked);
}

/** What the element takes from a text is a height or one event of those that the guide names. */
function readByElement(text) {
  told = [];
  frame.style = {};
  channel.onmessage({ data: text });
  assert.ok(told.length <= 1);
  for (const { type, detail } of told) {
    assert.ok(EVENTS.includes(type), type);
    assert.equal(Object.getPrototypeOf(detail), Object.prototype);
  }
  if ("blockSize" in frame.style) assert.match(frame.style.blockSize, /^\d+px$/);
}

function read(text) {
  readByPage(text);
  readByElement(text);
}

const [corpus, minutes] = process.argv.slice(2);
const kept = readFileSync(corpus, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
kept.forEach(read);

if (Number(minutes)) {
  const { default: check } = await import(process.env.FAST_CHECK);
  const word = check.constantFrom(
    "type", "height", "title", "question", "action", "error", "currency", "band", "theme", "accent", "events", "concern",
    "area", "horizon", "dark", "auto", "#0a6", "#00aa66", "pores", "face", "24", ...EVENTS, "__proto__", "constructor",
    "hasOwnProperty", "toString", "valueOf", "toJSON",
  );
  const value = check.oneof(word, check.jsonValue(), check.double(), check.integer(), check.string({ unit: "binary" }));
  const told = check.record({ type: check.constantFrom("height", ...EVENTS), height: value, title: value }, { requiredKeys: ["type"] });
  const made = check.oneof(check.dictionary(word, value), told).map((message) => JSON.stringify(message));
  // A part of a text that is known in the place of a part of another.
  const place = check.nat({ max: 300 });
  const crossed = check.tuple(check.constantFrom(...kept), place, place, check.oneof(check.constantFrom(...kept), word, made))
    .map(([text, from, length, other]) => text.slice(0, from) + other + text.slice(from + length));
  const long = check.tuple(made, check.nat({ max: 4200 })).map(([text, spaces]) => text + " ".repeat(spaces));
  let tried = 0;
  check.assert(
    check.property(
      check.oneof(made, crossed, crossed, long, check.json(), check.string({ unit: "binary" })),
      (text) => { tried += 1; read(text); },
    ),
    { numRuns: 2 ** 31 - 1, interruptAfterTimeLimit: minutes * 60_000, markInterruptAsFailure: false },
  );
  console.log(`${tried} texts tried`);
}
