import type { Example } from '../../rule-kind.ts';

const tagged = { attributes: ['pattern_id', 'pricing_pack_id'] };

/** What is set on the span. */
export const attributeExamples: readonly Example[] = [
  {
    title: 'a span without the attributes',
    with: tagged,
    before: {},
    after: {
      'app/cycles.py': [
        'def compute(ctx):    ← compute does not set pricing_pack_id on its span.',
        '    with tracer.start_as_current_span("pricing_pack_id") as span:',
        '        span.set_attribute("pattern_id", ctx.pattern_id)',
        '        span.set_attribute("rows", ctx.pricing_pack_id)',
        '        return {"pricing_pack_id": ctx.pricing_pack_id}',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'neither a span nor its attributes are one finding',
    with: tagged,
    before: {},
    after: {
      'app/cycles.py': 'def compute(ctx):    ← compute opens no span: nobody can see it run.\n    return ctx.sum()\n',
    },
  },
  {
    title: 'attributes of a span that something else is told',
    with: { attributes: ['pattern_id'] },
    before: {},
    after: {
      'src/cycles.ts': [
        'export const compute = (ctx) =>    ← compute does not set pattern_id on its span.',
        "  tracer.startActiveSpan('compute', (span) => {",
        '    const row = { pattern_id: ctx.patternId };',
        '    return save(row, { pattern_id: 1 });',
        '  });',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a function that got a span, and had no attributes before either',
    with: tagged,
    before: { 'app/cycles.py': 'def compute(ctx):\n    return ctx.sum()\n' },
    after: {
      'app/cycles.py': 'def compute(ctx):\n    with tracer.start_as_current_span("x"):\n        return ctx.sum()\n',
    },
  },
  {
    title: 'attributes set one by one, with a prefix and by constants',
    with: tagged,
    before: {},
    after: {
      'app/cycles.py': [
        'def compute(ctx):',
        '    with tracer.start_as_current_span("compute") as span:',
        '        span.set_attribute("dawsos.pattern_id", ctx.id)',
        '        span.set_attribute(attributes.PRICING_PACK_ID, ctx.pack)',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'attributes in dictionaries: in the call, given by name, and made by a function',
    with: { ...tagged, functions: ['compute', 'boundaries', 'long_term'] },
    before: {},
    after: {
      'app/cycles.py': [
        'from .tags import tags',
        'def compute(ctx):',
        '    with tracer.start_as_current_span("a", attributes={"pattern_id": 1, "pricing_pack_id": 2}):',
        '        return ctx.sum()',
        'def boundaries(ctx):',
        '    attributes = {"pattern_id": 1, "pricing_pack_id": 2}',
        '    with tracer.start_as_current_span("b", attributes=attributes):',
        '        return ctx.sum()',
        'def long_term(ctx):',
        '    with tracer.start_as_current_span("c") as span:',
        '        span.set_attributes(tags(ctx))',
        '',
      ].join('\n'),
      'app/tags.py': 'def tags(ctx):\n    return {"pattern_id": ctx.id, "pricing_pack_id": ctx.pack}\n',
      'src/cycles.ts': [
        'export const compute = (ctx) =>',
        "  tracer.startActiveSpan('compute', { attributes: { patternId: 1, pricingPackId: 2 } }, () => ctx.sum());",
        '',
      ].join('\n'),
    },
  },
  {
    title: 'attributes as keywords of a decorator',
    with: { ...tagged, spans: ['traced'] },
    before: {},
    after: {
      'app/cycles.py': '@traced(pattern_id="cycles", pricing_pack_id=pack)\ndef compute(ctx):\n    return ctx.sum()\n',
    },
  },
];
