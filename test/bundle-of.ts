import { join } from 'node:path';

/** Where the bundle of a source file is, in a folder of bundles. */
export const bundleOf = (folder: string, file: string): string => join(folder, file.replace(/\.ts$/, '.mjs'));
