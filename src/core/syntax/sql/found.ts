import type { RawColumn, RawEquality } from './equalities.ts';
import type { RowSecurity } from './row-security.ts';
import { textIn, type Tree } from './tree.ts';

/** A query of a statement: a subquery is one of its own, and so is each arm of a union. */
export interface SqlQuery {
  /** As Postgres names it, in lower case: `select`, `insert`. */
  readonly kind: string;
  /** The query around it. */
  readonly parent?: number;
  /** The query whose union it is part of. */
  readonly armOf?: number;
  /** True for a subquery that rows of the query around have to be met by: `IN (…)`, `EXISTS (…)`. */
  readonly filters?: true;
}

/** True for a query and for the arms of its union. */
export const isIn = (queries: readonly SqlQuery[], of: number, query: number): boolean => {
  for (let at: number | undefined = of; at !== undefined; at = queries[at]?.armOf) if (at === query) return true;
  return false;
};

export interface RawSource {
  readonly name: string | undefined;
  readonly alias?: string;
  readonly use: 'read' | 'write';
  readonly query: number;
  /** True for a table that is made for this connection alone. */
  readonly temporary?: true;
  /** True for a table that only a hole names. */
  readonly hole?: true;
  /** The subquery that it is. */
  readonly derived?: Tree;
  /** True for rows that the caller gives: of a function, for one. */
  readonly values?: true;
}

/** Where a node stands. */
export interface Place {
  readonly query: number;
  readonly use: 'read' | 'write';
  readonly condition: boolean;
  readonly required: boolean;
  /** True where no expression stands around: what is said has to hold. */
  readonly top: boolean;
  readonly operator?: string;
  /** What an outer join leaves out where its condition is not met; all else stays. */
  readonly only?: ReadonlySet<string>;
}

interface FoundColumn extends RawColumn {
  readonly operator?: string;
  readonly required: boolean;
  readonly query: number;
}

interface FoundEquality {
  readonly sides: RawEquality;
  readonly query: number;
  readonly only?: ReadonlySet<string>;
}

export interface Setting {
  readonly name: string;
  readonly local: boolean;
}

/** What is found in the tree of a statement. */
export interface Found {
  readonly queries: SqlQuery[];
  /** The number of each query, by the node that it is. */
  readonly numbers: Map<Tree, number>;
  /** The queries with a condition that only a hole tells. */
  readonly open: Set<number>;
  readonly sources: RawSource[];
  readonly columns: FoundColumn[];
  readonly equalities: FoundEquality[];
  /** Common table expressions, by name. */
  readonly expressions: Map<string, Tree | undefined>;
  readonly settings: Setting[];
  readonly rowSecurity: RowSecurity[];
  /** What an insert says that it writes, by query. */
  readonly written: Map<number, readonly string[]>;
  readonly left: (readonly [node: unknown, place: Place])[];
}

export type Visit = (found: Found, node: Tree, place: Place) => void;

const conditions = new Set(['whereClause', 'quals', 'havingClause', 'joinCondition']);

/** Leaves all parts of a node to be visited. */
export const pushAll: Visit = (found, node, place) => {
  for (const [key, value] of Object.entries(node)) {
    // A filter picks the rows of one sum, not of the query.
    if (key === 'agg_filter') found.left.push([value, { ...place, condition: false, top: false }]);
    else if (conditions.has(key)) found.left.push([value, { ...place, condition: true, required: true, top: true }]);
    else found.left.push([value, key === 'relation' ? { ...place, use: 'write' } : place]);
  }
};

export const aliasOf = (node: Tree): { readonly alias?: string } => {
  const alias = textIn(node, 'alias', 'aliasname');
  return alias === undefined ? {} : { alias };
};
