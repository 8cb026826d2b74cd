import {
  blocking,
  present,
  tellRuling,
  writeCorrection,
  writePromptContext,
  writeSessionStart,
  type Meter,
  type Result,
  type SessionFacts,
  type Task,
} from '#core';
import type { Failure } from '../failure.ts';
import { need, story } from '../story.ts';
import type { SessionMemory } from './hook-call.ts';
import {
  entryOf,
  entryOfLook,
  lookAtChange,
  nameOf,
  remember,
  seen,
  type Hearing,
  type HookRuling,
  type Looked,
} from './session.ts';

/** The task whose work is judged. */
const taskOf = ({ ports, standing }: Hearing): Promise<Result<Task | undefined, Failure>> =>
  story(async function* () {
    if (standing.task === undefined) return undefined;
    const task = yield* need(ports.store.read());
    return task?.id === standing.task ? task : undefined;
  });

const factsOf = ({ standing }: Hearing, task: Task | undefined, meters: readonly Meter[]): SessionFacts => ({
  policy: standing.standard.policy,
  ...present('mode', standing.standard.mode),
  ...present('task', task),
  meters,
});

/** Says what holds, when a session begins or goes on. */
export const ruleOnStart = (hearing: Hearing, source: string): Promise<Result<HookRuling, Failure>> =>
  story(async function* () {
    const looked = yield* need(lookAtChange(hearing));
    const task = yield* need(taskOf(hearing));
    return {
      answer: { tell: writeSessionStart(factsOf(hearing, task, looked.judgement.meters)) },
      events: [{ kind: 'session-started', ...nameOf(hearing), source }],
      memory: remember(hearing, seen(looked)),
    };
  });

/** Judges a prompt; what it lets through starts from the change as it stands, and is logged. */
export const ruleOnPrompt = (hearing: Hearing, text: string): Promise<Result<HookRuling, Failure>> =>
  story(async function* () {
    const { ports, judge, memory, standing, signal, call } = hearing;
    const task = yield* need(taskOf(hearing));
    // A task has its goal, and a conversation its first word: what comes after may be short.
    const follows = task !== undefined || (memory?.prompts ?? 0) > 0;
    const action = { kind: 'prompt', text, ...(follows ? ({ follows } as const) : {}) } as const;
    const ruled = yield* need(judge.judge(action, signal === undefined ? {} : { signal }));
    const judged = entryOf(hearing, action, ruled);
    if (ruled.ruling.verdict === 'block') return { answer: { refuse: tellRuling(ruled.ruling) }, events: [judged] };
    const looked = yield* need(lookAtChange(hearing));
    const facts = factsOf(hearing, task, looked.judgement.meters);
    const sent = { kind: 'prompt-sent', ...nameOf(hearing), surface: 'hook' } as const;
    return {
      answer: { tell: writePromptContext(facts) },
      events: [
        judged,
        { ...sent, bytes: new TextEncoder().encode(text).length, digest: ports.hash(text) },
        entryOfLook(hearing, 'prompt', looked, false),
      ],
      memory: remember(hearing, {
        ...seen(looked),
        prompts: (memory?.prompts ?? 0) + 1,
        corrections: 0,
        acted: false,
      }),
      prompt: { policy: standing.standard.policy, text, ...present('task', task), run: call.session },
    };
  });

/** Whether anything has changed since Codex was last spoken to. */
const isTouched = (memory: SessionMemory | undefined, looked: Looked, goesOn: boolean): boolean =>
  goesOn || memory?.acted === true || (memory !== undefined && memory.change !== looked.change);

/**
 * Looks at the change when Codex says that it is done. It is told to mend what may not merge, as often as the policy says and
 * no more; and only where something has changed since it was last spoken to, as who was asked a question has nothing to mend.
 */
export const ruleOnStop = (hearing: Hearing, goesOn: boolean): Promise<Result<HookRuling, Failure>> =>
  story(async function* () {
    const { memory, standing } = hearing;
    // Nobody knows how often it was told already.
    if (memory === undefined && goesOn) return { answer: {}, events: [] };
    const looked = yield* need(lookAtChange(hearing));
    const { corrections } = memory ?? { corrections: 0 };
    const { findings } = looked.judgement;
    const left = standing.standard.policy.run.corrections - corrections;
    const refused = isTouched(memory, looked, goesOn) && left > 0 && blocking(findings).length > 0;
    return {
      answer: refused ? { refuse: writeCorrection(findings, left - 1) } : {},
      events: [entryOfLook(hearing, 'stop', looked, refused)],
      memory: remember(hearing, { ...seen(looked), corrections: corrections + Number(refused), acted: refused }),
    };
  });
