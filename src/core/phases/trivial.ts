import type { FileChange } from '../change.ts';
import { matchesAny, type PathTest } from '../glob.ts';
import { counted } from '../markdown/write.ts';
import { pathPattern } from '../path-pattern.ts';

import type { GovernedCode, TrivialLaw } from './phase.ts';

/** What a change is to an order of work: it leaves the governed code alone, is too small to matter, or needs the phases. */
export const changeClasses = ['untouched', 'trivial', 'needs-phases'] as const;
export type ChangeClass = (typeof changeClasses)[number];

/** How a change was classed, and by what. */
export interface ChangeClassed {
  readonly verdict: ChangeClass;
  /** Files of the governed code that changed. */
  readonly files: number;
  /** Lines added and deleted in them. */
  readonly lines: number;
  /** One sentence. */
  readonly why: string;
}

/** True for a path of the governed code. */
export const governs = (code: readonly Pick<GovernedCode, 'when' | 'except'>[]): PathTest => {
  const tests = code.map(({ when, except }) => {
    const [form, excepted] = [pathPattern(when), matchesAny(except)];
    return (path: string): boolean => form.match(path) !== undefined && !excepted(path);
  });
  return (path) => tests.some((test) => test(path));
};

const pathsOf = ({ path, from }: FileChange): readonly string[] => (from === undefined ? [path] : [from, path]);

// What is only moved says what it said.
const isWritten = ({ status, binary, added, deleted }: FileChange): boolean =>
  binary || status === 'deleted' || status === 'type-changed' || added + deleted > 0;

/** Why governed files are more than a trifle; undefined where they are not. Not being able to count is one. */
const whyNot = (files: readonly FileChange[], lines: number, law: TrivialLaw): string | undefined => {
  const added = files.find(({ status }) => status === 'added');
  if (added !== undefined) return `${added.path} is new.`;
  const whole = files.find(
    ({ binary, status, special }) => binary || status === 'type-changed' || special !== undefined,
  );
  if (whole !== undefined) return `what changed in ${whole.path} cannot be counted in lines.`;
  if (files.length > law.files) return `${counted(files.length, 'file')} changed, and ${law.files} may.`;
  return lines > law.lines ? `${counted(lines, 'line')} changed, and ${law.lines} may.` : undefined;
};

/** Classes a change by what it does to the governed code of an order of work. The same change gets the same class. */
export const classChange = (
  { code, trivial }: { readonly code: readonly Pick<GovernedCode, 'when' | 'except'>[]; readonly trivial?: TrivialLaw },
  change: readonly FileChange[],
): ChangeClassed => {
  const isGoverned = governs(code);
  const files = change.filter((file) => isWritten(file) && pathsOf(file).some(isGoverned));
  const lines = files.reduce((sum, { added, deleted }) => sum + added + deleted, 0);
  const classed = (verdict: ChangeClass, why: string): ChangeClassed => ({ verdict, files: files.length, lines, why });
  if (files.length === 0) return classed('untouched', 'No code that comes after phases changed.');
  if (trivial === undefined) return classed('needs-phases', 'The policy calls no change of that code trivial.');
  const isNever = matchesAny(trivial.never);
  const never = change.find((file) => pathsOf(file).some(isNever));
  const why = never === undefined ? whyNot(files, lines, trivial) : `${never.path} changed, which is never trivial.`;
  if (why !== undefined) return classed('needs-phases', `Not trivial: ${why}`);
  const limits = `${trivial.lines} in ${trivial.files}`;
  return classed(
    'trivial',
    `${counted(lines, 'line')} in ${counted(files.length, 'file')} of that code, of ${limits}.`,
  );
};
