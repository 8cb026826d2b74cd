import type { Change } from '../change.ts';
import type { Finding } from '../finding.ts';
import type { GateClaim } from '../gates/gate-claims.ts';
import { code, fenced, plain, prose, sentence } from '../markdown/write.ts';
import type { PackProblem } from '../context-pack/context-pack.ts';
import type { Policy, ResultLine } from '../policy/policy.ts';
import { writeAcceptance } from './acceptance.ts';
import { tellFigures, type ReviewedChange } from './figures.ts';
import { findMigrations, isMigration } from './migrations.ts';
import { writeOpenGates } from './open-gates.ts';
import { tellAllowance, weightOf } from '../report/check-report.ts';
import type { ChangedFile, Needs } from '../rule-kind.ts';
import type { PackOverride, SpecLink, Task } from '../task.ts';

/** A linked spec and whether it leads anywhere now. */
export interface LinkedSpec extends SpecLink {
  readonly state: 'found' | 'no-file' | 'dead-anchor';
  /** The heading it leads to, or the nearest one to a dead anchor. */
  readonly heading?: string;
}

export interface PullRequestFacts {
  readonly task: Pick<Task, 'goal' | 'scope' | 'slice'>;
  readonly specs: readonly LinkedSpec[];
  /** Since the task began, by the law it began under: what was dirty before it does not count. */
  readonly since: ReviewedChange;
  /** What was counted since the task began, as it was told, where it cannot be counted again. */
  readonly sinceFigures?: readonly string[];
  /** As CI counts, from the merge base, by the law there and of what is committed; or why that could not be told. */
  readonly ci: ReviewedChange | { readonly unknown: string };
  /** As CI will count once all that is here is committed; left out where it is. */
  readonly onceCommitted?: ReviewedChange;
  /** What the reader should know of how the two were made. */
  readonly notes?: readonly string[];
  /** The finding of the kill switch, where it is on: the change may not merge, whatever is ticked. */
  readonly freeze?: Finding;
  readonly override?: PackOverride & { readonly problems: readonly PackProblem[] };
  /** True for a file of the repository; asked for the undo of a migration. */
  readonly isThere: (path: string) => boolean;
  /**
   * What was measured by evidence: by the id of a result line, or `ID.KIND` for one of its kinds. What is not here was
   * not run.
   */
  readonly results?: ReadonlyMap<string, string>;
  /** How the gates of the policy stand; one that is not here was not run. */
  readonly gates?: readonly GateClaim[];
}

/** What the text tells beyond numbers: the most complex function, and whether migrations have a way back. */
export const pullRequestNeeds: Needs = { functions: () => true, text: isMigration };

/** The law that decides: that of the base, as far as it is known. */
const decidingPolicy = ({ since, ci }: PullRequestFacts): Policy => ('unknown' in ci ? since.policy : ci.policy);

/** What is known of CI's judgement: of what is committed, and of what is yet to be. */
const reviewsAsCi = ({ ci, onceCommitted }: PullRequestFacts): readonly ReviewedChange[] => [
  ...('unknown' in ci ? [] : [ci]),
  ...(onceCommitted === undefined ? [] : [onceCommitted]),
];

const section = (title: string, lines: readonly string[]): readonly string[] => [`## ${title}`, '', ...lines, ''];

const writeModes = ({ since: { policy, mode } }: PullRequestFacts): readonly string[] => {
  const boxes = policy.modes.map(({ id, title }) => `- [${id === mode?.id ? 'x' : ' '}] ${plain(title)} (${code(id)})`);
  if (mode === undefined) return [...boxes, ...(boxes.length === 0 ? [] : ['']), 'No mode was declared.'];
  return policy.modes.some(({ id }) => id === mode.id)
    ? boxes
    : [...boxes, `- [x] ${plain(mode.title)} (${code(mode.id)}), which the policy does not list`];
};

const tellSpec = ({ path, anchor, state, heading }: LinkedSpec): string => {
  const place = `${code(path)}${anchor === undefined ? '' : ` § ${plain(heading !== undefined && state === 'found' ? heading : anchor)}`}`;
  if (state === 'no-file') return `- ${place}: there is no such file`;
  if (state === 'found') return `- ${place}`;
  const nearest = heading === undefined ? '' : `; the nearest heading is “${plain(heading)}”`;
  return `- ${place}: dead anchor, the document has no such heading${nearest}`;
};

const mostBullets = 3;

const writeScope = ({ task: { goal, scope, slice }, since: { mode } }: PullRequestFacts): readonly string[] => {
  const shown = scope.length > mostBullets ? scope.slice(0, mostBullets - 1) : scope;
  const folded = scope.slice(shown.length);
  const lane =
    mode === undefined
      ? 'No narrower scope was declared.'
      : `Wherever mode ${plain(mode.title)} may write; no narrower scope was declared.`;
  return [
    ...(scope.length === 0 ? [`- ${lane}`] : shown.map((glob) => `- ${code(glob)}`)),
    ...(folded.length === 0 ? [] : [`- ${folded.map(code).join(', ')} (${folded.length} entries folded into one)`]),
    ...(slice === undefined ? [] : ['', `The slice ${code(slice.id)} of the chain ${code(slice.chain)}.`]),
    '',
    'Goal, as it was given:',
    '',
    ...fenced(goal),
  ];
};

const baseOf = ({ base }: Change): string => (base === 'empty' ? 'the empty repository' : code(base.slice(0, 12)));

