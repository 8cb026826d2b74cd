import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Position } from '../../../src/core/lines.ts';
import { glob, globs, pattern } from '../../../src/core/policy/document-words.ts';
import { mergeLayers, type Merged } from '../../../src/core/policy/merge.ts';
import type { Policy, Problem } from '../../../src/core/policy/policy.ts';
import { readLayer, type Layer } from '../../../src/core/policy/read.ts';

/** A layer from the lines below `version: 1`, which has to be right. */
export const layer = (source: string, ...lines: readonly string[]): Layer => {
  const read = readLayer(source, ['version: 1', ...lines].join('\n'));
  assert.deepEqual(read.problems, [], 'the layer of the test has to be right');
  return read;
};

export const merge = (...layers: readonly Layer[]): Merged => mergeLayers(layers);

export const mode = (policy: Policy, id: string): Policy['modes'][number] => {
  const found = policy.modes.find((known) => known.id === id);
  assert.ok(found, `there is a mode ${id}`);
  return found;
};

/** `3:5 code` of each problem: what a person clicks on. */
export const places = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ line, column, code }) => `${line}:${column} ${code}`);

/** A text without its cursor mark `¦`, and where that stood. */
export const cursorOf = (marked: string): { readonly text: string; readonly position: Position } => {
  const offset = marked.indexOf('¦');
  assert.ok(offset >= 0, 'the text has a cursor');
  const before = marked.slice(0, offset).split('\n');
  return {
    text: marked.replace('¦', ''),
    position: { line: before.length, column: (before.at(-1) ?? '').length + 1 },
  };
};

const kind = (name: string, title: string, options: z.ZodType) => ({
  kind: name,
  title,
  manual: `Looks for ${title}.\n\nMore about it.`,
  remedy: `Mend ${title}.`,
  options,
});

/** Two kinds whose options hold all that options can: numbers, words, globs and patterns. */
export const kinds = new Map(
  [
    kind(
      'limit-of',
      'limits',
      z.strictObject({
        measure: z.enum(['lines', 'files']).describe('What is counted.'),
        limit: z.number().int().min(0).describe('The most.'),
        unless: globs.optional().describe('Where not.'),
      }),
    ),
    kind(
      'forbidden-text',
      'texts',
      z.strictObject({ matches: pattern.describe('The text.'), beside: glob.optional().describe('A file beside it.') }),
    ),
    kind(
      'strict-form',
      'forms',
      z.strictObject({
        code: z
          .string()
          .regex(/^[A-Z]{3}$/, 'three capital letters')
          .optional()
          .describe('A code.'),
        most: z.number().max(9).optional().describe('The most.'),
        even: z
          .number()
          .refine((value) => value % 2 === 0, 'it has to be even')
          .optional()
          .describe('An even number.'),
        form: z
          .union([
            z.strictObject({ one: z.string().describe('One.') }),
            z.strictObject({ other: z.string().describe('Other.') }),
          ])
          .optional()
          .describe('One of two forms.'),
      }),
    ),
    kind('anything', 'anything', z.strictObject({ loud: z.boolean().default(false).describe('Whether it shouts.') })),
  ].map((one) => [one.kind, one]),
);
