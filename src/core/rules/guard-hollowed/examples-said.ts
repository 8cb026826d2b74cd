import type { Example } from '../../rule-kind.ts';

const python = (...body: readonly string[]): string =>
  ['def build(pack, validator):', ...body.map((line) => `    ${line}`), ''].join('\n');

const raising = python(
  'errors = list(validator.iter_errors(pack))',
  'if errors:',
  '    raise Invalid(errors)',
  'return pack',
);
const example = (title: string, ...after: readonly string[]): Example => ({
  title,
  with: { guards: ['*.iter_errors'] },
  before: { 'app/a.py': raising },
  after: { 'app/a.py': python(...after) },
});

/** The answer of a guard that is only said, and one that goes further. */
export const guardSaidExamples: readonly Example[] = [
  example(
    'errors that are only logged',
    'errors = list(validator.iter_errors(pack))    ← Nobody looks at what iter_errors says in build any more.',
    'log.warning("invalid: %s", errors)',
    'return pack',
  ),
  example(
    'errors that are only printed, in an order',
    'errors = sorted(validator.iter_errors(pack))    ← Nobody looks at what iter_errors says in build any more.',
    'print(errors)',
    'return pack',
  ),
  example(
    'errors that nobody reads',
    'errors = tuple(validator.iter_errors(pack))    ← Nobody looks at what iter_errors says in build any more.',
    'return pack',
  ),
  example(
    'errors that are logged and raised, in other words',
    'errors = list(validator.iter_errors(pack))',
    'log.warning("invalid: %s", errors)',
    'if len(errors) > 0:',
    '    raise Invalid(errors)',
    'return pack',
  ),
  example(
    'errors that are logged and given back',
    'errors = list(validator.iter_errors(pack))',
    'log.warning(errors)',
    'return pack, errors',
  ),
  example(
    'errors that another function is given',
    'errors = list(validator.iter_errors(pack))',
    'refuse(errors)',
    'return pack',
  ),
  {
    title: 'answers that are no list of their own: another list is logged, and what a function made of them',
    with: { guards: ['*.iter_errors'] },
    before: {
      'app/a.py': python('for error in validator.iter_errors(pack):', '    raise error', 'return pack'),
      'app/b.py': python('refuse(validator.iter_errors(pack))', 'return pack'),
    },
    after: {
      'app/a.py': python(
        'rows = list(pack)',
        'log.info(rows)',
        'for error in validator.iter_errors(pack):',
        '    raise error',
        'return pack',
      ),
      'app/b.py': python('seen = refuse(validator.iter_errors(pack))', 'log.info(seen)', 'return pack'),
    },
  },
];
