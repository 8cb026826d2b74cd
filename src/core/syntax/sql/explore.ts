import { columnOf, equalitiesIn, operatorOf } from './equalities.ts';
import { aliasOf, pushAll, type Found, type Place, type Visit } from './found.ts';
import { visitJoin } from './joins.ts';
import { isHole } from './placeholders.ts';
import { rowSecurityOf } from './row-security.ts';
import { isTree, isTrue, listIn, namesOf, textIn, treeIn, unwrapNode, type Tree } from './tree.ts';

const addTable: Visit = (found, node, { query, use }) => {
  const [schema, relation] = [textIn(node, 'schemaname'), textIn(node, 'relname') ?? ''];
  const { alias } = aliasOf(node);
  const name = isHole(relation) ? undefined : [schema, relation].filter((part) => part !== undefined).join('.');
  // `FROM a {clause}` reads as an alias, and may be anything.
  if (alias !== undefined && isHole(alias)) found.open.add(query);
  const told = alias === undefined || isHole(alias) ? {} : { alias };
  const isTemporary = textIn(node, 'relpersistence') === 't';
  found.sources.push({
    name,
    ...told,
    ...(name === undefined ? { hole: true } : {}),
    ...(isTemporary ? { temporary: true } : {}),
    use,
    query,
  });
};

const addColumn: Visit = (found, node, { query, required, operator }) => {
  const column = columnOf(node);
  if (column !== undefined) {
    found.columns.push({ ...column, required, query, ...(operator === undefined ? {} : { operator }) });
    return;
  }
  // A hole that something is compared with is a value.
  if (operator === undefined && namesOf(listIn(node, 'fields')).some(isHole)) found.open.add(query);
};

const addEqualities = (type: string): Visit => {
  return (found, node, { query, only, required, top }) => {
    if (!required || !top) return;
    for (const sides of equalitiesIn(type, node))
      found.equalities.push({ sides, query, ...(only === undefined ? {} : { only }) });
  };
};

const addSetting: Visit = (found, node) => {
  const [called] = namesOf(listIn(node, 'funcname')).toReversed();
  const [name, value, local] = listIn(node, 'args');
  const setting = textIn(name, 'A_Const', 'sval', 'sval');
  if (called !== 'set_config' || setting === undefined) return;
  found.settings.push({ name: setting, local: isTrue(local, 'A_Const', 'boolval', 'boolval') });
  if (setting === 'row_security' && textIn(value, 'A_Const', 'sval', 'sval') === 'off')
    found.rowSecurity.push({ what: 'off', on: '' });
};

/** What is done at nodes of some types; each leaves its parts to be visited. */
const visits: Readonly<Record<string, Visit>> = {
  RangeVar: addTable,
  ColumnRef: (found, node, place) => {
    if (place.condition) addColumn(found, node, place);
  },
  A_Expr: (found, node, place) => {
    addEqualities('A_Expr')(found, node, place);
    pushAll(found, node, { ...place, top: false, operator: operatorOf(node) });
  },
  BoolExpr: (found, node, place) => {
    const isAll = node['boolop'] === 'AND_EXPR';
    pushAll(found, node, { ...place, required: place.required && isAll, top: place.top && isAll });
  },
  SubLink: (found, node, place) => {
    addEqualities('SubLink')(found, node, place);
    pushAll(found, node, place);
  },
  JoinExpr: visitJoin,
  RangeSubselect: (found, node, place) => {
    const derived = treeIn(node, 'subquery', 'SelectStmt');
    found.sources.push({
      name: undefined,
      ...aliasOf(node),
      use: 'read',
      query: place.query,
      ...(derived && { derived }),
    });
    pushAll(found, node, place);
  },
  RangeFunction: (found, node, place) => {
    found.sources.push({ name: undefined, ...aliasOf(node), use: 'read', query: place.query, values: true });
    pushAll(found, node, place);
  },
  CommonTableExpr: (found, node, place) => {
    found.expressions.set(textIn(node, 'ctename') ?? '', treeIn(node, 'ctequery', 'SelectStmt'));
    pushAll(found, node, { ...place, condition: false, top: false });
  },
  VariableSetStmt: (found, node) => {
    const name = textIn(node, 'name');
    // What is set to its default is taken back.
    if (name !== undefined && textIn(node, 'kind') === 'VAR_SET_VALUE')
      found.settings.push({ name, local: node['is_local'] === true });
  },
  FuncCall: (found, node, place) => {
    addSetting(found, node, place);
    pushAll(found, node, { ...place, top: false });
  },
  DropStmt: (found, node, { query }) => {
    if (textIn(node, 'removeType') !== 'OBJECT_TABLE') return;
    for (const object of listIn(node, 'objects')) {
      const names = namesOf(listIn(object, 'List', 'items'));
      const told = isHole(names.at(-1) ?? '') ? ({ name: undefined, hole: true } as const) : { name: names.join('.') };
      found.sources.push({ ...told, use: 'write', query });
    }
  },
  InsertStmt: (found, node, place) => {
    const columns = listIn(node, 'cols').flatMap((column) => textIn(column, 'ResTarget', 'name') ?? []);
    const isDefault = node['selectStmt'] === undefined;
    if (columns.length > 0 || isDefault) found.written.set(place.query, columns);
    pushAll(found, node, place);
  },
  CopyStmt: (found, node, place) => {
    const columns = namesOf(listIn(node, 'attlist'));
    if (columns.length > 0) found.written.set(place.query, columns);
    const { relation, ...rest } = node;
    found.left.push([relation, { ...place, use: isTrue(node, 'is_from') ? 'write' : 'read' }]);
    pushAll(found, rest, place);
  },
};

