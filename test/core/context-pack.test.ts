import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { buildContextPack, type GatheredFile } from '../../src/core/context-pack/build.ts';
import { demandContext, type PackRequest } from '../../src/core/context-pack/demand.ts';
import { holdsEnvironment, namesOfEnvironment, normalizeDocument } from '../../src/core/context-pack/document.ts';
import { suggestedPicks } from '../../src/core/context-pack/pick.ts';
import { writePack } from '../../src/core/context-pack/text.ts';
import type { BuiltPack } from '../../src/core/context-pack/context-pack.ts';
import { headingsOf } from '../../src/core/markdown/markdown.ts';
import type { Mode } from '../../src/core/mode.ts';
import type { ContextItem } from '../../src/core/policy/policy.ts';
import { aMode, anItem } from './policies.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const countTokens = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

const request = (context: readonly ContextItem[], parts: Partial<PackRequest> = {}): PackRequest => ({
  policy: { context, contextTokens: 1_000 },
  scope: [],
  picks: {},
  ...parts,
});

const ids = (context: readonly ContextItem[], files: readonly string[], parts: Partial<PackRequest> = {}) =>
  demandContext(request(context, parts), files).files.map(({ id }) => id);

const messages = (context: readonly ContextItem[], files: readonly string[], parts: Partial<PackRequest> = {}) =>
  demandContext(request(context, parts), files).problems.map(
    ({ item, kind, message }) => `${item} ${kind}: ${message}`,
  );

const gather = (context: readonly ContextItem[], texts: Readonly<Record<string, string>>): readonly GatheredFile[] =>
  demandContext(request(context), Object.keys(texts)).files.map((demanded) => {
    const text = texts[demanded.path];
    return { ...demanded, document: text === undefined ? { state: 'absent' } : { state: 'text', text, secrets: [] } };
  });

const build = (gathered: readonly GatheredFile[], tokenLimit = 1_000, files: readonly string[] = []): BuiltPack =>
  buildContextPack({ gathered, problems: [], files, tokenLimit, countTokens, hash });

const agents = anItem({
  id: 'agent',
  path: '.claude/agents/**/*.md',
  pick: {
    most: 1,
    suggest: [
      { for: ['backend/**/*macro*'], path: '.claude/agents/MACRO.md' },
      { for: ['backend/**/*rating*'], path: '.claude/agents/RATINGS.md' },
    ],
  },
});
const tree = [
  '.claude/agents/MACRO.md',
  '.claude/agents/RATINGS.md',
  'backend/macro.py',
  'backend/ratings.py',
  'ui/a.ts',
];

