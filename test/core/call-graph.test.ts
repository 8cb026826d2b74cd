import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { factParsersFor, readFacts } from '#core';
import { loadParsers } from '#repo';
import { callsAny } from '../../src/core/calls/call-graph.ts';
import { endsInAny, endsInWordsOfAny, spelledLike, wordsOf } from '../../src/core/calls/names.ts';
import { pickFunctions, tellFunctions } from '../../src/core/calls/pick-functions.ts';
import { schemaProperties } from '../../src/core/shapes/schema-properties.ts';
import { listNames, tellPlaces } from '../../src/core/wording.ts';

const read = readFacts(await loadParsers(factParsersFor(['a.py', 'a.ts'])));

type Files = Readonly<Record<string, string>>;

/** True where the function `start` of the first file reaches a call of `check`. */
const reaches = (files: Files, depth = 3): boolean => {
  const facts = new Map(Object.entries(files).map(([path, text]) => [path, read(path, text)]));
  const program = { has: (path: string) => facts.has(path), facts: (path: string) => facts.get(path) };
  const [path = ''] = facts.keys();
  const first = facts.get(path) ?? assert.fail(`${path} was not read`);
  const index = first.functions.findIndex(({ name }) => /(?:^|\.)start$/.test(name));
  assert.ok(index >= 0, 'no function is called start');
  return callsAny(program, { path, facts: first, index }, depth, ({ names }) => names.some(endsInAny(['check'])));
};

const found: Readonly<Record<string, Files>> = {
  'a function of the same file': { 'a.py': 'def start(): go()\ndef go(): check()\n' },
  'an arrow function': { 'a.ts': 'const start = () => go();\nconst go = () => check();\n' },
  'a function that is given to a name in Python': { 'a.py': 'go = lambda: check()\ndef start(): go()\n' },
  'a module in a package': {
    'a.py': 'import pkg.mod\ndef start(): pkg.mod.go()\n',
    'pkg/mod.py': 'def go(): check()\n',
  },
  'a name that a package hands on': {
    'a.py': 'from pkg import go\ndef start(): go()\n',
    'pkg/__init__.py': 'from .mod import run as go\n',
    'pkg/mod.py': 'def run(): check()\n',
  },
  'a name that an index hands on': {
    'a.ts': "import { go } from './pkg';\nexport function start() { go(); }\n",
    'pkg/index.ts': "export { run as go } from './mod';\n",
    'pkg/mod.ts': 'export const run = () => check();\n',
  },
  'a default export': {
    'a.ts': "import go from './go';\nexport function start() { go(); }\n",
    'go.ts': 'export default function () { check(); }\n',
  },
  'a default export with a name': {
    'a.ts': "import go from './go';\nexport function start() { go(); }\n",
    'go.ts': 'export default function go() { check(); }\n',
  },
  'a namespace': {
    'a.ts': "import * as all from './go';\nfunction start() { all.go(); }\n",
    'go.ts': 'export function go() { check(); }\n',
  },
  'a constructor': { 'a.py': 'class Go:\n  def __init__(self): check()\ndef start(): Go()\n' },
  'a method of an object that was made': {
    'a.py': 'class Go:\n  def run(self): check()\ndef start():\n  it = Go()\n  it.run()\n',
  },
  'a method of a base in another file': {
    'a.py': 'import b\nclass Go(b.Base):\n  def start(self): self.run()\n',
    'b.py': 'class Base:\n  def run(self): check()\n',
  },
  'a static import inside of the function': {
    'a.py': 'def start():\n  from b import go\n  go()\n',
    'b.py': 'def go(): check()\n',
  },
  'a function inside that is called': { 'a.py': 'def start():\n  def inner():\n    check()\n  return inner\n' },
  'what an else holds that runs': { 'a.py': 'def start():\n  if x: pass\n  else: check()\n' },
};

const lost: Readonly<Record<string, readonly [Files, number?]>> = {
  'a function inside that nobody calls': [{ 'a.py': 'def start():\n  def inner():\n    check()\n  return 1\n' }],
  'a branch that never runs': [{ 'a.ts': 'function start() { if (false) { check(); } while (0) check(); }\n' }],
  'the else of what always holds': [{ 'a.py': 'def start():\n  if True: pass\n  else:\n    with x: check()\n' }],
  'a name that is only read': [{ 'a.py': 'def start():\n  x = check\n' }],
  'a parameter that is called like a function': [
    { 'a.ts': 'const go = () => check();\nfunction start(go) { go(); }\n' },
  ],
  'a package': [{ 'a.py': 'from vendor import go\ndef start(): go()\n' }],
  'a module that only the running program knows': [
    { 'a.py': 'def start(): __import__(x).go()\n', 'go.py': 'def go(): check()\n' },
  ],
  'a call too far away': [{ 'a.py': 'def start(): go()\ndef go(): check()\n' }, 0],
  'files that hand a name to each other': [
    { 'a.py': 'from b import go\ndef start(): go()\n', 'b.py': 'from c import go\n', 'c.py': 'from b import go\n' },
  ],
};

