import { countDifference, readFunctions, type ChangedFile } from '#core';
import assert from 'node:assert/strict';
import {
  array,
  assert as holds,
  constantFrom,
  integer,
  property,
  shuffledSubarray,
  tuple,
  uniqueArray,
} from 'fast-check';
import { describe, it } from 'mocha';
import typescript from 'typescript';
import { changedFunctions, type ChangedFunction } from '../../../src/core/syntax/changed-functions.ts';
import { processorTime } from '../../processor-time.ts';

const functions = readFunctions({ typescript });

const changed = (path: string, before: string, after: string): readonly ChangedFunction[] => {
  const file: ChangedFile = {
    path,
    status: 'modified',
    binary: false,
    class: 'code',
    ...countDifference(before, after),
    before,
    after,
    functions: functions(path, after)?.functions ?? [],
    functionsBefore: functions(path, before)?.functions ?? [],
  };
  return changedFunctions(file);
};

const tell = (found: readonly ChangedFunction[]): readonly string[] =>
  found.map(({ entity, before }) => `${entity.line} ${before ?? 'new'} → ${entity.complexity}`);

interface Route {
  readonly id: number;
  readonly branches: number;
  readonly isLong: boolean;
}

const write = ({ id, branches, isLong }: Route): string => {
  const decisions = Array.from({ length: branches }, (_, at) => `x === ${at}`);
  return isLong
    ? [`get('/${id}', (x) => {`, ...decisions.map((decision) => `  if (${decision}) return;`), `});`, ''].join('\n')
    : `get('/${id}', (x) => ${decisions.map((decision) => `${decision} ? 1 : `).join('')}0);\n`;
};

const text = (routes: readonly Route[]): string => routes.map(write).join('');

const someRoutes = uniqueArray(
  tuple(integer({ min: 1, max: 99 }), integer({ min: 0, max: 4 }), constantFrom(true, false)),
  { selector: ([id]) => id, maxLength: 12 },
).map((all) => all.map(([id, branches, isLong]): Route => ({ id, branches, isLong })));

/** The route at a line of a text. */
const routeAt = (routes: readonly Route[], line: number): Route | undefined => {
  let next = 1;
  return routes.find((route) => {
    next += write(route).split('\n').length - 1;
    return line < next;
  });
};

const thousands = (from: number): string =>
  Array.from({ length: 2_000 }, (_, at) => `get('/${from + at}', (x) => (x ? ${from} : ${at}));\n`).join('');

describe('the functions that a change answers for', () => {
  it('are new ones only, wherever nameless ones are put in', () => {
    const edits = someRoutes.chain((all) =>
      tuple(
        shuffledSubarray(all).map((some) => new Set(some)),
        constantFrom(all),
      ),
    );
    holds(
      property(edits, ([fresh, all]) => {
        const old = all.filter((route) => !fresh.has(route));
        const found = changed('a.js', text(old), text(all));
        for (const { entity, before } of found) {
          const route = routeAt(all, entity.line);
          assert.ok(route !== undefined);
          assert.equal(before, fresh.has(route) ? undefined : entity.complexity);
        }
        assert.equal(found.filter(({ before }) => before === undefined).length, fresh.size);
      }),
      { numRuns: 500 },
    );
  });

  it('have one function of the base each, and what nobody edited is as it was', () => {
    const sides = someRoutes.chain((all) =>
      tuple(constantFrom(all), array(integer({ min: 0, max: 3 }), { minLength: all.length, maxLength: all.length })),
    );
    holds(
      property(sides, ([all, deeds]) => {
        // 0 leaves a route, 1 takes it out, 2 puts it in, 3 makes it more complex.
        const before = all.filter((_, at) => deeds[at] !== 2);
        const after = all
          .filter((_, at) => deeds[at] !== 1)
          .map((route) => (deeds[all.indexOf(route)] === 3 ? { ...route, branches: route.branches + 1 } : route));
        const identities = new Set<string>();
        for (const { entity, before: earlier, identity } of changed('a.js', text(before), text(after))) {
          assert.ok(!identities.has(identity), identity);
          identities.add(identity);
          const route = routeAt(after, entity.line);
          if (route !== undefined && all.includes(route) && deeds[all.indexOf(route)] === 0)
            assert.equal(earlier, entity.complexity);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are found where a comment that held them is opened, though no line was added', () => {
    const body = 'def choose(a):\n    if a:\n        return 1\n';
    assert.deepEqual(tell(changed('a.py', `'''\n${body}'''\n`, body)), ['1 new → 2']);
  });

  it('are old where they were moved, and moved further in', () => {
    const block = "get('/a', (x) => {\n  if (x) return 1;\n  return 2;\n});\n";
    const before = `${block}one();\ntwo();\nthree();\n`;
    const after = `one();\ntwo();\nthree();\nif (late) {\n${block.replace(/^(?=.)/gm, '  ')}}\n`;
    assert.deepEqual(tell(changed('a.js', before, after)), ['5 2 → 2']);
  });

  it('do not get the number of one that was taken out elsewhere', () => {
    const before = 'get((x) => (x ? 1 : 2));\none();\ntwo();\nthree();\n';
    const after = 'one();\ntwo();\nthree();\nput((y) => (y ? 3 : 4));\n';
    assert.deepEqual(tell(changed('a.js', before, after)), ['4 new → 2']);
  });

  it('keep their identity while others are put in above', () => {
    const old = "get('/a', (x) => (x ? 1 : 2));\n";
    const worse = "get('/a', (x) => (x ? 1 : x ? 2 : 3));\n";
    const above = "get('/new', (x) => (x ? 5 : x ? 6 : 7));\n";
    const identitiesOf = (after: string): readonly string[] =>
      changed('a.js', old, after).map(({ identity }) => identity);
    const [alone, both] = [identitiesOf(worse), identitiesOf(above + worse)];
    assert.equal(alone.length, 1);
    assert.equal(both.length, 2);
    assert.equal(both[1], alone[0]);
    const [first] = identitiesOf(above + old);
    assert.equal(first, both[0]);
  });

  it('are paired in bounded time in a file of thousands of callbacks', () => {
    const started = processorTime();
    assert.equal(changed('a.js', thousands(0), thousands(5_000)).length, 2_000);
    assert.ok(processorTime() - started < 5_000);
  });
});
