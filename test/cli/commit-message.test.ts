import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { removeFolders } from '../repo/temporary-repository.ts';
import { goal, govern, governed, makeGoverned, startFix } from './command-line.ts';

describe('task message', () => {
  afterEach(removeFolders);

  it('is problem, solution, impact and artefacts, read off the change', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    repository.write('src/parse.py', 'def parse(line):\n    if line:\n        return line\n    return None\n');
    repository.write('tests/test_parse.py', 'def test_parse():\n    assert True\n');
    const message = await governed(repository, 'task', 'message');
    const id = /^Codex-Task: (.+)$/m.exec(message)?.[1] ?? '';
    assert.deepEqual(message.split('\n'), [
      'Mend the empty line in `src/parse.py`, with a test in `tests/test_parse…',
      '',
      'Problem:',
      goal,
      '',
      'Solution:',
      '- parse in src/parse.py (complexity 1 → 2)',
      '- test_parse in tests/test_parse.py (new, complexity 1)',
      '',
      'Impact:',
      '- 6 of 20 lines added plus deleted, the task so far',
      '- 2 of 3 cyclomatic complexity of a function, the task so far',
      '- The policy finds nothing.',
      '',
      'Artifacts:',
      '- 2 files, +5 −1',
      '- src/parse.py (+3 −1)',
      '- tests/test_parse.py (added, +2 −0)',
      '',
      `Codex-Task: ${id}`,
      'Codex-Mode: fix',
      '',
    ]);
    assert.match(await governed(repository, 'task'), new RegExp(`^Task ${id}$`, 'm'));
  });

  it('tells of what is staged, where something is, and can be handed to git as it is', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    repository.write('src/one.py', 'one = 1\n');
    repository.write('src/two.py', 'two = 2\n');
    repository.git('add', 'src/one.py');
    const message = await governed(repository, 'task', 'message');
    assert.match(message, /^Artifacts:\n- 1 file, \+1 −0\n- src\/one\.py \(added, \+1 −0\)\n\n/m);
    assert.match(message, /^Solution:\n- No function was written or altered\.\n/m);
    repository.git('commit', '--quiet', '--message', message);
    assert.equal(
      repository.git('log', '-1', '--format=%(trailers:key=Codex-Mode,valueonly)').trim(),
      'fix',
      'git reads the last lines as trailers',
    );
  });

  it('names what the policy finds, by its rules', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    repository.write('src/long.py', Array.from({ length: 30 }, (_, at) => `x${at} = ${at}\n`).join(''));
    assert.match(await governed(repository, 'task', 'message'), /^- 1 finding: budget\.lines$/m);
  });

  it('is none without a task, and none where nothing has changed', async () => {
    const repository = makeGoverned();
    const without = await govern(repository, 'task', 'message');
    assert.deepEqual([without.code, without.out], [2, '']);
    assert.match(without.err, /This worktree has no Codex task\./);
    await governed(repository, ...startFix);
    const unchanged = await govern(repository, 'task', 'message');
    assert.equal(unchanged.code, 2);
    assert.match(unchanged.err, /Nothing differs from the last commit/);
  });
});
