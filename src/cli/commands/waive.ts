import { askForWaiver, need, story, type AskedAllowance, type WaiverRequest } from '#app';
import type { Machine } from '#repo';
import { sayLine } from '../complain.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface WaiveOptions extends Pick<WaiverRequest, 'reason' | 'until' | 'in' | 'role' | 'adr'> {
  readonly base?: string;
  readonly mode?: string;
  readonly staged?: boolean;
}

/** Tells which file was written, and that nothing is allowed by it yet. */
export const tellAsked = (terminal: Terminal, { kind, path, who, role }: AskedAllowance): void => {
  terminal.out(`${path}\n`);
  sayLine(
    terminal,
    `Wrote ${kind === 'approval' ? 'an' : 'a'} ${kind} of ${who} as ${role}. Until it is reviewed and merged into the base branch it is only claimed.`,
  );
};

export const waive = (terminal: Terminal, machine: Machine, of: string, options: WaiveOptions) =>
  story<ExitCode>(async function* () {
    const { base, mode, staged, ...request } = options;
    const where = {
      ...(base === undefined ? {} : { base }),
      ...(mode === undefined ? {} : { mode }),
      ...(staged === undefined ? {} : { staged }),
    };
    tellAsked(terminal, yield* need(askForWaiver(machine, { of, ...request }, where, terminal.signal)));
    return 0;
  });
