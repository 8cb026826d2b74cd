import type { Example } from '../../rule-kind.ts';

/** Changes that a rule of deterministic tests lets pass. */
export const testDeterminismNearMisses: readonly Example[] = [
  {
    title: 'files that are no tests',
    with: {},
    before: {},
    after: { 'src/a.py': 'import requests\nrequests.get("https://example.com")\n', 'docs/a.md': 'requests.get(url)\n' },
  },
  {
    title: 'prose, strings, comments and an import alone',
    with: {},
    before: {},
    after: {
      'tests/test_a.py':
        '"""Calls requests.get."""\nimport requests, openai\n# time.time()\ntext = "datetime.now()"\nrequests.Response()\nretry(requests.get)\nopenai.RateLimitError("a")\n',
      'src/a.test.ts': "// fetch('https://example.com')\nconst text = 'Date.now()';\n",
    },
  },
  {
    title: 'names that the text gives to something of its own',
    with: {},
    before: {},
    after: {
      'tests/test_a.py':
        'from app import time\ndef test_a(random, requests):\n    time.time()\n    random.random()\n    requests.get(url)\n',
      'src/a.test.ts': "import { fetch } from './api';\nfetch('https://example.com');\n",
    },
  },
  {
    title: 'addresses of this machine, and clients that are asked nothing',
    with: {},
    before: {},
    after: {
      'tests/test_a.py':
        'import requests, openai, boto3\nrequests.get("http://localhost:8000/a")\nrequests.get(f"http://127.0.0.1:{port}/a")\nrequests.Session()\nopenai.OpenAI(base_url="http://localhost:1234/v1")\nboto3.client("s3", endpoint_url="http://localhost:4566")\n',
      'src/a.test.ts': "fetch('/api/a');\n",
    },
  },
  {
    title: 'a constant that is an address of this machine, also in another file',
    with: {},
    before: {},
    after: {
      'src/config.ts': "export const API = import.meta.env.VITE_API ?? '';\n",
      'src/a.test.ts': "import { API } from './config';\nfetch(`${API}/a`);\n",
    },
  },
  {
    title: 'moments and seeds that are given',
    with: {},
    before: {},
    after: {
      'tests/test_a.py':
        'import random, time\nfrom datetime import datetime\nimport numpy as np\ndatetime(2024, 1, 1)\nrandom.Random(1).random()\nnp.random.default_rng(seed=1)\ntime.gmtime(0)\ntime.perf_counter()\n',
      'src/a.test.ts': "new Date('2024-01-01');\nDate.parse('2024-01-01');\n",
    },
  },
  {
    title: 'a clock that is frozen, and chance with a seed',
    with: {},
    before: {},
    after: {
      'tests/test_a.py':
        'import time\nfrom freezegun import freeze_time\n@freeze_time("2024-01-01")\ndef test_a():\n    time.time()\n',
      'tests/test_b.py': 'import time\ndef test_b(freezer):\n    time.time()\n',
      'tests/test_c.py': 'import random\nrandom.seed(1)\nrandom.random()\n',
      'src/a.test.ts': 'vi.useFakeTimers();\nDate.now();\n',
      'src/b.test.ts': 'Date.now = () => 1;\nage(Date.now());\n',
    },
  },
  {
    title: 'a network that is faked',
    with: {},
    before: {},
    after: {
      'tests/test_a.py':
        'import requests, responses\n@responses.activate\ndef test_a():\n    requests.get("https://example.com")\n',
      'tests/test_b.py': 'import httpx\ndef test_b(httpx_mock):\n    httpx.get("https://example.com")\n',
      'tests/test_c.py':
        'import httpx\nwith httpx.Client(transport=httpx.MockTransport(answer)) as client:\n    client.get("https://example.com")\n',
      'src/a.test.ts':
        "import { setupServer } from 'msw/node';\nconst server = setupServer();\nfetch('https://example.com');\n",
      'src/b.test.ts':
        "import { createServer } from 'node:http';\nconst server = createServer(answer).listen(0);\nfetch(url);\n",
    },
  },
  {
    title: 'calls that are replaced: patched, spied on, assigned',
    with: {},
    before: {},
    after: {
      'tests/test_a.py':
        'import requests\nfrom unittest.mock import patch\n@patch("app.client.requests.get")\ndef test_a(get):\n    requests.get(url)\n',
      'tests/test_b.py':
        'import time\ndef test_b(monkeypatch):\n    monkeypatch.setattr(time, "time", lambda: 1)\n    time.time()\n',
      'tests/test_c.py':
        'import openai\ndef test_c(mocker):\n    mocker.patch("app.llm.OpenAI")\n    openai.OpenAI()\n',
      'src/a.test.ts': "vi.stubGlobal('fetch', answer);\nawait fetch(url);\n",
      'src/b.test.ts': "import axios from 'axios';\nvi.mock('axios');\naxios.get(url);\n",
      'src/c.test.ts': 'globalThis.fetch = vi.fn();\nawait fetch(url);\n',
      'src/d.test.ts': "import http from 'http';\njest.mock('node:http');\nhttp.get(url);\n",
    },
  },
  {
    title: 'fakes in what is run before the tests',
    with: {},
    before: { 'tests/conftest.py': 'import random\nrandom.seed(1)\n' },
    after: {
      'tests/conftest.py': 'import random\nrandom.seed(1)\n',
      'tests/unit/test_a.py': 'import random\nrandom.random()\n',
      'vitest.setup.ts': 'vi.useFakeTimers();\n',
      'src/a.test.ts': 'Date.now();\n',
    },
  },
  {
    title: 'databases in memory, in a folder of the test, and faked',
    with: {},
    before: {},
    after: {
      'tests/test_a.py': [
        'import sqlite3',
        'from sqlalchemy import create_engine',
        'sqlite3.connect(":memory:")',
        'sqlite3.connect(tmp_path / "a.db")',
        'sqlite3.connect(f"{tmp_path}/a.db")',
        'sqlite3.connect(f"a{tmp_path}.db")',
        'create_engine("sqlite://")',
        'create_engine("sqlite+pysqlite:///:memory:")',
        '',
      ].join('\n'),
      'tests/test_b.py':
        'import psycopg\nfrom testcontainers.postgres import PostgresContainer\nbase = PostgresContainer()\npsycopg.connect(url)\n',
    },
  },
  {
    title: 'topics that are switched off, and calls that are allowed',
    with: { network: false, random: false, clock: [], allow: ['time.*', 'psycopg'] },
    before: {},
    after: {
      'tests/test_a.py':
        'import random, requests, time, psycopg\nrequests.get(url)\nrandom.random()\ntime.time()\npsycopg.connect(url)\n',
    },
  },
  {
    title: 'a call that stood there before, in a test that was renamed and in one that was moved',
    with: {},
    before: {
      'tests/test_a.py': 'import time\ndef test_a():\n    assert time.time()\n',
      'tests/test_b.py': 'import random\nx = random.random()\n',
    },
    after: {
      'tests/test_a.py': 'import time\ndef test_c():\n    assert 1 < time.time()\n',
      'tests/test_c.py': 'import random\nclass Case:\n    x  =  random.random()\n',
    },
  },
  {
    title: 'what steadies all tests of a file, and helpers that a steadied test calls',
    with: {},
    before: {},
    after: {
      'tests/test_a.py':
        'import time\ndef calm(monkeypatch):\n    monkeypatch.setattr(time, "time", lambda: 1)\ndef test_a():\n    assert time.time()\n',
      'tests/test_b.py':
        'import requests\nclass TestA:\n    def setup_method(self, requests_mock):\n        pass\n    def test_a(self):\n        requests.get(url)\n',
      'src/a.test.ts': "beforeEach(() => {\n  vi.useFakeTimers();\n});\nit('a', () => {\n  age(Date.now());\n});\n",
      'src/b.test.ts':
        "describe('a', () => {\n  vi.useFakeTimers();\n  it('a', () => {\n    age(Date.now());\n  });\n});\n",
    },
  },
  {
    title: 'what such calls go through, replaced',
    with: {},
    before: {},
    after: {
      'tests/test_a.py': [
        'import http.client',
        'import urllib.request',
        'from unittest.mock import patch',
        'def test_a():',
        '    http.client.HTTPConnection = fake(b"HTTP/1.1 200 OK")',
        '    assert urllib.request.urlopen("http://python.org/path")',
        '@patch("http.client.HTTPSConnection")',
        'def test_b(connection):',
        '    assert urllib.request.urlopen("https://python.org/path")',
        'def test_c(monkeypatch):',
        '    monkeypatch.setattr(http.client.HTTPConnection, "request", fake)',
        '    assert urllib.request.urlopen("http://python.org/path")',
        '',
      ].join('\n'),
      'src/a.test.ts':
        "it.each([1])('a', () => {\n  vi.useFakeTimers();\n  age(Date.now());\n});\ntest.describe('b', () => {\n  vi.useFakeTimers();\n  test('c', () => age(Date.now()));\n});\n",
    },
  },
];
