/** A node of the tree that the parser of Postgres makes, as JSON. */
export type Tree = Readonly<Record<string, unknown>>;

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a path of keys leads to. */
const valueIn = (node: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (isTree(value) ? value[key] : undefined), node);

export const textIn = (node: unknown, ...path: readonly string[]): string | undefined => {
  const value = valueIn(node, path);
  return typeof value === 'string' ? value : undefined;
};

export const treeIn = (node: unknown, ...path: readonly string[]): Tree | undefined => {
  const value = valueIn(node, path);
  return isTree(value) ? value : undefined;
};

export const listIn = (node: unknown, ...path: readonly string[]): readonly unknown[] => {
  const value = valueIn(node, path);
  return Array.isArray(value) ? value : [];
};

export const isTrue = (node: unknown, ...path: readonly string[]): boolean => valueIn(node, path) === true;

/** The names that a list of nodes holds. */
export const namesOf = (items: readonly unknown[]): readonly string[] =>
  items.flatMap((item) => textIn(item, 'String', 'sval') ?? []);

/** The node inside of what only names its type: `{ ColumnRef: { … } }`. */
export const unwrapNode = (node: Tree): readonly [type: string, inside: Tree] | undefined => {
  const [[type, inside] = ['', undefined], ...more] = Object.entries(node);
  return more.length === 0 && isTree(inside) ? [type, inside] : undefined;
};
