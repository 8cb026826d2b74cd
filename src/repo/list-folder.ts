import { lstatSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Failure } from '#app';
import { success, type Result } from '#core';
import { createGit, type Git } from './git/git.ts';
import { personalEnvironment } from './git/environment.ts';
import { systemCode } from './system-refusal.ts';
import { listTree, type Listing } from './git/working-files.ts';

/** The least that git takes for a repository. */
const makeEmptyRepository = async (folder: string): Promise<void> => {
  await Promise.all([
    mkdir(join(folder, 'objects')),
    mkdir(join(folder, 'refs')),
    writeFile(join(folder, 'HEAD'), 'ref: refs/heads/main\n'),
  ]);
};

// Git lists any folder as a work tree once it is lent an empty repository: the same ignore rules, without a checkout.
const listOutside = async (git: Git): Promise<Result<Listing, Failure>> => {
  const lent = await mkdtemp(join(tmpdir(), 'codex-governor-walk-'));
  try {
    await makeEmptyRepository(lent);
    return await listTree(git.under({ variables: { GIT_DIR: lent, GIT_WORK_TREE: git.folder } }));
  } finally {
    await rm(lent, { recursive: true, force: true, maxRetries: 3 });
  }
};

// Of a folder that is in no work tree, and of one that git does not trust.
const noWorkTree = /not a git repository|must be run in a work tree|dubious ownership|unsafe repository/i;

const holdsTracked = ({ files, maybeLinks }: Listing): boolean => [...files].some((file) => !maybeLinks.has(file));

const listHere = async (git: Git): Promise<Result<Listing, Failure>> => {
  const listed = await listTree(git);
  // To git, no folder is ignored that holds what is tracked; to start it once more takes some milliseconds.
  if (listed.ok && holdsTracked(listed.value)) return listed;
  const ignored = await git.run(['check-ignore', '--quiet', '.'], { answers: [0, 1, 128] });
  if (!ignored.ok) return ignored;
  // A folder that its repository ignores was named on purpose: it is listed as if it stood alone.
  const isAlone = ignored.value.code === 0 || noWorkTree.test(ignored.value.complaint);
  return isAlone ? listOutside(git) : listed;
};

/** Our private folder in the repository that a folder is in; undefined where it is in none that git trusts. */
export const findMemory = async (folder: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> => {
  const git = createGit({ folder, environment: personalEnvironment(environment) });
  const words = ['rev-parse', '--path-format=absolute', '--git-path', 'codex-governor'];
  const answer = await git.run(words, { answers: [0, 128] });
  return answer.ok && answer.value.code === 0 ? answer.value.output.toString().replace(/\n$/, '') : undefined;
};

/** True for a symbolic link. Waits: of thousands of files that takes a fraction of the time that promises take. */
const isLink = (file: string): boolean => {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch (error) {
    // Whoever reads it will say why it cannot be read.
    if (systemCode(error) === undefined) throw error;
    return false;
  }
};

/**
 * The files of a folder as git would walk it: tracked and untracked, not ignored, those of repositories inside too. Links
 * are not followed: what they lead to is listed where it is.
 */
export const listFolder = async (
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<Result<readonly string[], Failure>> => {
  const listed = await listHere(createGit({ folder, environment: personalEnvironment(environment) }));
  if (!listed.ok) return listed;
  const { files: all, maybeLinks, repositories } = listed.value;
  const files = [...all].filter((file) => !(maybeLinks.has(file) && isLink(join(folder, file))));
  for (const path of repositories) {
    // A repository inside this folder is one entry to git; its own files are listed by its own rules.
    const nested = await listFolder(join(folder, path), environment);
    if (!nested.ok) return nested;
    for (const file of nested.value) files.push(`${path}${file}`);
  }
  return success(files);
};
