import type { Example } from '../../rule-kind.ts';

const both = { guards: ['packs.is_fresh', 'ensure_allowed', 'ensureAllowed', 'isFresh'] };

const python = (...body: readonly string[]): string =>
  ['from app import packs', '', 'def execute(pack, user):', ...body.map((line) => `    ${line}`), ''].join('\n');

const typescript = (...body: readonly string[]): string =>
  ['export async function run(pack: Pack, user: User) {', ...body.map((line) => `  ${line}`), '}', ''].join('\n');

const gate = python('if not packs.is_fresh(pack):', '    raise Stale(pack)', 'return run(pack)');
const check = python('ensure_allowed(user, pack)', 'return run(pack)');

/** Calls of guards that no longer guard. */
export const guardHollowedExamples: readonly Example[] = [
  {
    title: 'put under a flag',
    with: both,
    guard: 'Do not bypass, switch off or empty `packs.is_fresh`, `ensure_allowed`, `ensureAllowed`, `isFresh`.',
    before: { 'app/a.py': check },
    after: {
      'app/a.py': python(
        'if settings.strict:',
        '    ensure_allowed(user, pack)    ← Whether ensure_allowed is called in execute depends on `settings.strict` now.',
        'return run(pack)',
      ),
    },
  },
  {
    title: 'put under a condition that is never true, and into the handler of an error',
    with: both,
    before: {
      'app/a.py': python('if user:', '    ensure_allowed(user, pack)', 'return run(pack)'),
      'src/a.ts': typescript('ensureAllowed(user);', 'try { run(pack); } catch (e) { throw e; }'),
    },
    after: {
      'app/a.py': python(
        'if False:',
        '    ensure_allowed(user, pack)    ← Whether ensure_allowed is called in execute depends on `False` now.',
        'return run(pack)',
      ),
      'src/a.ts': typescript(
        'try {',
        '  run(pack);',
        '} catch (e) {',
        '  ensureAllowed(user);    ← Whether ensureAllowed is called in run depends on an error now.',
        '  throw e;',
        '}',
      ),
    },
  },
  {
    title: 'overruled by a flag behind it, before it, and where it stands alone',
    with: both,
    before: {
      'app/a.py': gate,
      'src/a.ts': typescript('if (isFresh(pack)) go(pack);', 'return 1;'),
      'src/b.ts': typescript('ensureAllowed(user);', 'return 1;'),
    },
    after: {
      'app/a.py': python(
        'if not packs.is_fresh(pack) and not settings.dev:    ← What packs.is_fresh says can be overruled in execute now.',
        '    raise Stale(pack)',
        'return run(pack)',
      ),
      'src/a.ts': typescript(
        'if (debug || isFresh(pack)) go(pack);    ← What isFresh says can be overruled in run now.',
        'return 1;',
      ),
      'src/b.ts': typescript(
        'strict && ensureAllowed(user);    ← What ensureAllowed says can be overruled in run now.',
        'return 1;',
      ),
    },
  },
  {
    title: 'what it raises is swallowed',
    with: both,
    before: {
      'app/a.py': check,
      'app/b.py': check,
      'src/a.ts': typescript('await ensureAllowed(user);', 'return 1;'),
      'src/b.ts': typescript('await ensureAllowed(user);', 'return 1;'),
    },
    after: {
      'app/a.py': python(
        'try:',
        '    ensure_allowed(user, pack)    ← What ensure_allowed raises is swallowed in execute now.',
        'except Exception as error:',
        '    log.warning(error)',
        'return run(pack)',
      ),
      'app/b.py': python(
        'with suppress(Denied):',
        '    ensure_allowed(user, pack)    ← What ensure_allowed raises is swallowed in execute now.',
        'return run(pack)',
      ),
      'src/a.ts': typescript(
        'try {',
        '  await ensureAllowed(user);    ← What ensureAllowed raises is swallowed in run now.',
        '} catch {}',
        'return 1;',
      ),
      'src/b.ts': typescript(
        'await ensureAllowed(user).catch(() => undefined);    ← What ensureAllowed raises is swallowed in run now.',
        'return 1;',
      ),
    },
  },
  {
    title: 'what it raises, by its definition, is caught by name',
    with: both,
    before: {
      'app/a.py': `from app.rights import ensure_allowed\n${check}`,
      'app/rights.py': 'def ensure_allowed(user, pack):\n    raise Denied(user)\n',
    },
    after: {
      'app/a.py': `from app.rights import ensure_allowed\n${python(
        'try:',
        '    ensure_allowed(user, pack)    ← What ensure_allowed raises is swallowed in execute now.',
        'except (KeyError, Denied):',
        '    pass',
        'return run(pack)',
      )}`,
      'app/rights.py': 'def ensure_allowed(user, pack):\n    raise Denied(user)\n',
    },
  },
  {
    title: 'a way out before it',
    with: both,
    before: { 'app/a.py': gate },
    after: {
      'app/a.py': python(
        'if settings.dev:',
        '    return run(pack)',
        'if not packs.is_fresh(pack):    ← execute may return before it comes to packs.is_fresh now.',
        '    raise Stale(pack)',
        'return run(pack)',
      ),
    },
  },
  {
    title: 'nobody looks at what it says, nor waits for it',
    with: both,
    before: {
      'app/a.py': gate,
      'app/b.py': python('fresh = packs.is_fresh(pack)', 'if not fresh:', '    raise Stale(pack)', 'return run(pack)'),
      'src/a.ts': typescript('await ensureAllowed(user);', 'return 1;'),
    },
    after: {
      'app/a.py': python(
        'packs.is_fresh(pack)    ← Nobody looks at what packs.is_fresh says in execute any more.',
        'return run(pack)',
      ),
      'app/b.py': python(
        'fresh = packs.is_fresh(pack)    ← Nobody looks at what packs.is_fresh says in execute any more.',
        'return run(pack)',
      ),
      'src/a.ts': typescript(
        'void ensureAllowed(user);    ← Nobody waits for ensureAllowed in run any more.',
        'return 1;',
      ),
    },
  },
  {
    title: 'asked the other way round',
    with: both,
    before: { 'app/a.py': gate, 'src/a.ts': typescript('if (!isFresh(pack)) {', '  throw new Stale();', '}') },
    after: {
      'app/a.py': python(
        'if packs.is_fresh(pack):    ← packs.is_fresh is asked the other way round in execute now.',
        '    raise Stale(pack)',
        'return run(pack)',
      ),
      'src/a.ts': typescript(
        'if (isFresh(pack)) {    ← isFresh is asked the other way round in run now.',
        '  throw new Stale();',
        '}',
      ),
    },
  },
  {
    title: 'named, and not called',
    with: both,
    before: { 'app/a.py': gate },
    after: {
      'app/a.py': python(
        'if not packs.is_fresh:    ← packs.is_fresh is named in execute, but no longer called.',
        '    raise Stale(pack)',
        'return run(pack)',
      ),
    },
  },
  {
    title: 'given a value that is written out',
    with: both,
    before: {
      'app/a.py': check,
      'app/b.py': gate,
      'app/c.py': check,
      'app/d.py': python('ensure_allowed(user.level, pack)', 'return run(pack)'),
    },
    after: {
      'app/a.py': python(
        'ensure_allowed(None, pack)    ← ensure_allowed is given None in execute now, whatever happens.',
        'return run(pack)',
      ),
      'app/b.py': python(
        'if not packs.is_fresh("demo"):    ← packs.is_fresh is given a text in execute now, whatever happens.',
        '    raise Stale(pack)',
        'return run(pack)',
      ),
      'app/c.py': python(
        'ensure_allowed(user, pack, strict=False)    ← ensure_allowed is given False in execute now, whatever happens.',
        'return run(pack)',
      ),
      'app/d.py': python(
        'ensure_allowed(3, pack)    ← ensure_allowed is given 3 in execute now, whatever happens.',
        'return run(pack)',
      ),
    },
  },
  {
    title: 'one call became two, and both depend on something',
    with: both,
    before: { 'app/a.py': check },
    after: {
      'app/a.py': python(
        'if user.admin:',
        '    ensure_allowed(user, pack)    ← Whether ensure_allowed is called in execute depends on `user.admin` now.',
        'if user.guest:',
        '    ensure_allowed(user, pack)    ← Whether ensure_allowed is called in execute depends on `user.guest` now.',
        'return run(pack)',
      ),
    },
  },
];
