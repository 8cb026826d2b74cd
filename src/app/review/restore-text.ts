import { countDifference, failure, success, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import type { MeasuredChange, PathFacts } from '../ports.ts';
import type { Reading } from './review.ts';

/** A text of the base as it has to be written for git to store just that. */
export interface RestoredText {
  readonly text: string;
  /** The lines that go and come back with it, as they are counted in a change. */
  readonly undoes: { readonly added: number; readonly deleted: number };
}

const byHand = 'Put it back in a terminal, with git.';

const mark = '\uFEFF';

/** The text that a path had at the base, as git stores it. Fails where it had none that a person reads. */
export const readBaseText = async (
  { readBefore }: Pick<MeasuredChange, 'readBefore'>,
  path: string,
): Promise<Result<string, Failure>> => {
  const before = await readBefore(path);
  if (before === undefined)
    return failure(
      fail(
        'no-change',
        `${path} has no text at the base: it was not there, or is binary.`,
        'There is nothing to show.',
      ),
    );
  if (typeof before === 'object')
    return failure(fail('unreadable', `The text of ${path} at the base was not read: ${before.unread}.`, byHand));
  return success(before);
};

// Those it has now come first: whoever works on it chose them.
const lineEndsOf = (now: string): readonly string[] => (now.includes('\r\n') ? ['\r\n', '\n'] : ['\n', '\r\n']);

/** The text with the line ends under which git stores the wanted one; undefined where there are none. */
const writeFor = ({ store }: PathFacts, wanted: string, now: string): string | undefined => {
  // An editor keeps the mark of a text, or its lack, to itself.
  if (now !== '' && now.startsWith(mark) !== wanted.startsWith(mark)) return undefined;
  return lineEndsOf(now)
    .map((end) => wanted.replaceAll(/\r?\n/g, end))
    .find((text) => store(text) === wanted);
};

/**
 * What has to stand in a file for it to be as it was at the base. `now` is its text with the line ends and the byte order
 * mark it has; left out where the file is gone. Fails where no text of one kind of line ends gives the base: it has mixed
 * ones, or a program stores it.
 */
export const restoreText = async (
  { change, measured }: Pick<Reading, 'change' | 'measured'>,
  path: string,
  now = '',
): Promise<Result<RestoredText, Failure>> => {
  const before = await readBaseText(measured, change.files.find((file) => file.path === path)?.from ?? path);
  if (!before.ok) return before;
  const facts = await measured.lookUp([path]);
  if (!facts.ok) return facts;
  const told = facts.value.get(path);
  const text = told && writeFor(told, before.value, now);
  if (told === undefined || text === undefined)
    return failure(
      fail(
        'unreadable',
        `${path} cannot be put back by editing: its line ends or its encoding are in the way.`,
        byHand,
      ),
    );
  const { added, deleted } = countDifference(before.value, told.store(now) ?? now);
  return success({ text, undoes: { added, deleted } });
};
