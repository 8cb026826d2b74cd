import type { Meter } from '../budget.ts';
import { writeStableJson } from '../canonical-json.ts';
import type { CheckReport } from './check-report.ts';

const describeApproval = ({ raisedFrom, ...grant }: NonNullable<Meter['approval']>) => ({
  ...grant,
  raised_from: raisedFrom,
});

/** A meter as it is printed. */
export const describeMeter = (meter: Meter) => ({
  id: meter.id,
  used: meter.used,
  limit: meter.limit,
  by_class: meter.byClass,
  counts: meter.counts,
  estimated: meter.estimated,
  ...(meter.approval === undefined ? {} : { approval: describeApproval(meter.approval) }),
});

/** The document of `check --format json`; fields may be added, never renamed. */
export const writeJson = (report: CheckReport): string =>
  writeStableJson({
    verdict: report.verdict,
    findings: report.findings,
    meters: report.meters.map(describeMeter),
    base: report.base,
    mode: report.mode,
    policy: report.policy,
    policy_path: report.policyPath,
    policy_revision: report.policyRevision,
  });
