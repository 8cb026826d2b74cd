import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PolicyShelf } from '#app';
import { readText } from './durable-file.ts';

// A name comes from a policy of whatever repository: it must not lead out of the shelf.
const sound = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The policies that ship under a folder, each in a folder of its own: `NAME/policy.yaml`. */
export const openPolicyShelf = (root: string): PolicyShelf => {
  const readBeside = async (name: string, file: string): Promise<string | undefined> =>
    sound.test(name) ? readText(join(root, name, file)) : undefined;
  const readShipped = async (name: string): Promise<string | undefined> => readBeside(name, 'policy.yaml');
  return {
    shipped: async () => {
      const names = (await readdir(root)).filter((name) => sound.test(name)).sort();
      const texts = await Promise.all(names.map(readShipped));
      return names.filter((_, index) => texts[index] !== undefined);
    },
    readShipped,
    readShippedExamples: async (name) => readBeside(name, 'examples.yaml'),
  };
};
