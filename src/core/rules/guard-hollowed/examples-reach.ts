import type { Example } from '../../rule-kind.ts';

const guards = { guards: ['*.is_fresh', 'is_fresh', '*.ensure_allowed', 'isFresh', 'ensureAllowed'] };

const method = (...body: readonly string[]): string =>
  ['class Rights:', '    def ensure_allowed(self, user):', ...body.map((line) => `        ${line}`), ''].join('\n');

const checking = method('if user.blocked:', '    raise Denied(user)');
const delegating = method('self.registry.check(user)', 'self.audit(user)');
const fresh = (...body: readonly string[]): string =>
  ['def is_fresh(pack):', ...body.map((line) => `    ${line}`), ''].join('\n');

const silent =
  'class Rights:\n    def ensure_allowed(self, user):    ← The guard Rights.ensure_allowed raises nothing any more.\n';
const silenced = (...body: readonly string[]): string =>
  method(...body).replace('class Rights:\n    def ensure_allowed(self, user):\n', silent);

const other = '\ndef other(user):\n    if user.id:\n        raise Other(user)\n';
const early = '    return    ← The guard Rights.ensure_allowed lets pass here before it has checked.';

const yes = (...body: readonly string[]): string =>
  fresh(...body).replace(':\n', ':    ← The guard is_fresh always says yes now.\n');

