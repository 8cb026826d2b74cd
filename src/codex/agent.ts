import { realpath } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import type { Agent, AgentEvent, AgentStart, AgentThread, Failure } from '#app';
import { codexHookCommand, codexHookNames, failure, present, success, type Result } from '#core';
import { pathsFrom } from './changes.ts';
import { openChannel, type Channel } from './channel.ts';
import { isJudging, prepareHook, tellJudged } from './command-hook.ts';
import { openConversation, type Conversation } from './conversation.ts';
import { greet, listHooks } from './greet.ts';
import { threadInForce } from './inbound.ts';
import {
  closedPlaces,
  profileFor,
  readOnlyFor,
  type Holding,
  type InForce,
  type ToolServer,
} from './permission-profile.ts';
import { startProgram, type Running, type Variables } from './program.ts';
import { openThread, refusedBy } from './thread.ts';
import { openWire, type Refusal, type Wire } from './wire.ts';

export interface CodexOptions {
  /** The native program, absolute, as `findCodex` gives it. */
  readonly program: string;
  /** The whole environment of the process, `CODEX_HOME` included where it is not the person's usual one. */
  readonly environment: Variables;
  /** The version of this project, which Codex notes beside the thread. */
  readonly version: string;
  /** Our own tools, by which it may ask before it acts. */
  readonly tools?: ToolServer;
  /** What is asked before each command, as Codex asks a hook; left out: commands are not judged. */
  readonly commands?: ToolServer;
  /** How long a start may take, in milliseconds. */
  readonly patience?: number;
}

/** One process of Codex, and how it is spoken with. */
interface Connection {
  readonly wire: Wire;
  readonly conversation: Conversation;
  readonly channel: Channel<AgentEvent>;
  /** Ends the process with all that it has started. */
  readonly close: () => Promise<void>;
}

const longestWrite = 1_000;

const connect = async ({ program, environment }: CodexOptions, cwd: string): Promise<Connection> => {
  const running = startProgram(program, cwd, environment);
  const channel = openChannel<AgentEvent>();
  const writePath = pathsFrom([cwd, await realpath(cwd).catch(() => cwd)]);
  const wire: Wire = openWire(running.child.stdout, running.child.stdin, {
    request: (id, method, params) => conversation.request(id, method, params),
    notification: (method, params) => conversation.notification(method, params),
    garbage: (line) => conversation.garbage(line),
  });
  const conversation = openConversation({
    channel,
    writePath,
    reply: (id, result) => wire.reply(id, result),
    refuse: (id, why) => wire.refuse(id, why),
  });
  let isAsked = false;
  const onEnd = async (): Promise<void> => {
    const how = await running.ended;
    wire.end();
    // What it has started is of no use without it.
    if (!isAsked) await running.end();
    channel.push({ kind: 'closed', reason: isAsked ? 'asked' : 'died', message: inWords(how, running) });
    channel.end();
  };
  void onEnd();
  const close = async (): Promise<void> => {
    isAsked = true;
    // A file that is being written at this very moment would be left half written.
    await Promise.race([conversation.written(), running.ended, pause(longestWrite, undefined, { ref: false })]);
    await running.end();
    await running.ended;
  };
  return { wire, conversation, channel, close };
};

const inWords = (how: string, { lastWords }: Running): string =>
  lastWords() === '' ? `Codex ended with ${how}.` : `Codex ended with ${how}; the last it said: ${lastWords()}`;

const cancelled: Failure = { reason: 'cancelled', message: 'Starting Codex was cancelled.' };

const installed: ReadonlySet<string | undefined> = new Set(codexHookNames.map(codexHookCommand));

/**
 * The hooks that are off in a thread, but for those of the organisation, which nobody switches off: what could say yes in our
 * place, and where the thread comes with a judge of its own, ours that are installed in the repository. All that they would be
 * asked is asked of the run, and would be judged and written down twice. It is said to Codex, for this thread alone: there is
 * no word that anybody else could say to be let through.
 */
const listOff = async (wire: Wire, cwd: string, isJudged: boolean): Promise<Result<readonly string[], Failure>> => {
  const hooks = await listHooks(wire, { cwds: [cwd] });
  if (!hooks.ok) return hooks;
  const off = hooks.value.filter(
    ({ eventName, command, isManaged }) =>
      !isManaged && (eventName === 'permissionRequest' || (isJudged && installed.has(command))),
  );
  return success(off.map(({ key }) => key));
};

/** `notKept`: it opened a thread without what was to hold. */
type NotOpened = Refusal | { readonly is: 'not-kept' };

/** Starts or resumes a thread under what is to hold, and looks whether it does; gives its id. */
const openUnder = async (wire: Wire, start: AgentStart, inForce: InForce): Promise<Result<string, NotOpened>> => {
  const params = {
    ...inForce,
    cwd: start.cwd,
    developerInstructions: start.instructions,
    ...(start.model === undefined ? {} : { model: start.model }),
  };
  const answer =
    start.resume === undefined
      ? await wire.request('thread/start', params)
      : await wire.request('thread/resume', { ...params, threadId: start.resume, excludeTurns: true });
  if (!answer.ok) return answer;
  const read = threadInForce.safeParse(answer.value);
  return read.success && isKept(read.data, inForce) ? success(read.data.thread.id) : failure({ is: 'not-kept' });
};

