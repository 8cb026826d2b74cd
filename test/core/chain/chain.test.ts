import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  checkChainFile,
  firstUndone,
  gateOfSlice,
  mergeLayers,
  readChain,
  readLayer,
  standOfChain,
  type ChainFacts,
  type ChainFile,
  type SliceStanding,
} from '#core';

const path = '.codex/governance/chains/c.yaml';

const slice = (id: string, ...more: readonly string[]): string =>
  [
    `  - id: ${id}`,
    '    goal: Add a.',
    "    included: ['src/**']",
    `    expects: [src/${id}.py]`,
    '    verify: [{ gate: unit }]',
    '    stop: [{ id: gone, text: The list is gone., missing: [list.md] }]',
    '    good: It is there.',
    '    bad: It is not.',
    '    decide: Ask.',
    ...more.map((line) => `    ${line}`),
    '',
  ].join('\n');

const text = (...parts: readonly string[]): string => `version: 1\ntitle: C\n${parts.join('')}`;

const two = text('slices:\n', slice('one'), slice('two'));

const registries = [
  'registries:',
  '  evaluations: { file: evals.yaml, entries: evals, refers: { evidence: evidence } }',
  '  evidence: { file: evidence.yaml, entries: items, id: name, path: path }',
  '',
].join('\n');

interface Now {
  readonly texts?: Readonly<Record<string, string | undefined>>;
  readonly changed?: readonly string[];
  readonly gates?: ChainFacts['gates'];
  readonly commands?: ChainFacts['commands'];
  readonly active?: string;
  readonly reviewed?: boolean;
}

const texts = { 'src/one.py': 'x = 1\n', 'src/two.py': 'y = 1\n', 'list.md': '# List\n' };

const factsOf = (now: Now): ChainFacts => {
  const all = { ...texts, ...now.texts };
  const files = Object.entries(all)
    .flatMap(([name, content]) => (content === undefined ? [] : [name]))
    .sort();
  const changed = new Set(now.changed ?? []);
  return {
    files,
    read: (name) => all[name as keyof typeof all],
    unread: new Map(),
    committed: files.filter((name) => !changed.has(name)),
    changed,
    gates: now.gates ?? new Map([['unit', 'green']]),
    commands: now.commands ?? new Map(),
    active: now.active,
    reviewed: now.reviewed ?? true,
  };
};

const standing = (source: string, now: Now = {}) => {
  const file = readChain(path, source);
  assert.deepEqual(file.problems, []);
  const stood = standOfChain(file, factsOf(now));
  assert.ok(stood);
  return stood;
};

const tell = ({ id, state, mayStart }: SliceStanding): string => `${id} ${state}${mayStart ? ' may start' : ''}`;
const states = (source: string, now: Now = {}): readonly string[] => standing(source, now).slices.map(tell);
const holds = (source: string, now: Now = {}, index = 0): readonly string[] =>
  standing(source, now).slices[index]?.holds.map(
    ({ kind, line, column, message }) => `${kind} ${line}:${column} ${message}`,
  ) ?? [];

const law = `version: 1
title: T
codex: active
mode-required: false
gates:
  - { id: unit, commands: [{ run: make test }], because: Tests. }
`;
const { policy } = mergeLayers([readLayer('policy.yaml', law)]);

const complaints = (file: ChainFile): readonly string[] =>
  checkChainFile(file, policy).map(({ line, column, code }) => `${line}:${column} ${code}`);

