import { need, story } from '#app';
import { answerHooks, questionAtStart, questionOfPatch } from '#codex';
import { parsersFor } from '#core';
import {
  build,
  endQuestion,
  isResidentState,
  openKeepingMachine,
  redactEvent,
  reside,
  askEngine,
  type Machine,
  type ResidentEnd,
} from '#repo';
import { dirname, extname, resolve } from 'node:path';
import { sayLine } from '../complain.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface EngineOptions {
  readonly mode?: string;
  /** Minutes. */
  readonly idle: number;
  readonly stop?: boolean;
  readonly repo?: string;
}

const ends: Readonly<Record<ResidentEnd, string>> = {
  another: 'Another engine answers the hooks here.',
  idle: 'Nobody has asked for a while.',
  replaced: 'Its program was replaced.',
  gone: 'The repository is gone.',
  full: 'It takes too much memory.',
  unable: 'It cannot tell; hooks judge by themselves.',
  lawless: 'There is nothing to judge by here.',
  told: 'It was told to end.',
};

/** Whether a ruling says anything: without a policy there is nothing to say. */
const saysSomething = (ruled: Awaited<ReturnType<ReturnType<typeof answerHooks>>>): boolean =>
  ruled !== undefined && (ruled.answer.tell !== undefined || ruled.answer.refuse !== undefined);

/** A new path beside a file of the language that most files are in, of those that take a parser; undefined where none does. */
const pathToTry = (paths: readonly string[]): string | undefined => {
  const byEnding = new Map<string, string[]>();
  for (const path of paths.filter((one) => parsersFor([one]).size > 0)) {
    const ending = extname(path);
    byEnding.set(ending, [...(byEnding.get(ending) ?? []), path]);
  }
  const [most] = [...byEnding].sort(([, one], [, other]) => other.length - one.length);
  if (most === undefined) return undefined;
  const [ending, [first = '']] = most;
  return `${dirname(first)}/codex-governor-tries${ending}`;
};

/** Does ahead what the first patch would wait for: the change is judged, and parsers and scanners are loaded. */
const warmUp = async (
  { repository }: Machine,
  answer: ReturnType<typeof answerHooks>,
  mode: string | undefined,
  signal: AbortSignal,
): Promise<boolean> => {
  const { root } = repository;
  if (!saysSomething(await answer(questionAtStart(root, mode), signal))) return false;
  const files = await repository.files();
  const path = files.ok ? pathToTry(files.value) : undefined;
  if (path !== undefined) await answer(questionOfPatch(root, path, mode), signal);
  return true;
};

const minute = 60_000;

/** Stays, and answers the hooks of a worktree, until there is no reason to any more. */
const stay = (terminal: Terminal, folder: string, { mode, idle }: EngineOptions) =>
  story<ExitCode>(async function* () {
    const { environment, signal, policies, again = [] } = terminal;
    const opened = openKeepingMachine(folder, { policies }, { environment, startedIn: folder, signal });
    const { machine, save } = yield* need(opened);
    const { root } = machine.repository;
    const answer = answerHooks({ ...machine, redactEvent });
    const ended = await reside(
      {
        place: { root, ownFolder: machine.ownFolder },
        build,
        environment,
        program: again.at(-1) ?? '',
        answer,
        warmUp: async () => warmUp(machine, answer, mode, signal),
        save,
        signal,
      },
      { idle: idle * minute },
    );
    sayLine(terminal, ends[ended]);
    return 0;
  });

/** Ends the one that stays in a worktree; a window keeps its own. */
const stop = async (terminal: Terminal, folder: string): Promise<ExitCode> => {
  const { environment } = terminal;
  const answer = await askEngine(folder, endQuestion, { build, environment, whoever: true });
  const told = answer?.told;
  sayLine(terminal, isResidentState(told) ? `Engine ${told.pid} ends.` : 'No engine stays here.');
  return 0;
};

/** Judges for the hooks of Codex where no window is open, or ends the engine that does. */
export const engine = async (terminal: Terminal, { repo = '.', ...options }: EngineOptions) => {
  const folder = resolve(terminal.folder, repo);
  return options.stop === true
    ? ({ ok: true, value: await stop(terminal, folder) } as const)
    : stay(terminal, folder, options);
};
