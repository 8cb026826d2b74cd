import { checkChange, need, story } from '#app';
import { reportFormats, type ReportFormat } from '#core';
import type { Machine } from '#repo';
import { resolve } from 'node:path';
import { sayNotes } from '../complain.ts';
import { placeOfPolicy } from '../policy-file.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { writeOutput } from '../write-output.ts';

export interface ReportFile {
  readonly format: ReportFormat;
  /** From the folder the command was started in. */
  readonly file: string;
}

export interface CheckOptions {
  readonly base?: string;
  readonly staged?: boolean;
  readonly mode?: string;
  readonly ci?: boolean;
  readonly policy?: string;
  readonly format: ReportFormat;
  /** The same result in other formats, each for a file. */
  readonly report: readonly ReportFile[];
}

export const check = (
  terminal: Terminal,
  machine: Machine,
  { policy: file, format, report, ...options }: CheckOptions,
) =>
  story<ExitCode>(async function* () {
    const policy = file === undefined ? {} : { policy: await placeOfPolicy(file, terminal.folder, machine.repository) };
    const checked = yield* need(checkChange(machine, { ...options, ...policy }, terminal.signal));
    const { judgement, files: _files, standing: _standing, ...where } = checked;
    sayNotes(terminal, where.notes);
    const told = { ...judgement, ...where, version };
    for (const { format, file } of report)
      yield* need(writeOutput(resolve(terminal.folder, file), reportFormats[format](told)));
    terminal.out(reportFormats[format](told));
    return judgement.verdict === 'block' ? 1 : 0;
  });
