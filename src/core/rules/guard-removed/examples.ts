import type { Example } from '../../rule-kind.ts';

const fresh = { guards: ['packs.is_fresh'] };
const rights = { guards: ['ensure_allowed', 'ensureAllowed'] };

/** Guards that are gone, and calls that only look like it. */
export const guardRemovedExamples: readonly Example[] = [
  {
    title: 'the freshness gate removed because it blocked tests',
    with: fresh,
    before: {
      'app/main.py':
        'from app.services import packs\n\ndef execute(pack_id):\n    if not packs.is_fresh(pack_id):\n        raise Stale(pack_id)\n    return run(pack_id)\n',
    },
    after: {
      'app/main.py':
        'from app.services import packs\n\ndef execute(pack_id):\n    return run(pack_id)    ← The guard packs.is_fresh is gone from execute, and nothing here leads to it any more.\n',
    },
  },
  {
    title: 'files of guards whose new names say no language, or another class',
    with: { guards: ['packs.is_fresh', 'ensure_allowed'] },
    before: {
      'app/packs.py': 'def is_fresh(pack):\n    return pack.age < 9\n',
      'app/rights.py': 'def ensure_allowed(user):\n    raise Forbidden(user)\n',
    },
    after: {
      'app/packs.py.off': 'def is_fresh(pack):\n    return pack.age < 9\n',
      'docs/rights.md': 'def ensure_allowed(user):\n    raise Forbidden(user)\n',
    },
    renamed: { 'app/packs.py.off': 'app/packs.py', 'docs/rights.md': 'app/rights.py' },
    elsewhere: [
      'The guard packs.is_fresh is gone: is_fresh was defined here, and nothing of that name is left.',
      'The guard ensure_allowed is gone: ensure_allowed was defined here, and nothing of that name is left.',
    ],
  },
  {
    title: 'a guard imported under another name',
    with: rights,
    before: {
      'app/reports.py':
        'from app.rights import ensure_allowed as check\n\ndef export(user):\n    check(user, "export")\n    return pdf(user)\n',
    },
    after: {
      'app/reports.py':
        'def export(user):\n    return pdf(user)    ← The guard ensure_allowed is gone from export, and nothing here leads to it any more.\n',
    },
  },
  {
    title: 'a decorator, a dependency in a parameter and a handler that was handed on',
    with: { guards: ['require_fresh', 'requireFresh'] },
    before: {
      'app/a.py': '@require_fresh\ndef one():\n    return 1\n\ndef two(gate=Depends(require_fresh)):\n    return 2\n',
      'web/a.ts': "import { requireFresh } from './gates';\nrouter.use(requireFresh);\nrouter.get('/x', show);\n",
    },
    after: {
      'app/a.py':
        'def one():    ← The guard require_fresh is gone from one, and nothing here leads to it any more.\n    return 1\n\ndef two():\n    return 2    ← The guard require_fresh is gone from two, and nothing here leads to it any more.\n',
      'web/a.ts':
        "router.get('/x', show);    ← The guard requireFresh is gone from this file, and nothing here leads to it any more.\n",
    },
  },
  {
    title: 'a check deleted from a TypeScript method and from a route',
    with: rights,
    before: {
      'src/reports.ts':
        "import { ensureAllowed } from './rights.js';\nexport class Reports {\n  async pdf(user: User) {\n    await ensureAllowed(user);\n    return render(user);\n  }\n}\napp.get('/csv', async (req) => {\n  await ensureAllowed(req.user);\n  return csv();\n});\n",
    },
    after: {
      'src/reports.ts':
        "export class Reports {\n  async pdf(user: User) {\n    return render(user);    ← The guard ensureAllowed is gone from Reports.pdf, and nothing here leads to it any more.\n  }\n}\napp.get('/csv', async (req) => {\n  return csv();    ← The guard ensureAllowed is gone from this file, and nothing here leads to it any more.\n});\n",
    },
  },
  {
    title: 'a function renamed, and the check lost on the way',
    with: rights,
    before: {
      'app/a.py':
        'def export(user):\n    ensure_allowed(user)\n    rows = load(user)\n    head = title(user)\n    return pdf(head, rows)\n',
    },
    after: {
      'app/a.py':
        'def export_pdf(user):\n    rows = load(user)    ← The guard ensure_allowed is gone from export_pdf, and nothing here leads to it any more.\n    head = title(user)\n    return pdf(head, rows)\n',
    },
  },
  {
    title: 'a function moved to another file, and the check lost on the way',
    with: rights,
    before: { 'app/a.py': 'def export(user):\n    ensure_allowed(user)\n    return pdf(load(user))\n' },
    after: {
      'app/b.py':
        'import os\n\ndef export(user):    ← The guard ensure_allowed is gone from export, and nothing here leads to it any more.\n    return pdf(load(user))\n',
    },
  },
  {
    title: 'the check of one of two branches',
    with: rights,
    before: {
      'app/a.py':
        'def export(user, kind):\n    if kind == "pdf":\n        ensure_allowed(user, "pdf")\n        return pdf()\n    ensure_allowed(user, "csv")\n    return csv()\n',
    },
    after: {
      'app/a.py':
        'def export(user, kind):\n    if kind == "pdf":\n        ensure_allowed(user, "pdf")\n        return pdf()\n    return csv()    ← The guard ensure_allowed is gone from export, and nothing here leads to it any more.\n',
    },
  },
  {
    title: 'the guard itself deleted, as a function and as a class',
    with: { guards: ['packs.is_fresh', 'FreshnessGate'] },
    before: {
      'app/services/packs.py':
        'def is_fresh(pack):\n    return pack.fresh\n\ndef status(pack):\n    return pack.status\n',
      'app/gate.py': 'class FreshnessGate:\n    pass\n\nx = 1\n',
    },
    after: {
      'app/services/packs.py':
        'def status(pack):    ← The guard packs.is_fresh is gone: is_fresh was defined here, and nothing of that name is left.\n    return pack.status\n',
      'app/gate.py':
        'x = 1    ← The guard FreshnessGate is gone: FreshnessGate was defined here, and nothing of that name is left.\n',
    },
  },
  {
    title: 'the guard renamed with its calls: the policy no longer knows it, and says so once',
    with: fresh,
    before: {
      'app/packs.py': 'def is_fresh(pack):\n    return pack.fresh\n',
      'app/main.py': 'from app import packs\ndef run(pack):\n    return packs.is_fresh(pack)\n',
    },
    after: {
      'app/packs.py':
        'def fresh(pack):\n    return pack.fresh    ← The guard packs.is_fresh is gone: is_fresh was defined here, and nothing of that name is left.\n',
      'app/main.py': 'from app import packs\ndef run(pack):\n    return packs.fresh(pack)\n',
    },
  },
  {
    title: 'the file of a guard deleted',
    with: rights,
    before: { 'app/rights.py': 'def ensure_allowed(user):\n    raise Denied(user)\n' },
    after: {},
    elsewhere: ['The guard ensure_allowed is gone: ensure_allowed was defined here, and nothing of that name is left.'],
  },
  {
    title: 'a guard that only one of two files of a place had, and a test that calls it now',
    with: rights,
    in: ['app/**'],
    guard: 'Do not remove calls of `ensure_allowed`, `ensureAllowed` in `app/**`.',
    before: { 'app/a.py': 'def export(user):\n    ensure_allowed(user)\n    return pdf()\n' },
    after: {
      'app/a.py':
        'def export(user):\n    return pdf()    ← The guard ensure_allowed is gone from export, and nothing here leads to it any more.\n',
      'tests/test_a.py': 'def test_export():\n    ensure_allowed(1)\n    export(1)\n',
    },
  },
  {
    title: 'a guard gained by a function that has nothing to do with it',
    with: rights,
    before: {
      'app/a.py':
        'def export(user):\n    ensure_allowed(user)\n    return pdf()\n\ndef show(user):\n    return page()\n',
    },
    after: {
      'app/a.py':
        'def export(user):\n    return pdf()    ← The guard ensure_allowed is gone from export, and nothing here leads to it any more.\n\ndef show(user):\n    ensure_allowed(user)\n    return page()\n',
    },
  },
  {
    title: 'a function that was renamed on the way, and of which little is left',
    with: rights,
    before: {
      'app/a.py': 'def send(user, report):\n    rights.ensure_allowed(user, report)\n    return report.bytes()\n',
    },
    after: {
      'app/a.py':
        'def send_report(user, report):\n    return report.bytes()    ← The guard ensure_allowed is gone from send_report, and nothing here leads to it any more.\n',
    },
  },
];
