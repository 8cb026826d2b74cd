import type { Side, Spot } from '../../spots.ts';
import { symbolOf } from '../../spots.ts';
import type { SqlStatement } from '../../syntax/sql/statements.ts';
import type { SqlText } from '../../syntax/sql/texts.ts';

/** What statements of a kind do to the schema. */
const deeds: Readonly<Record<string, string>> = {
  create: 'is created',
  createforeigntable: 'is created',
  createtableas: 'is created',
  view: 'is created',
  index: 'gets an index',
  altertable: 'is altered',
  rename: 'is renamed, or a part of it',
  drop: 'is dropped',
  createenum: 'A type is created',
  compositetype: 'A type is created',
  createdomain: 'A type is created',
  alterenum: 'A type is altered',
  createtrig: 'gets a trigger',
  createschema: 'A schema is created',
};

/** What a statement does to the schema; undefined: nothing that lasts. */
const deedOf = ({ kind, sources }: SqlStatement): string | undefined => {
  const { [kind]: deed } = deeds;
  // What is defined is told last: tables that it refers to come before it.
  const defined = sources.findLast(({ query }) => query === 0);
  if (deed === undefined || defined?.temporary === true) return undefined;
  const isWhole = /^[A-Z]/.test(deed);
  return isWhole ? deed : `${defined?.name ?? 'A part of the schema'} ${deed}`;
};

/** What a text says, however it is laid out. */
const writtenText = ({ parts }: SqlText): string =>
  parts
    .map((part) => (typeof part === 'string' ? part : `{${part.hole}}`))
    .join('')
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ?([(),]) ?/g, '$1')
    .trim();

/** How statements of other dialects begin that change a schema; a sentence that begins with `Create table` is none. */
const changes: readonly RegExp[] = [
  /^create (?:\w+ ){0,3}?table (?:if not exists )?\S+?\(/i,
  /^create (?:\w+ ){0,4}?index .*\bon \S+?\(/i,
  /^alter table \S+ (?:add|alter|change|convert|drop|engine|modify|rename)\b/i,
  /^drop index \S+ on \S+$/i,
];

/** What an SQL text does to the schema; where Postgres cannot read it, by its first words. */
const deedsOf = (text: SqlText): readonly string[] => {
  if (text.statements !== undefined) return text.statements.flatMap((statement) => deedOf(statement) ?? []);
  const written = writtenText(text).replace(/ ?;$/, '');
  return changes.some((pattern) => pattern.test(written)) ? ['The schema is changed, by SQL that cannot be read,'] : [];
};

/** Calls of the tools that migrate databases from programs, and those of them that change no schema. */
const migrates = /^(?:alembic\.op|django\.db\.migrations)\.\w+$/;
const harmless = /\.(?:execute|bulk_insert|get_bind|get_context|f|Migration|RunPython|RunSQL|swappable_dependency)$/;

/** Where a text changes the schema of a database. */
export const schemaSpots = ({ sql = [], facts }: Side): readonly Spot[] => [
  ...sql.flatMap((text) =>
    deedsOf(text).map((deed) => ({
      place: text.place,
      message: `${deed} here`,
      symbol: symbolOf(facts, text),
      text: writtenText(text),
      code: '',
    })),
  ),
  ...(facts?.uses ?? [])
    .filter(({ how, target = '' }) => how === 'call' && migrates.test(target) && !harmless.test(target))
    .map((use) => ({
      place: use.place,
      message: `The schema is changed by ${use.written} here`,
      symbol: symbolOf(facts, use),
      text: `${use.written} ${JSON.stringify(use.arguments?.map(({ name, parts, written }) => [name, parts, written]))}`,
      code: '',
    })),
];
