import type { Example } from '../../rule-kind.ts';

const rights = { guards: ['ensure_allowed', 'ensureAllowed'] };
const calling = 'def export(user):\n    ensure_allowed(user)\n    return pdf()\n';

/** What guards are called, what stands in which function, and which function of before is which of now. */
export const guardPairedExamples: readonly Example[] = [
  {
    title: 'a definition deleted at the end of a file',
    with: { guards: ['packs.is_fresh'] },
    before: {
      'app/packs.py':
        'import os\n\ndef status(pack):\n    return pack.status\n\ndef is_fresh(pack):\n    return pack.fresh\n',
    },
    after: {
      'app/packs.py':
        'import os\n\ndef status(pack):\n    return pack.status    ← The guard packs.is_fresh is gone: is_fresh was defined here, and nothing of that name is left.\n',
    },
  },
  {
    title: 'guards of a package and of the index of a folder, whose name is no name in a program',
    with: { guards: ['packs.is_fresh', 'access-rights.ensureAllowed'] },
    before: {
      'app/packs/__init__.py': 'def is_fresh(pack):\n    return pack.fresh\n\nlimit = 1\n',
      'web/access-rights/index.ts':
        'export function ensureAllowed(user: User) {\n  throw new Denied(user);\n}\nexport const limit = 1;\n',
    },
    after: {
      'app/packs/__init__.py':
        'limit = 1    ← The guard packs.is_fresh is gone: is_fresh was defined here, and nothing of that name is left.\n',
      'web/access-rights/index.ts':
        'export const limit = 1;    ← The guard access-rights.ensureAllowed is gone: ensureAllowed was defined here, and nothing of that name is left.\n',
    },
  },
  {
    title: 'called where it is defined, by its own name alone',
    with: { guards: ['packs.is_fresh'] },
    before: {
      'app/packs.py':
        'def is_fresh(pack):\n    return pack.fresh\n\ndef run(pack):\n    if not is_fresh(pack):\n        raise Stale(pack)\n    return go(pack)\n',
    },
    after: {
      'app/packs.py':
        'def is_fresh(pack):\n    return pack.fresh\n\ndef run(pack):\n    return go(pack)    ← The guard packs.is_fresh is gone from run, and nothing here leads to it any more.\n',
    },
  },
  {
    title: 'what everybody has by that name, and a name that is reached through nothing',
    with: { guards: ['dialogs.confirm', '*.require_role'] },
    before: {
      'src/dialogs.ts': "export function drop(file: File) {\n  if (!confirm('Really?')) return;\n  remove(file);\n}\n",
      'app/a.py': 'def export(user):\n    require_role(user)\n    return pdf()\n',
    },
    after: {
      'src/dialogs.ts': 'export function drop(file: File) {\n  remove(file);\n}\n',
      'app/a.py': 'def export(user):\n    return pdf()\n',
    },
  },
  {
    title: 'the type of a parameter, and the default of one of a callback',
    with: { guards: ['require_fresh', 'requireFresh'] },
    before: {
      'app/a.py':
        'from typing import Annotated\n\ndef one(gate: Annotated[Gate, Depends(require_fresh)]):\n    return 1\n',
      'web/a.ts': "router.get('/x', (req, gate = requireFresh()) => show(req));\nrouter.get('/y', list);\n",
    },
    after: {
      'app/a.py':
        'from typing import Annotated\n\ndef one():\n    return 1    ← The guard require_fresh is gone from one, and nothing here leads to it any more.\n',
      'web/a.ts':
        "router.get('/x', (req) => show(req));\nrouter.get('/y', list);    ← The guard requireFresh is gone from this file, and nothing here leads to it any more.\n",
    },
  },
  {
    title: 'moved to another file under another name, grown, and the check lost on the way',
    with: rights,
    before: {
      'app/a.py':
        'def export(user):\n    ensure_allowed(user)\n    rows = load(user)\n    head = title(user)\n    return pdf(head, rows)\n',
    },
    after: {
      'app/b.py':
        'def print_all(user):    ← The guard ensure_allowed is gone from print_all, and nothing here leads to it any more.\n    log("print")\n    rows = load(user)\n    head = title(user)\n    return pdf(head, rows)\n',
    },
  },
  {
    title: 'moved into what is called by what this one calls',
    with: rights,
    before: {
      'app/a.py':
        'def rows(user):\n    return query(user)\n\ndef load(user):\n    return rows(user)\n\ndef export(user):\n    ensure_allowed(user)\n    return pdf(load(user))\n',
    },
    after: {
      'app/a.py':
        'def rows(user):\n    ensure_allowed(user)\n    return query(user)\n\ndef load(user):\n    return rows(user)\n\ndef export(user):\n    return pdf(load(user))\n',
    },
  },
  {
    title: 'a function deleted with its guard, and one of another file that does some of what it did',
    with: rights,
    before: {
      'app/a.py': 'def send(user, report):\n    rights.ensure_allowed(user, report)\n    return report.bytes()\n',
    },
    after: { 'app/b.py': 'def pack(user, report):\n    return report.bytes()\n' },
  },
  {
    title: 'new functions that are called as one that is still there, or do what it does',
    with: rights,
    before: { 'app/a.py': calling },
    after: {
      'app/a.py': `import os\n\n${calling}`,
      'app/b.py': 'def export(user):\n    return pdf()\n',
      'app/c.py': 'def send(user):\n    log(user)\n    return pdf()\n',
    },
  },
  {
    title: 'a function that had no guard, and is called as one that went with its guard',
    with: rights,
    before: { 'app/a.py': 'def export(user):\n    return pdf()\n', 'app/b.py': calling },
    after: { 'app/a.py': 'import os\n\ndef export(user):\n    return pdf()\n' },
  },
  {
    title: 'a reader and a writer of one name, of which the one with the guard went',
    with: rights,
    before: {
      'src/a.ts':
        'class Store {\n  get limit() {\n    ensureAllowed(this.user);\n    return this.most;\n  }\n  set limit(value) {\n    this.most = value;\n  }\n}\n',
      'src/b.ts':
        'class Store {\n  get limit() {\n    return this.most;\n  }\n  set limit(value) {\n    ensureAllowed(this.user);\n    this.most = value;\n  }\n}\n',
    },
    after: {
      'src/a.ts': 'class Store {\n  set limit(value) {\n    this.most = value;\n  }\n}\n',
      'src/b.ts': 'class Store {\n  get limit() {\n    return this.most;\n  }\n}\n',
    },
  },
  {
    title: 'what a deleted file did by itself, and what a new one does',
    with: rights,
    before: { 'web/a.ts': 'router.use(ensureAllowed);\nrouter.use(show);\n' },
    after: { 'web/b.ts': 'router.use(show);\n' },
  },
];
