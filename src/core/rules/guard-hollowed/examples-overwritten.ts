import type { Example } from '../../rule-kind.ts';

const guards = { guards: ['governance.*', '*.enforce', 'redact', 'guard', '*.before_tool'] };
const lost = (guard: string): string => `    ← The guard ${guard} is overwritten here: what it did is lost.`;
const defined = 'def redact(text):\n    return KEY.sub("*", text)\n';

/** Guards that are given something else. */
export const guardOverwrittenExamples: readonly Example[] = [
  {
    title: 'a function that is given another one, below its definition and where it is taken in',
    with: guards,
    before: {
      'app/a.py': defined,
      'app/b.py': 'from app.a import redact\nfrom app import governance\nprint(redact("a"))\n',
      'app/c.py': 'from governance import check as look\nlook(1)\n',
      'src/a.ts': 'export let guard = (user: User) => user.ok;\n',
      'src/b.ts': 'function guard(user) {\n  return user.ok;\n}\n',
    },
    after: {
      'app/a.py': `${defined}redact = lambda text: text${lost('redact')}\n`,
      'app/b.py': `from app.a import redact\nfrom app import governance\nredact = str${lost('redact')}\nprint(redact("a"))\n`,
      'app/c.py': `from governance import check as look\nlook = None${lost('governance.check')}\nlook(1)\n`,
      'src/a.ts': `export let guard = (user: User) => user.ok;\nguard = () => true;${lost('guard')}\n`,
      'src/b.ts': `function guard(user) {\n  return user.ok;\n}\nguard = always;${lost('guard')}\n`,
    },
  },
  {
    title: 'a member of a module, of a class and of anything',
    with: guards,
    before: {
      'app/a.py': 'from app import limits as L\nL.load()\n',
      'app/b.py': 'class Limits:\n    def enforce(self):\n        raise Spent()\n\nlimits = Limits()\n',
      'app/c.py': 'def run(hooks):\n    return hooks\n',
      'src/a.ts': "import * as limits from './limits.js';\nlimits.load();\n",
      'src/b.ts': "import * as limits from './limits.js';\nlimits.load();\n",
    },
    after: {
      'app/a.py': `from app import limits as L\nL.enforce = lambda *given: None${lost('enforce')}\nL.load()\n`,
      'app/b.py': `class Limits:\n    def enforce(self):\n        raise Spent()\n\nlimits = Limits()\nLimits.enforce = noop${lost('enforce')}\nlimits.enforce = noop${lost('enforce')}\n`,
      'app/c.py': `def run(hooks):\n    hooks.before_tool = lambda tool: None${lost('before_tool')}\n    return hooks\n`,
      'src/a.ts': `import * as limits from './limits.js';\nlimits.enforce = noop;${lost('enforce')}\nlimits.load();\n`,
      'src/b.ts': `import * as limits from './limits.js';\nlimits.load();\nexport const init = () => {\n  limits.enforce = noop;${lost('enforce')}\n};\n`,
    },
  },
  {
    title: 'a definition that became a function which gives back what it is given',
    with: guards,
    before: { 'app/a.py': defined },
    after: {
      'app/a.py':
        'redact = lambda text: text    ← The guard redact gives back what it is given now, and does nothing else.\n',
    },
  },
  {
    title: 'given itself, or what is made of it',
    with: guards,
    before: {
      'app/a.py': defined,
      'app/b.py': 'from app import limits as L\n',
      'app/c.py': 'class Store:\n    pass\n',
    },
    after: {
      'app/a.py': `${defined}redact = cached(redact)\n`,
      'app/b.py': 'from app import limits as L\nL.enforce = timed(L.enforce)\n',
      'app/c.py':
        'class Store:\n    def __init__(self, enforce):\n        self.enforce = enforce\n        self.enforce = lambda: enforce(1)\n',
    },
  },
  {
    title: 'defined for the first time, or written in another way',
    with: guards,
    before: {
      'src/a.ts': 'export function guard(user: User) {\n  return user.ok;\n}\n',
      'src/b.ts': 'export const limit = 1;\n',
      'src/c.ts': 'export const limit = 1;\n',
      'app/a.py': 'limit = 1\n',
      'app/b.py': 'hooks = Hooks()\n',
    },
    after: {
      'src/a.ts':
        'declare function guard(user: User): boolean;\nexport const guard = (user: User) => user.ok && user.known;\n',
      'src/b.ts': 'exports.enforce = () => limits.check();\n',
      'src/c.ts': 'function Limits() {}\nLimits.prototype.enforce = function () {\n  check();\n};\n',
      'app/a.py':
        'limit = 1\nclass Store:\n    def __init__(self):\n        self.enforce = lambda: self.count < limit\n',
      'app/b.py':
        'hooks = Hooks()\nhooks.enforce = True\nhooks.before_tool = make(lambda tool: None)\ndef redact(text):\n    redact.count = 1\n    return KEY.sub("*", text)\n',
    },
  },
  {
    title: 'a name of its own in a function, one that more is added to, another name, and a test',
    with: guards,
    before: {
      'app/a.py': `from app.a import redact\nenforce = []\n`,
      'app/b.py': 'from app import limits as L\nL.load()\n',
      'tests/test_a.py': 'from app import limits as L\nL.load()\n',
    },
    after: {
      'app/a.py':
        'from app.a import redact\nenforce = []\ndef run(rows):\n    redact = rows.secret\n    return redact\n',
      'app/b.py': 'from app import limits as L\nL.enforce += [log]\nL.retry = lambda: None\n',
      'tests/test_a.py': 'from app import limits as L\nL.enforce = lambda *given: None\n',
    },
  },
  {
    title: 'overwritten before, and after',
    with: guards,
    before: { 'app/a.py': 'from app import limits as L\nL.enforce = lambda: None\nL.load()\n' },
    after: { 'app/a.py': 'from app import limits as L\nL.enforce = lambda: None\nL.load(1)\n' },
  },
  {
    title: 'a setting of what a library makes, switched off and on',
    with: { guards: ['*.check_*', 'Pack.is_fresh'] },
    before: { 'app/a.py': 'import ssl\n' },
    after: {
      'app/a.py': [
        'import ssl',
        'from app.packs import Pack',
        'context = ssl.create_default_context()',
        'context.check_hostname = True',
        'context.check_hostname = False    ← The guard check_hostname is overwritten here: what it did is lost.',
        'context.check_hostname = wanted    ← The guard check_hostname is overwritten here: what it did is lost.',
        'Pack.is_fresh = True    ← The guard Pack.is_fresh is overwritten here: what it did is lost.',
        '',
      ].join('\n'),
      'app/b.py':
        'class Store:\n    def check_all(self):\n        return find(self)\nStore().check_all = 1    ← The guard check_all is overwritten here: what it did is lost.\n',
    },
  },
];
