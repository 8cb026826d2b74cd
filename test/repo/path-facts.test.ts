import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert as holds, array, asyncProperty, constantFrom, record } from 'fast-check';
import { afterEach, describe, it } from 'mocha';
import { demand, makeRepository, measure, open, removeFolders, type TestRepository } from './temporary-repository.ts';

const head = { revision: 'HEAD' };

const lookUp = async (repository: TestRepository, path: string) => {
  const measured = await measure(await open(repository), head);
  const facts = demand(await measured.lookUp([path])).get(path);
  assert.ok(facts !== undefined);
  return facts;
};

/** What git really stores of texts. */
const addToGit = (repository: TestRepository, texts: ReadonlyMap<string, string>): readonly string[] => {
  for (const [path, text] of texts) repository.write(path, text);
  repository.git('-c', 'core.safecrlf=false', 'add', '--', ...texts.keys());
  return [...texts.keys()].map((path) => repository.git('cat-file', 'blob', `:${path}`));
};

const piece = constantFrom('one', '\r\n', '\n', '\r\n', '\r', '\0', '\u0001', '\t', 'ü', '$Id: 1 $', '\u001B');

describe('what git makes of a path', () => {
  afterEach(removeFolders);

  it('stores a text as git add does, whatever the attributes, the settings and the line ends', async function () {
    this.timeout(60_000);
    await holds(
      asyncProperty(
        record({
          attributes: constantFrom(
            '',
            'text',
            '-text',
            'text=auto',
            'eol=lf',
            'eol=crlf',
            '-text eol=lf',
            'crlf',
            'ident',
          ),
          automatic: constantFrom(undefined, 'true', 'input', 'false', 'yes'),
          committed: constantFrom(undefined, 'one\r\ntwo\r\n', 'one\ntwo\n', 'one\r\ntwo\n', '\0\r\n'),
          texts: array(array(piece, { maxLength: 12 }), { minLength: 6, maxLength: 6 }),
        }),
        async ({ attributes, automatic, committed, texts }) => {
          const named = new Map(texts.map((pieces, index) => [`${index}.txt`, pieces.join('')]));
          const old = committed === undefined ? [] : [...named.keys()].map((path) => [path, committed] as const);
          const repository = makeRepository({ 'other.md': 'x\n', ...Object.fromEntries(old) });
          repository.write('.gitattributes', `*.txt ${attributes}\n`);
          if (automatic !== undefined)
            writeFileSync(join(repository.root, '..', 'gitconfig'), `[core]\nautocrlf = ${automatic}\n`);
          const measured = await measure(await open(repository), head);
          const facts = demand(await measured.lookUp([...named.keys()]));
          const stored = [...named].map(([path, text]) => facts.get(path)?.store(text));
          assert.deepEqual(stored, addToGit(repository, named));
          removeFolders();
        },
      ),
      { numRuns: 15 },
    );
  });

  it('cannot tell where a program stores it, or in another encoding', async () => {
    const attributes = ['*.big filter=lfs', '*.not filter=none', '*.utf16 working-tree-encoding=UTF-16'];
    const repository = makeRepository({ '.gitattributes': `${attributes.join('\n')}\n` });
    repository.git('config', 'filter.lfs.clean', 'cat');
    for (const path of ['a.big', 'a.utf16'])
      assert.equal((await lookUp(repository, path)).store('one\n'), undefined, path);
    assert.equal((await lookUp(repository, 'a.not')).store('one\n'), 'one\n', 'a filter nobody has set up is none');
  });

  it('knows the class of a file that has not changed, or is not there', async () => {
    const repository = makeRepository({ '.gitattributes': 'gen/** linguist-generated\n', 'gen/a.py': 'x\n' });
    assert.equal((await lookUp(repository, 'gen/a.py')).class, 'generated');
    assert.equal((await lookUp(repository, 'gen/new.py')).class, 'generated');
    assert.equal((await lookUp(repository, 'a.py')).class, 'code');
  });

  it('is asked of git once', async () => {
    const measured = await measure(await open(makeRepository({ 'a.py': 'x\n' })), head);
    const facts = demand(await measured.lookUp(['a.py'])).get('a.py');
    assert.equal(demand(await measured.lookUp(['a.py', 'b.py'])).get('a.py'), facts);
  });
});
