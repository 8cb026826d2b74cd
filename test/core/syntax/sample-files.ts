import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

const largest = 100_000;

/**
 * Source files below a folder, in the order of their paths; every so manieth is taken. What is installed for the VS Code of the
 * tests is left out: which of it are taken would change with every file that we add.
 */
export const sampleFiles = (folder: string, every: number): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:[mc]?[jt]s|[jt]sx)$/.test(path) && !/\.d\.[mc]?ts$/.test(path))
    .filter((path) => !path.startsWith(join('host', 'node_modules')))
    .map((path) => join(folder, path))
    .sort((one, other) => (one < other ? -1 : 1))
    .filter((_, index) => index % every === 0)
    .filter((path) => statSync(path).isFile() && statSync(path).size < largest);
