// What the page does inside a clinic's page, where src/embed.js shows it in a frame: it says hello, takes one message
// channel from the page around it, does what the element's attributes ask for, and tells its height and, if it is asked
// to, what happens: which question was answered, which button was pressed, and in which band the total lies. What was
// answered it never tells.
//
// src/boot.mjs loads it in a frame only. It sees the page as a person does, so that the program itself knows no host.

/** What both sides open with: who is meant, and the version of what follows. */
const HELLO = "microneedling-estimator 1";
const MOST_CHARACTERS = 4096;
const NAME = "<microneedling-estimator>";

/** A pattern takes a number or a list for a text; a wish that has one is a text. */
const matching = (pattern) => (wish) => typeof wish === "string" && pattern.test(wish);
const isWord = matching(/^[a-z\d-]{1,32}$/);
/** What the host page may ask for, and what each wish may be. */
const WISHES = {
  theme: matching(/^(auto|light|dark)$/),
  accent: matching(/^#([\da-f]{3}){1,2}$/i),
  events: (wish) => typeof wish === "boolean",
  concern: isWord,
  area: isWord,
  horizon: isWord,
};
/** The wishes that are answers to a question of that name, in an order in which each leaves the others standing. */
const ANSWERS = ["concern", "area", "horizon"];
/** The buttons whose pressing is told, with what it is called. */
const ACTIONS = {
  print: "print", link: "copy-link", save: "save", calendar: "calendar", undo: "undo", redo: "redo", again: "start-again", add: "add-scenario",
};
/** How long the host page has to be still before the total is shown again. */
const STILL_MS = 150;

const root = document.documentElement;
/** The end of the channel to the host page, once there is one; and what that page asked for last. */
let port, wished;
let isStarted = false;
/** What was told last. */
let height, band, isListRefused;

addEventListener("message", accept);
// There is nothing in it, so that it may be for anybody: who is around is not known yet.
parent.postMessage(HELLO, "*");

/** The wishes in a message; none where it is anything else than a text of ours. */
export function wishes(text) {
  if (typeof text !== "string" || text.length > MOST_CHARACTERS) return null;
  let read;
  try { read = JSON.parse(text); } catch { return null; }
  const isOurs = read?.constructor === Object
    && Object.entries(read).every(([name, wish]) => Object.hasOwn(WISHES, name) && WISHES[name](wish));
  return isOurs ? read : null;
}

/** A color that can be read on a ground: itself, or as little nearer to black or white as makes 4.5:1. Each is [red, green, blue]. */
export function readable(color, ground) {
  const towards = luminance(ground) > 0.2 ? 0 : 255;
  for (let percent = 0; ; percent++) {
    const moved = color.map((part) => Math.round(part + (towards - part) * percent / 100));
    if (contrast(moved, ground) >= 4.5 || percent === 100) return moved;
  }
}

/** The contrast of two colors, from 1 to 21, as WCAG 2 defines it. */
export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color) {
  const [red, green, blue] = color.map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Tells of the start: the program runs, or the page stays as it is to be read. */
export async function started() {
  isStarted = root.dataset.started === "true";
  if (!wished) return;
  // What a reload has brought back is a person's own. A button with nothing to undo has no such name.
  if (isStarted && !document.querySelector("[data-press=undo]")) await give(ANSWERS);
  measure();
  tell(isStarted ? { type: "ready" } : { type: "error", error: "start" });
  look();
}

function accept({ source, data, ports }) {
  if (source !== parent || data !== HELLO || ports.length !== 1) return;
  removeEventListener("message", accept);
  [port] = ports;
  port.onmessage = (message) => {
    const asked = wishes(message.data);
    if (asked) obey(asked);
  };
  root.dataset.embedded = "";
  warnOfLanguage();
  document.addEventListener("change", answered);
  document.addEventListener("click", pressed, true);
  addEventListener("stopped", () => tell({ type: "error", error: "stop" }));
  new MutationObserver(look).observe(document.getElementById("app"), { subtree: true, childList: true, attributeFilter: ["data-band"] });
  new ResizeObserver(() => { if (height) measure(); }).observe(root);
  keepTotalInView();
}

function obey(asked) {
  const before = wished ?? {};
  wished = asked;
  root.dataset.theme = asked.theme ?? "auto";
  if (asked.accent !== before.accent) paint(asked.accent);
  const others = ANSWERS.filter((name) => asked[name] !== before[name]);
  if (height) {
    give(others);
    look();
  } else if (isStarted) {
    started();
  } else if (others.length === 0) {
    // With answers of its own to come it is shown when it has them.
    measure();
  }
}

/** Answers questions as the host page wishes, in the way a person does, who can undo it. */
async function give(names) {
  for (const name of isStarted ? names : []) {
    const word = wished[name];
    if (word === undefined) continue;
    const controls = [...document.getElementsByName(name)];
    const choice = controls.flatMap((control) => [...control.options ?? [control]]).find(({ value }) => value === word);
    const list = choice?.closest("select");
    const mark = list ? "selected" : "checked";
    if (!choice) {
      console.warn(`${NAME}: ${name} knows no “${word}”; the answer stays as it is.`);
    } else if (!choice[mark]) {
      choice[mark] = true;
      (list ?? choice).dispatchEvent(new InputEvent("input", { bubbles: true }));
      // The next question is drawn anew by then.
      await new Promise((resolve) => { setTimeout(resolve); });
    }
  }
}

function warnOfLanguage() {
  const lang = new URLSearchParams(location.search).get("lang");
  if (lang && lang.split("-")[0].toLowerCase() !== root.lang) {
    console.warn(`${NAME}: there is no page in the language “${lang}”; this one stands.`);
  }
}

/** Takes a clinic's color in place of the page's own, or gives that back. */
function paint(accent) {
  if (!accent) {
    root.style.removeProperty("--accent");
    return;
  }
  // The grounds in light and in dark, of the papers those that leave less contrast.
  const grounds = getComputedStyle(root).getPropertyValue("--sunk").match(/#[\da-f]{3,6}/gi).map(parts);
  const colors = grounds.map((ground) => readable(parts(accent), ground)).map(hex);
  root.style.setProperty("--accent", `light-dark(${colors})`);
  ["light", "dark"].forEach((paper, index) => {
    if (colors[index] !== hex(parts(accent))) {
      console.warn(`${NAME}: accent="${accent}" is hard to read on the ${paper} page; it became ${colors[index]} there.`);
    }
  });
}

/** The parts of #rgb or #rrggbb. */
function parts(color) {
  return color.slice(1).match(color.length < 7 ? /./g : /../g).map((part) => parseInt(part.padEnd(2, part), 16));
}

function hex(color) {
  return `#${color.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function measure() {
  const now = Math.ceil(root.getBoundingClientRect().height);
  // A page that is hidden has none.
  if (now > 0 && now !== height) send({ type: "height", height: height = now, title: document.title });
}

function answered({ target, isTrusted }) {
  const question = isTrusted && target.closest(".question");
  if (question) tell({ type: "step", question: question.id.replace("question-", "") });
}

function pressed({ target }) {
  const { press } = target.closest("[data-press]")?.dataset ?? {};
  if (Object.hasOwn(ACTIONS, press)) tell({ type: "action", action: ACTIONS[press] });
  // To start again is to start from what this page is for; after the program has heard of it.
  if (press === "again") setTimeout(give, 0, ANSWERS);
  // Most other pages refuse to be shown in a frame.
  const link = target.closest("a[href]");
  if (link && link.origin !== location.origin) link.target = "_blank";
}

/** Tells what is new on the page. */
function look() {
  if (!height || !isStarted || !wished?.events) return;
  const total = document.querySelector("[data-band]")?.dataset.band;
  if (total && total !== band) {
    band = total;
    const [currency, range] = total.split(" ");
    tell({ type: "result", currency, band: range });
  }
  const isRefused = document.querySelector(".problems li") !== null;
  if (isRefused && !isListRefused) tell({ type: "error", error: "price-list" });
  isListRefused = isRefused;
}

function tell(event) {
  if (wished?.events) send(event);
}

function send(message) {
  port.postMessage(JSON.stringify(message));
}

/**
 * Keeps the total at the lower edge of what the reader sees. A frame as high as its page never scrolls, so nothing
 * sticks to an edge in it; but browsers tell how much of it is in view. While the host page moves the total is hidden,
 * because it would trail behind.
 */
function keepTotalInView() {
  const app = document.getElementById("app");
  // It lies across the lower edge, so that with any movement another part of it is in view.
  const edge = document.createElement("div");
  edge.className = "reader-edge";
  document.body.append(edge);
  let waiting, seen;
  const place = () => {
    const total = document.querySelector(".total");
    if (!total || !seen) return;
    const { height: room } = total.getBoundingClientRect();
    const focus = document.activeElement?.getBoundingClientRect();
    // What has the focus is not covered.
    const covers = focus && focus.bottom > seen.bottom - room && focus.top < seen.bottom;
    root.style.setProperty("--reader", `${Math.round(covers ? seen.top : seen.bottom - room)}px`);
    root.style.setProperty("--reader-edge", `${Math.round(seen.bottom)}px`);
    // Beside the estimate itself it says nothing new.
    const answers = document.querySelector(".answers")?.getBoundingClientRect();
    const isAnswering = answers && answers.top < seen.bottom && answers.bottom > seen.top;
    root.toggleAttribute("data-reader", isAnswering && seen.height > 3 * room);
  };
  const settle = () => {
    const once = new IntersectionObserver(([{ intersectionRect }]) => {
      once.disconnect();
      seen = intersectionRect;
      place();
    });
    once.observe(app);
  };
  const moved = new IntersectionObserver(() => {
    root.removeAttribute("data-reader");
    clearTimeout(waiting);
    waiting = setTimeout(settle, STILL_MS);
  }, { threshold: Array.from({ length: 21 }, (_, index) => index / 20) });
  moved.observe(edge);
  moved.observe(app);
  document.addEventListener("focusin", place);
}
