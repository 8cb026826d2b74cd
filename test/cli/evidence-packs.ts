// Makes evidence packs of small repositories.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { makeFolder, type TestRepository } from '../repo/temporary-repository.ts';
import { govern, makeGoverned, smallPolicy } from './command-line.ts';

const runner = `
const { mkdirSync, writeFileSync } = require('node:fs');
mkdirSync('reports', { recursive: true });
writeFileSync('reports/unit.xml', '<testsuite><testcase name="a"/><testcase name="b"/></testsuite>');
console.log('wrote', process.cwd() + '/reports/unit.xml');
`;

const gates = smallPolicy(
  'rules:',
  "  - { id: no-net, kind: forbidden-import, in: ['src/**'], with: { modules: [socket] }, level: warn, because: Tests stay here (Handbook). }",
  'gates:',
  '  - { id: unit, in: [src/**], commands: [{ run: node run.cjs }], reads: [{ format: junit, path: reports/unit.xml }], because: It is so. }',
  "  - { id: docs, in: ['**/*.md'], commands: [{ run: node --version }], because: It is so. }",
);

const files = { 'run.cjs': runner, '.gitignore': 'reports/\nout/\n' };

/** A repository whose change needs the gate `unit`, which was not run yet. */
export const makeChanged = (): TestRepository => {
  const repository = makeGoverned(gates, files);
  repository.write('src/parse.py', 'import socket\n');
  return repository;
};

/** Every file below a folder, sorted. */
export const listFiles = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

/** What stands in them, byte for byte. */
export const bytesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(listFiles(folder).map((path) => [path, readFileSync(join(folder, path), 'latin1')]));

/** A pack of a change whose gate was run. */
export const makePack = async (name = 'pack'): Promise<string> => {
  const repository = makeChanged();
  assert.equal((await govern(repository, 'gate', 'run', '--needed')).code, 0);
  const path = join(makeFolder(), name);
  const { code, err } = await govern(repository, 'evidence', 'pack', '--output', path);
  assert.equal(code, 0, err);
  return path;
};
