import type { Example } from '../../rule-kind.ts';

const rights = { guards: ['ensure_allowed', 'ensureAllowed'] };

const python = (...body: readonly string[]): string =>
  ['def execute(pack, user):', ...body.map((line) => `    ${line}`), ''].join('\n');

const check = python('ensure_allowed(user, pack)', 'return run(pack)');
const early = '← execute may return before it comes to ensure_allowed now.';
const guarded = `ensure_allowed(user, pack)    ${early}`;

/** Ways out before a guard: some give what it guards, and some give nothing to anybody. */
export const guardClauseExamples: readonly Example[] = [
  {
    title: 'a way out before it that gives nothing, where something was done already',
    with: rights,
    before: { 'app/a.py': check, 'app/b.py': check },
    after: {
      'app/a.py': python('store(pack)', 'if not pack.open:', '    return None', guarded, 'return run(pack)'),
      'app/b.py': python(
        'log.info("a")',
        'pack.save()',
        'if not pack.open:',
        '    return',
        guarded,
        'return run(pack)',
      ),
    },
  },
  {
    title: 'a way out that gives nothing, where nothing is given behind it, and where nothing else can happen',
    with: rights,
    before: {
      'app/a.py': python('ensure_allowed(user, pack)', 'run(pack)'),
      'app/b.py': check,
      'app/c.py': python('ensure_allowed(user, pack)', 'run(pack)', 'return None'),
      'app/d.py': python('if pack.old:', '    return 1', 'ensure_allowed(user, pack)', 'run(pack)'),
    },
    after: {
      'app/a.py': python('if user.admin:', '    return', guarded, 'run(pack)'),
      'app/b.py': python('if user.admin:', '    return run(pack)', guarded, 'return None'),
      'app/c.py': python('if user.admin:', '    return', guarded, 'run(pack)', 'return None'),
      'app/d.py': python('if pack.old:', '    return 1', 'if user.admin:', '    return', guarded, 'run(pack)'),
    },
  },
  {
    title: 'one that gives nothing beside one that did so before, and one that gives something in its place',
    with: rights,
    before: {
      'app/a.py': python('if not pack:', '    return', 'ensure_allowed(user, pack)', 'run(pack)'),
      'app/b.py': python('if not pack:', '    return', 'ensure_allowed(user, pack)', 'run(pack)'),
      'app/c.py': python('if not pack:', '    return 1', 'ensure_allowed(user, pack)', 'run(pack)'),
    },
    after: {
      'app/c.py': python('if not pack:', '    return run(pack)', guarded, 'run(pack)'),
      'app/a.py': python('if not pack:', '    return', 'if user.admin:', '    return', guarded, 'run(pack)'),
      'app/b.py': python('if not pack:', '    return run(pack)', guarded, 'run(pack)'),
    },
  },
  {
    title: 'a guard clause before it: nothing was done, and nothing is given',
    with: rights,
    before: { 'app/a.py': check, 'app/b.py': check, 'app/c.py': check },
    after: {
      'app/a.py': python('if pack is None:', '    return None', 'ensure_allowed(user, pack)', 'return run(pack)'),
      'app/b.py': python(
        'log.info("asked")',
        'found = load(pack)',
        'if not found:',
        '    return []',
        'ensure_allowed(user, pack)',
        'store(pack)',
        'return run(pack)',
      ),
      'app/c.py': python('if pack is None:', '    return', 'ensure_allowed(user, pack)', 'return run(pack)'),
    },
  },
  {
    title: 'a guard clause in the place of an equal one',
    with: rights,
    before: {
      'app/a.py': python('if not pack:', '    return', 'ensure_allowed(user, pack)', 'run(pack)'),
      'app/rights.py':
        'def ensure_allowed(user):\n    if user.root:\n        return\n    if not user.active:\n        raise Denied(user)\n',
    },
    after: {
      'app/a.py': python('if pack is None:', '    return None', 'ensure_allowed(user, pack)', 'run(pack)'),
      'app/rights.py':
        'def ensure_allowed(user):\n    if user.root:\n        return None\n    if not user.active:\n        raise Denied(user)\n',
    },
  },
];
