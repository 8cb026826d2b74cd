// Repositories whose policy audits, and what an audit told of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Documents } from '../../src/cli/documents.ts';
import { lines, type TestRepository } from '../repo/temporary-repository.ts';
import { documentOf, makeGoverned, smallPolicy } from './command-line.ts';

export type Told = Documents['audit'];

export const audits = '.codex/governance/audits';

/** The section of a policy that audits; `rest` goes on with it. */
export const section = (...rest: readonly string[]): readonly string[] => [
  'audit:',
  "  commits: { trailers: ['^Codex-Task:'] }",
  '  mode: fix',
  '  remediation: docs/remediation',
  '  checks:',
  '    - { id: size, rules: [budget.lines], weight: 3 }',
  '    - { id: complexity, rules: [budget.complexity], weight: 1 }',
  '  other-weight: 0',
  ...rest,
];

export const told = async (repository: TestRepository, ...words: readonly string[]): Promise<Told> =>
  documentOf<Told>(repository, 'audit', ...words);

export const filesIn = ({ root }: TestRepository, folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(root, folder))
      .sort()
      .map((name) => [name, readFileSync(join(root, folder, name), 'utf8')]),
  );

const steps = new WeakMap<TestRepository, number>();

/** Commits of Codex that each add so many lines to a file of their own. */
export const commitOfCodex = (repository: TestRepository, count: number, added: number): void => {
  for (let made = 0; made < count; made++) {
    const step = (steps.get(repository) ?? 0) + 1;
    steps.set(repository, step);
    repository.write(`src/part${step}.txt`, lines(added));
    repository.commit(`feat: part ${step}\n\nCodex-Task: task-${step}`);
  }
};

// What is drawn follows from the ids of commits, and these from their dates: a sample may not be another in each run of a test.
const always = '2026-11-02T09:00:00+00:00';

export const makeAudited = (...rest: readonly string[]): TestRepository => {
  const repository = makeGoverned(smallPolicy(...section('  threshold: 80', ...rest)));
  Object.assign(repository.environment, { GIT_AUTHOR_DATE: always, GIT_COMMITTER_DATE: always });
  repository.git('commit', '--quiet', '--amend', '--no-edit', '--reset-author');
  return repository;
};

/** Audits, and commits what is kept. */
export const auditAndCommit = async (repository: TestRepository): Promise<Told> => {
  const report = await told(repository);
  repository.commit('chore: audit');
  return report;
};
