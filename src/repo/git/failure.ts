import type { Failure } from '#app';

/** What is known of a git that did not do what it was asked. */
export interface GitTrouble {
  /** The folder it ran in. */
  readonly folder: string;
  readonly words: readonly string[];
  readonly end: 'exited' | 'missing' | 'cancelled' | 'timed-out';
  /** What it wrote to its error output. */
  readonly complaint: string;
}

type Explanation = (trouble: GitTrouble, match: RegExpExecArray) => Failure;

/** The oldest git that can merge without a working tree, which the base of a task needs. */
export const oldestGit = '2.38';

const noWorkingTree: Explanation = ({ folder }) => ({
  reason: 'no-repository',
  message: `${folder} is a bare repository, or the inside of one: it has no working tree to govern.`,
  remedy: 'Open a clone or a worktree of it instead.',
});

const unreadable: Explanation = (_, match) => ({
  reason: 'git-failed',
  message: `Git cannot read ${match[1] ?? 'a file'}, so the change cannot be measured completely.`,
  remedy: 'Make the file readable, remove it, or have git ignore it.',
});

const cannotWrite: Explanation = ({ complaint }) => ({
  reason: 'cannot-keep',
  message: `Git cannot write what it has to keep: ${firstComplaint(complaint)}.`,
  remedy: 'Make room on the disk and make sure that you may write there, then try again.',
});

// The first that matches counts.
const explanations: readonly (readonly [RegExp, Explanation])[] = [
  [
    /(?:dubious ownership|unsafe repository)/,
    ({ folder }) => ({
      reason: 'git-failed',
      message: `Git does not trust the repository at ${folder} because it belongs to another user.`,
      remedy: `If you trust it, run: git config --global --add safe.directory "${folder}"`,
    }),
  ],
  [/must be run in a work tree/, noWorkingTree],
  [
    /not a git repository/i,
    ({ folder }) => ({
      reason: 'no-repository',
      message: `${folder} is not in a git repository.`,
      remedy: 'Open a folder of a repository, or make one with: git init',
    }),
  ],
  [
    /No space left on device|Read-only file system|Disk quota exceeded|File too large|insufficient permission for adding an object/,
    cannotWrite,
  ],
  [/unable to create temporary file|unable to write (?:loose object )?file|Unable to create '.*\.lock'/i, cannotWrite],
  [/^error: open\("(.+)"\): /m, unreadable],
  [/^error: (.+): can only add regular files/m, unreadable],
  [/^(?:error|fatal): unable to (?:index file|stat) '(.+?)'/m, unreadable],
  [/^warning: could not open directory '(.+?)\/?': /m, unreadable],
  [
    /^(?:error: )?(.+): unmerged \(/m,
    (_, match) => ({
      reason: 'git-failed',
      message: `What is staged cannot be measured while ${match[1] ?? 'a file'} is in conflict.`,
      remedy: 'Resolve the conflict and stage the file, then try again.',
    }),
  ],
];

/** Says in words for a person why git did not do what it was asked. */
export const explainTrouble = (trouble: GitTrouble): Failure => {
  const { end, words, complaint } = trouble;
  if (end === 'missing') return missingGit;
  if (end === 'cancelled') return { reason: 'cancelled', message: 'It was cancelled before git had answered.' };
  if (end === 'timed-out') {
    return {
      reason: 'git-failed',
      message: `git ${words[0] ?? ''} in ${trouble.folder} took too long and was stopped.`,
      remedy: 'Try again; if it stays slow, have git ignore large folders that do not belong to the repository.',
    };
  }
  for (const [pattern, explain] of explanations) {
    const match = pattern.exec(complaint);
    if (match !== null) return explain(trouble, match);
  }
  return {
    reason: 'git-failed',
    message: `git ${words[0] ?? ''} failed in ${trouble.folder}: ${firstComplaint(complaint)}.`,
  };
};

const missingGit: Failure = {
  reason: 'no-git',
  message: 'Git was not found: no program of that name is on the PATH.',
  remedy: `Install git ${oldestGit} or newer and make sure that it is on the PATH, then try again.`,
};

export const oldGit = (version: string): Failure => ({
  reason: 'no-git',
  message: `Git ${version} is too old: Codex Governor needs ${oldestGit} or newer.`,
  remedy: `Install git ${oldestGit} or newer, then try again.`,
});

const firstComplaint = (complaint: string): string => {
  const lines = complaint.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('hint:'));
  const line = lines.find((each) => /^(?:fatal|error): /.test(each)) ?? lines[0] ?? 'it gave no reason';
  return line.replace(/^(?:fatal|error): /, '').replace(/\.$/, '');
};
