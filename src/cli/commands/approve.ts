import { askForApproval, need, story, type ApprovalRequest } from '#app';
import type { Machine } from '#repo';
import type { ExitCode, Terminal } from '../terminal.ts';
import { tellAsked } from './waive.ts';

export interface ApproveOptions extends Omit<ApprovalRequest, 'budget'> {
  readonly base?: string;
  readonly mode?: string;
}

export const approve = (terminal: Terminal, machine: Machine, budget: string, options: ApproveOptions) =>
  story<ExitCode>(async function* () {
    const { base, mode, ...request } = options;
    const where = { ...(base === undefined ? {} : { base }), ...(mode === undefined ? {} : { mode }) };
    tellAsked(terminal, yield* need(askForApproval(machine, { budget, ...request }, where)));
    return 0;
  });
