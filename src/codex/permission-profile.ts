import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ThreadStartParams } from './protocol/messages.ts';

type Config = NonNullable<ThreadStartParams['config']>;

/** What a thread is kept within: sent with every start and every resume, as Codex keeps none of it. */
export type InForce = Pick<
  ThreadStartParams,
  'approvalPolicy' | 'approvalsReviewer' | 'permissions' | 'sandbox' | 'config'
>;

// Whatever would be written is asked for, and asked of us.
const asking = { approvalPolicy: 'on-request', approvalsReviewer: 'user' } as const;

// How deep Codex looks for files that a glob with `**` closes, where the system needs them by name.
const deepest = 32;

/** What the start of a thread has to know to hold it. */
export interface Holding {
  /** What is closed to reading, as Codex takes it. */
  readonly closed: readonly string[];
  /** The home of Codex, absolute. */
  readonly home: string;
  /** The keys of hooks that are not asked in it. */
  readonly off: readonly string[];
  /** What the thread may ask before it acts; left out: nothing. */
  readonly tools?: ToolServer;
  /** What judges its commands; left out: nothing. */
  readonly judging?: Judging;
}

/** A hook that is asked before each command: the line that is run, and by what Codex trusts it. */
export interface Judging {
  readonly line: string;
  readonly state: Readonly<Record<string, { readonly trusted_hash: string }>>;
}

/** A server of read-only tools, which Codex starts beside the thread and speaks with over its standard streams. */
export interface ToolServer {
  /** A program, absolute. */
  readonly command: string;
  readonly args: readonly string[];
  /** Variables that it is started with, beside those few that Codex passes on. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Under this name tools are called; it is none that a person has in a configuration of their own, which would be mixed in. */
const toolsName = 'codex_governor_run';

// Codex waits for a server that is required, and else begins without it. A first call may have to read a large change.
const serverPatience = { startup_timeout_sec: 30, tool_timeout_sec: 300, required: true };

const toolsFor = ({ tools }: Holding): Config => {
  if (tools === undefined) return {};
  const { command, args, env = {} } = tools;
  return { mcp_servers: { [toolsName]: { command, args: [...args], env: { ...env }, ...serverPatience } } };
};

/** Seconds. What answers gives up sooner, as Codex takes silence for a yes. */
const hookPatience = 60;

/** The hook that is asked before a command of a shell; patches are asked for in another way. */
export const hooksOf = ({ line, state }: Judging) => ({
  PreToolUse: [{ matcher: '^Bash$', hooks: [{ type: 'command', command: line, timeout: hookPatience }] }],
  state: { ...state },
});

const hooksFor = ({ off, judging }: Pick<Holding, 'off' | 'judging'>): Config => {
  const without = Object.fromEntries(off.map((key) => [key, { enabled: false }]));
  if (judging === undefined) return off.length === 0 ? {} : { hooks: { state: without } };
  const { state, ...own } = hooksOf(judging);
  return { hooks: { ...own, state: { ...without, ...state } } };
};

/** The texts of a glob with `{a,b}`, each without; undefined for braces that are something else. */
const withoutBraces = (glob: string): readonly string[] | undefined => {
  const found = /\{(?<inner>[^{}]*)\}/.exec(glob);
  if (found === null) return /[{}]/.test(glob) ? undefined : [glob];
  const inner = found.groups?.['inner'] ?? '';
  if (!inner.includes(',')) return undefined;
  const [before, after] = [glob.slice(0, found.index), glob.slice(found.index + found[0].length)];
  const parts = inner.split(',').map((one) => withoutBraces(before + one + after));
  return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
};

/** A glob of a policy in the words of Codex: a folder closes what is below it. Undefined where Codex has no words for it. */
const inWordsOfCodex = (glob: string): readonly string[] | undefined =>
  /[!@?*+]\(|^!/.test(glob)
    ? undefined
    : withoutBraces(glob.replace(/^(?:\.?\/)+/, ''))?.map((one) => one.replace(/(?:\/(?:\*\*)?)+$/, '') || '**');

/** What is to be closed, as Codex takes it; the first glob that cannot be said to it instead. */
export const closedPlaces = (
  globs: readonly string[],
): { readonly places: readonly string[] } | { readonly unsaid: string } => {
  const said = globs.map((glob) => ({ glob, places: inWordsOfCodex(glob) }));
  const unsaid = said.find(({ places }) => places === undefined);
  return unsaid === undefined
    ? { places: [...new Set(said.flatMap(({ places }) => places ?? []))] }
    : { unsaid: unsaid.glob };
};

const closed = (globs: readonly string[]): Config => Object.fromEntries(globs.map((glob) => [glob, 'deny']));

/**
 * A permission profile that grants no write, for one thread. It has a name of its own each time, as Codex would put what
 * the person's configuration says of a profile of that name into it. Something is always closed to reading, and be it
 * Codex's own credentials: a command that a rule of the person allows runs without any sandbox otherwise.
 */
export const profileFor = (holding: Holding): InForce & { readonly permissions: string } => {
  const name = `codex-governor-${randomBytes(6).toString('hex')}`;
  const { home } = holding;
  const globs: Config =
    holding.closed.length === 0 ? {} : { glob_scan_max_depth: deepest, ':workspace_roots': closed(holding.closed) };
  const filesystem = { [join(home, 'auth.json')]: 'deny', ...globs };
  return {
    ...asking,
    permissions: name,
    config: {
      permissions: { [name]: { extends: ':read-only', filesystem } },
      ...hooksFor(holding),
      ...toolsFor(holding),
    },
  };
};

/**
 * The plain sandbox, for where profiles may not be used. It cannot close anything to reading, nor hold a command that a rule
 * of the person allows.
 */
export const readOnlyFor = (holding: Holding): InForce & { readonly sandbox: 'read-only' } => ({
  ...asking,
  sandbox: 'read-only',
  config: hooksFor(holding),
});
