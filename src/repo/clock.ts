import type { Clock } from '#app';

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() };
