import type { Example } from '../../rule-kind.ts';

const none = 'opens no span: nobody can see it run.';

/** Whether there is a span. */
export const spanExamples: readonly Example[] = [
  {
    title: 'a new capability without a span',
    with: {},
    guard: 'Everywhere, every function opens a span.',
    before: {},
    after: {
      'app/cycles.py': `def compute_short_term(series):    ← compute_short_term ${none}\n    return sum(series)\n`,
    },
  },
  {
    title: 'a span that is only spoken of',
    with: {},
    before: {},
    after: {
      'app/cycles.py': [
        'from opentelemetry import trace',
        'tracer = trace.get_tracer(__name__)',
        `def compute(series):    ← compute ${none}`,
        '    """Opens a span: tracer.start_as_current_span("compute")."""',
        '    # with tracer.start_as_current_span("compute"):',
        '    return "tracer.start_as_current_span()"',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a new function beside old ones without a span',
    with: {},
    before: { 'app/cycles.py': 'def compute(series):\n    return sum(series)\n' },
    after: {
      'app/cycles.py': `def compute(series):\n    return sum(series) / 2\ndef boundaries(series):    ← boundaries ${none}\n    return max(series)\n`,
    },
  },
  {
    title: 'a function that lost its span',
    with: { spans: ['traced'] },
    before: { 'app/cycles.py': '@traced\ndef compute(series):\n    return sum(series)\n' },
    after: { 'app/cycles.py': `def compute(series):    ← compute ${none}\n    return sum(series)\n` },
  },
  {
    title: 'a span too far away to be one of its own',
    with: {},
    before: {},
    after: {
      'src/cycles.ts': [
        'const query = (sql) => tracer.startActiveSpan("query", () => db.run(sql));',
        'const load = () => query("select 1");',
        `export const compute = () => sum(load());    ← compute ${none}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'no span may be opened elsewhere',
    with: { depth: 0 },
    before: {},
    after: {
      'app/cycles.py': [
        'def spanned(work):',
        '    with tracer.start_as_current_span("x"): return work()',
        `def compute(series):    ← compute ${none}`,
        '    return spanned(series.sum)',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'functions of some names that others can reach',
    with: { functions: ['compute_*', 'Cycles.*'], 'exported-only': true, 'decorated-with': ['capability'] },
    before: {},
    after: {
      'app/cycles.py': [
        '@capability("cycles")',
        `def compute_all(series):    ← compute_all ${none}`,
        '    return sum(series)',
        '@capability("cycles")',
        'def _compute_all(series): return sum(series)',
        '@capability("cycles")',
        'def boundaries(series): return max(series)',
        'def compute_some(series): return series[0]',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'spans as they are opened in Python',
    with: {},
    before: {},
    after: {
      'app/cycles.py': [
        'from app.telemetry import tracer as t',
        'def compute(series):',
        '    with t.start_as_current_span("compute") as span:',
        '        return sum(series)',
        '@t.start_as_current_span("long")',
        'async def compute_long(series):',
        '    return sum(series)',
        'def boundaries(series):',
        '    span = t.start_span("boundaries")',
        '    span.end()',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'spans as they are opened in TypeScript',
    with: {},
    before: {},
    after: {
      'src/cycles.ts': [
        'export async function compute(series: number[]) {',
        "  return tracer.startActiveSpan('compute', async (span) => sum(series));",
        '}',
        'export class Cycles {',
        '  private readonly tracer = trace.getTracer();',
        '  compute() {',
        "    const span = this.tracer.startSpan('compute');",
        '    span.end();',
        '  }',
        '}',
        '',
      ].join('\n'),
    },
  },
  {
    title: "a decorator and a context manager of one's own, in another file",
    with: {},
    before: {},
    after: {
      'app/telemetry.py': [
        'def traced(work):',
        '    def wrapper(*args):',
        '        with tracer.start_as_current_span(work.__name__):',
        '            return work(*args)',
        '    return wrapper',
        '',
      ].join('\n'),
      'app/cycles.py': [
        'from .telemetry import traced',
        '@traced',
        'def compute(series):',
        '    return sum(series)',
        'def boundaries(series):',
        '    with traced(series): return max(series)',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a function that was moved, and one that was renamed, without a span as before',
    with: {},
    before: { 'app/a.py': 'def one(x):\n    return f(x)\ndef two(x):\n    return g(x)\n' },
    after: { 'app/a.py': 'def both(x):\n    return g(x)\n', 'app/b.py': 'def one(x):\n    return f(x)\n' },
  },
  {
    title: 'what does nothing needs no span',
    with: {},
    before: {},
    after: {
      'app/base.py':
        'class Base:\n    def __init__(self): self.x = 1\n    def run(self): ...\n    @property\n    def name(self): return 1\n',
      'src/base.ts': 'export interface Base {\n  run(): void;\n}\nexport const keys = [1].map((one) => one + 1);\n',
    },
  },
  {
    title: 'other languages, and prose',
    with: {},
    before: {},
    after: {
      'docs/spans.md': 'def compute(): every capability has a span.\n',
      'x.go': 'func compute() int { return 1 }\n',
    },
  },
];
