import { replaceComments } from '../markdown/comments.ts';

/** A line that is not blank. */
export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  readonly isFenced: boolean;
  /** The heading it stands under, or is. */
  readonly section: string | undefined;
}

const personLine = /^- \[[ xX]\] (.* \(not checked\))$/;
export const box = /^(\s*[-*+]) \[[ xX]\] /;

// A comment in a code block is text, and on both sides of the comparison it is left out all the same.
export const withoutComments = (text: string): string =>
  replaceComments(text, (comment) => comment.replace(/[^\r\n]/g, ''));

interface Fence {
  readonly sign: string;
  readonly length: number;
}

const fenceOf = (line: string): Fence | undefined => {
  const [, run] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
  return run === undefined ? undefined : { sign: run.charAt(0), length: run.length };
};

const closes = (open: Fence, line: string): boolean => {
  const fence = fenceOf(line);
  return fence?.sign === open.sign && fence.length >= open.length && /^[`~]+$/.test(line.trim());
};

/** The lines of a text that are not blank, without its comments. */
export const linesIn = (text: string): readonly Line[] => {
  const lines: Line[] = [];
  let open: Fence | undefined;
  let section: string | undefined;
  for (const [index, raw] of withoutComments(text)
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = raw.trimEnd();
    const isFenced = open !== undefined;
    if (open === undefined) open = fenceOf(line);
    else if (closes(open, line)) open = undefined;
    if (!isFenced) section = /^#{1,6} +(.*?)(?: +#+)?$/.exec(line)?.[1] ?? section;
    if (line !== '') lines.push({ text: line, number: index + 1, isFenced, section });
  }
  return lines;
};

/** What makes two lines the same: a box that a person ticks may be ticked or not. */
const keyOf = ({ text, isFenced }: Line, isPersons: (rest: string) => boolean): string => {
  const rest = personLine.exec(text)?.[1];
  const told = rest !== undefined && isPersons(rest) ? `- [?] ${rest}` : text;
  return `${isFenced ? 'code' : 'text'} ${told}`;
};

/** What a line speaks of: up to its first colon or bracket, whatever its numbers and its tick. */
export const subjectOf = (text: string): string => {
  const open = text.replace(box, '$1 [ ] ').replace(/[0-9a-f]{12}|\d+/g, '#');
  const from = /^\s*[-*+] \[ \] /.exec(open)?.[0].length ?? 0;
  const end = open.slice(from).search(/[:(]/);
  return end < 0 ? open : open.slice(0, from + end).trimEnd();
};

/** A stretch between lines that both texts have. */
export interface Gap {
  readonly expected: readonly Line[];
  readonly written: readonly Line[];
  /** Where it is in the text that was written. */
  readonly at: number;
}

/** How many lines the two have in common from each pair of places on. */
const commonFrom = (one: readonly string[], other: readonly string[]): ((at: number, to: number) => number) => {
  const width = other.length + 1;
  const table = new Uint32Array((one.length + 1) * width);
  for (let at = one.length - 1; at >= 0; at--)
    for (let to = other.length - 1; to >= 0; to--)
      table[at * width + to] =
        one[at] === other[to]
          ? (table[(at + 1) * width + to + 1] ?? 0) + 1
          : Math.max(table[(at + 1) * width + to] ?? 0, table[at * width + to + 1] ?? 0);
  return (at, to) => table[at * width + to] ?? 0;
};

/** The stretches in which the texts differ, in order. */
export const gapsBetween = (expected: readonly Line[], written: readonly Line[]): readonly Gap[] => {
  const rests = new Set(
    expected.flatMap(({ text }) => (text.startsWith('- [ ]') ? (personLine.exec(text)?.[1] ?? []) : [])),
  );
  const keyed = (line: Line): string => keyOf(line, (rest) => rests.has(rest));
  const [wanted, found] = [expected.map(keyed), written.map(keyed)];
  const common = commonFrom(wanted, found);
  const gaps: Gap[] = [];
  let [at, to] = [0, 0];
  let gap: { expected: Line[]; written: Line[] } = { expected: [], written: [] };
  const close = (): void => {
    if (gap.expected.length + gap.written.length > 0)
      gaps.push({ ...gap, at: written[to]?.number ?? written.at(-1)?.number ?? 1 });
    gap = { expected: [], written: [] };
  };
  while (at < expected.length || to < written.length) {
    const [here, there] = [expected[at], written[to]];
    if (here !== undefined && there !== undefined && wanted[at] === found[to]) {
      close();
      [at, to] = [at + 1, to + 1];
    } else if (here !== undefined && (there === undefined || common(at + 1, to) >= common(at, to + 1))) {
      gap.expected.push(here);
      at += 1;
    } else {
      if (there !== undefined) gap.written.push(there);
      to += 1;
    }
  }
  close();
  return gaps;
};
