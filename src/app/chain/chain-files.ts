import { chainFolder, chainIdOf, failure, readChain, success, type ChainFile, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import type { Ground } from '../ground.ts';
import type { History, Repository, WorkingTree } from '../ports.ts';
import { need, story } from '../story.ts';

/** A chain as it counts. */
export interface FoundChain {
  readonly file: ChainFile;
  /** True where it is read from the commit that the work starts from: only then its commands run and its decisions count. */
  readonly reviewed: boolean;
  /** The same file as it stands in the working tree, where that is another. */
  readonly here?: ChainFile;
}

type FilePorts = { readonly repository: Pick<History, 'readFolderAt' | 'upstream'> & Pick<WorkingTree, 'readFolder'> };

/** The commit whose process files count: what of this work was reviewed. Null where there is none. */
export const reviewedRevision = async (
  { repository }: { readonly repository: Pick<Repository, 'upstream'> },
  { from }: Pick<Ground, 'from'>,
): Promise<Result<string | null, Failure>> => {
  if ('revision' in from) return success(from.revision);
  if (!('task' in from)) return success(null);
  const upstream = await repository.upstream();
  return upstream.ok ? success(upstream.value ?? from.task.commit) : upstream;
};

const refuseTwins = (paths: readonly string[]): Result<void, Failure> => {
  const twin = paths.find((path) => paths.some((other) => other !== path && chainIdOf(other) === chainIdOf(path)));
  return twin === undefined
    ? success(undefined)
    : failure(
        fail('bad-path', `Two files hold the chain ${chainIdOf(twin) ?? ''} in ${chainFolder}.`, 'Rename one of them.'),
      );
};

/** Every chain there is, by path. What was reviewed counts; a chain that nobody has reviewed yet is tried out. */
export const findChains = (ports: FilePorts & Parameters<typeof reviewedRevision>[0], ground: Pick<Ground, 'from'>) =>
  story<readonly FoundChain[]>(async function* () {
    const commit = yield* need(reviewedRevision(ports, ground));
    const now = yield* need(ports.repository.readFolder(chainFolder));
    const then =
      commit === null ? new Map<string, string>() : yield* need(ports.repository.readFolderAt(commit, chainFolder));
    const paths = [...new Set([...now.keys(), ...then.keys()])].filter((path) => chainIdOf(path) !== undefined).sort();
    yield* need(refuseTwins(paths));
    return paths.map((path): FoundChain => {
      const [reviewed, here] = [then.get(path), now.get(path)];
      if (reviewed === undefined) return { file: readChain(path, here ?? ''), reviewed: false };
      const file = readChain(path, reviewed);
      return here === undefined || here === reviewed
        ? { file, reviewed: true }
        : { file, reviewed: true, here: readChain(path, here) };
    });
  });

/** What a person should know of how chains were read. */
export const remarkOnChains = (chains: readonly FoundChain[]): readonly string[] =>
  chains.flatMap(({ file: { path }, reviewed, here }) => {
    if (!reviewed)
      return [
        `${path} is not in the commit that this work starts from: it is tried out, and no decision in it counts.`,
      ];
    return here === undefined
      ? []
      : [`${path} is another here than in the commit that this work starts from: that one counts.`];
  });
