import type { Example } from '../../rule-kind.ts';

const rights = { guards: ['ensure_allowed', 'ensureAllowed'] };
const calling = 'def export(user):\n    ensure_allowed(user)\n    return pdf(load(user))\n';
const lost = '    ← The guard ensure_allowed is gone from export, and nothing here leads to it any more.';
const without = `def export(user):${lost}\n    return pdf(load(user))\n`;
const plain = `def export(user):\n    return pdf(load(user))${lost}\n`;

/** Guards that are gone, though the change or the repository has the same guard in another place. */
export const guardElsewhereExamples: readonly Example[] = [
  {
    title: 'a definition deleted that others still import',
    with: { guards: ['packs.is_fresh'] },
    before: {
      'app/packs.py': 'def is_fresh(pack):\n    return pack.fresh\n\ndef status(pack):\n    return pack.status\n',
      'app/main.py':
        'from app.packs import is_fresh\n\ndef run(pack):\n    return go(pack) if is_fresh(pack) else None\n',
    },
    after: {
      'app/packs.py':
        'def status(pack):    ← The guard packs.is_fresh is gone: is_fresh was defined here, and nothing of that name is left.\n    return pack.status\n',
      'app/main.py':
        'from app.packs import is_fresh\n\ndef run(pack):\n    log(pack)\n    return go(pack) if is_fresh(pack) else None\n',
    },
  },
  {
    title: 'gained by a function that calls another one of the same file',
    with: rights,
    before: { 'app/a.py': `${calling}\ndef page(user):\n    return 1\n\ndef show(user):\n    return page(user)\n` },
    after: {
      'app/a.py': `${plain}\ndef page(user):\n    return 1\n\ndef show(user):\n    ensure_allowed(user)\n    return page(user)\n`,
    },
  },
  {
    title: 'gained by a function that calls the first one of another file',
    with: rights,
    before: {
      'app/a.py': calling,
      'app/pages.py': 'def page(user):\n    return 1\n',
      'app/b.py': 'from app.pages import page\n\ndef show(user):\n    return page(user)\n',
    },
    after: {
      'app/a.py': plain,
      'app/pages.py': 'def page(user):\n    return 1\n',
      'app/b.py': 'from app.pages import page\n\ndef show(user):\n    ensure_allowed(user)\n    return page(user)\n',
    },
  },
  {
    title: 'gained by a function that another one calls, which has nothing to do with it',
    with: rights,
    before: { 'app/a.py': `${calling}\ndef show(user):\n    return 1\n` },
    after: {
      'app/a.py': `${plain}\ndef checked(user):\n    ensure_allowed(user)\n\ndef show(user):\n    checked(user)\n    return 1\n`,
    },
  },
  {
    title: 'a caller that had it all along: others may call it, too',
    with: rights,
    before: { 'app/a.py': `${calling}\ndef show(user):\n    ensure_allowed(user)\n    return export(user)\n` },
    after: { 'app/a.py': `${plain}\ndef show(user):\n    ensure_allowed(user)\n    return export(user)\n` },
  },
  {
    title: 'lost by one route, gained by another one',
    with: { guards: ['requireFresh'] },
    before: {
      'web/a.ts': "router.get('/packs', requireFresh, show);\n",
      'web/b.ts': "router.get('/runs', list);\n",
    },
    after: {
      'web/a.ts':
        "router.get('/packs', show);    ← The guard requireFresh is gone from this file, and nothing here leads to it any more.\n",
      'web/b.ts': "router.get('/runs', requireFresh, list);\n",
    },
  },
  {
    title: 'a function moved out of the place of the rule, and the check lost on the way',
    with: rights,
    in: ['app/**'],
    before: { 'app/a.py': calling },
    after: { 'lib/b.py': without },
  },
  {
    title: 'a function moved into the place of the rule, and the check lost on the way',
    with: rights,
    in: ['app/**'],
    before: { 'lib/b.py': calling },
    after: { 'app/a.py': without },
  },
  {
    title: 'a setting that row-level security goes by, made by a statement and by a function of SQL',
    with: { guards: ['app.user_id'] },
    before: {
      'app/a.py':
        'def rows(db, user):\n    db.execute("SET LOCAL app.user_id = %s", user)\n    return db.all("select * from runs")\n',
      'src/b.ts':
        "export async function runs(db: Db, user: string) {\n  await db.query(`select set_config('app.user_id', ${user}, true)`);\n  return db.query('select * from runs');\n}\n",
    },
    after: {
      'app/a.py':
        'def rows(db, user):\n    return db.all("select * from runs")    ← The guard app.user_id is gone from rows, and nothing here leads to it any more.\n',
      'src/b.ts':
        "export async function runs(db: Db, user: string) {\n  return db.query('select * from runs');    ← The guard app.user_id is gone from runs, and nothing here leads to it any more.\n}\n",
    },
  },
];
