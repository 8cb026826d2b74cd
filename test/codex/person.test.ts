// A person at a terminal decides in a governed run, as the window has them decide.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { patches, says } from './fake-model.ts';
import { openGoverned, policy, type GovernedLab } from './governed.ts';
import { runOnTerminal } from './on-terminal.ts';

const law = policy(['roles: { boss: { title: The Boss, may-raise: [lines] } }']).replace(
  'lines: { limit: 12 }',
  'lines: { limit: 12, raised-by: boss }',
);

const add = (path: string, lines: number): string =>
  [`*** Add File: ${path}`, ...Array.from({ length: lines }, (_, at) => `+value_${at} = ${at}`)].join('\n');

const way = /a accept · d decline[^\n]*: $/;

describe('a person at the terminal of a governed run', () => {
  let lab: GovernedLab;
  afterEach(async () => lab.dispose());
  const isThere = (path: string): boolean => existsSync(join(lab.root, path));
  const events = async () => {
    const entries = await lab.machine.journal.read();
    ok(entries.ok);
    return entries.value.map(({ event }) => event);
  };

  it('approves a budget, lets one patch through, and declines another with a reason', async () => {
    lab = await openGoverned({ policy: law });
    lab.model.script(
      [patches(add('src/c.py', 20))],
      [patches(add('docs/d.md', 1))],
      [patches(add('docs/e.md', 1))],
      [says('Done.')],
      [says('Done.')],
      [says('Done.')],
    );
    const { code, said, left } = await runOnTerminal(lab, [
      [/a accept · d decline · b approve the budget: $/, 'b'],
      [/In which role [^\n]*: $/, 'boss'],
      [/The highest value [^\n]* \[20\]: $/, '30'],
      [/Why is it right here[^\n]*: $/, 'One table.'],
      [/The last day [^\n]*: $/, ''],
      [way, 'd'],
      [/Why\? Codex is told[^\n]*: $/, 'No documents.'],
      [way, 'a'],
    ]);
    deepEqual(left, [], said);
    deepEqual(['src/c.py', 'docs/d.md', 'docs/e.md'].map(isThere), [true, false, true]);
    match(said, /\+value_19 = 19\n/);
    match(said, /CI counts this approval once it is reviewed and merged/);
    equal(code, 1, 'what was let through still blocks the change');
    const told = (await events()).flatMap((event) => {
      if (event.kind === 'action-decided') return [`${event.decision} by ${event.by}: ${event.reason ?? ''}`];
      return event.kind === 'budget-approved' ? [`${event.limit} as ${event.role}: ${event.reason}`] : [];
    });
    deepEqual(told, [
      '30 as boss: One table.',
      'accept by person: ',
      'decline by person: No documents.',
      'accept by person: ',
    ]);
    const answers = lab.model.requests.flatMap(({ texts }) => texts).join('\n');
    match(answers, /A person declined this patch\. They say: No documents\./);
    deepEqual(lab.processes(), []);
  });

  it('is not asked where they want not to be: what is blocked is declined', async () => {
    lab = await openGoverned({ policy: law });
    lab.model.script([patches(add('src/c.py', 20))], [says('It is too large.')]);
    const { code, said } = await runOnTerminal(lab, [], '--no-input');
    deepEqual([code, isThere('src/c.py')], [0, false], said);
    const decided = (await events()).flatMap((event) => (event.kind === 'action-decided' ? [event.by] : []));
    deepEqual(decided, ['engine']);
  });
});