describe('what a context pack demands', () => {
  it('names a file by its item, and the files of a glob by item and path, whether there is one or many', () => {
    const context = [anItem({ id: 'spec', path: '/SPEC.md' }), anItem({ id: 'tests', path: 'tests/**' })];
    assert.deepEqual(ids(context, ['SPEC.md', 'tests/a.py']), ['spec', 'tests:tests/a.py']);
    assert.deepEqual(ids(context, ['tests/b.py', 'SPEC.md', 'tests/a.py']), [
      'spec',
      'tests:tests/a.py',
      'tests:tests/b.py',
    ]);
  });

  it('sorts by rank, then path', () => {
    const context = [
      anItem({ id: 'b', path: 'b', rank: 2 }),
      anItem({ id: 'z', path: 'z' }),
      anItem({ id: 'a', path: 'a' }),
    ];
    assert.deepEqual(ids(context, ['a', 'b', 'z']), ['a', 'z', 'b']);
  });

  it('takes a path with signs of a glob for the file of just that name', () => {
    assert.deepEqual(ids([anItem({ id: 'page', path: 'app/[id]/page.md' })], ['app/[id]/page.md', 'app/i/page.md']), [
      'page',
    ]);
  });

  it('reads the items of every mode, of this mode, and those the mode itself asks for', () => {
    const context = [
      anItem({ id: 'all', path: 'a' }),
      anItem({ id: 'fix', path: 'b', modes: ['fix'] }),
      anItem({ id: 'infra', path: 'c', modes: ['infra'] }),
    ];
    const read = (mode?: Mode) => ids(context, ['a', 'b', 'c'], mode === undefined ? {} : { mode });
    assert.deepEqual(read(), ['all']);
    assert.deepEqual(read(aMode({ id: 'fix' })), ['all', 'fix']);
    assert.deepEqual(read(aMode({ id: 'fix', context: ['infra'] })), ['all', 'fix', 'infra']);
    assert.deepEqual(read(aMode({ id: 'docs' })), ['all']);
  });

  it('says which item a mode asks for that the policy does not have', () => {
    assert.deepEqual(messages([], [], { mode: aMode({ context: ['ghost'] }) }), [
      'ghost missing: Mode Fix reads the context item ghost, which the policy does not define.',
    ]);
  });

  it('says when a glob matches nothing', () => {
    assert.deepEqual(messages([anItem({ id: 'seeds', path: 'seeds/*.json' })], ['a.md']), [
      'seeds missing: No file matches seeds/*.json.',
    ]);
  });

  it('never reads git’s own folder, nor a path that leads out', () => {
    for (const path of ['.git/config', '../secret.md', 'a/../../b.md', '/.git/config', './../x'])
      assert.deepEqual(
        [ids([anItem({ id: 'x', path })], []), messages([anItem({ id: 'x', path })], []).length],
        [[], 1],
        path,
      );
  });
});

const chosen = (parts: Partial<PackRequest>) => ids([agents], tree, parts);

describe('choosing the files of an item', () => {
  it('takes what the person picked before what is suggested', () => {
    assert.deepEqual(chosen({ scope: ['backend/macro.py'], picks: { agent: ['/.claude/agents/RATINGS.md'] } }), [
      'agent:.claude/agents/RATINGS.md',
    ]);
  });

  it('takes what the policy suggests for the scope, also for a file yet to be written', () => {
    for (const scope of [
      ['backend/macro.py'],
      ['backend/macro*'],
      ['backend/new_macro.py'],
      ['./backend/services/macro/x.py', 'backend/macro.py'],
    ])
      assert.deepEqual(chosen({ scope }), ['agent:.claude/agents/MACRO.md'], scope.join());
  });

  it('takes the places the mode may write for the scope when none was declared', () => {
    const mode = aMode({ writes: { allow: [['backend/**'], ['**/*.py']], deny: ['**/*rating*'] } });
    assert.deepEqual(chosen({ mode }), ['agent:.claude/agents/MACRO.md']);
    assert.deepEqual(suggestedPicks(agents, { mode, scope: [], picks: {} }, tree), ['.claude/agents/MACRO.md']);
  });

  it('takes the only file there is', () => {
    assert.deepEqual(ids([agents], ['.claude/agents/MACRO.md']), ['agent:.claude/agents/MACRO.md']);
  });

  it('says which files can be picked when nothing was picked and nothing is suggested', () => {
    for (const scope of [[], ['ui/**']])
      assert.deepEqual(messages([agents], tree, { scope }), [
        'agent missing: None of the 2 files of .claude/agents/**/*.md was chosen. There are `.claude/agents/MACRO.md` and `.claude/agents/RATINGS.md`.',
      ]);
  });

  it('asks instead of choosing when more is suggested or picked than may be', () => {
    assert.match(
      messages([agents], tree, { scope: ['backend/**'] }).join(),
      /At most 1 file may be chosen\. The policy’s suggestion for this scope names 2: `.*MACRO\.md` and `.*RATINGS\.md`\./,
    );
    const both = { agent: ['.claude/agents/RATINGS.md', '.claude/agents/MACRO.md'] };
    assert.match(messages([agents], tree, { picks: both }).join(), /The choice names 2/);
    assert.equal(ids([{ ...agents, pick: { most: 2, suggest: [] } }], tree, { picks: both }).length, 2);
  });

  it('says when a pick is not among the files, and does not make a suggestion that leads nowhere', () => {
    assert.match(
      messages([agents], tree, { picks: { agent: ['README.md'] } }).join(),
      /The choice names `README.md`, which is not among/,
    );
    const lost = { ...agents, pick: { most: 1, suggest: [{ for: ['ui/**'], path: '.claude/agents/UI.md' }] } };
    assert.match(
      messages([lost], tree, { scope: ['ui/a.ts'] }).join(),
      /None of the 2 files .* was chosen\. There are/,
    );
  });

  it('is not misled by an item with the name of an object’s own property', () => {
    const item = { ...agents, id: 'constructor' };
    assert.match(messages([item], tree).join(), /None of the 2 files/);
  });
});

