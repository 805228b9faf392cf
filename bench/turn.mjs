// One turn of the benchmark in a browser: the simulation, the core, and the published module from JSON to JSON.

import { measure } from "./monte-carlo.mjs";
import startCore, { Subject } from "./core.js";
import startModule, { estimateLine } from "./api/microneedling-estimator.js";

/** How long each thing is repeated, in milliseconds, after a quarter of that to warm up. */
const ROUND_MS = 200;

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

/** The mean time of one call; the clock is read between batches, because it is coarse and reading it takes time too. */
function nanoseconds(call) {
  const BATCH = 20;
  const repeat = (limit) => {
    const start = performance.now();
    let calls = 0;
    while (performance.now() - start < limit) {
      call(BATCH);
      calls += BATCH;
    }
    return ((performance.now() - start) / calls) * 1e6;
  };
  repeat(ROUND_MS / 4);
  return repeat(ROUND_MS);
}
