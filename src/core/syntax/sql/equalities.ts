import { isHole } from './placeholders.ts';
import { isTree, listIn, namesOf, textIn, treeIn, type Tree } from './tree.ts';

/** A column as it is written. */
export interface RawColumn {
  readonly name: string;
  /** The table or alias before it. */
  readonly qualifier?: string;
}

/** One side of an equality: the columns in it, and the subqueries. Neither: a value. */
interface Side {
  readonly columns: readonly RawColumn[];
  readonly queries: readonly Tree[];
}

export type RawEquality = readonly [Side, Side];

/** A column; undefined for `*`, and for one that a hole names. */
export const columnOf = (node: Tree): RawColumn | undefined => {
  const [name, qualifier] = namesOf(listIn(node, 'fields')).toReversed();
  if (name === undefined || isHole(name)) return undefined;
  return { name, ...(qualifier === undefined ? {} : { qualifier }) };
};

/** What stands in an expression, without what stands in its subqueries. */
const sideOf = (expression: unknown): Side => {
  const columns: RawColumn[] = [];
  const queries: Tree[] = [];
  const left: unknown[] = [expression];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    const [link, reference] = [treeIn(node, 'SubLink'), treeIn(node, 'ColumnRef')];
    const query = treeIn(link, 'subselect', 'SelectStmt');
    const column = reference && columnOf(reference);
    if (query !== undefined) queries.push(query);
    else if (column !== undefined) columns.push(column);
    else if (Array.isArray(node)) left.push(...node);
    else if (isTree(node)) left.push(...Object.values(node));
  }
  return { columns, queries };
};

/** Rows are compared column by column: `(a, b) = ($1, c)`. */
const pair = (one: unknown, other: unknown): readonly RawEquality[] => {
  const [left, right] = [listIn(one, 'RowExpr', 'args'), listIn(other, 'RowExpr', 'args')];
  return left.length > 0 && left.length === right.length
    ? left.map((item, index) => [sideOf(item), sideOf(right[index])] as const)
    : [[sideOf(one), sideOf(other)]];
};

/** The equalities that have to hold where an expression has to. */
export const equalitiesIn = (type: string, node: Tree): readonly RawEquality[] => {
  if (type === 'A_Expr')
    return operatorOf(node) === '=' || operatorOf(node) === 'in' ? pair(node['lexpr'], node['rexpr']) : [];
  const query = treeIn(node, 'subselect', 'SelectStmt');
  const [operator = '='] = namesOf(listIn(node, 'operName'));
  const isMember = type === 'SubLink' && textIn(node, 'subLinkType') === 'ANY_SUBLINK' && operator === '=';
  return isMember && query !== undefined ? [[sideOf(node['testexpr']), { columns: [], queries: [query] }]] : [];
};

const operators: Readonly<Record<string, string>> = {
  AEXPR_LIKE: 'like',
  AEXPR_ILIKE: 'like',
  AEXPR_DISTINCT: 'is distinct from',
  AEXPR_NULLIF: 'nullif',
};

/** The operator of an expression: `=`, `in`, `not in`, `like`, `<`. */
export const operatorOf = (node: Tree): string => {
  const kind = textIn(node, 'kind') ?? '';
  const [written = ''] = namesOf(listIn(node, 'name'));
  if (kind === 'AEXPR_IN') return written === '<>' ? 'not in' : 'in';
  return operators[kind] ?? written;
};