describe('a chain', () => {
  it('is done slice by slice, by what is there and by nothing it says of itself', () => {
    assert.deepEqual(states(two), ['one done', 'two done']);
    assert.equal(firstUndone(standing(two)), undefined);
    const half = { texts: { 'src/two.py': undefined } };
    assert.deepEqual(states(two, half), ['one done', 'two ready may start']);
    assert.equal(firstUndone(standing(two, half))?.id, 'two');
    assert.deepEqual(states(two, { texts: { 'src/one.py': undefined, 'src/two.py': undefined } }), [
      'one ready may start',
      'two waiting',
    ]);
  });

  it('waits for what is under way', () => {
    const now = { texts: { 'src/two.py': undefined }, active: 'one' };
    assert.deepEqual(states(two, now), ['one active', 'two waiting']);
  });

  it('takes a file for one that is there once it is committed', () => {
    const now = { changed: ['src/one.py'] };
    assert.deepEqual(states(two, now), ['one ready may start', 'two done']);
    assert.deepEqual(holds(two, now), ['uncommitted 7:15 `src/one.py` is not committed.']);
  });

  it('never takes a gate for green that was not run, is stale or is none', () => {
    const told = (['not-run', 'stale', 'red', undefined] as const).map((state) => {
      const gates = new Map(state === undefined ? [] : [['unit', state] as const]);
      return [states(two, { gates })[0], ...holds(two, { gates })];
    });
    assert.deepEqual(told, [
      ['one unverified', 'unverified 8:22 The gate `unit` was not run yet.'],
      ['one unverified', 'unverified 8:22 The gate `unit` was run on other files.'],
      ['one ready may start', 'verification 8:22 The gate `unit` is red on the files as they are.'],
      ['one ready may start', 'verification 8:22 The gate `unit` is no gate of the policy.'],
    ]);
  });

  it('asks of its own commands what it asks of gates', () => {
    const source = two.replace('[{ gate: unit }]', '[{ run: make one }, { run: make two, minutes: 2, folder: sub }]');
    assert.deepEqual(holds(source), ['unverified 8:14 Its commands were not run yet.']);
    assert.deepEqual(holds(source, { commands: new Map([['one', 'red']]) }), [
      'verification 8:14 Its commands failed on the files as they are.',
    ]);
    assert.deepEqual(holds(source, { commands: new Map([['one', 'green']]) }), []);
    const { chain } = readChain(path, source);
    assert.ok(chain?.slices[0] && chain.slices[1]);
    assert.deepEqual(gateOfSlice('c', chain, chain.slices[0])?.commands, [
      { run: 'make one', folder: '', minutes: 10 },
      { run: 'make two', folder: 'sub', minutes: 2 },
    ]);
    assert.equal(gateOfSlice('c', chain, chain.slices[1]), undefined);
  });

  it('stops at a condition that holds, and where it cannot be told', () => {
    assert.deepEqual(holds(two, { texts: { 'list.md': undefined } }), [
      'stop 9:30 The list is gone. (`list.md` is not there)',
    ]);
    const found = two.replace('missing: [list.md]', "found: { pattern: 'WARN', in: ['*.md'] }");
    assert.deepEqual(holds(found), []);
    assert.deepEqual(holds(found, { texts: { 'list.md': 'WARN\n' } }), [
      'stop 9:30 The list is gone. (it is found in `list.md`)',
    ]);
    assert.match(
      holds(found, { texts: { 'list.md': undefined } })[0] ?? '',
      /there is no file in `\*\.md` to look into/,
    );
    const gate = two.replace('missing: [list.md]', 'gate: unit').replace('[{ gate: unit }]', '[{ run: make }]');
    const commands = new Map([['one', 'green'] as const]);
    assert.deepEqual(holds(gate, { commands, gates: new Map([['unit', 'red']]) }), [
      'stop 9:30 The list is gone. (the gate `unit` is red on the files as they are)',
    ]);
    assert.deepEqual(states(gate, { commands, gates: new Map([['unit', 'stale']]) })[0], 'one unverified');
  });

  it('cannot tell of a file that is searched and cannot be read', () => {
    const found = two.replace('missing: [list.md]', "found: { pattern: 'WARN', in: ['*.bin'] }");
    const facts = factsOf({ texts: { 'a.bin': 'x' } });
    const stood = standOfChain(readChain(path, found), { ...facts, read: () => undefined });
    assert.match(stood?.slices[0]?.holds.at(-1)?.message ?? '', /`a\.bin` cannot be read, so it cannot be told/);
  });

  it('searches in each line, and takes no notice of case', () => {
    const found = two.replace('missing: [list.md]', "found: { pattern: '^- \\[ \\] todo', in: ['*.md'] }");
    assert.deepEqual(holds(found), []);
    assert.deepEqual(holds(found, { texts: { 'list.md': '# List\n\n- [ ] TODO\n' } }), [
      'stop 9:30 The list is gone. (it is found in `list.md`)',
    ]);
  });

  it('cannot tell what is open in a file it leaves that cannot be read', () => {
    const facts = factsOf({});
    const stand = (unread: ChainFacts['unread']) =>
      standOfChain(readChain(path, two), {
        ...facts,
        read: (name) => (name === 'src/one.py' ? undefined : facts.read(name)),
        unread,
      })?.slices[0];
    const large = stand(new Map([['src/one.py', 'src/one.py has 2.5 MB; texts of more than 2 MB are not read.']]));
    assert.deepEqual(
      large?.holds.map(({ kind, path: at, message }) => [kind, at, message]),
      [
        [
          'file',
          'src/one.py',
          'src/one.py has 2.5 MB; texts of more than 2 MB are not read. What is open in it cannot be told.',
        ],
      ],
    );
    assert.notEqual(large.state, 'done');
    assert.match(stand(new Map())?.holds[0]?.message ?? '', /^`src\/one\.py` cannot be read\. What is open/);
  });

  it('asks a person where nothing else tells, and believes what was reviewed', () => {
    const open = two.replace(', missing: [list.md]', '');
    assert.deepEqual(states(open)[0], 'one decision-needed');
    assert.deepEqual(holds(open), ['decision 9:30 The list is gone. (only a person can tell: Ask.)']);
    const decided = (answer: string): string =>
      open.replace(
        '    decide: Ask.\n',
        `    decide: Ask.\n    decisions: [{ on: gone, answer: ${answer}, who: Ada, at: 2026-11-01, because: It moved. }]\n`,
      );
    assert.deepEqual(holds(decided('clear')), []);
    assert.equal(holds(decided('clear'), { reviewed: false }).length, 1, 'nobody has reviewed it');
    assert.match(holds(decided('holds'))[0] ?? '', /stop .*Ada decided on 2026-11-01 that it holds: It moved\./);
  });

  it('does not let a decision lift what a machine can tell', () => {
    const decided = two.replace(
      '    decide: Ask.\n',
      '    decide: Ask.\n    decisions: [{ on: gone, answer: clear, who: Ada, at: 2026-11-01, because: So. }]\n',
    );
    assert.equal(holds(decided, { texts: { 'list.md': undefined } }).length, 1);
  });

  it('says what is blocked by a migration or open, and starts neither', () => {
    const gone = { texts: { 'src/one.py': undefined, 'src/two.py': undefined } };
    const blocked = two.replace('    good: It is', '    migration-blocked: The table moves.\n    good: It is');
    assert.deepEqual(states(blocked, gone), ['one migration-blocked', 'two waiting']);
    assert.match(holds(blocked, gone)[0] ?? '', /^migration-blocked 10:24 It is MIGRATION_BLOCKED: The table moves\.$/);
    const open = two.replace('goal: Add a.', 'goal: Add {{NAME}} and TBD.');
    assert.deepEqual(states(open, gone)[0], 'one open-variables');
    assert.deepEqual(
      holds(open, gone)
        .slice(0, 2)
        .map((told) => told.slice(0, 34)),
      ['open-variable 5:11 `{{NAME}}` is o', 'open-variable 5:11 `TBD` is open: '].map((told) => told.slice(0, 34)),
    );
    const words = two.replace(
      'decide: Ask.',
      'decide: Mark it MIGRATION_BLOCKED, as ${{ secrets.X }} and {{ value }} are.',
    );
    assert.deepEqual(states(words), ['one done', 'two done']);
  });

  it('finds marks in the files that a slice leaves, with their places', () => {
    const now = { texts: { 'src/one.py': 'x = 1\n# MIGRATION_BLOCKED\ny = "{{ TARGET }}"\n' } };
    const [first, second] = standing(two, now).slices[0]?.holds ?? [];
    assert.deepEqual([first?.path, first?.line, first?.column, first?.kind], ['src/one.py', 2, 3, 'migration-blocked']);
    assert.deepEqual([second?.line, second?.column, second?.kind], [3, 6, 'open-variable']);
    assert.equal(states(two, now)[0], 'one migration-blocked may start', 'its task may mend it');
  });
});

