import {
  failure,
  handPack,
  present,
  success,
  writeRunInstructions,
  type BuiltPack,
  type ContextPack,
  type Judgement,
  type Mode,
  type Result,
  type RunEnd,
  type RunRecord,
  type Task,
} from '#core';
import type { AgentSent, AgentStart } from '../agent.ts';
import { judgeStanding } from '../review/check-change.ts';
import { fail, type Failure } from '../failure.ts';
import { openActionJudge } from '../action/judge-action.ts';
import { refuseFrozen } from '../law/kill-switch.ts';
import { requestPack } from '../task/request-pack.ts';
import { readChange } from '../review/review.ts';
import { readSwitch, type Standing } from '../law/standing.ts';
import { need, story } from '../story.ts';
import { readActiveTask } from '../task/task-state.ts';
import { conductRun, sayTo, type Run } from './conduct-run.ts';
import { guardRun, type Ending } from './guard-run.ts';
import type { RunName } from './journal-run.ts';
import { judgeWords } from './judge-words.ts';
import { takeHeld } from './recall-given.ts';
import { openRunLaw, type RunLaw } from './run-law.ts';
import type { RunPorts, RunRequest, RunWatcher } from './run-ports.ts';
import { openTally } from './tally.ts';
import { openTelling, type Telling } from './telling.ts';
import { openAccount, type Account, type UnaccountedFile } from './unaccounted.ts';

/** A run that has ended, with what it leaves to look at. */
export interface EndedRun {
  readonly end: RunEnd;
  readonly record: RunRecord;
  readonly unaccounted: readonly UnaccountedFile[];
  /** What the policy says of the task's change as it stands; left out where that could not be told. */
  readonly judgement?: Judgement;
}

const usualPatience = 60_000;

const stopped: Ending = {
  how: 'stopped',
  message: 'It was stopped. What it has written stays; nothing that was pending was written.',
};

/** Everything that has to be there before Codex is started. */
interface Prepared {
  readonly task: Task;
  readonly mode: Mode;
  readonly standing: Standing;
  readonly prompt: string;
}

const prepare = (ports: RunPorts, request: RunRequest): Promise<Result<Prepared, Failure>> =>
  story(async function* () {
    const task = yield* need(readActiveTask(ports.repository, ports.store));
    const standing = yield* need(takeHeld(ports, { ofRun: true }));
    if (standing.freeze !== undefined) yield* need(failure(await refuseFrozen(ports.journal, standing.freeze, 'run')));
    const { mode } = standing.standard;
    if (mode === undefined) throw new Error(`Task ${task.id} has no mode.`);
    const page = yield* need(ports.store.readPage(task.id, 'prompt'));
    const prompt = request.prompt ?? page?.text;
    if (prompt === undefined)
      return yield* need(
        failure(fail('task-damaged', `The prompt of task ${task.id} is gone.`, 'Finish the task and start it anew.')),
      );
    return { task, mode, standing, prompt };
  });

/** Ends once, for the first reason that there is. */
const openEnding = (signal: AbortSignal | undefined) => {
  const controller = new AbortController();
  let ending: Ending | undefined;
  const end = (next: Ending): void => {
    ending ??= next;
    controller.abort();
  };
  const stop = (): void => end(stopped);
  if (signal?.aborted === true) stop();
  signal?.addEventListener('abort', stop, { once: true });
  return {
    end,
    signal: controller.signal,
    read: (): Ending => ending ?? { how: 'failed', message: 'Codex has ended and did not say why.' },
    close: (): void => signal?.removeEventListener('abort', stop),
  };
};

type Endings = ReturnType<typeof openEnding>;

const tellFreeze = (ports: RunPorts) => async (): Promise<Result<string | undefined, Failure>> => {
  const freeze = await readSwitch(ports);
  if (!freeze.ok || freeze.value === undefined) return freeze.ok ? success(undefined) : freeze;
  return success((await refuseFrozen(ports.journal, freeze.value, 'run')).message);
};

const assess = async (ports: RunPorts, standing: Standing): Promise<Result<Judgement, Failure>> => {
  const reading = await readChange(ports, standing.standard, standing.from);
  return reading.ok ? judgeStanding(ports, standing, reading.value) : reading;
};

/** What of the pack went over. Where a run resumes without it, nothing did. */
const receiptOf = ({ items, digest }: ContextPack, { context }: AgentSent) => ({
  pack: digest,
  sent: context.reduce((sum, { bytes }) => sum + bytes, 0),
  cut: items.reduce((sum, { cut }) => sum + cut.length, 0),
  items: context.map(({ key }) => key),
});

const readPack = (ports: RunPorts, telling: Telling, signal: AbortSignal) =>
  story<BuiltPack>(async function* () {
    const { built, notes } = yield* need(requestPack(await ports.loadDraftPorts(), { scope: [], picks: {} }, signal));
    for (const text of notes) await telling.tell({ kind: 'note', text });
    return built;
  });

