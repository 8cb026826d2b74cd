/*
 * The governed run as a surface of the corpus: the real Codex carries out one task, and proposes one action after the other.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { draftTask, keepTask, runCodex, type Agent } from '#app';
import { openCodex } from '#codex';
import { failure, type Finding, type PromptAction, type RunEvent } from '#core';
import { setAlarm } from '#repo';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.ts';
import { calls, openFakeModel, runs, type Deed } from '../codex/fake-model.ts';
import { bundle } from '../cli/command-line.ts';
import { configuration, nativeCodex, place, writeFiles } from '../codex/lab.ts';
import { demand } from '../repo/temporary-repository.ts';
import { openWorld, type CorpusAction, type World } from './actions.ts';

type Step = readonly Deed[];

/** A script that is written while it is played. */
const openScript = () => {
  let give: (step: Step) => void;
  let wake: () => void;
  const wait = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  let asked = wait();
  return {
    next: (): Promise<Step> =>
      new Promise((resolve) => {
        give = resolve;
        wake();
      }),
    /** Plays one step. Resolves when the model is asked for the next one: what it has called has ended then. */
    play: async (step: Step): Promise<void> => {
      await asked;
      asked = wait();
      give(step);
      await asked;
    },
  };
};

const goal = 'Let `two` in `src/a.py` return its value plus two, with a test in `tests/test_a.py`.';

const startTask = async ({ machine }: World, mode: string): Promise<void> => {
  const request = { mode, goal, scope: [], specs: [], slots: {}, picks: {} };
  const ports = await machine.loadDraftPorts();
  demand(await keepTask(ports, demand(await draftTask(ports, request))));
};

/** Starts it in a world of its own, which is none in memory: what lies there is not in the sandbox of Codex. */
const openRun = async (mode: string) => {
  const world = await openWorld(place);
  const folder = makeTemporaryFolder('codex-corpus', place);
  const [home, temporary] = [join(folder.path, 'home'), join(folder.path, 'tmp')];
  const [model, script] = [await openFakeModel(), openScript()];
  writeFiles(home, { 'config.toml': configuration(model.url) });
  mkdirSync(temporary);
  model.follow(script.next);
  const environment = { ...process.env, CODEX_HOME: home, TMPDIR: temporary, FAKE_API_KEY: 'none' };
  const commands = {
    command: process.execPath,
    args: [bundle, 'hook', 'pre-tool-use', '--of-run', '--repo', world.repository.root],
  };
  const agent = openCodex({ program: await nativeCodex(), environment, version: '0.0.0', commands });
  await startTask(world, mode);
  const heard: RunEvent[] = [];
  const controller = new AbortController();
  const hear = (event: RunEvent): void => void heard.push(event);
  const running = runCodex({ ...world.machine, agent, setAlarm }, {}, { hear }, controller.signal);
  // One that ends by itself is waited for by nobody.
  const broken = running.then((ended) => assert.fail(`the run has ended: ${JSON.stringify(ended)}`));
  broken.catch(() => undefined);
  return {
    mode,
    world,
    /** Does one thing, and gives all that is told of it. */
    play: async (deed: Deed): Promise<readonly RunEvent[]> => {
      const from = heard.length;
      await Promise.race([script.play([deed]), broken]);
      return heard.slice(from);
    },
    close: async (): Promise<void> => {
      controller.abort();
      await running;
      await model.dispose();
      world.codex.dispose();
      folder.dispose();
    },
  };
};

/** Starts runs with words of a person, in a world of its own. What would carry them out notes that it was started, no more. */
const openPrompts = async (mode: string) => {
  const world = await openWorld(place);
  await startTask(world, mode);
  const { machine } = world;
  return {
    tell: async ({ text, follows }: PromptAction) => {
      const started: string[] = [];
      const agent: Agent = {
        start: () => {
          started.push(text);
          return Promise.resolve(failure({ reason: 'agent-failed', message: 'That is all.' }));
        },
      };
      const request = { prompt: text, ...(follows === true ? { resume: 'an earlier thread' } : {}) };
      const ran = await runCodex({ ...machine, agent, setAlarm }, request, { hear: () => undefined });
      const judged = demand(await machine.journal.read({ last: 1 }))[0]?.event;
      assert.ok(judged?.kind === 'action-judged' && judged.surface === 'run' && judged.what === 'prompt');
      const { verdict, findings } = judged;
      const expected =
        verdict === 'block' ? { reason: 'bad-goal', started: [] } : { reason: 'agent-failed', started: [text] };
      assert.deepEqual({ reason: ran.ok ? 'ended' : ran.error.reason, started }, expected, 'it does as it judged');
      return { verdict, findings };
    },
    close: (): void => world.codex.dispose(),
  };
};

