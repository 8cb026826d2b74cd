import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { addToScript, newScript } from '#core';

const added = (text: string, options: Parameters<typeof addToScript>[1] = {}): string => {
  const result = addToScript(text, options);
  assert.ok(result.ok, result.ok ? '' : result.error);
  return result.value;
};
const refusal = (text: string): string => {
  const result = addToScript(text);
  assert.ok(!result.ok);
  return result.error;
};
const block = newScript().split('\n').slice(1, -1);

describe('a hook script', () => {
  it('gets our lines before its own, right below its first', () => {
    for (const shebang of [
      '#!/bin/sh',
      '#!/usr/bin/env bash',
      '#! /bin/dash -e',
      '#!/usr/bin/env -S zsh -f',
      '#!/bin/ksh',
    ])
      assert.equal(added(`${shebang}\n\n# lint\nmake lint`), [shebang, ...block, '', '# lint', 'make lint'].join('\n'));
  });

  it('gets them once, and anew where they are of an earlier version', () => {
    const once = added('#!/bin/sh\nmake lint\n');
    assert.equal(added(once), once);
    assert.equal(added(once.replace('check --staged', 'check')), once);
    assert.equal(added(newScript()), newScript());
  });

  it('gets them below the line that starts husky', () => {
    const head = '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"';
    assert.equal(added(`${head}\n\nnpm test\n`), [head, ...block, '', 'npm test', ''].join('\n'));
  });

  it('needs no first line where sh starts it anyway', () => {
    assert.equal(added('npm test\n', { isShell: true }), [...block, 'npm test', ''].join('\n'));
    assert.match(refusal('npm test\n'), /^it is no shell script$/);
  });

  it('is refused in another language, and where our lines are damaged', () => {
    assert.equal(refusal('#!/usr/bin/env python3\nimport sys\n'), 'it is no shell script (#!/usr/bin/env python3)');
    assert.equal(refusal('#!/bin/shred x\n'), 'it is no shell script (#!/bin/shred x)');
    assert.equal(addToScript('#!/usr/bin/env node\n', { isShell: true }).ok, false);
    const once = added('#!/bin/sh\nmake lint\n');
    for (const broken of [
      once.replace('# <<< codex-governor\n', ''),
      once.replace(/# >>> .*\n/, ''),
      `${once}${block.join('\n')}`,
    ])
      assert.equal(refusal(broken), 'the lines of codex-governor in it are no longer whole');
  });

  it('runs the command line of the folder it is told', () => {
    assert.match(newScript('web/app'), /governor='web\/app\/node_modules\/\.bin\/codex-governor'/);
    assert.match(newScript('', ['# head']), /^#!\/bin\/sh\n# head\n# >>> codex-governor/);
  });
});
