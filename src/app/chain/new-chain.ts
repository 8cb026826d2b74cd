import { newChain, placeOfChain, present, type Result } from '#core';
import type { Failure } from '../failure.ts';
import { findMode } from '../law/find-mode.ts';
import { workingTree } from '../law/law-place.ts';
import { readLaw } from '../law/law.ts';
import { checkNewId, refuseLink, refuseTwin } from '../new-file.ts';
import type { PolicyShelf, WorkingTree } from '../ports.ts';
import { need, story } from '../story.ts';

export interface NewChainPorts {
  readonly repository: WorkingTree;
  readonly shelf: PolicyShelf;
}

export interface NewChainOptions {
  readonly id: string;
  readonly title?: string;
  readonly mode?: string;
  /** How many slices, from 1 on. */
  readonly slices: number;
}

/** Writes a chain to be filled in; its path. Fails with `exists` where there is one of that name. */
export const writeNewChain = (
  { repository, shelf }: NewChainPorts,
  { id, title = id, mode, slices }: NewChainOptions,
): Promise<Result<string, Failure>> =>
  story(async function* () {
    yield* need(checkNewId('chain', id, 'evaluation-pipeline'));
    const { policy } = yield* need(readLaw(shelf, workingTree(repository)));
    if (mode !== undefined) yield* need(findMode(policy, mode));
    const path = placeOfChain(id);
    yield* need(refuseLink(repository, path));
    yield* need(refuseTwin(repository, 'chain', { id, path: path.replace(/yaml$/, 'yml') }));
    const gate = policy.gates.find(({ moment }) => moment !== 'nightly')?.id;
    const text = newChain({ title, slices, ...present('mode', mode), ...present('gate', gate) });
    yield* need(repository.create(path, text));
    return path;
  });