describe('calls across files', () => {
  for (const [title, files] of Object.entries(found)) it(`reach ${title}`, () => assert.ok(reaches(files)));
  for (const [title, [files, depth]] of Object.entries(lost)) {
    it(`do not reach ${title}`, () => assert.ok(!reaches(files, depth)));
  }
});

describe('names', () => {
  it('end in a pattern by whole names', () => {
    const isMeant = endsInAny(['rights.ensure_*', '*.execute']);
    for (const name of ['rights.ensure_allowed', '../app/rights.ensure_x', 'a.rights().ensure_', 'x.execute']) {
      assert.ok(isMeant(name), name);
    }
    for (const name of ['copyrights.ensure_x', 'ensure_x', 'execute', 'rights.ensure_x.y', 'rights.Ensure_x']) {
      assert.ok(!isMeant(name), name);
    }
  });

  it('are made of words, in whatever spelling', () => {
    for (const name of ['userEMail', 'user_e_mail', 'USER-E-MAIL'])
      assert.deepEqual(wordsOf(name), ['user', 'e', 'mail']);
    assert.deepEqual(wordsOf('parseHTTPBody2'), ['parse', 'http', 'body2']);
    assert.ok(endsInWordsOfAny(['pattern_id'])('ATTR_PATTERN_ID'));
    assert.ok(!endsInWordsOfAny(['pattern_id'])('id'));
    assert.ok(spelledLike(['retry*'])('retryCount') && !spelledLike(['retry*'])('max_retry'));
  });
});

describe('the functions a rule is about', () => {
  it('are told by name, decorator and reach; what is inside of one is a part of it', () => {
    const text = '@task\ndef run():\n  def run_part(): f()\n@x.task\ndef _run(): f()\ndef stop(): f()\n';
    const facts = read('a.py', text) ?? assert.fail();
    const names = (options: Partial<Parameters<typeof pickFunctions>[1]>) =>
      pickFunctions(facts, { 'exported-only': false, ...options }).map((index) => facts.functions[index]?.name);
    assert.deepEqual(names({}), ['run', '_run', 'stop']);
    assert.deepEqual(names({ functions: ['run*'] }), ['run']);
    assert.deepEqual(names({ 'decorated-with': ['task'] }), ['run', '_run']);
    assert.deepEqual(names({ 'exported-only': true }), ['run', 'stop']);
  });

  it('are named in a sentence', () => {
    const all = { 'exported-only': false };
    assert.equal(tellFunctions(all), 'every function');
    assert.equal(
      tellFunctions({ ...all, functions: ['a', 'b'], 'decorated-with': ['c'] }),
      'every function named `a` or `b` with the decorator `c`',
    );
    assert.equal(listNames(['a', 'b', 'c'], 'and'), '`a`, `b` and `c`');
    assert.equal(tellPlaces({ in: [] }), 'Everywhere');
    assert.equal(tellPlaces({ in: ['a/**'] }), 'In `a/**`');
  });
});

const propertiesOf = (path: string, text: string) => schemaProperties(path, text)?.map(({ name }) => name);

describe('the properties of a schema', () => {
  it('are found however deep, in JSON and YAML', () => {
    assert.deepEqual(
      propertiesOf('a.json', '{"$defs": [{"properties": {"a": {"properties": {"b": 1}}, "properties": {"c": 1}}}]}'),
      ['a', 'properties', 'b'],
    );
    assert.deepEqual(propertiesOf('a.yaml', 'properties:\n  a: 1\n---\nproperties: none\n'), ['a']);
  });

  it('are not known of what does not parse', () => {
    assert.equal(propertiesOf('a.json', '{'), undefined);
    assert.equal(propertiesOf('a.yml', 'a: ['), undefined);
  });

  it('are not known of what is nested too deeply', () => {
    const depth = 200_000;
    assert.equal(propertiesOf('a.json', `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`), undefined);
    assert.equal(propertiesOf('a.yaml', `${'['.repeat(20_000)}${']'.repeat(20_000)}`), undefined);
  });
});
