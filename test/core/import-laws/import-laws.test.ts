import { readFacts, factParsersFor, ruleKinds, seeExample, type ExampleReaders, type Facts } from '#core';
import { loadParsers } from '#repo';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import { generateModules } from './generate-modules.ts';
import { importLaws, type ImportLaw } from './laws.ts';

const kind = ruleKinds.get('forbidden-import') ?? assert.fail('there is no such kind');

const read = readFacts(await loadParsers(factParsersFor(['a.py'])));
const known = new Map<string, Facts | undefined>();

// Nothing but facts is asked for, and those of each module once: no law changes them.
const readers: ExampleReaders = {
  facts: (path, text) => {
    if (!known.has(path)) known.set(path, read(path, text));
    return known.get(path);
  },
  functions: () => undefined,
  leaves: () => undefined,
  secrets: () => [],
  sql: () => undefined,
};

type Files = Readonly<Record<string, string>>;

const globOf = (path: string): string => (path.endsWith('/') ? `${path}**` : path);

/** `path:line import` of everything that the rule of a law objects to. */
const seenBy = (files: Files, law: ImportLaw): readonly string[] =>
  seeExample(
    kind,
    {
      title: law.in,
      with: { files: law.forbidden.map(globOf), allow: { files: law.allowed.map(globOf) } },
      in: [globOf(law.in)],
      before: {},
      after: files,
    },
    readers,
  ).map((sighting) => {
    const [, place, what] = /^(\S+:\d+) (?:(\S+) is imported here, which is|Nobody can tell)/.exec(sighting) ?? [];
    return place === undefined ? assert.fail(sighting) : `${place} ${what ?? '?'}`;
  });

/** The same by the reference, which reads the files from a folder. */
const seenByReference = (files: Files): readonly string[] => {
  const root = mkdtempSync(join(tmpdir(), 'import-laws-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const script = fileURLToPath(new URL('reference.py', import.meta.url));
    const said = execFileSync('python3', [script, root, JSON.stringify(importLaws)], {
      encoding: 'utf8',
      maxBuffer: 1e8,
      // Some statements look odd on purpose.
      env: { ...process.env, PYTHONWARNINGS: 'ignore' },
    });
    return (JSON.parse(said) as [string, number, string][]).map(([path, line, what]) => `${path}:${line} ${what}`);
  } finally {
    rmSync(root, { recursive: true });
  }
};

/** What the one list has more of than the other. */
const without = (list: readonly string[], other: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const each of other) counts.set(each, (counts.get(each) ?? 0) + 1);
  return list.filter((each) => {
    const count = counts.get(each) ?? 0;
    counts.set(each, count - 1);
    return count <= 0;
  });
};

describe('the import laws on 1,000 modules', () => {
  const files = generateModules(1_000, 4);

  it('are told from the same modules each time', () => {
    assert.deepEqual(generateModules(1_000, 4), files);
    assert.notDeepEqual(generateModules(1_000, 5), files);
  });

  it('find the file, the line and the import that a script over Python’s own syntax tree finds', () => {
    const expected = seenByReference(files);
    const seen = importLaws.flatMap((law) => seenBy(files, law));
    assert.deepEqual(
      { missed: without(expected, seen), tooMuch: without(seen, expected) },
      { missed: [], tooMuch: [] },
    );
    // The modules are worth it: broken by hundreds in every place, and in every way of writing.
    for (const { in: folder } of importLaws) {
      assert.ok(expected.filter((each) => each.startsWith(folder)).length > 100, folder);
    }
    for (const written of [' core.models.router', ' ..models', ' core.models.*', ' ?', ' ....core'])
      assert.ok(
        expected.some((each) => each.includes(written)),
        written,
      );
  });
});
