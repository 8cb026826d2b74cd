import { failure, readChain, chainFolder, success, type Result, type TaskSlice } from '#core';
import { fail, type Failure } from '../failure.ts';
import type { History } from '../ports.ts';
import { need, story } from '../story.ts';

/** A slice as the chain at the base has it: that is what a pull request is held to, and not what its task was told. */
export interface SliceAtBase extends TaskSlice {
  /** The mode it is done in; left out: any. */
  readonly mode?: string;
  /** Globs that it keeps out of. */
  readonly excluded: readonly string[];
}

const notThere = ({ chain, id }: TaskSlice): Failure =>
  fail(
    'bad-chain',
    `The base has no slice ${id} of a chain ${chain}, or a chain with mistakes, so what the change keeps out of cannot be told.`,
    'Merge the chain first, then the pull request of its slice.',
  );

/** The slice at a commit. Fails with `bad-chain` where it is not there, or is of another mode than the work. */
export const readSliceAtBase = (
  { repository }: { readonly repository: Pick<History, 'readFolderAt'> },
  revision: string,
  slice: TaskSlice,
  mode: string,
): Promise<Result<SliceAtBase, Failure>> =>
  story(async function* () {
    const texts = yield* need(repository.readFolderAt(revision, chainFolder));
    const found = [...texts]
      .map(([path, text]) => readChain(path, text))
      .filter((file) => file.id === slice.chain)
      .flatMap(({ chain }) => chain?.slices ?? [])
      .filter(({ id }) => id === slice.id);
    const [own, twin] = found;
    if (own === undefined || twin !== undefined) return yield* need(failure(notThere(slice)));
    if (own.mode !== undefined && own.mode !== mode)
      return yield* need(
        failure(
          fail(
            'bad-chain',
            `At the base the slice ${slice.id} is done in mode ${own.mode}, and this was done in mode ${mode}.`,
          ),
        ),
      );
    const modeOfIt = own.mode === undefined ? {} : { mode: own.mode };
    return yield* need(success({ ...slice, ...modeOfIt, excluded: own.excluded ?? [] }));
  });
