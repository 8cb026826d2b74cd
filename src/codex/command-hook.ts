import type { AgentStart, Failure } from '#app';
import { failure, success, type Result } from '#core';
import { listHooks } from './greet.ts';
import { threadInForce } from './inbound.ts';
import { hooksOf, type Judging, type ToolServer } from './permission-profile.ts';
import type { Wire } from './wire.ts';

/*
 * The hook that judges the commands of one thread. It comes with the thread and is trusted for it alone: nothing of it is
 * written to the person's configuration.
 */

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const gone = 'codex-governor could not judge this command, so it was not run.';

/** What Codex runs. It takes every exit code but 2 for a yes, that of a program which is missing, too. */
const lineOf = ({ command, args, env = {} }: ToolServer): string => {
  const set = Object.entries(env).map(([name, value]) => `${name}=${quoted(value)}`);
  const words = [...set, ...[command, ...args].map(quoted)].join(' ');
  return `sh -c ${quoted(`${words} || { echo "${gone}" >&2; exit 2; }`)}`;
};

/** How to have the commands of a thread judged; undefined where Codex does not know of the hook that would. */
export const prepareHook = async (
  wire: Wire,
  { cwd }: Pick<AgentStart, 'cwd'>,
  program: ToolServer,
): Promise<Judging | undefined> => {
  const line = lineOf(program);
  const untrusted = { line, state: {} };
  // What it is trusted by Codex tells of a thread that has it; that one is kept nowhere, and nothing is said in it.
  const asked = { approvalPolicy: 'on-request', sandbox: 'read-only', ephemeral: true } as const;
  const answer = await wire.request('thread/start', { ...asked, cwd, config: { hooks: hooksOf(untrusted) } });
  const read = threadInForce.safeParse(answer.ok ? answer.value : undefined);
  if (!read.success) return undefined;
  const listed = await listHooks(wire, { threadId: read.data.thread.id });
  const found = listed.ok ? listed.value.find(({ command }) => command === line) : undefined;
  return found?.currentHash === undefined
    ? undefined
    : { line, state: { [found.key]: { trusted_hash: found.currentHash } } };
};

/** Whether Codex says that it asks the hook before each command of a thread. */
export const isJudging = async (wire: Wire, threadId: string, { line }: Judging): Promise<boolean> => {
  const listed = await listHooks(wire, { threadId });
  const found = listed.ok ? listed.value.find(({ command }) => command === line) : undefined;
  return found?.enabled === true && found.trustStatus === 'trusted';
};

/** Whether commands are judged; fails where they are not and the mode says which may run. */
export const tellJudged = (
  isKept: boolean,
  { permissions }: Pick<AgentStart, 'permissions'>,
): Result<'judged' | 'told', Failure> =>
  isKept || permissions.judgesCommands !== true
    ? success(isKept ? 'judged' : 'told')
    : failure({
        reason: 'agent-failed',
        message:
          'Codex does not ask before it runs a command, and this mode says which may run, so it is not let to work.',
        remedy: 'See whether hooks are switched off in its own configuration, or in that of your organisation.',
      });
