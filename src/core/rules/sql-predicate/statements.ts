import { matchesAny } from '../../glob.ts';
import type { SqlSource, SqlStatement } from '../../syntax/sql/statements.ts';
import type { SqlText } from '../../syntax/sql/texts.ts';
import { either } from '../../wording.ts';
import { limitedSources } from './limited.ts';
import type { Options } from './options.ts';

const bare = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** True for the name of a table under the rule. A name without a schema may be that of any. */
const isScopedName = (tables: Options['tables']): ((name: string) => boolean) => {
  const patterns = tables.map((table) => table.toLowerCase());
  const [whole, last] = [matchesAny(patterns), matchesAny(patterns.map(bare))];
  const withoutSchema = matchesAny(patterns.filter((pattern) => !pattern.includes('.')));
  return (written) => {
    const name = written.toLowerCase();
    return name.includes('.') ? whole(name) || withoutSchema(bare(name)) : last(name);
  };
};

const isScoped = (given: Options): ((source: SqlSource) => boolean) => {
  const isNamed = isScopedName(given.tables);
  return ({ name, hole }) => (name === undefined ? given['unknown-tables'] && hole === true : isNamed(name));
};

/** Statements that stand in no query, and go over the rows of a table. */
const wholeTables: ReadonlySet<string> = new Set(['truncate', 'copy']);

/** The sources whose rows a statement reads or writes; what it defines is another matter. */
const rowSources = (statement: SqlStatement): readonly (readonly [source: SqlSource, index: number])[] =>
  statement.asCaller === true
    ? []
    : statement.sources.flatMap((source, index) =>
        source.query > 0 || wholeTables.has(statement.kind) ? [[source, index] as const] : [],
      );

/** True for a statement that Postgres lets run over every row of a table, whatever its policies are. */
export const ignoresRowSecurity = ({ kind }: SqlStatement): boolean => kind === 'truncate';

const nameOf = ({ name }: SqlSource): string => name ?? 'a table that only the running program knows';

/** The tables under the rule that a statement reads or writes rows of. */
export const touched = (statement: SqlStatement, given: Options): readonly string[] => {
  const isMeant = isScoped(given);
  return [...new Set(rowSources(statement).flatMap(([source]) => (isMeant(source) ? [nameOf(source)] : [])))].sort();
};

/** The columns that say whose a row of a source is. */
const tellingColumns = ({ columns, keys }: Options, { name }: SqlSource): readonly string[] => {
  const own = Object.entries(keys).flatMap(([table, key]) =>
    name !== undefined && isScopedName([table])(name) ? key : [],
  );
  return [...columns, ...own];
};

const hasColumn = (columns: readonly string[], column: string): boolean =>
  columns.some((each) => each.toLowerCase() === column.toLowerCase());

const sayLack = (source: SqlSource, { open }: SqlStatement, given: Options): string => {
  const { settings } = given;
  const [name, columns] = [nameOf(source), tellingColumns(given, source)];
  if (open)
    return `Only the running program knows the conditions on ${name} here: one has to be on ${either(columns)}.`;
  const unset = settings.length === 0 ? '' : `, nor is ${either(settings)} set locally before`;
  const deed = source.use === 'write' ? 'changed' : 'read';
  return `${name} is ${deed} here without a required condition on ${either(columns)}${unset}.`;
};

type Objection = (source: SqlSource, index: number) => string | undefined;

/** What is written to a table has to say whose it is. */
const objectToInsert =
  ({ written }: SqlStatement, { columns }: Options): Objection =>
  (source) =>
    written.get(source.query)?.some((column) => hasColumn(columns, column)) === false
      ? `A row is written to ${nameOf(source)} here without ${either(columns)}.`
      : undefined;

/** What a statement lacks of each table under the rule. */
export const objectionsTo = (statement: SqlStatement, given: Options): readonly string[] => {
  const telling = statement.sources.map((source) => tellingColumns(given, source));
  const tells = (column: string, index: number): boolean => hasColumn(telling[index] ?? [], column);
  const isMeant = isScoped(given);
  const limited = limitedSources(statement, isMeant, tells);
  const objectTo: Objection = (source, index) => {
    const { kind = '' } = statement.queries[source.query] ?? {};
    const isWritten = source.use === 'write';
    if (isWritten && (kind === 'insert' || statement.kind === 'copy'))
      return objectToInsert(statement, given)(source, index);
    if (ignoresRowSecurity(statement)) return `${nameOf(source)} is emptied here, whoever its rows belong to.`;
    // What is merged says itself whose it is.
    const isMatched =
      kind === 'merge' &&
      statement.equalities.some((each) => each.sources.includes(index) && tells(each.column, index));
    return limited.has(index) || isMatched ? undefined : sayLack(source, statement, given);
  };
  return rowSources(statement).flatMap(([source, index]) => (isMeant(source) ? (objectTo(source, index) ?? []) : []));
};

// A table that is made, and a column that is put in, out or under another name: rows of nobody are read or written.
const defines =
  /^\s*(?:create\s+(?:temp(?:orary)?\s+)?table\b(?![^;]*\bselect\b)|alter\s+table\s+\S+\s+(?:add|drop|rename)\b)[^;]*;?\s*$/i;

/** The tables under the rule that an unreadable text names, as words of their own, where it may go over their rows. */
export const namedIn = ({ parts }: SqlText, given: Options): readonly string[] => {
  const text = parts.filter((part) => typeof part === 'string').join(' ');
  // What stands in a hole may be anything.
  if (parts.every((part) => typeof part === 'string') && defines.test(text)) return [];
  const isNamed = isScopedName(given.tables);
  return [...new Set(text.match(/[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)*/g) ?? [])].filter(isNamed).sort();
};
