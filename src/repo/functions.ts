import type { LoadFunctions } from '#app';
import { parsersFor, readFunctions, type Parsers } from '#core';

// Our bundles hold every parser in a file of its own. A CommonJS module that is imported is whole only as the default;
// its names are found or not, as it was written.
const loaders: { readonly [Name in keyof Parsers]-?: () => Promise<Pick<Parsers, Name>> } = {
  typescript: async () => ({ typescript: (await import('typescript')).default }),
};

/**
 * Reads functions of the languages we know. A parser may take longer to load than the whole activation may, so it is
 * loaded only when one of the paths needs it.
 */
export const loadFunctions: LoadFunctions = async (paths) => {
  const loaded = await Promise.all([...parsersFor(paths)].map((name) => loaders[name]()));
  return readFunctions(Object.assign({}, ...loaded) as Parsers);
};