describe('building a context pack', () => {
  it('packs whole documents and single sections, each with digest and tokens, and says where they come from', () => {
    const context = [
      anItem({ id: 'rules', path: 'SPEC.md', anchor: '§Guardrails', title: 'Guardrails' }),
      anItem({ id: 'guide', path: 'GUIDE.md', rank: 2 }),
    ];
    const built = build(
      gather(context, { 'SPEC.md': '# S\nall\n## Guardrails\nno drift\n## Next\n', 'GUIDE.md': 'be brief\n' }),
    );
    const section = '## Guardrails\nno drift\n';
    assert.deepEqual(built.texts, [section, 'be brief\n']);
    assert.deepEqual(built.pack, {
      items: [
        {
          id: 'rules',
          path: 'SPEC.md',
          anchor: 'guardrails',
          rank: 1,
          title: 'Guardrails',
          redacted: 0,
          digest: hash(section),
          tokens: 4,
          cut: [],
        },
        {
          id: 'guide',
          path: 'GUIDE.md',
          rank: 2,
          title: 'guide',
          redacted: 0,
          digest: hash('be brief\n'),
          tokens: 2,
          cut: [],
        },
      ],
      problems: [],
      tokens: 6,
      tokenLimit: 1_000,
      digest: built.pack.digest,
    });
    assert.match(built.pack.digest, /^[0-9a-f]{64}$/);
  });

  it('names the missing file, the nearest one there is, and the way to mend it', () => {
    const [file] = gather([anItem({ id: 'spec', path: 'PRODUCT_SPEC.md' })], {});
    assert.ok(file !== undefined);
    const { pack } = build([file], 1_000, ['docs/PRODUCT_SPEC.md', 'README.md']);
    assert.deepEqual(pack.items, []);
    assert.deepEqual(pack.problems, [
      {
        item: 'spec',
        kind: 'missing',
        path: 'PRODUCT_SPEC.md',
        message:
          'PRODUCT_SPEC.md is not a file of this repository. The file with the nearest name is docs/PRODUCT_SPEC.md.',
        remedy:
          'Write the file, or put the path right in the policy. A link that leads out of the repository is not read.',
      },
    ]);
  });

  it('tells a folder, and a file that is listed but cannot be read, from one that is not there', () => {
    const [folder] = gather([anItem({ id: 'dto', path: 'app/dto' })], {});
    assert.ok(folder !== undefined);
    assert.match(build([folder], 9, ['app/dto/a.py']).pack.problems[0]?.message ?? '', /app\/dto is a folder\./);
    assert.match(
      build([{ ...folder, path: 'app/dto' }], 9, ['app/dto']).pack.problems[0]?.message ?? '',
      /listed but cannot be read here: it is a link that is broken or leads out/,
    );
  });

  it('refuses what is not text', () => {
    const [file] = gather([anItem({ id: 'x', path: 'logo.png' })], {});
    assert.ok(file !== undefined);
    const { pack } = build([{ ...file, document: { state: 'not-text' } }]);
    assert.deepEqual(
      pack.problems.map(({ kind, message }) => [kind, message]),
      [['missing', 'logo.png cannot be read as text; it is binary or not UTF-8.']],
    );
  });

  it('names the nearest heading for a dead anchor', () => {
    const context = [anItem({ id: 'x', path: 'a.md', anchor: 'Guardrail' })];
    const told = (text: string) =>
      build(gather(context, { 'a.md': text })).pack.problems.map(({ kind, message }) => [kind, message]);
    assert.deepEqual(told('# Guardrails\n# Roles\n'), [
      ['dead-anchor', 'a.md has no heading “Guardrail”. The nearest is “Guardrails”.'],
    ]);
    assert.deepEqual(told('text'), [['dead-anchor', 'a.md has no heading “Guardrail”; it has no headings at all.']]);
  });

  it('blanks out secrets before it counts and digests, and counts those of the section alone', () => {
    const text = '# A\nKEY1\n# B\nKEY2 and KEY3\n';
    const secrets = [4, 13, 22].map((start) => ({ start, end: start + 4, what: 'key' }));
    const [file] = gather([anItem({ id: 'x', path: 'a.md', anchor: 'B' })], { 'a.md': text });
    assert.ok(file !== undefined);
    const { pack, texts } = build([{ ...file, document: { state: 'text', text, secrets } }]);
    assert.deepEqual(texts, ['# B\n[redacted: key] and [redacted: key]\n']);
    assert.deepEqual([pack.items[0]?.redacted, pack.items[0]?.digest], [2, hash(texts[0] ?? '')]);
  });

  it('packs of environment files the names alone, and says so', () => {
    const { pack, texts } = build(gather([anItem({ id: 'env', path: '.env' })], { '.env': 'B=hidden\nA=1\n' }));
    assert.deepEqual(texts, ['A=\nB=\n']);
    assert.equal(pack.items[0]?.redacted, 2);
    assert.match(pack.items[0]?.notes?.join() ?? '', /Only the names/);
  });

  it('calls a document stale by days and by commits, with the numbers, and packs it all the same', () => {
    const fresh = { days: 30, behind: { commits: 5, paths: ['src/**'] } };
    const [file] = gather([anItem({ id: 'x', path: 'a.md', fresh })], { 'a.md': 'text' });
    assert.ok(file !== undefined);
    const told = (days: number, behind: number) =>
      build([{ ...file, history: { committed: true, at: '2026-01-02T03:04:05Z', days, behind } }]).pack;
    assert.deepEqual(told(30, 5).problems, []);
    assert.deepEqual(
      told(31, 6).problems.map(({ kind, message }) => `${kind}: ${message}`),
      [
        'stale: a.md was last committed 31 days ago (2026-01-02); at most 30 days are allowed.',
        'stale: a.md is out of date: 6 commits have touched src/** since its last commit (2026-01-02); at most 5 are allowed.',
      ],
    );
    assert.equal(told(31, 6).items.length, 1);
    assert.match(told(Number.NaN, 0).problems[0]?.message ?? '', /on a date that cannot be read/);
  });

  it('takes a document that was never committed for fresh, and says so', () => {
    const [file] = gather([anItem({ id: 'x', path: 'a.md', fresh: { days: 1 } })], { 'a.md': 'text' });
    assert.ok(file !== undefined);
    const { pack } = build([{ ...file, history: { committed: false } }]);
    assert.deepEqual(pack.problems, []);
    assert.deepEqual(pack.items[0]?.notes, ['It was never committed, so it counts as fresh.']);
  });

  it('gives the same pack whatever the order of the policy’s items', () => {
    const context = ['c.md', 'a.md', 'b.md'].map((path, index) =>
      anItem({ id: path.slice(0, 1), path, rank: 1 + (index % 2) }),
    );
    const texts = { 'a.md': '# A\n', 'b.md': '# B\n', 'c.md': '# C\n' };
    assert.deepEqual(build(gather(context.toReversed(), texts)), build(gather(context, texts)));
  });
});

