import {
  failure,
  nearestWord,
  success,
  worstOf,
  type Gate,
  type GateProof,
  type Policy,
  type ProofVerdict,
  type Result,
  type RuleProof,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import { refuseFrozen } from '../law/kill-switch.ts';
import { takeStanding } from '../law/standing.ts';
import { need, story } from '../story.ts';
import { refuseOwnLaw, type GateOptions } from './gate-ground.ts';
import { proveGate, type ProofWatcher } from './prove-gate.ts';
import type { ProvePorts } from './prove-ports.ts';
import { proveRules } from './prove-rules.ts';

/** What of a law notices what it is there for. */
export interface Proof {
  readonly verdict: ProofVerdict;
  readonly gates: readonly GateProof[];
  readonly rules: readonly RuleProof[];
  readonly notes: readonly string[];
}

interface Chosen {
  readonly gates: readonly Gate[];
  readonly rules: Policy['rules'];
}

/** Gates and rules share their names: no two have the same. */
const choose = ({ gates, rules }: Policy, names: readonly string[]): Result<Chosen, Failure> => {
  if (names.length === 0) return success({ gates, rules });
  const known = [...gates, ...rules].map(({ id }) => id);
  const wrong = names.find((name) => !known.includes(name));
  if (wrong !== undefined) {
    const nearest = nearestWord(wrong, known);
    const offer = nearest === undefined ? '`gate list` tells the gates there are.' : `Did you mean ${nearest}?`;
    return failure(fail('bad-option', `There is no gate and no rule ${wrong}. ${offer}`));
  }
  return success({
    gates: gates.filter(({ id }) => names.includes(id)),
    rules: rules.filter(({ id }) => names.includes(id)),
  });
};

/**
 * Breaks copies of the tree and demands that gates are red and rules find it: all there are, or those that are named. The commands
 * are those of the base, as for `runGates`, and nothing is kept as evidence. Fails with `frozen` where the kill switch is on.
 */
export const proveGates = (
  ports: ProvePorts,
  { names, ...options }: GateOptions & { readonly names: readonly string[] },
  watcher: ProofWatcher,
  signal?: AbortSignal,
): Promise<Result<Proof, Failure>> =>
  ports.gates.alone(() =>
    story(async function* () {
      const standing = yield* need(takeStanding(ports, options));
      yield* need(refuseOwnLaw(standing));
      if (standing.freeze !== undefined)
        yield* need(failure(await refuseFrozen(ports.journal, standing.freeze, 'gate')));
      const chosen = yield* need(choose(standing.standard.policy, names));
      const proving = { standing, watcher, signal };
      const gates: GateProof[] = [];
      for (const gate of chosen.gates) gates.push(yield* need(proveGate(ports, gate, proving)));
      const rules = yield* need(proveRules(ports, chosen.rules, proving));
      const verdict = worstOf([...gates, ...rules].map((proof) => proof.verdict));
      return { verdict, gates, rules, notes: standing.notes };
    }),
  );
