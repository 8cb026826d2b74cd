import { setFlagsFromString } from 'node:v8';

// In bytes of what is run of a function before V8 thinks of making faster code of it; else some 130 KB.
const budget = 1_000_000;

// Whoever knows no such flag would say so to the person.
const known = /^v2[0-4]\./;

/**
 * Has V8 take longer until it makes faster code of what runs often: in a process that ends within a second, that takes more
 * of the processor than it gives back. To be called before anything of ours is loaded.
 */
export const optimiseLate = (): void => {
  if (known.test(process.version)) setFlagsFromString(`--interrupt-budget=${budget}`);
};
