import { setFlagsFromString } from 'node:v8';

/*
 * V8 compiles a function anew, for speed, as soon as it is called often, with what it calls put into it. In a process that
 * reads files for a second, in several threads that each compile the same, that takes more of the processor than it gives
 * back: a first `functions` on TypeScript's sources takes 1.9 s of it in place of 3.4 s when V8 waits four times as long and
 * puts less into one function (docs/benchmarks.md).
 */
const settings = [
  { flag: '--interrupt-budget', usual: 67_584, ours: 4 * 67_584 },
  { flag: '--max-inlined-bytecode-size-cumulative', usual: 920, ours: 200 },
] as const;

// That of Node 20. A later one knows other flags, complains of these, and has a compiler in between.
const isMeasured = process.versions.v8.startsWith('11.3.');

const set = (which: 'usual' | 'ours'): void => {
  if (!isMeasured) return;
  for (const setting of settings) setFlagsFromString(`${setting.flag}=${setting[which]}`);
};

/**
 * Has V8 compile less for speed, in all threads, until what it gives is called. Whatever it is to start or load in the
 * meantime takes longer: what is kept compiled is bound to these settings, also what Node brings for itself.
 */
export const compileLess = (): (() => void) => {
  set('ours');
  return () => set('usual');
};
