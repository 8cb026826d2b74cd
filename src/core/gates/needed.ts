import type { Change, FileChange } from '../change.ts';
import type { Mode } from '../mode.ts';
import { placeOf } from '../rule-kind.ts';
import type { Gate } from './gate.ts';

/** The changed files in the place of a gate; a file that was moved out of it counts. */
export const filesOfGate = (
  gate: Pick<Gate, 'in' | 'except'>,
  { files }: Pick<Change, 'files'>,
): readonly FileChange[] => {
  const inPlace = placeOf(gate);
  return files.filter(({ path, from }) => inPlace(path) || (from !== undefined && inPlace(from)));
};

/** True where a change made in a mode has to pass the gate before it merges. A gate of the night is asked for apart from changes. */
export const needsGate = (gate: Gate, change: Pick<Change, 'files'>, mode: Pick<Mode, 'id'> | undefined): boolean =>
  gate.moment === 'pr' &&
  (gate.modes.length === 0 || (mode !== undefined && gate.modes.includes(mode.id))) &&
  filesOfGate(gate, change).length > 0;
