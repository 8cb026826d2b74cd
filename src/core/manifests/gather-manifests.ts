import { pathAtBase, type FileChange } from '../change.ts';
import { classifyBy } from '../classify.ts';
import { present } from '../present.ts';
import type { ChangedFile, Scene } from '../rule-kind.ts';
import type { ManifestChange } from './new-dependencies.ts';
import { manifestOf } from './read-manifest.ts';

const classify = classifyBy([]);

// What vendored packages depend on, they brought along.
const isOwn = ({ class: name }: Pick<FileChange, 'class'>): boolean => name !== 'vendored';

/** True for a manifest or lockfile of the project's own. */
export const isOwnManifest = (path: string): boolean =>
  manifestOf(path) !== undefined && isOwn({ class: classify(path, undefined) });

/** True for a changed file that is a manifest or a lockfile of the project's own, or was one. */
export const isManifest = (file: FileChange): boolean =>
  isOwn(file) && [file.path, pathAtBase(file)].some((path) => manifestOf(path) !== undefined);

const formatOf = (path: string): string | undefined => manifestOf(path)?.format;

// A file that is renamed to another form is one that goes and one that comes.
const sidesOf = (file: ChangedFile, stays: boolean): readonly ManifestChange[] => {
  const [before, after] = [present('before', file.before), present('after', stays ? file.after : undefined)];
  const from = pathAtBase(file);
  if (formatOf(from) === formatOf(file.path)) return [{ path: file.path, ...before, ...after }];
  return [
    { path: from, ...before },
    { path: file.path, ...after },
  ];
};

/**
 * Every manifest and lockfile in the place of a rule, changed or not, on both sides; none where none of them changed.
 * One that leaves the place was in it before.
 */
export const gatherManifests = ({
  files,
  applies,
  around,
}: Pick<Scene<unknown>, 'files' | 'applies' | 'around'>): readonly ManifestChange[] => {
  const changed = files.filter(isManifest).flatMap((file) => sidesOf(file, applies(file.path)));
  if (changed.length === 0) return [];
  const touched = new Set(files.flatMap((file) => [file.path, pathAtBase(file)]));
  const others = around.before
    .paths()
    .filter((path) => !touched.has(path) && applies(path) && isOwnManifest(path))
    .map((path): ManifestChange => {
      const text = around.before.text(path);
      return { path, ...present('before', text), ...present('after', text) };
    });
  return [...changed, ...others];
};
