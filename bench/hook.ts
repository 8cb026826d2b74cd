// From a patch to the answer of the hook, on top of a change of 100 files: over the socket of an open window, as a process that
// asks there, as one that asks an engine that stays without a window, and as one that has to load and judge everything by itself.
// `npm run bench -- hook`.
import { answerHooks } from '#codex';
import { askEngine, judgeAside, lookForEngine, offerEngine, openMachine, redactEvent } from '#repo';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { lay, nextPatch, type Tell } from './ruling.ts';
import { longestTurn, quantile, take } from './strokes.ts';

/** How often: one that loads and judges everything takes long. Before the first of these V8 has seen a session's questions. */
const [warmUps, rounds, coldRounds] = [10, 20, 7];
/** Milliseconds between the answer of a session's first hook and its first patch, and how many sessions each. */
const [pauses, sessions] = [[1_000, 3_000], 3];
/** Milliseconds until what was written counts as settled. */
const settling = 2_500;
/** The hook does not wait as long; here it is measured how long it takes. */
const patience = { reach: 5_000, hear: 5_000, answer: 120_000 };

interface Asking {
  readonly root: string;
  readonly mode: string;
  readonly files: number;
}

/** What the bundle that asks was built of: what is offered here runs from its sources, and says that it is the same. */
const readBuild = (): string => /["']([0-9a-f]{64})["']/.exec(readFileSync('dist/hook.cjs', 'utf8'))?.[1] ?? 'no build';

const inputOf = ({ root, files }: Asking, event = 'PreToolUse'): string =>
  JSON.stringify({
    session_id: 'bench',
    cwd: root,
    hook_event_name: event,
    tool_name: 'apply_patch',
    tool_use_id: randomUUID(),
    tool_input: { command: nextPatch(files) },
  });

/** Runs Node to its end; another process, as this one may have to answer it. */
const runNode = async (
  words: readonly string[],
  input: string,
  { folder = '.', staying = 'off' }: { readonly folder?: string; readonly staying?: 'on' | 'off' } = {},
): Promise<void> => {
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: { ...process.env, CODEX_GOVERNOR_ENGINE: staying },
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (told += piece.toString()));
  child.stdin.end(input);
  const code = await new Promise((resolve) => child.once('close', resolve));
  const isFine = told === '' || /permissionDecision|additionalContext/.test(told) || told.startsWith('Engine ');
  if (code !== 0 || !isFine) throw new Error(told);
};

const runHook = (
  asking: Asking,
  staying: 'on' | 'off' = 'off',
  event: 'PreToolUse' | 'SessionStart' = 'PreToolUse',
): Promise<void> =>
  runNode([resolve('dist/cli.cjs'), 'hook', event, '--mode', asking.mode], inputOf(asking, event), {
    folder: asking.root,
    staying,
  });

const looked = ({ root }: Asking) =>
  lookForEngine(
    { root, ownFolder: join(root, '.git/codex-governor') },
    { build: readBuild(), environment: process.env },
  );

const stopResident = async (asking: Asking): Promise<void> => {
  while ((await looked(asking)) === undefined) await setTimeout(50);
  await runNode([resolve('dist/cli.cjs'), 'engine', '--stop'], '', { folder: asking.root });
  while ((await looked(asking)) !== undefined) await setTimeout(50);
  // Nobody else starts one within a minute where it was stopped before it has answered.
  rmSync(join(asking.root, '.git/codex-governor/engine-start'), { force: true });
};

/** How long the first patch of a session takes, so long after the hook that says that the session begins. */
const benchSession = async (asking: Asking, tell: Tell): Promise<void> => {
  for (const pause of pauses) {
    const took: number[] = [];
    for (let round = 0; round < sessions; round += 1) {
      await runHook(asking, 'on', 'SessionStart');
      await setTimeout(pause);
      took.push(await take(() => runHook(asking, 'on')));
      await stopResident(asking);
    }
    const times = [0.5, 1].map((share) => `${quantile(took, share).toFixed(0)} ms`);
    const what = `the first patch of a session, ${pause / 1_000} s after its SessionStart was answered`;
    tell(what, times.join(', the slowest '), '300 ms at the 95th percentile');
  }
};

