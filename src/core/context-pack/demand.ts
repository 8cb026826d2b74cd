import picomatch from 'picomatch';
import type { PackProblem } from './context-pack.ts';
import { choose } from './pick.ts';
import { matchesAny, relativePath } from '../glob.ts';
import { nearestFile } from '../policy/suggest.ts';
import { compareItems } from './manifest.ts';
import type { Mode } from '../mode.ts';
import type { ContextItem, Policy } from '../policy/policy.ts';

/** What a task needs to have read: the policy's demand, the mode, the declared scope, and what a person picked. */
export interface PackRequest {
  readonly policy: Pick<Policy, 'context' | 'contextTokens'>;
  readonly mode?: Mode;
  /** Globs; empty: wherever the mode may write. */
  readonly scope: readonly string[];
  /** Id of a context item → the paths that were chosen for it. */
  readonly picks: Readonly<Record<string, readonly string[]>>;
}

/** One file that a context item asks for. */
export interface DemandedFile {
  readonly id: string;
  readonly item: ContextItem;
  readonly path: string;
}

export interface PackDemand {
  /** By rank, then path. A file named outright is listed whether it is there or not. */
  readonly files: readonly DemandedFile[];
  readonly problems: readonly PackProblem[];
}

/** True when the mode reads the item: it is for every mode, for this one, or the mode itself asks for it. */
export const isRead = (item: ContextItem, mode: Mode | undefined): boolean =>
  item.modes.length === 0 || (mode !== undefined && (item.modes.includes(mode.id) || mode.context.includes(item.id)));

const isGlob = (path: string): boolean => path.endsWith('/') || picomatch.scan(path).isGlob;

/** The files an item names, sorted. A path is taken as it is where such a file exists, whatever signs it holds. */
export const filesOfItem = (item: ContextItem, files: readonly string[]): readonly string[] => {
  const path = relativePath(item.path);
  if (files.includes(path)) return [path];
  return isGlob(path) ? files.filter(matchesAny([path])) : [];
};

/** A file that is named outright and is not there. */
export const missingFile = (item: ContextItem, files: readonly string[]): PackProblem => {
  const path = relativePath(item.path);
  const isFolder = files.some((file) => file.startsWith(`${path}/`));
  const nearest = nearestFile(path, files);
  const offer = nearest === undefined ? '' : ` The file with the nearest name is ${nearest}.`;
  return {
    item: item.id,
    kind: 'missing',
    path,
    message: isFolder ? `${path} is a folder.` : `${path} is not a file of this repository.${offer}`,
    remedy: isFolder
      ? `Name a file in it, or all of them with ${path}/**, in the policy.`
      : 'Write the file, or put the path right in the policy. A link that leads out of the repository is not read.',
  };
};

const nothingMatches = (item: ContextItem): PackProblem => ({
  item: item.id,
  kind: 'missing',
  message: `No file matches ${item.path}.`,
  remedy: 'Write such a file, or put the glob right in the policy. Ignored files do not count.',
});

// The working tree is what is read: never git's own folder, never a way out of it.
const leadsOutside = (path: string): boolean =>
  path.split('/').some((part, index) => part === '..' || (index === 0 && part.toLowerCase() === '.git'));

const demandItem = (item: ContextItem, request: PackRequest, files: readonly string[]): PackDemand => {
  const path = relativePath(item.path);
  if (item.pick === undefined && !isGlob(path))
    return leadsOutside(path)
      ? { files: [], problems: [missingFile(item, files)] }
      : { files: [{ id: item.id, item, path }], problems: [] };
  const found = filesOfItem(item, files);
  if (found.length === 0)
    return { files: [], problems: [isGlob(path) ? nothingMatches(item) : missingFile(item, files)] };
  const isNamed = item.pick === undefined && found[0] === path;
  const { chosen, problems } =
    item.pick === undefined ? { chosen: found, problems: [] } : choose(item, found, request, files);
  return {
    files: chosen.map((each) => ({ id: isNamed ? item.id : `${item.id}:${each}`, item, path: each })),
    problems,
  };
};

const unknownItems = ({ policy, mode }: PackRequest): readonly PackProblem[] =>
  (mode?.context ?? [])
    .filter((id) => policy.context.every((item) => item.id !== id))
    .map((id) => ({
      item: id,
      kind: 'missing',
      message: `Mode ${mode?.title ?? ''} reads the context item ${id}, which the policy does not define.`,
      remedy: `Add an item with the id ${id} under context.items, or take it out of the mode.`,
    }));

/** Which files the pack is made of, given the files of the repository. */
export const demandContext = (request: PackRequest, files: readonly string[]): PackDemand => {
  const sorted = [...files].sort();
  const demands = request.policy.context
    .filter((item) => isRead(item, request.mode))
    .map((item) => demandItem(item, request, sorted));
  return {
    files: demands.flatMap(({ files }) => files).sort((one, other) => compareItems(placeOf(one), placeOf(other))),
    problems: [...unknownItems(request), ...demands.flatMap(({ problems }) => problems)],
  };
};

const placeOf = ({ id, path, item }: DemandedFile): Parameters<typeof compareItems>[0] => ({
  id,
  path,
  rank: item.rank,
  ...(item.anchor === undefined ? {} : { anchor: item.anchor }),
});
