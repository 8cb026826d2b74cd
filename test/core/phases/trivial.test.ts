import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FileChange } from '../../../src/core/change.ts';
import { classChange } from '../../../src/core/phases/trivial.ts';

const file = (path: string, rest: Partial<FileChange> = {}): FileChange => ({
  path,
  status: 'modified',
  added: 1,
  deleted: 1,
  binary: false,
  class: 'code',
  addedLines: [],
  ...rest,
});

const code = [{ when: 'src/**/{name}.py', except: ['**/__init__.py'] }];
const trivial = { lines: 4, files: 2, never: ['spec/**'] };

const told = (...files: readonly FileChange[]): string => {
  const { verdict, why } = classChange({ code, trivial }, files);
  return `${verdict}: ${why}`;
};

describe('the class of a change', () => {
  it('is told by the files of the governed code alone', () => {
    const none = 'untouched: No code that comes after phases changed.';
    assert.equal(told(), none);
    assert.equal(told(file('docs/a.md', { added: 90 }), file('src/__init__.py'), file('tests/a.py')), none);
    assert.equal(told(file('src/b.py', { status: 'renamed', from: 'src/a.py', added: 0, deleted: 0 })), none);
  });

  it('is trivial up to the limits, all files together', () => {
    assert.equal(told(file('src/a.py'), file('src/b.py')), 'trivial: 4 lines in 2 files of that code, of 4 in 2.');
    assert.equal(
      told(file('src/a.py', { added: 2 }), file('src/b.py')),
      'needs-phases: Not trivial: 5 lines changed, and 4 may.',
    );
    assert.equal(
      told(file('src/a.py', { added: 0 }), file('src/b.py', { added: 0 }), file('src/c.py', { added: 0 })),
      'needs-phases: Not trivial: 3 files changed, and 2 may.',
    );
  });

  it('is not trivial where a file is new, cannot be counted, or is never trivial', () => {
    assert.equal(told(file('src/a.py', { status: 'added' })), 'needs-phases: Not trivial: src/a.py is new.');
    const uncounted = 'needs-phases: Not trivial: what changed in src/a.py cannot be counted in lines.';
    assert.equal(told(file('src/a.py', { binary: true, added: 0, deleted: 0 })), uncounted);
    assert.equal(told(file('src/a.py', { status: 'type-changed', special: 'link', added: 0, deleted: 0 })), uncounted);
    assert.equal(told(file('src/a.py', { special: 'submodule' })), uncounted);
    const never = 'needs-phases: Not trivial: spec/a.md changed, which is never trivial.';
    assert.equal(told(file('src/a.py'), file('spec/a.md')), never);
    const moved = file('docs/a.md', { status: 'renamed', from: 'spec/a.md', added: 0, deleted: 0 });
    assert.equal(
      told(file('src/a.py'), moved),
      'needs-phases: Not trivial: docs/a.md changed, which is never trivial.',
    );
  });

  it('counts what is deleted, or moved away and edited', () => {
    assert.equal(told(file('src/a.py', { status: 'deleted', added: 0, deleted: 9 })).startsWith('needs-phases'), true);
    assert.equal(told(file('lab/a.py', { status: 'renamed', from: 'src/a.py' })).startsWith('trivial'), true);
  });

  it('is never trivial where the policy calls nothing so', () => {
    assert.equal(classChange({ code }, [file('src/a.py')]).verdict, 'needs-phases');
  });
});