/** How long hooks take that an engine answers which stays; the first of them starts it. */
const benchResident = async (what: string, asking: Asking, tell: Tell): Promise<void> => {
  const since = performance.now();
  await runHook(asking, 'on');
  while ((await looked(asking)) === undefined) await setTimeout(50);
  tell(`${what}, until an engine that stays is there`, `${(performance.now() - since).toFixed(0)} ms`, '');
  await setTimeout(settling);
  await runHook(asking, 'on');
  tell('the same, as a process, with a resident engine', await wallOf(() => runHook(asking, 'on')), '');
  const { state } = (await looked(asking)) ?? {};
  if (state === undefined || state.answered < rounds) throw new Error('The engine did not answer.');
  tell('the resident engine takes', `${(state.memory / 1_000_000).toFixed(0)} MB`, '');
  await stopResident(asking);
};

const askOverSocket = async (asking: Asking): Promise<void> => {
  const question = { event: 'pre-tool-use', input: inputOf(asking), mode: asking.mode };
  const answer = await askEngine(asking.root, question, { build: readBuild(), environment: process.env, patience });
  if (answer === undefined) throw new Error('The engine did not answer.');
};

const wallOf = async (ask: () => Promise<void>, times = rounds): Promise<string> => {
  const took: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const since = performance.now();
    await ask();
    took.push(performance.now() - since);
  }
  return [0.5, 0.95].map((share) => `${quantile(took, share).toFixed(0)} ms`).join(', at the 95th percentile ');
};

/** How long the thread that a window shares with all extensions is not given back while questions are answered, each. */
const heldUpBy = async (asking: Asking): Promise<string> => {
  const held: number[] = [];
  for (let round = 0; round < 2 * rounds; round += 1) held.push(await longestTurn(() => askOverSocket(asking)));
  return [0.5, 0.95].map((share) => `${quantile(held, share).toFixed(0)} ms`).join(', at the 95th percentile ');
};

/** An engine as a window offers it. */
const openEngine = async (root: string) => {
  const aside = judgeAside();
  const opened = await openMachine(root, { policies: 'policies', court: aside.court });
  if (!opened.ok) throw new Error(opened.error.message);
  const { ownFolder, repository } = opened.value;
  const place = { root: repository.root, ownFolder };
  const offered = await offerEngine(place, {
    build: readBuild(),
    answer: answerHooks({ ...opened.value, redactEvent }),
  });
  return {
    dispose: async (): Promise<void> => {
      await offered?.dispose();
      aside.dispose();
    },
  };
};

const benchUnder = async (policy: string, mode: string, tell: Tell): Promise<void> => {
  const folder = makeTemporaryFolder('codex-governor-hook');
  try {
    lay(folder.path, policy);
    for (const files of [1, 3]) {
      const asking: Asking = { root: folder.path, mode, files };
      const what = `\`${policy}\`: a patch of ${files} ${files === 1 ? 'file' : 'files'}`;
      const engine = await openEngine(folder.path);
      // Whoever works has asked before, and has not written all of it in that moment.
      await askOverSocket(asking);
      await setTimeout(settling);
      for (let round = 0; round < warmUps; round += 1) await askOverSocket(asking);
      const warm = '50 ms at the 95th percentile';
      tell(`${what}, over the socket`, await wallOf(() => askOverSocket(asking)), warm);
      tell('the window is held up by it', await heldUpBy(asking), 'promised 16 ms');
      tell('the same, as a process', await wallOf(() => runHook(asking)), '');
      await engine.dispose();
      // The change is judged already when a patch comes: by a hook that keeps what it found for the next one.
      rmSync(join(folder.path, '.git/codex-governor/known'), { force: true });
      tell('the same, cold, by the first hook of all', await wallOf(() => runHook(asking), 1), '');
      const cold = '300 ms at the 95th percentile';
      const alone = await wallOf(() => runHook(asking), coldRounds);
      tell('the same, cold', alone, cold);
      await benchResident(what, asking, tell);
      if (files === 3) await benchSession(asking, tell);
    }
  } finally {
    folder.dispose();
  }
};

/** Lines of a table: a hook beside an open window and alone, under the few rules of `starter` and under all of `dawsos`. */
export const benchHook = async (tell: Tell): Promise<void> => {
  tell('an empty Node', await wallOf(() => runNode(['-e', '0'], '')), '');
  await benchUnder('starter', 'refactor', tell);
  await benchUnder('dawsos', 'linter-refactor', tell);
};
