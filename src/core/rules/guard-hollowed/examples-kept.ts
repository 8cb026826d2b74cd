import type { Example } from '../../rule-kind.ts';

const both = { guards: ['packs.is_fresh', 'ensure_allowed', 'ensureAllowed', 'isFresh'] };

const python = (...body: readonly string[]): string =>
  ['from app import packs', '', 'def execute(pack, user):', ...body.map((line) => `    ${line}`), ''].join('\n');

const gate = python('if not packs.is_fresh(pack):', '    raise Stale(pack)', 'return run(pack)');
const check = python('ensure_allowed(user, pack)', 'return run(pack)');

/** Guards that guard nothing, in every way there is. */
const hollow = (handled: string, given: string): string =>
  python(
    'if not pack:',
    '    return None',
    'if settings.strict:',
    '    try:',
    '        ensure_allowed(None, pack)',
    '    except Exception:',
    `        ${handled}`,
    'packs.is_fresh(pack)',
    `return ${given}`,
  );

/** Guards that guard as they did, though what is around them changed; near misses. */
export const guardKeptExamples: readonly Example[] = [
  {
    title: 'called in both branches, and in a loop, a block that is opened, a try with a handler that raises',
    with: both,
    before: { 'app/a.py': check, 'app/b.py': check, 'app/c.py': check },
    after: {
      'app/a.py': python(
        'if user.admin:',
        '    ensure_allowed(user, pack)',
        'else:',
        '    ensure_allowed(user, pack)',
        'return run(pack)',
      ),
      'app/b.py': python(
        'with span("rights"):',
        '    for one in pack:',
        '        ensure_allowed(user, one)',
        'return run(pack)',
      ),
      'app/c.py': python(
        'try:',
        '    ensure_allowed(user, pack)',
        'except Denied as error:',
        '    log(error)',
        '    raise',
        'return run(pack)',
      ),
    },
  },
  {
    title: 'handlers that return, that go on with the next turn, and that catch something else',
    with: both,
    before: {
      'app/a.py': check,
      'app/b.py': python('for one in pack:', '    ensure_allowed(user, one)', '    run(one)'),
      'app/c.py': `from app.rights import ensure_allowed\n${check}`,
      'app/rights.py': 'def ensure_allowed(user, pack):\n    raise Denied(user)\n',
    },
    after: {
      'app/a.py': python(
        'try:',
        '    ensure_allowed(user, pack)',
        'except Denied:',
        '    return forbidden()',
        'return run(pack)',
      ),
      'app/b.py': python(
        'for one in pack:',
        '    try:',
        '        ensure_allowed(user, one)',
        '    except Exception:',
        '        continue',
        '    run(one)',
      ),
      'app/c.py': `from app.rights import ensure_allowed\n${python(
        'try:',
        '    ensure_allowed(user, pack)',
        '    result = run(pack)',
        'except KeyError:',
        '    result = None',
        'return result',
      )}`,
      'app/rights.py': 'def ensure_allowed(user, pack):\n    raise Denied(user)\n',
    },
  },
  {
    title: 'the try that swallows is another one',
    with: both,
    before: { 'app/a.py': check },
    after: {
      'app/a.py': python(
        'try:',
        '    ensure_allowed(user, pack)',
        'finally:',
        '    done()',
        'try:',
        '    cache(pack)',
        'except Exception:',
        '    pass',
        'return run(pack)',
      ),
    },
  },
  {
    title: 'conditions that make it stricter',
    with: both,
    before: { 'app/a.py': gate, 'src/a.ts': 'function run(pack: Pack) {\n  if (isFresh(pack)) go(pack);\n}\n' },
    after: {
      'app/a.py': python(
        'if not user.active or not packs.is_fresh(pack):',
        '    raise Stale(pack)',
        'return run(pack)',
      ),
      'src/a.ts': 'function run(pack: Pack) {\n  if (isFresh(pack) && pack.size > 0) go(pack);\n}\n',
    },
  },
  {
    title: 'turned round together with what follows from it',
    with: both,
    before: { 'app/a.py': gate },
    after: {
      'app/a.py': python('if packs.is_fresh(pack):', '    return run(pack)', 'else:', '    raise Stale(pack)'),
    },
  },
  {
    title: 'its answer given a name, and read',
    with: both,
    before: {
      'app/a.py': gate,
      'src/a.ts': 'async function run(user: User) {\n  await ensureAllowed(user);\n  await load(user);\n}\n',
    },
    after: {
      'app/a.py': python('fresh = packs.is_fresh(pack)', 'if not fresh:', '    raise Stale(pack)', 'return run(pack)'),
      'src/a.ts': 'async function run(user: User) {\n  await Promise.all([ensureAllowed(user), load(user)]);\n}\n',
    },
  },
  {
    title:
      'what was hollow before: a condition, a way out, a handler, a fixed argument, an answer that nobody looks at',
    with: both,
    before: { 'app/a.py': hollow('pass', 'run(pack)') },
    after: { 'app/a.py': hollow('log(pack)', 'run(pack, user)') },
  },
  {
    title: 'the condition it depends on in other words, and one that is gone',
    with: both,
    before: {
      'app/a.py': python('if user:', '    ensure_allowed(user, pack)', 'return run(pack)'),
      'app/b.py': python('if user:', '    ensure_allowed(user, pack)', 'return run(pack)'),
    },
    after: {
      'app/a.py': python('if user is not None:', '    ensure_allowed(user, pack)', 'return run(pack)'),
      'app/b.py': check,
    },
  },
  {
    title: 'another call beside it, which depends on something',
    with: both,
    before: { 'app/a.py': check },
    after: {
      'app/a.py': python(
        'ensure_allowed(user, pack)',
        'if pack.children:',
        '    ensure_allowed(user, pack.children)',
        'return run(pack)',
      ),
    },
  },
  {
    title: 'other arguments, a switch that is on, and a value that was written out before',
    with: both,
    before: { 'app/a.py': python('ensure_allowed(user, "export", 1)', 'return run(pack)') },
    after: { 'app/a.py': python('ensure_allowed(pack.user, "read", 2, strict=True)', 'return run(pack)') },
  },
  {
    title: 'handed on to what calls it',
    with: both,
    before: { 'app/a.py': check },
    after: { 'app/a.py': python('in_session(ensure_allowed, user)', 'return run(pack)') },
  },
  {
    title: 'a way out behind it, and one of a function within',
    with: both,
    before: { 'app/a.py': gate },
    after: {
      'app/a.py': python(
        'def size():',
        '    return 1',
        'if not packs.is_fresh(pack):',
        '    raise Stale(pack)',
        'if not pack.rows:',
        '    return size()',
        'return run(pack)',
      ),
    },
  },
  {
    title: 'a test, a text, a comment and another language',
    with: both,
    before: {
      'tests/test_a.py': 'def test_a():\n    ensure_allowed(1)\n',
      'app/a.py': '# if settings.dev: ensure_allowed(user)\nx = "ensure_allowed(user)"\n',
      'a.go': 'package a\nfunc f() { ensureAllowed() }\n',
    },
    after: {
      'tests/test_a.py': 'def test_a():\n    with suppress(Denied):\n        ensure_allowed(1)\n',
      'app/a.py': '# if False: ensure_allowed(user)\nx = "if False: ensure_allowed(user)"\n',
      'a.go': 'package a\nfunc f() { if false { ensureAllowed() } }\n',
    },
  },
  {
    title: 'what a file that is called as the guard does by itself',
    with: { guards: ['ensure_allowed'] },
    before: {
      'app/ensure_allowed.py':
        'if sys.version_info < (3, 12):\n    raise ImportError("too old")\n\ndef ensure_allowed(user):\n    raise Denied(user)\n',
    },
    after: { 'app/ensure_allowed.py': 'def ensure_allowed(user):\n    raise Denied(user)\n' },
  },
];
