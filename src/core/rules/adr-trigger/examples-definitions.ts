import type { Example } from '../../rule-kind.ts';
import { demand, trigger, type On } from './examples-parts.ts';

const definitions: On = [{ definitions: ['pay_date_fx', 'WEIGHTS', 'Cycle*'] }];
const program =
  'WEIGHTS = {"rates": 1}\n\n\nclass CycleMap:\n    phase = 1\n\n\ndef pay_date_fx(day):\n    """The rate."""\n    return rates[day]  # by day\n\n\ndef other():\n    weights = 1\n';
const edited = (from: string, to: string): Example['after'] => ({ 'm.py': program.replace(from, to) });

export const definitionExamples: readonly Example[] = [
  trigger(
    definitions,
    'a constant that is edited',
    { 'm.py': program },
    edited('WEIGHTS = {"rates": 1}', `WEIGHTS = {"rates": 2}    ← WEIGHTS is edited here: ${demand}`),
    {
      guard:
        'Without an accepted decision in docs/adr/*.md that you mention, do no work on editing pay_date_fx, WEIGHTS, Cycle*.',
    },
  ),
  trigger(
    definitions,
    'a function that is edited',
    { 'm.py': program },
    edited(
      'def pay_date_fx(day):\n    """The rate."""\n    return rates[day]',
      `def pay_date_fx(day):    ← pay_date_fx is edited here: ${demand}\n    return rates[day - 1]`,
    ),
  ),
  trigger(
    definitions,
    'a class that is edited',
    { 'm.py': program },
    edited('class CycleMap:\n    phase = 1', `class CycleMap:    ← CycleMap is edited here: ${demand}\n    phase = 2`),
  ),
  trigger(
    definitions,
    'a definition that is removed',
    { 'm.py': program },
    edited('WEIGHTS = {"rates": 1}', `import os    ← WEIGHTS is removed here: ${demand}`),
  ),
  trigger(
    definitions,
    'documentation, comments and layout',
    { 'm.py': program },
    {
      'm.py': program
        .replace('The rate.', 'The rate of a day.')
        .replace('  # by day', '')
        .replace('{"rates": 1}', '{"rates":   1}'),
    },
  ),
  trigger(
    definitions,
    'other definitions, and names of the same kind inside of functions',
    { 'm.py': program },
    { 'm.py': program.replace('def other():\n    weights = 1', 'def other():\n    WEIGHTS = 2') },
  ),
  trigger(definitions, 'a definition that is added', { 'm.py': 'x = 1\n' }, { 'm.py': 'x = 1\nWEIGHTS = 1\n' }),
  trigger(
    definitions,
    'a definition that is moved to another file',
    { 'm.py': program },
    { 'm.py': program.replace('WEIGHTS = {"rates": 1}', ''), 'n.py': '# moved\nWEIGHTS = {"rates": 1}\n' },
  ),
  trigger(
    definitions,
    'a method and a constant of TypeScript',
    { 'm.ts': 'export const WEIGHTS = { rates: 1 };\nclass Fx {\n  pay_date_fx() {\n    return 1;\n  }\n}\n' },
    {
      'm.ts': `export const WEIGHTS = { rates: 2 };    ← WEIGHTS is edited here: ${demand}\nclass Fx {\n  pay_date_fx() {    ← Fx.pay_date_fx is edited here: ${demand}\n    return 2;\n  }\n}\n`,
    },
  ),
  trigger(
    definitions,
    'a file that is deleted',
    { 'm.py': 'WEIGHTS = 1\n' },
    {},
    { elsewhere: [`WEIGHTS is removed here: ${demand}`] },
  ),
  trigger(
    [{ definitions: ['Fx.rate'] }],
    'a method by its class, and another of the same name',
    { 'm.py': 'class Fx:\n    def rate(self):\n        return 1\n\n\ndef rate():\n    return 1\n' },
    {
      'm.py': `class Fx:\n    def rate(self):    ← Fx.rate is edited here: ${demand}\n        return 2\n\n\ndef rate():\n    return 2\n`,
    },
  ),
  trigger(
    definitions,
    'a migration, where only definitions take a decision',
    {},
    { 'm.py': 'from alembic import op\n\n\ndef upgrade():\n    op.add_column("holdings", x)\n' },
  ),
  trigger(definitions, 'a name in prose', { 'm.md': 'WEIGHTS = 1\n' }, { 'm.md': 'WEIGHTS = 2\n' }),
];
