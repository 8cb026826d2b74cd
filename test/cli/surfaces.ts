// The same change in front of everything that judges: the editor while it is typed, the index, the commits of a branch.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { success, textsOfExample, type Example, type Finding, type LawText, type Task } from '#core';
import { openMachine, type Machine, type ReadingAside } from '#repo';
import type { Documents } from '../../src/cli/documents.ts';
import { openEye } from '../../src/editor/sight.ts';
import { demand, makeRepository, type TestRepository } from '../repo/temporary-repository.ts';
import { documentOf, projectRoot } from './command-line.ts';

/** A change that a rule is tried out on. */
export interface Trial {
  readonly title: string;
  readonly example: Example;
  /** The texts of the policy, its own last, and the mode of the work. */
  readonly law: readonly LawText[];
  readonly mode: string;
}

type Files = ReadonlyMap<string, string>;

/** The texts of an example without the marks in them. */
const sidesOf = (example: Example): { readonly before: Files; readonly after: Files } => {
  const before = new Map(Object.entries(example.before));
  const after = textsOfExample(example).slice(before.size);
  return { before, after: new Map(after.map(({ path, text }) => [path, text])) };
};

interface Commit {
  readonly name: string;
  readonly message: string;
  readonly parent?: string;
  readonly files: Files;
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

const importOf = ({ name, message, parent, files }: Commit): string =>
  [
    `${parent === undefined ? `reset refs/tags/${name}\n\n` : ''}commit refs/tags/${name}\n`,
    `committer Ada <ada@example.org> 1700000000 +0000\n${data(message)}`,
    parent === undefined ? '' : `from refs/tags/${parent}\n`,
    'deleteall\n',
    ...[...files].map(([path, text]) => `M 100644 inline ${JSON.stringify(path)}\n${data(text)}`),
    '\n',
  ].join('');

// What a change says of itself stands in a commit of its own: it is there before the rest is committed.
const commitsOf = (index: number, example: Example): readonly Commit[] => {
  const { before, after } = sidesOf(example);
  return [
    { name: `base-${index}`, message: 'base', files: before },
    { name: `told-${index}`, parent: `base-${index}`, message: example.mentions ?? 'work', files: before },
    { name: `done-${index}`, parent: `told-${index}`, message: 'work', files: after },
  ];
};

/** What a tag names. */
interface Tagged {
  readonly commit: string;
  readonly tree: string;
}

interface Workshop {
  readonly repository: TestRepository;
  readonly machine: Machine;
  readonly tags: ReadonlyMap<string, Tagged>;
}

/** A repository with the sides of every trial in commits: `base-N`, `told-N` and `done-N`. One process makes them all. */
const openWorkshop = async (trials: readonly Trial[], { court }: ReadingAside): Promise<Workshop> => {
  const repository = makeRepository();
  const { root, environment } = repository;
  const input = trials
    .flatMap(({ example }, index) => commitsOf(index, example))
    .map(importOf)
    .join('');
  execFileSync('git', ['fast-import', '--quiet'], { cwd: root, env: environment, input });
  const listed = repository.git('for-each-ref', '--format=%(refname:short) %(objectname) %(tree)').trim().split('\n');
  const tags = listed.map((line): readonly [string, Tagged] => {
    const [name = '', commit = '', tree = ''] = line.split(' ');
    return [name, { commit, tree }];
  });
  const parts = { policies: join(projectRoot, 'policies'), court };
  const machine = demand(await openMachine(root, parts, { environment, startedIn: root }));
  return { repository, machine, tags: new Map(tags) };
};

interface Sarif {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly partialFingerprints: Readonly<Record<string, string>>;
    }[];
  }[];
}

const idsOf = (findings: readonly Pick<Finding, 'rule' | 'id'>[]): readonly string[] =>
  findings.map(({ rule, id }) => `${rule} ${id}`).sort();

