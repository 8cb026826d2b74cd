import type { Example } from '../../rule-kind.ts';

const guards = {
  guards: ['packs.is_fresh', 'rights.ensure_allowed', 'isFresh', 'ensureAllowed', 'require_fresh', 'requireFresh'],
};
const fresh = 'def is_fresh(pack):\n    status = load(pack)\n    return status.state == "fresh"\n';
const allowed =
  'def ensure_allowed(user):\n    if user.blocked:\n        raise Denied(user)\n    if not user.rights:\n        raise Denied(user)\n';

/** Guards whose body no longer guards, and switches that are off. */
export const guardBodyExamples: readonly Example[] = [
  {
    title: 'a body that gives the same value always',
    with: guards,
    before: {
      'app/packs.py': fresh,
      'src/packs.ts': 'export const isFresh = (pack: Pack) => pack.state === "fresh";\n',
      'app/b/packs.py': 'def is_fresh(pack):\n    if pack.old:\n        return False\n    return True\n',
    },
    after: {
      'app/packs.py': 'def is_fresh(pack):    ← The guard is_fresh always gives True now.\n    return True\n',
      'src/packs.ts': 'export const isFresh = (pack: Pack) => true;    ← The guard isFresh always gives true now.\n',
      'app/b/packs.py':
        'def is_fresh(pack):    ← The guard is_fresh always gives True now.\n    if pack.old:\n        return True\n    return True\n',
    },
  },
  {
    title: 'a body emptied on its way to a class that is not looked at',
    with: guards,
    before: { 'app/rights.py': allowed },
    after: { 'vendor/rights.py': 'def ensure_allowed(user):\n    pass\n' },
    renamed: { 'vendor/rights.py': 'app/rights.py' },
    elsewhere: ['The guard ensure_allowed does nothing any more: its body is empty.'],
  },
  {
    title: 'an empty body',
    with: guards,
    before: {
      'app/rights.py': allowed,
      'src/rights.ts': 'export function ensureAllowed(user: User) {\n  if (user.blocked) throw new Denied();\n}\n',
    },
    after: {
      'app/rights.py':
        'def ensure_allowed(user):    ← The guard ensure_allowed does nothing any more: its body is empty.\n    """Raises when the user may not."""\n    pass\n',
      'src/rights.ts':
        'export function ensureAllowed(user: User) {    ← The guard ensureAllowed does nothing any more: its body is empty.\n}\n',
    },
  },
  {
    title: 'a body that only logs what it raised',
    with: guards,
    before: { 'app/rights.py': allowed },
    after: {
      'app/rights.py':
        'def ensure_allowed(user):    ← The guard ensure_allowed raises nothing any more.\n    if user.blocked:\n        log.warning(user)\n    if not user.rights:\n        print(user)\n',
    },
  },
  {
    title: 'a way out before its checks',
    with: guards,
    before: { 'app/rights.py': allowed, 'app/packs.py': fresh },
    after: {
      'app/rights.py':
        'def ensure_allowed(user):\n    if DEBUG:\n        return    ← The guard ensure_allowed lets pass here before it has checked.\n    if user.blocked:\n        raise Denied(user)\n    if not user.rights:\n        raise Denied(user)\n',
      'app/packs.py':
        'def is_fresh(pack):\n    if settings.dev:\n        return True    ← The guard is_fresh lets pass here before it has checked.\n    status = load(pack)\n    return status.state == "fresh"\n',
    },
  },
  {
    title: 'a switch that is off: by an argument, a key, a parameter and a field',
    with: guards,
    before: {
      'app/a.py':
        'class Settings:\n    require_fresh: bool = True\n\ndef run(pack, require_fresh=True):\n    execute(pack)\n',
      'src/a.ts': 'execute(pack, { requireFresh: true });\n',
    },
    after: {
      'app/a.py':
        'class Settings:\n    require_fresh: bool = False    ← require_fresh is switched off here: it is given False.\n\ndef run(pack, require_fresh=False):    ← require_fresh is switched off here: it is given False.\n    execute(pack, require_fresh=False)    ← require_fresh is switched off here: it is given False.\n',
      'src/a.ts':
        'execute(pack, { requireFresh: false });    ← requireFresh is switched off here: it is given false.\n',
    },
  },
  {
    title: 'a variable of the module, a member and a field that are switched off',
    with: { guards: ['REQUIRE_FRESH', 'requireFresh', 'require_fresh'] },
    before: {
      'app/a.py': 'REQUIRE_FRESH = True\n\nclass Settings:\n    require_fresh: bool = True\n',
      'src/a.ts': 'export const REQUIRE_FRESH = true;\nsettings.requireFresh = true;\n',
    },
    after: {
      'app/a.py':
        'REQUIRE_FRESH = False    ← REQUIRE_FRESH is switched off here: it is given False.\n\nclass Settings:\n    require_fresh: bool = False    ← require_fresh is switched off here: it is given False.\n',
      'src/a.ts':
        'export const REQUIRE_FRESH = false;    ← REQUIRE_FRESH is switched off here: it is given false.\nsettings.requireFresh = false;    ← requireFresh is switched off here: it is given false.\n',
    },
  },
  {
    title: 'variables that were off, that are computed or added to, and texts',
    with: { guards: ['REQUIRE_FRESH', 'RETRIES', 'MODE'] },
    before: { 'app/a.py': 'REQUIRE_FRESH = False\nRETRIES = 3\nMODE = "strict"\n' },
    after: {
      'app/a.py': 'REQUIRE_FRESH = False\nRETRIES = 3\nRETRIES += 0\nMODE = "None"\nLIMIT = None\n',
      'app/b.py': 'REQUIRE_FRESH = read("fresh") is not False\n',
    },
  },
  {
    title: 'a body that raises nothing any more, though it does something else, and others raise',
    with: guards,
    before: {
      'app/rights.py':
        'def ensure_allowed(user):\n    audit(user)\n    if user.blocked:\n        raise Denied(user)\n\ndef ensure_known(user):\n    raise Unknown(user)\n',
      'app/b/rights.py':
        'def note(user):\n    print(user)\n\ndef ensure_allowed(user):\n    if user.blocked:\n        raise Denied(user)\n',
    },
    after: {
      'app/rights.py':
        'def ensure_allowed(user):    ← The guard ensure_allowed raises nothing any more.\n    audit(user)\n    if user.blocked:\n        log.warning(user.id)\n\ndef ensure_known(user):\n    raise Unknown(user)\n',
      'app/b/rights.py':
        'def note(user):\n    print(user)\n\ndef ensure_allowed(user):    ← The guard ensure_allowed raises nothing any more.\n    if user.blocked:\n        note(user)\n',
    },
  },
  {
    title: 'a yes and a nothing before its checks',
    with: guards,
    before: {
      'app/rights.py': allowed,
      'app/packs.py': 'def is_fresh(pack):\n    if pack.old:\n        return False\n    return pack.state == "fresh"\n',
    },
    after: {
      'app/rights.py':
        'def ensure_allowed(user):\n    if user.guest:\n        return None    ← The guard ensure_allowed lets pass here before it has checked.\n    if user.blocked:\n        raise Denied(user)\n    if not user.rights:\n        raise Denied(user)\n',
      'app/packs.py':
        'def is_fresh(pack):\n    if pack.pinned:\n        return True    ← The guard is_fresh lets pass here before it has checked.\n    if pack.old:\n        return False\n    return pack.state == "fresh"\n',
    },
  },
  {
    title: 'ways out before its checks that check themselves',
    with: guards,
    before: { 'app/rights.py': allowed, 'app/packs.py': fresh },
    after: {
      'app/rights.py':
        'def ensure_allowed(user):\n    if user.remote:\n        return ensure_remote(user)\n    if user.blocked:\n        raise Denied(user)\n    if not user.rights:\n        raise Denied(user)\n',
      'app/packs.py':
        'def is_fresh(pack):\n    if pack.remote:\n        return ask(pack)\n    if pack.lost:\n        return\n    status = load(pack)\n    return status.state == "fresh"\n',
    },
  },
  {
    title: 'bodies that check in another way',
    with: guards,
    before: {
      'app/rights.py': allowed,
      'app/packs.py': fresh,
      'app/b/rights.py': allowed,
      'app/c/rights.py': 'def ensure_allowed(user):\n    if user.blocked:\n        raise Denied(user)\n',
    },
    after: {
      'app/rights.py':
        'def _deny(user):\n    raise Denied(user)\n\ndef ensure_allowed(user):\n    if user.blocked or not user.rights:\n        _deny(user)\n',
      'app/packs.py':
        'def is_fresh(pack):\n    if pack is None:\n        return False\n    return load(pack).state in FRESH\n',
      'app/b/rights.py':
        'from flask import abort\n\ndef ensure_allowed(user):\n    if user.blocked or not user.rights:\n        abort(403)\n',
      'app/c/rights.py':
        'def ensure_allowed(user):\n    if user.blocked:\n        raise Denied(user)\n    if user.guest:\n        raise Denied(user)\n    return True\n',
    },
  },
  {
    title: 'bodies that were hollow before, and functions that are no guards',
    with: guards,
    before: {
      'app/packs.py': 'def is_fresh(pack):\n    return 1 == 1\n\ndef is_new(pack):\n    return load(pack)\n',
      'app/rights.py': 'def ensure_allowed(user):\n    pass\n',
      'app/b/packs.py': 'def is_fresh(pack):\n    return True\n',
      'app/c/rights.py': 'def ensure_allowed(user):\n    if DEBUG:\n        return\n    raise Denied(user)\n',
    },
    after: {
      'app/packs.py': 'def is_fresh(pack):\n    return 2 == 2\n\ndef is_new(pack):\n    return True\n',
      'app/rights.py': 'def ensure_allowed(user):\n    """Does nothing yet."""\n',
      'app/b/packs.py': 'def is_fresh(pack):\n    return False\n',
      'app/c/rights.py': 'def ensure_allowed(user):\n    if DEBUG:\n        return\n    raise Denied(user, 403)\n',
    },
  },
  {
    title: 'switches that were off, that are on, and other names',
    with: guards,
    before: {
      'app/a.py': 'def run(pack, require_fresh=False):\n    execute(pack, require_fresh=False)\n',
    },
    after: {
      'app/a.py': 'def other(pack):\n    execute(pack, require_fresh=True)\n    execute(pack, fresh=False)\n',
      'app/b.py': 'def run(pack, require_fresh=False):\n    execute(pack, require_fresh=False)\n',
      'docs/a.md': 'Never set require_fresh=False.\n',
    },
  },
];