describe('the registries of a chain', () => {
  const source = text(registries, 'slices:\n', slice('one', 'evaluations: [EVAL-1]', 'evidence: [EVID-1]'));
  const sound = {
    'evals.yaml':
      'evals:\n  - id: EVAL-1\n    evidence: [EVID-1]\n  - id: EVAL-2\n    status: UNREADY\n    evidence: [EVID-9]\n',
    'evidence.yaml': 'items:\n  - name: EVID-1\n    path: list.md\n  - name: EVID-2\n    status: UNREADY\n',
  };

  const problems = (changes: Readonly<Record<string, string | undefined>>): readonly string[] =>
    standing(source, { texts: { ...sound, ...changes } }).problems.map(
      ({ source: file, line, column, code }) => `${file}:${line}:${column} ${code}`,
    );

  const kinds = (changes: Readonly<Record<string, string | undefined>>) =>
    standing(source, { texts: { ...sound, ...changes } }).slices.map(({ state, mayStart, holds: all }) => [
      state,
      mayStart,
      ...all.map(({ kind, start }) => `${kind}${start ? ' start' : ''}`),
    ])[0];

  it('are closed: whatever is not right is named at its file, line and column', () => {
    assert.deepEqual(problems({}), []);
    const { 'evals.yaml': evals, 'evidence.yaml': evidence } = sound;
    const table: readonly (readonly [string, string | undefined, readonly string[]])[] = [
      ['evals.yaml', undefined, [`${path}:4:24 no-registry`]],
      ['evals.yaml', 'evals: [\n', ['evals.yaml:1:8 yaml-syntax']],
      ['evals.yaml', 'other: []\n', ['evals.yaml:1:1 no-entries']],
      ['evals.yaml', '- a\n', ['evals.yaml:1:1 not-a-map']],
      ['evals.yaml', evals.replace('[EVID-1]', '[EVID-7]'), ['evals.yaml:3:16 unknown-id']],
      ['evals.yaml', evals.replace('[EVID-1]', 'EVID-2'), ['evals.yaml:3:15 unready-id']],
      ['evals.yaml', evals.replace('UNREADY', 'SOON'), ['evals.yaml:5:13 unknown-status']],
      ['evals.yaml', evals.replace('EVAL-2', 'EVAL-1'), ['evals.yaml:4:9 duplicate-id']],
      ['evals.yaml', 'evals: [{ title: x }]\n', ['evals.yaml:1:11 no-id']],
      ['evidence.yaml', evidence.replace('list.md', 'gone.md'), ['evidence.yaml:3:11 missing-file']],
      ['evidence.yaml', evidence.replace('    path: list.md\n', ''), ['evidence.yaml:2:5 missing-key']],
      [
        'evidence.yaml',
        evidence.replace('EVID-2', 'EVID-1'),
        ['evals.yaml:3:16 unready-id', 'evidence.yaml:4:11 duplicate-id'],
      ],
    ];
    for (const [file, changed, expected] of table)
      assert.deepEqual(
        problems({ [file]: changed }).map((told) =>
          told.replace(/:\d+ (no-entries|missing-key|no-id|yaml-syntax|not-a-map)$/, ' $1'),
        ),
        expected.map((told) => told.replace(/:\d+ (no-entries|missing-key|no-id|yaml-syntax|not-a-map)$/, ' $1')),
        changed,
      );
  });

  it('keep a slice from being done by what they do not have or is not ready', () => {
    assert.deepEqual(kinds({}), ['done', false]);
    assert.deepEqual(kinds({ 'evals.yaml': 'evals: []\n' }), ['unready', false, 'unready start']);
    assert.deepEqual(kinds({ 'evals.yaml': 'evals: [{ id: EVAL-1, status: UNREADY }]\n' }), [
      'unready',
      false,
      'unready start',
    ]);
    assert.deepEqual(kinds({ 'evals.yaml': 'evals: [{ id: EVAL-1, status: MIGRATION_BLOCKED }]\n' }), [
      'migration-blocked',
      false,
      'migration-blocked start',
    ]);
    assert.deepEqual(kinds({ 'evals.yaml': undefined }), ['ready', false, 'registry start']);
    assert.deepEqual(kinds({ 'evidence.yaml': 'items: []\n' }), ['ready', true, 'evidence']);
    assert.deepEqual(kinds({ 'evidence.yaml': 'items: [{ name: EVID-1, status: UNREADY }]\n' }), [
      'ready',
      true,
      'evidence',
    ]);
  });

  it('make a stop condition hold while anything is wrong with them', () => {
    const stopping = source.replace('missing: [list.md]', 'registries: true');
    assert.deepEqual(holds(stopping, { texts: sound }), []);
    assert.match(
      holds(stopping, { texts: { ...sound, 'evals.yaml': sound['evals.yaml'].replace('[EVID-1]', '[EVID-7]') } })[0] ??
        '',
      /^stop .*evals\.yaml line 3: The registry `evidence` has no `EVID-7`\. Did you mean `EVID-1`\?\)$/,
    );
  });
});

