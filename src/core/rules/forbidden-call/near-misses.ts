import type { Example } from '../../rule-kind.ts';

const environment = { names: ['os.environ', 'os.getenv', 'process.env'] };

/** Changes that a rule of forbidden calls lets pass. */
export const forbiddenCallNearMisses: readonly Example[] = [
  {
    title: 'prose, strings and comments',
    with: environment,
    before: {},
    after: {
      'a.py': '"""Reads os.environ["KEY"]."""\n# os.getenv("KEY")\ntext = "os.environ"\nprint(f"os.getenv {key}")\n',
      'a.ts': '// process.env.KEY\nconst text = `process.env.KEY`;\n',
      'a.md': 'os.getenv("KEY")\n',
    },
  },
  {
    title: 'names that only look alike',
    with: { names: ['os.environ', 'os.getenv', 'process.env', 'fetch'] },
    before: {},
    after: {
      'a.py': 'import os, my.os\nos.environb["A"]\nmy.os.environ\nos.path.join("environ")\nconfig.os.environ["A"]\n',
      'a.ts': 'const a = child.process.env;\nprefetch();\nclient.fetch("a");\n',
    },
  },
  {
    title: 'names that the text gives to something of its own',
    with: { names: ['os.environ', 'open', 'fetch'] },
    before: {},
    after: {
      'a.py': 'def load(os, open):\n    open("a")\n    return os.environ\ndef fetch(): pass\nfetch()\n',
      'a.ts': "import { fetch } from './api';\nfetch('a');\nfunction open() {}\nopen();\n",
    },
  },
  {
    title: 'a method that has another name, a function of that name, and a definition',
    with: { names: ['*.execute_tool'] },
    before: {},
    after: {
      'a.py':
        'tools.execute_tools("a")\nexecute_tool("a")\nclass A:\n    def execute_tool(self): pass\nexecute_tool.name\n',
    },
  },
  {
    title: 'what a call gives back',
    with: { names: ['sqlite3.connect', '*.session'], how: ['read', 'write'] },
    before: {},
    after: {
      'a.py':
        'import sqlite3\ndb = sqlite3.connect(path)\ndb.row_factory = row\nprint(sqlite3.connect(path).total_changes, self.session().info)\n',
    },
  },
  {
    title: 'uses that do not count',
    with: { names: ['os.environ'], how: ['write'] },
    before: {},
    after: { 'a.py': 'import os\nos.environ["A"]\nos.environ.get("A")\n' },
  },
  {
    title: 'chance with a seed, and a moment that is told',
    with: {
      names: ['random', 'time.strftime'],
      'unless-given': { 'random.Random': '0|x', 'time.strftime': '1|t' },
    },
    before: {},
    after: {
      'a.py':
        'import random, time\nrandom.Random(42).choice(names)\nrandom.Random(x=seed)\ntime.strftime("%Y", moment)\n',
    },
  },
  {
    title: 'arguments that do not count',
    with: { names: ['open'], arguments: { '1|mode': ['w', 'a*'], encoding: ['utf-?'] } },
    before: {},
    after: {
      'a.py':
        'open(path)\nopen(path, "r", encoding="utf-?")\nopen(path, "wb", encoding="utf-?")\nopen("w", encoding="utf-?")\nopen(path, "w", encoding="utf-8")\nopen(path, mode="w")\n',
    },
  },
  {
    title: 'words and numbers that do not count',
    with: { names: ['requests.get', 'connect'], arguments: { verify: ['False', '0'], '1': ['false'] } },
    before: {},
    after: {
      'a.py':
        'import requests\nrequests.get(url, False, verify=True)\nrequests.get(url, False, verify=None)\nrequests.get(url, "false", verify=10)\nrequests.get(url, False)\n',
      'a.ts': 'connect(url, true);\nconnect(url, null);\n',
    },
  },
  {
    title: 'another argument that is given by its name, where the one that counts could stand',
    with: { names: ['open'], arguments: { '1|mode': ['w'] } },
    before: {},
    after: { 'a.py': 'open(path, encoding="w")\n' },
  },
  {
    title: 'a use that stood there before, in a function that was renamed and in code that was moved',
    with: environment,
    before: {
      'a.py': 'import os\ndef load():\n    return os.getenv("A")\n',
      'b.py': 'import os\nkey = os.environ["B"]\n',
    },
    after: {
      'a.py': 'import os\ndef read():\n    return 1 + len(os.getenv("A"))\n',
      'c.py': 'import os\nclass Settings:\n    key  =  os.environ["B"]\n',
    },
  },
  {
    title: 'an import alone, and a file outside of the place',
    with: environment,
    in: ['core/**'],
    before: {},
    after: { 'core/a.py': 'from os import environ, getenv as g\n', 'config/loader.py': 'import os\nos.getenv("A")\n' },
  },
  {
    title: 'a relative import that leaves the repository, and one of another module',
    with: { names: ['core.tools.executor.run', 'tools.executor.run'] },
    before: {},
    after: {
      'core/agents/a.py': 'from ....tools.executor import run\nrun()\n',
      'core/agents/b.py': 'from .tools.executor import run\nrun()\n',
    },
  },
  {
    title: 'a value that is used after it was read, which was objected to there',
    with: environment,
    before: {},
    after: {
      'a.py': [
        'import os',
        'cc = os.environ["CC"]    ← os.environ[] is read here: this place may not use os.environ.',
        'flags = cc + " -g"',
        'linker = cc.strip().split()',
        'class Build:',
        '    def __init__(self):',
        '        self.ar = os.environ["AR"]    ← os.environ[] is read here: this place may not use os.environ.',
        '    def archive(self):',
        '        return self.ar + " rc"',
      ].join('\n'),
      'a.ts': [
        'const key = process.env.KEY;    ← process.env.KEY is read here: this place may not use process.env.',
        'send(key, key.length);',
      ].join('\n'),
    },
  },
  {
    title: 'programs in other languages',
    with: { names: ['os.Getenv', 'os.getenv'] },
    before: {},
    after: { 'a.go': 'package a\nvar key = os.Getenv("A")\n', 'a.lua': 'os.getenv("A")\n' },
  },
  {
    title: 'a name that may have been given it, and is only asked whether it has something',
    with: { names: ['os.environ', 'process.env', 'fetch'] },
    before: {},
    after: {
      'a.py': [
        'import os',
        'from os import environ',
        'def load(env=None):',
        '    if env is None:',
        '        env = os.environ    ← os.environ is read here: this place may not use os.environ.',
        '    return not env',
        'env = os.environ    ← os.environ is read here: this place may not use os.environ.',
        'if env["A"] == "1":    ← os.environ[] is read here: this place may not use os.environ.',
        '    stop()',
        'if not environ:    ← os.environ is read here: this place may not use os.environ.',
        '    stop()',
        '',
      ].join('\n'),
      'a.ts':
        'let env;\nif (env === undefined) env = process.env;    ← process.env is read here: this place may not use process.env.\n',
      'b.ts': 'if (!fetch) load();    ← fetch is read here: this place may not use fetch.\n',
    },
  },
];
