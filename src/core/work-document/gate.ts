import { commandMinutesByDefault, type Gate } from '../gates/gate.ts';
import type { Verification } from './document.ts';

/**
 * The commands that verify a piece of work as a gate of their own, so that they are run, kept and believed as those of the policy
 * are; undefined where it is verified by gates alone.
 */
export const gateOfCommands = (
  names: Pick<Gate, 'id' | 'title' | 'because'>,
  verification: Verification,
): Gate | undefined => {
  const commands = verification.flatMap((check) =>
    'run' in check
      ? [{ run: check.run, folder: check.folder ?? '', minutes: check.minutes ?? commandMinutesByDefault }]
      : [],
  );
  return commands.length === 0
    ? undefined
    : { ...names, moment: 'pr', in: [], except: [], modes: [], commands, reads: [], demands: [], breaks: [] };
};
