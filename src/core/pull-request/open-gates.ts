import type { GateClaim } from '../gates/gate-claims.ts';
import type { Gate } from '../gates/gate.ts';
import { code, plain } from '../markdown/write.ts';

/**
 * The gates that a change needs, that are not green, and that no result tells of: without a line of their own, a reader would not
 * know of them.
 */
export const writeOpenGates = (gates: readonly Gate[], claims: readonly GateClaim[]): readonly string[] => {
  const silent = new Set(gates.filter(({ result }) => result === undefined).map(({ id }) => id));
  const open = claims.filter(({ id, needed, state }) => needed && state !== 'green' && silent.has(id));
  if (open.length === 0) return [];
  return [
    'The change has to pass these before it merges, and they are not green:',
    '',
    ...open.map(({ id, told }) => `- Gate ${code(id)}: ${told === '' ? 'not run' : plain(told)}`),
  ];
};
