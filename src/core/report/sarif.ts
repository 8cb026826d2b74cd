import { tellGrant, type Grant } from '../allowance/allowance.ts';
import type { Finding } from '../finding.ts';
import type { Level } from '../level.ts';
import { ruleKinds } from '../rules/index.ts';
import type { CheckReport } from './check-report.ts';
import { writeStableJson } from '../canonical-json.ts';

const levelOf: Record<Level, string> = { block: 'error', warn: 'warning', info: 'note' };

// GitHub keeps the first 5,000 of at most 25,000 results a run; what we leave out is said in a notification.
const mostResults = 5_000;

const describeRule = (finding: Finding): object => {
  const kind = ruleKinds.get(finding.kind);
  return {
    id: finding.rule,
    shortDescription: { text: kind?.title ?? finding.rule },
    fullDescription: { text: finding.because },
    help: { text: kind?.remedy ?? '', markdown: kind?.manual ?? '' },
    defaultConfiguration: { level: levelOf[finding.level] },
  };
};

const uriOf = (path: string): object => ({ uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'ROOT' });

const locate = ({ path, line, column }: Finding): readonly object[] =>
  path === ''
    ? []
    : [
        {
          physicalLocation: {
            artifactLocation: uriOf(path),
            region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) },
          },
        },
      ];

const suppressedBy = (grant: Grant, status: 'accepted' | 'underReview'): object => ({
  kind: 'external',
  status,
  justification: tellGrant(grant),
  location: { physicalLocation: { artifactLocation: uriOf(grant.path) } },
});

/** A result that is waived is suppressed; one that somebody asks to have waived may be. Every result tells, once one does. */
const suppressionsOf = ({ waiver, claim }: Finding): readonly object[] => {
  if (waiver !== undefined) return [suppressedBy(waiver, 'accepted')];
  return claim === undefined ? [] : [suppressedBy(claim, 'underReview')];
};

const isSuppressed = (finding: Finding): boolean => suppressionsOf(finding).length > 0;

/** SARIF 2.1.0, as code scanning reads it. */
export const writeSarif = (report: CheckReport): string => {
  const rules = new Map(report.findings.map((finding) => [finding.rule, finding]));
  const ids = [...rules.keys()].sort();
  const kept = report.findings.slice(0, mostResults);
  const tellsSuppressions = kept.some(isSuppressed);
  const left = report.findings.length - kept.length;
  return writeStableJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Codex Governor',
            semanticVersion: report.version,
            rules: ids.flatMap((id) => rules.get(id) ?? []).map(describeRule),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications:
              left > 0 ? [{ level: 'warning', message: { text: `${left} more findings were left out.` } }] : [],
          },
        ],
        results: kept.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: ids.indexOf(finding.rule),
          level: levelOf[finding.level],
          message: { text: finding.message },
          locations: locate(finding),
          partialFingerprints: { 'codexGovernor/v1': finding.id },
          ...(tellsSuppressions ? { suppressions: suppressionsOf(finding) } : {}),
        })),
      },
    ],
  });
};
