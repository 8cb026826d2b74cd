import { explore } from './explore.ts';
import { isIn, type Found, type RawSource, type Setting, type SqlQuery } from './found.ts';
import type { RawColumn, RawEquality } from './equalities.ts';
import { normalizeSql, stands, type Hole } from './placeholders.ts';
import type { RowSecurity } from './row-security.ts';
import { isTree, listIn, textIn, type Tree } from './tree.ts';

/** What of the real parser of Postgres is used (libpg-query), handed in as a value; it throws on what is no SQL. */
export interface SqlParser {
  readonly parseSync: (text: string) => unknown;
}

/** Something that a query takes rows from, or writes rows to. */
export interface SqlSource {
  /** With its schema, where one is written: `app.users`; undefined for one that a hole names, and for a subquery. */
  readonly name: string | undefined;
  readonly alias?: string;
  readonly use: 'read' | 'write';
  /** The query it stands in: a subquery is one of its own. */
  readonly query: number;
  /** The query whose rows it is: a subquery, or a common table expression. */
  readonly of?: number;
  /** True for a table that is made for this connection alone. */
  readonly temporary?: true;
  /** True for a table that only a hole names. */
  readonly hole?: true;
  /** True for rows that the caller gives. */
  readonly values?: true;
}

/** A column that a condition speaks of. */
interface SqlColumn {
  readonly name: string;
  /** The table it is of, where that can be told. */
  readonly table?: string;
  /** The operator it is compared with: `=`, `in`, `<`. */
  readonly operator?: string;
  /** True where every row has to meet the condition: it is not part of an `OR` or a `NOT`. */
  readonly required: boolean;
  readonly query: number;
}

/** What every row of a source has to meet: a column of it equals something. */
export interface SqlEquality {
  /** Indexes of the sources that the column may be of. */
  readonly sources: readonly number[];
  readonly column: string;
  /** The other side: sources, or nothing but values. */
  readonly to: readonly number[];
  /** True for the condition of an outer join: rows of the side that it keeps need not meet it. */
  readonly outer?: true;
  /** True where such a condition speaks of the side that the join keeps in any case. */
  readonly weak?: true;
}

export interface SqlStatement {
  /** As Postgres names it, in lower case: `select`, `insert`, `update`, `delete`, `merge`, `variableset`, `create`. */
  readonly kind: string;
  /** Real tables; names of common table expressions are none. */
  readonly tables: readonly SqlSource[];
  readonly queries: readonly SqlQuery[];
  /** Tables, subqueries, and what else queries take rows from. */
  readonly sources: readonly SqlSource[];
  /** The columns of `WHERE`, `ON` and `HAVING`. */
  readonly conditions: readonly SqlColumn[];
  readonly equalities: readonly SqlEquality[];
  /** What an insert says that it writes, by its query; those that list no columns write them all. */
  readonly written: ReadonlyMap<number, readonly string[]>;
  /** Settings it makes, by `SET` or `set_config`. */
  readonly settings: readonly Setting[];
  readonly rowSecurity: readonly RowSecurity[];
  /** The end of a transaction; what was set for it alone is gone. */
  readonly ends?: true;
  /** A view that sees no more than who asks it. */
  readonly asCaller?: true;
  /** True where a condition has a part that only a hole could tell. */
  readonly open: boolean;
}

const isCalled =
  (called: string) =>
  ({ name, alias }: Pick<SqlSource, 'name' | 'alias'>): boolean =>
    (alias ?? name?.split('.').at(-1)) === called;

const sourceOf = ({ expressions, numbers }: Found, raw: RawSource): SqlSource => {
  const { derived, ...told } = raw;
  const query = derived ?? (raw.name === undefined ? undefined : expressions.get(raw.name));
  const isExpression = raw.name !== undefined && expressions.has(raw.name);
  const of = query && numbers.get(query);
  return {
    ...told,
    ...(isExpression ? { name: undefined, alias: raw.alias ?? raw.name } : {}),
    ...(of === undefined ? {} : { of }),
  };
};

/** The queries from one outwards. */
const queriesAround = (queries: readonly SqlQuery[], from: number): readonly number[] => {
  const around: number[] = [];
  for (let query: number | undefined = from; query !== undefined; query = queries[query]?.parent) around.push(query);
  return around;
};

/** The sources that a column may be of, by their indexes: those of the nearest query that has one of its name. */
const ownersOf = (
  { queries }: Found,
  sources: readonly SqlSource[],
  { qualifier }: RawColumn,
  query: number,
): readonly number[] => {
  for (const around of queriesAround(queries, query)) {
    const near = sources.flatMap((source, index) =>
      source.query === around && (qualifier === undefined || isCalled(qualifier)(source)) ? [index] : [],
    );
    if (near.length > 0) return near;
  }
  return [];
};

/** The sources of a query, or of the arms of a union. */
const sourcesIn = ({ queries }: Found, sources: readonly SqlSource[], query: number): readonly number[] =>
  sources.flatMap((source, index) => (isIn(queries, source.query, query) ? [index] : []));

