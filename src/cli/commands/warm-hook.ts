import { keepHookRuling, type Failure, type HookEvent, type HookRuling } from '#app';
import { writeHookAnswer } from '#codex';
import { success, type Result } from '#core';
import { askEngine, build, openKeepers } from '#repo';
import { loadColdHook } from '../load.ts';
import type { Terminal } from '../terminal.ts';

/** What a hook is asked, as it came. */
export interface HookQuestion {
  readonly event: HookEvent;
  /** What Codex says on stdin. */
  readonly input: string;
  /**
   * A folder in the worktree that it is about, absolute: that of the session. The one that Codex names is where a command wants
   * to run, and that may be anywhere.
   */
  readonly place: string;
  readonly mode?: string;
  readonly ofRun?: boolean;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const readPart = (input: string, name: 'session_id' | 'tool_name'): string | undefined => {
  try {
    const said: unknown = JSON.parse(input);
    const part = isObject(said) ? said[name] : undefined;
    return typeof part === 'string' && part !== '' ? part : undefined;
  } catch {
    return undefined;
  }
};

/** The session that asks, as far as it can be told; the engine reads the rest. */
const readSession = (input: string): string | undefined => readPart(input, 'session_id');

/** The tool that a question is about, as far as it can be told. */
export const readTool = (input: string): string | undefined => readPart(input, 'tool_name');

const isTextOrNothing = (value: unknown): boolean => value === undefined || typeof value === 'string';

/** A ruling as an engine tells it; undefined for anything else. It is of the same build, and so of the same shape. */
const rulingIn = (told: unknown): HookRuling | undefined => {
  if (!isObject(told) || !isObject(told['answer']) || !Array.isArray(told['events'])) return undefined;
  const { refuse, tell } = told['answer'];
  const areEvents = told['events'].every((event) => isObject(event) && typeof event['kind'] === 'string');
  return areEvents && isTextOrNothing(refuse) && isTextOrNothing(tell) ? (told as unknown as HookRuling) : undefined;
};

/**
 * Has the engine of an open window rule, and writes down here what it ruled: a window writes nothing, so that a question that
 * it was given up on can be put again. Undefined where none has ruled: then it is judged here.
 */
export const answerWarm = async (
  terminal: Terminal,
  { event, input, place, mode, ofRun }: HookQuestion,
  signal: AbortSignal,
): Promise<Result<string, Failure> | undefined> => {
  const session = readSession(input);
  if (session === undefined) return undefined;
  const question = { event, input, mode, ofRun };
  const { environment } = terminal;
  const answer = await askEngine(place, question, { build, environment, signal });
  const ruling = rulingIn(answer?.told);
  if (answer === undefined || ruling === undefined) return undefined;
  const keeping = {
    ...openKeepers(answer.ownFolder),
    logPrompt: async (prompt: NonNullable<HookRuling['prompt']>) =>
      (await loadColdHook()).logPromptHere(terminal, place, prompt, signal),
  };
  const kept = await keepHookRuling(keeping, session, ruling, signal);
  return kept.ok ? success(writeHookAnswer(event, kept.value)) : kept;
};
