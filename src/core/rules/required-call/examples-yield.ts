import type { Example } from '../../rule-kind.ts';

const before = { functions: ['export_*'], calls: ['ensure_allowed'], before: ['*.post'] };

const out = (name: string): string =>
  `def ${name}(user):    ← ${name} calls ensure_allowed only behind yield, when a value is out already.`;

/** Values that are handed out before the check, and behind it. */
export const requiredCallYield: readonly Example[] = [
  {
    title: 'a value that is out before the check',
    with: before,
    before: {},
    after: {
      'a.py': [
        out('export_a'),
        '    yield user',
        '    ensure_allowed(user)',
        out('export_b'),
        '    for row in user.rows:',
        '        yield from row',
        '    client.post(ensure_allowed(user))',
        '',
      ].join('\n'),
      'a.ts':
        'export function* export_a(user) {    ← export_a calls ensure_allowed only behind yield, when a value is out already.\n  yield user;\n  ensure_allowed(user);\n}\n',
    },
  },
  {
    title: 'a value that is out behind the check, is asked back, or comes of a function inside',
    with: before,
    before: {},
    after: {
      'a.py': [
        'def export_a(user):',
        '    ensure_allowed(user)',
        '    yield user',
        'def export_b(user):',
        '    answer = yield user',
        '    ensure_allowed(answer)',
        'def export_c(user):',
        '    def rows():',
        '        yield user',
        '    ensure_allowed(user)',
        '    return rows()',
        'def export_d(user):',
        '    yield ensure_allowed(user)',
        '',
      ].join('\n'),
      'a.ts': 'export function* export_a(user) {\n  const answer = yield user;\n  ensure_allowed(answer);\n}\n',
    },
  },
  {
    title: 'a value that is out before the check, where the order does not count',
    with: { ...before, before: [] },
    before: {},
    after: { 'a.py': 'def export_a(user):\n    yield user\n    ensure_allowed(user)\n' },
  },
  {
    title: 'a call that nobody comes to, and one behind a way out that may not be taken',
    with: { functions: ['export_*'], calls: ['ensure_allowed'] },
    before: {},
    after: {
      'a.py': [
        'def export_a(user):    ← export_a does not call ensure_allowed, itself or through what it calls.',
        '    return render(user)',
        '    ensure_allowed(user)',
        'def export_b(user):    ← export_b does not call ensure_allowed, itself or through what it calls.',
        '    return check(user)',
        'def check(user):',
        '    raise Failed(user)',
        '    ensure_allowed(user)',
        'def export_c(user):',
        '    if user is None:',
        '        return None',
        '    ensure_allowed(user)',
        'def export_d(user):',
        '    def ask():',
        '        return ensure_allowed(user)',
        '    ask()',
        '    return render(user)',
        '',
      ].join('\n'),
    },
  },
];
