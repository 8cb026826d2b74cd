// From a patch to the ruling, on top of a change of 100 files that is judged already: `npm run bench -- ruling`. By the few
// rules of the `starter` policy and by all of `dawsos`; the judge is in this process and warm, as in a governed run, and cold,
// as in a hook alone. Beside the time that passed stands what the processor worked: other programs do not count there.
import { judgeOnce, openActionJudge, takeStanding, type ActionJudge, type Standing } from '#app';
import { courtHere, openMachine, type Machine } from '#repo';
import { execFileSync } from 'node:child_process';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { makeSample } from '../test/sample/make-sample.ts';
import { quantile, take } from './strokes.ts';

const services = ['cycles', 'metrics', 'packs', 'ratings', 'reports'] as const;
const copies = 60;
const changed = 100;
/** The first patches of a session are told apart: V8 compiles what they ask for. */
const [firstRounds, rounds] = [10, 20];

export type Tell = (...cells: readonly string[]) => void;

const pathOf = (index: number): string => `backend/app/services/${services[index % services.length] ?? ''}_${index}.py`;

const line = (index: number): string => `VALUE_${index} = ${index}`;

/** A repository with 300 services more, 100 of which the change has touched. */
export const lay = (root: string, policy: string): void => {
  makeSample(root, { policy: readFileSync(`policies/${policy}/policy.yaml`, 'utf8'), lastDay: 'today' });
  const folder = join(root, 'backend/app/services');
  const texts = services.map((name) => readFileSync(join(folder, `${name}.py`), 'utf8'));
  const write = (index: number, more: string): void =>
    writeFileSync(join(root, pathOf(index)), `${texts[index % texts.length] ?? ''}${more}`);
  // A file that was written just now is believed to be what git has only after a look.
  const earlier = new Date(Date.now() - 60_000);
  for (let index = 0; index < copies * services.length; index += 1) {
    write(index, '');
    utimesSync(join(root, pathOf(index)), earlier, earlier);
  }
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.invalid', ...words], { cwd: root });
  git('add', '--all');
  git('commit', '--quiet', '--message', 'all');
  // What is committed is no part of the change: it is measured from where the branch left the default one.
  git('branch', '--force', 'main');
  for (let index = 0; index < changed; index += 1) write(index, `\n\n${line(index)}\n`);
};

/** A patch of some files: every other one the change has touched already. */
const patchOf = (round: number, files: number): string =>
  [
    '*** Begin Patch',
    ...Array.from({ length: files }, (_, at) => {
      const index = (round * 7 + at * 31 + (at % 2) * changed) % (copies * services.length);
      return [`*** Update File: ${pathOf(index)}`, '@@', `+MORE_${round}_${at} = ${round}`].join('\n');
    }),
    '*** End Patch',
  ].join('\n');

const milliseconds = (times: readonly number[], share: number): string => `${quantile(times, share).toFixed(1)} ms`;

const demand = <Value>(
  result:
    { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: { readonly message: string } },
): Value => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

/** How many patches were made: what is asked twice is known the second time. */
let made = 0;

/** A patch of some files that nobody was asked about before. */
export const nextPatch = (files: number): string => {
  made += 1;
  return patchOf(made, files);
};

const nextAction = (files: number) => ({ kind: 'patch', patch: { text: nextPatch(files) } }) as const;

const ruleOn = async (judge: ActionJudge, files: number, hold: string): Promise<void> => {
  const ruled = demand(await judge.judge(nextAction(files), { hold }));
  if (ruled.files.length !== files) throw new Error('The patch was not applied.');
};

interface Timed {
  readonly took: number;
  readonly worked: number;
}

const timed = async (work: () => Promise<unknown>): Promise<Timed> => {
  const since = process.cpuUsage();
  const took = await take(work);
  const { user, system } = process.cpuUsage(since);
  return { took, worked: (user + system) / 1_000 };
};

const tellTimes = (what: string, all: readonly Timed[], goal: string, tell: Tell): void => {
  const [took, worked] = [all.map((one) => one.took), all.map((one) => one.worked)];
  const wall = `${milliseconds(took, 0.5)}, at the 95th percentile ${milliseconds(took, 0.95)}`;
  tell(what, wall, goal, `processor ${milliseconds(worked, 0.5)}, ${milliseconds(worked, 0.95)}`);
};

const goal = '50 ms at the 95th percentile';

/** Patches that are declined, so that each finds what the one before it found. */
const ruleOften = async (judge: ActionJudge, times: number, filesIn: (round: number) => number): Promise<Timed[]> => {
  const all: Timed[] = [];
  for (let round = 0; round < times; round += 1) {
    all.push(await timed(() => ruleOn(judge, filesIn(round), `${round}`)));
    judge.settle(`${round}`, 'declined');
  }
  return all;
};

const benchFirst = async (judge: ActionJudge, tell: Tell): Promise<void> => {
  const all = await ruleOften(judge, firstRounds, (round) => 1 + (round % 3));
  tellTimes(`the first ${firstRounds} patches, of one to three files`, all, '', tell);
};

const benchWarm = async (judge: ActionJudge, files: number, tell: Tell): Promise<void> => {
  const all = await ruleOften(judge, rounds, () => files);
  tellTimes(`a patch of ${files} ${files === 1 ? 'file' : 'files'}`, all, files > 3 ? '' : goal, tell);
};

/** Each patch on top of those before it, which are accepted and on their way to the disk. */
const benchGrowing = async (judge: ActionJudge, tell: Tell): Promise<void> => {
  const all: Timed[] = [];
  for (let round = 0; round < rounds; round += 1) {
    all.push(await timed(() => ruleOn(judge, 1 + (round % 3), `${round}`)));
    judge.settle(`${round}`, 'accepted');
  }
  tellTimes(`patches of one to three files, ${rounds} on top of each other`, all, goal, tell);
};

const benchCold = async (machine: Machine, standing: Standing, tell: Tell): Promise<void> => {
  const all: Timed[] = [];
  for (let round = 0; round < 5; round += 1) {
    const patch = nextAction(3);
    all.push(await timed(async () => demand(await judgeOnce(machine, standing, patch))));
  }
  tellTimes('three files, by a judge that keeps nothing, parsers loaded', all, '', tell);
};

const benchUnder = async (policy: string, mode: string, tell: Tell): Promise<void> => {
  const folder = makeTemporaryFolder('codex-governor-ruling');
  try {
    lay(folder.path, policy);
    const machine = demand(await openMachine(folder.path, { policies: 'policies', court: courtHere }));
    const standing = demand(await takeStanding(machine, { base: 'HEAD', mode }));
    const judge = openActionJudge(machine, standing);
    const first = await timed(async () => demand(await judge.warmUp()));
    const count = standing.standard.policy.rules.length;
    tellTimes(
      `\`${policy}\`, ${count} rules: the change of ${changed} files, measured and judged first`,
      [first],
      '',
      tell,
    );
    await benchFirst(judge, tell);
    for (const files of [1, 2, 3, 20]) await benchWarm(judge, files, tell);
    await benchGrowing(judge, tell);
    await benchCold(machine, standing, tell);
  } finally {
    folder.dispose();
  }
};

/** Lines of a table: patches of one to three files and a large one, warm; and cold. */
export const benchRuling = async (tell: Tell): Promise<void> => {
  await benchUnder('starter', 'refactor', tell);
  await benchUnder('dawsos', 'linter-refactor', tell);
};
