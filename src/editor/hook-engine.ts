import { rememberHooks, type HookEvent, type HookRuling } from '#app';
import { hookEventOf, readHookCall } from '#codex';
import { codexHooksPath, findCodexHooks, present, type JournalEvent } from '#core';
import { redactEvent, type AnswerQuestion, type Machine } from '#repo';

/** What a hook of Codex asks an engine. */
interface Question {
  readonly event: HookEvent;
  readonly input: string;
  readonly mode?: string;
  readonly ofRun: boolean;
}

const readQuestion = (asked: unknown): Question | undefined => {
  if (typeof asked !== 'object' || asked === null) return undefined;
  const { event: name, input, mode, ofRun } = asked as Readonly<Record<string, unknown>>;
  const event = typeof name === 'string' ? hookEventOf(name) : undefined;
  if (event === undefined || typeof input !== 'string') return undefined;
  return { event, input, ofRun: ofRun === true, ...present('mode', typeof mode === 'string' ? mode : undefined) };
};

/** A ruling as it can be sent, without secrets in what is to be journalled: who asked loads no scanner. */
const toSend = async ({ events, prompt, ...ruling }: HookRuling): Promise<HookRuling> => {
  const clean: JournalEvent[] = [];
  for (const event of events) clean.push(await redactEvent(event));
  const { log } = prompt?.policy.prompt ?? {};
  const logged = prompt && { ...prompt, policy: { prompt: present('log', log) } };
  return { ...ruling, events: clean, ...present('prompt', logged) };
};

/**
 * Rules on what hooks of Codex ask of a worktree, and keeps none of it: who asked writes it down. Undefined where it cannot be
 * told: then who asked judges, and says why.
 */
export const answerHooks = (machine: Machine): AnswerQuestion => {
  const rule = rememberHooks(machine);
  return async (question, signal) => {
    const asked = readQuestion(question);
    const call = asked && readHookCall(asked.event, asked.input);
    if (call?.ok !== true) return undefined;
    const ruled = await rule(call.value, { ...present('mode', asked?.mode), ofRun: asked?.ofRun === true, signal });
    return ruled.ok ? toSend(ruled.value) : undefined;
  };
};

/** Whether Codex has been told to ask us in a worktree: any of our hooks stands in its file. */
export const areHooksInstalled = async ({ hooks }: Pick<Machine, 'hooks'>): Promise<boolean> => {
  const found = await hooks.look(codexHooksPath);
  const states = found.ok && found.value !== undefined ? findCodexHooks(found.value.text) : undefined;
  return states !== undefined && Object.values(states).some((state) => state !== 'missing');
};
