import { success, type Result } from '#core';
import type { Failure } from '../failure.ts';
import type { WorkingTree } from '../ports.ts';

/**
 * That a file which was just written is part of the change that it tells of; undefined where git does not look at it.
 * `path` is from the root of the repository.
 */
export const tellInChange = async (
  repository: Pick<WorkingTree, 'ignored'>,
  path: string,
): Promise<Result<string | undefined, Failure>> => {
  if (path.startsWith('.git/')) return success(undefined);
  const ignored = await repository.ignored();
  if (!ignored.ok) return ignored;
  const isIgnored = ignored.value.some((one) => one === path || (one.endsWith('/') && path.startsWith(one)));
  return success(
    isIgnored
      ? undefined
      : `${path} lies in the repository and is part of the change now: its numbers are others, and what gates found is stale. Put it outside of it, such as ../${path.split('/').at(-1) ?? ''}, or where git ignores it.`,
  );
};
