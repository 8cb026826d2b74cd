import { askForLift, auditCodex, need, story, type AuditOptions } from '#app';
import { writeAuditMarkdown, writeAuditText, type AuditReport } from '#core';
import type { Machine } from '#repo';
import { sayLine, sayNotes } from '../complain.ts';
import type { Documents } from '../documents.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface AuditCommandOptions extends AuditOptions {
  readonly format: 'text' | 'json' | 'markdown';
}

const describeAudit = (report: AuditReport): Documents['audit'] => ({
  score: report.score,
  threshold: report.law.threshold,
  passed: report.passed,
  head: report.head,
  seed: report.seed,
  counts: report.counts,
  population: report.population,
  commits: report.commits.map(({ commit: { id, at, subject }, score, unjudged, checks, findings }) => ({
    commit: id,
    at,
    subject,
    score,
    unjudged: unjudged ?? null,
    checks,
    findings,
  })),
  trend: report.trend.map(({ number, head, at, score, passed }) => ({ number, head, at, score, passed })),
  frozen: report.frozen ?? null,
  lifts: report.lifts,
  kept: report.kept ?? null,
  written: report.written,
  stood: report.stood,
});

const write: Readonly<Record<AuditCommandOptions['format'], (report: AuditReport) => string>> = {
  text: writeAuditText,
  json: (report) => printDocument('audit', describeAudit(report)),
  markdown: writeAuditMarkdown,
};

const exitOf = ({ commits, passed, frozen }: AuditReport): ExitCode => {
  if (commits.some(({ unjudged }) => unjudged !== undefined)) return 2;
  return passed && frozen === undefined ? 0 : 1;
};

export const audit = (terminal: Terminal, machine: Machine, { format, ...options }: AuditCommandOptions) =>
  story<ExitCode>(async function* () {
    const { report, notes } = yield* need(auditCodex(machine, options, terminal.signal));
    sayNotes(terminal, notes);
    terminal.out(write[format](report));
    return exitOf(report);
  });

export interface LiftCommandOptions {
  readonly reason: string;
  readonly role?: string;
  readonly format: 'text' | 'json';
}

export const liftAudit = (terminal: Terminal, machine: Machine, { format, ...request }: LiftCommandOptions) =>
  story<ExitCode>(async function* () {
    const asked = yield* need(askForLift(machine, request));
    terminal.out(format === 'json' ? printDocument('audit-lift', asked) : `${asked.path}\n`);
    sayLine(
      terminal,
      `Wrote a lift of ${asked.who} as ${asked.role}. It lifts nothing until it is reviewed and committed.`,
    );
    return 0;
  });
