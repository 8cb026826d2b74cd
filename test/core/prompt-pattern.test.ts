import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { PromptPattern, Slot } from '../../src/core/policy/policy.ts';
import { fillPattern, patternsFor } from '../../src/core/prompt/pattern.ts';
import { aPrompt } from './policies.ts';

const slot = (parts: Partial<Slot> & Pick<Slot, 'name'>): Slot => ({
  ask: 'Which?',
  type: 'text',
  optional: false,
  ...parts,
});
const pattern = (text: string, slots: readonly Slot[], modes: readonly string[] = []): PromptPattern => ({
  id: 'p',
  title: 'P',
  modes,
  text,
  slots,
});
const there = (path: string, anchor?: string): boolean =>
  path === 'src/a.py' || (path === 'SPEC.md' && anchor !== 'ghost');

const fill = (shape: PromptPattern, answers: Readonly<Record<string, string>>) => fillPattern(shape, answers, there);
const told = (shape: PromptPattern, answers: Readonly<Record<string, string>>): readonly string[] => {
  const filled = fill(shape, answers);
  return filled.ok ? [] : filled.error.map(({ slot: name, kind, message }) => `${name} ${kind}: ${message}`);
};

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('filling a prompt pattern', () => {
  it('puts each answer in its slot, wherever and however often it stands', () => {
    const shape = pattern('Fix {fault} in `{file}`; {file} alone.', [
      slot({ name: 'file', type: 'path' }),
      slot({ name: 'fault' }),
    ]);
    assert.deepEqual(fill(shape, { file: ' src/a.py ', fault: 'the  crash\n here' }), {
      ok: true,
      value: 'Fix the crash here in `src/a.py`; src/a.py alone.',
    });
  });

  it('takes answers for text: no slot, and no sign of replacing, is read in them', () => {
    const shape = pattern('{a} {b}', [slot({ name: 'a' }), slot({ name: 'b' })]);
    assert.deepEqual(fill(shape, { a: '{b} $& $1', b: '  x' }), { ok: true, value: '{b} $& $1 x' });
  });

  it('closes the gap an empty optional slot leaves, and leaves braces alone that are no slot', () => {
    const shape = pattern('Do {a} {extra} , then {stop} {not one}.', [
      slot({ name: 'a' }),
      slot({ name: 'extra', optional: true }),
    ]);
    assert.deepEqual(fill(shape, { a: 'x' }), { ok: true, value: 'Do x, then {stop} {not one}.' });
  });

  it('names every slot that is missing, of the wrong form, or no file of the repository', () => {
    const shape = pattern('{a} {b} {c} {d}', [
      slot({ name: 'a', ask: 'Which function?', example: 'f' }),
      slot({ name: 'b', matches: 'tests/.+|x' }),
      slot({ name: 'c', type: 'path' }),
      slot({ name: 'd', type: 'spec' }),
    ]);
    assert.deepEqual(told(shape, { a: '  ', b: 'my tests/a.py', c: 'src/b.py', d: 'SPEC.md#ghost' }), [
      'a missing: a is not answered. Which function? For example: f',
      'b no-match: b: “my tests/a.py” does not have the form tests/.+|x.',
      'c no-such-file: c: there is no file src/b.py in this repository. Which?',
      'd no-such-file: d: there is no file SPEC.md with the section “ghost” in this repository. Which?',
    ]);
  });

  it('takes a path from the root, and a spec with its section', () => {
    const shape = pattern('{c} {d}', [slot({ name: 'c', type: 'path' }), slot({ name: 'd', type: 'spec' })]);
    assert.deepEqual(fill(shape, { c: '/src/a.py', d: './SPEC.md#guardrails' }), {
      ok: true,
      value: '/src/a.py ./SPEC.md#guardrails',
    });
  });

  it('refuses an answer to a slot that is not there, and offers the nearest', () => {
    assert.deepEqual(told(pattern('{file}', [slot({ name: 'file' })]), { file: 'x', fiel: 'y', zzz: '' }), [
      'fiel unknown: The pattern p has no slot fiel. Did you mean file?',
      'zzz unknown: The pattern p has no slot zzz. It has `file`.',
    ]);
  });

  it('lets nothing through a pattern that does not compile', () => {
    assert.deepEqual(told(pattern('{a}', [slot({ name: 'a', matches: '(' })]), { a: '(' }).length, 1);
  });

  it('holds every answer, word for word', () => {
    const answer = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(answer, answer, (one, two) => {
        const filled = fill(pattern('<{a}|{b}>', [slot({ name: 'a' }), slot({ name: 'b' })]), { a: one, b: two });
        assert.deepEqual(filled, { ok: true, value: `<${tidy(one)}|${tidy(two)}>` });
      }),
    );
  });
});

describe('the patterns of a mode', () => {
  it('are those for every mode and those that name it, in the policy’s order', () => {
    const patterns = [pattern('1', [], ['infra']), pattern('2', []), pattern('3', [], ['fix', 'infra'])];
    const texts = (id?: string) =>
      patternsFor({ prompt: aPrompt({ patterns }) }, id === undefined ? undefined : { id }).map(({ text }) => text);
    assert.deepEqual(texts('fix'), ['2', '3']);
    assert.deepEqual(texts('infra'), ['1', '2', '3']);
    assert.deepEqual(texts(), ['2']);
  });
});