const writeComplexity = (facts: PullRequestFacts): readonly string[] => [
  `Since the task began, from ${baseOf(facts.since.change)}:`,
  '',
  ...(facts.sinceFigures ?? tellFigures(facts.since)),
  '',
  ...('unknown' in facts.ci
    ? [`As CI counts it: not measured. ${plain(facts.ci.unknown)}`]
    : [
        `As CI counts it, from ${baseOf(facts.ci.change)} (these are the figures that decide):`,
        '',
        ...tellFigures(facts.ci),
      ]),
  ...(facts.onceCommitted === undefined
    ? []
    : ['', 'Not everything is committed. Once it is, CI will count:', '', ...tellFigures(facts.onceCommitted)]),
  ...(facts.notes ?? []).flatMap((note) => ['', plain(note)]),
];

const tellResult = ({ id, title, kinds }: ResultLine, results: ReadonlyMap<string, string>): string => {
  const tell = (key: string): string => plain(results.get(key) ?? 'not run');
  const told =
    kinds.length === 0 ? tell(id) : kinds.map((kind) => `${plain(kind)} ${tell(`${id}.${kind}`)}`).join(', ');
  return `- ${plain(title)}: ${told}`;
};

// Which results a pull request tells is for the policy to say: another project's fields would only be noise.
const writeResults = (facts: PullRequestFacts): readonly string[] => {
  const { results, gates } = decidingPolicy(facts);
  const lines = results.map((line) => tellResult(line, facts.results ?? new Map()));
  const open = writeOpenGates(gates, facts.gates ?? []);
  return [
    ...(lines.length === 0 ? [] : section('Results', lines)),
    ...(open.length === 0 ? [] : section('Gates', open)),
  ];
};

// The text is for the whole branch: what it brought before the task began is rolled back as well.
const wholeBranch = (facts: PullRequestFacts): readonly ChangedFile[] => {
  const files = [...reviewsAsCi(facts), facts.since].flatMap((reviewed) => reviewed.files);
  return [...new Map(files.map((file) => [file.path, file])).values()];
};

const writeRollback = (facts: PullRequestFacts): readonly string[] => {
  const { killSwitch } = decidingPolicy(facts);
  const told = findMigrations(wholeBranch(facts), facts.isThere).map(({ up, down }) => {
    if (down === undefined) return `- Migration ${code(up)}: no way back was found`;
    return down === up
      ? `- Migration ${code(up)}: up and down in one file`
      : `- Migration up ${code(up)}, down ${code(down)}`;
  });
  const none = `- Migrations: none found${'unknown' in facts.ci ? ' since the task began' : ''}`;
  return [
    ...(told.length === 0 ? [none] : told),
    `- Kill switch: ${killSwitch === undefined ? 'the policy names none' : sentence(killSwitch)}`,
  ];
};

const tellFinding = (finding: Finding): string => {
  const { path, line, message, rule, id } = finding;
  const place = path === '' ? 'the whole change' : code(`${path}:${line}`);
  const allowance = tellAllowance(finding);
  const told = `- ${weightOf(finding)}: ${place}: ${plain(message)} (${code(rule)}, ${id})`;
  return allowance === undefined ? told : `${told} ${plain(allowance)}`;
};

const writeFindings = (facts: PullRequestFacts): readonly string[] => {
  const all = [facts.since, ...reviewsAsCi(facts)].flatMap(({ judgement }) => judgement.findings);
  const distinct = [...new Map(all.map((finding) => [finding.id, finding])).values()];
  return distinct.length === 0 ? ['None.'] : distinct.map(tellFinding);
};

const writeOverride = ({ override }: PullRequestFacts): readonly string[] =>
  override === undefined
    ? []
    : section('Incomplete context', [
        `The task began with an incomplete context pack. ${plain(override.who)} accepted that; the reason: “${plain(override.why)}”.`,
        '',
        ...override.problems.map(({ item, kind, message }) => `- ${code(item)} is ${kind}: ${prose(message)}`),
      ]);

/** True when neither the task nor the branch has changed anything. */
export const isEmptyPullRequest = (facts: PullRequestFacts): boolean =>
  [facts.since, ...reviewsAsCi(facts)].every(({ change }) => change.files.length === 0);

const writeHead = (facts: PullRequestFacts): readonly string[] => [
  ...(isEmptyPullRequest(facts) ? ['**This task has changed nothing yet: there is nothing to review.**', ''] : []),
  ...(facts.freeze === undefined
    ? []
    : [`**Blocked, whatever is ticked below: ${plain(facts.freeze.message)} ${plain(facts.freeze.because)}**`, '']),
];

const claimsOf = (gates: Policy['gates'], facts: PullRequestFacts): readonly GateClaim[] =>
  gates.map(
    ({ id }) =>
      facts.gates?.find((claim) => claim.id === id) ?? { id, needed: true, state: 'not-run' as const, told: '' },
  );

/**
 * The text of a pull request with the fields of DawsOS Codex Governance v1.0, §7, filled from facts; which results it
 * tells is for the policy to say. What no fact covers is not ticked and says so, and without CI's judgement nothing is.
 * The same facts give the same bytes.
 */
export const writePullRequest = (facts: PullRequestFacts): string => {
  const { acceptance, gates } = decidingPolicy(facts);
  const proofs = isEmptyPullRequest(facts) ? [] : [facts.since, ...reviewsAsCi(facts)];
  const unknown = 'unknown' in facts.ci;
  return [
    ...writeHead(facts),
    ...section('Codex Mode', writeModes(facts)),
    ...section('Linked Specs', facts.specs.length === 0 ? ['None linked.'] : facts.specs.map(tellSpec)),
    ...section('Scope', writeScope(facts)),
    ...writeOverride(facts),
    ...section('Acceptance', writeAcceptance(acceptance, proofs, { unknown, gates: claimsOf(gates, facts) })),
    ...section('Complexity', writeComplexity(facts)),
    ...section('Findings', writeFindings(facts)),
    ...writeResults(facts),
    ...section('Rollback', writeRollback(facts)),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
};
