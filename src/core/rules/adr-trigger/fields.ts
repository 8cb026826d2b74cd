import { pathAtBase } from '../../change.ts';
import { linesOf, positionAt } from '../../lines.ts';
import { parseJsonWithComments } from '../../manifests/json-tree.ts';
import { entriesOf, itemsOf, type Tree } from '../../manifests/tree.ts';
import { parseYaml } from '../../manifests/yaml-tree.ts';
import { compareText } from '../../order.ts';
import { success, type Result } from '../../result.ts';
import type { ChangedFile, Sighting } from '../../rule-kind.ts';

/** True for a file whose fields can be read. */
export const hasFields = (path: string): boolean => /\.(?:jsonc?|ya?ml)$/i.test(path);

const parse = (path: string, text: string): Result<readonly Tree[], unknown> => {
  if (/\.ya?ml$/i.test(path)) return parseYaml(text);
  const tree = parseJsonWithComments(text);
  return tree.ok ? success([tree.value]) : tree;
};

/** Every field by its path (`steps[].name`), with the offset of its first key; undefined where it does not parse. */
const fieldsOf = (path: string, text: string | undefined): ReadonlyMap<string, number> | undefined => {
  const trees = text === undefined ? success([]) : parse(path, text);
  if (!trees.ok) return undefined;
  const fields = new Map<string, number>();
  const left: (readonly [tree: Tree, at: string])[] = trees.value.map((tree) => [tree, '']);
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [tree, at] = next;
    for (const item of itemsOf(tree)) left.push([item, `${at}[]`]);
    for (const { key, at: place, value } of entriesOf(tree)) {
      const field = at === '' ? key : `${at}.${key}`;
      // What stands last is looked at first, so the first of its path stays.
      fields.set(field, place.start);
      left.push([value, field]);
    }
  }
  return fields;
};

const parentOf = (field: string): string => field.replace(/\.[^.]*$/, '').replace(/(?:\[\])+$/, '');

/** The fields that are gone, without those that went with what they stood in. */
const goneFrom = (before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): readonly string[] => {
  const gone = [...before.keys()].filter((field) => !after.has(field));
  return gone
    .filter((field) => !gone.some((other) => field.startsWith(`${other}.`) || field.startsWith(`${other}[`)))
    .sort(compareText);
};

/** What a change takes out of the fields of a file. */
export const removedFields = (file: ChangedFile): readonly Sighting[] => {
  const { path, before, after } = file;
  const base = pathAtBase(file);
  if (before === undefined) return [];
  // Under a name that is that of no such file nobody reads its fields.
  const [was, is] = [fieldsOf(base, before), fieldsOf(path, hasFields(path) ? after : undefined)];
  if (is === undefined)
    return [
      { path, line: 1, message: 'This file does not parse, so any of its fields may be removed', identity: 'unread' },
    ];
  const lines = linesOf(after ?? '');
  return goneFrom(was ?? new Map(), is).map((field) => ({
    path,
    line: positionAt(lines, is.get(parentOf(field)) ?? 0).line,
    message: `The field ${field} is removed here`,
    identity: JSON.stringify(['field', field]),
  }));
};
