import type { LoadFunctions } from '#app';
import { languageOf, readFunctions } from '#core';

/**
 * Reads functions of the languages we know. TypeScript's parser takes longer to load than the whole activation may, so it
 * is loaded only when one of the paths is JavaScript or TypeScript; our bundles hold it in a file of its own.
 */
export const loadFunctions: LoadFunctions = async (paths) => {
  if (!paths.some((path) => languageOf(path) === 'javascript')) return readFunctions({});
  // A CommonJS module that is imported is whole only as the default; its names are found or not, as it was written.
  const { default: typescript } = await import('typescript');
  return readFunctions({ typescript });
};
