import type { Example } from '../../rule-kind.ts';

const both = { guards: ['packs.is_fresh', 'isFresh'] };
const python = (...body: readonly string[]): string =>
  ['from app import packs', '', 'def execute(pack, user):', ...body.map((line) => `    ${line}`), ''].join('\n');
const typescript = (...body: readonly string[]): string =>
  ['export async function run(pack: Pack, user: User) {', ...body.map((line) => `  ${line}`), '}', ''].join('\n');
const gate = python('if not packs.is_fresh(pack):', '    raise Stale(pack)', 'return run(pack)');

/** Guards that are asked as before, where something else comes of what they say. */
export const guardAskedExamples: readonly Example[] = [
  {
    title: 'asked as before, and nothing is raised any more',
    with: both,
    before: {
      'app/a.py': gate,
      'src/a.ts': typescript('if (!isFresh(pack)) {', '  throw new Stale();', '}'),
      'app/b.py': python('if packs.is_fresh(pack):', '    raise Fresh(pack)', 'return run(pack)'),
    },
    after: {
      'app/a.py': python(
        'if not packs.is_fresh(pack):    ← What packs.is_fresh says raises nothing in execute any more.',
        '    log.warning("stale")',
        'return run(pack)',
      ),
      'src/a.ts': typescript(
        'if (!isFresh(pack)) {    ← What isFresh says raises nothing in run any more.',
        '  log.warn("stale");',
        '}',
      ),
      'app/b.py': python(
        'if packs.is_fresh(pack):    ← What packs.is_fresh says raises nothing in execute any more.',
        '    log.warning("fresh")',
        'return run(pack)',
      ),
    },
  },
  {
    title: 'asked as before, and something is raised now',
    with: both,
    before: {
      'app/a.py': python('if not packs.is_fresh(pack):', '    log.warning("stale")', 'return run(pack)'),
    },
    after: { 'app/a.py': gate },
  },
  {
    title: 'kept under a name that is asked, and another condition before it whose raise went',
    with: both,
    before: {
      'app/a.py': gate,
      'app/b.py': python(
        'if user.gone:',
        '    raise Gone(user)',
        'if not packs.is_fresh(pack):',
        '    raise Stale(pack)',
        'return run(pack)',
      ),
    },
    after: {
      'app/a.py': python('stale = not packs.is_fresh(pack)', 'if stale:', '    raise Stale(pack)', 'return run(pack)'),
      'app/b.py': python(
        'if user.gone:',
        '    log.warning("gone")',
        'if not packs.is_fresh(pack):',
        '    raise Stale(pack)',
        'return run(pack)',
      ),
    },
  },
];
