import { classAtBase } from './change.ts';
import type { ChangedFile } from './rule-kind.ts';
import type { Squeeze } from './syntax/leaf-edit.ts';
import { matchTests } from './syntax/lost-guards.ts';

/** What was taken out of a file. */
export interface Lost {
  readonly file: ChangedFile;
  readonly squeeze: Squeeze;
}

// A text that speaks of tests and assertions is none. Outside of tests only `assert` is one for certain: other languages
// expect and require things of many kinds.
const counts = (file: ChangedFile, { kind, what }: Squeeze): boolean => {
  const name = classAtBase(file);
  if (kind === 'comment' || kind === 'line') return true;
  if (name === 'docs' || name === 'data') return false;
  return kind !== 'assertion' || name === 'test' || /^assert/i.test(what);
};

/** True for a test of something that the change took out of the program: it has nothing left to prove. */
const isObsolete = ({ body = '' }: Squeeze, gone: ReadonlySet<string>): boolean =>
  body.split(' ').some((word) => gone.has(word));

/**
 * What was squeezed in files. A test that was renamed, moved to another file or made part of another one is not lost, nor
 * is one that goes with what it proved, also where that went, or it came, in another file of the change, of those beyond.
 */
export const findLost = (files: readonly ChangedFile[], beyond: readonly ChangedFile[] = []): readonly Lost[] => {
  const whole = [...files, ...beyond];
  const all = files.flatMap((file) =>
    (file.syntax?.squeezes ?? [])
      .filter((squeeze) => counts(file, squeeze))
      .map((squeeze): Lost => ({ file, squeeze })),
  );
  const deleted = all.filter(({ squeeze }) => squeeze.kind === 'test');
  const found = matchTests(
    deleted.map(({ squeeze: { what, body = '' } }) => ({ name: what, body })),
    whole.flatMap(({ syntax }) => syntax?.newTests ?? []),
    whole.flatMap(({ syntax }) => syntax?.grownTests ?? []),
  );
  const gone = new Set(whole.flatMap((file) => (classAtBase(file) === 'test' ? [] : (file.syntax?.goneNames ?? []))));
  const kept = new Set(deleted.filter(({ squeeze }, index) => found[index] || isObsolete(squeeze, gone)));
  return all.filter((lost) => !kept.has(lost));
};

/*
 * Reports are printed in the logs of CI, and what was deleted may be a token that somebody took out just now: its words are
 * never quoted. Names are: of a test its own, of an assertion what it calls.
 */

const assertionParts = /^([\w.]+!?)\s*(\(?)\s*([^]*)/;
const firstCalled = /^(?:(?:await|not)\s+)?([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)\s*(\(?)/;

/** `expect(add(1, 2)).toBe(3)` as `expect(add(…`. A word without brackets is text in a shell. */
const tellAssertion = (written: string): string => {
  const [, name = '', open = '', rest = ''] = assertionParts.exec(written) ?? [];
  const [, called = '', opened = ''] = firstCalled.exec(rest) ?? [];
  const isCode = open + opened !== '';
  return `${name}${open || ' '}${isCode ? called + opened : ''}…`;
};

/** A title may hold anything: what is long and has letters and digits in it is nothing that a person reads. */
const dull = (title: string): string =>
  title.replaceAll(/[A-Za-z0-9+/=]{16,}/g, (run) => (/\d/.test(run) && /[A-Za-z]/.test(run) ? '…' : run));

/** What a squeeze says to a person: of a comment nothing, of a test its name, of an assertion its call. */
export const wordingOf = (file: ChangedFile, squeeze: Squeeze): string => {
  const { kind, what } = squeeze;
  if (kind === 'comment') return '';
  return kind === 'assertion' ? wordAssertion(file, squeeze) : dull(what);
};

/** The same of an assertion, by where it stood. */
export const wordAssertion = (
  { before }: Pick<ChangedFile, 'before'>,
  { what, source }: Pick<Squeeze, 'what' | 'source'>,
): string => {
  if (source === undefined || before === undefined) return tellAssertion(what);
  const written = before.split('\n').slice(source[0] - 1, source[1]);
  return tellAssertion(written.map((line) => line.trim()).join(' '));
};

const longestQuote = 60;

export const quote = (text: string): string =>
  `“${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}”`;
