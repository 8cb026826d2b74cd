import type { PackProblem } from './context-pack.ts';
import type { ContextItem } from '../policy/policy.ts';
import { counted } from '../markdown/write.ts';

/** How a file stands to the commits of its repository. */
export type FileHistory =
  | { readonly committed: false }
  | {
      readonly committed: true;
      /** When its last commit was made, ISO 8601. */
      readonly at: string;
      /** Whole days from then to now; not a number when a date could not be read. */
      readonly days: number;
      /** Commits since then that touched what the document describes; 0 where the policy does not ask. */
      readonly behind: number;
    };

interface Dated {
  readonly item: ContextItem;
  readonly path: string;
  readonly history?: FileHistory;
}

export const neverCommitted = (history: FileHistory): boolean => !history.committed;

const stale = ({ item, path }: Dated, message: string, remedy: string): PackProblem => ({
  item: item.id,
  kind: 'stale',
  path,
  message: `${path} ${message}`,
  remedy,
});

const checkAge = (file: Dated, history: Extract<FileHistory, { committed: true }>): readonly PackProblem[] => {
  const allowed = file.item.fresh?.days;
  // A date that cannot be read is not a fresh one.
  if (allowed === undefined || history.days <= allowed) return [];
  const age = Number.isNaN(history.days) ? 'on a date that cannot be read' : `${counted(history.days, 'day')} ago`;
  return [
    stale(
      file,
      `was last committed ${age} (${history.at.slice(0, 10)}); at most ${counted(allowed, 'day')} are allowed.`,
      'Read it through, bring it up to date and commit it.',
    ),
  ];
};

const checkBehind = (file: Dated, history: Extract<FileHistory, { committed: true }>): readonly PackProblem[] => {
  const allowed = file.item.fresh?.behind;
  if (allowed === undefined || history.behind <= allowed.commits) return [];
  return [
    stale(
      file,
      `is out of date: ${counted(history.behind, 'commit')} ${history.behind === 1 ? 'has' : 'have'} touched ${allowed.paths.join(', ')} since its last commit (${history.at.slice(0, 10)}); at most ${allowed.commits} ${allowed.commits === 1 ? 'is' : 'are'} allowed.`,
      'Compare it with what changed there, bring it up to date and commit it.',
    ),
  ];
};

/** What the policy has to say of a document's age. A document that was never committed is as new as can be. */
export const checkFreshness = (file: Dated): readonly PackProblem[] => {
  const { history } = file;
  if (history === undefined || !history.committed) return [];
  return [...checkAge(file, history), ...checkBehind(file, history)];
};
