import type { Example } from '../../rule-kind.ts';

const python = (head: string): string => `${head}:\n    return run()\n`;

/** Changes that callers would notice. */
export const interfaceBrokenExamples: readonly Example[] = [
  {
    title: 'a function, a class and a method that are gone',
    with: {},
    guard: 'Preserve public interfaces: no exported name, parameter or return type changes.',
    before: {
      'src/a.py':
        'def load(x):\n    return x\n\ny = 1\n\nclass Old:\n    def run(self):\n        return 1\n\nclass Store:\n    def save(self):\n        return 1\n\n    x = 1\n',
    },
    after: {
      'src/a.py':
        'y = 1    ← load is gone from what others can use.\n\nclass Store:    ← Old is gone from what others can use.\n    x = 1    ← Store.save is gone from what others can use.\n',
    },
  },
  {
    title: 'a function renamed',
    with: {},
    in: ['src/**'],
    guard: 'Preserve public interfaces in `src/**`: no exported name, parameter or return type changes.',
    before: { 'src/a.ts': 'export const load = (x: number) => x;\n' },
    after: { 'src/a.ts': 'export const read = (x: number) => x;    ← load is gone from what others can use.\n' },
  },
  {
    title: 'what is no longer exported',
    with: {},
    before: {
      'src/a.ts': 'export class Store {\n  save() {}\n}\n',
      'src/a.py': '__all__ = ["load"]\n\ndef load():\n    return 1\n\ndef save():\n    return 1\n',
    },
    after: {
      'src/a.ts': 'class Store {    ← Store is no longer exported.\n  save() {}\n}\n',
      'src/a.py':
        '__all__ = ["save"]\n\ndef load():    ← load is no longer exported.\n    return 1\n\ndef save():\n    return 1\n',
    },
  },
  {
    title: 'a parameter that is gone, and one renamed',
    with: {},
    before: {
      'src/a.py': `${python('def load(a, b=1)')}\n${python('def save(*, key=1)')}`,
      'src/a.ts': 'export function load(a: number, b: number) {}\n',
    },
    after: {
      'src/a.py': `${python('def load(a)').replace(':', ':    ← load no longer takes b.')}\n${python('def save(*, name=1)').replace(':', ':    ← save no longer takes key.')}`,
      'src/a.ts': 'export function load(a: number) {}    ← load no longer takes b.\n',
    },
  },
  {
    title: 'parameters in another order',
    with: {},
    before: { 'src/a.py': python('def load(a, b)'), 'src/a.ts': 'export function load(a: number, b: number) {}\n' },
    after: {
      'src/a.py': python('def load(b, a)').replace(':', ':    ← load takes a in another place.'),
      'src/a.ts': 'export function load(b: number, a: number) {}    ← load takes a in another place.\n',
    },
  },
  {
    title: 'parameters that are needed now',
    with: {},
    before: {
      'src/a.py': `${python('def load(a=1)')}\n${python('def save(a)')}`,
      'src/a.ts': 'export class Store {\n  load(a?: number) {}\n  save(a: number) {}\n}\n',
    },
    after: {
      'src/a.py': `${python('def load(a)').replace(':', ':    ← load cannot do without a any more.')}\n${python('def save(b, a)').replace(':', ':    ← save needs b now.')}`,
      'src/a.ts':
        'export class Store {\n  load(a: number) {}    ← Store.load cannot do without a any more.\n  save(a: number, b: number) {}    ← Store.save needs b now.\n}\n',
    },
  },
  {
    title: 'an optional parameter put in before another one, and before all the rest',
    with: {},
    before: { 'src/a.py': python('def load(a, b=1)'), 'src/b.py': python('def join(path, *parts)') },
    after: {
      'src/a.py': python('def load(a, c=1, b=1)').replace(':', ':    ← load takes b in another place.'),
      'src/b.py': python('def join(path, root=1, *parts)').replace(':', ':    ← join takes parts in another place.'),
    },
  },
  {
    title: 'another type is returned, and callers have to wait or no longer',
    with: {},
    before: {
      'src/a.py': 'def load() -> int:\n    return 1\n\nasync def save():\n    return 1\n',
      'src/a.ts': 'export function load(): number {\n  return 1;\n}\n',
    },
    after: {
      'src/a.py':
        'def load() -> str:    ← load returns str now, not int.\n    return 1\n\ndef save():    ← save is no longer to be awaited.\n    return 1\n',
      'src/a.ts': 'export async function load(): number {    ← load has to be awaited now.\n  return 1;\n}\n',
    },
  },
  {
    title: 'files whose new names say no language, or another class',
    with: {},
    before: { 'src/a.py': python('def load(a)'), 'src/b.py': python('def save(a)') },
    after: { 'src/a.py.off': python('def load(a)'), 'docs/b.md': python('def save(a)') },
    renamed: { 'src/a.py.off': 'src/a.py', 'docs/b.md': 'src/b.py' },
    elsewhere: [
      'src/a.py is gone with what others can use of it: load.',
      'src/b.py is gone with what others can use of it: save.',
    ],
  },
  {
    title: 'a file deleted with what it let out',
    with: {},
    before: {
      'src/a.py':
        'def a():\n    return 1\n\ndef b():\n    return 1\n\ndef c():\n    return 1\n\ndef d():\n    return 1\n',
      'src/b.ts': 'export const one = () => 1;\n',
    },
    after: {},
    elsewhere: [
      'src/a.py is gone with what others can use of it: a, b, c, ….',
      'src/b.ts is gone with what others can use of it: one.',
    ],
  },
  {
    title: 'a setter that is gone while the getter stays, and a function moved without a trace',
    with: {},
    before: {
      'src/a.ts': 'export class Store {\n  get size() { return 1; }\n  set size(x) {}\n}\n',
      'src/b.ts': 'export function load() {}\nexport function save() {}\n',
    },
    after: {
      'src/a.ts': 'export class Store {\n  get size() { return 1; }\n}    ← Store.size can no longer be set.\n',
      'src/b.ts': 'export function save() {}    ← load is gone from what others can use.\n',
      'src/c.ts': 'export function load() {}\n',
    },
  },
  {
    title: 'what is new, where nothing may be added',
    with: { 'allow-additions': false },
    guard: 'Preserve public interfaces: no exported name, parameter or return type changes, and none is added.',
    before: { 'src/a.py': python('def load(a)') },
    after: {
      'src/a.py': `${python('def load(a)')}\ndef save(a):    ← save is new to what others can use.\n    return run()\n\ndef _keep(a):\n    return 1\n`,
      'src/b.py': python('def other()'),
    },
  },
  {
    title: 'a parameter renamed that callers may give by name, and the first of two that is gone',
    with: {},
    before: {
      'src/tax.py': python('def vat(net, rate)'),
      'src/orders.ts': 'export function cancel(context: Context, id: string) {}\n',
    },
    after: {
      'src/tax.py': python('def vat(amount, rate)').replace(':', ':    ← vat no longer takes net.'),
      'src/orders.ts': 'export function cancel(id: string, reason: string) {}    ← cancel no longer takes context.\n',
    },
    elsewhere: ['src/tax.py:1 vat needs amount now.', 'src/orders.ts:1 cancel needs reason now.'],
  },
  {
    title: 'a name that is left in a function, and in a module of which something else is taken',
    with: {},
    before: {
      'src/report.py':
        'logger = get_logger("report")\n\ndef total(rows):\n    return sum(rows)\n\ndef report(rows):\n    return total(rows)\n',
      'src/orders.ts': 'export function load() {}\nexport function save() {}\n',
    },
    after: {
      'src/report.py':
        'logger = get_logger("report")\n\ndef report(rows):    ← total is gone from what others can use.\n    total = sum(rows)\n    return total\n',
      'src/orders.ts':
        "import * as store from './store';\nimport { close } from './store';\nexport function save() {}    ← load is gone from what others can use.\n",
      'src/store.ts': 'export function load() {}\nexport function close() {}\n',
    },
  },
  {
    title: 'modules that let out all of each other, and neither has it any more',
    with: {},
    before: {
      'src/api.py':
        'from .store import *\n\ndef load():\n    return 1\n\nclass Client:\n    def close(self):\n        return 1\n\n    timeout = 3\n',
    },
    after: {
      'src/api.py':
        'from .store import *\n\nclass Client:    ← load is gone from what others can use.\n    timeout = 3    ← Client.close is gone from what others can use.\n',
      'src/store.py': 'from .api import *\n',
    },
  },
  {
    title: 'a file whose functions went into one that was there: its callers have to look for them',
    with: {},
    before: { 'src/vat.py': 'def vat(net):\n    return net\n', 'src/tax.py': 'def tax(net):\n    return net\n' },
    after: { 'src/tax.py': 'def tax(net):\n    return net\n\ndef vat(net):\n    return net\n' },
    elsewhere: ['src/vat.py is gone with what others can use of it: vat.'],
  },
  {
    title: 'methods of an interface and of a type: more is needed, another type is returned, one is gone',
    with: {},
    before: {
      'src/a.ts':
        'export interface Store {\n  load(id: string): Row;\n  find: (id: string) => Row;\n  save(row: Row): void;\n  close(): void;\n}\nexport type Clock = { now(): number };\n',
    },
    after: {
      'src/a.ts':
        'export interface Store {\n  load(id: string, at: Date): Row;    ← Store.load needs at now.\n  find: (id: string, at: Date) => Row;    ← Store.find needs at now.\n  save(row: Row): boolean;    ← Store.save returns boolean now, not void.\n}    ← Store.close is gone from what others can use.\nexport type Clock = { now(): string };    ← Clock.now returns string now, not number.\n',
    },
  },
  {
    title: 'all the rest is no longer taken',
    with: {},
    before: { 'src/a.py': python('def load(a, *args, **options)'), 'src/b.py': python('def save(*args)') },
    after: {
      'src/a.py': python('def load(a, *args)').replace(':', ':    ← load no longer takes options.'),
      'src/b.py': python('def save()').replace(':', ':    ← save no longer takes args.'),
    },
  },
];