/** Whether a condition in a query picks rows of a source: its own, or one that its own have to be met by. */
const picks = ({ queries }: Found, from: number, source: SqlSource | undefined): boolean => {
  for (const query of queriesAround(queries, from)) {
    if (source?.query === query) return true;
    if (queries[query]?.filters !== true) return false;
  }
  return false;
};

const linksOf = (found: Found, sources: readonly SqlSource[]): readonly SqlEquality[] => {
  const reach = ([, side]: RawEquality, query: number): readonly number[] => [
    ...side.columns.flatMap((column) => ownersOf(found, sources, column, query)),
    ...side.queries.flatMap((node) => sourcesIn(found, sources, found.numbers.get(node) ?? -1)),
  ];
  return found.equalities.flatMap(({ sides: [one, other], query, only }) =>
    (
      [
        [one, other],
        [other, one],
      ] as const
    ).flatMap((sides) => {
      const to = reach(sides, query);
      const isValue = sides[1].columns.length === 0 && to.length === 0;
      return sides[0].columns.flatMap((column): readonly SqlEquality[] => {
        const owners = ownersOf(found, sources, column, query).filter((index) => picks(found, query, sources[index]));
        const others = to.filter((index) => !owners.includes(index));
        if (!isValue && others.length === 0) return [];
        const isWeak =
          only !== undefined &&
          !owners.some((index) => [...only].some((name) => isCalled(name)(sources[index] ?? { name: undefined })));
        const manner = {
          ...(only === undefined ? {} : { outer: true as const }),
          ...(isWeak ? { weak: true as const } : {}),
        };
        return [{ sources: owners, column: column.name, to: others, ...manner }];
      });
    }),
  );
};

const byText = (one: object, other: object): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

const tableOf = (tables: readonly SqlSource[], qualifier: string | undefined, query: number): string | undefined => {
  const near = tables.filter((table) => table.query === query);
  if (qualifier === undefined) return near.length === 1 ? near[0]?.name : undefined;
  return (near.find(isCalled(qualifier)) ?? tables.find(isCalled(qualifier)))?.name;
};

const conditionsOf = ({ columns }: Found, tables: readonly SqlSource[]): readonly SqlColumn[] =>
  columns
    .map(({ qualifier, ...column }): SqlColumn => {
      const table = tableOf(tables, qualifier, column.query);
      return table === undefined ? column : { ...column, table };
    })
    .sort(byText);

const isInvoker = (view: unknown): boolean =>
  listIn(view, 'ViewStmt', 'options').some(
    (option) =>
      textIn(option, 'DefElem', 'defname') === 'security_invoker' &&
      !/^(?:false|off|0)$/i.test(textIn(option, 'DefElem', 'arg', 'String', 'sval') ?? ''),
  );

const endsTransaction = (statement: Tree): boolean =>
  /^TRANS_STMT_(?:COMMIT|ROLLBACK|PREPARE)$/.test(textIn(statement, 'TransactionStmt', 'kind') ?? '');

const statementOf = (statement: Tree, dropped: boolean): SqlStatement => {
  const found = explore(statement);
  const sources = found.sources.map((source) => sourceOf(found, source));
  const tables = sources.filter(
    (source, index) =>
      found.sources[index]?.derived === undefined &&
      source.of === undefined &&
      source.values !== true &&
      !isNamedExpression(found, index),
  );
  return {
    kind: (Object.keys(statement)[0] ?? '').replace(/Stmt$/, '').toLowerCase(),
    tables: tables.toSorted(byText),
    queries: found.queries,
    sources,
    conditions: conditionsOf(found, tables),
    equalities: linksOf(found, sources),
    written: found.written,
    settings: found.settings,
    rowSecurity: found.rowSecurity,
    ...(endsTransaction(statement) ? { ends: true } : {}),
    ...(isInvoker(statement) ? { asCaller: true } : {}),
    open: dropped || found.open.size > 0,
  };
};

const isNamedExpression = ({ expressions, sources }: Found, index: number): boolean => {
  const name = sources[index]?.name;
  return name !== undefined && expressions.has(name);
};

const attempt = (parser: SqlParser, text: string): Tree | undefined => {
  try {
    const tree = parser.parseSync(text);
    return isTree(tree) ? tree : undefined;
  } catch {
    // What the parser says of it is said of a text that nobody wrote: the placeholders are ours.
    return undefined;
  }
};

/**
 * The statements of an SQL text, with placeholders of any driver and holes of a template in it; undefined where it is no
 * SQL that Postgres could read, whatever the holes stand for.
 */
export const readSql =
  (parser: SqlParser) =>
  (parts: readonly (string | Hole)[]): readonly SqlStatement[] | undefined => {
    for (const [index, stand] of stands.entries()) {
      const tree = attempt(parser, normalizeSql(parts, stand));
      if (tree === undefined) continue;
      // What stands for nothing may have been a condition.
      const dropped = index > 1;
      return listIn(tree, 'stmts').flatMap((item) => {
        const statement = isTree(item) ? item['stmt'] : undefined;
        return isTree(statement) ? [statementOf(statement, dropped)] : [];
      });
    }
    return undefined;
  };
