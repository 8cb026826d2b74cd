// Leaves the examples of rule kinds out of a bundle that only judges: a fifth of it, which is made anew in each process.
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';

const isExamples = (path: string): boolean => /(?:^|-)examples(?:-[a-z-]+)?\.ts$/.test(basename(path));

/** How a module takes them: `kind.examples`, `({ examples }) =>`. */
const asking = /\.examples\b|\{[^}\n]*\bexamples\b[^}\n]*\}\s*[=:)]/;

const isKind = (path: string): boolean => /[\\/]core[\\/]rules[\\/]/.test(path);

/** A module of the same names, each of which holds no example. */
const emptied = (text: string): string =>
  [...text.matchAll(/^export const (\w+)/gm)].map(([, name]) => `export const ${name} = [];`).join('\n');

/** The modules of a bundle that may ask kinds for their examples. */
const askers = async ({ outputs }: Metafile): Promise<readonly string[]> => {
  const held = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  const own = [...new Set(held)].filter((path) => path.startsWith('src/') && !isKind(path));
  const asks = await Promise.all(own.map(async (path) => asking.test(await readFile(path, 'utf8'))));
  return own.filter((_, index) => asks[index]);
};

/** For bundles in which nobody asks for examples; that somebody does is an error. */
export const withoutExamples: Plugin = {
  name: 'without-examples',
  setup: (build) => {
    build.initialOptions.metafile = true;
    build.onResolve({ filter: /examples/ }, ({ path, importer }) => {
      const isLeftOut = isExamples(path) && isKind(importer) && !isExamples(importer);
      return isLeftOut ? { path: resolve(dirname(importer), path), namespace: 'examples' } : undefined;
    });
    build.onLoad({ filter: /./, namespace: 'examples' }, async ({ path }) => ({
      contents: emptied(await readFile(path, 'utf8')),
    }));
    build.onEnd(async ({ metafile }) => ({
      errors: (metafile === undefined ? [] : await askers(metafile)).map((path) => ({
        text: `${path} asks for examples, which are left out of this bundle (scripts/without-examples.ts).`,
      })),
    }));
  },
};
