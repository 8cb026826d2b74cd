// A place where the real Codex works: a home, a repository and a model of its own.
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fail, ok } from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { Agent, AgentAsk, AgentEvent, AgentStart, AgentThread } from '#app';
import * as z from 'zod';
import { findCodex, openCodex, type CodexOptions } from '#codex';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.ts';
import { startProgram, type Variables } from '../../src/codex/program.ts';
import { openWire, type Wire } from '../../src/codex/wire.ts';
import { openFakeModel, type FakeModel } from './fake-model.ts';

// In the sandbox of Codex `/dev` is another one: what lies in memory is not there.
export const place = tmpdir().startsWith('/dev/') ? '/var/tmp' : tmpdir();

/** What makes Codex ask the model of a test and nobody else. `model` has to be one of Codex's own catalogue. */
export const configuration = (url: string, model = 'gpt-6-sol'): string => `model = "${model}"
model_provider = "fake"
check_for_update_on_startup = false
[model_providers.fake]
name = "Fake"
base_url = "${url}"
wire_api = "responses"
env_key = "FAKE_API_KEY"
request_max_retries = 0
stream_max_retries = 0
supports_websockets = false
[analytics]
enabled = false
[feedback]
enabled = false
`;

export type Files = Readonly<Record<string, string>>;

export const writeFiles = (folder: string, files: Files): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

/** Every file below a folder by its path from there, with its text. */
export const readFiles = (folder: string): Files =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
  );

const readOf = (pid: string, what: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return ''; // It ended meanwhile, or is not ours.
  }
};
const isAlive = (pid: string): boolean => !/^State:\s*Z/m.test(readOf(pid, 'status'));
const isOf = (pid: string, home: string): boolean => readOf(pid, 'environ').split('\0').includes(`CODEX_HOME=${home}`);

/** The programs that run with a home of Codex: it, and what it has started. */
const processesOf = (home: string): readonly string[] =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isAlive(name) && isOf(name, home));

/** Codex as it serves a program, by its home: VS Code has the same one in its environment. */
export const codexesOf = (home: string): readonly string[] =>
  processesOf(home).filter((pid) => readOf(pid, 'cmdline').includes('app-server'));

export interface Lab {
  readonly root: string;
  readonly home: string;
  readonly model: FakeModel;
  readonly agent: Agent;
  /** What every Codex of the lab is started with. */
  readonly environment: Variables;
  /** Starts a thread that is closed with the lab. */
  start(wishes?: Partial<AgentStart>): Promise<AgentThread>;
  git(...words: readonly string[]): string;
  /** The programs that run for this lab: Codex, and what it has started. */
  processes(): readonly string[];
  /** Ends them as a system does that has no memory left. */
  kill(): void;
  dispose(): Promise<void>;
}

export interface LabWishes {
  readonly files?: Files;
  /** What stands in the home of Codex beside what the lab writes; a `config.toml` is put behind that of the lab. */
  readonly home?: Files;
  readonly model?: string;
  /** Where its model is said to be; left out: where it is. */
  readonly url?: string;
  /** Lines for the top of its `config.toml`. */
  readonly top?: string;
  /** Our own tools, which it may ask: as they ship, as an editor starts them, or with a program that is not there. */
  readonly tools?: ToolsWish;
  /** What judges its commands: our own program, or another line for a shell. */
  readonly commands?: ToolsWish | { readonly line: string };
}

const commandLine = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

type ToolsWish = 'shipped' | 'of an editor' | 'missing';

/** A program that is Node once it is told so, as the one of VS Code is on a desktop. */
const makeEditor = (folder: string): string => {
  const program = join(folder, 'editor');
  const text = `#!/bin/sh\n[ "$ELECTRON_RUN_AS_NODE" = 1 ] && exec "${process.execPath}" "$@"\nexit 1\n`;
  writeFileSync(program, text, { mode: 0o755 });
  return program;
};

