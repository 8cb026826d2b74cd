import type { Example } from '../../rule-kind.ts';

const network = 'this test reaches the network.';
const clock = 'this test goes by the clock of the machine.';
const chance = 'this test goes by chance.';
const model = 'this test asks a model.';
const database = 'this test needs a database outside of itself.';

/** Changes that a rule of deterministic tests objects to. */
export const testDeterminismFirings: readonly Example[] = [
  {
    title: 'the network, by its clients',
    with: {},
    guard: 'In tests, do not depend on the network, the clock, chance, a model or a database: freeze, seed or fake it.',
    before: {},
    after: {
      'tests/test_a.py': [
        'import requests as r, urllib.request',
        'from httpx import get',
        'def test_a(url):',
        `    r.get("https://example.com")    ← requests.get is called here: ${network}`,
        `    get(url)    ← httpx.get is called here: ${network}`,
        `    urllib.request.urlopen("http://localhost.example")    ← urllib.request.urlopen is called here: ${network}`,
        '    with r.Session() as s:',
        `        s.post(url)    ← requests.Session().post is called here: ${network}`,
        '',
      ].join('\n'),
      'src/a.test.ts': [
        "import axios from 'axios';",
        "import http from 'node:http';",
        `it('a', () => fetch('https://example.com'));    ← fetch is called here: ${network}`,
        `it('b', () => axios.get(url));    ← axios.get is called here: ${network}`,
        `it('c', () => http.get('http://example.com'));    ← http.get is called here: ${network}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'the clock',
    with: {},
    before: {},
    after: {
      'tests/test_a.py': [
        'import time',
        'from datetime import date, datetime as dt',
        'def test_a():',
        `    assert age(dt.now()) == 1    ← datetime.datetime.now is called here: ${clock}`,
        `    assert date.today()    ← datetime.date.today is called here: ${clock}`,
        `    assert time.time() > 1    ← time.time is called here: ${clock}`,
        `    time.localtime()    ← time.localtime is called here: ${clock}`,
        '',
      ].join('\n'),
      'src/a.test.ts': `it('a', () => age(new Date(), Date.now()));    ← Date is called here: ${clock}\n`.replace(
        ', Date.now()',
        '',
      ),
      'src/b.test.ts': `it('a', () => age(Date.now()));    ← Date.now is called here: ${clock}\n`,
    },
  },
  {
    title: 'chance without a seed',
    with: {},
    before: {},
    after: {
      'tests/test_a.py': [
        'import random, numpy as np',
        'from random import choice',
        `x = choice([1, 2])    ← random.choice is called here: ${chance}`,
        `y = np.random.rand(3)    ← numpy.random.rand is called here: ${chance}`,
        `z = random.Random()    ← random.Random is called here: ${chance}`,
        '',
      ].join('\n'),
      'src/a.spec.js': `const x = Math.random();    ← Math.random is called here: ${chance}\n`,
    },
  },
  {
    title: 'a model',
    with: {},
    before: {},
    after: {
      'tests/test_a.py': [
        'import openai',
        'from anthropic import Anthropic',
        `client = openai.OpenAI(api_key="x")    ← openai.OpenAI is called here: ${model}`,
        `other = Anthropic()    ← anthropic.Anthropic is called here: ${model}`,
        '',
      ].join('\n'),
      'src/a.test.ts': `import OpenAI from 'openai';\nconst client = new OpenAI({ apiKey });    ← openai is called here: ${model}\n`,
    },
  },
  {
    title: 'a database outside of the test',
    with: {},
    before: {},
    after: {
      'tests/test_a.py': [
        'import psycopg, sqlite3',
        'from sqlalchemy import create_engine',
        `psycopg.connect(url)    ← psycopg.connect is called here: ${database}`,
        `sqlite3.connect("app.db")    ← sqlite3.connect is called here: ${database}`,
        `create_engine("postgresql://localhost/app")    ← sqlalchemy.create_engine is called here: ${database}`,
        '',
      ].join('\n'),
      'src/a.test.ts': `import { Pool } from 'pg';\nconst pool = new Pool();    ← pg.Pool is called here: ${database}\n`,
    },
  },
  {
    title: 'calls that a policy names, beside those that are known',
    with: { network: ['app.gateway.ask', '*.call_provider'], clock: false },
    before: {},
    after: {
      'tests/test_a.py': [
        'import requests',
        'from app import gateway',
        `gateway.ask("a")    ← app.gateway.ask is called here: ${network}`,
        `self.client.call_provider()    ← self.client.call_provider is called here: ${network}`,
        `requests.get(url)    ← requests.get is called here: ${network}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a fake of something else',
    with: {},
    before: {},
    after: {
      'tests/test_a.py': [
        'import random, time, requests',
        'from unittest.mock import patch',
        'random.seed(1)',
        'def test_a(monkeypatch):',
        '    monkeypatch.setattr(app, "get", fake)',
        '    with patch("app.requests.post"), patch("app.timeout"):',
        `        time.time()    ← time.time is called here: ${clock}`,
        '        requests.get(url)',
        '',
      ].join('\n'),
      'tests/test_c.py': `import requests\ndef test_c(monkeypatch):\n    monkeypatch.setattr(app, "get", fake)\n    requests.get(url)    ← requests.get is called here: ${network}\n`,
      'tests/test_b.py': `import freezegun, random\nrandom.random()    ← random.random is called here: ${chance}\n`,
    },
  },
  {
    title: 'a fake in a file that is not run before it',
    with: {},
    before: { 'tests/unit/conftest.py': 'import freezegun\n', 'tests/other.py': 'import freezegun\n' },
    after: {
      'tests/unit/conftest.py': 'import freezegun\n',
      'tests/other.py': 'import freezegun\n',
      'tests/test_a.py': `import time\ntime.time()    ← time.time is called here: ${clock}\n`,
    },
  },
  {
    title: 'other files, where a rule counts them',
    with: { counts: ['code'] },
    before: {},
    after: {
      'checks/a.py': `import random\nrandom.random()    ← random.random is called here: ${chance}\n`,
      'tests/test_a.py': 'import random\nrandom.random()\n',
    },
  },
  {
    title: 'one more call beside an old one',
    with: {},
    before: { 'tests/test_a.py': 'import time\ndef test_a():\n    time.time()\n' },
    after: {
      'tests/test_a.py': `import time\ndef test_a():\n    time.time()\ndef test_b():\n    time.time()    ← time.time is called here: ${clock}\n`,
    },
  },
  {
    title: 'what steadies one test, and no other',
    with: {},
    before: {},
    after: {
      'tests/test_a.py': [
        'import time',
        'from unittest.mock import patch',
        'def test_a(freezer):',
        '    assert time.time()',
        'def test_b():',
        `    assert time.time()    ← time.time is called here: ${clock}`,
        'class TestC:',
        '    def test_c(self):',
        `        assert time.time()    ← time.time is called here: ${clock}`,
        '',
      ].join('\n'),
      'tests/test_b.py': [
        'import time',
        'import requests',
        'from unittest.mock import patch',
        '@patch("app.requests.get")',
        'def test_a(get):',
        '    requests.get(url)',
        'def test_b(monkeypatch):',
        '    def answer():',
        '        return time.time()',
        '    monkeypatch.setattr(time, "time", answer)',
        'def test_c():',
        `    requests.get(url)    ← requests.get is called here: ${network}`,
        `    assert time.time()    ← time.time is called here: ${clock}`,
        '',
      ].join('\n'),
      'src/a.test.ts': [
        "it('a', () => {",
        '  vi.useFakeTimers();',
        '  age(Date.now());',
        '});',
        "it.each([1])('b', () => {",
        `  age(Date.now());    ← Date.now is called here: ${clock}`,
        '});',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a setting of what such calls go through, and a test that is calm beside one with cases',
    with: {},
    before: {},
    after: {
      'tests/test_a.py': [
        'import http.client',
        'import urllib.request',
        'def test_a():',
        '    http.client.HTTPConnection.debuglevel = 1',
        `    assert urllib.request.urlopen("http://python.org/path")    ← urllib.request.urlopen is called here: ${network}`,
        '',
      ].join('\n'),
      'src/a.test.ts': `it.each([1])('a', () => {\n  vi.useFakeTimers();\n});\nit('b', () => {\n  age(Date.now());    ← Date.now is called here: ${clock}\n});\n`,
    },
  },
];
