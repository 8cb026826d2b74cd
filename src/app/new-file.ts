import { failure, success, type Result } from '#core';
import { fail, type Failure } from './failure.ts';
import type { WorkingTree } from './ports.ts';

/** Whether a word can be the name of a new package or chain. Fails with `bad-option`. */
export const checkNewId = (what: string, id: string, example: string): Result<void, Failure> =>
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)
    ? success(undefined)
    : failure(
        fail(
          'bad-option',
          `“${id}” is no id of a ${what}.`,
          `Write lower-case words joined by hyphens, such as ${example}.`,
        ),
      );

/** Fails with `bad-path` where a path leads through a symbolic link. */
export const refuseLink = async (
  repository: Pick<WorkingTree, 'findLink'>,
  path: string,
): Promise<Result<void, Failure>> => {
  const link = await repository.findLink(path);
  if (!link.ok) return link;
  return link.value === undefined
    ? success(undefined)
    : failure(fail('bad-path', `${link.value} is a symbolic link, and nothing is written through one.`));
};

/** Fails with `exists` where a file stands in the way that would hold the same thing under another end of its name. */
export const refuseTwin = async (
  repository: Pick<WorkingTree, 'read'>,
  what: string,
  { id, path }: { readonly id: string; readonly path: string },
): Promise<Result<void, Failure>> => {
  const twin = await repository.read(path);
  if (!twin.ok) return twin;
  return twin.value === undefined
    ? success(undefined)
    : failure(fail('exists', `There is a ${what} ${id} already. It was left as it is.`, 'Choose another id.'));
};