const section = (name: string, words: number): string => `## ${name}\n${'word '.repeat(words)}\n`;

const long = (name: string): string =>
  `# ${name}\nintro\n${section('One', 50)}${section('Two', 50)}${section('Three', 50)}`;

describe('keeping to the token budget', () => {
  const context = [anItem({ id: 'a', path: 'a.md' }), anItem({ id: 'b', path: 'b.md', rank: 2 })];
  const texts = { 'a.md': long('A'), 'b.md': long('B') };

  it('leaves everything whole while it fits', () => {
    const { pack } = build(gather(context, texts), 1_000);
    assert.deepEqual(
      pack.items.map(({ cut, cutTokens }) => [cut, cutTokens]),
      [
        [[], undefined],
        [[], undefined],
      ],
    );
  });

  it('cuts the lower rank from its end, at headings, and says what and how much in item and text', () => {
    const { pack, texts: packed } = build(gather(context, texts), 270);
    assert.deepEqual(
      pack.items.map(({ cut }) => cut),
      [[], ['Two', 'Three']],
    );
    assert.equal(pack.items[1]?.cutTokens, 104);
    assert.ok(pack.tokens <= 270);
    assert.deepEqual(pack.problems, []);
    assert.match(
      packed[1] ?? '',
      /^# B\nintro\n## One\n(?:word )+\n\[left out to keep within the token budget: 2 sections, 104 tokens\]\n## Two\n## Three\n$/,
    );
  });

  it('cuts the higher rank only when the lower is down to its outline', () => {
    const { pack, texts: packed } = build(gather(context, texts), 110);
    assert.deepEqual(
      pack.items.map(({ cut }) => cut),
      [
        ['Two', 'Three'],
        ['B', 'One', 'Two', 'Three'],
      ],
    );
    assert.equal(packed[1]?.split('\n').slice(1).join('\n'), '# B\n## One\n## Two\n## Three\n');
  });

  it('leaves a file without headings out whole, and says so', () => {
    const { pack, texts: packed } = build(
      gather([anItem({ id: 'a', path: 'a.md' }), anItem({ id: 'b', path: 'b.py', rank: 2 })], {
        'a.md': long('A'),
        'b.py': '# not a heading\n'.repeat(40),
      }),
      200,
    );
    assert.deepEqual(pack.items[1]?.cut, ['b.py']);
    assert.equal(packed[1], '[left out to keep within the token budget: the whole file, 160 tokens]\n');
  });

  it('is over budget only when even the outlines do not fit, and says by how much', () => {
    const { pack } = build(gather(context, texts), 10);
    const [problem] = pack.problems;
    assert.equal(pack.problems.length, 1);
    assert.equal(problem?.kind, 'over-budget');
    assert.match(
      problem?.message ?? '',
      /^The context pack takes \d+ tokens even with every document cut to its headings; 10 are allowed\./,
    );
  });

  it('keeps within the budget or says that it cannot and loses no heading', () => {
    const documents = fc.array(fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(documents, fc.integer({ min: 0, max: 400 }), (sizes, limit) => {
        const named = sizes.map((parts, index) => [
          `d${index}.md`,
          parts.map((words, at) => `## H${at}\n${'w '.repeat(words)}\n`).join(''),
        ]);
        const all: Record<string, string> = Object.fromEntries(named);
        const items = Object.keys(all).map((path, index) => anItem({ id: `d${index}`, path, rank: index + 1 }));
        const { pack, texts: packed } = build(gather(items, all), limit);
        assert.equal(
          pack.tokens > limit,
          pack.problems.some(({ kind }) => kind === 'over-budget'),
        );
        for (const [index, item] of pack.items.entries()) {
          const before = headingsOf(all[item.path] ?? '').map(({ text }) => text);
          const text = packed[index] ?? '';
          // Every heading is still there, either with its text or in the outline.
          assert.deepEqual(
            headingsOf(text).map((heading) => heading.text),
            before,
          );
          assert.deepEqual(item.cut, before.slice(before.length - item.cut.length));
          assert.equal(item.tokens, countTokens(text));
          // A higher rank is cut only below whole-outline documents.
          if (item.cut.length > 0)
            for (const lower of pack.items.slice(index + 1))
              assert.ok(lower.cut.length > 0 || countTokens(all[lower.path] ?? '') <= 20);
        }
      }),
    );
  });
});

