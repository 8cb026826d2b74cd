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
 * is one that goes with what it proved.
 */
export const findLost = (files: readonly ChangedFile[]): readonly Lost[] => {
  const all = files.flatMap((file) =>
    (file.syntax?.squeezes ?? [])
      .filter((squeeze) => counts(file, squeeze))
      .map((squeeze): Lost => ({ file, squeeze })),
  );
  const deleted = all.filter(({ squeeze }) => squeeze.kind === 'test');
  const found = matchTests(
    deleted.map(({ squeeze: { what, body = '' } }) => ({ name: what, body })),
    files.flatMap(({ syntax }) => syntax?.newTests ?? []),
    files.flatMap(({ syntax }) => syntax?.grownTests ?? []),
  );
  const gone = new Set(files.flatMap((file) => (classAtBase(file) === 'test' ? [] : (file.syntax?.goneNames ?? []))));
  const kept = new Set(deleted.filter(({ squeeze }, index) => found[index] || isObsolete(squeeze, gone)));
  return all.filter((lost) => !kept.has(lost));
};

/** What a squeeze says to a person: of an assertion its source, in one line. */
export const wordingOf = ({ before }: ChangedFile, { what, source }: Squeeze): string => {
  if (source === undefined || before === undefined) return what;
  const written = before
    .split('\n')
    .slice(source[0] - 1, source[1])
    .map((line) => line.trim());
  return written.join(' ').replace(/;$/, '') || what;
};

const longestQuote = 60;

export const quote = (text: string): string =>
  `“${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}”`;
