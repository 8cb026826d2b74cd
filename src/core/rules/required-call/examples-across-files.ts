import type { Example } from '../../rule-kind.ts';

const rights = { functions: ['export_*', 'export*'], calls: ['rights.ensure_allowed', 'ensureAllowed'] };

const service =
  'from app import rights\ndef make(user):\n    check(user)\ndef check(user):\n    rights.ensure_allowed(user)\n';

/** What is called in other files. */
export const requiredCallAcrossFiles: readonly Example[] = [
  {
    title: 'a service that checks, in a file that did not change',
    with: rights,
    before: { 'app/rights.py': 'def ensure_allowed(user): return user.ok\n', 'app/service.py': service },
    after: {
      'app/rights.py': 'def ensure_allowed(user): return user.ok\n',
      'app/service.py': service,
      'app/reports.py': 'from app.service import make\ndef export_pdf(user):\n    return make(user)\n',
    },
  },
  {
    title: 'a service that does not check',
    with: rights,
    before: { 'app/service.py': 'def make(user): return user\n' },
    after: {
      'app/service.py': 'def make(user): return user\n',
      'app/reports.py':
        'from . import service\ndef export_pdf(user):    ← export_pdf does not call rights.ensure_allowed or ensureAllowed, itself or through what it calls.\n    return service.make(user)\n',
    },
  },
  {
    title: 'a check that is too far away',
    with: { ...rights, depth: 1 },
    before: { 'app/service.py': service },
    after: {
      'app/service.py': service,
      'app/reports.py':
        'from .service import check, make\ndef export_pdf(user):    ← export_pdf does not call rights.ensure_allowed or ensureAllowed, itself or through what it calls.\n    return make(user)\ndef export_csv(user):\n    return check(user)\n',
    },
  },
  {
    title: 'a service that stopped checking, used by a new export',
    with: rights,
    before: { 'app/service.py': service },
    after: {
      'app/service.py': 'def make(user):\n    return user\n',
      'app/reports.py':
        'from .service import make\ndef export_pdf(user):    ← export_pdf does not call rights.ensure_allowed or ensureAllowed, itself or through what it calls.\n    return make(user)\n',
    },
  },
  {
    title: 'functions that call each other in a circle without ever checking',
    with: rights,
    before: {},
    after: {
      'src/reports.ts':
        "import { pages } from './pages';\nexport function exportPdf(user) {    ← exportPdf does not call rights.ensure_allowed or ensureAllowed, itself or through what it calls.\n  return pages(user);\n}\n",
      'src/pages.ts': "import { exportPdf } from './reports';\nexport const pages = (user) => exportPdf(user);\n",
    },
  },
  {
    title: 'the class of an object is told by its constructor, a type, or what it stands on',
    with: rights,
    before: {},
    after: {
      'src/rights.ts':
        'export class Base {\n  check(user) {\n    ensureAllowed(user);\n  }\n}\nexport class Rights extends Base {}\n',
      'src/index.ts': "export * from './rights';\n",
      'src/exporter.ts': [
        "import { Rights } from './index';",
        'export class Exporter {',
        '  private own = new Rights();',
        '  constructor(private readonly rights: Rights) {}',
        '  exportPdf(user) {',
        '    this.own.check(user);',
        '  }',
        '  exportCsv(user) {',
        '    this.rights.check(user);',
        '  }',
        '}',
        'export const exportXml = (rights: Rights, user) => rights.check(user);',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a package of which nobody knows what it does',
    with: rights,
    before: {},
    after: {
      'src/reports.js':
        "const exporter = require('exporter');\nexports.exportPdf = (user) => exporter.pdf(user);    ← exports.exportPdf does not call rights.ensure_allowed or ensureAllowed, itself or through what it calls.\n",
    },
  },
  {
    title: 'a module that is required, and a star import',
    with: rights,
    before: {},
    after: {
      'src/guard.js': 'exports.guard = function (user) {\n  ensureAllowed(user);\n};\n',
      'src/reports.js':
        "const { guard } = require('./guard');\nmodule.exports = { exportPdf };\nfunction exportPdf(user) {\n  guard(user);\n}\n",
      'app/rights.py': 'def ensure_allowed(user): return user.ok\n',
      'app/reports.py': 'from .rights import *\ndef export_pdf(user):\n    ensure_allowed(user)\n',
    },
  },
  {
    title: 'what a class stands on checks',
    with: rights,
    before: {},
    after: {
      'app/base.py':
        'class Exporter:\n    def allow(self, user):\n        ensureAllowed(user)\n    def export_all(self, user):\n        self.allow(user)\n',
      'app/pdf.py': [
        'from app.base import Exporter',
        'class PdfExporter(Exporter):',
        '    def export_pdf(self, user):',
        '        self.allow(user)',
        '    def export_all(self, user):',
        '        return super().export_all(user)',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'what the constructor is given, by the type of its parameter',
    with: rights,
    before: {},
    after: {
      'app/gate.py': 'class Gate:\n    def check(self, user):\n        rights.ensure_allowed(user)\n',
      'app/reports.py': [
        'from .gate import Gate',
        'class Reports:',
        '    def __init__(self, gate: "Gate | None", audit):',
        '        self._gate = gate',
        '        self._audit = audit',
        '    def export_pdf(self, user):',
        '        self._gate.check(user)',
        '    def export_csv(self, user):    ← Reports.export_csv does not call rights.ensure_allowed or ensureAllowed, itself or through what it calls.',
        '        self._audit.check(user)',
        '',
      ].join('\n'),
    },
  },
];
