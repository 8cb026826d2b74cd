import { code, counted } from '../../markdown/write.ts';
import { failure, success, type Result } from '../../result.ts';
import type { GateBreak } from '../gate.ts';

/** How a tree is broken: as the policy lists it, or in one of the ways that are made of what is there. */
export const breakWays = ['listed', 'syntax', 'undefined-name', 'constant', 'assertion'] as const;
export type BreakWay = (typeof breakWays)[number];

/** One place that was broken, and what was done there. */
export interface BreakEdit {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** Words for a person: what was done. */
  readonly what: string;
}

/** A tree made worse, in one way. */
export interface Breakage {
  readonly way: BreakWay;
  /** By path, then line. At least one. */
  readonly edits: readonly BreakEdit[];
  /** Path → the whole text it has then. */
  readonly texts: ReadonlyMap<string, string>;
}

const longest = 60;

const quote = (text: string): string => {
  const line = text.trim().replace(/\s+/g, ' ');
  return code(line.length <= longest ? line : `${line.slice(0, longest - 1)}…`);
};

const tellSwap = (find: string, put: string): string =>
  put.trim() === '' ? `${quote(find)} was taken out` : `${quote(find)} became ${quote(put)}`;

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const one = (edit: BreakEdit, text: string): Breakage => ({
  way: 'listed',
  edits: [edit],
  texts: new Map([[edit.path, text]]),
});

const writeAnew = ({ file, put }: GateBreak, text: string | undefined): Result<Breakage, string> =>
  text === put
    ? failure(`${code(file)} has the very text that was to break it.`)
    : success(one({ path: file, line: 1, what: text === undefined ? 'it was added' : 'it was written anew' }, put));

/**
 * A way that the policy lists, on the text the file has now (undefined: there is none). Fails, in words for a person, where it would
 * break nothing, or something else than was meant.
 */
export const breakAsListed = (listed: GateBreak, text: string | undefined): Result<Breakage, string> => {
  const { file, find, put } = listed;
  if (find === undefined) return writeAnew(listed, text);
  if (text === undefined) return failure(`${code(file)} is not there, so nothing can be broken in it.`);
  const parts = text.split(find);
  if (parts.length !== 2)
    return failure(
      parts.length === 1
        ? `${quote(find)} does not stand in ${code(file)} any more, so it cannot be broken.`
        : `${quote(find)} stands in ${code(file)} ${parts.length - 1} times, and it has to be once.`,
    );
  const [before = '', after = ''] = parts;
  return success(
    one({ path: file, line: lineOf(text, before.length), what: tellSwap(find, put) }, before + put + after),
  );
};

const mostNamed = 3;

/** `src/a.py:3: …; and 4 more places`. */
export const tellBreakage = ({ edits }: Pick<Breakage, 'edits'>): string => {
  const named = edits.slice(0, mostNamed).map(({ path, line, what }) => `${path}:${line}: ${what}`);
  const more = edits.length - named.length;
  return [...named, ...(more > 0 ? [`and in ${counted(more, 'more place')}`] : [])].join('; ');
};