const idsOfSarif = (file: string): readonly string[] => {
  const [run] = (JSON.parse(readFileSync(file, 'utf8')) as Sarif).runs;
  assert.ok(run);
  return run.results
    .map(({ ruleId, partialFingerprints }) => `${ruleId} ${partialFingerprints['codexGovernor/v1']}`)
    .sort();
};

/**
 * Does on disk what no editor does by typing, and gives what is left to type. A file that goes and one that comes are one
 * that was moved where git finds their texts alike, and git looks at what is saved: so there the new one is.
 */
const typeInto = (repository: TestRepository, example: Example): Files => {
  const { before, after } = sidesOf(example);
  const { renamed = {} } = example;
  const typed = new Map([...after].filter(([path, text]) => before.get(path) !== text));
  const moved = new Set(Object.values(renamed));
  const gone = [...before.keys()].filter((path) => !after.has(path));
  for (const path of gone) repository.remove(path);
  const isSaved = gone.some((path) => !moved.has(path));
  for (const [path, text] of typed) {
    if (before.has(path)) continue;
    repository.write(path, isSaved ? text : (before.get(renamed[path] ?? '') ?? ''));
    if (isSaved) typed.delete(path);
  }
  return typed;
};

/** A task that began at a commit, under a policy. */
const taskFrom = ({ commit, tree }: Tagged, { law, mode }: Trial): Task => ({
  version: 1,
  id: 'task',
  goal: 'Try it.',
  mode,
  scope: [],
  specs: [],
  slots: {},
  base: { commit, branch: null, snapshot: tree, digestOnly: [] },
  packDigest: '',
  law,
  startedAt: '2026-11-21T12:05:01.000Z',
});

/** What the editor finds while the change is typed and nothing of it is saved. */
const seeInEditor = async (
  { repository, machine, tags }: Workshop,
  trial: Trial,
  base: string,
): Promise<readonly Finding[]> => {
  const start = tags.get(base);
  assert.ok(start);
  const task = taskFrom(start, trial);
  const typed = typeInto(repository, trial.example);
  const store = { ...machine.store, read: () => Promise.resolve(success(task)) };
  const eye = openEye({ ...machine, store }, { readTexts: () => typed, changed: () => undefined });
  const sight = await eye.look(new AbortController().signal);
  assert.ok(sight.state === 'active', JSON.stringify(sight));
  return sight.review.judgement.findings;
};

/** What each surface has to say of a trial: `rule id`, sorted. */
export interface Told {
  readonly editor: readonly string[];
  readonly staged: readonly string[];
  readonly base: readonly string[];
  readonly sarif: readonly string[];
}

const tell = async (workshop: Workshop, trial: Trial, index: number): Promise<Told> => {
  const { repository } = workshop;
  const policy = join(repository.root, '..', 'policy.yaml');
  const sarif = join(repository.root, '..', 'check.sarif');
  writeFileSync(policy, trial.law.at(-1)?.text ?? '');
  const base = `base-${index}`;
  const words = ['check', '--base', base, '--policy', policy, '--mode', trial.mode];
  const check = async (...more: readonly string[]): Promise<readonly string[]> =>
    idsOf((await documentOf<Documents['check']>(repository, ...words, ...more)).findings);
  repository.git('checkout', '--quiet', '--force', '--detach', `done-${index}`);
  const committed = await check('--report', `sarif=${sarif}`);
  repository.git('reset', '--quiet', '--soft', `told-${index}`);
  const staged = await check('--staged');
  repository.git('reset', '--quiet', '--hard', `told-${index}`);
  const editor = idsOf(await seeInEditor(workshop, trial, base));
  repository.git('clean', '-fdxq');
  return { editor, staged, base: committed, sarif: idsOfSarif(sarif) };
};

/** Puts every trial in front of every surface, in one repository; an editor has all of it read and judged on a thread aside. */
export const tellAll = async (trials: readonly Trial[], aside: ReadingAside): Promise<ReadonlyMap<Trial, Told>> => {
  const workshop = await openWorkshop(trials, aside);
  const told = new Map<Trial, Told>();
  for (const [index, trial] of trials.entries()) told.set(trial, await tell(workshop, trial, index));
  return told;
};
