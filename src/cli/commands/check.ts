import { checkChange, need, story } from '#app';
import { reportFormats, type ReportFormat } from '#core';
import type { Machine } from '#repo';
import { sayNotes } from '../complain.ts';
import { placeOfPolicy } from '../policy-file.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { version } from '../version.ts';

export interface CheckOptions {
  readonly base?: string;
  readonly staged?: boolean;
  readonly mode?: string;
  readonly ci?: boolean;
  readonly policy?: string;
  readonly format: ReportFormat;
}

export const check = (terminal: Terminal, machine: Machine, { policy: file, format, ...options }: CheckOptions) =>
  story<ExitCode>(async function* () {
    const policy = file === undefined ? {} : { policy: await placeOfPolicy(file, terminal.folder, machine.repository) };
    const checked = yield* need(checkChange(machine, { ...options, ...policy }, terminal.signal));
    const { judgement, files: _files, standing: _standing, ...where } = checked;
    sayNotes(terminal, where.notes);
    terminal.out(reportFormats[format]({ ...judgement, ...where, version }));
    return judgement.verdict === 'block' ? 1 : 0;
  });