const isSaid = ({ allow, deny }: Mode['commands']): boolean => allow.length + deny.length > 0;

const startOf = ({ repository }: RunPorts, { mode }: Prepared, pack: BuiltPack, request: RunRequest): AgentStart => ({
  cwd: repository.root,
  instructions: writeRunInstructions(mode),
  context: handPack(pack),
  permissions: { denyReads: mode.reads.deny, judgesCommands: isSaid(mode.commands) },
  ...present('model', request.model),
  ...present('resume', request.resume),
});

interface Stage extends Prepared {
  readonly law: RunLaw;
  readonly name: RunName;
  readonly account: Account;
  readonly telling: Telling;
  readonly endings: Endings;
}

/** Lets Codex work until the run has an end. */
const conduct = (ports: RunPorts, stage: Stage, request: RunRequest, watcher: RunWatcher) =>
  story(async function* () {
    const { task, name, standing, law, prompt, account, telling, endings } = stage;
    const judge = openActionJudge(ports, standing);
    yield* need(judgeWords(ports, prompt, { judge, name, request, signal: endings.signal }));
    yield* need(judge.warmUp(endings.signal));
    const built = yield* need(readPack(ports, telling, endings.signal));
    const thread = yield* need(ports.agent.start(startOf(ports, stage, built, request), endings.signal));
    const close = (): void => void thread.close();
    const { limits, corrections } = standing.standard.policy.run;
    const guard = guardRun({
      setAlarm: ports.setAlarm,
      limits,
      patience: request.patience ?? usualPatience,
      findFreeze: tellFreeze(ports),
      end: endings.end,
    });
    try {
      if (endings.signal.aborted) close();
      endings.signal.addEventListener('abort', close, { once: true });
      const { id, version, sandbox, commands } = thread;
      await telling.tell({ kind: 'started', thread: id, version, sandbox, commands, limits });
      const run: Run = {
        thread,
        judge,
        law,
        account,
        telling,
        guard,
        watcher,
        tally: openTally(ports.clock.now()),
        clock: ports.clock,
        hash: ports.hash,
        cwd: ports.repository.root,
        corrections,
        assess: () => assess(ports, law.now()),
        end: endings.end,
        signal: endings.signal,
      };
      const sent = yield* need(sayTo(run, 'goal', prompt));
      await telling.tell({ kind: 'handed', ...receiptOf(built.pack, sent) });
      await conductRun(run);
    } finally {
      guard.close();
      await thread.close();
    }
    return task;
  });

const finish = async (ports: RunPorts, stage: Stage): Promise<EndedRun> => {
  const { law, account, telling, endings } = stage;
  const ending = endings.read();
  const [found, judged] = [await account.check(), await assess(ports, law.now())];
  const unaccounted = found.ok ? found.value : [];
  if (!found.ok)
    await telling.tell({ kind: 'note', text: `It could not be told what else was written. ${found.error.message}` });
  const end: RunEnd = { ...ending, unaccounted: unaccounted.map(({ path }) => path) };
  await telling.tell({ kind: 'ended', end, use: telling.record().use });
  return { end, record: telling.record(), unaccounted, ...present('judgement', judged.ok ? judged.value : undefined) };
};

const runAlone = (ports: RunPorts, request: RunRequest, watcher: RunWatcher, signal: AbortSignal | undefined) =>
  story(async function* () {
    const prepared = yield* need(prepare(ports, request));
    const { task, standing } = prepared;
    const endings = openEnding(signal);
    const onSilence = ({ message }: Failure): void =>
      endings.end({ how: 'failed', message: `It was stopped, as nothing may go on unrecorded. ${message}` });
    const { hear } = watcher;
    const startedAt = ports.clock.now();
    const name = { task: task.id, run: startedAt };
    const telling = openTelling(ports, { name, startedAt, hear, onSilence });
    const account = yield* need(openAccount(ports, task, standing.standard.policy));
    try {
      const law = openRunLaw(ports, standing);
      const stage = { ...prepared, law, name, account, telling, endings };
      const conducted = await conduct(ports, stage, request, watcher);
      // A run that was stopped before Codex was there has ended as it was told to.
      if (!conducted.ok && !endings.signal.aborted) yield* need(conducted);
      return yield* need(success(await finish(ports, stage)));
    } finally {
      endings.close();
      await account.close();
    }
  });

/**
 * Lets Codex carry out the task of this worktree, judging every patch before it is written. Afterwards git is asked what else
 * has changed. Fails where it could not even start, and with `run-active` where another run works in this worktree.
 */
export const runCodex = (
  ports: RunPorts,
  request: RunRequest,
  watcher: RunWatcher,
  signal?: AbortSignal,
): Promise<Result<EndedRun, Failure>> => ports.runTurn.take(() => runAlone(ports, request, watcher, signal));
