import { either, inPlace } from '../../wording.ts';
import type { RuleKind, Scene, Sight } from '../../rule-kind.ts';
import { seeNew, symbolOf, type Side, type Spot } from '../../spots.ts';
import type { SqlText } from '../../syntax/sql/texts.ts';
import { isDocumented } from './comments.ts';
import { examples } from './examples.ts';
import { manual } from './manual.ts';
import { options, type Options } from './options.ts';
import { rowLosses } from '../row-security.ts';
import { isSetBefore } from './settings.ts';
import { ignoresRowSecurity, namedIn, objectionsTo, touched } from './statements.ts';

/** What is said of a text as a whole, whatever its tables are. */
const sayUnread = (table: string, { columns }: Options): string =>
  `This SQL names ${table} and cannot be read: nobody can tell that it has a condition on ${either(columns)}.`;

const sayUndocumented = (table: string, { columns, settings }: Options): string =>
  `No comment says what limits the rows of ${table} in this SQL: name ${either([...columns, ...settings])} in one.`;

const messagesOf = (side: Side, text: SqlText, given: Options): readonly string[] => {
  if (text.statements === undefined) return namedIn(text, given).map((table) => sayUnread(table, given));
  // Where nothing lacks, nobody looks around for a setting.
  const unset = text.statements.flatMap((statement, index) =>
    objectionsTo(statement, given).filter(
      () => ignoresRowSecurity(statement) || !isSetBefore(side, text, index, given),
    ),
  );
  // SQL without a limit has none that a comment could name: one finding says enough.
  if (unset.length > 0) return unset;
  const tables = given.document ? text.statements.flatMap((statement) => touched(statement, given)) : [];
  return isDocumented(side, text, given) ? [] : tables.map((table) => sayUndocumented(table, given));
};

const spotsOf =
  (given: Options) =>
  (side: Side): readonly Spot[] => {
    const { sql = [], facts } = side;
    return sql.flatMap((text): readonly Spot[] => {
      const losses = given['row-security'] ? rowLosses(text, sql) : [];
      const messages = [...messagesOf(side, text, given), ...losses.map(({ message }) => message)];
      return [...new Set(messages)].map((message) => ({
        place: text.place,
        message,
        symbol: symbolOf(facts, text),
        text: message,
      }));
    });
  };

const see = (scene: Scene<Options>): Sight => ({ sightings: seeNew(scene, 'sql', spotsOf(scene.options)) });

export const sqlPredicate: RuleKind<Options> = {
  kind: 'sql-predicate',
  title: 'SQL without its predicate',
  manual,
  remedy:
    'Add the condition on the column that says whose the rows are, or run the statement behind the setting that row-level security goes by.',
  options,
  needs: () => ({ sql: () => true }),
  looksAround: true,
  examples,
  see,
  guard: ({ tables, columns, settings }, rule) => {
    const set = settings.length === 0 ? '' : `, or run behind SET LOCAL ${either(settings)}`;
    return `Give every SQL statement${inPlace(rule)} on ${tables.join(', ')} a required condition on ${either(columns)}${set}; never switch row-level security off.`;
  },
};
