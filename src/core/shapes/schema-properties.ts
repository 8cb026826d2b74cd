import { linesOf, placeOfSpan } from '../lines.ts';
import { parseJsonWithComments } from '../manifests/json-tree.ts';
import type { Tree } from '../manifests/tree.ts';
import { parseYaml } from '../manifests/yaml-tree.ts';
import type { NamedPart } from './shape.ts';

/** A part of a schema that is looked at: what stands under `properties` has names for keys, all else has words. */
interface Part {
  readonly tree: Tree;
  readonly isProperties: boolean;
}

const partsOf = ({ tree, isProperties }: Part): readonly Part[] => {
  if (tree.kind === 'list') return tree.items.map((item) => ({ tree: item, isProperties: false }));
  if (tree.kind !== 'map') return [];
  return tree.entries.map(({ key, value }) => ({ tree: value, isProperties: !isProperties && key === 'properties' }));
};

const treesOf = (path: string, text: string): readonly Tree[] | undefined => {
  if (/\.ya?ml$/i.test(path)) {
    const read = parseYaml(text);
    return read.ok ? read.value : undefined;
  }
  const read = parseJsonWithComments(text);
  return read.ok ? [read.value] : undefined;
};

/** As above; of what is nested so deeply that the parsers run out of stack nothing is known. */
const knownTrees = (path: string, text: string): readonly Tree[] | undefined => {
  try {
    return treesOf(path, text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
};

/**
 * The names under `properties` in a JSON Schema, however deep: in definitions, items and documents of OpenAPI as well.
 * Undefined for a text that is no JSON, or by its path no YAML, and for one that is nested too deeply.
 */
export const schemaProperties = (path: string, text: string): readonly NamedPart[] | undefined => {
  const lines = linesOf(text);
  const left: Part[] | undefined = knownTrees(path, text)?.map((tree) => ({ tree, isProperties: false }));
  if (left === undefined) return undefined;
  const names: NamedPart[] = [];
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    if (part.isProperties && part.tree.kind === 'map') {
      names.push(...part.tree.entries.map(({ key, at }) => ({ name: key, place: placeOfSpan(lines, at) })));
    }
    left.push(...partsOf(part));
  }
  return names;
};
