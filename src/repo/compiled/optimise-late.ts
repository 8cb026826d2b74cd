import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';

/*
 * How much is run of a function before V8 thinks of making faster code of it: in bytes, else some 130 KB; and of machine code
 * such as a parser is, so much that it is never reached, as a few texts are parsed before the process ends.
 */
const settings = ['--interrupt-budget=1000000', '--wasm-tiering-budget=1000000000'];

// What Node brings along has code of its own, which V8 refuses under other flags, too: so it is loaded before they are set.
const builtin = [
  'child_process',
  'crypto',
  'fs/promises',
  'net',
  'os',
  'perf_hooks',
  'process',
  'timers/promises',
  'worker_threads',
];

// Whoever knows no such flag would say so to the person.
const known = /^v2[0-4]\./;

/**
 * Has V8 take longer until it makes faster code of what runs often: in a process that ends within a second, that takes more
 * of the processor than it gives back. To be called before anything of ours is loaded.
 */
export const optimiseLate = (): void => {
  if (!known.test(process.version)) return;
  // Which file asks makes no difference.
  const ask = createRequire(process.execPath);
  for (const name of builtin) ask(`node:${name}`);
  for (const setting of settings) setFlagsFromString(setting);
};
