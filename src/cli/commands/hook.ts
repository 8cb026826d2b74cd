import { fail, type Failure, type HookEvent } from '#app';
import { hookEventOf } from '#codex';
import { failure, success, type Result } from '#core';
import { openAhead } from '#repo';
import { resolve } from 'node:path';
import { complain } from '../complain.ts';
import { loadColdHook } from '../load.ts';
import type { Terminal } from '../terminal.ts';
import { answerWarm, readTool, type HookQuestion } from './warm-hook.ts';

export interface HookOptions {
  readonly mode?: string;
  /** A governed run asks, which writes down patches itself. */
  readonly ofRun?: boolean;
  readonly repo?: string;
}

/**
 * How long an answer may take, in milliseconds: shorter than Codex waits (`hookTimeout` of what is installed), as it takes a
 * hook that does not answer for a yes.
 */
const longest = 45_000;
/** After that, until the process is ended by force. */
const grace = 5_000;

/** The variable that sets a shorter time, in seconds; a longer one it cannot set. */
const secondsVariable = 'CODEX_GOVERNOR_HOOK_SECONDS';

const deadlineIn = (environment: NodeJS.ProcessEnv): number => {
  const asked = Number(environment[secondsVariable] ?? '') * 1_000;
  return asked > 0 && asked < longest ? asked : longest;
};

const lastWords = 'codex-governor: This was refused, as it took too long to judge it.\n';

/** Characters of a question. A patch is in there as text. */
const longestInput = 32 * 1024 * 1024;

const tooLate: Failure = fail(
  'cancelled',
  'It took too long to judge.',
  'Try again; a smaller patch is judged sooner.',
);

const tooLong: Failure = fail('too-large', 'What Codex asks is longer than 32 MB.', 'Make the patch smaller.');

const readInput = async ({ input }: Terminal): Promise<Result<string, Failure>> => {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of input?.() ?? []) {
    const bytes = Buffer.from(piece);
    length += bytes.length;
    if (length > longestInput) return failure(tooLong);
    pieces.push(bytes);
  }
  return success(Buffer.concat(pieces).toString('utf8'));
};

const unknownEvent = (name: string): Failure =>
  fail('bad-option', `There is no hook ${name}.`, 'See `codex-governor hook --help` for those that there are.');

const answer = async (
  terminal: Terminal,
  event: HookEvent,
  { repo = '.', ...options }: HookOptions,
  signal: AbortSignal,
): Promise<Result<string, Failure>> => {
  const input = await readInput(terminal);
  if (!input.ok) return input;
  const asked: HookQuestion = { event, input: input.value, place: resolve(terminal.folder, repo), ...options };
  const warm = await answerWarm(terminal, asked, signal);
  if (warm !== undefined) return warm;
  const { environment, folder: startedIn } = terminal;
  const opening = openAhead(asked.place, { environment, startedIn, signal, measures: mayMeasure(asked) });
  try {
    // Loading holds this thread up; git works meanwhile.
    await opening.isUnderWay;
    return await (await loadColdHook()).answerCold(terminal, { ...asked, opening }, signal);
  } finally {
    await opening.dispose();
  }
};

/** Whether the change is likely to be measured for an answer: most commands, and other tools, are judged by themselves. */
const mayMeasure = ({ event, input, ofRun = false }: HookQuestion): boolean =>
  !ofRun && (event !== 'pre-tool-use' || readTool(input) === 'apply_patch');

const startFirst =
  'A person has to start a task first, in the editor or with `codex-governor start --mode … --goal …`; Codex cannot.';

const whenAborted = async (signal: AbortSignal): Promise<Result<never, Failure>> =>
  new Promise((resolve) => {
    const stop = (): void => resolve(failure(tooLate));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/**
 * Answers a hook of Codex. 0: what is on stdout decides, also where that is a no. 2: nothing could be told, which Codex takes
 * for a no. Never 1, which it takes for a yes.
 */
export const answerHookOf = async (terminal: Terminal, name: string, options: HookOptions): Promise<0 | 2> => {
  const deadline = deadlineIn(terminal.environment);
  terminal.endAfter?.(deadline + Math.min(deadline, grace), lastWords);
  const signal = AbortSignal.any([terminal.signal, AbortSignal.timeout(deadline)]);
  const event = hookEventOf(name);
  const answered =
    event === undefined
      ? failure(unknownEvent(name))
      : await Promise.race([answer(terminal, event, options, signal), whenAborted(signal)]);
  if (answered.ok) {
    terminal.out(answered.value);
    return 0;
  }
  terminal.say('codex-governor: This was refused, as it could not be judged.\n');
  complain(
    terminal,
    answered.error.reason === 'mode-required' ? { ...answered.error, remedy: startFirst } : answered.error,
  );
  return 2;
};
