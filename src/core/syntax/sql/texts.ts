import { linesOf, positionAt, type Lines, type Place, type Span } from '../../lines.ts';
import type { Facts, StringFact } from '../facts.ts';
import { joinedTexts, type JoinedText } from './joined.ts';
import type { Hole } from './placeholders.ts';
import { firstSign, splitSql } from './split.ts';
import { readSql, type SqlParser, type SqlStatement } from './statements.ts';

/** A text in SQL: a string of a program with what is added to it, or a statement of a file. */
export interface SqlText {
  readonly place: Place;
  /** Index of the function it stands in, in the facts of the same text. */
  readonly in?: number;
  /** Index of the innermost block around it. */
  readonly block?: number;
  /** The name it is assigned to, qualified. */
  readonly name?: string;
  readonly parts: readonly (string | Hole)[];
  /** All that it may say, by what the program does; undefined where Postgres cannot read it, whatever its holes stand for. */
  readonly statements?: readonly SqlStatement[];
}

/** Reads the SQL of a text, given its facts where its language has them; undefined where those are missing. */
export type ReadSqlTexts = (path: string, text: string, facts: Facts | undefined) => readonly SqlText[] | undefined;

const isSqlFile = (path: string): boolean => /\.sql$/i.test(path);

const begins =
  /^(?:\s|--[^\n]*\n|\()*(?:select|with|insert|update|delete|merge|set|create|alter|drop|truncate|copy|explain|commit|rollback)\b/i;

// In small letters it is the beginning of a sentence.
const tableAlone = /^\s*TABLE\s+(?:ONLY\s+)?[\w."]+\s*;?\s*$/;

/**
 * What nobody writes but in SQL, in words that no sentence has in this order, or in capitals. It decides only of what
 * Postgres cannot read: other dialects, and texts that are put together in ways that nobody can follow.
 */
const beyondDoubt: readonly RegExp[] = [
  /^\s*SELECT\b[\s\S]*\bFROM\b/,
  /^\s*select\b[\s\S]*\bfrom\b[\s\S]*[=*<>]/,
  /^\s*insert\s+into\s+\S+\s*(?:\(|values\b|select\b)/i,
  /^\s*update\s+\S+\s+(?:\w+\s+)?set\s+\S+\s*=/i,
  /^\s*DELETE\s+FROM\b/,
  /^\s*delete\s+from\s+\S+\s+where\b[\s\S]*[=<>]/,
  /^\s*merge\s+into\s+\S+[\s\S]*\busing\b/i,
  /^\s*with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\)\s*)?as\s*\(/i,
  /^\s*(?:alter|create|drop)\s+(?:table|policy|view|role)\s+\S+/i,
];

const textOf = (parts: SqlText['parts']): string =>
  parts.map((part) => (typeof part === 'string' ? part : `{${part.hole}}`)).join('');

const mayBeSql = (text: string): boolean => begins.test(text) || tableAlone.test(text);

const isBeyondDoubt = (parts: SqlText['parts']): boolean => {
  const text = textOf(parts);
  return beyondDoubt.some((pattern) => pattern.test(text));
};

const placeIn = (lines: Lines, { start, end }: Span): Place => {
  const last = positionAt(lines, end);
  return { ...positionAt(lines, start), endLine: last.line, endColumn: last.column };
};

const speaks =
  /(?:^|\.)(?:debug|info|warn|warning|error|exception|critical|fatal|trace|log|print)$|(?:Error|Exception)$/;

/** The strings of a program that may be SQL: those that document, and those that are said to people, are none. */
const stringsOf = ({ strings, uses }: Facts): readonly StringFact[] => {
  const said = new Set(
    uses
      .filter(({ how, written }) => how === 'call' && speaks.test(written))
      .flatMap(({ arguments: given = [] }) => given.map(({ place }) => JSON.stringify(place))),
  );
  return strings.filter(({ documentation, place }) => documentation !== true && !said.has(JSON.stringify(place)));
};

/** A reader of SQL in programs and in files of its own, by the parser of Postgres. */
export const readSqlTexts = (parser: SqlParser): ReadSqlTexts => {
  const read = readSql(parser);
  const readFile = (text: string): readonly SqlText[] => {
    const lines = linesOf(text);
    return splitSql(text).map((span) => {
      const parts = [text.slice(span.start, span.end)];
      const statements = read(parts);
      const place = placeIn(lines, { start: firstSign(text, span), end: span.end });
      return { place, parts, ...(statements === undefined ? {} : { statements }) };
    });
  };
  const readJoined = ({ readings, ...text }: JoinedText): readonly SqlText[] => {
    if (!mayBeSql(textOf(text.parts))) return [];
    const told = (readings ?? []).flatMap((parts) => read(parts) ?? []);
    const statements = told.length > 0 ? told : read(text.parts);
    if (statements !== undefined) return [{ ...text, statements }];
    return isBeyondDoubt(text.parts) ? [text] : [];
  };
  return (path, text, facts) => {
    if (isSqlFile(path)) return readFile(text);
    return facts && joinedTexts(facts, stringsOf(facts)).flatMap(readJoined);
  };
};

/** True where nobody has to read SQL to tell that there is none in a text. */
export const isWithoutSql = (path: string, facts: Facts | undefined): boolean =>
  !isSqlFile(path) &&
  (facts === undefined || !joinedTexts(facts, stringsOf(facts)).some(({ parts }) => mayBeSql(textOf(parts))));

/** True for a file that may hold SQL. */
export const mayHoldSql = (path: string, hasFacts: (path: string) => boolean): boolean =>
  isSqlFile(path) || hasFacts(path);
