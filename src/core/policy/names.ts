import type { PolicyPath } from './shape.ts';

const idOf = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  return typeof value.id === 'string' && value.id !== '' ? value.id : undefined;
};

/** The value one step below another; undefined when there is none. */
export const childOf = (value: unknown, step: string | number): unknown => {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<string | number, unknown>)[step];
};

export const valueAt = (value: unknown, path: PolicyPath): unknown => path.reduce(childOf, value);

/**
 * A path in words: keys joined by dots, items of lists by their id, or by their number from 1: `rules.no-env.level`,
 * `context.items.#3.path`. Origins are kept under the same names.
 */
export const nameOf = (root: unknown, path: PolicyPath): string => {
  let value = root;
  const names = path.map((step) => {
    value = childOf(value, step);
    return typeof step === 'number' ? (idOf(value) ?? `#${step + 1}`) : step;
  });
  return names.join('.');
};

const shown = 40;

/** What stands in a place, for a message: the text `abc`, the number 5, a list, a map, nothing. */
export const tellValue = (value: unknown): string => {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') {
    const line = value.replaceAll(/\s+/g, ' ');
    return value === '' ? 'an empty text' : `the text \`${line.length > shown ? `${line.slice(0, shown)}…` : line}\``;
  }
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return `\`${value}\``;
  if (!Array.isArray(value)) return 'a map';
  return value.length === 0 ? 'an empty list' : 'a list';
};

/** A value as an origin shows it, in one line. */
export const printValue = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(printValue).join(', ');
  return JSON.stringify(value) ?? '';
};

/** `test-writer` as people read it: Test Writer. */
export const titleOf = (id: string): string =>
  id
    .split(/[-.]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

/** A text as an id: lower-case words joined by hyphens. Empty when nothing of it can be in an id. */
export const slugOf = (text: string, most = 48): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, most)
    .replaceAll(/^-+|-+$/g, '');
