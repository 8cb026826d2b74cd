import { failure, listInIndex, newPackage, placesOfPackage, success, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import { workingTree } from '../law-place.ts';
import { findMode } from '../find-mode.ts';
import { readLaw } from '../law.ts';
import type { Hooks, PolicyShelf, WorkingTree } from '../ports.ts';
import { need, story } from '../story.ts';

export interface NewPackagePorts {
  readonly repository: WorkingTree;
  readonly shelf: PolicyShelf;
  readonly hooks: Pick<Hooks, 'write'>;
}

export interface NewPackageOptions {
  readonly id: string;
  readonly title?: string;
  readonly mode?: string;
}

const checkId = (id: string): Result<void, Failure> =>
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)
    ? success(undefined)
    : failure(
        fail(
          'bad-option',
          `“${id}” is no id of a package.`,
          'Write lower-case words joined by hyphens, such as facade-fast-track.',
        ),
      );

const refuseLink = async ({ repository }: NewPackagePorts, path: string): Promise<Result<void, Failure>> => {
  const link = await repository.findLink(path);
  if (!link.ok) return link;
  return link.value === undefined
    ? success(undefined)
    : failure(fail('bad-path', `${link.value} is a symbolic link, and nothing is written through one.`));
};

/** Writes a package to be filled in, and lists it; the paths of both. Fails with `exists` where there is one of that name. */
export const writeNewPackage = (
  ports: NewPackagePorts,
  { id, title = id, mode }: NewPackageOptions,
): Promise<Result<readonly string[], Failure>> =>
  story(async function* () {
    yield* need(checkId(id));
    const law = yield* need(readLaw(ports.shelf, workingTree(ports.repository)));
    if (mode !== undefined) yield* need(findMode(law.policy, mode));
    const { path, index } = placesOfPackage(id);
    yield* need(refuseLink(ports, path));
    yield* need(refuseLink(ports, index));
    const twin = yield* need(ports.repository.read(path.replace(/yaml$/, 'md')));
    if (twin !== undefined)
      yield* need(
        failure(fail('exists', `There is a package ${id} already. It was left as it is.`, 'Choose another id.')),
      );
    const page = yield* need(ports.repository.read(index));
    yield* need(ports.repository.create(path, newPackage(title, mode)));
    yield* need(ports.hooks.write(index, listInIndex(page, path, title), false));
    return [path, index];
  });