/** Guards that never come to what they check, and conditions that are written out. */
export const guardReachExamples: readonly Example[] = [
  {
    title: 'a check that is put where nothing ever comes',
    with: guards,
    before: {
      'app/a.py': checking,
      'app/b.py': checking,
      'app/c.py': checking,
      'app/d.py': checking,
      'app/e.py': checking,
      'app/f.py': checking,
    },
    after: {
      'app/a.py': silenced('if False:', '    if user.blocked:', '        raise Denied(user)'),
      'app/b.py': silenced('if user.blocked and False:', '    raise Denied(user)'),
      'app/c.py': silenced('if user or True:', '    return', 'if user.blocked:', '    raise Denied(user)'),
      'app/d.py': silenced('return user', 'if user.blocked:', '    raise Denied(user)'),
      'app/e.py': silenced('if not user.blocked or True:', '    pass', 'else:', '    raise Denied(user)'),
      'app/f.py': silenced('while 0:', '    raise Denied(user)'),
    },
  },
  {
    title: 'one of two checks, and checks of others, that nothing comes to',
    with: guards,
    before: {
      'app/a.py': method(
        'if user.blocked:',
        '    raise Denied(user)',
        'if not user.rights:',
        '    raise Missing(user)',
      ),
      'app/b.py': delegating,
      'app/c.py': delegating,
      'src/a.ts': 'export function ensureAllowed(user: User) {\n  registry.check(user);\n  audit(user);\n}\n',
    },
    after: {
      'app/a.py': method(
        'if user.blocked and False:',
        '    raise Denied(user)    ← The guard Rights.ensure_allowed never comes to this any more.',
        'if not user.rights:',
        '    raise Missing(user)',
      ),
      'app/b.py': method(
        'return',
        'self.registry.check(user)    ← The guard Rights.ensure_allowed never comes to this any more.',
        'self.audit(user)',
      ),
      'app/c.py': method(
        'if not settings.strict and False:',
        '    self.registry.check(user)    ← The guard Rights.ensure_allowed never comes to this any more.',
        'self.audit(user)',
      ),
      'src/a.ts':
        'export function ensureAllowed(user: User) {\n  audit(user);\n  if (!true) {\n    registry.check(user);    ← The guard ensureAllowed never comes to this any more.\n  }\n}\n',
    },
  },
  {
    title: 'a way out before it asks the others, as it gives nothing itself',
    with: guards,
    before: {
      'app/a.py': delegating,
      'app/b.py': method(
        'if not user:',
        '    return None',
        'if not user.id:',
        '    return',
        'self.registry.check(user)',
      ),
      'app/c.py': method('log(user)', 'if user.blocked:', '    raise denied', 'return self.load(user)'),
    },
    after: {
      'app/a.py': method('if settings.dev:', early, 'self.registry.check(user)', 'self.audit(user)'),
      'app/b.py': method(
        'if not user:',
        '    return None',
        'if not user.id:',
        '    return',
        'if settings.dev:',
        early,
        'self.registry.check(user)',
      ),
      'app/c.py': method(
        'self.audit(user)',
        'if settings.dev:',
        early,
        'if user.blocked:',
        '    raise denied',
        'return user',
      ),
    },
  },
  {
    title: 'an answer that is yes whatever it asks, or what it was asked about',
    with: guards,
    before: {
      'app/a.py': fresh('return load(pack).age < 1'),
      'app/b.py': fresh('return load(pack).age < 1'),
      'app/c.py': fresh('return load(pack).age < 1'),
      'app/d.py': fresh('if pack.old:', '    return False', 'return load(pack).age < 1'),
      'app/e.py': fresh('return load(pack).state'),
      'app/f.py': fresh('return load(pack).state'),
      'app/g.py': fresh('return load(pack)'),
      'app/h.py': fresh('if pack.old:', '    return pack.state', 'return pack.state == "fresh"'),
      'src/a.ts': 'export const isFresh = (pack: Pack) => load(pack).age < 1;\n',
      'src/b.ts': 'export const isFresh = (pack: Pack) => load(pack).age < 1;\n',
    },
    after: {
      'app/a.py': yes('return load(pack).age < 1 or True'),
      'app/b.py': yes('return not (load(pack).age < 1 and False)'),
      'app/c.py':
        'def is_fresh(pack):    ← The guard is_fresh gives back what it is given now, and does nothing else.\n    return pack\n',
      'app/d.py': fresh(
        'if pack.pinned:',
        '    return pack.old or True    ← The guard is_fresh lets pass here before it has checked.',
        'if pack.old:',
        '    return False',
        'return load(pack).age < 1',
      ),
      'app/e.py': fresh('return "fresh"').replace(':\n', ':    ← The guard is_fresh always gives "fresh" now.\n'),
      'app/f.py': fresh(
        'if pack.pinned:',
        '    return "fresh"    ← The guard is_fresh lets pass here before it has checked.',
        'return load(pack).state',
      ),
      'app/g.py': fresh('if pack.lost:', '    return None', 'return pack').replace(
        ':\n',
        ':    ← The guard is_fresh gives back what it is given now, and does nothing else.\n',
      ),
      'app/h.py': fresh(
        'if pack.old or True:',
        '    return pack.state',
        'return pack.state == "fresh"    ← The guard is_fresh never comes to this any more.',
      ),
      'src/a.ts':
        'export const isFresh = (pack: Pack) => load(pack).age < 1 || true;    ← The guard isFresh always says yes now.\n',
      'src/b.ts':
        'export const isFresh = (pack: Pack) => load(pack).age < 1 && false;    ← The guard isFresh always says no now.\n',
    },
  },
  {
    title: 'a call put where nothing ever comes, by a condition that was there before',
    with: guards,
    before: {
      'app/a.py': 'def export(user):\n    if user.id:\n        rights.ensure_allowed(user)\n    return pdf()\n',
    },
    after: {
      'app/a.py':
        'def export(user):\n    if user.id and False:\n        rights.ensure_allowed(user)    ← Whether ensure_allowed is called in export depends on `user.id and False` now.\n    return pdf()\n',
    },
  },
  {
    title: 'what nothing ever came to, what is new there, and a check that stands elsewhere now',
    with: guards,
    before: {
      'app/a.py': method('if False:', '    self.trace(user)', 'if user.blocked:', '    raise Denied(user)'),
      'app/b.py': `${checking}${other}`,
      'app/d.py': 'def export(user):\n    if False:\n        rights.ensure_allowed(user)\n    return pdf()\n',
      'app/c.py': method('self.registry.check(user)', 'if user.blocked:', '    raise Denied(user)'),
      'src/a.ts': 'export function ensureAllowed(user: User) {\n  if (user.blocked) throw new Denied(user);\n}\n',
    },
    after: {
      'app/a.py': method('if 0:', '    self.trace(user)', 'if user.blocked:', '    raise Denied(user, 403)'),
      'app/b.py': `${method('if user.blocked:', '    raise Denied(user)', 'return', 'self.audit(user)')}${other}`,
      'app/d.py': 'def export(user):\n    if False:\n        rights.ensure_allowed(user, 1)\n    return pdf()\n',
      'app/c.py': method(
        'if user.blocked:',
        '    self.registry.check(user)',
        '    raise Denied(user)',
        'self.registry.check(user)',
        'return',
        'self.registry.check(user)',
      ),
      'src/a.ts':
        'export function ensureAllowed(user: User) {\n  do {\n    if (user.blocked) throw new Denied(user);\n  } while (false);\n}\n',
    },
  },
  {
    title: 'what is behind a way out of a branch, of a loop that may be left and of a function within, is come to',
    with: guards,
    before: { 'app/a.py': checking, 'app/b.py': checking, 'app/c.py': checking, 'app/d.py': checking },
    after: {
      'app/a.py': method(
        'if user.blocked:',
        '    raise Denied(user)',
        'if user.guest:',
        '    raise Denied(user)',
        'self.audit(user)',
      ),
      'app/b.py': method(
        'while True:',
        '    if user.loaded:',
        '        break',
        '    continue',
        'if user.blocked:',
        '    raise Denied(user)',
      ),
      'app/c.py': method('def known():', '    return user.id', 'if user.blocked:', '    raise Denied(known())'),
      'app/d.py': method('if user.blocked or not user.id and True:', '    raise Denied(user)'),
    },
  },
  {
    title: 'bodies that give back what they are given once they have checked, and ones that never made anything of it',
    with: guards,
    before: {
      'app/a.py': fresh('return load(pack).age < 1'),
      'app/b.py': fresh('return pack'),
      'app/c.py': fresh('return load(pack).age < 1'),
      'app/d.py': fresh('return load(pack).age < 1'),
    },
    after: {
      'app/a.py': fresh('check(pack)', 'return pack'),
      'app/b.py': fresh('kept = pack', 'return pack'),
      'app/c.py': fresh('if pack.old:', '    raise Stale', 'return pack'),
      'app/d.py': fresh('return state'),
    },
  },
];
