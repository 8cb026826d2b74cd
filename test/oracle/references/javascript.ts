import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { debian, npm } from '../corpora.ts';
import type { Entry, Reference } from '../reference.ts';
import { askEslint, eslintVersion } from './eslint.ts';

/** ESLint's rule `complexity`. Its names are words for people; which kind of entity it means is what is compared. */
export const javascript: Reference = {
  language: 'javascript',
  endings: ['js', 'jsx', 'mjs', 'cjs', 'ts', 'tsx', 'mts', 'cts'],
  corpora: [
    debian('node-typescript', '*/src/*.ts', '*/tests/cases/conformance/*.ts', '*/tests/cases/conformance/*.tsx'),
    npm('effect@4.1.0', '*/src/*.ts'),
    npm('viem@2.57.20', '*/actions/*.ts', '*/utils/*.ts', '*/tempo/*.ts', '*/_cjs/utils/*.js'),
    npm('rxjs@7.8.2', '*/src/*.ts', '*/dist/cjs/*.js'),
    npm('three@0.187.0', '*/src/*.js', '*/examples/jsm/*.js'),
    npm('@wordpress/block-editor@18.0.0', '*/src/*.js', '*/src/*.jsx', '*/build/*.cjs', '*/build-module/*.mjs'),
    npm('@wordpress/components@41.0.0', '*/src/*.ts', '*/src/*.tsx', '*/src/*.js'),
    npm('@react-spectrum/s2@1.7.1', '*/src/*.ts', '*/src/*.tsx'),
    npm('ra-ui-materialui@5.15.4', '*/src/*.ts', '*/src/*.tsx'),
  ],
  packages: [],
  promised: 50_000,
  tool: async () => eslintVersion,
  run: async (folder, paths) => {
    const entries = new Map<string, readonly Entry[]>();
    for (const path of paths) {
      const found = askEslint(path, readFileSync(join(folder, path), 'utf8'));
      if (found !== undefined)
        entries.set(
          path,
          found.map(({ kind, ...rest }) => ({ ...rest, name: kind })),
        );
    }
    return entries;
  },
  inItsWords: (entity) => ({ ...entity, name: entity.kind }),
};
