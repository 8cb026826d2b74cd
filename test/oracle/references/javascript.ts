import { debian, npm } from '../corpora.ts';
import type { Reference } from '../reference.ts';
import { eslintVersion, inEslintsWords, runOnFiles } from './eslint.ts';

/** ESLint's rule `complexity`. */
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
  oneIn: 2,
  tool: async () => eslintVersion,
  run: runOnFiles,
  inItsWords: inEslintsWords,
};
