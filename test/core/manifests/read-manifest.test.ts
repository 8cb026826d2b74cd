import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { manifestOf, readManifest } from '#core';
import { manifestFormats } from '../../../src/core/manifests/formats.ts';
import { readSamples, tellReading } from './samples.ts';

const samples = ['npm', 'python', 'compiled', 'scripts'].flatMap(readSamples);

/** The places of a reading, in the text: each shall hold what was written there. */
const assertPlaces = (path: string, text: string): void => {
  const reading = readManifest(path, text);
  if (reading?.ok !== true) return;
  const lines = text.split('\n');
  for (const place of [...reading.value.dependencies, ...reading.value.unread]) {
    const written = 'asWritten' in place ? place.asWritten : place.written;
    assert.equal(lines[place.line - 1]?.slice(place.column - 1, place.endColumn - 1), written, `${path}:${place.line}`);
  }
};

describe('reading manifests', () => {
  for (const { path, text, expected } of samples)
    it(path, () => {
      assert.deepEqual(tellReading(path, text, manifestOf(path)?.ecosystem), expected);
      assertPlaces(path, text);
    });

  it('has a sample of every format', () => {
    const shown = new Set(samples.map(({ path }) => manifestOf(path)?.format));
    assert.deepEqual(
      manifestFormats.map(([format]) => format).filter((format) => !shown.has(format)),
      [],
    );
  });

  it('calls every format by a path of such a file', () => {
    const names = manifestFormats.map(([name]) => name);
    assert.deepEqual(
      names.map((name) => manifestOf(name)?.format),
      names,
    );
  });

  it('reads the same with Windows line ends and a byte order mark', () => {
    for (const { path, text, expected } of samples) {
      const windows = text.replaceAll('\n', '\r\n');
      assert.deepEqual(tellReading(path, windows, manifestOf(path)?.ecosystem), expected, path);
      assertPlaces(path, windows);
      assert.deepEqual(tellReading(path, `\uFEFF${text}`, manifestOf(path)?.ecosystem), expected, path);
    }
  });

  it('tells what a name as the ecosystem compares it was written as', () => {
    const reading = readManifest('pyproject.toml', '[project]\ndependencies = ["Zope.Interface_X[all]>=1"]\n');
    assert.ok(reading?.ok);
    assert.deepEqual(reading.value.dependencies, [
      {
        ecosystem: 'pypi',
        name: 'zope-interface-x',
        asWritten: 'Zope.Interface_X',
        group: 'runtime',
        direct: true,
        requirement: '>=1',
        origin: 'registry',
        line: 2,
        column: 18,
        endColumn: 34,
      },
    ]);
  });

  it('knows a file by its name alone', () => {
    const formats: readonly (readonly [string, string | undefined])[] = [
      ['package.json', 'package.json'],
      ['apps/web/package.json', 'package.json'],
      ['my-package.json', undefined],
      ['requirements.txt', 'requirements.txt'],
      ['requirements-dev.txt', 'requirements.txt'],
      ['requirements3.txt', 'requirements.txt'],
      ['deploy/test_requirements.txt', 'requirements.txt'],
      ['requirements/prod.in', 'requirements.txt'],
      ['robots.txt', undefined],
      ['docs/requirements.md', undefined],
      ['src/requirements.py', undefined],
      ['Gemfile', 'Gemfile'],
      ['Gemfile.lock', 'Gemfile.lock'],
      ['gradle/libs.versions.toml', 'libs.versions.toml'],
      ['app/build.gradle.kts', 'build.gradle'],
      ['src/Web/Web.csproj', 'project.csproj'],
      ['pyproject.toml', 'pyproject.toml'],
      ['README.md', undefined],
    ];
    for (const [path, format] of formats) assert.equal(manifestOf(path)?.format, format, path);
    assert.equal(readManifest('README.md', ''), undefined);
  });
});

