// What is typed, counted before it is saved, against what git counts once it is.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { readChange, readUnsaved, rememberUnsaved } from '#app';
import { courtHere, readFunctions, readSyntaxChanges, sha256 } from '#repo';
import { aBudget, aMode, aPolicy } from '../core/policies.ts';
import { demand, lines, makeRepository, open, removeFolders, type TestRepository } from './temporary-repository.ts';

const from = { revision: 'HEAD' };
const readers = { court: courtHere, readFunctions, readSyntaxChanges };
const standard = { policy: aPolicy(), mode: aMode(), scope: [] };

const windows = (text: string): string => text.replaceAll('\n', '\r\n');

/** The numbers of a text, before it is saved and after. */
const countBoth = async (repository: TestRepository, path: string, typed: string) => {
  const ports = { repository: await open(repository), ...readers, hash: sha256 };
  const tell = ({
    files,
  }: {
    readonly files: readonly { path: string; added: number; deleted: number; class: string }[];
  }) =>
    files
      .filter((file) => file.path === path)
      .map(({ added, deleted, class: name }) => `+${added} -${deleted} ${name}`);
  const before = demand(await readChange(ports, standard, from));
  const unsaved = tell(demand(await readUnsaved(ports, before, new Map([[path, typed]]))));
  repository.write(path, typed);
  return { unsaved, saved: tell(demand(await readChange(ports, standard, from))) };
};

describe('a text that is typed', () => {
  afterEach(removeFolders);

  it('does not lose functions to a bracket that is open; what is saved says what it is', async () => {
    const text = 'function f(a) {\n  return a;\n}\nfunction g(a) {\n  return a && 1;\n}\n';
    const repository = makeRepository({ 'a.ts': text });
    const ports = { repository: await open(repository), ...readers, hash: sha256 };
    const policy = aPolicy({ budgets: [aBudget({ measure: 'complexity', limit: 9 })] });
    const saved = demand(await readChange(ports, { policy, scope: [] }, from));
    const readTyped = rememberUnsaved();
    const tell = async (typed: string): Promise<readonly string[] | undefined> => {
      const [file] = demand(await readTyped(ports, saved, new Map([['a.ts', typed]]))).files;
      return file?.functions?.map(({ name, line, endLine, complexity }) => `${name} ${line}-${endLine} ${complexity}`);
    };
    const broken = text.replace('return a;', 'return a || {(');
    assert.deepEqual(await tell(broken), ['f 1-3 2', 'g 4-6 2'], 'as it was at the base');
    const longer = `${text}function h(a) {\n  return a ? 1 : 2;\n}\n`;
    assert.deepEqual(await tell(longer), ['f 1-3 1', 'g 4-6 2', 'h 7-9 2']);
    assert.deepEqual((await tell(longer.replace('function g(a) {', 'function g(a) {{')))?.at(-1), 'h 7-9 2');
    repository.write('a.ts', broken);
    const [file] = demand(await readChange(ports, { policy, scope: [] }, from)).files;
    assert.notEqual(file?.flaw, undefined);
  });

  it('counts one line of a checkout with carriage returns as one line', async () => {
    const repository = makeRepository({ 'a.py': lines(1_000), 'b.py': lines(1_000) });
    repository.write('.gitattributes', 'b.py text=auto\n');
    const typed = windows(lines(1_000).replace('line 500\n', 'another\n'));
    assert.deepEqual(await countBoth(repository, 'b.py', typed), { unsaved: ['+1 -1 code'], saved: ['+1 -1 code'] });
    const home = join(repository.root, '..');
    writeFileSync(join(home, 'gitconfig'), '[core]\nautocrlf = true\n');
    assert.deepEqual(await countBoth(repository, 'a.py', typed), { unsaved: ['+1 -1 code'], saved: ['+1 -1 code'] });
  });

  it('counts every line where git would store the carriage returns', async () => {
    const repository = makeRepository({ 'a.py': lines(10) });
    const all = ['+10 -10 code'];
    assert.deepEqual(await countBoth(repository, 'a.py', windows(lines(10))), { unsaved: all, saved: all });
  });

  it('is of the class that .gitattributes give, and counted where they say that it is not to be shown', async () => {
    const attributes = 'gen/** linguist-generated\n*.raw -diff\n';
    const repository = makeRepository({ '.gitattributes': attributes, 'gen/a.py': lines(3), 'a.raw': lines(3) });
    const generated = ['+1 -0 generated'];
    assert.deepEqual(await countBoth(repository, 'gen/a.py', lines(4)), { unsaved: generated, saved: generated });
    repository.write('.gitattributes', `${attributes}*.py linguist-vendored\n`);
    repository.write('gen/a.py', lines(5));
    const byBase = ['+3 -0 generated'];
    assert.deepEqual(await countBoth(repository, 'gen/a.py', lines(6)), { unsaved: byBase, saved: byBase });
    const more = ['+6 -0 generated'];
    assert.deepEqual(await countBoth(repository, 'a.raw', lines(9)), { unsaved: more, saved: more });
  });
});
