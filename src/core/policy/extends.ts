import { normalize } from '../path-parts.ts';
import type { Fault } from './issues.ts';
import type { Problem } from './policy.ts';
import { placeFault, type Layer } from './read.ts';
import { listWords, nearestWord } from './suggest.ts';

/** How a policy we ship is named in `extends`. */
export const shippedPrefix = 'codex-governor:';

/** The policies found so far, by source; undefined for one that was looked for and is not there. */
export type KnownLayers = ReadonlyMap<string, Layer | undefined>;

export interface Extension {
  /** The bases first, the extending policy last, each once. Whole only when nothing is missing and nothing wrong. */
  readonly layers: readonly Layer[];
  /** Sources whose texts have to be read before the answer is whole, in the order they were met. */
  readonly missing: readonly string[];
  readonly problems: readonly Problem[];
}

const mostLayers = 50;

const folderOf = (path: string): readonly string[] => path.split('/').slice(0, -1);

/** The source that an entry of `extends` leads to, read in the policy `from`; undefined where it leads out of the repository. */
export const extendedSource = (entry: string, from: string): string | undefined =>
  entry.startsWith(shippedPrefix)
    ? `${shippedPrefix}${entry.slice(shippedPrefix.length).trim()}`
    : normalize([...folderOf(from), entry].join('/'));

type Named = { readonly source: string } | { readonly fault: Omit<Fault, 'path' | 'part'> };

const wrong = (code: string, message: string, replacement?: string): Named => ({
  fault: { code, message, ...(replacement === undefined ? {} : { replacement }) },
});

const nameShipped = (entry: string, shipped: readonly string[]): Named => {
  const name = entry.slice(shippedPrefix.length).trim();
  if (shipped.includes(name)) return { source: `${shippedPrefix}${name}` };
  const nearest = nearestWord(name, shipped);
  const offer = nearest === undefined ? `There are ${listWords(shipped, 'and')}.` : `Did you mean \`${nearest}\`?`;
  return wrong(
    'unknown-policy',
    `There is no policy \`${name}\` in Codex Governor. ${offer}`,
    nearest === undefined ? undefined : `${shippedPrefix}${nearest}`,
  );
};

const namePath = (entry: string, from: string, shipped: readonly string[]): Named => {
  if (shipped.includes(entry))
    return wrong(
      'unknown-policy',
      `A policy that Codex Governor ships is named with its prefix: \`${shippedPrefix}${entry}\`.`,
      `${shippedPrefix}${entry}`,
    );
  if (entry.includes('\\'))
    return wrong(
      'bad-path',
      `Write \`${entry}\` with / between folders, on every system.`,
      entry.replaceAll('\\', '/'),
    );
  if (from.startsWith(shippedPrefix))
    return wrong('bad-path', `\`${from}\` is shipped with Codex Governor and stands on no file of a repository.`);
  if (/^(?:\/|~|[A-Za-z][A-Za-z0-9+.-]*:)/.test(entry))
    return wrong(
      'outside-repository',
      `\`${entry}\` is no path inside the repository. Name a file from here, such as \`governance/base.yaml\`, or \`${shippedPrefix}NAME\`.`,
    );
  const path = normalize([...folderOf(from), entry].join('/'));
  if (path === undefined || path === '')
    return wrong(
      'outside-repository',
      `\`${entry}\` leads out of the repository. A policy stands only on files inside it.`,
    );
  return { source: path };
};

interface Search {
  readonly known: KnownLayers;
  readonly shipped: readonly string[];
  readonly layers: Layer[];
  readonly done: Set<string>;
  readonly missing: Set<string>;
  readonly problems: Problem[];
}

const report = (
  search: Search,
  layer: Layer,
  index: number,
  fault: Omit<Fault, 'path' | 'part'>,
  severity: Problem['severity'] = 'error',
): void => {
  search.problems.push(placeFault(layer, { ...fault, path: ['extends', index], part: 'value' }, severity));
};

const cycle = (way: readonly string[], source: string): Omit<Fault, 'path' | 'part'> => {
  const round = [...way.slice(way.indexOf(source)), source].join(' → ');
  return {
    code: 'cyclic-extends',
    message: `Policies cannot stand on each other in a circle: ${round}. Take one of these \`extends\` away.`,
  };
};

const enter = (search: Search, layer: Layer, index: number, source: string, way: readonly string[]): void => {
  if (way.includes(source)) return report(search, layer, index, cycle(way, source));
  if (search.done.has(source) || search.missing.has(source)) return;
  if (!search.known.has(source)) {
    search.missing.add(source);
    return;
  }
  const base = search.known.get(source);
  if (base !== undefined) return visit(search, base, [...way, source]);
  search.done.add(source);
  return report(search, layer, index, {
    code: 'missing-policy',
    message: `There is no policy at \`${source}\`. The path starts from the folder of the policy that names it.`,
  });
};

const visit = (search: Search, layer: Layer, way: readonly string[]): void => {
  const entries = layer.document?.extends ?? [];
  const named = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const name = entry.startsWith(shippedPrefix)
      ? nameShipped(entry, search.shipped)
      : namePath(entry, layer.source, search.shipped);
    if ('fault' in name) report(search, layer, index, name.fault);
    else if (named.has(name.source))
      report(
        search,
        layer,
        index,
        { code: 'duplicate-policy', message: `\`${entry}\` is named here a second time. Remove it.` },
        'warning',
      );
    else if (search.layers.length + search.missing.size + way.length >= mostLayers)
      report(search, layer, index, {
        code: 'too-many-policies',
        message: `More than ${mostLayers} policies stand on each other here. Remove some.`,
      });
    else enter(search, layer, index, name.source, way);
    if ('source' in name) named.add(name.source);
  }
  search.done.add(layer.source);
  search.layers.push(layer);
};

/**
 * The policies that a policy stands on. Pure: whoever asks reads the texts of `missing`, adds them to `known` and asks
 * again, until nothing is missing. A policy two others stand on (a diamond) counts once, before both.
 */
export const resolveExtends = (root: Layer, known: KnownLayers, shipped: readonly string[]): Extension => {
  const search: Search = {
    known,
    shipped,
    layers: [],
    done: new Set(),
    missing: new Set(),
    problems: [],
  };
  visit(search, root, [root.source]);
  return { layers: search.layers, missing: [...search.missing], problems: search.problems };
};
