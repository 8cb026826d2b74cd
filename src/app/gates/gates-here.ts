import type { Gate } from '#core';
import type { StandingPorts } from '../ground.ts';
import { workingTree } from '../law/law-place.ts';
import { readLaw } from '../law/law.ts';

/**
 * That the policy on disk has gates which the one in force has not, for who wrote them a moment ago; undefined where it has none, or
 * cannot be read: nothing is judged by it.
 */
export const tellGatesHere = async (
  { shelf, repository }: Pick<StandingPorts, 'shelf' | 'repository'>,
  inForce: readonly Gate[],
): Promise<string | undefined> => {
  const here = await readLaw(shelf, workingTree(repository));
  const ids = here.ok ? here.value.policy.gates.map(({ id }) => id) : [];
  const only = ids.filter((id) => !inForce.some((gate) => gate.id === id));
  return only.length === 0
    ? undefined
    : `Only the policy in the working tree has ${only.length === 1 ? 'the gate' : 'the gates'} ${only.join(', ')}. A gate counts once it is in the policy of the commit that a change starts from.`;
};
