import type { Meter } from '../budget.ts';
import { writeStableJson } from '../canonical-json.ts';
import type { CheckReport } from './check-report.ts';

const approvalDocument = ({ raisedFrom, ...grant }: NonNullable<Meter['approval']>): object => ({
  ...grant,
  raised_from: raisedFrom,
});

const meterDocument = (meter: Meter): object => ({
  id: meter.id,
  used: meter.used,
  limit: meter.limit,
  by_class: meter.byClass,
  counts: meter.counts,
  estimated: meter.estimated,
  ...(meter.approval === undefined ? {} : { approval: approvalDocument(meter.approval) }),
});

/** The document of `check --format json`; fields may be added, never renamed. */
export const writeJson = (report: CheckReport): string =>
  writeStableJson({
    verdict: report.verdict,
    findings: report.findings,
    meters: report.meters.map(meterDocument),
    base: report.base,
    mode: report.mode,
    policy: report.policy,
    policy_path: report.policyPath,
    policy_revision: report.policyRevision,
  });
