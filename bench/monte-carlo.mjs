// The cost of a course and its upkeep by plain simulation: the yardstick that the exact distribution is measured against.
//
// Written as one would for a page: typed arrays, constants outside the loop, the engine's own sort. It runs in Node and
// in a browser.

export const DRAWS = 100_000;

/**
 * Draws courses and returns five figures of their total in minor units: least, 10th, 50th and 90th percentile, most.
 *
 * `price` is triangular; `sessions` and `weeks` are [low, typical, high] with triangular weights on whole numbers;
 * `upkeepMonths` is [low, high], every whole number as likely, or null where there is no upkeep.
 */
export function simulate({ price, sessions, weeks, upkeepMonths, horizonMonths }, draws = DRAWS) {
  const drawPrice = triangular(price);
  const drawSessions = wholeNumber(sessions);
  const drawWeeks = wholeNumber(weeks);
  const totals = new Float64Array(draws);
  if (upkeepMonths) {
    const [shortest, longest] = upkeepMonths;
    for (let i = 0; i < draws; i++) {
      const n = drawSessions();
      const k = drawWeeks();
      const m = shortest + Math.floor(Math.random() * (longest - shortest + 1));
      const upkeep = Math.max(0, Math.floor((52 * horizonMonths - 12 * (n - 1) * k) / (52 * m)));
      totals[i] = (n + upkeep) * Math.round(drawPrice());
    }
  } else {
    // Without upkeep the weeks between sessions change no cost.
    for (let i = 0; i < draws; i++) totals[i] = drawSessions() * Math.round(drawPrice());
  }
  totals.sort();
  const quantile = (share) => totals[Math.ceil(share * draws) - 1];
  return [totals[0], quantile(0.1), quantile(0.5), quantile(0.9), totals[draws - 1]];
}

/** Simulates until the engine is warm, then `rounds` times more; returns the milliseconds of each and the last result. */
export function measure(parameters, rounds) {
  let five;
  for (let i = 0; i < 3; i++) five = simulate(parameters);
  const milliseconds = [];
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    five = simulate(parameters);
    milliseconds.push(performance.now() - start);
  }
  return { milliseconds, five };
}

function triangular([low, typical, high]) {
  const width = high - low;
  const rise = (typical - low) / width;
  const left = width * (typical - low);
  const right = width * (high - typical);
  return () => {
    const share = Math.random();
    return share < rise ? low + Math.sqrt(share * left) : high - Math.sqrt((1 - share) * right);
  };
}

function wholeNumber([low, typical, high]) {
  const bounds = [];
  let sum = 0;
  for (let n = low; n <= high; n++) {
    sum += n <= typical ? (n - low + 1) * (high - typical + 1) : (high - n + 1) * (typical - low + 1);
    bounds.push(sum);
  }
  return () => {
    const at = Math.random() * sum;
    let index = 0;
    while (at >= bounds[index]) index++;
    return low + index;
  };
}
