import * as z from 'zod';
import { fail, type Failure, type HookCall, type HookEvent } from '#app';
import { failure, parseJson, success, type Action, type Result } from '#core';
import { hookNames } from './hook-answers.ts';

/* What Codex says to its hooks, one JSON value. */

const text = z.string();
const common = z.object({ session_id: text.min(1), cwd: text.min(1), hook_event_name: text });
const ofTool = z.object({ tool_name: text.min(1), tool_use_id: text.default(''), tool_input: z.unknown() });
const withCommand = z.object({ command: text });

type Common = z.infer<typeof common>;
type Read = (input: unknown, call: { readonly session: string; readonly cwd: string }) => HookCall | undefined;

/** What a tool is about to do; undefined where what Codex says of it is not what it says of such tools. */
const actionOf = (name: string, input: unknown, cwd: string): Action | undefined => {
  if (name !== 'apply_patch' && name !== 'Bash') return { kind: 'tool', name };
  const read = withCommand.safeParse(input);
  if (!read.success) return undefined;
  const { command } = read.data;
  return name === 'Bash' ? { kind: 'command', command, cwd } : { kind: 'patch', patch: { text: command }, cwd };
};

const readTool =
  (event: 'pre-tool-use' | 'post-tool-use'): Read =>
  (input, call) => {
    const read = ofTool.safeParse(input);
    const action = read.success ? actionOf(read.data.tool_name, read.data.tool_input, call.cwd) : undefined;
    if (!read.success || action === undefined) return undefined;
    return event === 'pre-tool-use'
      ? { event, ...call, use: read.data.tool_use_id, action }
      : { event, ...call, action };
  };

const readers: Readonly<Record<HookEvent, Read>> = {
  'session-start': (input, call) => {
    const read = z.object({ source: text.default('startup') }).safeParse(input);
    return read.success ? { event: 'session-start', ...call, source: read.data.source } : undefined;
  },
  'user-prompt-submit': (input, call) => {
    const read = z.object({ prompt: text }).safeParse(input);
    return read.success ? { event: 'user-prompt-submit', ...call, prompt: read.data.prompt } : undefined;
  },
  'pre-tool-use': readTool('pre-tool-use'),
  'post-tool-use': readTool('post-tool-use'),
  stop: (input, call) => {
    const read = z.object({ stop_hook_active: z.boolean().default(false) }).safeParse(input);
    return read.success ? { event: 'stop', ...call, goesOn: read.data.stop_hook_active } : undefined;
  },
};

const unreadable = (event: HookEvent): Failure =>
  fail(
    'bad-option',
    `What came on stdin is not what Codex says to its hook ${hookNames[event]}.`,
    'This command is started by Codex; see whether its version is one that is known to hold.',
  );

const isOf = (event: HookEvent, { hook_event_name: name }: Common): boolean => name === hookNames[event];

/** Reads what Codex asks a hook. Fails with `bad-option`. */
export const readHookCall = (event: HookEvent, input: string): Result<HookCall, Failure> => {
  const value = parseJson(input);
  const read = common.safeParse(value);
  if (!read.success || !isOf(event, read.data)) return failure(unreadable(event));
  const call = readers[event](value, { session: read.data.session_id, cwd: read.data.cwd });
  return call === undefined ? failure(unreadable(event)) : success(call);
};
