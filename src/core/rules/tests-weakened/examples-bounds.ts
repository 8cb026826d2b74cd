import type { Example } from '../../rule-kind.ts';

const told = (what: string, was: string, now: string): string =>
  `    ← This assertion proves less than it did: “${what}…” was compared by “${was}”, now “${now}” is enough.`;

const python = (...lines: readonly string[]): string =>
  ['def test_a(self):', ...lines.map((line) => `    ${line}`), ''].join('\n');
const script = (...lines: readonly string[]): string =>
  ["it('a', () => {", ...lines.map((line) => `  ${line}`), '});', ''].join('\n');

/** Assertions that ask for a bound, for parts, or for any call. */
export const testsBoundExamples: readonly Example[] = [
  {
    title: 'a bound, parts of a value, and any call, where just one would do',
    with: {},
    before: {
      'tests/test_a.py': python('assert f(1) == 2', 'm.assert_called_once_with(1)', 'self.m.assert_called_once()'),
      'src/a.test.ts': script(
        'expect(x).toBe(2);',
        'expect(y).toStrictEqual({ a: 1 });',
        'expect(m).toHaveBeenCalledWith(1, 2);',
        'expect(n).toHaveBeenCalledExactlyOnceWith(1);',
      ),
    },
    after: {
      'tests/test_a.py': python(
        `assert f(1) >= 2${told('assert f(', '==', '>=')}`,
        `m.assert_called()${told('m.assert_called_once_with(', 'assert_called_once_with', 'assert_called')}`,
        `self.m.assert_called()${told('self.m.assert_called_once(', 'assert_called_once', 'assert_called')}`,
      ),
      'src/a.test.ts': script(
        `expect(x).toBeGreaterThanOrEqual(2);${told('expect(x', 'toBe', 'toBeGreaterThanOrEqual')}`,
        `expect(y).toMatchObject({});${told('expect(y', 'toStrictEqual', 'toMatchObject')}`,
        `expect(m).toHaveBeenCalled();${told('expect(m', 'toHaveBeenCalledWith', 'toHaveBeenCalled')}`,
        `expect(n).toHaveBeenCalledWith(1);${told('expect(n', 'toHaveBeenCalledExactlyOnceWith', 'toHaveBeenCalledWith')}`,
      ),
    },
  },
  {
    title: 'another bound, all of the parts, calls that are asked for more closely or in another way, and other mocks',
    with: {},
    before: {
      'tests/test_a.py': python(
        'assert f(1) == 2',
        'assert g(1) is None',
        'm.assert_called()',
        'm.assert_called_once_with(2)',
      ),
      'src/a.test.ts': script(
        'expect(y).toStrictEqual({ a: 1 });',
        'expect(m).not.toHaveBeenCalledWith(1, 2);',
        'expect(n).toHaveBeenCalledWith(1);',
        'expect(o).toHaveBeenCalled();',
      ),
    },
    after: {
      'tests/test_a.py': python(
        'assert f(1) > 2',
        'assert g(1) >= 2',
        'm.assert_called_once_with(1)',
        'n.assert_called()',
      ),
      'src/a.test.ts': script(
        'expect(y).toMatchObject({ a: 1 });',
        'expect(m).not.toHaveBeenCalled();',
        'expect(n).toHaveBeenCalledTimes(2);',
        'expect(o).toHaveBeenCalledWith(1);',
      ),
    },
  },
];
