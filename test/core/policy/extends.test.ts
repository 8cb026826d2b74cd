import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { resolveExtends, type Extension } from '../../../src/core/policy/extends.ts';
import { readLayer, type Layer } from '../../../src/core/policy/read.ts';
import { layer, places } from './layers.ts';

const shipped = ['dawsos', 'starter'];
const own = (...names: readonly string[]): Layer =>
  layer('.codex/governance.yaml', `extends: [${names.map((name) => `'${name}'`).join(', ')}]`);

const known = (...layers: readonly Layer[]): Map<string, Layer | undefined> =>
  new Map(layers.map((one) => [one.source, one]));

const sources = ({ layers }: Extension): readonly string[] => layers.map(({ source }) => source);

/** As the app does it: reads what is missing until nothing is. */
const gather = (root: Layer, texts: Readonly<Record<string, string>>): Extension => {
  const found = new Map<string, Layer | undefined>();
  for (;;) {
    const extension = resolveExtends(root, found, shipped);
    if (extension.missing.length === 0) return extension;
    for (const name of extension.missing) {
      const text = texts[name];
      found.set(name, text === undefined ? undefined : readLayer(name, text));
    }
  }
};

const base = (...names: readonly string[]): string => `version: 1\nextends: [${names.join(', ')}]`;

