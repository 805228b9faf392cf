// The cost distribution by plain simulation, as a yardstick: 100,000 courses are drawn, priced, sorted and read off.

export const DRAWS = 100_000;
