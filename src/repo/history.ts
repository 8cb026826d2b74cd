import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, fixedPrefix, matchesAny, success, type Result } from '#core';
import type { Failure, Head } from '#app';
import type { Git } from './git/git.ts';
import { explainTrouble } from './git/failure.ts';
import { settingsOf } from './personal-settings.ts';
import type { Worktree } from './worktree.ts';

/** Both in one go; undefined where there is no commit yet, or where a branch is called HEAD. */
const readHeadAtOnce = async (git: Git): Promise<Result<Head | undefined, Failure>> => {
  const answer = await git.run(['rev-parse', 'HEAD^{commit}', '--symbolic-full-name', 'HEAD'], { answers: [0, 128] });
  if (!answer.ok) return answer;
  const [commit, name, ...more] = answer.value.output.toString().trimEnd().split('\n');
  if (answer.value.code !== 0 || commit === undefined || name === undefined || more.length > 0)
    return success(undefined);
  return success({ commit, branch: branchOf(name) });
};

const branchOf = (name: string): string | null =>
  name.startsWith('refs/heads/') ? name.slice('refs/heads/'.length) : null;

export const readHead = async (git: Git): Promise<Result<Head, Failure>> => {
  const atOnce = await readHeadAtOnce(git);
  if (!atOnce.ok) return atOnce;
  return atOnce.value === undefined ? readParts(git) : success(atOnce.value);
};

const readParts = async (git: Git): Promise<Result<Head, Failure>> => {
  const [branch, commit] = await Promise.all([
    git.run(['symbolic-ref', '--quiet', 'HEAD'], { answers: [0, 1] }),
    git.run(['rev-parse', '--quiet', '--verify', 'HEAD^{commit}'], { answers: [0, 1] }),
  ]);
  if (!branch.ok) return branch;
  if (!commit.ok) return commit;
  return success({
    commit: commit.value.output.toString().trimEnd() || null,
    branch: branchOf(branch.value.output.toString().trimEnd()),
  });
};

/** What is checked out in a worktree. */
export const headOf = ({ git, recall }: Worktree): Promise<Result<Head, Failure>> =>
  recall('head', async () => readHead(git));

// Whoever writes more commits than this in one change has other trouble.
const mostMessages = '1000';

/** The messages of the commits after a commit up to HEAD, the newest first; after `empty`, of all. Empty before the first. */
export const readMessagesSince = async (git: Git, base: string): Promise<Result<string, Failure>> => {
  const head = await readHead(git);
  if (!head.ok) return head;
  return head.value.commit === null ? success('') : readMessagesBetween(git, base, 'HEAD');
};

/** The same up to another commit. */
export const readMessagesBetween = async (git: Git, base: string, last: string): Promise<Result<string, Failure>> => {
  const range = base === 'empty' ? [last] : [last, '--not', base];
  const answer = await git.run(['log', '--format=%B', '-n', mostMessages, ...range, '--']);
  return answer.ok ? success(answer.value.output.toString()) : answer;
};

/** The full id of the commit that a revision names. */
export const resolveRevision = (worktree: Worktree, revision: string): Promise<Result<string, Failure>> =>
  worktree.recall(`commit ${revision}`, async () => askForCommit(worktree, revision));

/** Keeps it from being asked for: git has just named it. */
const rememberCommit = async (worktree: Worktree, commit: string): Promise<Result<string, Failure>> =>
  worktree.recall(`commit ${commit}`, async () => success(commit));

