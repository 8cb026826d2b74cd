import { failure, present, success, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import { logPrompt, type PromptOptions } from '../task/prompt-log.ts';
import { takeHeld } from '../run/recall-given.ts';
import { need, story } from '../story.ts';
import type { HookAnswer, HookCall, HookPorts } from './hook-call.ts';
import { ruleOnPrompt, ruleOnStart, ruleOnStop } from './rule-on-talk.ts';
import { ruleAfterTool, ruleBeforeTool } from './rule-on-tool.ts';
import type { Hearing, HookRuling } from './session.ts';

export interface HookOptions {
  /** The mode of work without a task; left out: none. */
  readonly mode?: string;
  /** A governed run asks about a command. It is asked for each patch as well, also for one out of a line, and writes it down. */
  readonly ofRun?: boolean;
  readonly signal?: AbortSignal;
}

const nothingToSay: HookRuling = { answer: {}, events: [] };

const hear = (hearing: Hearing): Promise<Result<HookRuling, Failure>> => {
  const { call } = hearing;
  if (call.event === 'session-start') return ruleOnStart(hearing, call.source);
  if (call.event === 'user-prompt-submit') return ruleOnPrompt(hearing, call.prompt);
  if (call.event === 'pre-tool-use') return ruleBeforeTool(hearing, call.action, call.use);
  return call.event === 'stop' ? ruleOnStop(hearing, call.goesOn) : ruleAfterTool(hearing);
};

/** Where the policy asks for a mode and there is none, nothing is done; a session may begin and end all the same. */
const withoutMode = (call: HookCall, lacking: Failure): Result<HookRuling, Failure> => {
  if (call.event === 'session-start')
    return success({ answer: { tell: `Nothing may be done here yet: ${lacking.message}` }, events: [] });
  return call.event === 'stop' || call.event === 'post-tool-use' ? success(nothingToSay) : failure(lacking);
};

const withoutStanding = (call: HookCall, why: Failure): Result<HookRuling, Failure> => {
  if (why.reason === 'no-policy') return success(nothingToSay);
  return why.reason === 'mode-required' ? withoutMode(call, why) : failure(why);
};

/**
 * What a hook of Codex has to answer. The law is read anew each time. Nothing is written yet: that is `keepHookRuling`. Where
 * the repository has no policy there is nothing to say; where it has one that cannot be read, that is a failure.
 */
export const ruleOnHook = async (
  ports: HookPorts,
  call: HookCall,
  { mode, ofRun = false, signal }: HookOptions = {},
): Promise<Result<HookRuling, Failure>> => {
  const standing = await takeHeld(ports, { byCodex: true, ...present('mode', mode), ofRun });
  if (!standing.ok) return withoutStanding(call, standing.error);
  const memory = await ports.sessions.read(call.session);
  const judge = ports.judgeBy(standing.value);
  return hear({ ports, call, standing: standing.value, judge, memory, ofRun, signal });
};

/** What keeps a ruling. */
export interface KeepPorts extends Pick<HookPorts, 'journal' | 'sessions'> {
  readonly logPrompt: (prompt: PromptOptions) => Promise<Result<unknown, Failure>>;
}

const tooLate = fail('cancelled', 'It took too long to judge, so nothing was decided.');

/**
 * Writes down what was ruled on a question of a session; only then it may be answered. Fails where it cannot be: nothing may go
 * on unrecorded. Given up, and nothing written, once the signal is aborted.
 */
export const keepHookRuling = (
  { journal, sessions, logPrompt }: KeepPorts,
  session: string,
  { answer, events, memory, prompt }: HookRuling,
  signal?: AbortSignal,
): Promise<Result<HookAnswer, Failure>> =>
  story(async function* () {
    if (signal?.aborted === true) yield* need(failure(tooLate));
    for (const event of events) yield* need(journal.append(event));
    if (prompt !== undefined) yield* need(logPrompt(prompt));
    if (memory !== undefined) yield* need(sessions.keep(session, memory));
    return answer;
  });

/** Journals that nothing could be told, as far as it can. */
const noteHookFailure = async (
  { journal }: Pick<HookPorts, 'journal'>,
  { session, event }: HookCall,
  { message }: Failure,
): Promise<void> => {
  await journal.append({ kind: 'hook-failed', run: session, hook: event, message });
};

// Codex that is told to go on each time it would end would never end.
const mayEnd = (call: HookCall): boolean => call.event === 'stop' && call.goesOn;

/** As `ruleOnHook` and `keepHookRuling`; given up, and nothing written, once the signal is aborted. */
export const answerHook = (
  ports: HookPorts,
  call: HookCall,
  options: HookOptions = {},
): Promise<Result<HookAnswer, Failure>> =>
  story(async function* () {
    const ruled = await ruleOnHook(ports, call, options);
    if (!ruled.ok) {
      await noteHookFailure(ports, call, ruled.error);
      if (mayEnd(call)) return {};
    }
    const ruling = yield* need(ruled);
    const keeping = { ...ports, logPrompt: (prompt: PromptOptions) => logPrompt(ports, prompt) };
    return yield* need(keepHookRuling(keeping, call.session, ruling, options.signal));
  });
