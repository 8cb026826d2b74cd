import {
  checkEvidenceReports,
  fail,
  need,
  packEvidence,
  reportEvidence,
  story,
  verifyEvidence,
  type EvidenceReports,
  type Failure,
  type GateOptions,
} from '#app';
import { failure, printable, tellReasons, type PackVerdict, type Result, type VerifiedPack } from '#core';
import { packPlace, sha256, type Machine } from '#repo';
import { resolve } from 'node:path';
import { sayLine, sayNotes } from '../complain.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface EvidencePackOptions extends GateOptions {
  readonly output: string;
  readonly format: 'text' | 'json';
}

export interface EvidenceVerifyOptions {
  readonly digest?: string;
  readonly format: 'text' | 'json';
}

const exits: Readonly<Record<PackVerdict, ExitCode>> = { pass: 0, warn: 0, block: 1, unknown: 2 };

const aboutOf = ({ pack, digest }: VerifiedPack) => ({
  verdict: pack?.verdict ?? null,
  tree: pack?.subject.tree ?? null,
  digest: digest ?? null,
});

const mostFlaws = 20;

// Of a folder that is no pack every file is a flaw, and what matters is the manifest that it lacks.
const theManifestFirst = (flaws: VerifiedPack['flaws']): VerifiedPack['flaws'] => {
  const ofManifest = flaws.filter(({ path }) => path === 'manifest.json');
  return [...ofManifest, ...flaws.filter((flaw) => !ofManifest.includes(flaw))];
};

/** Where a pack is not what was made, one flaw a line. */
const sayFlaws = (terminal: Terminal, { flaws }: Pick<VerifiedPack, 'flaws'>): void => {
  const ordered = flaws.length > mostFlaws ? theManifestFirst(flaws) : flaws;
  for (const { path, message } of ordered.slice(0, mostFlaws)) sayLine(terminal, `${path}: ${message}`);
  const more = ordered.length - mostFlaws;
  if (more > 0) sayLine(terminal, `… and ${more} more; --format json tells all of them.`);
};

/** Why the verdict is not a pass. */
const sayReasons = (terminal: Terminal, { pack: read }: VerifiedPack): void => {
  for (const reason of read === undefined ? [] : tellReasons(read)) sayLine(terminal, reason);
};

export const pack = (terminal: Terminal, machine: Machine, { output, format, ...options }: EvidencePackOptions) =>
  story<ExitCode>(async function* () {
    const path = resolve(terminal.folder, output);
    const made = yield* need(packEvidence(machine, packPlace, { ...options, path }, terminal.signal));
    sayNotes(terminal, made.notes);
    const { verified } = made;
    sayFlaws(terminal, verified);
    sayReasons(terminal, verified);
    const about = aboutOf(verified);
    terminal.out(
      format === 'json'
        ? printDocument('evidence-pack', { path, ...about })
        : `${printable(path)}\nverdict  ${about.verdict ?? 'none'}\ntree     ${about.tree ?? ''}\ndigest   ${about.digest ?? ''}\n`,
    );
    return verified.pack === undefined ? 2 : exits[verified.pack.verdict];
  });

export const verify = (terminal: Terminal, path: string, { digest, format }: EvidenceVerifyOptions) =>
  story<ExitCode>(async function* () {
    const order = { path: resolve(terminal.folder, path), ...(digest === undefined ? {} : { digest }) };
    const verified = yield* need(verifyEvidence({ hash: sha256 }, packPlace, order));
    const intact = verified.pack !== undefined;
    const about = aboutOf(verified);
    if (format === 'json') terminal.out(printDocument('evidence-verify', { intact, flaws: verified.flaws, ...about }));
    else {
      sayFlaws(terminal, verified);
      sayReasons(terminal, verified);
      terminal.out(
        intact
          ? `intact   every byte is as it was made\nverdict  ${about.verdict ?? 'none'}\ntree     ${about.tree ?? ''}\ndigest   ${about.digest ?? ''}\n`
          : 'broken\n',
      );
    }
    return intact ? 0 : 1;
  });

export interface EvidenceReportOptions extends EvidenceVerifyOptions {
  readonly output?: string;
  readonly check?: string;
}

const reportOrCheck = (
  { folder }: Terminal,
  path: string,
  { output, check, digest }: EvidenceReportOptions,
): Promise<Result<EvidenceReports, Failure>> | Result<never, Failure> => {
  const order = { path: resolve(folder, path), ...(digest === undefined ? {} : { digest }) };
  if (output !== undefined && check === undefined)
    return reportEvidence({ hash: sha256 }, packPlace, { ...order, to: resolve(folder, output) });
  if (check !== undefined && output === undefined)
    return checkEvidenceReports({ hash: sha256 }, packPlace, { ...order, folder: resolve(folder, check) });
  return failure(
    fail('bad-option', 'Say where the reports go with --output, or which to check with --check: one of the two.'),
  );
};

const tellReported = ({ folder }: Terminal, { output }: EvidenceReportOptions): string =>
  output === undefined
    ? 'Each is what the pack gives, and every link leads somewhere.'
    : `Written to ${resolve(folder, output)}.`;

export const report = (terminal: Terminal, path: string, options: EvidenceReportOptions) =>
  story<ExitCode>(async function* () {
    const { broken, flaws, files } = yield* need(reportOrCheck(terminal, path, options));
    if (options.format === 'json') terminal.out(printDocument('evidence-report', { broken, flaws, files }));
    else {
      sayFlaws(terminal, { flaws: [...broken, ...flaws] });
      terminal.out(broken.length > 0 ? 'broken\n' : files.map((file) => `${file}\n`).join(''));
      if (broken.length + flaws.length === 0) sayLine(terminal, tellReported(terminal, options));
    }
    return broken.length + flaws.length > 0 ? 1 : 0;
  });