/** Our own tools for a repository. */
const toolsFor = (root: string, how: ToolsWish): Pick<CodexOptions, 'tools'> => {
  const args = [commandLine, 'mcp', '--of-run', '--repo', root];
  if (how === 'of an editor')
    return { tools: { command: makeEditor(dirname(root)), args, env: { ELECTRON_RUN_AS_NODE: '1' } } };
  return { tools: { command: how === 'shipped' ? process.execPath : join(root, 'nowhere'), args } };
};

/** What judges the commands of a repository. */
const commandsFor = (root: string, how: NonNullable<LabWishes['commands']>): Pick<CodexOptions, 'commands'> => {
  if (typeof how === 'object') return { commands: { command: 'sh', args: ['-c', how.line] } };
  const { tools } = toolsFor(root, how);
  if (tools === undefined) return {};
  return { commands: { ...tools, args: [commandLine, 'hook', 'pre-tool-use', '--of-run', '--repo', root] } };
};

/** The native program of the Codex that the project pins. */
export const nativeCodex = async (): Promise<string> => {
  const found = await findCodex({
    chosen: createRequire(import.meta.url).resolve('@openai/codex/bin/codex.js'),
    path: '',
    workspace: { root: '/nowhere', isAllowed: false },
    platform: process.platform,
  });
  return found.ok ? found.value.program : fail(found.error.message);
};

export const openLab = async ({
  files = { 'a.txt': 'one\n' },
  home = {},
  model: slug,
  top = '',
  url,
  tools,
  commands,
}: LabWishes = {}): Promise<Lab> => {
  const folder = makeTemporaryFolder('codex-lab', place);
  const [root, codexHome] = ['work', 'home'].map((name) => join(folder.path, name)) as [string, string];
  const model = await openFakeModel();
  writeFiles(root, files);
  writeFiles(codexHome, {
    ...home,
    'config.toml': `${top}${configuration(url ?? model.url, slug)}${home['config.toml'] ?? ''}`,
  });
  mkdirSync(join(folder.path, 'tmp'));
  const git = (...words: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...words], {
      cwd: root,
      encoding: 'utf8',
    });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'first');
  const environment = {
    ...process.env,
    CODEX_HOME: codexHome,
    // Codex calls a home below the folder for temporary files unsafe.
    TMPDIR: join(folder.path, 'tmp'),
    FAKE_API_KEY: 'none',
  };
  const agent = openCodex({
    program: await nativeCodex(),
    environment,
    version: '0.0.0',
    ...(tools === undefined ? {} : toolsFor(root, tools)),
    ...(commands === undefined ? {} : commandsFor(root, commands)),
  });
  const processes = (): readonly string[] => processesOf(codexHome);
  const threads: AgentThread[] = [];
  return {
    root,
    home: codexHome,
    model,
    agent,
    environment,
    start: async (wishes = {}) => {
      const usual = { cwd: root, instructions: 'Governed.', context: [], permissions: { denyReads: [] } };
      const started = await agent.start({ ...usual, ...wishes });
      if (!started.ok) return fail(started.error.message);
      threads.push(started.value);
      return started.value;
    },
    git,
    processes,
    kill: () => {
      for (const pid of processes()) execFileSync('sh', ['-c', `kill -9 ${pid} 2> /dev/null || true`]);
    },
    dispose: async () => {
      await Promise.all(threads.map(async (thread) => thread.close()));
      await model.dispose();
      folder.dispose();
    },
  };
};

/** What a test makes of an ask; undefined: it is left waiting. */
export type Answer = 'accept' | 'decline' | 'cancel' | { readonly decline: string } | undefined;
export type Judge = (ask: AgentAsk) => Answer | Promise<Answer>;

const answerTo = async (thread: AgentThread, ask: AgentAsk, judge: Judge): Promise<void> => {
  const answer = await judge(ask);
  if (answer === undefined) return;
  const { arrived } =
    typeof answer === 'string'
      ? await thread.answer(ask.ask, answer)
      : await thread.answer(ask.ask, 'decline', answer.decline);
  ok(arrived, `nobody waited for the answer to ${ask.kind}`);
};

const isAsk = (event: AgentEvent): event is AgentAsk => 'ask' in event;

