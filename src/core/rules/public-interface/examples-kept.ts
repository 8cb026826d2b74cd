import type { Example } from '../../rule-kind.ts';

/** Changes that no caller notices; near misses. */
export const interfaceKeptExamples: readonly Example[] = [
  {
    title: 'an alias left under the old name',
    with: {},
    before: { 'src/a.py': 'def load(x):\n    return x\n', 'src/a.ts': 'export function load() {}\n' },
    after: {
      'src/a.py': 'def read(x):\n    return x\n\nload = read\n',
      'src/a.ts': 'export function read() {}\nexport const load = read;\n',
    },
  },
  {
    title: 'moved to another file, a re-export left',
    with: {},
    before: {
      'src/a.py': 'def load(x):\n    return x\n',
      'src/a.ts': 'export function load() {}\n',
      'src/b.ts': 'export function save() {}\n',
    },
    after: {
      'src/a.py': 'from .store import load\n',
      'src/store.py': 'def load(x):\n    return x\n',
      'src/a.ts': "export { read as load } from './store';\n",
      'src/b.ts': "export * from './more';\n",
      'src/more.ts': "export * from './store';\n",
      'src/store.ts': 'export function read() {}\nexport function save() {}\n',
    },
  },
  {
    title: 'a method that is inherited now, and one that became a field',
    with: {},
    before: {
      'src/a.py':
        'class Store:\n    def save(self):\n        return 1\n\n    def load(self):\n        return 1\n\n    @property\n    def size(self):\n        return 1\n',
    },
    after: {
      'src/a.py':
        'from .base import Base as Root\n\nclass Own:\n    def load(self):\n        return 1\n\nclass Store(Own, Root):\n    size = 1\n',
      'src/base.py': 'class Base:\n    def save(self):\n        return 1\n',
    },
  },
  {
    title: 'new parameters that may be left out, and new functions',
    with: {},
    before: { 'src/a.py': 'def load(a):\n    return a\n', 'src/a.ts': 'export function load(a: number) {}\n' },
    after: {
      'src/a.py': 'def load(a, b=1, *rest, c=2, **more):\n    return a\n\ndef save():\n    return 1\n',
      'src/a.ts':
        'export function load(a: number, b?: number, c = 1, ...rest: number[]) {}\nexport function save() {}\n',
    },
  },
  {
    title: 'parameters under another name, where nobody can use names',
    with: {},
    before: { 'src/a.py': 'def load(a, /, b):\n    return a\n', 'src/a.ts': 'export function load(a: number) {}\n' },
    after: { 'src/a.py': 'def load(x, /, b):\n    return x\n', 'src/a.ts': 'export function load(x: number) {}\n' },
  },
  {
    title: 'parameters given by name in another order, and one that may be left out now',
    with: {},
    before: { 'src/a.py': 'def load(a, *, b, c):\n    return a\n' },
    after: { 'src/a.py': 'def load(a=1, *, c, b):\n    return a\n' },
  },
  {
    title: 'private names, and what stands in a function',
    with: {},
    before: {
      'src/a.py':
        'def _load(x):\n    return x\n\nclass _Store:\n    def save(self):\n        return 1\n\ndef run():\n    def load():\n        return 1\n    return load()\n',
      'src/a.ts': 'function load() {}\nexport class Store {\n  private save() {}\n  #keep() {}\n}\n',
    },
    after: { 'src/a.py': 'def run():\n    return 1\n', 'src/a.ts': 'export class Store {}\n' },
  },
  {
    title: 'types said for the first time, said no more, or laid out in another way',
    with: {},
    before: {
      'src/a.py':
        'def load():\n    return 1\n\ndef save() -> int:\n    return 1\n\ndef keep() -> dict[str, int]:\n    return {}\n',
    },
    after: {
      'src/a.py':
        'def load() -> int:\n    return 1\n\ndef save():\n    return 1\n\ndef keep() -> dict[str,int]:\n    return {}\n',
    },
  },
  {
    title: 'overloads, and a class in the place of a function',
    with: {},
    before: {
      'src/a.ts':
        'export function load(a: number): void;\nexport function load(a: string): void;\nexport function load(a: unknown) {}\n',
      'src/a.py': 'def Store(a):\n    return a\n',
    },
    after: {
      'src/a.ts':
        'export function load(a: string, b: number): void;\nexport function load(a: unknown, b: unknown) {}\n',
      'src/a.py': 'class Store:\n    pass\n',
    },
  },
  {
    title: 'a file renamed, and one written anew under another name',
    with: {},
    before: { 'src/a.py': 'def load(x):\n    return x\n', 'src/c.ts': 'export function save() {}\n' },
    renamed: { 'src/b.py': 'src/a.py' },
    after: {
      'src/b.py': 'def load(x):\n    return x\n',
      'src/d.ts': "import x from 'x';\nexport function save() {}\n",
    },
  },
  {
    title: 'tests, prose and languages that are not read',
    with: {},
    before: {
      'tests/a.py': 'def load(x):\n    return x\n',
      'docs/a.md': 'def load(x):\n',
      'src/a.go': 'package a\nfunc Load() {}\n',
      'src/a.py': '# def load(x):\nx = "def load(x):"\n',
    },
    after: { 'tests/a.py': 'x = 1\n', 'docs/a.md': 'x\n', 'src/a.go': 'package a\n', 'src/a.py': 'x = 1\n' },
  },
  {
    title: 'a class in the place of a function and the other way round',
    with: {},
    before: {
      'src/clock.py': 'class Clock:\n    pass\n',
      'src/store.py': 'def Store(path):\n    return path\n',
    },
    after: {
      'src/clock.py': 'def Clock():\n    return now()\n',
      'src/store.py': 'class Store:\n    pass\n',
    },
  },
  {
    title: 'a class renamed and moved, its old name left, and one taken from a module as a whole',
    with: {},
    before: {
      'src/shop.ts': 'export class Store {\n  save() {}\n}\n',
      'src/orders.ts': 'export class Orders {\n  cancel() {}\n}\n',
    },
    after: {
      'src/shop.ts': "export { FileStore as Store } from './file-store';\n",
      'src/file-store.ts': 'export class FileStore {\n  save() {}\n}\n',
      'src/orders.ts': "import * as base from './base';\nexport class Orders extends base.Records {}\n",
      'src/base.ts': 'export class Records {\n  cancel() {}\n}\n',
    },
  },
  {
    title: 'a parameter that may be given by position as well now, and one with another default',
    with: {},
    before: { 'src/a.py': 'def load(path, *, limit=10, **more):\n    return path\n' },
    after: { 'src/a.py': 'def load(path, limit=20, **more):\n    return path\n' },
  },
  {
    title: 'all the rest under another name',
    with: {},
    before: {
      'src/a.py': 'def load(a, *args, **kwargs):\n    return a\n',
      'src/a.ts': 'export function load(a: number, ...args: number[]) {}\n',
    },
    after: {
      'src/a.py': 'def load(a, *rest, **options):\n    return a\n',
      'src/a.ts': 'export function load(a: number, ...rest: number[]) {}\n',
    },
  },
  {
    title:
      'methods of interfaces: renamed parameters, overloads, one that became a field, fields, and what is not exported',
    with: {},
    before: {
      'src/a.ts':
        'interface Own {\n  load(id: string): Row;\n}\nexport interface Store {\n  load(id: string): Row;\n  find(id: string): Row;\n  find(id: number): Row;\n  close(): void;\n  name: string;\n}\n',
      'src/b.ts': 'export class Pool {\n  private take: (id: string) => Row = take;\n}\n',
    },
    after: {
      'src/a.ts':
        'interface Own {\n  load(id: string, at: Date): Row;\n}\nexport interface Store {\n  load(key: string): Row;\n  find(id: string): Row;\n  find(id: number, at: Date): Row;\n  close: Close;\n}\n',
      'src/b.ts': 'export class Pool {\n  private take: (id: string, at: Date) => Row = take;\n}\n',
    },
  },
];
