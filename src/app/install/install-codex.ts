import {
  addCodexHooks,
  agentsPath,
  codexHooksPath,
  codexRulesPath,
  failure,
  placeAgentsSection,
  present,
  replaceCodexRules,
  writeCodexRules,
  type Hash,
  type Policy,
  type Result,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import { workingTree } from '../law/law-place.ts';
import { readLaw } from '../law/law.ts';
import type { Hooks, PolicyShelf, WorkingTree } from '../ports.ts';
import { need, story } from '../story.ts';

/** A file of the wiring of Codex, before and after. */
interface InstalledFile {
  readonly path: string;
  /** Left out where there was none. */
  readonly before?: string;
  readonly after: string;
}

export interface InstalledWiring {
  readonly files: readonly InstalledFile[];
  /** What the reader should know beside that. */
  readonly notes: readonly string[];
}

export interface InstallPorts {
  readonly hooks: Hooks;
  readonly repository: Pick<WorkingTree, 'read' | 'findLink'>;
  readonly shelf: PolicyShelf;
  readonly hash: Hash;
}

const unclear = (path: string, why: string): Failure =>
  fail('hooks-unclear', `Nothing was installed: ${path} is left as it is, as ${why}.`);

type Change = (found: string | undefined) => Result<string, string>;

const plan = ({ hooks }: InstallPorts, path: string, change: Change): Promise<Result<InstalledFile, Failure>> =>
  story(async function* () {
    const found = yield* need(hooks.look(path));
    if (found?.isLink === true) yield* need(failure(unclear(path, 'it is a link to another file')));
    const changed = change(found?.text);
    const after = yield* need(changed.ok ? changed : failure(unclear(path, changed.error)));
    return { path, ...present('before', found?.text), after };
  });

// Nothing is written before all of it is known to be possible.
const write = ({ hooks }: InstallPorts, files: readonly InstalledFile[]): Promise<Result<void, Failure>> =>
  story(async function* () {
    for (const { path, before, after } of files) if (before !== after) yield* need(hooks.write(path, after, false));
  });

const readPolicy = ({ shelf, repository }: InstallPorts): Promise<Result<Policy, Failure>> =>
  story(async function* () {
    const { policy } = yield* need(readLaw(shelf, workingTree(repository)));
    return policy;
  });

const planAgents = (ports: InstallPorts, policy: Policy): Promise<Result<InstalledFile, Failure>> =>
  plan(ports, agentsPath, (found) => placeAgentsSection(found, policy, ports.hash));

const overridden = 'AGENTS.override.md';

const noteOverride = ({ hooks }: InstallPorts): Promise<Result<readonly string[], Failure>> =>
  story(async function* () {
    const other = yield* need(hooks.look(overridden));
    return other === undefined
      ? []
      : [`Codex reads ${overridden} in the place of ${agentsPath}: the section has no effect.`];
  });

/** Writes our section into `AGENTS.md`. Once more changes nothing. Fails with `hooks-unclear` where a hand has edited it. */
export const installAgents = (ports: InstallPorts, isDryRun: boolean): Promise<Result<InstalledWiring, Failure>> =>
  story(async function* () {
    const files = [yield* need(planAgents(ports, yield* need(readPolicy(ports))))];
    if (!isDryRun) yield* need(write(ports, files));
    return { files, notes: yield* need(noteOverride(ports)) };
  });

const noteProgram = ({ hooks }: InstallPorts): Promise<Result<readonly string[], Failure>> =>
  story(async function* () {
    const found = yield* need(hooks.look('node_modules/.bin/codex-governor'));
    return found === undefined
      ? [
          'codex-governor is not in node_modules yet, so Codex is refused everything until it is: add its npm package to devDependencies.',
        ]
      : [];
  });

const needsTrust =
  'Codex runs hooks of a project only where its person trusts the folder and has reviewed the hooks: start codex here once and trust them. It skips them in silence until then; `codex-governor doctor` tells.';

/**
 * Has Codex ask us outside of the extension as well: hooks, rules for commands, and our section of `AGENTS.md`. What others
 * have there stays. Once more changes nothing. Fails with `hooks-unclear` where it is not plain what is ours.
 */
export const installHooks = (ports: InstallPorts, isDryRun: boolean): Promise<Result<InstalledWiring, Failure>> =>
  story(async function* () {
    const policy = yield* need(readPolicy(ports));
    const rules = writeCodexRules(policy, ports.hash);
    const files = [
      yield* need(plan(ports, codexHooksPath, addCodexHooks)),
      ...(rules === undefined
        ? []
        : [yield* need(plan(ports, codexRulesPath, (found) => replaceCodexRules(found, rules, ports.hash)))]),
      yield* need(planAgents(ports, policy)),
    ];
    if (!isDryRun) yield* need(write(ports, files));
    const notes = [...(yield* need(noteProgram(ports))), ...(yield* need(noteOverride(ports))), needsTrust];
    return { files, notes };
  });
