// What a page does while it loads and when somebody answers, noted from inside: run before anything of the page itself.

(() => {
  const seen = { ready: null, answered: null, keys: [], memory: null };
  window.benchmark = seen;

  // The page's memory, as soon as there is a module that has one.
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...all) => {
      const result = await original.apply(WebAssembly, all);
      seen.memory = (result.instance ?? result).exports.memory ?? seen.memory;
      return result;
    };
  }

  const total = () => document.querySelector(".total strong")?.textContent;

  /** Calls back once the total is another one, before the browser draws it. */
  const onceTotalChanges = (what) => {
    const before = total();
    const observer = new MutationObserver(() => {
      if (total() === before) return;
      observer.disconnect();
      what();
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  };

  // The first moment at which an answer changes the total: answered as soon as the page says that it has started.
  const started = new MutationObserver(() => {
    if (document.documentElement?.dataset.started !== "true") return;
    started.disconnect();
    seen.ready = performance.now();
    const answer = () => {
      const other = document.getElementById("severity-severe");
      // A link is opened first, and then taken off the address.
      if (!other || location.hash) return requestAnimationFrame(answer);
      onceTotalChanges(() => { seen.answered = performance.now(); });
      other.click();
    };
    answer();
  });
  started.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-started"] });

  // From the key to the changed total, and on to the end of the frame that draws it.
  document.addEventListener("keydown", (event) => {
    const start = event.timeStamp;
    onceTotalChanges(() => {
      const changed = performance.now() - start;
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => { seen.keys.push([changed, performance.now() - start]); };
        channel.port2.postMessage(null);
      });
    });
  }, true);

  /** How long answers take to change the total, in milliseconds: one after the other, to and fro. */
  seen.answers = async (times) => {
    const took = [];
    for (let i = 0; i < times; i++) {
      const other = document.getElementById(i % 2 ? "severity-severe" : "severity-mild");
      await new Promise((done) => {
        const start = performance.now();
        onceTotalChanges(() => { took.push(performance.now() - start); done(); });
        other.click();
      });
      await new Promise((next) => setTimeout(next, 0));
    }
    return took;
  };

  /** What was loaded and when, once nothing more is to come. */
  seen.report = () => {
    const [page] = performance.getEntriesByType("navigation");
    const paint = Object.fromEntries(performance.getEntriesByType("paint").map((entry) => [entry.name, entry.startTime]));
    const kind = ({ name }) => name.split(/[?#]/)[0].split(".").pop();
    const files = performance.getEntriesByType("resource").filter(({ name }) => name.startsWith("http"));
    const bytes = { html: page.encodedBodySize };
    for (const file of files) bytes[kind(file)] = (bytes[kind(file)] ?? 0) + file.encodedBodySize;
    return {
      bytes,
      requests: 1 + files.length,
      first_paint: paint["first-paint"],
      first_contentful_paint: paint["first-contentful-paint"],
      loaded: page.loadEventEnd,
      ready: seen.ready,
      answered: seen.answered,
      module_memory: seen.memory?.buffer.byteLength ?? 0,
    };
  };
})();
