import { aliasOf, pushAll, type Visit } from './found.ts';
import { isTree, listIn, namesOf, textIn, unwrapNode, type Tree } from './tree.ts';

/** The names that sources of a join are called by. */
const namesIn = (node: unknown): ReadonlySet<string> => {
  const names = new Set<string>();
  const left: unknown[] = [node];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [type, inside] = (isTree(next) ? unwrapNode(next) : undefined) ?? [];
    if (inside === undefined) continue;
    const name = aliasOf(inside).alias ?? textIn(inside, 'relname');
    if (name !== undefined) names.add(name);
    if (type === 'JoinExpr') left.push(inside['larg'], inside['rarg']);
  }
  return names;
};

/** What a join leaves out where its condition is not met; undefined: everything. */
const leftOut = (node: Tree): ReadonlySet<string> | undefined => {
  const kind = textIn(node, 'jointype');
  if (kind === 'JOIN_LEFT') return namesIn(node['rarg']);
  if (kind === 'JOIN_RIGHT') return namesIn(node['larg']);
  return kind === 'JOIN_FULL' ? new Set() : undefined;
};

/** A join: its condition holds, save of the rows that it keeps in any case. */
export const visitJoin: Visit = (found, node, place) => {
  const left = leftOut(node);
  const only = left === undefined ? {} : { only: left };
  const [ones, others] = [namesIn(node['larg']), namesIn(node['rarg'])];
  for (const name of namesOf(listIn(node, 'usingClause')))
    for (const one of ones)
      for (const other of others) {
        const side = (qualifier: string) => ({ columns: [{ name, qualifier }], queries: [] });
        found.equalities.push({ sides: [side(one), side(other)], query: place.query, ...only });
      }
  const { quals, ...rest } = node;
  if (quals !== undefined) found.left.push([{ quals }, { ...place, ...only }]);
  pushAll(found, rest, place);
};
