import { countLines, fileClasses } from './change.ts';
import type { Change, FileChange } from './change.ts';
import type { Finding } from './finding.ts';
import { code, counted, fenced, grouped, plain, sentence } from './markdown-write.ts';
import type { Mode } from './mode.ts';
import type { PackProblem } from './context-pack.ts';
import type { Policy } from './policy/policy.ts';
import { unmeasuredFiles, writeAcceptance, type Proof } from './pull-request-acceptance.ts';
import { findMigrations, isMigration } from './pull-request-migrations.ts';
import type { Needs } from './rule-kind.ts';
import { changedFunctions, isInherited } from './syntax/changed-functions.ts';
import type { PackOverride, SpecLink, Task } from './task.ts';

/** A change with what was found in it. */
export interface ReviewedChange extends Proof {
  readonly change: Change;
}

/** A linked spec and whether it leads anywhere now. */
export interface LinkedSpec extends SpecLink {
  readonly state: 'found' | 'no-file' | 'dead-anchor';
  /** The heading it leads to, or the nearest one to a dead anchor. */
  readonly heading?: string;
}

/** The kinds of results a pull request tells (DawsOS Codex Governance v1.0, §7). */
const testKinds = ['unit', 'integration', 'golden', 'chaos', 'rls', 'visual'] as const;
export type TestKind = (typeof testKinds)[number];

export interface PullRequestFacts {
  readonly policy: Policy;
  /** The mode the work was done in; undefined when none was declared. */
  readonly mode?: Mode;
  readonly task: Pick<Task, 'goal' | 'scope'>;
  readonly specs: readonly LinkedSpec[];
  /** Since the task began: what was dirty before it does not count. */
  readonly since: ReviewedChange;
  /** As CI counts, from the merge base; or why that could not be measured. */
  readonly ci: ReviewedChange | { readonly unknown: string };
  readonly override?: PackOverride & { readonly problems: readonly PackProblem[] };
  /** True for a file of the repository; asked for the undo of a migration. */
  readonly isThere: (path: string) => boolean;
  /** What was measured by evidence, by kind; a kind that is not here was not run. */
  readonly results?: { readonly p95?: string } & Partial<Readonly<Record<TestKind, string>>>;
}

/** What the text tells beyond numbers: the most complex function, and whether migrations have a way back. */
export const pullRequestNeeds: Needs = { functions: () => true, text: isMigration };

const section = (title: string, lines: readonly string[]): readonly string[] => [`## ${title}`, '', ...lines, ''];

