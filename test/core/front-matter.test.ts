import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFrontMatter } from '../../src/core/document-values.ts';
import { blankFrontMatter, frontMatterOf } from '../../src/core/markdown/front-matter.ts';
import { proseLines } from '../../src/core/markdown/prose.ts';
import { textAt } from '../../src/core/manifests/tree.ts';

describe('front matter', () => {
  const fenced: readonly (readonly [text: string, form: string, matter: string])[] = [
    ['---\nstatus: one\n---\n# Title\n', 'yaml', 'status: one'],
    ['\uFEFF---  \r\nstatus: one\r\n...  \r\n# Title\r\n', 'yaml', 'status: one'],
    ['+++\nstatus = "one"\n+++\n# Title\n', 'toml', 'status = "one"'],
    ['---\nstatus: one\n---', 'yaml', 'status: one'],
  ];
  for (const [text, form, matter] of fenced)
    it(`stands between fences: ${JSON.stringify(text)}`, () => {
      const found = frontMatterOf(text);
      assert.deepEqual([found?.form, found?.text], [form, matter]);
      assert.equal(text.slice(found?.start).startsWith(matter), true);
      assert.equal(blankFrontMatter(text).trimStart(), text.slice(found?.end).trimStart());
      assert.equal(blankFrontMatter(text).length, text.length);
    });

  it('is at the very top, and closed by its own fence', () => {
    for (const text of [
      '\n---\na: 1\n---\n',
      '---\na: 1\n+++\n',
      '+++\na = 1\n...\n',
      '---\na: 1\n---x\n',
      '# a\n',
      '',
    ])
      assert.equal(frontMatterOf(text), undefined, text);
  });

  it('is read as data where it is YAML, and is never prose', () => {
    assert.equal(textAt(readFrontMatter('---\nstatus: one\n...\n')[0], 'status'), 'one');
    assert.deepEqual(readFrontMatter('+++\nstatus = "one"\n+++\n'), []);
    assert.deepEqual(
      proseLines('+++\nstatus = "one"\n+++\nSeen.\n').map(({ text }) => text.trim()),
      ['', '', '', 'Seen.', ''],
    );
  });
});
