import type {
  ActionPorts,
  Chance,
  Clock,
  Court,
  DraftPorts,
  Failure,
  GateMachine,
  Hooks,
  Journal,
  PackageStore,
  PolicyShelf,
  PromptLog,
  OpenStack,
  ProvePorts,
  ReadFacts,
  ReadFunctions,
  ReadSyntaxChanges,
  Repository,
  RunTurn,
  SessionMemories,
  TaskStore,
} from '#app';
import { success, type Hash, type Result } from '#core';
import { join } from 'node:path';
import { drawToken } from './chance.ts';
import { systemClock } from './clock.ts';
import { sha256 } from './digest.ts';
import { readFacts } from './facts.ts';
import { readFunctions } from './functions.ts';
import { copyTree } from './gates/copy-tree.ts';
import { openGates } from './gates/open-gates.ts';
import { openHooks } from './hooks.ts';
import { lookAt } from './look-at.ts';
import { openPackageStore } from './package-store.ts';
import { openPromptLog } from './prompt-log.ts';
import { describeForQuestions } from './open-repository.ts';
import { openJournal } from './journal/open-journal.ts';
import { openRunTurn } from './run-turn.ts';
import { openPolicyShelf } from './policy-shelf.ts';
import { readCommandLine } from './read-command-line.ts';
import { readSecrets } from './secrets/read-secrets.ts';
import { loadSecretFinder } from './secrets/secrets.ts';
import { openSessionMemories } from './session-memories.ts';
import { openStackIn } from './split/open-stack.ts';
import { readSyntaxChanges } from './measure/syntax-changes.ts';
import { keepTasksIn } from './task-store.ts';
import { loadTokenCounter } from './tokens.ts';
import { openWorktree, type OpenOptions } from './worktree.ts';

/** Everything the stories ask of one worktree of this machine. */
export interface Machine extends Pick<ActionPorts, 'lookAt' | 'readSecrets' | 'readCommandLine'> {
  readonly repository: Repository;
  /** The repository as it is when it is asked for, for one question: HEAD and settings are asked of git once. */
  readonly forOneQuestion: () => Repository;
  /** The folder that we keep for this worktree, in git's own. */
  readonly ownFolder: string;
  readonly store: TaskStore;
  readonly shelf: PolicyShelf;
  readonly journal: Journal;
  readonly promptLog: PromptLog;
  readonly hooks: Hooks;
  readonly runTurn: RunTurn;
  readonly sessions: SessionMemories;
  readonly gates: GateMachine;
  readonly packages: PackageStore;
  readonly copyTree: ProvePorts['copyTree'];
  readonly court: Court;
  readonly readFunctions: ReadFunctions;
  readonly readFacts: ReadFacts;
  readonly readSyntaxChanges: ReadSyntaxChanges;
  readonly openStack: OpenStack;
  readonly hash: Hash;
  readonly clock: Clock;
  readonly chance: Chance;
  /** The tokenizer and the secret scanner are large: they are loaded when a pack is built. */
  readonly loadDraftPorts: () => Promise<DraftPorts>;
}

/** What a machine is made of beside the worktree. */
export interface MachineParts {
  /** The folder of the policies we ship. */
  readonly policies: string;
  /** What judges: here, or on a thread aside. */
  readonly court: Court;
}

/** Opens the worktree a folder is in. */
export const openMachine = async (
  folder: string,
  parts: MachineParts,
  options: OpenOptions = {},
  opening = openWorktree(folder, options),
): Promise<Result<Machine, Failure>> => {
  const { policies, court } = parts;
  const worktree = await opening;
  if (!worktree.ok) return worktree;
  const { repository, forOneQuestion } = describeForQuestions(worktree.value);
  const ports = {
    repository,
    store: keepTasksIn(worktree.value.place.ownFolder),
    journal: openJournal(join(worktree.value.place.ownFolder, 'journal'), { clock: systemClock }),
    promptLog: openPromptLog(worktree.value.place, { clock: systemClock }),
    runTurn: openRunTurn(worktree.value.place.ownFolder),
    shelf: openPolicyShelf(policies),
    gates: openGates(worktree.value, options.environment ?? process.env),
    packages: openPackageStore(join(worktree.value.place.ownFolder, 'packages')),
    court,
    hash: sha256,
    clock: systemClock,
    chance: drawToken,
  };
  const environment = options.environment ?? process.env;
  const openCopy = async (copy: string) =>
    openMachine(copy, parts, { ...options, environment: { ...environment, PWD: copy }, startedIn: copy });
  const hooks = openHooks(worktree.value);
  const openStack = openStackIn(worktree.value);
  const { root, ownFolder } = worktree.value.place;
  const sessions = openSessionMemories(join(ownFolder, 'sessions'));
  const acting = { lookAt: (path: string) => lookAt(root, path), readSecrets, readCommandLine };
  const loadDraftPorts = async (): Promise<DraftPorts> => {
    const [countTokens, findSecrets] = await Promise.all([loadTokenCounter(), loadSecretFinder()]);
    return { ...ports, countTokens, findSecrets };
  };
  const reading = { readFacts, readFunctions, readSyntaxChanges, loadDraftPorts };
  const copies: Pick<Machine, 'copyTree'> = {
    copyTree: async (signal) => copyTree(worktree.value, repository, openCopy, signal),
  };
  return success({ ...ports, ...acting, ...reading, ...copies, forOneQuestion, ownFolder, hooks, sessions, openStack });
};
