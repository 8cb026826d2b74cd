import {
  addToLefthook,
  addToPreCommitConfig,
  addToScript,
  chooseHookSystem,
  failure,
  hookFiles,
  hookLine,
  huskyMarks,
  newScript,
  success,
  type HookFacts,
  type HooksFolder,
  type HookSystem,
  type Result,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import type { FoundFile, Hooks } from '../ports.ts';
import { need, story } from '../story.ts';

/** What was done, or would be, to have every commit judged. */
export interface InstalledHook {
  readonly tool: HookSystem['tool'];
  /** From the root of the repository; absolute where it lies in the git folder. */
  readonly path: string;
  /** Left out where the file was made. */
  readonly before?: string;
  readonly after: string;
  /** Whether git comes to run it, and what it runs is there. */
  readonly isLive: boolean;
  /** What the reader should know beside that. */
  readonly notes: readonly string[];
}

const unclear = (why: string): Failure =>
  fail(
    'hooks-unclear',
    `Nothing was installed: ${why}.`,
    `Add this command to the hook pre-commit yourself, before what else it does: ${hookLine}`,
  );

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

const readFacts = (hooks: Hooks, folder: HooksFolder): Promise<Result<HookFacts, Failure>> =>
  story(async function* () {
    const files = new Map<string, string>();
    for (const path of hookFiles) {
      const found = yield* need(hooks.look(path));
      if (found !== undefined) files.set(path, found.text);
    }
    const marks: string[] = [];
    for (const mark of Object.values(huskyMarks))
      if ((yield* need(hooks.look(join(folder.path, mark)))) !== undefined) marks.push(mark);
    const hook = yield* need(hooks.look(join(folder.path, 'pre-commit')));
    return { folder, files, marks, ...(hook === undefined ? {} : { hook: hook.text }) };
  });

interface Target {
  readonly path: string;
  /** The text with our command in it. Fails with why there is no adding to it. */
  readonly add: (text: string | undefined) => Result<string, string>;
  /** True for a script that git starts only where it may be executed. */
  readonly isProgram: boolean;
}

const homeOf = (system: HookSystem): string =>
  system.tool === 'husky' ? system.folder.split('/').slice(0, -1).join('/') : '';

const targetOf = (system: HookSystem, folder: HooksFolder): Target => {
  if (system.tool === 'git')
    return {
      path: join(folder.inside ?? folder.path, 'pre-commit'),
      add: (text) => (text === undefined ? success(newScript()) : addToScript(text)),
      isProgram: true,
    };
  if (system.tool !== 'husky') {
    const add = system.tool === 'lefthook' ? addToLefthook : addToPreCommitConfig;
    return { path: system.file, add: (text = '') => add(text, system.file), isProgram: false };
  }
  const home = homeOf(system);
  return {
    path: join(system.folder, 'pre-commit'),
    add: (text) =>
      text === undefined ? success(newScript(home, system.head)) : addToScript(text, { home, isShell: true }),
    // From version 9 on husky starts its scripts by sh.
    isProgram: system.head.length > 0,
  };
};

const refuseTarget = (found: FoundFile | undefined, { path, isProgram }: Target): Result<void, Failure> => {
  if (found?.isLink === true) return failure(unclear(`${path} is a link to another file`));
  // Git leaves it out; who switched it off would have it switched on.
  if (found !== undefined && isProgram && !found.isExecutable)
    return failure(unclear(`${path} may not be executed, so git leaves it out, and it would no longer`));
  return success(undefined);
};

const waysToLive: Readonly<Record<HookSystem['tool'], string>> = {
  git: '',
  husky: 'Git runs it once husky has set itself up: npm install, or npx husky.',
  lefthook: 'Git runs it once lefthook has set itself up: lefthook install.',
  'pre-commit': 'Git runs it once pre-commit has set itself up: pre-commit install.',
};

const notesOn = (system: HookSystem, folder: HooksFolder, isAtHand: boolean): readonly string[] => [
  ...(system.isLive ? [] : [waysToLive[system.tool]]),
  ...(system.tool === 'git' && folder.inside === undefined
    ? ['The hook is of this clone alone: everyone who commits installs it. What holds for all is CI.']
    : []),
  ...(system.tool === 'lefthook'
    ? ['Where lefthook itself is missing it lets every commit pass, unless its assert_lefthook_installed is true.']
    : []),
  ...(isAtHand
    ? []
    : [
        'codex-governor is not in node_modules, so the one on the PATH judges, and without one every commit is refused. For one version for everyone add its npm package to devDependencies.',
      ]),
];

const programFile = 'node_modules/.bin/codex-governor';

/**
 * Has every commit judged: adds our command to the hook `pre-commit` of whatever sets up the hooks here, and harms nothing of
 * it. Once more changes nothing. Fails with `hooks-unclear` where it is not plain whom to add it to.
 */
export const installPreCommit = (hooks: Hooks, isDryRun: boolean): Promise<Result<InstalledHook, Failure>> =>
  story(async function* () {
    const folder = yield* need(hooks.folder());
    const facts = yield* need(readFacts(hooks, folder));
    const system = yield* need(orUnclear(chooseHookSystem(facts)));
    const target = targetOf(system, folder);
    const found = yield* need(hooks.look(target.path));
    yield* need(refuseTarget(found, target));
    const added = target.add(found?.text);
    const after = yield* need(added.ok ? added : failure(unclear(`${target.path} cannot be added to: ${added.error}`)));
    if (!isDryRun && after !== found?.text) yield* need(hooks.write(target.path, after, target.isProgram));
    const isAtHand = (yield* need(hooks.look(join(homeOf(system), programFile)))) !== undefined;
    return {
      tool: system.tool,
      path: target.path,
      ...(found === undefined ? {} : { before: found.text }),
      after,
      isLive: system.isLive && isAtHand,
      notes: notesOn(system, folder, isAtHand),
    };
  });

const orUnclear = <T>(result: Result<T, string>): Result<T, Failure> =>
  result.ok ? result : failure(unclear(result.error));
