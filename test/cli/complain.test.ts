import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { tellBug } from '../../src/cli/complain.ts';
import { runCommandLine } from '../../src/cli/run.ts';
import { removeFolders } from '../repo/temporary-repository.ts';
import { inRepository, makeGoverned } from './command-line.ts';

describe('what is said of a mistake of ours', () => {
  afterEach(removeFolders);

  it('is one line, and how to see more', () => {
    assert.equal(
      tellBug(new Error('first\nsecond'), {}),
      'codex-governor: internal error, no verdict: first\nTo see where, set CODEX_GOVERNOR_TRACE=1 and run it again.\n',
    );
    assert.match(tellBug('a text', {}), /no verdict: a text\n/);
  });

  it('has its trace where that was asked for', () => {
    assert.match(tellBug(new Error('first'), { CODEX_GOVERNOR_TRACE: '1' }), /first\nError: first\n {4}at /);
  });

  it('is said, and ends with 2, whatever throws', async () => {
    const { folder, environment } = inRepository(makeGoverned());
    for (const words of [['task'], ['policy', 'schema'], ['--help']]) {
      let err = '';
      const code = await runCommandLine(words, {
        folder,
        environment,
        out: () => {
          throw new Error('the wall is wet');
        },
        say: (text) => {
          err += text;
        },
        signal: new AbortController().signal,
        policies: '',
      });
      assert.equal(code, 2, words.join(' '));
      assert.match(err, /^codex-governor: internal error, no verdict: the wall is wet\n/);
    }
  });
});
