import { box, gapsBetween, linesIn, subjectOf, withoutComments, type Gap, type Line } from './lines.ts';

/** Something in the text of a pull request that is not what the facts say. */
export interface Discrepancy {
  /** Where it stands in the text, from 1. */
  readonly line: number;
  /**
   * What stands there is something else, is not there, is nobody's fact, or hides what stands there. `slice`: the change is not
   * the slice that the record says.
   */
  readonly kind: 'changed' | 'missing' | 'added' | 'hidden' | 'record' | 'slice';
  readonly message: string;
  /** As it stands there. */
  readonly written?: string;
  /** As it has to be. */
  readonly expected?: string;
}

const changed = (expected: Line, written: Line): Discrepancy => ({
  line: written.number,
  kind: 'changed',
  message: `It says “${written.text.trim()}”, and it is “${expected.text.trim()}”.`,
  written: written.text,
  expected: expected.text,
});

const hidden = (expected: Line, written: Line): Discrepancy => ({
  line: written.number,
  kind: 'hidden',
  message: `“${expected.text.trim()}” stands ${written.isFenced ? 'in' : 'outside of'} a block of code, and has to stand ${written.isFenced ? 'outside of it' : 'in one'}.`,
  written: written.text,
  expected: expected.text,
});

const differs = (expected: Line, written: Line): Discrepancy =>
  expected.text === written.text ? hidden(expected, written) : changed(expected, written);

const missing = (expected: Line, at: number): Discrepancy => ({
  line: at,
  kind: 'missing',
  message: `“${expected.text.trim()}” is not there${expected.section === undefined ? '' : `, under ${expected.section}`}.`,
  expected: expected.text,
});

const added = ({ text, number }: Line): Discrepancy => ({
  line: number,
  kind: 'added',
  message: `“${text.trim()}” reads like a fact, and nothing says so. What you add goes into a section of your own.`,
  written: text,
});

/** What a person may not add: what reads like a fact that was worked out. */
const isForged = (line: Line, facts: Facts): boolean => {
  if (line.isFenced) return false;
  if (facts.headings.has(line.text)) return true;
  if (box.test(line.text) && line.section !== undefined && facts.sections.has(line.section)) return true;
  return facts.subjects.has(subjectOf(line.text));
};

interface Facts {
  readonly headings: ReadonlySet<string>;
  readonly sections: ReadonlySet<string>;
  readonly subjects: ReadonlySet<string>;
}

const factsOf = (expected: readonly Line[]): Facts => {
  const open = expected.filter(({ isFenced }) => !isFenced);
  const headings = open.filter(({ text }) => /^#{1,6} /.test(text));
  return {
    headings: new Set(headings.map(({ text }) => text)),
    sections: new Set(headings.flatMap(({ section }) => section ?? [])),
    subjects: new Set(open.map(({ text }) => subjectOf(text))),
  };
};

const kindOfLine = ({ text, isFenced }: Line): string =>
  isFenced ? 'code' : (/^(?:#{1,6}|[-*+]|\*\*) ?/.exec(text)?.[0] ?? '');

/** Whether a difference is one that only the machine of the author could settle. */
export type Tolerance = (expected: Line | undefined, written: Line | undefined) => boolean;

const differencesIn = (
  { expected, written, at }: Gap,
  facts: Facts,
  isTolerated: Tolerance,
): readonly Discrepancy[] => {
  const left = [...written];
  const take = (fits: (line: Line) => boolean): Line | undefined => {
    const index = left.findIndex(fits);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  // What speaks of the same goes together first; then what merely looks like it.
  const instead = expected.map((line) => take(({ text }) => subjectOf(text) === subjectOf(line.text)));
  const pairs = expected.map((line, index) => ({
    line,
    instead: instead[index] ?? take((other) => kindOfLine(other) === kindOfLine(line)),
  }));
  return [
    ...pairs
      .filter((pair) => !isTolerated(pair.line, pair.instead))
      .map(({ line, instead: other }) => (other === undefined ? missing(line, at) : differs(line, other))),
    ...left.filter((line) => isForged(line, facts) && !isTolerated(undefined, line)).map(added),
  ];
};

const endlessComment = (text: string): readonly Discrepancy[] => {
  const open = withoutComments(text).indexOf('<!--');
  if (open < 0) return [];
  const line = withoutComments(text)
    .slice(0, open)
    .split(/\r\n|\r|\n/).length;
  return [{ line, kind: 'hidden', message: 'A comment that never ends hides what stands behind it.' }];
};

/**
 * Where the text of a pull request is not the one that the facts give, in order. Lines may stand in it that no fact gives,
 * such as what its author has to say, as long as they do not read like a fact; a box that no rule covers is the author's to
 * tick.
 */
export const findDiscrepancies = (
  text: string,
  expected: string,
  isTolerated: Tolerance = () => false,
): readonly Discrepancy[] => {
  const wanted = linesIn(expected);
  const facts = factsOf(wanted);
  const differences = gapsBetween(wanted, linesIn(text)).flatMap((gap) => differencesIn(gap, facts, isTolerated));
  return [...endlessComment(text), ...differences].sort((one, other) => one.line - other.line);
};

const failedLine = /^- \[ \] (.*) \((?:failed|waived|not checked): .*\)$/;

/**
 * Where nobody can count again what was counted since the task began: what it kept from being ticked, and what was found
 * in it, is the author's word against himself.
 */
export const toleratesOwn: Tolerance = (expected, written) => {
  if (expected?.section === 'Acceptance' && written !== undefined)
    return expected.text === `- [x] ${failedLine.exec(written.text)?.[1]}`;
  const isFindings = (expected ?? written)?.section === 'Findings';
  return isFindings && (expected === undefined || expected.text === 'None.');
};
