import type { Example } from '../../rule-kind.ts';

const guards = { guards: ['is_fresh', 'ensure', 'isFresh'] };
const python = (value: string, says = ''): string => `def is_fresh(pack):${says}\n    return ${value}\n`;
const typescript = (value: string, says = ''): string => `export const isFresh = (pack: Pack) => ${value};${says}\n`;
const tell = (guard: string, what: string): string => `    ← The guard ${guard} always says ${what} now.`;
const [yes, no] = [tell('is_fresh', 'yes'), tell('is_fresh', 'no')];
const each = (values: readonly string[], write: (value: string) => string, ending: string): Record<string, string> =>
  Object.fromEntries(values.map((value, index) => [`app/${index}/packs.${ending}`, write(value)]));

const always = [
  'bool(1)',
  'not False',
  'all([])',
  'not any(())',
  '1 == 1',
  '"a" != \'b\'',
  'True if pack else 1',
  '2 <= 10',
];
const alwaysOf = [
  'Boolean(1)',
  '!!1',
  '[].every(known)',
  '![].some(known)',
  '1 === 1',
  '"a" !== \'b\'',
  'pack ? true : 1',
  '3 >= 3',
];
const never = ['bool()', 'any([False, None])', '1 is not 1', '3 > 10', 'all((1, 0))', '1_0 < 9', '"a" is "b"'];
const depends = [
  'bool(pack)',
  'all([pack])',
  'all([*pack])',
  'any(pack)',
  'all(one for one in pack)',
  'pack == 1',
  '1 == pack',
  '1 < pack < 9',
  'True == 1',
  '"a" == 1',
  '"a" in "ab"',
  'True if pack else False',
  'known(1)',
];
const dependsOf = [
  'Boolean(pack)',
  '[pack].every(known)',
  'pack.every(known)',
  'known(1)',
  '[].includes(pack)',
  'pack ? true : false',
  'pack === 1',
  '-pack',
  'null == undefined',
];

/** Guards whose answer stands fast, in whatever words. */
export const guardTruthExamples: readonly Example[] = [
  {
    title: 'an answer that is always yes, or always no, in other words',
    with: guards,
    before: {
      ...each([...always, ...never], () => python('pack.state == "fresh"'), 'py'),
      ...each(alwaysOf, () => typescript('pack.state === "fresh"'), 'ts'),
    },
    after: {
      ...each([...always, ...never], (value) => python(value, never.includes(value) ? no : yes), 'py'),
      ...each(alwaysOf, (value) => typescript(value, tell('isFresh', 'yes')), 'ts'),
    },
  },
  {
    title: 'a check under a condition that never holds',
    with: guards,
    before: {
      'a.py': 'def ensure(user):\n    if user.bad:\n        raise Denied(user)\n',
      'a.ts': 'export function ensure(user: User) {\n  if (user.bad) throw new Denied(user);\n}\n',
    },
    after: {
      'a.py':
        'def ensure(user):    ← The guard ensure raises nothing any more.\n    if 1 == 2:\n        raise Denied(user)\n',
      'a.ts':
        'export function ensure(user: User) {    ← The guard ensure raises nothing any more.\n  if (1 === 2) throw new Denied(user);\n}\n',
    },
  },
  {
    title: 'an answer that depends, in words like those',
    with: guards,
    before: {
      ...each(depends, () => python('pack.state == "fresh"'), 'py'),
      ...each(dependsOf, () => typescript('pack.state === "fresh"'), 'ts'),
    },
    after: { ...each(depends, (value) => python(value), 'py'), ...each(dependsOf, (value) => typescript(value), 'ts') },
  },
];
