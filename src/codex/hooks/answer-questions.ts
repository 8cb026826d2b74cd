import { rememberHooks, type HookEvent, type HookRuling, type RememberingPorts } from '#app';
import { present, type JournalEvent } from '#core';
import { hookEventOf, hookNames } from './hook-answers.ts';
import { readHookCall } from './hook-messages.ts';

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

/** What rules for those who ask an engine. */
export interface QuestionPorts extends RememberingPorts {
  /** An entry without secrets. */
  readonly redactEvent: (event: JournalEvent) => Promise<JournalEvent>;
}

const questionOf = (event: HookEvent, cwd: string, said: object, mode: string | undefined): Question => ({
  event,
  input: JSON.stringify({ session_id: 'codex-governor', cwd, hook_event_name: hookNames[event], ...said }),
  ofRun: false,
  ...present('mode', mode),
});

/** What a session would ask that begins in a folder, as a hook puts it to an engine. */
export const questionAtStart = (cwd: string, mode: string | undefined): Question =>
  questionOf('session-start', cwd, {}, mode);

/** What a session would ask before it adds a file of one line, by its path. */
export const questionOfPatch = (cwd: string, path: string, mode: string | undefined): Question => {
  const command = ['*** Begin Patch', `*** Add File: ${path}`, '+1', '*** End Patch'].join('\n');
  return questionOf('pre-tool-use', cwd, { tool_name: 'apply_patch', tool_input: { command } }, mode);
};

/** A ruling as it can be sent, without secrets in what is to be journalled: who asked loads no scanner. */
const toSend = async (
  { events, prompt, ...ruling }: HookRuling,
  { redactEvent }: Pick<QuestionPorts, 'redactEvent'>,
): Promise<HookRuling> => {
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
export const answerHooks = (
  ports: QuestionPorts,
): ((question: unknown, signal: AbortSignal) => Promise<HookRuling | undefined>) => {
  const rule = rememberHooks(ports);
  return async (question, signal) => {
    const asked = readQuestion(question);
    const call = asked && readHookCall(asked.event, asked.input);
    if (call?.ok !== true) return undefined;
    const ruled = await rule(call.value, { ...present('mode', asked?.mode), ofRun: asked?.ofRun === true, signal });
    return ruled.ok ? toSend(ruled.value, ports) : undefined;
  };
};