/** Reads the events of a thread as a visitor does: one reader for all of its life. */
export interface Reading {
  readonly events: readonly AgentEvent[];
  /** Reads on, answering what is asked, up to the first event that is wanted. */
  until(isWanted: (event: AgentEvent) => boolean): Promise<AgentEvent>;
  /** Says something and reads to the end of the turn. Gives the events of that turn. */
  turn(text: string): Promise<readonly AgentEvent[]>;
}

export const read = (thread: AgentThread, judge: Judge = () => 'decline'): Reading => {
  const events: AgentEvent[] = [];
  const iterator = thread.events[Symbol.asyncIterator]();
  const until: Reading['until'] = async (isWanted) => {
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return fail(`the thread ended: ${JSON.stringify(events.slice(-3))}`);
      events.push(next.value);
      if (isWanted(next.value)) return next.value;
      if (isAsk(next.value)) await answerTo(thread, next.value, judge);
    }
  };
  return {
    events,
    until,
    turn: async (text) => {
      const from = events.length;
      const said = await thread.say(text);
      ok(said.ok, said.ok ? '' : said.error.message);
      await until((event) => event.kind === 'turn-ended' && event.thread === thread.id);
      return events.slice(from);
    },
  };
};

export const ofKind = <Kind extends AgentEvent['kind']>(
  events: readonly AgentEvent[],
  kind: Kind,
): readonly Extract<AgentEvent, { kind: Kind }>[] =>
  events.filter((event): event is Extract<AgentEvent, { kind: Kind }> => event.kind === kind);

const hookPage = z.object({
  data: z.array(z.object({ hooks: z.array(z.object({ key: z.string(), currentHash: z.string() })) })),
});

const nobody = (): void => undefined;

/** Speaks with Codex as a program of somebody else would, without our client. */
export const speak = async (
  lab: Pick<Lab, 'root' | 'environment'>,
): Promise<{ readonly wire: Wire; readonly end: () => Promise<void> }> => {
  const running = startProgram(await nativeCodex(), lab.root, lab.environment);
  const { stdin, stdout } = running.child;
  const wire = openWire(stdout, stdin, { request: nobody, notification: nobody, garbage: nobody });
  const clientInfo = { name: 'somebody', title: null, version: '1.0.0' };
  await wire.request('initialize', { clientInfo, capabilities: { experimentalApi: true, requestAttestation: false } });
  wire.notify('initialized');
  return { wire, end: async () => running.end() };
};

/** Trusts the hooks in the home of a lab, as the person would in the review that Codex asks for. */
export const trustHooks = async (lab: Pick<Lab, 'root' | 'home' | 'environment'>): Promise<void> => {
  const { wire, end } = await speak(lab);
  const listed = await wire.request('hooks/list', { cwds: [lab.root] });
  await end();
  const hooks = hookPage.parse(listed.ok ? listed.value : undefined).data.flatMap((entry) => entry.hooks);
  const lines = hooks.map(({ key, currentHash }) => `[hooks.state."${key}"]\ntrusted_hash = "${currentHash}"\n`);
  appendFileSync(join(lab.home, 'config.toml'), lines.join(''));
};

/** Trusts the folder of a lab, as the person does when Codex asks. */
export const trustFolder = async (lab: Pick<Lab, 'root' | 'home'>): Promise<void> =>
  appendFileSync(join(lab.home, 'config.toml'), `[projects."${lab.root}"]\ntrust_level = "trusted"\n`);

/** What the person has in the home of a lab, of these files. */
export const ownFiles = (lab: Lab, names: readonly string[]): Files =>
  Object.fromEntries(
    Object.entries(readFiles(lab.home)).filter(([path]) => path === 'config.toml' || names.includes(path)),
  );

/** Runs Codex to the end of a task, as a person does in a terminal. */
export const runCodexAlone = async (
  lab: Lab,
  prompt: string,
): Promise<{ readonly code: number | null; readonly said: string }> => {
  const words = ['exec', '--json', '--sandbox', 'workspace-write', prompt];
  const child = spawn(await nativeCodex(), words, {
    cwd: lab.root,
    env: lab.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
};
