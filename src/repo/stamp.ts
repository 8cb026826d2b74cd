import type { Stats } from 'node:fs';

/** Changes whenever a file is written to, or another one takes its place. */
export const stampOf = ({ dev, ino, size, mtimeMs, ctimeMs }: Stats): string =>
  `${dev} ${ino} ${size} ${mtimeMs} ${ctimeMs}`;

// The coarsest clock of a file system goes in steps of two seconds.
const step = 2_000;

/**
 * False for a file that may have been written to again within the step of the clock, which would leave the same stamp. The
 * moment, in milliseconds since 1970, is the one that it was looked at in, or one before that; left out: now.
 */
export const isSettled = ({ ctimeMs }: Pick<Stats, 'ctimeMs'>, moment = Date.now()): boolean => moment - ctimeMs > step;