describe('reading documents', () => {
  it('makes line breaks and the byte order mark the same everywhere', () => {
    assert.equal(normalizeDocument('\uFEFFa\r\nb\rc\n'), 'a\nb\nc\n');
  });

  it('takes broken or binary bytes for no text', () => {
    assert.equal(normalizeDocument('a\0b'), undefined);
    assert.equal(normalizeDocument(Buffer.from([0x61, 0xff, 0xfe]).toString('utf8')), undefined);
  });

  it('knows files of environment variables by name', () => {
    for (const path of ['.env', 'a/.env', '.env.local', '.env.example', 'prod.env', '.envrc', 'x/.ENV'])
      assert.ok(holdsEnvironment(path), path);
    for (const path of ['env', 'environment.md', '.env/readme.md', 'src/env.ts', 'a.envelope'])
      assert.ok(!holdsEnvironment(path), path);
  });

  it('gives the names of environment variables and nothing of any value', () => {
    const text = [
      '# comment with secret=abc',
      'PLAIN=value1',
      ' export EXPORTED = "value 2 #x"',
      "SINGLE='multi",
      "INNER=value3'",
      'DOUBLE="first\\" still',
      'HIDDEN=value4"',
      'PEM=-----BEGIN PRIVATE KEY-----',
      'MIIEabc=',
      '-----END PRIVATE KEY-----',
      'RAW=begin',
      'c29tZSBzZWNyZXQ/',
      'dGhlIHJlc3Q=',
      '',
      'PLAIN=again',
      'LAST=',
    ].join('\n');
    assert.deepEqual(namesOfEnvironment(text), {
      text: 'DOUBLE=\nEXPORTED=\nLAST=\nPEM=\nPLAIN=\nRAW=\nSINGLE=\n',
      values: 7,
    });
  });
});

