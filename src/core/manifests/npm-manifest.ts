import type { DependencyGroup, DependencyOrigin } from './dependency.ts';
import { each, entriesOf, readEntries, textAt, textOf, type Entry, type Tree } from './tree.ts';
import { unread, type Find, type Finds, type Found } from './find.ts';

const inRepository = /^(?:workspace|file|link|portal):|^\.{1,2}\/|^~?\//;
// As npm-package-arg has it: an address has a scheme of its own, or is an owner and a repository on GitHub.
const anAddress = /^(?:git|github|gitlab|bitbucket|gist|https?|ssh)[+:]|^[\w.-]+\/[\w.-]+(?:#|$)|^git@/;

const originOf = (requirement: string): DependencyOrigin => {
  if (inRepository.test(requirement)) return 'repository';
  return anAddress.test(requirement) ? 'address' : 'registry';
};

/** `name@range` apart: a scope begins with an @ of its own. */
export const splitDescriptor = (text: string): readonly [name: string, requirement: string] => {
  const at = text.indexOf('@', 1);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};

/** What `npm:name@range` really installs, under whatever name; undefined for any other requirement. */
export const aliased = (requirement: string): readonly [name: string, requirement: string] | undefined =>
  requirement.startsWith('npm:') && /[a-z]/i.test(requirement.slice(4, 6)) && !/^npm:[xv]?[\d.*]/.test(requirement)
    ? splitDescriptor(requirement.slice('npm:'.length))
    : undefined;

/** A package as a key and a requirement name it. */
export const npmPackage = (key: string, requirement: string): Pick<Found, 'name' | 'requirement' | 'origin'> => {
  const [name, range] = aliased(requirement) ?? [key, requirement];
  return { name, requirement: range, origin: originOf(requirement) };
};

export const npmGroups = {
  dependencies: 'runtime',
  devDependencies: 'development',
  optionalDependencies: 'optional',
  peerDependencies: 'peer',
} as const satisfies Readonly<Record<string, DependencyGroup>>;

/** The four tables of dependencies that a package and a workspace in a lockfile have alike. */
export const npmTables = (tree: Tree, under = '', requirementOf: (value: Tree) => string | undefined = textOf): Finds =>
  each(Object.entries(npmGroups), ([table, group]) =>
    readEntries(tree, `${under}${table}`, ({ key, at, value }): readonly Find[] => {
      const requirement = requirementOf(value);
      return [
        requirement === undefined
          ? unread(value.at, `The version of ${JSON.stringify(key)} is not a text.`)
          : { at, group, ...npmPackage(key, requirement) },
      ];
    }),
  );

// `foo`, `foo@2`, `foo>bar`, `**/foo`, `parent/@scope/foo`: what is replaced stands last.
const overridden = (key: string): string => {
  const last = /(?:@[^/>@\s]+\/)?[^/>@\s]+(?=(?:@[^/>]*)?$)/.exec(key)?.[0];
  return last ?? key;
};

/** What npm's `overrides`, yarn's `resolutions` and pnpm's `overrides` say; a replacement by another package is new code. */
export const npmOverride = ({ key, at, value }: Entry): Finds => {
  const requirement = textOf(value);
  if (requirement === undefined)
    // Within a package's own table a dot is the package itself.
    return each(entriesOf(value), (entry) => npmOverride(entry.key === '.' ? { ...entry, key } : entry));
  if (requirement === '-') return [];
  const found = npmPackage(overridden(key), requirement);
  const direct = aliased(requirement) !== undefined || found.origin === 'address';
  return [{ at, group: 'constraint', direct, ...found }];
};

/** Reads package.json: every table that names packages. `engines` and `packageManager` name tools, not dependencies. */
export function* readNpmManifest(tree: Tree): Finds {
  const declares = textAt(tree, 'name');
  if (declares !== '') yield { declares };
  yield* npmTables(tree);
  yield* readEntries(tree, 'overrides', npmOverride);
  yield* readEntries(tree, 'resolutions', npmOverride);
  yield* readEntries(tree, 'pnpm.overrides', npmOverride);
}
