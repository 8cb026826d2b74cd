import type { Example } from '../../rule-kind.ts';

const both = { guards: ['packs.is_fresh', 'ensure_allowed', 'ensureAllowed', 'isFresh'] };

const python = (...body: readonly string[]): string =>
  ['from app import packs', '', 'def execute(pack, user):', ...body.map((line) => `    ${line}`), ''].join('\n');

const known = (text: string): string => `from app.rights import ensure_allowed\n${text}`;
const check = python('ensure_allowed(user, pack)', 'return run(pack)');
const swallowed = 'ensure_allowed(user, pack)    ← What ensure_allowed raises is swallowed in execute now.';
const depends = (on: string): string =>
  `ensure_allowed(user, pack)    ← Whether ensure_allowed is called in execute depends on \`${on}\` now.`;

/** Calls of guards that no longer guard, among others that do, and handlers among other handlers. */
export const guardCallExamples: readonly Example[] = [
  {
    title: 'put where a condition does not hold, and into branches of two conditions',
    with: both,
    before: { 'app/a.py': check, 'app/b.py': check },
    after: {
      'app/a.py': python(
        'if settings.dev:',
        '    log(pack)',
        'else:',
        `    ${depends('settings.dev')}`,
        'return run(pack)',
      ),
      'app/b.py': python(
        'if user.admin:',
        `    ${depends('user.admin')}`,
        'if user.guest:',
        '    log(pack)',
        'else:',
        `    ${depends('user.guest')}`,
        'return run(pack)',
      ),
    },
  },
  {
    title: 'outside of any function',
    with: both,
    before: {
      'src/a.ts': 'ensureAllowed(process.env);\nstart();\n',
      'app/a.py': 'if not packs.is_fresh(pack):\n    raise Stale(pack)\n',
    },
    after: {
      'src/a.ts':
        'if (strict) ensureAllowed(process.env);    ← Whether ensureAllowed is called in this file depends on `strict` now.\nstart();\n',
      'app/a.py':
        'if not packs.is_fresh:    ← packs.is_fresh is named in this file, but no longer called.\n    raise Stale(pack)\n',
    },
  },
  {
    title: 'the second of two calls',
    with: both,
    before: {
      'app/a.py': python(
        'if pack.pdf:',
        '    ensure_allowed(user, pack.pdf)',
        'ensure_allowed(user, pack)',
        'return run(pack)',
      ),
    },
    after: {
      'app/a.py': python(
        'if pack.pdf:',
        '    ensure_allowed(user, pack.pdf)',
        'if pack.csv:',
        `    ${depends('pack.csv')}`,
        'return run(pack)',
      ),
    },
  },
  {
    title: 'a handler of everything, where what it raises can be seen, and one of its error, where it cannot',
    with: both,
    before: {
      'app/a.py': known(check),
      'app/b.py': check,
      'app/rights.py': 'def ensure_allowed(user, pack):\n    raise Denied(user)\n',
    },
    after: {
      'app/a.py': known(python('try:', `    ${swallowed}`, 'except Exception:', '    pass', 'return run(pack)')),
      'app/b.py': python('try:', `    ${swallowed}`, 'except Denied:', '    log(pack)', 'return run(pack)'),
      'app/rights.py': 'def ensure_allowed(user, pack):\n    raise Denied(user)\n',
    },
  },
  {
    title: 'swallowed by a handler that has others behind it and before it',
    with: both,
    before: { 'app/a.py': check, 'app/b.py': check },
    after: {
      'app/a.py': python(
        'try:',
        `    ${swallowed}`,
        'except Exception:',
        '    pass',
        'try:',
        '    cache(pack)',
        'except KeyError:',
        '    raise',
        'return run(pack)',
      ),
      'app/b.py': python(
        'try:',
        `    ${swallowed}`,
        '    try:',
        '        cache(pack)',
        '    except KeyError:',
        '        raise',
        'except Exception:',
        '    pass',
        'return run(pack)',
      ),
    },
  },
  {
    title: 'handlers of others that swallow: before it, within the same try, and of what another function raises',
    with: both,
    before: {
      'app/a.py': check,
      'app/b.py': check,
      'app/c.py': known(check),
      'app/rights.py':
        'def ensure_allowed(user, pack):\n    raise Denied(user)\n\ndef ensure_known(user):\n    raise KeyError(user)\n',
    },
    after: {
      'app/a.py': python(
        'try:',
        '    cache(pack)',
        'except Exception:',
        '    pass',
        'try:',
        '    ensure_allowed(user, pack)',
        'except Denied:',
        '    raise',
        'return run(pack)',
      ),
      'app/b.py': python(
        'try:',
        '    ensure_allowed(user, pack)',
        '    try:',
        '        cache(pack)',
        '    except Exception:',
        '        pass',
        'except Denied:',
        '    raise',
        'return run(pack)',
      ),
      'app/c.py': known(
        python('try:', '    ensure_allowed(user, pack)', 'except KeyError:', '    pass', 'return run(pack)'),
      ),
      'app/rights.py':
        'def ensure_allowed(user, pack):\n    raise Denied(user)\n\ndef ensure_known(user):\n    raise KeyError(user)\n',
    },
  },
  {
    title: 'named arguments in another order, one that was off before, and a call that is awaited as before',
    with: both,
    before: {
      'app/a.py': python('ensure_allowed(user=user, action="export", strict=False)', 'return run(pack)'),
      'src/a.ts': 'async function run(user: User) {\n  await ensureAllowed(user);\n  return 1;\n}\n',
    },
    after: {
      'app/a.py': python('ensure_allowed(action="export", strict=False, user=user)', 'return run(pack)'),
      'src/a.ts': 'async function run(user: User) {\n  await ensureAllowed(user);\n  return 2;\n}\n',
    },
  },
  {
    title: 'an answer that is a condition now, and ones beside conditions that are others now',
    with: both,
    before: {
      'app/a.py': python('assert packs.is_fresh(pack)', 'return run(pack)'),
      'app/b.py': python(
        'if not pack:',
        '    return None',
        'if not packs.is_fresh(pack):',
        '    raise Stale(pack)',
        'return run(pack)',
      ),
      'app/c.py': python('stale = not packs.is_fresh(pack)', 'if stale:', '    raise Stale(pack)', 'return run(pack)'),
      'app/d.py': python('if not packs.is_fresh(pack):', '    raise Stale(pack)', 'return run(pack)'),
    },
    after: {
      'app/a.py': python('if not packs.is_fresh(pack):', '    raise Stale(pack)', 'return run(pack)'),
      'app/b.py': python(
        'if not pack:',
        '    raise Missing(pack)',
        'if not packs.is_fresh(pack):',
        '    raise Stale(pack)',
        'return run(pack)',
      ),
      'app/c.py': python('if not packs.is_fresh(pack):', '    raise Stale(pack)', 'return run(pack)'),
      'app/d.py': python(
        'if not packs.is_fresh(pack):',
        '    raise Stale(pack)',
        'if pack.big and user.slow:',
        '    log(pack)',
        'return run(pack)',
      ),
    },
  },
  {
    title: 'one of two calls gone, which is for guard-removed',
    with: both,
    before: {
      'app/a.py': python(
        'ensure_allowed(user, pack)',
        'if pack.pdf:',
        '    ensure_allowed(user, pack.pdf)',
        'return run(pack)',
      ),
    },
    after: { 'app/a.py': python('if pack.pdf:', '    ensure_allowed(user, pack.pdf)', 'return run(pack)') },
  },
];
