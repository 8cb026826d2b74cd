import { readDocument, treesAt, valuesAt, type Written } from '../../document-values.ts';
import type { Tree } from '../../manifests/tree.ts';
import { proseLines, proseUnder } from '../../markdown/prose.ts';
import { fillHoles, type Captures } from '../../path-pattern.ts';
import { compilePattern } from '../../policy/pattern.ts';
import { holdsWord } from '../../whole-word.ts';
import type { Step } from './options.ts';

/** What a document lacks of what a step asks for. */
export interface Lack {
  /** The end of a sentence about it: `its status is draft, not accepted`. */
  readonly why: string;
  /** What stands there instead; undefined where nothing does. */
  readonly at: Written | undefined;
}

/** A document that a step names, with what stood in the holes of the path it was found by. */
export interface StepDocument {
  readonly path: string;
  readonly text: string;
  readonly captures: Captures;
}

type Asked<Key extends 'status' | 'says'> = NonNullable<Step[Key]>;
type Value = NonNullable<Step['has']>[number];

const isIn = (values: readonly string[], value: string): boolean =>
  values.some((each) => each.toLowerCase() === value.trim().toLowerCase());

const lackOfStatus = ({ at, is }: Asked<'status'>, trees: readonly Tree[]): Lack | undefined => {
  const values = valuesAt(trees, at);
  const wrong = values.find(({ text: value }) => !isIn(is, value));
  if (values.length > 0 && wrong === undefined) return undefined;
  const tells = values.length === 0 ? 'not told' : values.map(({ text: value }) => value).join(', ');
  return { why: `its ${at} is ${tells}, not ${is.join(' or ')}`, at: wrong };
};

interface Form {
  readonly pattern?: string | undefined;
  readonly names?: string | undefined;
}

/** Tells whether a text says what is asked for. */
const fits = ({ pattern, names }: Form): ((text: string) => boolean) => {
  const form = compilePattern(pattern ?? '', 'search');
  return (text) =>
    text.trim() !== '' && form?.test(text.trim()) === true && (names === undefined || holdsWord(text, names));
};

const tellForm = ({ pattern, names }: Form): string => {
  const named = names === undefined ? [] : [`names ${names}`];
  const said = pattern === undefined ? [] : [`says ${pattern}`];
  return [...named, ...said].join(' and ') || 'says anything';
};

const isHeading = (line: string): boolean => /^ {0,3}#{1,6}(?:\s|$)/.test(line);

const lackOfSaying = (says: Asked<'says'>, { text, captures }: StepDocument): Lack | undefined => {
  const section = says.section === undefined ? undefined : fillHoles(says.section, captures);
  const names = says.names === undefined ? undefined : fillHoles(says.names, captures);
  const lines = section === undefined ? proseLines(text) : proseUnder(text, section);
  const { pattern } = says;
  const isSaid = fits({ pattern, names });
  // A heading with nothing under it says nothing, unless just a heading was asked for.
  const isAny = pattern === undefined && names === undefined;
  if (lines.some(({ text: line }) => isSaid(line) && !(isAny && isHeading(line)))) return undefined;
  const [at] = lines;
  if (says['in-words'] !== undefined) return { why: `it lacks ${says['in-words']}`, at };
  const where = section === undefined ? 'no line of it' : `no line under “${section}”`;
  return { why: `${where} ${tellForm({ pattern, names })}`, at };
};

const lackOfValue = (value: Value, { captures }: StepDocument, trees: readonly Tree[]): Lack | undefined => {
  const { at, matches: pattern, 'in-words': words } = value;
  const names = value.names === undefined ? undefined : fillHoles(value.names, captures);
  const values = [...valuesAt(trees, at), ...valuesAt(treesAt(trees, at), '*')];
  const isSaid = fits({ pattern, names });
  if (values.some(({ text: value }) => isSaid(value))) return undefined;
  const [first] = values;
  if (words !== undefined) return { why: `it lacks ${words}`, at: first };
  const isEmpty = values.every(({ text: value }) => value.trim() === '');
  return {
    why: isEmpty ? `it has nothing at ${at}` : `nothing at its ${at} ${tellForm({ pattern, names })}`,
    at: first,
  };
};

/** What a document lacks of what a step asks for, the first of it; undefined where it lacks nothing. */
export const lackOf = ({ status, says, has = [] }: Step, document: StepDocument): Lack | undefined => {
  const trees = readDocument(document.path, document.text);
  const ofStatus = status === undefined ? undefined : lackOfStatus(status, trees);
  if (ofStatus !== undefined) return ofStatus;
  for (const one of has) {
    const lack = lackOfValue(one, document, trees);
    if (lack !== undefined) return lack;
  }
  return says === undefined ? undefined : lackOfSaying(says, document);
};
