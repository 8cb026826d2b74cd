import { fileURLToPath } from 'node:url';

/**
 * Where the policies lie that we ship. In the bundles esbuild.config.mjs puts another module in this one's place: there
 * they lie beside the code.
 */
export const policiesFolder = fileURLToPath(new URL('../../policies', import.meta.url));
