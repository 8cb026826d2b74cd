import type {
  Chance,
  Clock,
  DraftPorts,
  Failure,
  Hash,
  Hooks,
  PolicyShelf,
  ReadFacts,
  ReadFunctions,
  ReadSecrets,
  ReadSqlTexts,
  ReadSyntaxChanges,
  Repository,
  TaskStore,
} from '#app';
import { success, type Result } from '#core';
import { drawToken } from './chance.ts';
import { systemClock } from './clock.ts';
import { sha256 } from './digest.ts';
import { readFacts } from './facts.ts';
import { readFunctions } from './functions.ts';
import { openHooks } from './hooks.ts';
import { describeRepository } from './open-repository.ts';
import { openPolicyShelf } from './policy-shelf.ts';
import { loadSecretFinder } from './secrets.ts';
import { readSecrets } from './read-secrets.ts';
import { readSqlTexts } from './sql-texts.ts';
import { readSyntaxChanges } from './syntax-changes.ts';
import { keepTasksIn } from './task-store.ts';
import { loadTokenCounter } from './tokens.ts';
import { openWorktree, type OpenOptions } from './worktree.ts';

/** Everything the stories ask of one worktree of this machine. */
export interface Machine {
  readonly repository: Repository;
  readonly store: TaskStore;
  readonly shelf: PolicyShelf;
  readonly hooks: Hooks;
  readonly readFacts: ReadFacts;
  readonly readFunctions: ReadFunctions;
  readonly readSecrets: ReadSecrets;
  readonly readSqlTexts: ReadSqlTexts;
  readonly readSyntaxChanges: ReadSyntaxChanges;
  readonly hash: Hash;
  readonly clock: Clock;
  readonly chance: Chance;
  /** The tokenizer and the secret scanner are large: they are loaded when a pack is built. */
  readonly loadDraftPorts: () => Promise<DraftPorts>;
}

/** Opens the worktree a folder is in. `policies` is the folder of the policies we ship. */
export const openMachine = async (
  folder: string,
  policies: string,
  options: OpenOptions = {},
): Promise<Result<Machine, Failure>> => {
  const worktree = await openWorktree(folder, options);
  if (!worktree.ok) return worktree;
  const ports = {
    repository: describeRepository(worktree.value),
    store: keepTasksIn(worktree.value.place.ownFolder),
    shelf: openPolicyShelf(policies),
    hash: sha256,
    clock: systemClock,
    chance: drawToken,
  };
  const hooks = openHooks(worktree.value);
  const loadDraftPorts = async (): Promise<DraftPorts> => {
    const [countTokens, findSecrets] = await Promise.all([loadTokenCounter(), loadSecretFinder()]);
    return { ...ports, countTokens, findSecrets };
  };
  const readers = { readFacts, readFunctions, readSecrets, readSqlTexts, readSyntaxChanges };
  return success({ ...ports, hooks, ...readers, loadDraftPorts });
};
