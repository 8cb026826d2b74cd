import type { Example } from '../../rule-kind.ts';

const rights = { guards: ['ensure_allowed', 'ensureAllowed'] };
const calling = 'def export(user):\n    ensure_allowed(user)\n    return pdf()\n';

/** Guards that are still there, wherever the change put them; near misses. */
export const guardMovedExamples: readonly Example[] = [
  {
    title: 'moved into a function that this one calls',
    with: rights,
    before: { 'app/a.py': calling },
    after: {
      'app/a.py':
        'def prepare(user):\n    ensure_allowed(user)\n\ndef export(user):\n    prepare(user)\n    return pdf()\n',
    },
  },
  {
    title: 'moved into a service of another file, two calls away',
    with: rights,
    before: {
      'app/a.py': calling,
      'app/store.py':
        'class Store:\n    def open(self, user):\n        return self._rows(user)\n\n    def _rows(self, user):\n        return query(user)\n',
    },
    after: {
      'app/a.py': 'from app.store import Store\n\ndef export(user):\n    return pdf(Store().open(user))\n',
      'app/store.py':
        'class Store:\n    def open(self, user):\n        return self._rows(user)\n\n    def _rows(self, user):\n        ensure_allowed(user)\n        return query(user)\n',
    },
  },
  {
    title: 'what is called had the guard all along, in a file that did not change',
    with: rights,
    before: {
      'app/a.py': calling,
      'app/gate.py': 'def checked(user):\n    ensure_allowed(user)\n',
    },
    after: {
      'app/a.py': 'from .gate import checked\n\ndef export(user):\n    checked(user)\n    return pdf()\n',
      'app/gate.py': 'def checked(user):\n    ensure_allowed(user)\n',
    },
  },
  {
    title: 'moved to the caller',
    with: rights,
    before: {
      'src/a.ts':
        'export function exportPdf(user: User) {\n  ensureAllowed(user);\n  return pdf();\n}\nexport function handle(req: Request) {\n  return exportPdf(req.user);\n}\n',
    },
    after: {
      'src/a.ts':
        'export function exportPdf(user: User) {\n  return pdf();\n}\nexport function handle(req: Request) {\n  ensureAllowed(req.user);\n  return exportPdf(req.user);\n}\n',
    },
  },
  {
    title: 'moved into a decorator',
    with: rights,
    before: { 'app/a.py': calling },
    after: {
      'app/a.py':
        'def allowed(action):\n    def wrapped(user):\n        ensure_allowed(user)\n        return action(user)\n    return wrapped\n\n@allowed\ndef export(user):\n    return pdf()\n',
    },
  },
  {
    title: 'made a dependency of all routes of the file',
    with: rights,
    before: { 'app/a.py': `router = APIRouter()\n\n${calling}` },
    after: {
      'app/a.py': 'router = APIRouter(dependencies=[Depends(ensure_allowed)])\n\ndef export(user):\n    return pdf()\n',
    },
  },
  {
    title: 'moved into a middleware that the change registers, and into one that is decorated as such',
    with: { guards: ['ensure_allowed', 'is_fresh'] },
    before: {
      'app/a.py': 'def export(user):\n    ensure_allowed(user)\n    is_fresh(user)\n    return pdf()\n',
      'app/main.py': 'app = FastAPI()\n',
    },
    after: {
      'app/a.py': 'def export(user):\n    return pdf()\n',
      'app/main.py':
        'class Gate:\n    async def dispatch(self, request):\n        ensure_allowed(request.user)\n\napp = FastAPI()\napp.add_middleware(Gate)\n\n@app.middleware("http")\nasync def fresh(request):\n    is_fresh(request)\n',
    },
  },
  {
    title: 'one of two calls, where the other is always reached',
    with: rights,
    before: {
      'app/a.py':
        'def export(user, kind):\n    if kind == "pdf":\n        ensure_allowed(user)\n        return pdf()\n    ensure_allowed(user)\n    return csv()\n',
    },
    after: {
      'app/a.py':
        'def export(user, kind):\n    try:\n        ensure_allowed(user)\n    finally:\n        log(user)\n    if kind == "pdf":\n        return pdf()\n    return csv()\n',
    },
  },
  {
    title: 'a function renamed and moved with its guard, and one deleted with it',
    with: rights,
    before: { 'app/a.py': `${calling}\ndef old(user):\n    ensure_allowed(user)\n    x()\n` },
    after: { 'app/b.py': 'def export_all(user):\n    ensure_allowed(user)\n    return pdf()\n' },
  },
  {
    title:
      'a function deleted with its guard, and others that do something else, are given something else, or do nothing',
    with: rights,
    before: {
      'app/a.py': 'def send(user, report):\n    rights.ensure_allowed(user, report)\n    return report.bytes()\n',
      'app/b.py': 'def send(user, report):\n    rights.ensure_allowed(user, report)\n    return report.bytes()\n',
      'app/c.py': 'def send(user, report):\n    rights.ensure_allowed(user, report)\n    return report.bytes()\n',
      'app/d.py': 'def send():\n    ensure_allowed(me)\n    return pdf()\n',
    },
    after: {
      'app/a.py': 'def count(user, report):\n    return report.bytes().length()\n',
      'app/b.py': 'def pack(report):\n    return report.bytes()\n',
      'app/c.py': 'def owner(user, report):\n    return user\n',
      'app/d.py': 'def make():\n    return pdf()\n',
    },
  },
  {
    title: 'the guard itself moved to another file, and one left as a name that is imported',
    with: { guards: ['rights.ensure_allowed', 'packs.is_fresh'] },
    before: {
      'app/rights.py': 'def ensure_allowed(user):\n    raise Denied(user)\n',
      'app/packs.py': 'def is_fresh(pack):\n    return pack.fresh\n',
    },
    after: {
      'app/security/checks.py': 'def ensure_allowed(user):\n    raise Denied(user)\n',
      'app/packs.py': 'from app.freshness import is_fresh\n',
    },
  },
  {
    title: 'one left as a name that something else is imported under',
    with: { guards: ['packs.is_fresh'] },
    before: { 'app/packs.py': 'def is_fresh(pack):\n    return pack.fresh\n' },
    after: { 'app/packs.py': 'from app.freshness import check as is_fresh\n' },
  },
  {
    title: 'called under a condition, as before',
    with: rights,
    before: {
      'app/a.py':
        'def export(user, kind):\n    if kind == "pdf":\n        ensure_allowed(user)\n    return make(kind)\n',
    },
    after: {
      'app/a.py':
        'def export(user, kind):\n    if kind == "pdf":\n        ensure_allowed(user)\n    log(kind)\n    return make(kind)\n',
    },
  },
  {
    title: 'an answer that was named is read less often',
    with: { guards: ['packs.is_fresh'] },
    before: {
      'app/a.py':
        'from app import packs\n\ndef run(pack):\n    if pack.gated:\n        fresh = packs.is_fresh(pack)\n        log(fresh)\n        if not fresh:\n            raise Stale(pack)\n    return go(pack)\n',
    },
    after: {
      'app/a.py':
        'from app import packs\n\ndef run(pack):\n    if pack.gated:\n        fresh = packs.is_fresh(pack)\n        if not fresh:\n            raise Stale(pack)\n    return go(pack)\n',
    },
  },
  {
    title: 'a setting of a transaction made in what is called now, in this file and in one that did not change',
    with: { guards: ['app.user_id'] },
    before: {
      'app/a.py':
        'def rows(db, user):\n    db.execute("SET LOCAL app.user_id = %s", user)\n    return db.all()\n\ndef count(db, user):\n    db.execute("select set_config(\'app.user_id\', %s, true)", user)\n    return db.one()\n',
      'app/session.py': 'def begin(db, user):\n    db.execute(f"set local app.user_id = {user}")\n',
    },
    after: {
      'app/a.py':
        'from app.session import begin\n\ndef own(db, user):\n    db.execute("SET LOCAL app.user_id = %s", user)\n\ndef rows(db, user):\n    own(db, user)\n    return db.all()\n\ndef count(db, user):\n    begin(db, user)\n    return db.one()\n',
      'app/session.py': 'def begin(db, user):\n    db.execute(f"set local app.user_id = {user}")\n',
    },
  },
  {
    title: 'settings that last, other ones, and texts that speak of one',
    with: { guards: ['app.user_id'] },
    before: {
      'app/a.py':
        'def rows(db):\n    """SET LOCAL app.user_id makes rows visible."""\n    db.execute("SET LOCAL app.tenant = 1")\n    db.execute("SET app.user_id = 1")\n    return db.all()\n',
    },
    after: { 'app/a.py': 'def rows(db):\n    return db.all()\n' },
  },
  {
    title: 'a guard lost out of the place of the rule',
    with: rights,
    in: ['app/**'],
    before: { 'lib/a.py': calling },
    after: { 'lib/a.py': 'def export(user):\n    return pdf()\n' },
  },
  {
    title: 'other names, prose, strings and comments that speak of the guard, and other languages',
    with: { guards: ['packs.is_fresh'] },
    before: {
      'app/a.py':
        'def f(pack):\n    """Calls packs.is_fresh."""\n    # packs.is_fresh(pack)\n    log("packs.is_fresh(pack)")\n    milk.is_fresh(pack)\n    return pack\n',
      'docs/a.md': 'packs.is_fresh(pack)\n',
      'a.go': 'package a\nfunc f() { packs.is_fresh() }\n',
    },
    after: {
      'app/a.py': 'def f(pack):\n    return pack\n',
      'docs/a.md': 'Nothing.\n',
      'a.go': 'package a\nfunc f() {}\n',
    },
  },
  {
    title: 'a guard nested in a function, or only declared, is none that others can call',
    with: rights,
    before: {
      'src/a.ts':
        'declare function ensureAllowed(user: User): void;\nfunction f() {\n  function ensureAllowed() {}\n  return 1;\n}\n',
    },
    after: { 'src/a.ts': 'function f() {\n  return 1;\n}\n' },
  },
  {
    title: 'a call in a test is no guard',
    with: rights,
    before: { 'tests/test_a.py': 'def test_export():\n    ensure_allowed(1)\n    assert export(1)\n' },
    after: { 'tests/test_a.py': 'def test_export():\n    assert export(1)\n' },
  },
];
