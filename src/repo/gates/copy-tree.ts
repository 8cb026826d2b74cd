import { constants } from 'node:fs';
import { appendFile, copyFile, lstat, mkdir, mkdtemp, readlink, realpath, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { failure, success, type Result } from '#core';
import type { Failure, Repository, TreeCopy } from '#app';
import type { Git } from '../git/git.ts';
import { listIgnored } from '../git/ignored.ts';
import { chooseParent, discard } from '../scratch.ts';
import { systemCode } from '../system-refusal.ts';
import type { Worktree, WorktreePlace } from '../worktree.ts';
import { putFiles, refused } from './put-files.ts';

/** Installed packages are not copied: they are many, and nobody breaks them. */
const packageFolders: ReadonlySet<string> = new Set(['node_modules', '.venv', 'venv', 'vendor', '.yarn', '.tox']);

const cancelled: Failure = { reason: 'cancelled', message: 'It was stopped while the tree was copied.' };

const copyOne = async (from: string, to: string): Promise<void> => {
  await mkdir(dirname(to), { recursive: true });
  const found = await lstat(from);
  if (found.isSymbolicLink()) await symlink(await readlink(from), to);
  else if (found.isFile()) await copyFile(from, to, constants.COPYFILE_FICLONE);
};

const copyFiles = async (
  from: string,
  to: string,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Result<void, Failure>> => {
  for (const path of paths) {
    if (signal?.aborted === true) return failure(cancelled);
    try {
      await copyOne(join(from, path), join(to, path));
    } catch (error) {
      // It was there when git listed it: somebody works, and has taken it away since.
      if (systemCode(error) !== 'ENOENT') return failure(refused(to, error));
    }
  }
  return success(undefined);
};

const linkPackages = async (worktree: Worktree, to: string): Promise<Result<readonly string[], Failure>> => {
  const ignored = await listIgnored(worktree);
  if (!ignored.ok) return ignored;
  const folders = ignored.value
    .map((path) => path.replace(/\/$/, ''))
    .filter((path) => packageFolders.has(basename(path)));
  try {
    for (const folder of folders) {
      await mkdir(dirname(join(to, folder)), { recursive: true });
      await symlink(join(worktree.place.root, folder), join(to, folder), 'junction');
    }
  } catch (error) {
    return failure(refused(to, error));
  }
  return success(folders);
};

const ownSettings = String.raw`^(core\.(autocrlf|eol|ignorecase|symlinks|filemode|precomposeunicode|excludesfile|attributesfile)|filter\..*)$`;

/** A git of the copy's own: it reads the objects of the repository, writes none there, and knows no remote. */
const initGit = async (worktree: Worktree, git: Git, folder: string): Promise<Result<void, Failure>> => {
  const { place } = worktree;
  const format = await worktree.git.run(['rev-parse', '--show-object-format']);
  if (!format.ok) return format;
  const made = await git.run([
    'init',
    '--quiet',
    '--template=',
    `--object-format=${format.value.output.toString().trim()}`,
  ]);
  if (!made.ok) return made;
  try {
    await mkdir(join(folder, 'objects', 'info'), { recursive: true });
    await writeFile(join(folder, 'objects', 'info', 'alternates'), `${place.objectsFolder}\n`);
    await mkdir(join(folder, 'info'), { recursive: true });
    for (const file of ['shallow', 'info/exclude', 'info/attributes'])
      await copyOne(join(place.commonFolder, file), join(folder, file)).catch((error: unknown) => {
        if (systemCode(error) !== 'ENOENT') throw error;
      });
  } catch (error) {
    return failure(refused(folder, error));
  }
  return copySettings(worktree, git);
};

const copySettings = async (worktree: Worktree, git: Git): Promise<Result<void, Failure>> => {
  const told = await worktree.git.run(['config', '--local', '-z', '--get-regexp', ownSettings], { answers: [0, 1] });
  if (!told.ok) return told;
  for (const record of told.value.output.toString().split('\0').filter(Boolean)) {
    const [key = '', ...value] = record.split('\n');
    const set = await git.run(['config', '--local', '--add', key, value.join('\n')]);
    if (!set.ok) return set;
  }
  return success(undefined);
};

const takeHead = async (worktree: Worktree, git: Git): Promise<Result<void, Failure>> => {
  const head = await worktree.git.run(['rev-parse', '--quiet', '--verify', 'HEAD^{commit}'], { answers: [0, 1] });
  if (!head.ok) return head;
  const commit = head.value.output.toString().trim();
  if (commit === '') return success(undefined);
  for (const words of [
    ['update-ref', '--no-deref', 'HEAD', commit],
    ['read-tree', commit],
  ]) {
    const done = await git.run(words);
    if (!done.ok) return done;
  }
  return success(undefined);
};

const nobody = {
  GIT_AUTHOR_NAME: 'Codex Governor',
  GIT_AUTHOR_EMAIL: 'codex-governor',
  GIT_COMMITTER_NAME: 'Codex Governor',
  GIT_COMMITTER_EMAIL: 'codex-governor',
};

const runAll = async (git: Git, lines: readonly (readonly string[])[]): Promise<Result<string, Failure>> => {
  let said = '';
  for (const words of lines) {
    const ran = await git.run(words);
    if (!ran.ok) return ran;
    said = ran.value.output.toString().trim();
  }
  return success(said);
};

const commit = async (git: Git, root: string, message: string, paths: readonly string[]) => {
  const there: string[] = [];
  for (const path of paths) if (await lstat(join(root, path)).catch(() => undefined)) there.push(path);
  return runAll(git.under({ variables: nobody }), [
    ['add', '--all'],
    ...(there.length === 0 ? [] : [['add', '--force', '--', ...there.map((path) => `:(literal)${path}`)]]),
    ['commit', '--quiet', '--allow-empty', '--no-verify', '--no-gpg-sign', '--cleanup=verbatim', '--message', message],
    ['rev-parse', 'HEAD'],
  ]);
};

/** What commands left goes as well, where git ignores it: it would be there for the next as if that had made it. */
const reset = async ({ git, linked }: Filled, id: string): Promise<Result<void, Failure>> => {
  const done = await runAll(git, [
    ['reset', '--quiet', '--hard', id],
    ['clean', '--quiet', '--force', '--force', '-d', '-x', ...linked.flatMap((path) => ['--exclude', pattern(path)])],
  ]);
  return done.ok ? success(undefined) : done;
};

/** A path as git reads it where it ignores files. */
const pattern = (path: string): string => `/${path.replaceAll(/[\\*?[\] ]/g, String.raw`\$&`)}`;

/** A copy with its files, and the folders of packages that are links in it. */
interface Filled {
  readonly git: Git;
  readonly linked: readonly string[];
}

const fill = async (
  worktree: Worktree,
  { files }: Pick<Repository, 'files'>,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<Result<Filled, Failure>> => {
  const gitFolder = join(folder, '.git');
  const variables = { GIT_DIR: gitFolder, GIT_WORK_TREE: folder, GIT_INDEX_FILE: join(gitFolder, 'index') };
  const git = worktree.git.under({ folder, variables, ...(signal === undefined ? {} : { signal }) });
  const made = await initGit(worktree, git, gitFolder);
  if (!made.ok) return made;
  const paths = await files();
  if (!paths.ok) return paths;
  const copied = await copyFiles(worktree.place.root, folder, paths.value, signal);
  if (!copied.ok) return copied;
  const linked = await linkPackages(worktree, folder);
  if (!linked.ok) return linked;
  // An ignored folder may be a link here, which a pattern for folders does not name.
  await appendFile(join(gitFolder, 'info', 'exclude'), linked.value.map((path) => `${pattern(path)}\n`).join(''));
  const taken = await takeHead(worktree, git);
  return taken.ok ? success({ git, linked: linked.value }) : taken;
};

const makeFolder = async (place: WorktreePlace): Promise<Result<string, Failure>> => {
  const parent = await chooseParent(place);
  try {
    return success(await realpath(await mkdtemp(join(parent, 'codex-governor-copy-'))));
  } catch (error) {
    return failure(refused(parent, error));
  }
};

const arrange = async (
  root: string,
  filled: Result<Filled, Failure>,
  open: (folder: string) => Promise<Result<TreeCopy['ports'], Failure>>,
): Promise<Result<Omit<TreeCopy, 'dispose'>, Failure>> => {
  if (!filled.ok) return filled;
  const opened = await open(root);
  if (!opened.ok) return opened;
  const { git } = filled.value;
  return success({
    ports: opened.value,
    put: async (files) => putFiles(root, files),
    commit: async (message, paths) => commit(git, root, message, paths),
    reset: async (id) => reset(filled.value, id),
  });
};

/** Copies the working tree as it is, into a folder with a git of its own. `open` opens what the stories need of the copy. */
export const copyTree = async (
  worktree: Worktree,
  repository: Pick<Repository, 'files'>,
  open: (folder: string) => Promise<Result<TreeCopy['ports'], Failure>>,
  signal: AbortSignal | undefined,
): Promise<Result<TreeCopy, Failure>> => {
  const folder = await makeFolder(worktree.place);
  if (!folder.ok) return folder;
  const root = folder.value;
  const dispose = async (): Promise<void> => discard(root);
  const made = await arrange(root, await fill(worktree, repository, root, signal), open);
  if (!made.ok) await dispose();
  return made.ok ? success({ ...made.value, dispose }) : made;
};
