import type { Example } from '../../rule-kind.ts';

const built = { functions: ['build_*', 'build*'], fields: ['pricing_pack_id'] };

/** What functions return. */
export const requiredInReturns: readonly Example[] = [
  {
    title: 'a dictionary that a function returns',
    with: built,
    before: {},
    after: {
      'app/pdf.py':
        'def build_pdf(pack):\n    return {"title": "x", "pack": "pricing_pack_id"}    ← What build_pdf returns has no pricing_pack_id.\n',
    },
  },
  {
    title: 'objects of TypeScript, one of two',
    with: built,
    before: {},
    after: {
      'src/pdf.ts': [
        'export function buildPdf(pack) {',
        '  if (pack.old) return { title: 1, nested: { pricingPackId: 1 } };    ← What buildPdf returns has no pricing_pack_id.',
        '  return { title: 1, pricingPackId: pack.id };',
        '}',
        'export const buildCsv = (pack) => ({ title: 1 });    ← What buildCsv returns has no pricing_pack_id.',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a dictionary that is returned by its name',
    with: built,
    before: {},
    after: {
      'app/pdf.py': [
        'def build_pdf(pack):',
        '    result = {"title": 1}    ← What build_pdf returns has no pricing_pack_id.',
        '    result["pages"] = 2',
        '    return result',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'an object that is made by keywords',
    with: built,
    before: {},
    after: {
      'app/pdf.py': [
        'def build_pdf(pack):',
        '    return Pdf(title=1, pages=load(pack))    ← What build_pdf returns has no pricing_pack_id.',
        'def build_csv(pack):',
        '    return dict(title=1)    ← What build_csv returns has no pricing_pack_id.',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'what is put in later, by its name',
    with: built,
    before: {},
    after: {
      'app/pdf.py':
        'def build_pdf(pack):\n    out = {"title": 1}\n    out["pricing_pack_id"] = pack.id\n    return out\n',
      'src/pdf.ts':
        'export function buildPdf(pack) {\n  const out = { title: 1 };\n  out.pricingPackId = pack.id;\n  return out;\n}\n',
    },
  },
  {
    title: 'dictionaries that may carry more than the text tells',
    with: built,
    before: {},
    after: {
      'app/pdf.py': [
        'def build_a(pack): return {**pack.ids(), "title": 1}',
        'def build_b(pack):',
        '    out = {"title": 1}',
        '    out.update(pack.ids())',
        '    return out',
        'def build_c(pack):',
        '    out = {"title": 1}',
        '    add_ids(out)',
        '    return out',
        'def build_d(pack, key):',
        '    out = {"title": 1}',
        '    out[key] = 1',
        '    return out',
        'def build_e(pack): return Pdf(**pack.ids(), title=1)',
        'def build_f(pack): return Pdf(pack, title=1)',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'what is not returned, and what another function makes',
    with: built,
    before: {},
    after: {
      'app/pdf.py': [
        'def build_pdf(pack):',
        '    style = {"font": 1}',
        '    page = Page(style=style)',
        '    return render(page=page, size=Size(width=1))',
        'def render(page, size): return {"page": page}',
        'def build_csv(pack): return Csv()',
        '',
      ].join('\n'),
    },
  },
];
