import type { Example } from '../../rule-kind.ts';

const rights = { functions: ['export_*', 'export*'], calls: ['rights.ensure_allowed'] };

/** What one file tells. */
export const requiredCallExamples: readonly Example[] = [
  {
    title: 'an export that checks nothing',
    with: rights,
    in: ['app/**'],
    guard:
      'In `app/**`, every function named `export_*` or `export*` calls `rights.ensure_allowed`, itself or through what it calls.',
    before: {},
    after: {
      'app/reports.py':
        'def export_pdf(user):    ← export_pdf does not call rights.ensure_allowed, itself or through what it calls.\n    return render(user)\n',
    },
  },
  {
    title: 'an export that only speaks of the check, in a comment and in texts',
    with: rights,
    before: {},
    after: {
      'app/reports.py': [
        'from app import rights',
        'def export_pdf(user):    ← export_pdf does not call rights.ensure_allowed, itself or through what it calls.',
        '    """Calls rights.ensure_allowed(user)."""',
        '    # rights.ensure_allowed(user)',
        '    log("rights.ensure_allowed(user)")',
        '    check = rights.ensure_allowed',
        '    return render(user)',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a method of TypeScript without the check, beside one with it',
    with: { functions: ['Exporter.*'], calls: ['rights.ensureAllowed', 'rights.assertAllowed'] },
    before: {},
    after: {
      'src/exporter.ts': [
        "import { rights } from './rights';",
        'export class Exporter {',
        '  constructor(private readonly store: Store) {}',
        '  pdf(user: User): Pdf {',
        '    rights.assertAllowed(user);',
        '    return this.store.pdf(user);',
        '  }',
        '  csv(user: User): Csv {    ← Exporter.csv does not call rights.ensureAllowed or rights.assertAllowed, itself or through what it calls.',
        '    return this.store.csv(user);',
        '  }',
        '}',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a check that stands where it never runs',
    with: rights,
    before: {},
    after: {
      'app/reports.py': [
        'from app import rights',
        'def export_pdf(user):    ← export_pdf does not call rights.ensure_allowed, itself or through what it calls.',
        '    if False:',
        '        rights.ensure_allowed(user)',
        '    return render(user)',
        'def export_csv(user):    ← export_csv does not call rights.ensure_allowed, itself or through what it calls.',
        '    def check():',
        '        rights.ensure_allowed(user)',
        '    return render(user)',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'only functions that others can reach',
    with: { ...rights, 'exported-only': true },
    before: {},
    after: {
      'app/reports.py':
        'def export_pdf(user):    ← export_pdf does not call rights.ensure_allowed, itself or through what it calls.\n    return export_pages(user)\n',
      'src/reports.ts': [
        'function exportPages(user) {',
        '  return render(user);',
        '}',
        'export const exportPdf = (user) => exportPages(user);    ← exportPdf does not call rights.ensure_allowed, itself or through what it calls.',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'only functions with a decorator',
    with: { 'decorated-with': ['router.get', 'router.post'], calls: ['rights.ensure_allowed'] },
    before: {},
    after: {
      'app/api.py': [
        '@router.get("/reports")',
        'def reports(user):    ← reports does not call rights.ensure_allowed, itself or through what it calls.',
        '    return render(user)',
        'def render(user):',
        '    return user.name',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'an export that lost its check is new, one that never had it is not',
    with: rights,
    before: {
      'app/reports.py':
        'from app import rights\ndef export_pdf(user):\n    rights.ensure_allowed(user)\n    return 1\ndef export_csv(user):\n    return 2\n',
    },
    after: {
      'app/reports.py': [
        'from app import rights',
        'def export_pdf(user):    ← export_pdf does not call rights.ensure_allowed, itself or through what it calls.',
        '    return 1',
        'def export_csv(user):',
        '    return 3',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'an export that was moved and one that was renamed are not new',
    with: rights,
    before: {
      'app/reports.py': 'def export_pdf(user):\n    return pdf(user)\ndef export_csv(user):\n    return csv(user)\n',
    },
    after: {
      'app/reports.py': 'def export_table(user):\n    return csv(user)\n',
      'app/pdf.py': 'def export_pdf(user):\n    return pdf(user)\n',
    },
  },
  {
    title: 'the check itself, by whatever name it is imported',
    with: rights,
    before: {},
    after: {
      'app/reports.py': [
        'from rights import ensure_allowed as check',
        'import app.rights as r',
        'def export_pdf(user):',
        '    check(user)',
        'async def export_csv(user):',
        '    await r.ensure_allowed(user)',
        'def export_json(self, user):',
        '    self.rights.ensure_allowed(user)',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a decorator, a dependency and a function that is handed on do the check',
    with: rights,
    before: {},
    after: {
      'app/api.py': [
        'from app import rights',
        '@rights.ensure_allowed("reports")',
        'def export_pdf(user): return pdf(user)',
        'def export_csv(user, _=Depends(rights.ensure_allowed)): return csv(user)',
        '@router.get("/x", dependencies=[Depends(rights.ensure_allowed)])',
        'def export_xml(user): return xml(user)',
        'async def export_json(user):',
        '    await run_in_threadpool(rights.ensure_allowed, user)',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'what runs inside of the function: a callback, and a function that is called',
    with: { functions: ['export*'], calls: ['ensureAllowed'] },
    before: {},
    after: {
      'src/reports.ts': [
        'export const exportPdf = (users) => users.map((user) => ensureAllowed(user));',
        'export function exportCsv(user) {',
        '  const check = () => ensureAllowed(user);',
        '  return withRetry(check);',
        '}',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'signatures, stubs, abstract functions, constructors and getters do nothing',
    with: rights,
    before: {},
    after: {
      'app/base.py': [
        'class Base:',
        '    @abstractmethod',
        '    def export_pdf(self): self.go()',
        '    def export_csv(self): raise NotImplementedError(self)',
        '    def export_xml(self): ...',
        '    @property',
        '    def export_name(self): return self.name',
        '',
      ].join('\n'),
      'src/base.ts': 'interface Base {\n  exportPdf(): void;\n}\nexport declare function exportCsv(): void;\n',
    },
  },
  {
    title: 'a function of another name, an import of it, and other languages',
    with: rights,
    before: {},
    after: {
      'app/reports.py': 'from x import export_pdf\ndef render(user):\n    return export_pdf(user)\n',
      'docs/reports.md': '`def export_pdf(user): return 1`\n',
      'app/reports.go': 'func export_pdf(user string) string { return user }\n',
    },
  },
  {
    title: 'a file outside of the place, and one that was moved into it with its old debt',
    with: rights,
    in: ['app/**'],
    before: { 'old/reports.py': 'def export_pdf(user):\n    return pdf(user)\n' },
    renamed: { 'app/reports.py': 'old/reports.py' },
    after: {
      'app/reports.py': 'def export_pdf(user):\n    return pdf(user)\n',
      'tools/reports.py': 'def export_csv(user):\n    return csv(user)\n',
    },
    elsewhere: ['export_pdf does not call rights.ensure_allowed, itself or through what it calls.'],
  },
];
