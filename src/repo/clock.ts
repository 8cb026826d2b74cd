import type { Clock, SetAlarm } from '#app';

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

/** Rings once, and keeps no process alive for it. */
export const setAlarm: SetAlarm = (after, ring) => {
  const timer = setTimeout(ring, after).unref();
  return () => clearTimeout(timer);
};