describe('the file of a chain', () => {
  it('says every mistake at its line and column', () => {
    assert.deepEqual(complaints(readChain(path, two)), []);
    const table: readonly (readonly [string, RegExp])[] = [
      [two.replace('    good: It is there.\n', ''), /missing-key/],
      [two.replace('id: two', 'id: one'), /13:9 duplicate-id/],
      [two.replace('gate: unit', 'gate: unti'), /8:22 unknown-id/],
      [two.replace('{ gate: unit }', '{ run: make | tee log }'), /8:21 bad-command/],
      [two.replace('{ gate: unit }', '{ run: make, folder: ../x }'), /8:35 bad-path/],
      [two.replace('missing: [list.md]', 'gate: nope'), /unknown-id/],
      [two.replace('missing: [list.md]', 'gate: unit, missing: [list.md]'), /bad-value/],
      [two.replace('missing: [list.md]', "found: { pattern: '(', in: ['*'] }"), /pattern/],
      [two.replace('    goal: Add a.', '    goal: Add a.\n    mode: fix'), /unknown-mode/],
      [two.replace('    good: It', '    evidence: [EVID-1]\n    good: It'), /unknown-id/],
      [text(registries.replace('evidence: evidence', 'evidence: proof'), 'slices:\n', slice('one')), /4:72 unknown-id/],
      [`${two}    decisions: [{ on: x, answer: clear, who: A, at: 2026-11-01, because: B }]\n`, /unknown-id/],
    ];
    for (const [source, expected] of table) {
      const told = complaints(readChain(path, source));
      assert.equal(told.length, 1, `${told.join('; ')} in ${source}`);
      assert.match(told[0] ?? '', expected);
    }
    assert.equal(standOfChain(readChain(path, 'slices: 1\n'), factsOf({})), undefined);
  });
});