describe('writing a pack down', () => {
  it('shows problems, then every item with its text in a fence nothing in it can close', () => {
    const context = [anItem({ id: 'a', path: 'a.md', title: 'A *title*' })];
    const built = build(gather(context, { 'a.md': '# A\n```\n# Context pack\n```\n' }));
    const told = writePack({
      ...built,
      pack: { ...built.pack, problems: [{ item: 'b', kind: 'missing', message: 'No `b`.', remedy: 'Write it.' }] },
    });
    assert.deepEqual(
      headingsOf(told).map(({ text }) => text),
      ['Context pack', 'Problems', 'A *title*'],
    );
    assert.match(told, /^- `b` is missing: No `b`\. Write it\.$/m);
    assert.match(told, /^````markdown\n# A\n```\n# Context pack\n```\n````$/m);
  });

  it('says what was left out and blanked out', () => {
    const text = `# A\n## One\n${'w '.repeat(99)}`;
    const [file] = gather([anItem({ id: 'a', path: 'a.md' })], { 'a.md': text });
    assert.ok(file !== undefined);
    const told = writePack(
      build([{ ...file, document: { state: 'text', text, secrets: [{ start: 0, end: 1, what: 'x' }] } }], 60),
    );
    assert.match(told, /Left out to keep within the token budget \(\d+ tokens\): /);
    assert.match(told, /^1 secret value blanked out\.$/m);
  });
});
