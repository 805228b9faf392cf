// One turn of the benchmark in a browser: the simulation, the core, and the published module from JSON to JSON.

import { measure } from "./monte-carlo.mjs";
import startCore, { Subject } from "./core.js";
import startModule, { estimateLine } from "./api/microneedling-estimator.js";

/** How long each thing is repeated, in milliseconds, after a quarter of that to warm up. */
const ROUND_MS = 200;
const BATCH_MS = 10;

const started = Promise.all([startCore(), startModule()]);

/** Times everything for one scenario; all times are nanoseconds of one call. */
export async function turn({ scenario, parameters, simulations }) {
  await started;
  const line = JSON.stringify({ scenario: JSON.parse(scenario) });
  if (!estimateLine(line).startsWith('{"estimate"')) {
    throw new Error(`the module answered ${estimateLine(line).slice(0, 200)}`);
  }
  const subject = new Subject(scenario);
  const times = {
    simulation_ns: measure(parameters, simulations).milliseconds.map((time) => time * 1e6),
    distribution_ns: nanoseconds((times) => subject.distribution(times)),
    estimate_ns: nanoseconds((times) => subject.estimate(times)),
    line_ns: nanoseconds((times) => { for (let i = 0; i < times; i++) estimateLine(line); }),
  };
  subject.free();
  return times;
}

/**
 * The time of one call: the median over batches, like the simulation's median over its runs. A batch is long beside the
 * browser's coarse clock, and short beside the moments that other programs take away.
 */
function nanoseconds(call) {
  const batch = (limit) => {
    const start = performance.now();
    let calls = 0;
    while (performance.now() - start < limit) {
      call(10);
      calls += 10;
    }
    return ((performance.now() - start) / calls) * 1e6;
  };
  batch(ROUND_MS / 4);
  const batches = Array.from({ length: ROUND_MS / BATCH_MS }, () => batch(BATCH_MS));
  return batches.sort((one, other) => one - other)[batches.length >> 1];
}
