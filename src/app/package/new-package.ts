import { listInIndex, newPackage, placesOfPackage, type Result } from '#core';
import type { Failure } from '../failure.ts';
import { workingTree } from '../law/law-place.ts';
import { findMode } from '../law/find-mode.ts';
import { readLaw } from '../law/law.ts';
import { checkNewId, refuseLink, refuseTwin } from '../new-file.ts';
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

/** Writes a package to be filled in, and lists it; the paths of both. Fails with `exists` where there is one of that name. */
export const writeNewPackage = (
  ports: NewPackagePorts,
  { id, title = id, mode }: NewPackageOptions,
): Promise<Result<readonly string[], Failure>> =>
  story(async function* () {
    yield* need(checkNewId('package', id, 'facade-fast-track'));
    const law = yield* need(readLaw(ports.shelf, workingTree(ports.repository)));
    if (mode !== undefined) yield* need(findMode(law.policy, mode));
    const { path, index } = placesOfPackage(id);
    yield* need(refuseLink(ports.repository, path));
    yield* need(refuseLink(ports.repository, index));
    yield* need(refuseTwin(ports.repository, 'package', { id, path: path.replace(/yaml$/, 'md') }));
    const page = yield* need(ports.repository.read(index));
    yield* need(ports.repository.create(path, newPackage(title, mode)));
    yield* need(ports.hooks.write(index, listInIndex(page, path, title), false));
    return [path, index];
  });