const isKept = (told: z.infer<typeof threadInForce>, inForce: InForce): boolean =>
  told.approvalPolicy === inForce.approvalPolicy &&
  told.approvalsReviewer === inForce.approvalsReviewer &&
  told.sandbox.type === 'readOnly' &&
  (inForce.permissions === undefined || told.activePermissionProfile?.id === inForce.permissions);

const explain = (why: NotOpened): Failure =>
  why.is === 'not-kept'
    ? {
        reason: 'agent-failed',
        message: 'Codex did not take on the permissions that it was given, so it is not let to work.',
        remedy: 'See whether its own configuration, or that of your organisation, asks for another sandbox.',
      }
    : refusedBy(why, 'open a thread');

const goOnElsewhere = {
  remedy: 'Go on with a thread that a run has named at its end, or start a run without one.',
};

const cannotClose = (why: NotOpened): Failure => ({
  reason: 'agent-failed',
  message: `Codex cannot be kept from reading what this mode closes, so it is not let to work. ${explain(why).message}`,
  remedy:
    'Allow permission profiles in the requirements of your organisation, or use a version of Codex that has them.',
});

const cannotSay = (glob: string): Failure => ({
  reason: 'agent-failed',
  message: `Codex has no words for the glob ${glob}, which this mode closes to reading, so it is not let to work.`,
  remedy: 'Write it with *, **, ? and {one,other} alone.',
});

/** Under a profile, with the tools that it may ask; where that does not open, without them: they are offered, no more. */
const openProfiled = async (wire: Wire, start: AgentStart, holding: Holding): Promise<Result<string, NotOpened>> => {
  const opened = await openUnder(wire, start, profileFor(holding));
  const { tools, ...bare } = holding;
  return opened.ok || tools === undefined ? opened : openUnder(wire, start, profileFor(bare));
};

type Opened = Pick<AgentThread, 'id' | 'sandbox' | 'commands'>;
type Unjudged = Omit<Opened, 'commands'>;

const open = async (
  wire: Wire,
  start: AgentStart,
  { home, tools, judging }: Pick<Holding, 'home' | 'tools' | 'judging'>,
): Promise<Result<Unjudged, Failure>> => {
  const said = closedPlaces(start.permissions.denyReads);
  if ('unsaid' in said) return failure(cannotSay(said.unsaid));
  const off = await listOff(wire, start.cwd, judging !== undefined);
  if (!off.ok) return off;
  const holding: Holding = { closed: said.places, home, off: off.value, ...present('judging', judging) };
  const profiled = await openProfiled(wire, start, { ...holding, ...present('tools', tools) });
  if (profiled.ok) return success({ id: profiled.value, sandbox: 'profile' });
  if (profiled.error.is === 'gone') return failure(explain(profiled.error));
  if (start.permissions.denyReads.length > 0) return failure(cannotClose(profiled.error));
  const plain = await openUnder(wire, start, readOnlyFor(holding));
  if (plain.ok) return success({ id: plain.value, sandbox: 'read-only' });
  return failure({ ...(start.resume === undefined ? {} : goOnElsewhere), ...explain(plain.error) });
};

/** Opens a thread whose commands are judged where there is something to judge them. */
const openJudged = async (
  wire: Wire,
  start: AgentStart,
  { home, tools, commands }: Pick<Holding, 'home' | 'tools'> & Pick<CodexOptions, 'commands'>,
): Promise<Result<Opened, Failure>> => {
  const judging = commands && (await prepareHook(wire, start, commands));
  const opened = await open(wire, start, { home, ...present('tools', tools), ...present('judging', judging) });
  if (!opened.ok) return opened;
  const isAsked = judging !== undefined && (await isJudging(wire, opened.value.id, judging));
  const judged = tellJudged(isAsked, start);
  return judged.ok ? success({ ...opened.value, commands: judged.value }) : judged;
};

const begin = async (
  connection: Connection,
  start: AgentStart,
  options: CodexOptions,
): Promise<Result<AgentThread, Failure>> => {
  const { wire } = connection;
  const greeted = await greet(wire, options.version);
  if (!greeted.ok) return greeted;
  const { version, home } = greeted.value;
  const { tools, commands } = options;
  const opened = await openJudged(wire, start, { home, ...present('tools', tools), ...present('commands', commands) });
  if (!opened.ok) return opened;
  return success(openThread({ ...connection, ...opened.value, version, start }));
};

const usualPatience = 60_000;

const tooLate: Failure = {
  reason: 'agent-failed',
  message: 'Codex did not answer when it was started.',
  remedy: 'See whether it starts in a terminal, then try again.',
};

/** Codex as the agent of governed runs: a process for each thread, which dies with it. */
export const openCodex = (options: CodexOptions): Agent => ({
  start: async (start, signal) => {
    const late = AbortSignal.timeout(options.patience ?? usualPatience);
    const stop = AbortSignal.any([late, ...(signal === undefined ? [] : [signal])]);
    if (stop.aborted) return failure(cancelled);
    const connection = await connect(options, start.cwd);
    const onStop = (): void => void connection.close();
    stop.addEventListener('abort', onStop, { once: true });
    const begun = await begin(connection, start, options);
    stop.removeEventListener('abort', onStop);
    if (begun.ok && !stop.aborted) return begun;
    await connection.close();
    if (!stop.aborted) return begun;
    return failure(late.aborted ? tooLate : cancelled);
  },
});
