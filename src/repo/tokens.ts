import type { CountTokens } from '#app';

/*
 * The tokenizer takes time with the square of a run of like signs, and a megabyte of one letter would take hours. Runs
 * longer than any word are therefore counted in slices; their count may be off by a token a slice. All other text is
 * counted as the model's tokenizer does.
 */
const longestRun = 256;

// The kinds of signs the tokenizer keeps together: letters with their marks, blanks, all else but digits.
const longRun = new RegExp(
  String.raw`[\p{L}\p{M}]{${longestRun},}|\s{${longestRun},}|[^\s\p{L}\p{N}]{${longestRun},}`,
  'gu',
);

const slice = new RegExp(`[^]{1,${longestRun}}`, 'gu');

/** The text in parts that the tokenizer gets through: long runs by themselves, in slices of whole signs. */
const partsOf = (text: string): readonly string[] => {
  const parts: string[] = [];
  let at = 0;
  for (const { 0: run, index } of text.matchAll(longRun)) {
    parts.push(text.slice(at, index), ...(run.match(slice) ?? []));
    at = index + run.length;
  }
  parts.push(text.slice(at));
  return parts;
};

/** Counts as OpenAI's current models do (o200k_base). The tables are large, so they are loaded when first asked for. */
export const loadTokenCounter = async (): Promise<CountTokens> => {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  // `<|endoftext|>` in a document is a text like any other, not an order to the model.
  const asText = { disallowedSpecial: new Set<string>() };
  return (text) => partsOf(text).reduce((sum, part) => sum + (part === '' ? 0 : countTokens(part, asText)), 0);
};
