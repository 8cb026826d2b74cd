import type { Example } from '../../rule-kind.ts';

const environment = { names: ['os.environ', 'os.getenv'] };
const read = (called: string, name: string): string => `    ← ${called} is read here: this place may not use ${name}.`;

/** What is reached by the text of its name. */
export const byNameExamples: readonly Example[] = [
  {
    title: 'a name that is given as a text, and one that an import of everything brings',
    with: environment,
    before: {},
    after: {
      'a.py': [
        'import os as o',
        `getattr(o, "environ")${read('os.environ', 'os.environ')}`,
        `getattr(o, "getenv")("A")${read('os.getenv', 'os.getenv')}`,
        `key = o.__dict__["environ"]["A"]${read('os.environ[]', 'os.environ')}`,
        `key = vars(o)["environ"]["A"]${read('os.environ[]', 'os.environ')}`,
        'def load():',
        `    return getattr(o, "environ", None)${read('os.environ', 'os.environ')}`,
        '',
      ].join('\n'),
      'b.py': 'from os import *\ngetenv("A")    ← os.getenv is called here: this place may not use os.getenv.\n',
    },
  },
  {
    title: 'a name that is taken by a getter',
    with: environment,
    before: {},
    after: {
      'a.py': [
        'import operator',
        'import os',
        'from operator import attrgetter as take',
        `operator.attrgetter("environ")(os)${read('os.environ', 'os.environ')}`,
        `key = take("environ")(os)["KEY"]${read('os.environ', 'os.environ')}`,
        'operator.attrgetter("path")(os)',
        'operator.attrgetter(name)(os)',
        'operator.attrgetter("environ")()',
        'operator.itemgetter("environ")(os)',
        'getters = operator.attrgetter("environ")',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a module that is closed as a whole, told once where it is named',
    with: { names: ['os'] },
    before: {},
    after: { 'a.py': `import os\ngetattr(os, "environ")${read('os', 'os')}\n` },
  },
  {
    title: 'other names that are given as texts, and ones that nobody can tell',
    with: environment,
    before: {},
    after: {
      'a.py': [
        'import os',
        'from os import path',
        'getattr(os, "path")',
        'getattr(os, name)',
        'getattr(os, f"environ{name}")',
        'getattr()',
        'getattr(user, "environ")',
        'vars()["environ"]',
        'vars(os)["path"]["environ"]',
        'os.__dict__["path"]',
        'os.__dict__[name]',
        'call(os, "environ")',
        '',
      ].join('\n'),
      'b.py': 'from app import *\ngetenv("A")\n',
      'c.py': 'from os import *\ndef getenv(name):\n    return name\ngetenv("A")\n',
      'd.py': 'import os\ngetenv("A")\n',
    },
  },
  {
    title: 'what another file lets out as a whole',
    with: { names: ['axios.get'] },
    before: {},
    after: { 'a.ts': "export * from 'axios';\nimport * as all from 'axios';\nget('a');\n" },
  },
];
