import type { Place } from '../../lines.ts';
import type { Facts } from '../facts.ts';
import type { Hole } from './placeholders.ts';
import { readSql, type SqlParser, type SqlStatement } from './statements.ts';

/** A text in SQL: a string of a program, or a file. */
export interface SqlText {
  readonly place: Place;
  /** Index of the function it stands in, in the facts of the same text. */
  readonly in?: number;
  /** Index of the innermost block around it. */
  readonly block?: number;
  readonly parts: readonly (string | Hole)[];
  /** Undefined where Postgres cannot read it, whatever its holes stand for. */
  readonly statements?: readonly SqlStatement[];
}

/** Reads the SQL of a text, given its facts where its language has them; undefined where those are missing. */
export type ReadSqlTexts = (path: string, text: string, facts: Facts | undefined) => readonly SqlText[] | undefined;

const isSqlFile = (path: string): boolean => /\.sql$/i.test(path);

const begins = /^\s*(?:--[^\n]*\n\s*)*(?:select|with|insert|update|delete|merge|set|create|alter|drop|truncate)\b/i;

const beginsAsSql = ([first]: SqlText['parts']): boolean => typeof first === 'string' && begins.test(first);

const wholePlace = (text: string): Place => {
  const lines = text.split('\n');
  return { line: 1, column: 1, endLine: lines.length, endColumn: (lines.at(-1) ?? '').length + 1 };
};

/** A reader of SQL in programs and in files of its own, by the parser of Postgres. */
export const readSqlTexts = (parser: SqlParser): ReadSqlTexts => {
  const read = readSql(parser);
  const withStatements = (found: Omit<SqlText, 'statements'>): SqlText => {
    const statements = read(found.parts);
    return statements === undefined ? found : { ...found, statements };
  };
  return (path, text, facts) => {
    if (isSqlFile(path)) return [withStatements({ place: wholePlace(text), parts: [text] })];
    return facts?.strings
      .filter(({ parts, documentation }) => documentation !== true && beginsAsSql(parts))
      .map(({ place, parts, in: index, block }) =>
        withStatements({
          place,
          parts,
          ...(index === undefined ? {} : { in: index }),
          ...(block === undefined ? {} : { block }),
        }),
      );
  };
};

/** True for a file that may hold SQL. */
export const mayHoldSql = (path: string, hasFacts: (path: string) => boolean): boolean =>
  isSqlFile(path) || hasFacts(path);
