import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isWithoutSql, readSqlTexts as readWith } from '#core';
import { readFacts } from '../../src/repo/facts.ts';
import { readSqlTexts } from '../../src/repo/sql-texts.ts';

/** A text, and how many texts in SQL are in it; undefined for what no parser has to look at. */
const cases: readonly (readonly [path: string, text: string, found: number | undefined])[] = [
  ['a.py', 'VALUE = 1\n', undefined],
  ['a.py', 'NAME = "selection of users"\n', undefined],
  ['a.py', 'def f():\n    """SELECT is what this is about."""\n', undefined],
  ['a.py', 'log.info("select one of them")\n', undefined],
  ['a.py', 'ROWS = db.fetch("SELECT id FROM users")\n', 1],
  ['a.py', 'TEXT = "select"\nTEXT += " id from users where id = 1"\n', 1],
  ['a.py', 'HINT = "select one of them"\n', 0],
  ['a.ts', 'export const rows = sql`SELECT id FROM users WHERE id = ${id}`;\n', 1],
  ['a.ts', 'export const none = 1;\n', undefined],
  ['a.sql', 'SELECT 1;\nSELECT 2;\n', 2],
  ['a.sql', '-- nothing\n', 0],
];

const factsOf = async (path: string, text: string) => {
  const read = await readFacts([{ path, text }]);
  assert.ok(read.ok);
  return read.value[0];
};

describe('SQL in texts', () => {
  for (const [path, text, found] of cases)
    it(`is ${found ?? 'none without a parser'} in ${path}: ${text.slice(0, 50).trim()}`, async () => {
      const facts = await factsOf(path, text);
      assert.equal(isWithoutSql(path, facts), found === undefined);
      const read = await readSqlTexts([{ path, text }]);
      assert.ok(read.ok);
      assert.equal(read.value[0]?.length, found ?? 0);
      let asked = 0;
      const counting = {
        parseSync: () => {
          asked += 1;
          throw new Error('no SQL');
        },
      };
      readWith(counting)(path, text, facts);
      if (found === undefined) assert.equal(asked, 0, 'what needs no parser asks none');
    });

  it('is not looked for where a language has no facts', async () => {
    const read = await readSqlTexts([{ path: 'a.md', text: 'SELECT 1' }]);
    assert.deepEqual(read, { ok: true, value: [undefined] });
  });
});
