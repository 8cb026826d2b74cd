import {
  installAgents,
  installCi,
  installHooks,
  installPreCommit,
  need,
  readLaw,
  story,
  workingTree,
  type Failure,
  type InstalledHook,
  type InstalledWiring,
} from '#app';
import { failure, printable, requirementsSnippet, success, writeEdit, type Result } from '#core';
import type { Machine } from '#repo';
import { sayLine, sayNotes, tellWaysToMode } from '../complain.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface InstallOptions {
  readonly dryRun?: boolean;
}

const toolNames: Readonly<Record<InstalledHook['tool'], string>> = {
  git: 'a hook of git',
  husky: 'husky',
  lefthook: 'lefthook',
  'pre-commit': 'pre-commit',
};

const printEdit = (terminal: Terminal, path: string, before: string | undefined, after: string): void =>
  terminal.out(writeEdit(path, before, after).split('\n').map(printable).join('\n'));

type LawRead = Awaited<ReturnType<typeof readLaw>>;

/** Without a policy nothing could be judged, so nothing is installed: each commit would only be refused. */
const refuseWithoutLaw = (law: LawRead): Result<void, Failure> =>
  law.ok || law.error.reason !== 'no-policy'
    ? success(undefined)
    : failure({
        ...law.error,
        message: `Nothing was installed, as there is nothing to judge commits by: ${law.error.message}`,
      });

/** What every commit needs from now on, said before the first one is refused. */
const tellNeeds = (terminal: Terminal, law: LawRead): void => {
  if (!law.ok) sayLine(terminal, `note: Until this is mended every commit is refused: ${law.error.message}`);
  else if (law.value.policy.modeRequired) {
    const { modes } = law.value.policy;
    const known = modes.map(({ id }) => id).join(', ');
    sayLine(
      terminal,
      `note: By this policy each commit needs a task or a mode (${known}). ${tellWaysToMode(modes)}`.trimEnd(),
    );
  }
};

export const preCommit = (terminal: Terminal, machine: Machine, { dryRun = false }: InstallOptions) =>
  story<ExitCode>(async function* () {
    const law = await readLaw(machine.shelf, workingTree(machine.repository));
    yield* need(refuseWithoutLaw(law));
    const { path, before, after, tool, notes } = yield* need(installPreCommit(machine.hooks, dryRun));
    if (before === after) sayLine(terminal, `${path} runs codex-governor already; nothing was changed.`);
    else if (dryRun)
      sayLine(terminal, `Nothing was written. This would have every commit judged, by ${toolNames[tool]}:`);
    else sayLine(terminal, `Every commit is judged from now on, by ${toolNames[tool]}: ${path}.`);
    if (dryRun && before !== after) printEdit(terminal, path, before, after);
    else terminal.out(`${printable(path)}\n`);
    sayNotes(terminal, notes);
    tellNeeds(terminal, law);
    return 0;
  });

export const ci = (terminal: Terminal, machine: Machine, { dryRun = false }: InstallOptions) =>
  story<ExitCode>(async function* () {
    const { path, text, isThere } = yield* need(installCi(machine.repository, dryRun));
    if (isThere) sayLine(terminal, `${path} is there already; nothing was changed.`);
    else if (dryRun) sayLine(terminal, 'Nothing was written. This would have every pull request judged on GitHub:');
    else
      sayLine(
        terminal,
        `Wrote ${path}. Commit it: every pull request is judged by the policy of the branch it goes into.`,
      );
    if (dryRun && !isThere) printEdit(terminal, path, undefined, text);
    else terminal.out(`${path}\n`);
    sayLine(
      terminal,
      'note: That branch has to have the policy, and codex-governor in package.json and its lock file. Other platforms: docs/ci.md.',
    );
    return 0;
  });

export const auditWeekly = (terminal: Terminal, machine: Machine, { dryRun = false }: InstallOptions) =>
  story<ExitCode>(async function* () {
    const { policy } = yield* need(readLaw(machine.shelf, workingTree(machine.repository)));
    const { path, text, isThere } = yield* need(installCi(machine.repository, dryRun, 'audit'));
    if (isThere) sayLine(terminal, `${path} is there already; nothing was changed.`);
    else if (dryRun) sayLine(terminal, 'Nothing was written. This would audit each week on GitHub:');
    else
      sayLine(terminal, `Wrote ${path}. Commit it: each week it audits, and hands over what is to be kept as a patch.`);
    if (dryRun && !isThere) printEdit(terminal, path, undefined, text);
    else terminal.out(`${path}\n`);
    if (policy.audit === undefined)
      sayLine(
        terminal,
        'note: The policy does not say how to audit yet, so each run ends with 2: add a section `audit`.',
      );
    return 0;
  });

const tellWiring = (terminal: Terminal, { files, notes }: InstalledWiring, isDryRun: boolean): void => {
  const changed = files.filter(({ before, after }) => before !== after);
  if (changed.length === 0) sayLine(terminal, 'All of it is there already; nothing was changed.');
  else if (isDryRun) sayLine(terminal, 'Nothing was written. This would be:');
  else sayLine(terminal, 'Wrote what Codex reads in this repository. Commit it, so that it holds for everyone.');
  for (const { path, before, after } of files) {
    if (isDryRun && before !== after) printEdit(terminal, path, before, after);
    else terminal.out(`${printable(path)}\n`);
  }
  sayNotes(terminal, notes);
};

export const agents = (terminal: Terminal, machine: Machine, { dryRun = false }: InstallOptions) =>
  story<ExitCode>(async function* () {
    tellWiring(terminal, yield* need(installAgents(machine, dryRun)), dryRun);
    return 0;
  });

export const hooks = (terminal: Terminal, machine: Machine, { dryRun = false }: InstallOptions) =>
  story<ExitCode>(async function* () {
    tellWiring(terminal, yield* need(installHooks(machine, dryRun)), dryRun);
    terminal.say(`For administrators, to hold it on a whole machine:\n\n${requirementsSnippet}`);
    return 0;
  });
