import { npm } from '../corpora.ts';
import type { Reference } from '../reference.ts';
import { inEslintsWords, runOnFiles, svelteVersion } from './eslint.ts';

/** ESLint's rule `complexity` through svelte-eslint-parser, in scripts alone: it walks into templates as well. */
export const svelte: Reference = {
  language: 'svelte',
  endings: ['svelte'],
  corpora: [
    npm('carbon-components-svelte@0.112.1', '*.svelte'),
    npm('bits-ui@2.21.0', '*.svelte'),
    npm('layerchart@2.5.0', '*.svelte'),
    npm('flowbite-svelte@1.33.1', '*.svelte'),
    npm('@threlte/extras@9.21.1', '*.svelte'),
    npm('@evidence-dev/core-components@5.4.2', '*.svelte'),
    npm('@sveltestrap/sveltestrap@7.1.0', '*.svelte'),
    npm('svelte-ux@1.0.11', '*.svelte'),
  ],
  packages: [],
  promised: 4_500,
  tool: async () => svelteVersion,
  run: runOnFiles,
  inItsWords: inEslintsWords,
};
