/** The types of the headless JSON functions. */

/** Loads the module; call it once before anything else. */
export default function init(): Promise<unknown>;

/** The version of the engine. */
export function version(): string;