describe('the policies that a policy stands on', () => {
  it('are none for one that extends none', () => {
    const root = layer('.codex/governance.yaml', 'title: Ours');
    assert.deepEqual(resolveExtends(root, new Map(), shipped), { layers: [root], missing: [], problems: [] });
  });

  it('are asked for before they are known', () => {
    const { missing, problems } = resolveExtends(
      own('codex-governor:dawsos', '../a.yaml', 'b.yaml'),
      new Map(),
      shipped,
    );
    assert.deepEqual(missing, ['codex-governor:dawsos', 'a.yaml', '.codex/b.yaml']);
    assert.deepEqual(problems, []);
  });

  it('come before the policies that stand on them, each once, also in a diamond', () => {
    const extension = gather(own('left.yaml', 'right.yaml'), {
      '.codex/left.yaml': base('base.yaml'),
      '.codex/right.yaml': base('./sub/../base.yaml', 'codex-governor:starter'),
      '.codex/base.yaml': 'version: 1',
      'codex-governor:starter': 'version: 1',
    });
    assert.deepEqual(extension.problems, []);
    assert.deepEqual(sources(extension), [
      '.codex/base.yaml',
      '.codex/left.yaml',
      'codex-governor:starter',
      '.codex/right.yaml',
      '.codex/governance.yaml',
    ]);
  });

  it('are found from the folder of the policy that names them', () => {
    const extension = gather(own('../team/policy.yaml'), {
      'team/policy.yaml': base('more/strict.yaml', '../company.yaml'),
      'team/more/strict.yaml': 'version: 1',
      'company.yaml': 'version: 1',
    });
    assert.deepEqual(extension.problems, []);
    assert.deepEqual(sources(extension), [
      'team/more/strict.yaml',
      'company.yaml',
      'team/policy.yaml',
      '.codex/governance.yaml',
    ]);
  });

  const refused: readonly (readonly [entry: string, code: string, message: RegExp, replacement?: string])[] = [
    ['codex-governor:dawso', 'unknown-policy', /no policy `dawso`.*Did you mean `dawsos`\?/, 'codex-governor:dawsos'],
    ['codex-governor:zzz', 'unknown-policy', /There are `dawsos` and `starter`\./],
    ['dawsos', 'unknown-policy', /named with its prefix: `codex-governor:dawsos`/, 'codex-governor:dawsos'],
    ['../../other/policy.yaml', 'outside-repository', /leads out of the repository/],
    ['a/../../../b.yaml', 'outside-repository', /leads out of the repository/],
    ['..', 'outside-repository', /leads out of the repository/],
    ['/etc/policy.yaml', 'outside-repository', /no path inside the repository/],
    ['~/policy.yaml', 'outside-repository', /no path inside the repository/],
    ['C:/policy.yaml', 'outside-repository', /no path inside the repository/],
    ['https://example.com/policy.yaml', 'outside-repository', /no path inside the repository/],
    [String.raw`base\policy.yaml`, 'bad-path', /with \/ between folders/, 'base/policy.yaml'],
  ];
  for (const [entry, code, message, replacement] of refused)
    it(`cannot be ${entry}`, () => {
      const { problems, missing } = resolveExtends(own(entry), new Map(), shipped);
      assert.deepEqual(missing, [], 'nothing outside is ever read');
      assert.deepEqual(places(problems), [`2:11 ${code}`]);
      assert.match(problems[0]?.message ?? '', message);
      assert.equal(problems[0]?.replacement, replacement);
      assert.equal(problems[0]?.severity, 'error');
    });

  it('cannot be a file that is not there', () => {
    const { problems } = gather(own('gone.yaml'), {});
    assert.deepEqual(places(problems), ['2:11 missing-policy']);
    assert.match(problems[0]?.message ?? '', /There is no policy at `\.codex\/gone\.yaml`\./);
  });

  it('cannot be files of a repository where we ship the policy', () => {
    const { problems } = gather(own('codex-governor:starter'), { 'codex-governor:starter': base('x.yaml') });
    assert.deepEqual(
      problems.map(({ source, code }) => `${source} ${code}`),
      ['codex-governor:starter bad-path'],
    );
  });

  it('cannot stand on themselves', () => {
    const { problems } = gather(own('governance.yaml'), {});
    assert.match(problems[0]?.message ?? '', /: \.codex\/governance\.yaml → \.codex\/governance\.yaml\./);
    assert.deepEqual(places(problems), ['2:11 cyclic-extends']);
  });

  it('cannot stand on each other in a circle, and the whole circle is named where it closes', () => {
    const { problems } = gather(own('a.yaml'), {
      '.codex/a.yaml': base('b.yaml'),
      '.codex/b.yaml': base('c.yaml'),
      '.codex/c.yaml': base('a.yaml'),
    });
    assert.deepEqual(
      problems.map(({ source, line, column, code }) => `${source}:${line}:${column} ${code}`),
      ['.codex/c.yaml:2:11 cyclic-extends'],
    );
    assert.match(
      problems[0]?.message ?? '',
      /: \.codex\/a\.yaml → \.codex\/b\.yaml → \.codex\/c\.yaml → \.codex\/a\.yaml\./,
    );
  });

  it('warn when one is named twice', () => {
    const { problems, layers } = gather(own('codex-governor:starter', 'codex-governor:starter'), {
      'codex-governor:starter': 'version: 1',
    });
    assert.deepEqual(
      problems.map(({ code, severity }) => `${code} ${severity}`),
      ['duplicate-policy warning'],
    );
    assert.equal(layers.length, 2);
  });

  it('are at most fifty, however they are chained or listed', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 80 }, (_, index) => [`.codex/p${index}.yaml`, base(`p${index + 1}.yaml`)]),
    );
    const deep = gather(own('p0.yaml'), chain);
    assert.deepEqual(
      deep.problems.map(({ code }) => code),
      ['too-many-policies'],
    );
    assert.ok(deep.layers.length <= 50);
    const wide = resolveExtends(own(...Array.from({ length: 80 }, (_, index) => `p${index}.yaml`)), new Map(), shipped);
    assert.ok(wide.missing.length <= 50);
    assert.equal(wide.problems[0]?.code, 'too-many-policies');
  });

  it('leave a policy that could not be read to its own problems', () => {
    const broken = readLayer('.codex/a.yaml', 'version: 1\nextends: [b.yaml]\ntitle: 5');
    const { layers, missing } = resolveExtends(own('a.yaml'), known(broken), shipped);
    assert.deepEqual(missing, []);
    assert.deepEqual(layers[0], broken);
  });

  it('come to an end for any graph of policies, bases first', () => {
    const graph = fc.array(fc.array(fc.nat(7), { maxLength: 4 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(graph, (edges) => {
        const texts = Object.fromEntries(
          edges.map((targets, index) => [`.codex/p${index}.yaml`, base(...targets.map((target) => `p${target}.yaml`))]),
        );
        const extension = gather(own('p0.yaml'), texts);
        assert.equal(new Set(sources(extension)).size, extension.layers.length);
        assert.equal(sources(extension).at(-1), '.codex/governance.yaml');
        if (extension.problems.some(({ code }) => code === 'cyclic-extends')) return;
        for (const { source, document } of extension.layers)
          for (const name of document?.extends ?? [])
            assert.ok(sources(extension).indexOf(`.codex/${name}`) < sources(extension).indexOf(source));
      }),
    );
  });
});
