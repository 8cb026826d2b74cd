import { createRequire } from 'node:module';

/**
 * Where npm has put a file of a package. In the bundles esbuild.config.mjs puts another module in this one's place: there
 * the files lie beside the code.
 */
export const packageFile = (specifier: string): string => createRequire(import.meta.url).resolve(specifier);
