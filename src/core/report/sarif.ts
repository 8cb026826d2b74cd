import { tellGrant, type Grant } from '../allowance/allowance.ts';
import { writeStableJson } from '../canonical-json.ts';
import type { Finding } from '../finding.ts';
import type { Level } from '../level.ts';
import { counted, sentence } from '../markdown/write.ts';
import { ruleKinds } from '../rules/index.ts';
import type { CheckReport } from './check-report.ts';
import { keepMostSevere, shorten, wellFormed } from './cut.ts';

const levelOf: Record<Level, string> = { block: 'error', warn: 'warning', info: 'note' };

/*
 * The limits of GitHub's code scanning: of a run it keeps 5,000 results and refuses more than 25,000, of a rule's
 * descriptions it keeps 1,024 characters. One rule a result and one tag a rule stay below its other limits (25,000 rules a
 * run, 20 tags a rule, 1,000 locations a result).
 * https://docs.github.com/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit
 */
const mostResults = 5_000;
const mostOfMessage = 1_024;

// A name in a message must not become a link where the message is shown: `[text](target)` would.
const unlinked = (text: string): string => wellFormed(text).replaceAll('](', '] (');
const messageOf = (text: string): string => shorten(unlinked(text), mostOfMessage);

/** A text that must not be empty; one that is has nothing better to say than the name of its rule. */
const orElse = (text: string, other: string): string => (text.trim() === '' ? other : text);

const describeRule = (finding: Finding): object => {
  const kind = ruleKinds.get(finding.kind);
  const remedy = kind?.remedy ?? '';
  const because = orElse(finding.because, finding.rule);
  const markdown = [
    ...(kind === undefined ? [] : [kind.manual]),
    `**Why:** ${sentence(because)}`,
    ...(remedy === '' ? [] : [`**How to fix it:** ${remedy}`]),
  ];
  return {
    id: finding.rule,
    shortDescription: { text: messageOf(orElse(kind?.title ?? '', finding.rule)) },
    fullDescription: { text: messageOf(because) },
    help: { text: unlinked([because, remedy].filter(Boolean).join('\n\n')), markdown: markdown.join('\n\n') },
    defaultConfiguration: { level: levelOf[finding.level] },
    properties: { tags: [finding.kind] },
  };
};

const encodePath = (path: string): string => wellFormed(path).split('/').map(encodeURIComponent).join('/');

const uriOf = (path: string): object => ({ uri: encodePath(path), uriBaseId: '%SRCROOT%' });

// Code scanning refuses a file with a result that is nowhere: what is said of the whole change stands at the policy.
const locate = ({ path, line, column }: Finding, policyPath: string): readonly object[] => [
  {
    physicalLocation: {
      artifactLocation: uriOf(path === '' ? policyPath : path),
      region:
        path === '' ? { startLine: 1 } : { startLine: line, ...(column === undefined ? {} : { startColumn: column }) },
    },
  },
];

const notify = (level: 'warning' | 'note', text: string): object => ({ level, message: { text: messageOf(text) } });

const tellCuts = (left: number, shortened: number): readonly object[] => [
  ...(left === 0
    ? []
    : [
        notify(
          'warning',
          `${counted(left, 'finding')} of the least severe ${left === 1 ? 'was' : 'were'} left out: a run may have ${counted(mostResults, 'result')}.`,
        ),
      ]),
  ...(shortened === 0
    ? []
    : [
        notify(
          'note',
          `${counted(shortened, 'text')} ${shortened === 1 ? 'was' : 'were'} cut after ${counted(mostOfMessage, 'character')}.`,
        ),
      ]),
];

const isLong = (text: string): boolean => unlinked(text).length > mostOfMessage;

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

/**
 * SARIF 2.1.0, as code scanning reads it. A result is known again by the id of its finding; `primaryLocationLineHash`,
 * which code scanning goes by, is left for its uploader to fill in, as that warns of every other value.
 */
export const writeSarif = (report: CheckReport): string => {
  const { kept, left } = keepMostSevere(report.findings, mostResults);
  const rules = new Map(kept.map((finding) => [finding.rule, finding]));
  const ids = [...rules.keys()].sort();
  const indexes = new Map(ids.map((id, index) => [id, index]));
  const shortened = [...kept.map(({ message }) => message), ...[...rules.values()].map(({ because }) => because)];
  const { verdict, mode, base, policy, policyRevision, policyPath } = report;
  const tellsSuppressions = kept.some(isSuppressed);
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
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [
              ...report.notes.map((note) => notify('note', note)),
              ...tellCuts(left.length, shortened.filter(isLong).length),
            ],
          },
        ],
        properties: { verdict, mode, base, policy, policy_revision: policyRevision },
        results: kept.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: indexes.get(finding.rule),
          level: levelOf[finding.level],
          message: { text: messageOf(finding.message) },
          locations: locate(finding, policyPath),
          partialFingerprints: { 'codexGovernor/v1': finding.id },
          ...(tellsSuppressions ? { suppressions: suppressionsOf(finding) } : {}),
        })),
      },
    ],
  });
};
