import { matchesAny } from '../glob.ts';
import type { Hash } from '../hash.ts';
import { compareText } from '../order.ts';
import { compilePattern } from '../policy/pattern.ts';
import type { CodexCommits } from './audit.ts';

/** What tells whether a commit is Codex's. */
export interface AuthoredCommit {
  /** `Name <address>`. */
  readonly author: string;
  readonly message: string;
  readonly isMerge: boolean;
}

const trailer = /^[A-Za-z][A-Za-z0-9-]*: \S/;

/** The `Name: value` lines of the last paragraph of a message; none where it has others as well. */
export const trailersOf = (message: string): readonly string[] => {
  const [, ...paragraphs] = message.trim().split(/\n[ \t]*\n/);
  const lines = (paragraphs.at(-1) ?? '').split('\n').map((line) => line.trim());
  return lines.every((line) => trailer.test(line)) ? lines : [];
};

// What git and the hosts write of a merge: the branch comes last, or behind `from`, with its owner before it on some.
const merged = /^Merge (?:pull request \S+ from [^/\s]+\/|(?:remote-tracking )?branch ')([^'\s]+)/;

const branchOf = (message: string): string | undefined => merged.exec(message)?.[1];

const compile = (patterns: readonly string[]) => patterns.map((pattern) => compilePattern(pattern, 'search'));

/** Tells a commit of Codex from another one. Merges count where the policy names branches, by these alone. */
export const isOfCodex = ({
  trailers,
  authors,
  messages,
  branches,
}: CodexCommits): ((commit: AuthoredCommit) => boolean) => {
  const [ofTrailers, ofAuthors, ofMessages] = [compile(trailers), compile(authors), compile(messages)];
  const fits = (forms: ReturnType<typeof compile>, text: string): boolean =>
    forms.some((form) => form?.test(text) === true);
  const isMeant = matchesAny(branches);
  return ({ author, message, isMerge }) => {
    if (isMerge) return isMeant(branchOf(message) ?? '');
    return (
      trailersOf(message).some((line) => fits(ofTrailers, line)) || fits(ofAuthors, author) || fits(ofMessages, message)
    );
  };
};

/** Draws commits by a seed: the same seed and commits give the same ones, in the order in which they were handed in. */
export const drawSample = <Commit extends { readonly id: string }>(
  commits: readonly Commit[],
  { seed, size, digest }: { readonly seed: string; readonly size: number; readonly digest: Hash },
): readonly Commit[] => {
  const ranked = commits
    .map(({ id }) => ({ id, rank: digest(JSON.stringify([seed, id])) }))
    .sort((one, other) => compareText(one.rank, other.rank));
  const drawn = new Set(ranked.slice(0, size).map(({ id }) => id));
  return commits.filter(({ id }) => drawn.has(id));
};

const shorten = (digest: string): string => digest.slice(0, 16);

/** The seed of an audit that nobody chose: of the week and of the commit that is checked out. */
export const deriveSeed = (week: string, head: string, digest: Hash): string =>
  shorten(digest(JSON.stringify(['audit', week, head])));

/** The seed of the audit that may lift what another one tripped, or of the one after it: nobody can choose that one either. */
export const followSeed = (seed: string, digest: Hash): string => shorten(digest(JSON.stringify(['follows', seed])));
