import { groupBy } from '../../group.ts';
import type { ChangedFile, Scene, Sighting } from '../../rule-kind.ts';
import type { RowSecurity } from '../../syntax/sql/row-security.ts';
import type { SqlText } from '../../syntax/sql/texts.ts';
import { tally } from '../../tally.ts';
import { lineOfLost } from '../guard-parts/lines.ts';
import { lastPart } from '../guard-parts/names.ts';
import type { GuardOptions } from '../guard-parts/options.ts';
import { rowGuardOf } from '../guard-parts/rows.ts';
import { rowDeeds } from '../row-security.ts';

const say: Readonly<Partial<Record<RowSecurity['what'], (table: string) => string>>> = {
  enable: (table) => `Row-level security of ${table} was enabled here, and nothing enables it any more.`,
  force: (table) => `Row-level security of ${table} was forced on its owner here, and nothing forces it any more.`,
  'create-policy': (table) => `A row-level security policy of ${table} was made here, and no other takes its place.`,
};

/** Something that SQL makes, and where. Schemas come and go: the bare name of its table tells it from others. */
interface Making {
  readonly what: string;
  readonly table: string;
  /** What is said where it is gone. */
  readonly message: string;
  readonly line: number;
}

const keyOf = ({ what, table }: Making): string => `${what} ${lastPart(table)}`;

const makingsIn = (texts: readonly SqlText[]): readonly Making[] =>
  texts.flatMap((text) =>
    rowDeeds(text).flatMap(({ what, on: table }) => {
      const message = say[what]?.(table);
      return message === undefined ? [] : [{ what, table, message, line: text.place.line }];
    }),
  );

const tablesMadeIn = (texts: readonly SqlText[]): readonly string[] =>
  texts
    .flatMap(({ statements = [] }) => statements)
    .filter(({ kind }) => kind === 'create')
    .flatMap(({ tables }) => tables)
    .flatMap(({ name = '', use }) => (use === 'write' ? [lastPart(name)] : []));

const countKeys = (makings: readonly Making[]): ReadonlyMap<string, number> => tally(makings.map(keyOf));

type Counts = ReadonlyMap<string, number>;

const isLess = (now: Counts, then: Counts, key: string): boolean => (now.get(key) ?? 0) < (then.get(key) ?? 0);

/** What of the security of rows a change takes back, and makes nowhere else. A table that goes with it needs none. */
export const lostRows = ({ options }: Scene<GuardOptions>, files: readonly ChangedFile[]): readonly Sighting[] => {
  const isGuard = rowGuardOf(options.guards);
  const [before, after] = [files.flatMap(({ sqlBefore = [] }) => sqlBefore), files.flatMap(({ sql = [] }) => sql)];
  const [was, left] = [countKeys(makingsIn(before)), countKeys(makingsIn(after))];
  const tablesLeft = new Set(tablesMadeIn(after));
  const tablesGone = new Set(tablesMadeIn(before).filter((table) => !tablesLeft.has(table)));
  return files.flatMap((file) => {
    const makings = makingsIn(file.sqlBefore ?? []);
    const [own, ownLeft] = [countKeys(makings), countKeys(makingsIn(file.sql ?? []))];
    return [...groupBy(makings, keyOf)].flatMap(([key, all]) => {
      const lines = all.map(({ line }) => line);
      return isLess(left, was, key) && isLess(ownLeft, own, key)
        ? all
            .slice(0, 1)
            .filter(({ table }) => isGuard(table) && !tablesGone.has(lastPart(table)))
            .map(({ message }) => ({ path: file.path, line: lineOfLost(file, lines), message, identity: key }))
        : [];
    });
  });
};
