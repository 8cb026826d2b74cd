import { compilePattern } from '../../policy/pattern.ts';
import { failure, success } from '../../result.ts';
import type { ReadReport } from './report.ts';

const form = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

const readValue = (text: string): ReadReport =>
  form.test(text.trim())
    ? success({ kind: 'number', value: Number(text.trim()) })
    : failure(`holds no number, but “${text.trim().slice(0, 40)}”`);

/** One number: all there is, or what the one group of a pattern holds. A pattern that fits in several places tells nothing. */
export const readNumber = (text: string, pattern: string | undefined): ReadReport => {
  if (pattern === undefined) return readValue(text);
  const form = compilePattern(pattern, 'lines');
  const found = form === undefined ? [] : [...text.matchAll(new RegExp(form, `g${form.flags}`))];
  const [first] = found;
  if (first === undefined) return failure(`has nothing that \`${pattern}\` fits`);
  if (found.length > 1) return failure(`has ${found.length} places that \`${pattern}\` fits; it has to be one`);
  return readValue(first[1] ?? first[0]);
};
