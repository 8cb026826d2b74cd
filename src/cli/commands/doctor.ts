import { diagnose, need, story, tellState, type Diagnosis, type Failure, type KnownHooks } from '#app';
import { askCodexForHooks } from '#codex';
import { present, printable, type Result } from '#core';
import { build, findExecutable, lookForEngine, runHooksIn, type Machine } from '#repo';
import type { Documents } from '../documents.ts';
import { locateCodex } from '../locate-codex.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { version } from '../version.ts';

export interface DoctorOptions {
  readonly codex?: string;
  readonly probe?: boolean;
  readonly format: 'text' | 'json';
}

const askForHooks = async (
  terminal: Terminal,
  root: string,
  codex: string | undefined,
): Promise<Result<KnownHooks, Failure>> => {
  const found = await locateCodex(terminal, root, codex);
  return found.ok
    ? askCodexForHooks({ program: found.value.program, environment: terminal.environment, version }, root)
    : found;
};

const tellCheck = (check: Diagnosis): string =>
  [
    `${check.id.padEnd(11)} ${tellState(check)}`,
    `            ${check.says}`,
    ...(check.remedy === undefined ? [] : [`            ${check.remedy}`]),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');

const describeCheck = ({ says, remedy, ...check }: Diagnosis): Documents['doctor']['checks'][number] => ({
  ...check,
  message: says,
  ...present('remedy', remedy),
});

/** What is there and does not work is a no; hooks of which nobody can tell whether they are run are no yes either. */
const exitOf = (checks: readonly Diagnosis[]): ExitCode => {
  if (checks.some(({ live, id }) => live === false && id !== 'codex')) return 1;
  return checks.some(({ id, installed, live }) => id === 'hooks' && installed && live === null) ? 2 : 0;
};

export const doctor = (terminal: Terminal, machine: Machine, { codex, probe = false, format }: DoctorOptions) =>
  story<ExitCode>(async function* () {
    const { environment } = terminal;
    const { root } = machine.repository;
    const onPath = await findExecutable({ names: ['codex-governor'], path: environment['PATH'] ?? '' });
    const ports = {
      ...machine,
      askForHooks: () => askForHooks(terminal, root, codex),
      isOnPath: onPath !== undefined,
      lookForEngine: () => lookForEngine({ root, ownFolder: machine.ownFolder }, { build, environment }),
      ...(probe ? { tryHook: runHooksIn(root, environment) } : {}),
    };
    const checks = yield* need(diagnose(ports, root));
    terminal.out(
      format === 'json'
        ? printDocument('doctor', { checks: checks.map(describeCheck) })
        : checks.map(tellCheck).join(''),
    );
    return exitOf(checks);
  });
