import type { Meter } from '../budget.ts';
import type { CheckReport } from './check-report.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

const sortKeys = (value: Json | undefined): Json | undefined => {
  if (Array.isArray(value)) return value.map((item: Json) => sortKeys(item) ?? null);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]): [string, Json | undefined] => [key, sortKeys(item)]);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
};

// JSON leaves these as they are, and some terminals obey them.
const escapeControls = (text: string): string =>
  text.replace(/[\u007f-\u009f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** One stable document: keys sorted, two spaces, a newline at the end. No control sign but the line break is in it. */
export const writeStableJson = (value: unknown): string =>
  `${escapeControls(JSON.stringify(sortKeys(value as Json), null, 2))}\n`;

export const meterDocument = (meter: Meter): object => ({
  id: meter.id,
  used: meter.used,
  limit: meter.limit,
  by_class: meter.byClass,
  counts: meter.counts,
  estimated: meter.estimated,
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
