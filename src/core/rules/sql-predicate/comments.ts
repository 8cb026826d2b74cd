import type { Side } from '../../spots.ts';
import type { SqlText } from '../../syntax/sql/texts.ts';
import type { Options } from './options.ts';

/** How far above a statement of a module its comment may end. */
const near = 3;

/** What a text says without its holes. */
const plainOf = ({ parts }: Pick<SqlText, 'parts'>): string =>
  parts.filter((part) => typeof part === 'string').join('');

/** The comments of SQL itself: those of a file stand with the statement behind them. */
const commentsWithin = (text: SqlText): readonly string[] =>
  [...plainOf(text).matchAll(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g)].flatMap(([found]) =>
    found.startsWith("'") ? [] : [found],
  );

/** The comments and the documentation of the function that it stands in; of a module, what stands right above or beside. */
const commentsAround = ({ facts }: Side, { place, in: around }: SqlText): readonly string[] => {
  const scope = facts?.functions[around ?? -1]?.place;
  const [first, last] = scope === undefined ? [place.line - near, place.endLine] : [scope.line - near, scope.endLine];
  const documentation = (facts?.strings ?? [])
    .filter((text) => text.documentation === true && text.in === around)
    .map((text) => ({ text: plainOf(text), place: text.place }));
  return [...(facts?.comments ?? []), ...documentation]
    .filter(({ place: { line, endLine } }) => endLine >= first && line <= last)
    .map(({ text }) => text);
};

/** True where a comment names one of the columns or settings. */
export const isDocumented = (side: Side, text: SqlText, { columns, settings }: Options): boolean =>
  [...commentsWithin(text), ...commentsAround(side, text)].some((comment) =>
    [...columns, ...settings].some((name) => comment.toLowerCase().includes(name.toLowerCase())),
  );
