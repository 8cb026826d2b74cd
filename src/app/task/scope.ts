import { checkGlob, failure, matchesAny, namesIn, relativePath, success, type Mode, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';

// A comma within braces belongs to the glob.
const between = /,(?![^{]*\})/;

/** The globs of a scope that a person wrote on one line, separated by commas. */
export const splitScope = (text: string): readonly string[] =>
  text
    .split(between)
    .map((glob) => glob.trim())
    .filter((glob) => glob !== '');

const badScope = (glob: string, message: string, remedy: string): Result<never, Failure> =>
  failure(fail('bad-scope', `The scope “${glob}” cannot be used. ${message}`, remedy));

const isFolder = (path: string, files: readonly string[]): boolean => {
  const folder = `${path.replace(/\/$/, '')}/`;
  return files.some((file) => file.startsWith(folder));
};

const asFolder = (path: string, files: readonly string[]): string =>
  !path.endsWith('/') && isFolder(path, files) && !files.includes(path) ? `${path}/` : path;

const fromRoot = 'Write it from the root of the repository, such as src/billing/**.';

/** Why one glob cannot be a scope; success where it can. */
const checkOne = (glob: string, files: readonly string[]): Result<void, Failure> => {
  if (glob.trim() === '') return badScope(glob, 'It is empty.', fromRoot);
  if (glob.startsWith('!'))
    return badScope(glob, 'It would mean everything else.', 'Name the files and folders that the task may write.');
  if (glob.includes('\\')) {
    const written = asFolder(glob.replaceAll('\\', '/'), files);
    return badScope(glob, 'Folders are separated by /, on every system.', `Write ${written} instead.`);
  }
  if (glob.startsWith('/')) return badScope(glob, 'It leads out of the repository.', fromRoot);
  const fault = checkGlob(glob);
  if (fault !== undefined) return badScope(glob, fault.message, fromRoot);
  const path = relativePath(glob);
  const folder = asFolder(path, files);
  if (folder !== path)
    return badScope(glob, 'It is a folder, and as written it matches no file.', `Write ${folder} for all files in it.`);
  return success(undefined);
};

/** Whether each glob means what it looks like: `files` are those of the repository, to tell folders. Fails with `bad-scope`. */
export const checkScope = (scope: readonly string[], files: readonly string[]): Result<void, Failure> => {
  for (const glob of scope) {
    const checked = checkOne(glob, files);
    if (!checked.ok) return checked;
  }
  return success(undefined);
};

type Lane = (path: string) => boolean;

const laneOf = ({ writes }: Mode): Lane => {
  const allowed = writes.allow.map((globs) => matchesAny(globs));
  const denied = matchesAny(writes.deny);
  return (path) => allowed.every((test) => test(path)) && !denied(path);
};

const remarkOn = (glob: string, files: readonly string[], mode: Mode, inLane: Lane): readonly string[] => {
  const matches = matchesAny([glob]);
  let isAlive = false;
  for (const file of files) {
    if (!matches(file)) continue;
    // A glob that holds some files of the lane is fine: the mode's own limits take care of the rest.
    if (inLane(file)) return [];
    isAlive = true;
  }
  return isAlive
    ? [`Mode ${mode.title} may not write any file of the scope ${glob}, so a change there will be a finding.`]
    : [`The scope ${glob} matches no file yet. That is fine if the task adds it.`];
};

/** What a person should know of a scope that can be used: it matches nothing yet, or only what the mode may not write. */
export const remarkOnScope = (scope: readonly string[], files: readonly string[], mode: Mode): readonly string[] => {
  const inLane = laneOf(mode);
  return scope.flatMap((glob) => remarkOn(glob, files, mode, inLane));
};

const leadsOut = (path: string): boolean => /^(?:\/|~|[A-Za-z]:)/.test(path) || path.split('/').includes('..');

const topOf = (path: string): string => path.slice(0, path.indexOf('/') + 1);

// A first folder that a repository gets with its first test or document.
const newTops = new Set(['test/', 'tests/', 'spec/', 'specs/', 'docs/', 'doc/', '.github/']);

// A new file belongs beside old ones: where not even the first folder is there, something else was meant.
const isPlausible = (path: string, files: readonly string[]): boolean => {
  if (files.includes(path)) return true;
  const top = topOf(path);
  return top !== '' && (newTops.has(top) || files.some((file) => file.startsWith(top)));
};

/** The paths that a text names: from the root of the repository, absolute ones and ways out of it left aside. */
export const placesIn = (text: string): readonly string[] => {
  const named = namesIn(text)
    .filter(({ kind }) => kind === 'path')
    .map(({ text: words }) => words.replaceAll('`', ''))
    .filter((path) => !leadsOut(path))
    .map(relativePath);
  return [...new Set(named)];
};

/** The scope that a goal and its answers speak of: what is there, and new files that would lie beside what is there. */
export const proposeScope = (text: string, files: readonly string[]): readonly string[] => {
  const places = placesIn(text)
    .filter((path) => isPlausible(path, files))
    .map((path) => asFolder(path, files));
  return [...new Set(places)].filter((glob) => checkScope([glob], files).ok);
};
