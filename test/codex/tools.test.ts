// Our own tools in a governed run: Codex asks before it acts, and nobody has to say yes to that.
import { deepEqual, equal, match } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calls, patches, says } from './fake-model.ts';
import { openGoverned, policy, type GovernedLab } from './governed.ts';

const adds = (path: string, count: number): string =>
  [`*** Add File: ${path}`, ...Array.from({ length: count }, (_, at) => `+value_${at} = ${at}`)].join('\n');

const whole = (body: string): string => `*** Begin Patch\n${body}\n*** End Patch`;

const toolNamed = (name: string): string => `mcp__codex_governor_run__${name}`;

describe('the tools of a governed run', () => {
  let lab: GovernedLab;
  afterEach(async () => lab.dispose());
  const heard = (at: number): string => (lab.model.requests[at]?.texts ?? []).join('\n');

  it('tell Codex what a patch would bring, as it is ruled when it is sent, without a question to anybody', async () => {
    lab = await openGoverned({ tools: 'shipped' });
    const configuration = readFileSync(join(lab.home, 'config.toml'), 'utf8');
    lab.model.script(
      [calls(toolNamed('check_patch'), { patch: whole(adds('src/c.py', 20)) })],
      [calls(toolNamed('budget_left'), {})],
      [patches(adds('src/c.py', 20))],
      [says('It is too large.')],
    );
    const { record, end } = await lab.run();
    match(heard(1), /"verdict":"block"/);
    match(heard(1), /budget\.lines/);
    match(heard(2), /"left":12/);
    deepEqual(
      record.patches.map(({ verdict, state }) => [verdict, state]),
      [['block', 'declined']],
    );
    deepEqual([end.unaccounted, lab.git('status', '--short')], [[], '']);
    equal(readFileSync(join(lab.home, 'config.toml'), 'utf8'), configuration);
    const read = await lab.machine.journal.read();
    const judged = (read.ok ? read.value : []).flatMap(({ event }) =>
      event.kind === 'action-judged' && event.what === 'patch' ? [event] : [],
    );
    deepEqual(
      judged.map(({ surface, verdict }) => [surface, verdict]),
      [
        ['mcp', 'block'],
        ['run', 'block'],
      ],
    );
    const [asked, ran] = judged.map(({ findings }) => findings.map(({ id }) => id));
    deepEqual(asked, ran, 'the same ids');
  });

  it('count what a person approved in the run', async () => {
    const raised = 'roles: { boss: { title: The Boss, may-raise: [lines] } }';
    const law = policy([raised]).replace('lines: { limit: 12 }', 'lines: { limit: 12, raised-by: boss }');
    lab = await openGoverned({ tools: 'shipped', policy: law });
    lab.model.script(
      [patches(adds('src/c.py', 20))],
      [calls(toolNamed('budget_left'), {})],
      [calls(toolNamed('check_patch'), { patch: whole(adds('src/d.py', 5)) })],
      [calls(toolNamed('check_patch'), { patch: whole(adds('src/d.py', 15)) })],
      [calls(toolNamed('check_change'), {})],
      [says('Done.')],
    );
    const approvals = [{ budget: 'budget.lines', limit: 30, reason: 'One table.', role: 'boss' }];
    await lab.run({}, { decide: async () => Promise.resolve({ decision: 'approve', approvals }) });
    const answers = [2, 3, 4, 5].map((at) => (lab.model.requests[at]?.texts ?? []).at(-1) ?? '');
    match(answers[0] ?? '', /"left":10/);
    match(answers[0] ?? '', /"limit":30/);
    match(answers[1] ?? '', /"verdict":"warn"/);
    match(answers[2] ?? '', /"verdict":"block"/);
    match(answers[3] ?? '', /"verdict":"warn"/);
  });

  it('are started by the program of an editor, which is told to be Node', async () => {
    lab = await openGoverned({ tools: 'of an editor' });
    lab.model.script([calls(toolNamed('budget_left'), {})], [says('There is some left.')]);
    const { end } = await lab.run();
    match(heard(1), /"left":12/);
    equal(end.how, 'done');
  });

  it('are offered, no more: where they do not start, the run goes on without them', async () => {
    lab = await openGoverned({ tools: 'missing' });
    lab.model.script([patches('*** Update File: src/a.py\n@@\n-one = 1\n+first = 1')], [says('Renamed.')]);
    const { end, record } = await lab.run();
    deepEqual([end.how, record.patches.map(({ state }) => state)], ['done', ['written']]);
    equal(record.sandbox, 'profile');
  });
});