describe('a manifest that cannot be read', () => {
  const broken: readonly (readonly [path: string, text: string, problem: string])[] = [
    ['package.json', '', '1 ! This is not JSON: value expected.'],
    ['package.json', '{\n  "dependencies": {\n    "a": "1",\n  }\n}', '4 ! This is not JSON: property name expected.'],
    ['package.json', '{ // no\n}', '1 ! This is not JSON: invalid comment token.'],
    ['pyproject.toml', '[project]\ndependencies = [\n', '3 ! This is not TOML: Unspecified values are invalid.'],
    [
      'Cargo.toml',
      '[dependencies]\na = "1"\na = "2"\n',
      '3 ! This is not TOML: Defining a key multiple times is invalid.',
    ],
    ['pubspec.yaml', 'a: 1\nb: [\n', '3 ! This is not YAML: '],
    ['pom.xml', '<project>\n  <dependencies>\n</project>', '3 ! This is not XML: '],
    ['pom.xml', '', '1 ! This is not XML: '],
    [
      'pom.xml',
      '<!DOCTYPE p [<!ENTITY a "x">]>\n<project><artifactId>&a;</artifactId></project>',
      "2 ! This is not XML: Named entity isn't defined: &a;",
    ],
    ['go.mod', 'module a\nrequire (\n  b v1\n', '4 ! The block of require is not closed.'],
    ['go.mod', 'module a\n<<<<<<< HEAD\n', '2 ! "<<<<<<<" is no word of a go.mod.'],
    ['go.mod', 'require a\n', '1 ! This is not how require is written.'],
    ['go.sum', 'what is this\n', '1 ! This is no line of a go.sum.'],
    ['yarn.lock', 'a@1:\n  version "1"\n=======\n', '3 ! This is no line of a yarn.lock.'],
    ['yarn.lock', '  version "1"\n', '1 ! This line belongs to no package.'],
    ['pnpm-lock.yaml', 'lockfileVersion: 9\n<<<<<<< HEAD\n', '2 ! This line belongs to no section of a lockfile.'],
    ['pnpm-lock.yaml', 'importers:\n  a: [\n', '3 ! This is not YAML: '],
    ['Gemfile', 'gem "a\n', '1 ! The text that begins here is never closed.'],
    ['Gemfile.lock', 'GEM\n<<<<<<<\n', '2 ! This is no section of a Gemfile.lock.'],
    ['build.gradle', 'dependencies {\n  x "a\n', '2 ! The text that begins here is never closed.'],
    ['setup.cfg', 'what = this\n', '1 ! This line is neither a section nor a value.'],
    ['setup.py', '', '1 ! A setup.py is a program: what it depends on can only be known by running it.'],
  ];
  for (const [path, text, problem] of broken)
    it(`${path}: ${problem}`, () => {
      const [told = '', ...more] = tellReading(path, text);
      assert.deepEqual(more, []);
      assert.ok(told.startsWith(problem), told);
    });

  const deep = 60_000;
  const nested: readonly (readonly [path: string, text: string])[] = [
    ['package.json', `${'['.repeat(deep)}${']'.repeat(deep)}`],
    ['package.json', `{"a":`.repeat(deep)],
    ['package-lock.json', `${'{"dependencies":{"a":'.repeat(deep)}{}${'}}'.repeat(deep)}`],
    ['pyproject.toml', `a = ${'['.repeat(deep)}${']'.repeat(deep)}`],
    ['pyproject.toml', `a = ${'{ a = '.repeat(deep)}1${' }'.repeat(deep)}`],
    ['pubspec.yaml', `a: ${'['.repeat(deep)}${']'.repeat(deep)}`],
    ['pom.xml', `${'<a>'.repeat(deep)}${'</a>'.repeat(deep)}`],
    ['build.gradle', `dependencies ${'{ a '.repeat(deep)}${'}'.repeat(deep)}`],
    ['build.gradle', `dependencies { a ${'('.repeat(deep)}${')'.repeat(deep)} }`],
  ];
  for (const [path, text] of nested)
    it(`is not read past the stack: ${path} ${text.slice(0, 12)}`, () => {
      const reading = readManifest(path, text);
      assert.ok(reading !== undefined);
      // Where the nesting is harmless the file is read; a name is never made up.
      if (reading.ok) assert.deepEqual(reading.value.dependencies, []);
      else assert.match(reading.error.message, /nested too deep|is not (?:JSON|TOML|YAML|XML)/);
    });

  it('is refused when it is larger than any manifest', () => {
    const reading = readManifest('package-lock.json', ' '.repeat(32_000_001));
    assert.ok(reading?.ok === false);
    assert.match(
      reading.error.message,
      /^This file is too large to be read: it has more than 32 million characters\.$/,
    );
  });
});

describe('hostile manifests', () => {
  it('unfold no references of YAML', () => {
    const levels = Array.from({ length: 12 }, (_, at) => `a${at}: &a${at} [${`*a${at - 1}, `.repeat(9)}x]`).slice(1);
    const text = `a0: &a0 [x]\n${levels.join('\n')}\ndependencies: *a11\n`;
    assert.deepEqual(tellReading('pubspec.yaml', text), [
      '13 ? A table of dependencies belongs here; what stands here instead cannot be read.',
    ]);
  });

  it('unfold no properties of Maven without end', () => {
    const properties = Array.from({ length: 30 }, (_, at) => `<p${at}>${`\${p${at + 1}}`.repeat(40)}</p${at}>`).join(
      '',
    );
    const dependency = '<dependency><groupId>${p0}</groupId><artifactId>a</artifactId></dependency>';
    const text = `<project><properties>${properties}<c>\${c}</c></properties><dependencies>${dependency}</dependencies></project>`;
    assert.match(tellReading('pom.xml', text).join('\n'), /^1 \? The coordinates \$\{p0\}:a depend on/);
  });

  it('reach no prototype', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const json = `{"dependencies": {${names.map((name) => `"${name}": "1"`).join(', ')}}}`;
    const toml = `[dependencies]\n${names.map((name) => `${name} = "1"`).join('\n')}\n[dependencies.valueOf]\n`;
    const yaml = `dependencies:\n${names.map((name) => `  ${name}: "1"`).join('\n')}\n`;
    for (const [path, text, more] of [
      ['package.json', json, []],
      ['Cargo.toml', toml, ['valueOf']],
      ['pubspec.yaml', yaml, []],
    ] as const) {
      const reading = readManifest(path, text);
      assert.ok(reading?.ok, path);
      assert.deepEqual(
        reading.value.dependencies.map(({ name }) => name),
        [...names, ...more],
      );
    }
    assert.equal(Object.getPrototypeOf({}), Object.prototype);
  });

  it('make no reader throw, and no place leave the text', () => {
    const noise = fc.constantFrom(
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      '\n',
      '#',
      '//',
      '/*',
      '<',
      '&x;',
      '=',
      ':',
      '@',
      '\\',
      '${',
      '\0',
      '   ',
      '*a',
      '"""',
      '<<E\n',
      '%w(',
      '\u{1F600}',
    );
    const edit = fc.tuple(fc.nat(), fc.nat(12), noise);
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        ({ path, text }, edits) => {
          const mutated = edits.reduce((current, [from, length, insert]) => {
            const at = from % (current.length + 1);
            return current.slice(0, at) + insert + current.slice(at + length);
          }, text);
          assertPlaces(path, mutated);
        },
      ),
      { numRuns: 4000 },
    );
  });

  it('make no reader throw where the text is cut off', () => {
    for (const { path, text } of samples)
      for (let end = 0; end < text.length; end += 7) assertPlaces(path, text.slice(0, end));
  });
});
