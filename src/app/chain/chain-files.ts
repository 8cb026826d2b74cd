import { chainFolder, chainIdOf, readChain, type ChainFile } from '#core';
import type { Ground } from '../ground.ts';
import { findReviewedFiles, remarkOnFiles, type ReviewedPorts } from '../reviewed-files.ts';
import { need, story } from '../story.ts';

/** A chain as it counts. */
export interface FoundChain {
  readonly file: ChainFile;
  /** True where it is read from the commit that the work starts from: only then its commands run and its decisions count. */
  readonly reviewed: boolean;
  /** The same file as it stands in the working tree, where that is another. */
  readonly here?: ChainFile;
}

/** Every chain there is, by path. */
export const findChains = (ports: ReviewedPorts, ground: Pick<Ground, 'from'>) =>
  story<readonly FoundChain[]>(async function* () {
    const of = { folder: chainFolder, idOf: chainIdOf, what: 'chain' };
    const files = yield* need(findReviewedFiles(ports, ground, of));
    return files.map(({ path, text, reviewed, here }) => ({
      file: readChain(path, text),
      reviewed,
      ...(here === undefined ? {} : { here: readChain(path, here) }),
    }));
  });

/** What a person should know of how chains were read. */
export const remarkOnChains = (chains: readonly FoundChain[]): readonly string[] =>
  remarkOnFiles(
    chains.map(({ file, reviewed, here }) => ({
      path: file.path,
      reviewed,
      ...(here === undefined ? {} : { here: here.text }),
    })),
    'it is tried out, and no decision in it counts.',
  );
