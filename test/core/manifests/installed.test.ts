import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import { readManifest } from '#core';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const namesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder).toSorted() : []);

/** The folders of all packages beneath a `node_modules`, and beneath those of the packages themselves. */
const packagesIn = (modules: string): readonly string[] =>
  namesIn(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@')
        ? namesIn(join(modules, name)).map((inner) => join(modules, name, inner))
        : [join(modules, name)],
    )
    .flatMap((folder) => [folder, ...packagesIn(join(folder, 'node_modules'))]);

const tables = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

type Parsed = Readonly<Partial<Record<(typeof tables)[number], Readonly<Record<string, string>>>>>;

const isAlias = (requirement: string): boolean => requirement.startsWith('npm:');

describe('manifests of real packages', () => {
  it('name what JSON.parse finds in every package.json that is installed here', () => {
    const files = packagesIn(join(root, 'node_modules'))
      .map((folder) => join(folder, 'package.json'))
      .filter((file) => existsSync(file));
    assert.ok(files.length > 300, `${files.length} manifests`);
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      const parsed: Parsed = JSON.parse(text);
      const expected = tables.flatMap((table) =>
        Object.entries(parsed[table] ?? {})
          .filter(([, requirement]) => !isAlias(requirement))
          .map(([name]) => name),
      );
      const reading = readManifest('package.json', text);
      assert.ok(reading?.ok, file);
      assert.deepEqual(reading.value.unread, [], file);
      const asked = reading.value.dependencies.filter(
        ({ group, asWritten, name }) => group !== 'constraint' && asWritten === name,
      );
      assert.deepEqual(asked.map(({ name }) => name).toSorted(), [...expected].toSorted(), file);
    }
  });

  it('name what JSON.parse finds in the lockfile of this project', () => {
    const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
    const { packages }: { readonly packages: Readonly<Record<string, Parsed>> } = JSON.parse(text);
    const reading = readManifest('package-lock.json', text);
    assert.ok(reading?.ok);
    const { dependencies, unread } = reading.value;
    assert.deepEqual(unread, []);
    assert.deepEqual(
      dependencies.filter(({ direct }) => direct).map(({ name }) => name),
      tables.flatMap((table) =>
        Object.entries(packages['']?.[table] ?? {}).map(([name, requirement]) =>
          isAlias(requirement) ? requirement.slice('npm:'.length).replace(/@[^@]*$/, '') : name,
        ),
      ),
    );
    assert.equal(dependencies.filter(({ direct }) => !direct).length, Object.keys(packages).length - 1);
  });
});
