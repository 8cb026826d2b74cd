import { failure, needsGate, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import { measureForGates, refuseOwnLaw } from '../gates/gate-ground.ts';
import { inCopy } from '../gates/prove-gate.ts';
import type { ProvePorts, TreeCopy } from '../gates/prove-ports.ts';
import { runGate } from '../gates/run-gate.ts';
import type { Standing } from '../law/standing.ts';
import { need, story } from '../story.ts';
import type { Stack, StackedCommit, StackedOn } from './stack-ports.ts';

/** What the gates say of a slice as it stands on those before it. */
export interface TriedSlice {
  /** The gates that it needs, by id. */
  readonly ran: readonly string[];
  /** Those of them that are red. */
  readonly red: readonly string[];
  /** Those that changed files, so that nobody can tell. */
  readonly unknown: readonly string[];
}

/** The gates that keep a slice from landing: what cannot be told is no pass. */
export const standsInTheWay = ({ red, unknown }: TriedSlice): boolean => red.length + unknown.length > 0;

export type TrySlice = (commit: StackedCommit, on: StackedOn) => Promise<Result<TriedSlice, Failure>>;

/** Nobody asked for gates. */
export const untried: TriedSlice = { ran: [], red: [], unknown: [] };

interface Trial {
  readonly standing: Standing;
  readonly signal: AbortSignal | undefined;
  /** Hears which gate runs. */
  readonly onGate: (gate: string) => void;
}

const tryIn =
  ({ ports, reset }: TreeCopy, { standing, signal, onGate }: Trial): TrySlice =>
  (commit, on) =>
    story(async function* () {
      yield* need(reset(commit.id));
      const from = on.parent === null ? ({ empty: true } as const) : { revision: on.parent };
      const here = { ...standing, from };
      const change = yield* need(measureForGates(ports, here, signal));
      const { policy, mode } = standing.standard;
      const gates = policy.gates.filter((gate) => needsGate(gate, change, mode));
      const red: string[] = [];
      const unknown: string[] = [];
      for (const gate of gates) {
        onGate(gate.id);
        const ran = yield* need(runGate(ports, here, gate, { watcher: { begins: () => undefined }, signal }));
        if (ran.moved.length > 0) unknown.push(gate.id);
        else if (ran.verdict === 'red') red.push(gate.id);
      }
      return { ran: gates.map(({ id }) => id), red, unknown };
    });

const tellGates = (ids: readonly string[], one: string, more: string): string =>
  `${ids.join(', ')} ${ids.length === 1 ? one : more}`;

const tellsNothing = ({ red, unknown }: TriedSlice): Failure =>
  fail(
    'bad-option',
    `On all of the change ${[
      ...(red.length === 0 ? [] : [tellGates(red, 'is red', 'are red')]),
      ...(unknown.length === 0 ? [] : [tellGates(unknown, 'changes files', 'change files')]),
    ].join(' and ')}, which would say nothing of a part of it.`,
    'Make it green first, or divide without running gates.',
  );

/**
 * Does a work with gates at hand that run on one slice after the other, in a copy of the tree that is gone afterwards. Fails where the
 * policy is not law yet, as gates run no commands then, and where a gate is not green on the whole.
 */
export const withTrials = <T>(
  ports: Pick<ProvePorts, 'copyTree'>,
  { base, whole }: Stack,
  trial: Trial,
  work: (trySlice: TrySlice) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> =>
  story(async function* () {
    yield* need(refuseOwnLaw(trial.standing));
    return yield* need(
      inCopy(ports, trial.signal, (copy) =>
        story(async function* () {
          const trySlice = tryIn(copy, trial);
          const all = yield* need(trySlice(whole, base));
          if (standsInTheWay(all)) yield* need(failure(tellsNothing(all)));
          return yield* need(work(trySlice));
        }),
      ),
    );
  });
