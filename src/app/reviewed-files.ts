import { failure, present, success, type Result } from '#core';
import { fail, type Failure } from './failure.ts';
import type { Ground } from './ground.ts';
import type { History, WorkingTree } from './ports.ts';
import { need, story } from './story.ts';

/** A file of a folder of the reviewed tree, as it counts. */
export interface ReviewedFile {
  readonly path: string;
  readonly text: string;
  /** True where it is read from the commit that the work starts from: only then its commands run and its decisions count. */
  readonly reviewed: boolean;
  /** What it says in the working tree, where that is something else. */
  readonly here?: string;
}

export interface ReviewedPorts {
  readonly repository: Pick<History, 'readFolderAt' | 'upstream'> & Pick<WorkingTree, 'readFolder'>;
}

/** The commit of which files count: what of this work was reviewed. Null where there is none. */
const reviewedRevision = async (
  { repository }: ReviewedPorts,
  { from }: Pick<Ground, 'from'>,
): Promise<Result<string | null, Failure>> => {
  if ('revision' in from) return success(from.revision);
  if (!('task' in from)) return success(null);
  const upstream = await repository.upstream();
  return upstream.ok ? success(upstream.value ?? from.task.commit) : upstream;
};

/** Which files of a folder are meant, and what one is called. */
export interface ReviewedFolder {
  readonly folder: string;
  readonly idOf: (path: string) => string | undefined;
  readonly what: string;
}

const refuseTwins = (paths: readonly string[], { idOf, what, folder }: ReviewedFolder): Result<void, Failure> => {
  const twin = paths.find((path) => paths.some((other) => other !== path && idOf(other) === idOf(path)));
  return twin === undefined
    ? success(undefined)
    : failure(fail('bad-path', `Two files hold the ${what} ${idOf(twin) ?? ''} in ${folder}.`, 'Rename one of them.'));
};

/** Every file there is, by path. What was reviewed counts; what nobody has reviewed yet is tried out. */
export const findReviewedFiles = (ports: ReviewedPorts, ground: Pick<Ground, 'from'>, of: ReviewedFolder) =>
  story<readonly ReviewedFile[]>(async function* () {
    const commit = yield* need(reviewedRevision(ports, ground));
    const now = yield* need(ports.repository.readFolder(of.folder));
    const then =
      commit === null ? new Map<string, string>() : yield* need(ports.repository.readFolderAt(commit, of.folder));
    const paths = [...new Set([...now.keys(), ...then.keys()])].filter((path) => of.idOf(path) !== undefined).sort();
    yield* need(refuseTwins(paths, of));
    return paths.map((path): ReviewedFile => {
      const [reviewed, here] = [then.get(path), now.get(path)];
      if (reviewed === undefined) return { path, text: here ?? '', reviewed: false };
      return { path, text: reviewed, reviewed: true, ...present('here', here === reviewed ? undefined : here) };
    });
  });

/** What a person should know of how files were read; `untried` says what does not count of one that nobody has reviewed. */
export const remarkOnFiles = (
  files: readonly Pick<ReviewedFile, 'path' | 'reviewed' | 'here'>[],
  untried: string,
): readonly string[] =>
  files.flatMap(({ path, reviewed, here }) => {
    if (!reviewed) return [`${path} is not in the commit that this work starts from: ${untried}`];
    return here === undefined
      ? []
      : [`${path} is another here than in the commit that this work starts from: that one counts.`];
  });
