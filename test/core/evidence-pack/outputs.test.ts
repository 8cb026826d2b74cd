import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'mocha';
import { holdsOutputs } from '../../../src/core/evidence-pack/outputs.ts';
import type { PackEvidence } from '../../../src/core/evidence-pack/parts.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const ran = (run: string, wrote: string): PackEvidence['commands'][number] => ({
  run,
  folder: '',
  how: 'exited',
  exit: 0,
  outputDigest: hash(wrote),
});

const holds = (log: string, ...commands: PackEvidence['commands']): boolean => holdsOutputs(log, { commands }, hash);

describe('what commands wrote', () => {
  it('is told apart by their lines, and known by its digest', () => {
    assert.ok(holds('$ a\none\n\n$ b\ntwo', ran('a', 'one\n'), ran('b', 'two')));
    assert.ok(holds('$ a\n', ran('a', '')));
    assert.ok(!holds('$ a\none\n\n$ b\nTWO', ran('a', 'one\n'), ran('b', 'two')));
    assert.ok(!holds('$ a\nONE\n\n$ b\ntwo', ran('a', 'one\n'), ran('b', 'two')));
    assert.ok(!holds('$ a\none', ran('a', 'one'), ran('b', 'two')));
    assert.ok(!holds('$ c\none', ran('a', 'one')));
    assert.ok(!holds('$ a\none', ran('a', 'one\n')));
  });

  it('may look like the line of the next command', () => {
    assert.ok(holds('$ a\nx\n$ b\ny\n$ b\ntwo', ran('a', 'x\n$ b\ny'), ran('b', 'two')));
    assert.ok(holds('$ a\nx\n$ b\ny\n$ b\ntwo', ran('a', 'x'), ran('b', 'y\n$ b\ntwo')));
  });

  it('is nothing of a command that was not run', () => {
    assert.ok(holds('$ a\none', ran('a', 'one'), { ...ran('b', ''), how: 'not-run', exit: null }));
    assert.ok(holds('', { ...ran('b', ''), how: 'not-run', exit: null }));
    assert.ok(!holds('x', { ...ran('b', ''), how: 'not-run', exit: null }));
  });
});
