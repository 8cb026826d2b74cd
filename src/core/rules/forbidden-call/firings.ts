import type { Example } from '../../rule-kind.ts';

const environment = { names: ['os.environ', 'os.getenv', 'process.env'] };
const noEnvironment = ': this place may not use os.environ.';

/** Changes that a rule of forbidden calls objects to. */
export const forbiddenCallFirings: readonly Example[] = [
  {
    title: 'the environment, under whatever name',
    with: environment,
    guard: 'Everywhere, do not read, call or write `os.environ`, `os.getenv`, `process.env`.',
    before: {},
    after: {
      'core/a.py': [
        'import os',
        'import os as system',
        'from os import environ as e, getenv',
        `key = os.environ["KEY"]    ← os.environ[] is read here${noEnvironment}`,
        `system.environ.get("KEY")    ← os.environ.get is called here${noEnvironment}`,
        `if "KEY" in e:    ← os.environ is read here${noEnvironment}`,
        '    getenv("KEY")    ← os.getenv is called here: this place may not use os.getenv.',
        `os.environ["KEY"].lower()    ← os.environ[].lower is called here${noEnvironment}`,
        `os.environ["KEY"] = "1"    ← os.environ[] is written here${noEnvironment}`,
        '',
      ].join('\n'),
      'ui/a.ts':
        'const key = process.env.KEY;    ← process.env.KEY is read here: this place may not use process.env.\nconst { KEY } = globalThis.process.env;    ← process.env is read here: this place may not use process.env.\n',
    },
  },
  {
    title: 'a name that an assignment gives, and a field',
    with: environment,
    before: {},
    after: {
      'core/a.py': [
        'import os',
        `env = os.environ    ← os.environ is read here${noEnvironment}`,
        'class A:',
        '    def __init__(self):',
        `        self.env = env    ← os.environ is read here${noEnvironment}`,
        '    def load(self):',
        `        return self.env.get("KEY")    ← os.environ.get is called here${noEnvironment}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a method of something that nobody knows',
    with: { names: ['*.execute_tool', '*.executeTool'] },
    before: {},
    after: {
      'core/agents/a.py': [
        'def run(self, tools):',
        '    tools.execute_tool("a")    ← tools.execute_tool is called here: this place may not use *.execute_tool.',
        '    self.tools().execute_tool("a").result()    ← self.tools().execute_tool is called here: this place may not use *.execute_tool.',
        'class A:',
        '    def execute_tool(self): pass',
        '    def go(self):',
        '        self.execute_tool()    ← A.execute_tool is called here: this place may not use *.execute_tool.',
        '',
      ].join('\n'),
      'a.ts':
        'this.tools[0]?.executeTool();    ← this.tools[].executeTool is called here: this place may not use *.executeTool.\n',
    },
  },
  {
    title: 'a function of the repository, however it is imported',
    with: { names: ['core.tools.executor.*'] },
    before: {},
    after: {
      'core/agents/a.py': [
        'from ..tools.executor import run as r',
        'from .. import tools',
        'from core.tools import executor',
        'r("a")    ← core.tools.executor.run is called here: this place may not use core.tools.executor.*.',
        'tools.executor.run("a")    ← core.tools.executor.run is called here: this place may not use core.tools.executor.*.',
        'executor.run("a")    ← core.tools.executor.run is called here: this place may not use core.tools.executor.*.',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a name of every program, in a component and in a notebook',
    with: { names: ['fetch', 'open'] },
    before: {},
    after: {
      'ui/a.vue':
        '<script setup>\nwindow.fetch("/a");    ← fetch is called here: this place may not use fetch.\n</script>\n',
      'a.ipynb':
        '{"cells": [{"cell_type": "code", "source": [\n"open(\'a\')\\n"    ← open is called here: this place may not use open.\n]}], "metadata": {}}\n',
      'a.py': 'import builtins\nbuiltins.open("a")    ← open is called here: this place may not use open.\n',
    },
  },
  {
    title: 'what is written to a file, or may be',
    with: { names: ['open', '*.open'], how: ['call'], arguments: { '1 | mode': ['w*', 'a*', '*+*'] } },
    before: {},
    after: {
      'a.py': [
        'open(path, "w")    ← open is called here with this mode: this place may not use open so.',
        'open(path, mode="ab")    ← open is called here with this mode: this place may not use open so.',
        'open(path, "r+")    ← open is called here with this mode: this place may not use open so.',
        'open(path, mode)    ← open is called here with this mode: this place may not use open so.',
        'open(path, f"{mode}b")    ← open is called here with this mode: this place may not use open so.',
        'open(path, f"r{more}")    ← open is called here with this mode: this place may not use open so.',
        'open(*given)    ← open is called here: this place may not use open.',
        'gzip().open(path, "wb")    ← gzip().open is called here with this mode: this place may not use *.open so.',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'what is switched off by a word or a number, or may be',
    with: { names: ['requests.get', 'connect'], arguments: { '1|verify': ['False', 'false', 'None', '0', '-*'] } },
    before: { 'b.py': 'import requests\nrequests.get(url, verify=True)\n' },
    after: {
      'a.py': [
        'import requests',
        'requests.get(url, verify=False)    ← requests.get is called here with this verify: this place may not use requests.get so.',
        'requests.get(url, verify=None)    ← requests.get is called here with this verify: this place may not use requests.get so.',
        'requests.get(url, 0)    ← requests.get is called here with this verify: this place may not use requests.get so.',
        'requests.get(url, verify=-1)    ← requests.get is called here with this verify: this place may not use requests.get so.',
        'requests.get(url, verify=checked)    ← requests.get is called here with this verify: this place may not use requests.get so.',
        '',
      ].join('\n'),
      'a.ts': 'connect(url, false);    ← connect is called here with this verify: this place may not use connect so.\n',
      'b.py':
        'import requests\nrequests.get(url, verify=False)    ← requests.get is called here with this verify: this place may not use requests.get so.\n',
    },
  },
  {
    title: 'two arguments, one of them by its place alone',
    with: { names: ['connect'], arguments: { '0': ['a*'], verify: ['False'] } },
    before: {},
    after: {
      'a.py':
        'connect("ab", verify=False)    ← connect is called here with this argument and this verify: this place may not use connect so.\n',
    },
  },
  {
    title: 'chance without a seed, and a moment that is not told',
    with: {
      names: ['random', 'time.strftime'],
      'unless-given': { 'random.Random': '0|x', 'time.strftime': '1|t' },
    },
    before: {},
    after: {
      'a.py': [
        'import random, time',
        'random.Random()    ← random.Random is called here: this place may not use random.',
        'random.Random(None)    ← random.Random is called here: this place may not use random.',
        'random.Random(*given)    ← random.Random is called here: this place may not use random.',
        'random.SystemRandom(1)    ← random.SystemRandom is called here: this place may not use random.',
        'time.strftime("%Y")    ← time.strftime is called here: this place may not use time.strftime.',
        'make(random.Random)    ← random.Random is read here: this place may not use random.',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'what a connection gives, where a rule names it',
    with: { names: ['sqlite3.connect().execute'] },
    before: {},
    after: {
      'a.py':
        'import sqlite3\nwith sqlite3.connect(path) as db:\n    db.execute("x")    ← sqlite3.connect().execute is called here: this place may not use sqlite3.connect().execute.\n',
    },
  },
  {
    title: 'a part of a module that is closed as a whole',
    with: { names: ['shutil'] },
    before: {},
    after: {
      'a.py': [
        'from shutil import copy',
        'from shutil import move as m',
        'copy(a, b)    ← shutil.copy is called here: this place may not use shutil.',
        'm(a, b)    ← shutil.move is called here: this place may not use shutil.',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a decorator, an argument and a default',
    with: { names: ['cache.keep'] },
    before: {},
    after: {
      'a.py': [
        'import cache',
        '@cache.keep(1)    ← cache.keep is called here: this place may not use cache.keep.',
        'def load(a=cache.keep):    ← cache.keep is read here: this place may not use cache.keep.',
        '    return map(cache.keep, a)    ← cache.keep is read here: this place may not use cache.keep.',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'one more use beside an old one, and code that is moved out of where it may',
    with: environment,
    in: ['core/**'],
    before: { 'core/a.py': 'import os\nos.getenv("A")\n', 'config/b.py': 'import os\nos.getenv("B")\n' },
    renamed: { 'core/b.py': 'config/b.py' },
    after: {
      'core/a.py':
        'import os\nos.getenv("A")\ndef load():\n    return os.getenv("B")    ← os.getenv is called here: this place may not use os.getenv.\n',
      'core/b.py': 'import os\nos.getenv("B")\n',
    },
    elsewhere: ['os.getenv is called here: this place may not use os.getenv.'],
  },
  {
    title: 'other code that is as bad as what goes: in another file, in another function, and elsewhere at the top',
    with: environment,
    before: {
      'a.py': 'import os\nA = os.environ["A"]\n',
      'b.py': 'import os\ndef a():\n    return os.environ["A"]\ndef b(send):\n    send(1)\n',
      'c.py': 'import os\nA = os.environ["A"]\none = 1\ntwo = 2\n',
    },
    after: {
      'b.py': `import os\ndef a():\n    return 1\ndef b(send):\n    send(os.environ["SECRET"])    ← os.environ[] is read here${noEnvironment}\n`,
      'c.py': `import os\none = 1\ntwo = 2\nleak(os.environ["SECRET"])    ← os.environ[] is read here${noEnvironment}\n`,
      'z.py': `import os\ndef leak(send):\n    send(os.environ["PROD_PASSWORD"])    ← os.environ[] is read here${noEnvironment}\n`,
    },
  },
];
