import type { Example } from '../../rule-kind.ts';

const guards = { guards: ['rights.ensure_allowed', 'ensureAllowed', 'Limits', 'Store.enforce'] };
const lost = (guard: string): string => `    ← The guard ${guard} is overwritten here: what it did is lost.`;
const fake = (guard: string): string => `    ← What stands here in the place of the guard ${guard} checks nothing.`;
const [one, two] = [fake('rights.ensure_allowed'), lost('rights.ensure_allowed')];

const taken = 'from app.rights import ensure_allowed\n';
const module = 'from app import rights\n';
const call = 'def run(user):\n    ensure_allowed(user)\n    return go(user)\n';
const member = 'def run(user):\n    rights.ensure_allowed(user)\n    return go(user)\n';
const script = "import { ensureAllowed } from './rights.js';\n";
const scripted = 'export const run = (user: User) => ensureAllowed(user);\n';

/** Guards in whose place something else is put. */
export const guardFakeExamples: readonly Example[] = [
  {
    title: 'a function, a class and a mock of the name of a guard that is taken in, or was',
    with: guards,
    before: {
      'a.py': taken + call,
      'b.py': taken + call,
      'c.py': `from app.limits import Limits\n${call}`,
      'd.py': taken + call,
      'e.py': taken + call,
      'f.py': taken + call,
      'g.py': 'from app.rights import ensure_allowed as ensure\n',
      'a.ts': script + scripted,
      'b.ts': script + scripted,
      'lib/rights.py': `${taken}${call}`,
    },
    after: {
      'a.py': `${taken}def ensure_allowed(user):${one}\n    pass\n${call}`,
      'b.py': `def ensure_allowed(user):${one}\n    if user.old:\n        return None\n    return user\n${call}`,
      'c.py': `class Limits:${fake('Limits')}\n    def __init__(self, user):\n        self.user = user\n    def check(self):\n        return "known"\n    def known(self):\n        return not False\n${call}`,
      'g.py': `def ensure(user):${one}\n    if user.old:\n        return\n    user.known = True\nensure(1)\n`,
      'd.py': `ensure_allowed = Mock()${one}\n${call}`,
      'e.py': `${taken}ensure_allowed = create_autospec(ensure_allowed)${one}\n${call}`,
      'f.py': `${taken}def run(user):\n    ensure_allowed = lambda user: True${one}\n    ensure_allowed(user)\n    return go(user)\n`,
      'a.ts': `const ensureAllowed = () => true;${fake('ensureAllowed')}\n${scripted}`,
      'b.ts': `const ensureAllowed = vi.fn(known);${fake('ensureAllowed')}\n${scripted}`,
      'lib/b.py': `ensure_allowed = MagicMock()\n${call}`,
    },
    renamed: { 'lib/b.py': 'lib/rights.py' },
    elsewhere: ['What stands here in the place of the guard rights.ensure_allowed checks nothing.'],
  },
  {
    title: 'what a guard is a member of',
    with: guards,
    before: { 'a.py': module + member, 'b.py': module + member, 'c.py': module + member },
    after: {
      'a.py': `class rights:${one}\n    @staticmethod\n    def ensure_allowed(user):\n        pass\n${member}`,
      'b.py': `${module}def run(user):\n    rights = SimpleNamespace(ensure_allowed=known)${one}\n    rights.ensure_allowed(user)\n    return go(user)\n`,
      'c.py': `class rights(Base):\n    def ensure_allowed(user):${one}\n        pass\n${member}`,
    },
  },
  {
    title: 'a member that is set by its name',
    with: guards,
    before: {
      'd.py': 'from app import rights as r\nr.load()\n',
      'a.py': module + member,
      'b.py': taken + call,
      'a.ts': "import * as rights from './rights.js';\n",
      'c.py': '',
    },
    after: {
      'a.py': [
        'from app import rights',
        `setattr(rights, "ensure_allowed", known)${two}`,
        `rights.__dict__["ensure_allowed"] = known${two}`,
        `vars(rights)["ensure_allowed"] = known${two}`,
        `mock.patch("app.rights.ensure_allowed").start()${two}`,
        `patch.object(rights, "ensure_allowed", known).start()${two}`,
        member,
      ].join('\n'),
      'd.py': `from app import rights as r\nr.load()\nsetattr(r, "ensure_allowed", known)${two}\nr.__dict__["ensure_allowed"] = known${two}\n`,
      'b.py': `${taken}globals()["ensure_allowed"] = known${two}\n${call}`,
      'a.ts': [
        "import * as rights from './rights.js';",
        `Object.defineProperty(rights, 'ensureAllowed', { value: known });${lost('ensureAllowed')}`,
        `rights['ensureAllowed'] = known;${lost('ensureAllowed')}`,
        '',
      ].join('\n'),
      'c.py': `class Store:\n    def enforce(self):\n        raise Spent()\nsetattr(Store, "enforce", known)${lost('Store.enforce')}\n`,
    },
  },
  {
    title: 'a function and a class of the name that check, and what checks nothing under another name',
    with: guards,
    before: {
      'a.py': taken + call,
      'b.py': taken + call,
      'c.py': `from app.limits import Limits\n${call}`,
      'd.py': `from app.limits import Limits\n${call}`,
      'e.py': taken + call,
      'f.py': call,
      'g.py': taken + call,
      'h.py': taken + call,
      'a.ts': script + scripted,
    },
    after: {
      'a.py': `def ensure_allowed(user):\n    if user.blocked:\n        raise Denied(user)\n${call}`,
      'b.py': `def ensure_allowed(user):\n    check(user)\n${call}`,
      'c.py': `class Limits:\n    def check(self):\n        return self.count < 9\n    def limit(self):\n        return 9\n${call}`,
      'd.py': `class Limits(Checked):\n    limit = 9\n${call}`,
      'e.py': `${taken}def allowed(user):\n    pass\nclass Allowed:\n    pass\nclient = Mock()\ndef load():\n    def known():\n        pass\n    allowed = Mock()\n${call}`,
      'f.py': `def ensure_allowed(user):\n    pass\n${call}`,
      'h.py': `def ensure_allowed(user):\n    if user.blocked:\n        raise denied\n${call}`,
      'g.py': `ensure_allowed = load(Rights)\n${call}`,
      'a.ts': `declare function ensureAllowed(user: User): boolean;\ninterface ensureAllowed {}\n${scripted}`,
    },
  },
  {
    title: 'other members that are set by their name, and a guard that is made of itself',
    with: guards,
    before: { 'a.py': module + member, 'a.ts': "import * as rights from './rights.js';\n" },
    after: {
      'a.py': [
        'from app import rights',
        'setattr(rights, "limit", known)',
        'setattr(rights, name, known)',
        'setattr(rights, f"ensure_allowed{name}", known)',
        'log("app.rights.ensure_allowed", "app")',
        'setattr(rights)',
        'getattr(rights, "ensure_allowed")',
        'rights.__dict__["limit"] = known',
        'rights.__dict__[name] = known',
        'vars(rights)["limit"] = known',
        'globals()["limit"] = known',
        'globals()[name] = known',
        'mock.patch("app.rights.limit").start()',
        'mock.patch(name).start()',
        'setattr(rights, "ensure_allowed", timed(rights.ensure_allowed))',
        'def load(hooks):',
        '    setattr(hooks, "rights.ensure_allowed", known)',
        '    hooks.rights["ensure_allowed"] = known',
        'known = rights.__dict__["ensure_allowed"]',
        member,
      ].join('\n'),
      'a.ts': "import * as rights from './rights.js';\nrights['limit'] = known;\nrights.note = 'ensureAllowed';\n",
    },
  },
];
