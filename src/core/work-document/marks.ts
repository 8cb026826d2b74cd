import { linesOf, positionAt } from '../lines.ts';
import type { PolicyPath } from '../policy/shape.ts';

/** A mark of work that cannot be done yet, and where it stands; 1-based. */
export interface Mark {
  readonly kind: 'migration-blocked' | 'open-variable';
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

// `${{ secrets.X }}` of a workflow and `{{ value }}` of a template are no open variables: those are written in capitals.
const marks = /(?<!\$)\{\{\s*[A-Z][A-Z0-9_]*\s*\}\}|\bTBD\b|\bMIGRATION_BLOCKED\b/g;

/** The marks in a text, in order. */
export const marksIn = (text: string): readonly Mark[] => {
  const lines = linesOf(text);
  return [...text.matchAll(marks)].map(({ 0: found, index }) => ({
    kind: found === 'MIGRATION_BLOCKED' ? 'migration-blocked' : 'open-variable',
    text: found,
    ...positionAt(lines, index),
  }));
};

/** Every text of a document, with its path. */
export const textsIn = (value: unknown, at: PolicyPath = []): readonly (readonly [PolicyPath, string])[] => {
  if (typeof value === 'string') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textsIn(item, [...at, Array.isArray(value) ? Number(key) : key]),
  );
};
