import {
  blocking,
  byKind,
  writeCorrection,
  type ByKind,
  type Hash,
  type Judgement,
  type OfKind,
  type ProposedFile,
  type Result,
} from '#core';
import type { AgentEvent, AgentSent, AgentThread } from '../agent.ts';
import type { Failure } from '../failure.ts';
import type { ActionJudge } from '../action/judge-action.ts';
import type { Clock } from '../ports.ts';
import type { Standing } from '../law/standing.ts';
import { answerPatch } from './answer-patch.ts';
import type { Ending, RunGuard } from './guard-run.ts';
import { hearAgent, refuse, type OtherAsk } from './hear-agent.ts';
import type { RunLaw } from './run-law.ts';
import type { RunWatcher } from './run-ports.ts';
import type { RunTally } from './tally.ts';
import type { Telling } from './telling.ts';
import type { Account } from './unaccounted.ts';

/** A run that is under way. */
export interface Run {
  readonly thread: AgentThread;
  readonly judge: ActionJudge;
  readonly law: RunLaw;
  readonly account: Account;
  readonly telling: Telling;
  readonly guard: RunGuard;
  readonly tally: RunTally;
  readonly clock: Clock;
  readonly hash: Hash;
  readonly watcher: Pick<RunWatcher, 'see' | 'decide'>;
  readonly cwd: string;
  /** How often it may be told to mend what the policy blocks. */
  readonly corrections: number;
  /** Judges the whole change of the task as it stands on disk. */
  readonly assess: () => Promise<Result<Judgement, Failure>>;
  /** Ends the run; what comes after the first is not heard. */
  readonly end: (ending: Ending) => void;
  /** Aborted when the run ends. */
  readonly signal: AbortSignal;
}

type Told<Kind extends AgentEvent['kind']> = OfKind<AgentEvent, Kind>;

/** Says something that starts a turn, and tells how much went over. */
export const sayTo = async (
  { thread, telling, hash }: Pick<Run, 'thread' | 'telling' | 'hash'>,
  why: 'goal' | 'correction',
  text: string,
): Promise<Result<AgentSent, Failure>> => {
  const sent = await thread.say(text);
  if (!sent.ok) return sent;
  await telling.tell({ kind: 'said', why, bytes: sent.value.prompt, digest: hash(text) });
  return sent;
};

const tellFailure = ({ message, remedy }: Failure): string => (remedy === undefined ? message : `${message} ${remedy}`);

/** What was approved during the run holds here alone: that is told where the change needs it. */
const tellDone = ({ findings }: Judgement, { standard }: Standing): string => {
  const { given = [] } = standard.allowances ?? {};
  const needed = given.filter((path) => findings.some(({ claim }) => claim?.path === path));
  if (needed.length === 0) return 'Codex says that it is done, and nothing that the policy finds stops the change.';
  return `Codex says that it is done, and nothing stops the change here. CI blocks it until this is reviewed and merged, in a change of its own: ${needed.join(', ')}.`;
};

/** What the agent thinks is done is looked at; it is told to mend what may not merge, so often and no more. */
const look = async (run: Run, round: number): Promise<boolean> => {
  const assessed = await run.assess();
  if (!assessed.ok) {
    run.end({ how: 'failed', message: `What it did could not be judged. ${tellFailure(assessed.error)}` });
    return false;
  }
  const stopping = blocking(assessed.value.findings);
  if (assessed.value.verdict !== 'block') {
    run.end({ how: 'done', message: tellDone(assessed.value, run.law.now()) });
    return false;
  }
  if (round >= run.corrections) {
    const rules = [...new Set(stopping.map(({ rule }) => rule))].sort().join(', ');
    run.end({
      how: 'blocked',
      message: `Codex says that it is done, and the policy still blocks the change: ${rules}. Mend it by hand, or start another run.`,
    });
    return false;
  }
  const said = await sayTo(run, 'correction', writeCorrection(stopping, run.corrections - round - 1));
  if (!said.ok) run.end({ how: 'failed', message: tellFailure(said.error) });
  return said.ok;
};

const endOfTurn = async (run: Run, event: Told<'turn-ended'>, round: number): Promise<number> => {
  // A sub-agent's turn is a part of the one that waits for it.
  if (event.thread !== run.thread.id) return round;
  if (event.status === 'completed') return (await look(run, round)) ? round + 1 : round;
  run.end(
    event.status === 'failed'
      ? { how: 'failed', message: `Codex could not go on: ${event.message ?? 'it did not say why'}.` }
      : { how: 'stopped', message: 'The turn was interrupted.' },
  );
  return round;
};

/** Answers what the agent asks for, and keeps the account of what may stand on disk. */
const openAnswers = (run: Run) => {
  const accepted = new Map<string, readonly ProposedFile[]>();
  const { thread, judge, law, account, telling, watcher, cwd, signal } = run;
  const { tell } = telling;
  return {
    ask: async (event: Told<'asks-patch'>): Promise<void> => {
      const ports = { thread, judge, law, tell, watcher, cwd, signal, offer: account.offer };
      const files = await answerPatch(ports, event);
      if (files !== undefined) accepted.set(event.item, files);
    },
    refuse: async (event: OtherAsk): Promise<void> => {
      const refusal = refuse(event);
      await tell(refusal.event);
      await thread.answer(event.ask, 'decline', refusal.reason);
    },
    landed: ({ item, status }: Told<'patch-ended'>): void => {
      const files = accepted.get(item);
      accepted.delete(item);
      if (status === 'completed' && files !== undefined) {
        account.enter(files);
        judge.settle(item, 'landed');
      } else if (status === 'failed') {
        judge.settle(item, 'declined');
        judge.moved();
      }
    },
  };
};

type Answers = ReturnType<typeof openAnswers>;
type Acts = ByKind<AgentEvent, [run: Run, answers: Answers], Promise<void> | void>;

// Something may have been written that no patch explains.
const moved = (_event: AgentEvent, { judge }: Run): void => judge.moved();

const acts: Acts = {
  'asks-patch': (event, _run, answers) => answers.ask(event),
  'asks-command': (event, _run, answers) => answers.refuse(event),
  'asks-input': (event, _run, answers) => answers.refuse(event),
  'asks-tool': (event, _run, answers) => answers.refuse(event),
  'patch-ended': (event, _run, answers) => answers.landed(event),
  'command-ended': moved,
  typed: moved,
  'tool-ended': moved,
  'command-unjudged': ({ message }, run) =>
    run.end({ how: 'failed', message: `A command could not be judged, and may have run all the same. ${message}` }),
  closed: ({ message }, run) => run.end({ how: 'failed', message: `Codex has ended by itself: ${message}` }),
};

/** Hears what the agent does, one event after the other, until it is gone. */
export const conductRun = async (run: Run): Promise<void> => {
  const answers = openAnswers(run);
  let round = 0;
  for await (const event of run.thread.events) {
    const counts = run.tally.count(event);
    const use = run.tally.use(run.clock.now());
    const told = hearAgent(event);
    if (told !== undefined) await run.telling.tell(told);
    if (counts) await run.telling.tell({ kind: 'used', use });
    run.guard.see(event, use);
    if (event.kind === 'turn-ended') round = run.signal.aborted ? round : await endOfTurn(run, event, round);
    else await byKind(acts, event, run, answers);
  }
};
