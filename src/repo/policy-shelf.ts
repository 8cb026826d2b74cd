import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PolicyShelf } from '#app';
import { readText } from './durable-file.ts';
import { once } from './once.ts';

// A name comes from a policy of whatever repository: it must not lead out of the shelf.
const sound = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * The policies that ship under a folder, each in a folder of its own: `NAME/policy.yaml`. What ships with a program stays as it
 * is while the program runs, so it is read once.
 */
export const openPolicyShelf = (root: string): PolicyShelf => {
  const texts = new Map<string, () => Promise<string | undefined>>();
  const readOnce = (path: string): Promise<string | undefined> => {
    const reading = texts.get(path) ?? once(() => readText(path));
    texts.set(path, reading);
    return reading();
  };
  const readBeside = async (name: string, file: string): Promise<string | undefined> =>
    sound.test(name) ? readOnce(join(root, name, file)) : undefined;
  const readShipped = async (name: string): Promise<string | undefined> => readBeside(name, 'policy.yaml');
  const shipped = once(async (): Promise<readonly string[]> => {
    const names = (await readdir(root)).filter((name) => sound.test(name)).sort();
    const texts = await Promise.all(names.map(readShipped));
    return names.filter((_, index) => texts[index] !== undefined);
  });
  return {
    shipped,
    readShipped,
    readShippedExamples: async (name) => readBeside(name, 'examples.yaml'),
  };
};
