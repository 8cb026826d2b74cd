import { modeVariable } from '#core';
import { engineVariable } from './engine/start-resident.ts';
import { runProgram } from './run-program.ts';

/** How a line for `sh` ended; `code` is undefined for one that a signal ended. */
interface LineEnd {
  readonly code: number | undefined;
  readonly out: string;
}

const longest = 60_000;
const mostHeard = 1024 * 1024;

/** Runs a line of `sh` in a folder, with something to read; one that takes longer than a minute is ended. */
const runLine = async (
  line: string,
  {
    folder,
    environment,
    input,
  }: { readonly folder: string; readonly environment: NodeJS.ProcessEnv; readonly input: string },
): Promise<LineEnd> => {
  let out = '';
  const { code } = await runProgram({
    program: '/bin/sh',
    words: ['-c', line],
    folder,
    environment: Object.fromEntries(
      Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    input,
    take: (piece) => {
      out += piece.toString();
      return out.length < mostHeard;
    },
    stop: AbortSignal.timeout(longest),
  });
  return { code, out };
};

/** Runs lines as Codex runs its hooks, but leaves no engine behind; the mode is that of work without a task, of the environment unless given. */
export const runHooksIn =
  (folder: string, environment: NodeJS.ProcessEnv) =>
  (line: string, input: string, mode = environment[modeVariable]): Promise<LineEnd> =>
    runLine(line, {
      folder,
      environment: { ...environment, [modeVariable]: mode, [engineVariable]: 'off' },
      input,
    });
