import type { Example } from '../../rule-kind.ts';

/** Names that stand for something else now, and fields of another type. */
export const interfaceMeantExamples: readonly Example[] = [
  {
    title: 'a function that became a lambda, an alias or an import with another signature',
    with: {},
    before: {
      'src/a.py': 'def load(a, b):\n    return a\n\ndef save(a):\n    return a\n\ndef find(a):\n    return a\n',
      'src/store.py': 'def read(a, b):\n    return a\n\nasync def seek(a):\n    return a\n',
      'src/a.ts': 'export function load(a: string) {}\nexport function save(a: string) {}\n',
      'src/b.ts': 'export function read(a: string, b: string) {}\n',
    },
    after: {
      'src/a.py': [
        'from .store import read as save    ← save needs b now.',
        'from .store import seek',
        'load = lambda a: a    ← load no longer takes b.',
        'find = seek    ← find has to be awaited now.',
        '',
      ].join('\n'),
      'src/store.py': 'def read(a, b):\n    return a\n\nasync def seek(a):\n    return a\n',
      'src/a.ts': [
        "export { read as load } from './b';    ← load needs b now.",
        'function keep(a: string, b: string) {}',
        'export const save = keep;    ← save needs b now.',
        '',
      ].join('\n'),
      'src/b.ts': 'export function read(a: string, b: string) {}\n',
    },
  },
  {
    title: 'a function that became a lambda, an alias or an import, and takes what it took',
    with: {},
    before: {
      'src/a.py':
        'def load(a, b):\n    return a\n\ndef save(a):\n    return a\n\ndef find(a):\n    return a\n\ndef make(a):\n    return a\n',
      'src/store.py': 'def read(a, b=1):\n    return a\n',
    },
    after: {
      'src/a.py': [
        'from .store import read as save',
        'from lib import seek, make',
        'load = lambda a, b, c=1: a',
        'find = seek',
        '',
      ].join('\n'),
      'src/store.py': 'def read(a, b=1):\n    return a\n',
    },
  },
  {
    title: 'a function that is gone, beside a lambda of another name',
    with: {},
    before: { 'src/a.py': 'def load(a):\n    return a\n\nlimit = 1\n' },
    after: { 'src/a.py': 'limit = 1    ← load is gone from what others can use.\nother = lambda a: a\n' },
  },
  {
    title: 'a function whose name is given what a call makes, or something within a function',
    with: {},
    before: { 'src/a.py': 'def load(a):\n    return a\n\ndef save(a):\n    return a\n' },
    after: {
      'src/a.py':
        'load = cached(read)\n\ndef read(a, b):\n    def save():\n        return a\n    save = read\n    return save\n\nsave = partial(read, 1)\n',
    },
  },
  {
    title: 'a function that hands on a promise, and one that no longer gives any',
    with: {},
    before: {
      'src/a.ts':
        'export async function load(): Promise<Row> {\n  return read();\n}\nexport async function save() {\n  return 1;\n}\nexport function keep(): Row {\n  return 1;\n}\n',
      'src/a.py': 'async def load():\n    return 1\n',
    },
    after: {
      'src/a.ts':
        'export const load = (): Promise<Row> => read();\nexport function save() {    ← save is no longer to be awaited.\n  return 1;\n}\nexport function keep(): Promise<Row> {    ← keep returns Promise<Row> now, not Row.\n  return 1;\n}\n',
      'src/a.py': 'def load() -> typing.Awaitable[int]:\n    return read()\n',
    },
  },
  {
    title: 'fields of another type',
    with: {},
    before: {
      'src/a.py': 'class Row:\n    at: int\n    name: str = ""\n',
      'src/a.ts': 'export class Row {\n  at: number = 1;\n}\nexport interface Pack {\n  id: string;\n}\n',
    },
    after: {
      'src/a.py':
        'class Row:\n    at: float    ← Row.at is of type float now, not int.\n    name: str | None = ""    ← Row.name is of type str | None now, not str.\n',
      'src/a.ts':
        'export class Row {\n  at: string = "1";    ← Row.at is of type string now, not number.\n}\nexport interface Pack {\n  id: number;    ← Pack.id is of type number now, not string.\n}\n',
    },
  },
  {
    title: 'fields of the same type in other words, private ones, ones without a type, and ones that come or go',
    with: {},
    before: {
      'src/a.py':
        'class Row:\n    at: Optional[int]\n    name: "str"\n    _id: int\n    size = 1\n    old: int\n    rows: typing.List[int]\n\nclass _Own:\n    at: int\n',
      'src/a.ts':
        'export class Row {\n  private at: number;\n  protected to: number;\n  #id: number;\n  size: number;\n}\nclass Own {\n  at: number;\n}\n',
    },
    after: {
      'src/a.py':
        'class Row:\n    at: int | None\n    name: str\n    _id: str\n    size: int = 1\n    new: int\n    rows: list[int]\n\nclass _Own:\n    at: str\n',
      'src/a.ts':
        'export class Row {\n  private at: string;\n  protected to: string;\n  #id: string;\n  size = 1;\n}\nclass Own {\n  at: string;\n}\n',
    },
  },
];
