import type { Example } from '../../rule-kind.ts';

const network = 'this test reaches the network.';
const clock = 'this test goes by the clock of the machine.';
const database = 'this test needs a database outside of itself.';

/** Fakes, and whom they free. */
export const testDeterminismFakes: readonly Example[] = [
  {
    title: 'a fake at one test, at one class, and one that nobody uses',
    with: {},
    before: {},
    after: {
      'tests/test_a.py': [
        'from datetime import datetime',
        'from freezegun import freeze_time',
        '@freeze_time("2024-01-01")',
        'def test_a():',
        '    assert datetime.now()',
        'def test_b():',
        `    assert datetime.now().year > 2000    ← datetime.datetime.now is called here: ${clock}`,
        '',
      ].join('\n'),
      'tests/test_b.py': [
        'import requests, responses, vcr',
        'def test_a():',
        `    requests.get(url)    ← requests.get is called here: ${network}`,
        '',
      ].join('\n'),
      'tests/test_c.py': [
        'import pytest, requests',
        '@pytest.mark.vcr',
        'class TestA:',
        '    def test_a(self):',
        '        requests.get(url)',
        '@pytest.mark.slow',
        'class TestB:',
        '    def test_b(self):',
        `        requests.get(url)    ← requests.get is called here: ${network}`,
        '',
      ].join('\n'),
      'src/a.test.ts': [
        "import nock from 'nock';",
        "import * as msw from 'msw';",
        `it('a', () => fetch(url));    ← fetch is called here: ${network}`,
        "it('b', () => {",
        '  nock(url);',
        '  return fetch(url);',
        '});',
        '',
      ].join('\n'),
      'src/b.test.js': `const nock = require('nock');\nit('a', () => fetch(url));    ← fetch is called here: ${network}\n`,
    },
  },
  {
    title: 'a fake of one database beside another, that is none',
    with: {},
    before: {},
    after: {
      'tests/test_a.py': [
        'import fakeredis, mongomock, redis, sqlite3, pymongo, psycopg',
        'store = fakeredis.FakeRedis()',
        'redis.Redis()',
        `sqlite3.connect("prod.db")    ← sqlite3.connect is called here: ${database}`,
        `psycopg.connect(url)    ← psycopg.connect is called here: ${database}`,
        `pymongo.MongoClient(url)    ← pymongo.MongoClient is called here: ${database}`,
        '',
      ].join('\n'),
      'src/a.test.ts': [
        "import { newDb } from 'pg-mem';",
        "import { Pool } from 'pg';",
        "import { createClient } from 'redis';",
        'const db = newDb();',
        'const pool = new Pool();',
        `const client = createClient();    ← redis.createClient is called here: ${database}`,
        '',
      ].join('\n'),
    },
  },
  {
    title:
      'fakes for a whole file: a mark, a fixture, what is imported for what it does; cassettes, and files of this machine',
    with: {},
    before: {},
    after: {
      'tests/test_a.py':
        'import pytest, requests\n@pytest.mark.vcr\ndef test_a():\n    requests.get(url)\n@pytest.mark.vcr()\ndef test_b():\n    requests.get(url)\n',
      'tests/test_b.py':
        'import pytest, requests\npytestmark = pytest.mark.vcr\ndef test_a():\n    requests.get(url)\n',
      'tests/test_c.py':
        'import pytest, time\nfrom freezegun import freeze_time\n@pytest.fixture(autouse=True)\ndef frozen():\n    with freeze_time("2024-01-01"):\n        yield\ndef test_a():\n    assert time.time() == 1\n',
      'tests/test_d.py':
        'import mongomock, pymongo\nclient = mongomock.MongoClient()\ndef test_a():\n    pymongo.MongoClient(url)\n',
      'tests/test_e.py': 'from urllib.request import urlopen\nurlopen("file:///srv/a")\nurlopen(f"file://{path}")\n',
      'src/a.test.ts': "import 'jest-fetch-mock';\nit('a', () => fetch(url));\n",
    },
  },
];
