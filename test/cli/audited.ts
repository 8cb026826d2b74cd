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

let step = 0;

/** Commits of Codex that each add so many lines to a file of their own. */
export const commitOfCodex = (repository: TestRepository, count: number, added: number): void => {
  for (let made = 0; made < count; made++) {
    step += 1;
    repository.write(`src/part${step}.txt`, lines(added));
    repository.commit(`feat: part ${step}\n\nCodex-Task: task-${step}`);
  }
};

export const makeAudited = (...rest: readonly string[]): TestRepository =>
  makeGoverned(smallPolicy(...section('  threshold: 80', ...rest)));

/** Audits, and commits what is kept. */
export const auditAndCommit = async (repository: TestRepository): Promise<Told> => {
  const report = await told(repository);
  repository.commit('chore: audit');
  return report;
};
