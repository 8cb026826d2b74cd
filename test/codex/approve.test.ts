import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recallRun, type PatchAnswer, type PatchQuestion, type RunWatcher } from '#app';
import { patches, runs, runsPatch, says } from './fake-model.ts';
import { openGoverned, policy, type GovernedLab } from './governed.ts';

const law = policy([
  'roles: { boss: { title: The Boss, may-raise: [lines] }, clerk: { title: Clerk, may-raise: [files] } }',
]).replace('lines: { limit: 12 }', 'lines: { limit: 12, raised-by: boss }');

const add = (path: string, lines: number): string =>
  [`*** Add File: ${path}`, ...Array.from({ length: lines }, (_, at) => `+value_${at} = ${at}`)].join('\n');

const folder = '.codex/governance/approvals';

const approve = (limit: number, parts: object = {}): PatchAnswer => ({
  decision: 'approve',
  approvals: [{ budget: 'budget.lines', limit, reason: 'One table.', role: 'boss', ...parts }],
});

const forged = (limit: number): string =>
  `budget: lines\nlimit: ${limit}\nmode: fix\nwho: Ada\nrole: boss\nreason: R\nuntil: 2099-12-31\n`;
const addText = (path: string, text: string): string =>
  [
    `*** Add File: ${path}`,
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => `+${line}`),
  ].join('\n');

/** Gives one answer after the other, and keeps what was asked. */
const answering = (...answers: readonly PatchAnswer[]) => {
  const asked: PatchQuestion[] = [];
  const decide: RunWatcher['decide'] = async (question) => {
    asked.push(question);
    return Promise.resolve(answers[asked.length - 1] ?? { decision: 'decline', reason: 'Nobody thought of this.' });
  };
  return { asked, decide };
};