const queryTypes: ReadonlySet<string> = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);

/** What stays of a place at a node of some type: a condition has to hold at the top of `AND` alone. */
const placeAt = (type: string, place: Place): Place =>
  type === 'BoolExpr' || type === 'A_Expr' || type === 'SubLink' || type === 'List' ? place : { ...place, top: false };

const openQuery = (found: Found, type: string, node: Tree, place: Place, armOf?: number): Place => {
  const number = found.queries.length;
  found.numbers.set(node, number);
  found.queries.push({
    kind: type.replace(/Stmt$/, '').toLowerCase(),
    parent: place.query,
    ...(armOf === undefined ? {} : { armOf }),
    ...(place.condition && place.required && place.top ? { filters: true } : {}),
  });
  return { query: number, use: 'read', condition: false, required: false, top: false };
};

/** Both arms of a union are queries without a type's name around them. */
const pushArms: Visit = (found, { larg, rarg, ...rest }, place) => {
  for (const arm of [larg, rarg]) {
    if (!isTree(arm)) continue;
    const inside = openQuery(found, 'SelectStmt', arm, place, place.query);
    found.left.push([{ arms: arm }, inside]);
  }
  pushAll(found, rest, place);
};

// What a node without a type's name around it is: the target of an insert, update or delete.
const isBareTable = (node: Tree): boolean => 'relname' in node && 'relpersistence' in node;

const visitQuery: Visit = (found, node, place) => {
  if ('larg' in node) pushArms(found, node, place);
  else pushAll(found, node, place);
};

const visitTyped = (found: Found, type: string, node: Tree, place: Place): void => {
  found.rowSecurity.push(...rowSecurityOf(type, node));
  if (queryTypes.has(type)) {
    const inside = openQuery(found, type, node, place);
    (visits[type] ?? visitQuery)(found, node, inside);
  } else (visits[type] ?? pushAll)(found, node, placeAt(type, place));
};

const visitNode: Visit = (found, node, place) => {
  const [type, inside] = unwrapNode(node) ?? [];
  if (isBareTable(node)) addTable(found, node, place);
  else if (type === 'arms' && inside !== undefined) visitQuery(found, inside, place);
  else if (type === undefined || inside === undefined || !/^[A-Z]/.test(type)) pushAll(found, node, place);
  else visitTyped(found, type, inside, place);
};

/** Everything in the tree of a statement. Keeps its own stack: a union of a thousand queries is a thousand deep. */
export const explore = (statement: Tree): Found => {
  const start: Place = { query: 0, use: 'read', condition: false, required: false, top: false };
  const found: Found = {
    queries: [{ kind: '' }],
    numbers: new Map(),
    open: new Set(),
    sources: [],
    columns: [],
    equalities: [],
    expressions: new Map(),
    settings: [],
    rowSecurity: [],
    written: new Map(),
    left: [[statement, start]],
  };
  for (let next = found.left.pop(); next !== undefined; next = found.left.pop()) {
    const [node, place] = next;
    if (Array.isArray(node)) for (const item of node) found.left.push([item, place]);
    else if (isTree(node)) visitNode(found, node, place);
  }
  return found;
};
