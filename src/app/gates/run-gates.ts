import { failure, present, success, type Gate, type Policy, type Result } from '#core';
import type { Failure } from '../failure.ts';
import { refuseFrozen } from '../law/kill-switch.ts';
import { need, story } from '../story.ts';
import { failUnknown } from '../tell-unknown.ts';
import { refuseOwnLaw, takeGateGround, type GateGround, type GateOptions } from './gate-ground.ts';
import type { GatePorts } from './gate-ports.ts';
import { tellGatesHere } from './gates-here.ts';
import { runGate, type GateWatcher, type RanGate } from './run-gate.ts';

/** Which gates to run: some by their ids, and `also` some that the policy has not, those that the change needs, or all there are, those of the night included. */
type GateChoice = { readonly ids: readonly string[]; readonly also?: readonly Gate[] } | 'needed' | 'all';

/** What gates came to. */
export interface RanGates {
  /** Red, too, where they took longer together than the policy allows. Unknown: files moved under one that was green. */
  readonly verdict: 'green' | 'red' | 'unknown';
  readonly gates: readonly RanGate[];
  /** How long the gates that this change needs took together, in milliseconds, and what the policy allows. */
  readonly took: number;
  readonly longest?: number;
  readonly notes: readonly string[];
}

const findGate = ({ gates }: Policy, id: string): Result<Gate, Failure> => {
  const gate = gates.find((known) => known.id === id);
  if (gate !== undefined) return success(gate);
  const ids = gates.map((known) => known.id);
  return failure(failUnknown('gate', id, ids, 'The policy has no gates.'));
};

const chosenGates = (ground: GateGround, choice: GateChoice): Result<readonly Gate[], Failure> => {
  const { policy } = ground.standing.standard;
  if (choice === 'needed') return success(ground.needed);
  if (choice === 'all') return success(policy.gates);
  const gates: Gate[] = [];
  for (const id of new Set(choice.ids)) {
    const gate = findGate(policy, id);
    if (!gate.ok) return gate;
    gates.push(gate.value);
  }
  return success([...gates, ...(choice.also ?? [])]);
};

const minute = 60_000;

const budgetOf = ({ standing, needed }: GateGround, gates: readonly RanGate[]): Pick<RanGates, 'took' | 'longest'> => {
  const { gateMinutes } = standing.standard.policy;
  const ran = gates.filter(({ gate }) => needed.some(({ id }) => id === gate.id));
  const took = ran.reduce((sum, gate) => sum + gate.took, 0);
  return gateMinutes === undefined ? { took } : { took, longest: gateMinutes * minute };
};

const verdictOf = ({ gates, took, longest = Infinity }: Omit<RanGates, 'verdict' | 'notes'>): RanGates['verdict'] => {
  if (gates.some(({ verdict }) => verdict === 'red') || took > longest) return 'red';
  return gates.some(({ moved }) => moved.length > 0) ? 'unknown' : 'green';
};

type RunGates = (
  ports: GatePorts,
  options: GateOptions & { readonly choice: GateChoice },
  watcher: GateWatcher,
  signal?: AbortSignal,
) => Promise<Result<RanGates, Failure>>;

/** As `runGates`, for who sees to it that nothing else is run meanwhile. */
export const runGatesAlone: RunGates = (ports, { choice, ...options }, watcher, signal) =>
  story(async function* () {
    const ground = yield* need(takeGateGround(ports, options, signal));
    const { standing } = ground;
    yield* need(refuseOwnLaw(standing));
    if (standing.freeze !== undefined) yield* need(failure(await refuseFrozen(ports.journal, standing.freeze, 'gate')));
    const gates: RanGate[] = [];
    const chosen = chosenGates(ground, choice);
    const here = await tellGatesHere(ports, standing.standard.policy.gates);
    for (const gate of yield* need(chosen.ok ? chosen : failure({ ...chosen.error, ...present('remedy', here) })))
      gates.push(yield* need(runGate(ports, standing, gate, { watcher, signal })));
    const ran = { gates, ...budgetOf(ground, gates) };
    return { verdict: verdictOf(ran), ...ran, notes: here === undefined ? standing.notes : [...standing.notes, here] };
  });

/**
 * Runs gates one after the other, by the law of the base and never by one that the change brings along. Fails with `frozen` where the
 * kill switch is on for the change: what Codex wrote is not run then.
 */
export const runGates: RunGates = (ports, options, watcher, signal) =>
  ports.gates.alone(() => runGatesAlone(ports, options, watcher, signal));
