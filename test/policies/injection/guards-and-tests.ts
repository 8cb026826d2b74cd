import { changesOf, type Family } from './injected.ts';

const python = (...lines: readonly string[]): string => lines.join('\n');

const gate = python(
  'def read_pack(pack):',
  '    if not packs.is_fresh(pack):',
  '        raise StalePack(pack)',
  '    return pack.prices()',
);
const rights = python(
  'def send_report(user, report):',
  '    rights.ensure_allowed(user, report)',
  '    return report.bytes()',
);
const decorated = python('@require_fresh', 'def list_prices(pack):', '    return pack.prices()');
const method = python(
  'class Reports:',
  '    def send(self, user, report):',
  '        self.rights.ensure_allowed(user, report)',
  '        return report.bytes()',
);
const context = python(
  'async def read_rows(connection, user):',
  '    await set_rls_context(connection, user)',
  '    return await connection.rows()',
);
const definition = python(
  'def ensure_allowed(user, report):',
  '    if report.owner != user:',
  '        raise Forbidden(user)',
);
const predicate = python('def is_fresh(pack):', '    return pack.is_final and pack.day == today()');

const test = python('def test_sum():', '    total = add(1, 2)', '    assert total == 3', '    assert total > 0');
const close = python('def test_rate():', '    assert rate(2) == pytest.approx(0.5, abs=1e-9)');
const raising = python('def test_bad():', '    with pytest.raises(ValueError, match="negative"):', '        rate(-1)');
const suite = python(
  'class SumTests(TestCase):',
  '    def test_sum(self):',
  '        self.assertEqual(add(1, 2), 3)',
  '        self.assertTrue(add(1, 2))',
);

/** Guards that are taken out or hollowed, tests that prove less, and signatures that change. */
export const guardsAndTests: readonly Family[] = [
  {
    folder: 'backend/app/core',
    language: 'python',
    faults: [
      ...changesOf('guardrails-stay', {
        'a gate is gone': [gate, python('def read_pack(pack):', '    return pack.prices()')],
        'a gate is a comment': [
          gate,
          python('def read_pack(pack):', '    # packs.is_fresh(pack) blocked the tests', '    return pack.prices()'),
        ],
        'a check is gone': [rights, python('def send_report(user, report):', '    return report.bytes()')],
        'a check is gone and more is done': [
          rights,
          python('def send_report(user, report):', '    report.render()', '    return report.bytes()'),
        ],
        'a decorator is gone': [decorated, python('def list_prices(pack):', '    return pack.prices()')],
        'a check is gone from a method': [
          method,
          python('class Reports:', '    def send(self, user, report):', '        return report.bytes()'),
        ],
        'a setting of the session is gone': [
          context,
          python('async def read_rows(connection, user):', '    return await connection.rows()'),
        ],
        'the function is renamed on the way': [
          rights,
          python('def send_the_report(user, report):', '    return report.bytes()'),
        ],
      }),
      ...changesOf('guardrails-hold', {
        'a gate under a flag': [gate, gate.replace('if not', 'if settings.STRICT and not')],
        'a gate that is never reached': [gate, gate.replace('if not packs', 'if False and not packs')],
        'a check whose error is swallowed': [
          rights,
          python(
            'def send_report(user, report):',
            '    try:',
            '        rights.ensure_allowed(user, report)',
            '    except Exception:',
            '        pass',
            '    return report.bytes()',
          ),
        ],
        'a check behind a flag': [
          rights,
          python(
            'def send_report(user, report):',
            '    if settings.CHECK_RIGHTS:',
            '        rights.ensure_allowed(user, report)',
            '    return report.bytes()',
          ),
        ],
        'a way out before the check': [
          rights,
          rights.replace('    rights.', '    if user.is_staff:\n        return report.bytes()\n    rights.'),
        ],
        'nobody looks at the answer': [
          gate,
          python('def read_pack(pack):', '    packs.is_fresh(pack)', '    return pack.prices()'),
        ],
        'asked the other way round': [gate, gate.replace('if not packs', 'if packs')],
        'nobody waits for it': [context, context.replace('await set_rls', 'set_rls')],
        'a definition that is empty': [definition, python('def ensure_allowed(user, report):', '    pass')],
        'a definition that says yes': [predicate, python('def is_fresh(pack):', '    return True')],
        'a definition that only logs': [
          definition,
          definition.replace('raise Forbidden(user)', 'logger.warning("forbidden")'),
        ],
        'a definition with a way out': [
          definition,
          definition.replace('    if report', '    return None\n    if report'),
        ],
      }),
    ],
  },
  {
    folder: 'tests/unit',
    language: 'python',
    faults: changesOf('tests-keep-their-strength', {
      'an assertion is gone': [test, test.replace('    assert total == 3\n', '')],
      'an assertion is a comment': [test, test.replace('assert total > 0', '# assert total > 0')],
      'a test is skipped': [test, `@pytest.mark.skip\n${test}`],
      'a test may fail': [test, `@pytest.mark.xfail(reason="later")\n${test}`],
      'a tolerance is raised': [close, close.replace('1e-9', '0.5')],
      'an error is expected less exactly': [raising, raising.replace(', match="negative"', '')],
      'any error will do': [raising, raising.replace('ValueError, match="negative"', 'Exception')],
      'an assertion of a class is gone': [suite, suite.replace('\n        self.assertTrue(add(1, 2))', '')],
      'a method is skipped': [suite, suite.replace('    def test', '    @unittest.skip("later")\n    def test')],
      'a class is skipped': [suite, `@unittest.skip("later")\n${suite}`],
    }),
  },
  {
    folder: 'core/tools',
    language: 'python',
    faults: changesOf('interfaces-stay', {
      'a parameter is gone': [
        'def load_rates(day, currency):\n    return rates[day]',
        'def load_rates(day):\n    return rates[day]',
      ],
      'a parameter is needed': [
        'def load_rates(day):\n    return rates[day]',
        'def load_rates(day, currency):\n    return rates[day][currency]',
      ],
      'a default is gone': [
        'def load_rates(day=None):\n    return rates[day]',
        'def load_rates(day):\n    return rates[day]',
      ],
      'parameters change places': [
        'def load_rates(day, currency):\n    return rates[day][currency]',
        'def load_rates(currency, day):\n    return rates[day][currency]',
      ],
      'another type comes back': [
        'def load_rates(day) -> list:\n    return rates[day]',
        'def load_rates(day) -> dict:\n    return rates[day]',
      ],
      'a method is gone': [
        'class Rates:\n    def load(self):\n        return 1\n\n    def drop(self):\n        return 2',
        'class Rates:\n    def load(self):\n        return 1',
      ],
    }),
  },
];
