import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { handPack } from '../../../src/core/run/pack-context.ts';
import { tellRunEvent } from '../../../src/core/run/tell-event.ts';
import { writeCorrection, writeRunInstructions } from '../../../src/core/run/words.ts';
import { aMode } from '../policies.ts';

const finding = (rule: string, level: 'block' | 'warn' = 'block') => ({
  id: rule,
  rule,
  kind: 'k',
  level,
  path: 'src/a.py',
  line: 3,
  message: 'Too long.',
  because: 'Long is hard to read.',
});

const item = (id: string) => ({
  id,
  path: 'docs/a.md',
  anchor: 'goal',
  digest: 'abcdefabcdef0000',
  tokens: 1,
  rank: 1,
  title: 'A',
  cut: [],
  redacted: 0,
});

describe('what Codex is told in a governed run', () => {
  it('names the mode and its commands', () => {
    const mode = aMode({ id: 'fix', title: 'Fix', commands: { allow: ['make test'], deny: ['git push *'] } });
    const told = writeRunInstructions(mode);
    assert.match(told, /mode Fix \(fix\)/);
    assert.match(told, /Run only these commands: `make test`\./);
    assert.match(told, /Never run `git push \*`\./);
  });

  it('says nothing of commands where the mode lists none', () => {
    assert.doesNotMatch(writeRunInstructions(aMode({})), /commands|Never run/);
  });

  it('corrects by what blocks, and by nothing else', () => {
    const told = writeCorrection([finding('one'), finding('two', 'warn')], 1);
    assert.match(told, /1 finding of the policy stops it/);
    assert.match(told, /`one` `src\/a\.py:3`: Too long\. Why: Long is hard to read\./);
    assert.doesNotMatch(told, /two|last time/);
  });

  it('says when it is the last time, and how many are not told', () => {
    const told = writeCorrection(
      Array.from({ length: 25 }, (_, index) => finding(`r${index}`)),
      0,
    );
    assert.match(told, /25 findings of the policy stop it/);
    assert.match(told, /- and 5 more\./);
    assert.match(told, /last time/);
  });

  it('hands a document over under a key that no other has', () => {
    const pack = { items: [item('a:x/y'), item('a:x.y')], problems: [], tokens: 2, tokenLimit: 9, digest: 'd' };
    assert.deepEqual(handPack({ pack, texts: ['One', 'Two'] }), [
      { key: 'pack.1.a-x-y', text: 'A (docs/a.md#goal, rank 1, digest abcdefabcdef)\n\nOne' },
      { key: 'pack.2.a-x.y', text: 'A (docs/a.md#goal, rank 1, digest abcdefabcdef)\n\nTwo' },
    ]);
  });
});

describe('what a person reads of a governed run', () => {
  it('stands in lines of its own, below its first', () => {
    assert.deepEqual(tellRunEvent({ kind: 'note', text: 'Some are off:\n  1. hooks\n\n' }), [
      'note    Some are off:',
      '          1. hooks',
    ]);
    assert.deepEqual(
      tellRunEvent({ kind: 'refused', what: 'It asked to run git push.', why: 'Refused:\n- commands.mode' }),
      ['refused It asked to run git push. Refused:', '        - commands.mode'],
    );
  });
});