describe('a budget that a person approves in a governed run', () => {
  let lab: GovernedLab;
  afterEach(async () => lab.dispose());
  const isThere = (path: string): boolean => existsSync(join(lab.root, path));
  const approvals = (): readonly string[] =>
    lab
      .git('status', '--short', '-uall', '--', folder)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.replace(/^.*approvals\//, ''));
  const events = async () => {
    const entries = await lab.machine.journal.read();
    ok(entries.ok);
    return entries.value.map(({ event }) => event);
  };

  it('lets the patch through that waited, with all that is written accounted for and journalled', async () => {
    lab = await openGoverned({ policy: law });
    lab.model.script([patches(add('src/c.py', 20))], [patches(add('src/d.py', 5))], [says('Done.')]);
    const { asked, decide } = answering(approve(30));
    const { end, record, judgement, unaccounted } = await lab.run({}, { decide });
    const [first] = asked;
    ok(first?.raisable.ok);
    deepEqual(
      first.raisable.value.map(({ meter, role }) => [meter.id, meter.used, role.title]),
      [['budget.lines', 20, 'The Boss']],
    );
    deepEqual(
      first.roles.map(({ id }) => id),
      ['boss', 'clerk'],
    );
    deepEqual(
      record.patches.map(({ verdict, state, by, approved }) => [verdict, state, by, approved?.map((one) => one.limit)]),
      [
        ['warn', 'written', 'person', [30]],
        ['warn', 'written', 'engine', undefined],
      ],
    );
    equal(asked.length, 1, 'what is within the approved limit waits for nobody');
    deepEqual([isThere('src/c.py'), isThere('src/d.py'), unaccounted], [true, true, []]);
    const [file = ''] = approvals();
    match(
      readFileSync(join(lab.root, folder, file), 'utf8'),
      /limit: 30\nmode: fix\nwho: .*\nrole: boss\nreason: One table\.\n/,
    );
    deepEqual([end.how, judgement?.verdict], ['done', 'warn'], end.message);
    match(end.message, new RegExp(`CI blocks it until this is reviewed and merged.*${file}`));
    const given = (await events()).find(({ kind }) => kind === 'budget-approved');
    ok(given?.kind === 'budget-approved');
    deepEqual(
      [given.action, given.budget, given.limit, given.role, given.reason, given.path],
      [record.patches[0]?.id, 'lines', 30, 'boss', 'One table.', `${folder}/${file}`],
    );
    const recalled = await recallRun(lab.machine, record.task);
    ok(recalled.ok);
    deepEqual(recalled.value?.patches[0]?.approved, record.patches[0]?.approved);
  });

  it('is asked about again where the approval is too small, could not be written, or another patch needs more', async () => {
    lab = await openGoverned({ policy: law });
    lab.model.script([patches(add('src/c.py', 20))], [patches(add('src/d.py', 20))], [says('Done.')]);
    const { asked, decide } = answering(approve(30, { role: 'clerk' }), approve(15), approve(30), approve(60));
    const { end, record } = await lab.run({}, { decide });
    deepEqual(
      asked.map(({ failed, ruling }) => [failed?.message, ruling.findings[0]?.claim?.reason, ruling.meters[0]?.used]),
      [
        [undefined, undefined, 20],
        ['The role clerk may not raise the budget lines in mode fix.', undefined, 20],
        [undefined, undefined, 20],
        [undefined, undefined, 40],
      ],
    );
    match(asked[1]?.failed?.remedy ?? '', /By the policy these may: boss\./);
    deepEqual(
      record.patches.map(({ state, approved }) => [state, approved?.map(({ limit }) => limit)]),
      [
        ['written', [15, 30]],
        ['written', [60]],
      ],
    );
    const day = new Date().toISOString().slice(0, 10);
    deepEqual(approvals(), [`lines-fix-${day}-2.yaml`, `lines-fix-${day}-3.yaml`, `lines-fix-${day}.yaml`]);
    deepEqual([end.how, end.unaccounted], ['done', []]);
  });

  it('holds for the scope of the task, and for what a person let through beyond it', async () => {
    lab = await openGoverned({ policy: law, scope: ['src/**'] });
    lab.model.script([patches(add('docs/c.py', 8))], [patches(add('src/d.py', 8))], [says('Done.')]);
    const { decide } = answering({ decision: 'accept' }, approve(30));
    const { record } = await lab.run({}, { decide });
    deepEqual(
      record.patches.map(({ verdict, state }) => [verdict, state]),
      [
        ['block', 'written'],
        ['warn', 'written'],
      ],
    );
    const [file = ''] = approvals();
    match(readFileSync(join(lab.root, folder, file), 'utf8'), /scope:\n {2}- src\/\*\*\n {2}- docs\/c\.py\n/);
  });

  it('counts for a patch that comes as a command, too', async () => {
    lab = await openGoverned({ policy: law, commands: 'shipped' });
    lab.model.script(
      [patches(add('src/c.py', 20))],
      [runsPatch(add('src/d.py', 5))],
      [runsPatch(add('src/e.py', 9))],
      [says('Done.')],
    );
    const { asked, decide } = answering(approve(30));
    const { end, record } = await lab.run({}, { decide });
    deepEqual([asked.length, end.how], [1, 'done'], end.message);
    deepEqual(
      record.patches.map(({ files, state }) => [files[0]?.path, state]),
      [
        ['src/c.py', 'written'],
        ['src/d.py', 'written'],
      ],
    );
    equal(isThere('src/e.py'), false, 'what is beyond it is refused as a command');
  });

  it('is not offered where something else blocks the patch, or nobody may raise it', async () => {
    lab = await openGoverned({ policy: law });
    const four = ['a', 'b', 'c', 'd'].map((name) => add(`src/new_${name}.py`, 1)).join('\n');
    lab.model.script([patches(add('docs/c.md', 20))], [patches(four)], [says('Done.')]);
    const { asked, decide } = answering();
    await lab.run({}, { decide });
    deepEqual(
      asked.map(({ raisable }) => (raisable.ok ? 'offered' : raisable.error)),
      [
        'An approval raises budgets alone, and this is blocked by more: `write-scope.mode`.',
        'No approval lifts `budget.files` here: no role of the policy may raise it, or it could not be counted.',
      ],
    );
  });

  it('is nothing that Codex can bring: neither by a patch of a file, nor by changing the one that was written', async () => {
    lab = await openGoverned({ policy: law.replace('allow: [src/]', "allow: ['**']") });
    const day = new Date().toISOString().slice(0, 10);
    lab.model.script(
      [patches(addText(`${folder}/mine.yaml`, forged(500)))],
      [runs(`echo "${forged(500).replaceAll('\n', '\\n')}" > ${folder}/shell.yaml`)],
      [patches(add('src/c.py', 20))],
      [patches(`*** Update File: ${folder}/lines-fix-${day}.yaml\n@@\n-limit: 30\n+limit: 500`)],
      [patches(add('src/d.py', 20))],
      [says('Done.')],
    );
    const { asked, decide } = answering(approve(30));
    const { record } = await lab.run({}, { decide });
    deepEqual(
      asked.map(({ files }) => files[0]?.path),
      ['src/c.py', 'src/d.py'],
    );
    deepEqual(
      record.patches.map(({ state, findings }) => [state, findings[0]?.rule]),
      [
        ['declined', 'patch.place'],
        ['written', 'budget.lines'],
        ['declined', 'patch.place'],
        ['declined', 'budget.lines'],
      ],
    );
    equal(isThere(`${folder}/shell.yaml`), false);
  });

  it('counts in a run that resumes, as long as its file says what the person had written', async () => {
    lab = await openGoverned({ policy: law });
    lab.model.script([patches(add('src/c.py', 20))], [says('Done.')]);
    const first = await lab.run({}, answering(approve(30)));
    const resume = first.record.thread ?? '';
    lab.model.script([patches(add('src/d.py', 5))], [says('Done.')]);
    const second = await lab.run({ resume }, answering());
    deepEqual([second.record.patches[0]?.state, second.end.how], ['written', 'done']);
    const path = join(lab.root, folder, approvals()[0] ?? '');
    writeFileSync(path, readFileSync(path, 'utf8').replace('limit: 30', 'limit: 500'));
    lab.model.script([patches(add('src/e.py', 5))], [says('Done.')]);
    const third = await lab.run({ resume }, answering());
    deepEqual([third.record.patches[0]?.state, third.end.how], ['declined', 'blocked']);
  });
});