const askForCommit = async (worktree: Worktree, revision: string): Promise<Result<string, Failure>> => {
  // A name that begins with a hyphen would be read as an option, and no revision can.
  if (revision === '' || revision.startsWith('-') || revision.includes('\0')) return failure(unknownRevision(revision));
  const words = ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`];
  const answer = await worktree.git.run(words, { answers: [0, 1, 128] });
  if (!answer.ok) return answer;
  const { code, output, complaint } = answer.value;
  if (code === 0) return success(output.toString().trimEnd());
  const trouble = explainTrouble({ folder: worktree.place.root, words, end: 'exited', complaint });
  if (trouble.reason === 'no-repository') return failure(trouble);
  const elsewhere = await remoteBranchOf(worktree, revision);
  if (elsewhere !== undefined) return failure(onlyRemote(revision, elsewhere));
  return failure((await isShallow(worktree)) ? lostInShallow(revision) : unknownRevision(revision));
};

/** The branch of that name that was fetched from a remote: `origin/main`. */
const remoteBranchOf = async ({ git }: Worktree, revision: string): Promise<string | undefined> => {
  const answer = await git.run(['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/remotes']);
  const branches = answer.ok ? answer.value.output.toString().split('\n') : [];
  return branches.find((branch) => branch.endsWith(`/${revision}`));
};

const onlyRemote = (revision: string, branch: string): Failure => ({
  reason: 'bad-revision',
  message: `There is no branch “${revision}” in this clone, only ${branch}.`,
  remedy: `Name that one: ${branch}.`,
});

const unknownRevision = (revision: string): Failure => ({
  reason: 'bad-revision',
  message: `There is no commit that “${revision}” names in this repository.`,
  remedy: 'Name a commit, a branch or a tag that is there; git log shows the commits.',
});

const lostInShallow = (revision: string): Failure => ({
  reason: 'bad-revision',
  message: `“${revision}” names no commit here: this is a shallow clone, which holds the newest commits only.`,
  remedy: 'Fetch the rest with: git fetch --unshallow (in CI, check the repository out with its whole history).',
});

/** True where the newest commits are here only. */
export const isShallow = async ({ place }: Worktree): Promise<boolean> => exists(join(place.commonFolder, 'shallow'));

const exists = async (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** A branch, and the commit that it stands at. */
interface Branch {
  /** In full: `refs/remotes/origin/main`. */
  readonly name: string;
  readonly commit: string;
}

/** The branch that work is merged into, as far as this clone knows. */
const findDefaultBranch = async (worktree: Worktree): Promise<Result<Branch | null, Failure>> => {
  const settings = await settingsOf(worktree);
  if (!settings.ok) return settings;
  const own = settings.value.defaultBranch;
  const local = ['main', 'master', ...(own === undefined ? [] : [own])].map((name) => `refs/heads/${name}`);
  const remote = ['HEAD', 'main', 'master'].map((name) => `refs/remotes/*/${name}`);
  const answer = await worktree.git.run([
    'for-each-ref',
    '--format=%(refname) %(objectname) %(symref)',
    ...remote,
    ...local,
  ]);
  if (!answer.ok) return answer;
  const known = readReferences(answer.value.output.toString());
  const candidates = [...remoteNames([...known.keys()]).flatMap(remoteCandidates), ...local];
  const found = candidates.find((name) => known.has(name));
  return success(found === undefined ? null : (known.get(found) ?? null));
};

/** What each ref stands for: itself, or the ref it points to. */
const readReferences = (output: string): ReadonlyMap<string, Branch> =>
  new Map(
    output.split('\n').flatMap((line) => {
      const [name = '', commit = '', target = ''] = line.split(' ');
      return name === '' ? [] : [[name, { name: target === '' ? name : target, commit }] as const];
    }),
  );

const remoteCandidates = (name: string): readonly string[] =>
  ['HEAD', 'main', 'master'].map((branch) => `refs/remotes/${name}/${branch}`);

/** The remotes, `origin` first. */
const remoteNames = (references: readonly string[]): readonly string[] => {
  const names = references.flatMap((reference) => /^refs\/remotes\/(.+)\/[^/]+$/.exec(reference)?.[1] ?? []);
  return ['origin', ...[...new Set(names)].filter((name) => name !== 'origin').sort()];
};

/** The commit the work left the default branch at; null where there is no default branch or no commit. */
export const findMergeBase = (worktree: Worktree): Promise<Result<string | null, Failure>> =>
  worktree.recall('merge base', async () => askForMergeBase(worktree));

const askForMergeBase = async (worktree: Worktree): Promise<Result<string | null, Failure>> => {
  const [branch, head] = await Promise.all([findDefaultBranch(worktree), headOf(worktree)]);
  if (!branch.ok) return branch;
  if (!head.ok) return head;
  if (branch.value === null || head.value.commit === null) return success(null);
  const found =
    branch.value.commit === head.value.commit
      ? success(head.value.commit)
      : await mergeBaseOf(worktree, [branch.value.name, 'HEAD']);
  if (found.ok && found.value !== null) return rememberCommit(worktree, found.value);
  if (!found.ok || !(await isShallow(worktree))) return found;
  return failure({
    reason: 'bad-revision',
    message:
      'Where the work left its default branch cannot be told: this is a shallow clone, too short to reach there.',
    remedy: 'Fetch the rest with: git fetch --unshallow (in CI, check the repository out with its whole history).',
  });
};

/**
 * The newest commit of the default branch that the work stands on. Null where there is none, and on the default branch
 * itself when it has no remote: there every commit is the person's own.
 */
export const findUpstreamCommit = (worktree: Worktree): Promise<Result<string | null, Failure>> =>
  worktree.recall('upstream', async () => askForUpstream(worktree));

const askForUpstream = async (worktree: Worktree): Promise<Result<string | null, Failure>> => {
  const [branch, head] = await Promise.all([findDefaultBranch(worktree), headOf(worktree)]);
  if (!branch.ok) return branch;
  if (!head.ok) return head;
  const isOwn = branch.value?.name === `refs/heads/${head.value.branch ?? ''}`;
  if (branch.value === null || head.value.commit === null || isOwn) return success(null);
  // While a merge waits for its commit, its lines are in the working tree already.
  const merging = (await exists(join(worktree.place.gitFolder, 'MERGE_HEAD'))) ? ['MERGE_HEAD'] : [];
  return mergeBaseOf(worktree, [branch.value.name, 'HEAD', ...merging]);
};

const mergeBaseOf = async (
  { git }: Worktree,
  revisions: readonly string[],
): Promise<Result<string | null, Failure>> => {
  // Exit code 1: no commit is common to them.
  const answer = await git.run(['merge-base', ...revisions], { answers: [0, 1] });
  return answer.ok ? success(answer.value.output.toString().trimEnd() || null) : answer;
};

/** When the last commit touched a path; undefined when none did. */
export const readLastCommit = async (
  git: Git,
  path: string,
): Promise<Result<{ readonly commit: string; readonly at: string } | undefined, Failure>> => {
  const head = await readHead(git);
  if (!head.ok) return head;
  if (head.value.commit === null) return success(undefined);
  const words = ['rev-list', '-1', '--no-commit-header', '--format=%H %cI', 'HEAD', '--', `:(top,literal)${path}`];
  const answer = await git.ask(words);
  if (!answer.ok) return answer;
  const [commit = '', at = ''] = answer.value.output.trimEnd().split(' ');
  return success(commit === '' ? undefined : { commit, at: new Date(at).toISOString() });
};

const changedPathsWords =
  'log -z --format=%x01 --name-only --root --no-merges --no-renames --no-show-signature --no-follow'.split(' ');

/** How many commits after `commit` touched any of the globs; merges bring commits and are none themselves. */
export const countCommitsSince = async (
  git: Git,
  commit: string,
  globs: readonly string[],
): Promise<Result<number, Failure>> => {
  if (globs.length === 0) return success(0);
  const matches = matchesAny(globs);
  const places = globs.map((glob) => `:(top,literal)${fixedPrefix(glob)}`);
  const answer = await git.run([...changedPathsWords, `${commit}..HEAD`, '--', ...places]);
  if (!answer.ok) return answer;
  const commits = answer.value.output.toString().split('\u0001').slice(1);
  return success(commits.filter((record) => pathsOf(record).some(matches)).length);
};

// Git puts a line break between its format and the first path.
const pathsOf = (record: string): readonly string[] =>
  record.split('\0').flatMap((path) => (path === '' ? [] : [path.replace(/^\n/, '')]));