type OpenRun = Awaited<ReturnType<typeof openRun>>;

const deedOf = ({ action }: CorpusAction): Deed => {
  if (action.kind === 'command') return runs(action.command);
  assert.ok(action.kind === 'patch' && 'text' in action.patch);
  return calls('apply_patch', action.patch.text);
};

const ofKind = <Kind extends RunEvent['kind']>(events: readonly RunEvent[], kind: Kind) =>
  events.find((event): event is Extract<RunEvent, { kind: Kind }> => event.kind === kind);

/** What the hook of the thread said of a command; it ran where that was no refusal. */
const tellCommand = async ({ machine }: World, told: readonly RunEvent[]) => {
  const entries = demand(await machine.journal.read({ last: 6 })).map(({ event }) => event);
  const judged = entries.findLast((event) => event.kind === 'action-judged');
  assert.ok(judged?.kind === 'action-judged' && judged.what === 'command');
  const { verdict, findings } = judged;
  assert.equal(ofKind(told, 'refused') !== undefined, verdict === 'block', 'it does as it judged');
  if (verdict === 'block') assert.equal(ofKind(told, 'command'), undefined, 'it never ran');
  return { verdict, findings };
};

/** What it said when it was asked about a patch, and that it did so. */
const tellPatch = ({ title }: CorpusAction, told: readonly RunEvent[]) => {
  const judged = ofKind(told, 'patch-judged');
  const decided = ofKind(told, 'patch-decided');
  assert.ok(judged && decided, `it was asked about ${title}: ${JSON.stringify(told)}`);
  const { verdict, findings } = judged.patch;
  assert.equal(decided.decision, verdict === 'block' ? 'declined' : 'accepted', 'it decides as it judged');
  assert.equal(ofKind(told, 'patch-ended')?.state, verdict === 'block' ? 'declined' : 'written');
  return { verdict, findings };
};

/** What a run says of an action: what it brings, and that it did as it said. */
export const openRunSurface = () => {
  let run: OpenRun | undefined;
  let prompts: Awaited<ReturnType<typeof openPrompts>> | undefined;
  /** What the task had changed when the run last measured it, where nothing was written since. */
  let measured: string | undefined;
  const close = async (): Promise<void> => {
    await run?.close();
    prompts?.close();
    [run, prompts, measured] = [undefined, undefined, undefined];
  };
  const play = async (opened: OpenRun, action: CorpusAction): Promise<readonly RunEvent[]> => {
    opened.world.prepare(action);
    const work = JSON.stringify(action.work ?? {});
    // After a command it is measured anew: what stood there went back to what it was.
    if (measured !== work) await opened.play(runs('git status'));
    const told = await opened.play(deedOf(action));
    const isRefused = ofKind(told, 'refused') !== undefined || ofKind(told, 'patch-decided')?.decision === 'declined';
    measured = isRefused ? work : undefined;
    return told;
  };
  return {
    tell: async (
      _world: World,
      action: CorpusAction,
    ): Promise<{ readonly verdict: string; readonly findings: readonly Pick<Finding, 'rule' | 'id'>[] }> => {
      if (action.action.kind === 'prompt') {
        prompts ??= await openPrompts(action.mode);
        return prompts.tell(action.action);
      }
      if (run?.mode !== action.mode) await close();
      run ??= await openRun(action.mode);
      const told = await play(run, action);
      // A command that is nothing but a patch is asked for as one, unless it was refused before.
      if (action.action.kind === 'command' && ofKind(told, 'patch-judged') === undefined)
        return tellCommand(run.world, told);
      return tellPatch(action, told);
    },
    close,
  };
};