const writeModes = ({ policy, mode }: PullRequestFacts): readonly string[] => {
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

const writeScope = ({ task: { goal, scope }, mode }: PullRequestFacts): readonly string[] => {
  const shown = scope.length > mostBullets ? scope.slice(0, mostBullets - 1) : scope;
  const folded = scope.slice(shown.length);
  const lane =
    mode === undefined
      ? 'No narrower scope was declared.'
      : `Wherever mode ${plain(mode.title)} may write; no narrower scope was declared.`;
  return [
    ...(scope.length === 0 ? [`- ${lane}`] : shown.map((glob) => `- ${code(glob)}`)),
    ...(folded.length === 0 ? [] : [`- ${folded.map(code).join(', ')} (${folded.length} entries folded into one)`]),
    '',
    'Goal, as it was given:',
    '',
    ...fenced(goal),
  ];
};

const tellSplit = (files: readonly FileChange[]): string =>
  fileClasses
    .flatMap((name) => {
      const { added, deleted } = countLines(files.filter((file) => file.class === name));
      return added + deleted === 0 ? [] : [`${name} +${grouped(added)} −${grouped(deleted)}`];
    })
    .join(', ');

const limitOf = ({ mode, policy }: PullRequestFacts, measure: 'complexity' | 'lines' | 'files'): number | undefined =>
  (mode?.budgets ?? policy.budgets).find((budget) => budget.measure === measure)?.limit;

const within = (limit: number | undefined): string => (limit === undefined ? '' : ` (≤ ${grouped(limit)})`);

const tellComplexity = (facts: PullRequestFacts, { files }: ReviewedChange): string => {
  const limit = limitOf(facts, 'complexity');
  const counts = (facts.mode?.budgets ?? facts.policy.budgets).find(({ measure }) => measure === 'complexity')?.counts;
  const measured = files
    .filter((file) => counts === undefined || counts.includes(file.class))
    .flatMap((file) => changedFunctions(file).map((changed) => ({ path: file.path, changed })))
    // As the budget counts: debt that stood there and was not made worse is not this change's.
    .filter(({ changed }) => limit === undefined || !isInherited(changed, limit))
    .sort((one, other) => other.changed.entity.complexity - one.changed.entity.complexity);
  const [highest] = measured;
  const unread = unmeasuredFiles(files);
  const blind = unread.length === 0 ? '' : `; not read: ${unread.map(code).join(', ')}`;
  if (highest === undefined) return `none changed${within(limit)}${blind}`;
  const { entity } = highest.changed;
  return `${entity.complexity} in ${code(entity.name)} (${code(`${highest.path}:${entity.line}`)})${within(limit)}${blind}`;
};

const tellFigures = (facts: PullRequestFacts, reviewed: ReviewedChange): readonly string[] => {
  const { files } = reviewed.change;
  const { added, deleted } = countLines(files);
  const split = tellSplit(files);
  const estimated = files.some((file) => file.estimated === true) ? ', partly estimated from unsaved text' : '';
  return [
    `- Files changed: ${files.length}${within(limitOf(facts, 'files'))}`,
    `- LOC delta: +${grouped(added)} −${grouped(deleted)}, ${counted(added + deleted, 'line')}${within(limitOf(facts, 'lines'))}${split === '' ? '' : ` (${split})`}${estimated}`,
    `- Max cyclomatic complexity: ${tellComplexity(facts, reviewed)}`,
  ];
};

const baseOf = ({ base }: Change): string => (base === 'empty' ? 'the empty repository' : code(base.slice(0, 12)));

const writeComplexity = (facts: PullRequestFacts): readonly string[] => [
  `Since the task began, from ${baseOf(facts.since.change)}:`,
  '',
  ...tellFigures(facts, facts.since),
  '',
  ...('unknown' in facts.ci
    ? [`As CI counts it: not measured. ${plain(facts.ci.unknown)}`]
    : [
        `As CI counts it, from ${baseOf(facts.ci.change)} (these are the figures that decide):`,
        '',
        ...tellFigures(facts, facts.ci),
      ]),
];

const writeResults = ({ results }: PullRequestFacts): readonly string[] => [
  `- p95 (warm): ${plain(results?.p95 ?? 'not run')}`,
  `- Tests: ${testKinds.map((kind) => `${kind} ${plain(results?.[kind] ?? 'not run')}`).join(', ')}`,
];

const writeRollback = ({ policy, since, isThere }: PullRequestFacts): readonly string[] => {
  const migrations = findMigrations(since.files, isThere);
  const told = migrations.map(({ up, down }) => {
    if (down === undefined) return `- Migration ${code(up)}: no way back was found`;
    return down === up
      ? `- Migration ${code(up)}: up and down in one file`
      : `- Migration up ${code(up)}, down ${code(down)}`;
  });
  return [
    ...(told.length === 0 ? ['- Migrations: none found'] : told),
    `- Kill switch: ${policy.killSwitch === undefined ? 'the policy names none' : sentence(policy.killSwitch)}`,
  ];
};

const tellFinding = ({ level, path, line, message, rule, id }: Finding): string =>
  `- ${level}: ${path === '' ? 'the whole change' : code(`${path}:${line}`)}: ${plain(message)} (${code(rule)}, ${id})`;

const writeFindings = ({ since, ci }: PullRequestFacts): readonly string[] => {
  const all = [...since.judgement.findings, ...('unknown' in ci ? [] : ci.judgement.findings)];
  const distinct = [...new Map(all.map((finding) => [finding.id, finding])).values()];
  return distinct.length === 0 ? ['None.'] : distinct.map(tellFinding);
};

const writeOverride = ({ override }: PullRequestFacts): readonly string[] =>
  override === undefined
    ? []
    : section('Incomplete context', [
        `The task began without a whole context pack. ${plain(override.who)} took it upon them; the reason: “${plain(override.why)}”.`,
        '',
        ...override.problems.map(({ item, kind, message }) => `- ${code(item)} is ${kind}: ${plain(message)}`),
      ]);

const isEmpty = ({ since, ci }: PullRequestFacts): boolean =>
  since.change.files.length === 0 && ('unknown' in ci || ci.change.files.length === 0);

/**
 * The text of a pull request with every field of DawsOS Codex Governance v1.0, §7, filled from facts. What no fact
 * covers is not ticked and says so. The same facts give the same bytes.
 */
export const writePullRequest = (facts: PullRequestFacts): string => {
  const proofs = 'unknown' in facts.ci ? [facts.since] : [facts.since, facts.ci];
  return [
    ...(isEmpty(facts) ? ['**This task has changed nothing yet: there is nothing to review.**', ''] : []),
    ...section('Codex Mode', writeModes(facts)),
    ...section('Linked Specs', facts.specs.length === 0 ? ['None linked.'] : facts.specs.map(tellSpec)),
    ...section('Scope', writeScope(facts)),
    ...writeOverride(facts),
    ...section(
      'Acceptance',
      facts.policy.acceptance.length === 0
        ? ['The policy has no acceptance list.']
        : writeAcceptance(facts.policy.acceptance, isEmpty(facts) ? [] : proofs),
    ),
    ...section('Complexity', writeComplexity(facts)),
    ...section('Findings', writeFindings(facts)),
    ...section('Results', writeResults(facts)),
    ...section('Rollback', writeRollback(facts)),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
};
