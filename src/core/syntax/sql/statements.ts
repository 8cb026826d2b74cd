import { isHole, normalizeSql, stands, type Hole } from './placeholders.ts';

/** What of the real parser of Postgres is used (libpg-query), handed in as a value; it throws on what is no SQL. */
export interface SqlParser {
  readonly parseSync: (text: string) => unknown;
}

interface SqlTable {
  /** With its schema, where one is written: `app.users`; undefined for one that a hole names. */
  readonly name: string | undefined;
  readonly alias?: string;
  readonly use: 'read' | 'write';
  /** The query it stands in: a subquery is one of its own. */
  readonly query: number;
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

export interface SqlStatement {
  /** As Postgres names it, in lower case: `select`, `insert`, `update`, `delete`, `merge`, `variableset`, `createtable`. */
  readonly kind: string;
  /** Names of common table expressions are none. */
  readonly tables: readonly SqlTable[];
  /** The columns of `WHERE`, `ON` and `HAVING`. */
  readonly conditions: readonly SqlColumn[];
  /** Settings it makes, by `SET` or `set_config`. */
  readonly settings: readonly { readonly name: string; readonly local: boolean }[];
  /** True where a condition has a part that only a hole could tell. */
  readonly open: boolean;
}

type Tree = Readonly<Record<string, unknown>>;

/** Where a node stands. */
interface Place {
  readonly query: number;
  readonly use: SqlTable['use'];
  readonly condition: boolean;
  readonly required: boolean;
  readonly operator?: string;
}

interface RawColumn extends Omit<SqlColumn, 'table'> {
  readonly qualifier?: string;
}

interface Found {
  queries: number;
  open: boolean;
  readonly tables: SqlTable[];
  readonly columns: RawColumn[];
  readonly expressions: Set<string>;
  readonly settings: SqlStatement['settings'][number][];
  readonly left: (readonly [node: unknown, place: Place])[];
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

const textIn = (node: unknown, ...path: readonly string[]): string | undefined => {
  let value = node;
  for (const key of path) value = isTree(value) ? value[key] : undefined;
  return typeof value === 'string' ? value : undefined;
};

const listIn = (node: Tree, key: string): readonly unknown[] => {
  const { [key]: list } = node;
  return Array.isArray(list) ? list : [];
};

const namesOf = (items: readonly unknown[]): readonly string[] =>
  items.flatMap((item) => textIn(item, 'String', 'sval') ?? []);

const pushAll = (found: Found, node: Tree, place: Place): void => {
  for (const [key, value] of Object.entries(node)) {
    const isCondition = key === 'whereClause' || key === 'quals' || key === 'havingClause' || key === 'joinCondition';
    // A filter picks the rows of one sum, not of the query.
    if (key === 'agg_filter') found.left.push([value, { ...place, condition: false }]);
    else if (isCondition) found.left.push([value, { ...place, condition: true, required: true }]);
    else found.left.push([value, key === 'relation' ? { ...place, use: 'write' } : place]);
  }
};

const addTable = ({ tables }: Found, node: Tree, { query, use }: Place): void => {
  const [schema, relation] = [textIn(node, 'schemaname'), textIn(node, 'relname') ?? ''];
  const alias = textIn(node, 'alias', 'aliasname');
  const name = isHole(relation) ? undefined : [schema, relation].filter((part) => part !== undefined).join('.');
  tables.push({ name, ...(alias === undefined ? {} : { alias }), use, query });
};

const addColumn = (found: Found, node: Tree, { query, required, operator }: Place): void => {
  const names = namesOf(listIn(node, 'fields'));
  const [column, qualifier] = names.toReversed();
  if (column === undefined) return;
  // A hole that something is compared with is a value.
  if (isHole(column)) found.open ||= operator === undefined;
  else {
    const told = { ...(operator === undefined ? {} : { operator }), ...(qualifier === undefined ? {} : { qualifier }) };
    found.columns.push({ name: column, required, query, ...told });
  }
};

const operatorOf = (node: Tree): string => {
  const kind = textIn(node, 'kind') ?? '';
  const [written = ''] = namesOf(listIn(node, 'name'));
  if (kind === 'AEXPR_IN') return written === '<>' ? 'not in' : 'in';
  return kind === 'AEXPR_LIKE' || kind === 'AEXPR_ILIKE' ? 'like' : written;
};

const addSetting = (found: Found, node: Tree): void => {
  const [called] = namesOf(listIn(node, 'funcname')).toReversed();
  const [name, , local] = listIn(node, 'args');
  const setting = textIn(name, 'A_Const', 'sval', 'sval');
  if (called !== 'set_config' || setting === undefined) return;
  const told = isTree(local) && isTree(local['A_Const']) ? local['A_Const']['boolval'] : undefined;
  found.settings.push({ name: setting, local: isTree(told) && told['boolval'] === true });
};

/** What is done at nodes of some types; each leaves its parts to be visited. */
const visits: Readonly<Record<string, (found: Found, node: Tree, place: Place) => void>> = {
  RangeVar: addTable,
  ColumnRef: (found, node, place) => {
    if (place.condition) addColumn(found, node, place);
  },
  A_Expr: (found, node, place) => pushAll(found, node, { ...place, operator: operatorOf(node) }),
  BoolExpr: (found, node, place) =>
    pushAll(found, node, { ...place, required: place.required && node['boolop'] === 'AND_EXPR' }),
  CommonTableExpr: (found, node, place) => {
    found.expressions.add(textIn(node, 'ctename') ?? '');
    pushAll(found, node, place);
  },
  VariableSetStmt: (found, node) => {
    const name = textIn(node, 'name');
    if (name !== undefined) found.settings.push({ name, local: node['is_local'] === true });
  },
  FuncCall: (found, node, place) => {
    addSetting(found, node);
    pushAll(found, node, place);
  },
  DropStmt: (found, node, { query }) => {
    for (const object of listIn(node, 'objects')) {
      const items = isTree(object) && isTree(object['List']) ? listIn(object['List'], 'items') : [];
      found.tables.push({ name: namesOf(items).join('.'), use: 'write', query });
    }
  },
};

const isQuery = (type: string): boolean => /^(?:Select|Insert|Update|Delete|Merge)Stmt$/.test(type);

// What a node without a type's name around it is: the target of an insert, update or delete.
const isBareTable = (node: Tree): boolean => 'relname' in node && 'relpersistence' in node;

const visitNode = (found: Found, node: Tree, place: Place): void => {
  if (isBareTable(node)) {
    addTable(found, node, place);
    return;
  }
  const [type = '', inside] = Object.entries(node)[0] ?? [];
  if (Object.keys(node).length !== 1 || !isTree(inside)) {
    pushAll(found, node, place);
    return;
  }
  const there: Place = isQuery(type)
    ? { query: ++found.queries, use: 'read', condition: false, required: false }
    : place;
  const { [type]: visit = pushAll } = visits;
  visit(found, inside, there);
};

// Keeps its own stack: a union of a thousand queries is a thousand deep.
const explore = (statement: Tree): Found => {
  const start: Place = { query: 0, use: 'read', condition: false, required: false };
  const found: Found = {
    queries: 0,
    open: false,
    tables: [],
    columns: [],
    expressions: new Set(),
    settings: [],
    left: [[statement, start]],
  };
  for (let next = found.left.pop(); next !== undefined; next = found.left.pop()) {
    const [node, place] = next;
    if (Array.isArray(node)) for (const item of node) found.left.push([item, place]);
    else if (isTree(node)) visitNode(found, node, place);
  }
  return found;
};

const tableOf = (tables: readonly SqlTable[], { qualifier, query }: RawColumn): string | undefined => {
  const near = tables.filter((table) => table.query === query);
  if (qualifier === undefined) return near.length === 1 ? near[0]?.name : undefined;
  const isNamed = ({ name, alias }: SqlTable): boolean => (alias ?? name?.split('.').at(-1)) === qualifier;
  return (near.find(isNamed) ?? tables.find(isNamed))?.name;
};

const byText = (one: object, other: object): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

const statementOf = (statement: Tree): SqlStatement => {
  const { tables, columns, expressions, settings, open } = explore(statement);
  const real = tables.filter(({ name }) => name === undefined || !expressions.has(name));
  const conditions = columns.map((column): SqlColumn => {
    const { qualifier: _qualifier, ...told } = column;
    const table = tableOf(real, column);
    return table === undefined ? told : { ...told, table };
  });
  const kind = (Object.keys(statement)[0] ?? '').replace(/Stmt$/, '').toLowerCase();
  return { kind, tables: real.toSorted(byText), conditions: conditions.sort(byText), settings, open };
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
    for (const stand of stands) {
      const tree = attempt(parser, normalizeSql(parts, stand));
      if (tree === undefined) continue;
      const statements = listIn(tree, 'stmts').map((item) =>
        isTree(item) && isTree(item['stmt']) ? item['stmt'] : {},
      );
      return statements.map(statementOf);
    }
    return undefined;
  };
