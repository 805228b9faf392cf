// Starts the page: fetches the script and the WebAssembly module, shows progress if that takes long, and says so if it fails.
//
// Until it has finished, and if it fails, the prerendered estimate stays on screen. The words are in index.html:
// this file only shows and hides them.

const { script, wasm, wasmBytes } = document.querySelector("script[data-wasm]").dataset;
const starting = document.getElementById("starting");
const failed = document.getElementById("start-failed");

/** A start that is quicker than this needs no progress bar: it would only flicker. */
const PATIENCE_MS = 700;

const shown = setTimeout(() => { starting.hidden = false; }, PATIENCE_MS);

try {
  const [module, response] = await Promise.all([
    import(new URL(script, document.baseURI)),
    fetch(new URL(wasm, document.baseURI)),
  ]);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  await module.default({ module_or_path: counted(response) });
  document.documentElement.dataset.started = "true";
} catch (problem) {
  failed.hidden = false;
  console.error("The estimator did not start:", problem);
} finally {
  clearTimeout(shown);
  starting.hidden = true;
}

/** The same response, moving the progress bar as its bytes arrive. */
function counted(response) {
  const bar = starting.querySelector("progress");
  const total = Number(wasmBytes);
  if (!response.body || !bar || !total) return response;
  let seen = 0;
  const counter = new TransformStream({
    transform(chunk, onwards) {
      seen += chunk.byteLength;
      bar.value = Math.min(seen / total, 1);
      onwards.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), { headers: response.headers });
}
