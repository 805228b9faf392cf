// Defines <microneedling-estimator>, the estimator inside a clinic's page; docs/host-page.md says how to use it.
//
// The element shows the estimator's own page in a frame, so that neither page can break the other. That page says hello,
// and is answered with one end of a message channel if it is the page in this frame and from this script's own server.
// Over the channel go texts of at most 4 KB: what the attributes ask for one way, the page's height and what happened,
// never what was answered, the other way (src/frame.mjs). What else arrives is dropped.

const TAG = "microneedling-estimator";
const FOLDER = new URL("./", import.meta.url);
/** What both sides open with: who is meant, and the version of what follows. */
const HELLO = "microneedling-estimator 1";
const MOST_CHARACTERS = 4096;
const EVENTS = ["ready", "step", "result", "action", "error"];

const WORD = /^[a-z\d-]{1,32}$/;
/** What each attribute may hold. Which concerns, areas, months and languages there are, the page itself knows. */
const ATTRIBUTES = {
  "price-list": /^[^\0]{1,999}$/,
  lang: /^[a-z]{2,3}(-[a-z\d]+)*$/i,
  mode: /^(patient|staff)$/,
  theme: /^(auto|light|dark)$/,
  accent: /^#([\da-f]{3}){1,2}$/i,
  concern: WORD,
  area: WORD,
  "horizon-months": WORD,
  events: /^(on|off)?$/,
};
/** The attributes that make another page; every other one the page is told of. */
const OF_ADDRESS = ["price-list", "lang", "mode"];

const sheet = new CSSStyleSheet();
// A window's height is kept free: what comes below is then out of sight when the frame gets its own height. Until it
// has, the browser is to hold what is below in its place, if that is what the reader sees.
sheet.replaceSync(`
  :host { display: block; position: relative; min-block-size: 100vh; overflow-anchor: none }
  :host([hidden]), slot[hidden] { display: none }
  iframe { display: block; inline-size: 100%; border: 0 }
  slot:not([hidden]) + iframe { position: absolute; inset: 0; block-size: 100%; visibility: hidden }
`);

class Estimator extends HTMLElement {
  static observedAttributes = Object.keys(ATTRIBUTES);

  #fallback = document.createElement("slot");
  #frame = document.createElement("iframe");
  #port;
  #isThere = false;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(this.#fallback, this.#frame);
    Object.assign(this.#frame, { title: "Microneedling estimator", loading: "lazy", allow: "clipboard-write" });
  }

  connectedCallback() {
    addEventListener("message", this);
    this.#isThere = true;
    this.#frame.src = this.#address();
  }

  disconnectedCallback() {
    removeEventListener("message", this);
    this.#isThere = false;
    this.#hangUp();
    this.#fallback.hidden = false;
    this.style.overflowAnchor = "";
  }

  attributeChangedCallback(name, _, value) {
    if (value !== null && this.#word(name) === undefined) {
      console.warn(`<${TAG}>: ${name}="${value}" is not understood and does nothing; it should match ${ATTRIBUTES[name]}.`);
    }
    if (!this.#isThere) return;
    if (!OF_ADDRESS.includes(name)) this.#tell();
    // Without a step for the host page's Back.
    else if (this.#port) this.#frame.contentWindow.location.replace(this.#address());
    else this.#frame.src = this.#address();
  }

  /** A message to the window. */
  handleEvent({ data, origin, source }) {
    if (data !== HELLO || origin !== FOLDER.origin || source !== this.#frame.contentWindow) return;
    this.#hangUp();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = (message) => this.#hear(message.data);
    source.postMessage(HELLO, origin, [port2]);
    this.#tell();
  }

  #hear(text) {
    if (typeof text !== "string" || text.length > MOST_CHARACTERS) return;
    let message;
    try { message = JSON.parse(text); } catch { return; }
    const { type, ...detail } = Object(message);
    if (EVENTS.includes(type)) this.dispatchEvent(new CustomEvent(type, { detail }));
    else if (type === "height" && Number.isSafeInteger(detail.height) && detail.height > 0) this.#show(detail);
  }

  #show({ height, title }) {
    this.#frame.style.blockSize = `${height}px`;
    if (typeof title === "string") this.#frame.title = title;
    if (this.#fallback.hidden) return;
    this.#fallback.hidden = true;
    // From now on it is the frame that the reader holds on to.
    setTimeout(() => { this.style.overflowAnchor = "auto"; }, 500);
  }

  #tell() {
    this.#port?.postMessage(JSON.stringify({
      theme: this.#word("theme"),
      accent: this.#word("accent"),
      events: ["", "on"].includes(this.#word("events")),
      concern: this.#word("concern"),
      area: this.#word("area"),
      horizon: this.#word("horizon-months"),
    }));
  }

  #hangUp() {
    this.#port?.close();
    this.#port = undefined;
  }

  /** What an attribute says, where that can be understood. */
  #word(name) {
    return this.getAttribute(name)?.match(ATTRIBUTES[name])?.[0];
  }

  #address() {
    const address = new URL(this.#word("mode") === "staff" ? "staff.html" : "index.html", FOLDER);
    const lang = this.#word("lang") ?? this.closest("[lang]")?.lang;
    // By this the page keeps its answers in the tab, apart from those of other elements and for other questions. The
    // frame's name would not do: in a shadow tree it is not the window's.
    const place = [...document.querySelectorAll(TAG)].indexOf(this);
    const element = [place, ...["concern", "area", "horizon-months"].map((name) => this.#word(name))].join(" ").trim();
    for (const [key, word] of [["prices", this.#word("price-list")], ["lang", lang], ["element", element]]) {
      if (word) address.searchParams.set(key, word);
    }
    return address.href;
  }
}

// Two copies of the folder may be on one page.
if (!customElements.get(TAG)) customElements.define(TAG, Estimator);
