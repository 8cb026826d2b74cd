// From a patch to the ruling by every rule of the `dawsos` policy, on top of a change of 100 files that is judged already:
// `npm run bench -- ruling`. The judge is in this process and warm, as in a governed run; and cold, as in a hook alone.
import { judgeOnce, openActionJudge, takeStanding, type ActionJudge, type Standing } from '#app';
import { courtHere, openMachine, type Machine } from '#repo';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { makeSample, shippedPolicy } from '../test/sample/make-sample.ts';
import { quantile, take } from './strokes.ts';

const services = ['cycles', 'metrics', 'packs', 'ratings', 'reports'] as const;
const copies = 60;
const changed = 100;
const rounds = 40;
const mode = 'linter-refactor';

type Tell = (...cells: readonly string[]) => void;

const pathOf = (index: number): string => `backend/app/services/${services[index % services.length] ?? ''}_${index}.py`;

const line = (index: number): string => `VALUE_${index} = ${index}`;

/** A repository with 300 services more, 100 of which the change has touched. */
const lay = (root: string): void => {
  makeSample(root, { policy: shippedPolicy(), lastDay: 'today' });
  const folder = join(root, 'backend/app/services');
  const texts = services.map((name) => readFileSync(join(folder, `${name}.py`), 'utf8'));
  const write = (index: number, more: string): void =>
    writeFileSync(join(root, pathOf(index)), `${texts[index % texts.length] ?? ''}${more}`);
  for (let index = 0; index < copies * services.length; index += 1) write(index, '');
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.invalid', ...words], { cwd: root });
  git('add', '--all');
  git('commit', '--quiet', '--message', 'all');
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

const ruleOn = async (judge: ActionJudge, round: number, files: number): Promise<void> => {
  const action = { kind: 'patch', patch: { text: patchOf(round, files) } } as const;
  const { files: made } = demand(await judge.judge(action, { hold: `${round}` }));
  if (made.length !== files) throw new Error('The patch was not applied.');
};

const tellTimes = (what: string, times: readonly number[], goal: string, tell: Tell): void =>
  tell(what, `${milliseconds(times, 0.5)}, at the 95th percentile ${milliseconds(times, 0.95)}`, goal, '');

const benchWarm = async (judge: ActionJudge, files: number, goal: string, tell: Tell): Promise<void> => {
  const declined: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    declined.push(await take(() => ruleOn(judge, round, files)));
    judge.settle(`${round}`, 'declined');
  }
  tellTimes(`a patch of ${files} ${files === 1 ? 'file' : 'files'}`, declined, goal, tell);
};

/** Each patch on top of those before it, which are accepted and on their way to the disk. */
const benchGrowing = async (judge: ActionJudge, tell: Tell): Promise<void> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(await take(() => ruleOn(judge, round, 1 + (round % 3))));
    judge.settle(`${round}`, 'accepted');
  }
  tellTimes(`patches of one to three files, ${rounds} on top of each other`, times, 'goal 50 ms at the 95th', tell);
};

const benchCold = async (machine: Machine, standing: Standing, tell: Tell): Promise<void> => {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const action = { kind: 'patch', patch: { text: patchOf(round, 3) } } as const;
    times.push(await take(async () => demand(await judgeOnce(machine, standing, action))));
  }
  tellTimes('three files, by a judge that keeps nothing, parsers loaded', times, '', tell);
};

/** Lines of a table: patches of one to three files and a large one, warm; and cold. */
export const benchRuling = async (tell: Tell): Promise<void> => {
  const folder = makeTemporaryFolder('codex-governor-ruling');
  try {
    lay(folder.path);
    const machine = demand(await openMachine(folder.path, { policies: 'policies', court: courtHere }));
    const standing = demand(await takeStanding(machine, { base: 'HEAD', mode }));
    const judge = openActionJudge(machine, standing);
    const first = await take(async () => demand(await judge.warmUp()));
    const rules = standing.standard.policy.rules.length;
    tell(
      `the change of ${changed} files, measured and judged by ${rules} rules first`,
      `${first.toFixed(0)} ms`,
      '',
      '',
    );
    for (const files of [1, 2, 3]) await benchWarm(judge, files, 'goal 50 ms at the 95th', tell);
    await benchWarm(judge, 20, '', tell);
    await benchGrowing(judge, tell);
    await benchCold(machine, standing, tell);
  } finally {
    folder.dispose();
  }
};
