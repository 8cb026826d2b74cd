import { npm } from '../corpora.ts';
import type { Reference } from '../reference.ts';
import { inEslintsWords, runOnFiles, vueVersion } from './eslint.ts';

/** ESLint's rule `complexity` through vue-eslint-parser: ESLint does not walk into templates by itself. */
export const vue: Reference = {
  language: 'vue',
  endings: ['vue'],
  corpora: [
    npm('element-ui@2.15.14', '*.vue'),
    npm('view-design@4.7.0', '*.vue'),
    npm('primevue@4.4.1', '*.vue'),
    npm('buefy@3.1.0', '*.vue'),
    npm('@nuxt/ui@4.11.2', '*.vue'),
    npm('@slidev/client@52.20.1', '*.vue'),
    npm('vitepress@1.6.4', '*.vue'),
  ],
  packages: [],
  promised: 10_000,
  tool: async () => vueVersion,
  run: runOnFiles,
  inItsWords: inEslintsWords,
};
