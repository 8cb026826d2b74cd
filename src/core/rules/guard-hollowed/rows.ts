import type { ChangedFile, Scene, Sighting } from '../../rule-kind.ts';
import { seeNew, symbolOf, type Side, type Spot } from '../../spots.ts';
import type { RowSecurity } from '../../syntax/sql/row-security.ts';
import type { SqlText } from '../../syntax/sql/texts.ts';
import type { GuardOptions } from '../guard-parts/options.ts';
import { rowGuardOf } from '../guard-parts/rows.ts';
import { rowDeeds, rowLosses, sayOpen, type RowLoss } from '../row-security.ts';

const keyOf = ({ on, policy }: RowSecurity): string => JSON.stringify([on, policy]);

const policiesIn = (texts: readonly SqlText[]): readonly RowSecurity[] =>
  texts.flatMap(rowDeeds).filter(({ what }) => what === 'create-policy');

/** The policies of the base that did not let every row pass. */
const closedBefore = (files: readonly ChangedFile[]): ReadonlySet<string> =>
  new Set(
    files
      .flatMap(({ sqlBefore = [] }) => policiesIn(sqlBefore))
      .filter(({ open }) => open !== true)
      .map(keyOf),
  );

/** The policies that a text makes to let every row pass, where they did not. */
const openedIn = (text: SqlText, closed: ReadonlySet<string>): readonly RowLoss[] =>
  policiesIn([text])
    .filter((deed) => deed.open === true && closed.has(keyOf(deed)))
    .map((deed) => ({ deed, message: sayOpen(deed) }));

/** True for what is about all tables alike. */
const isOfAll = ({ what }: RowSecurity): boolean => what === 'off' || what === 'bypass';

/** How a change hollows the security of rows. */
export const hollowRows = (scene: Scene<GuardOptions>): readonly Sighting[] => {
  const isGuard = rowGuardOf(scene.options.guards);
  // They stand in the label, too: what is opened depends on them.
  const closed = closedBefore(scene.files);
  return seeNew(scene, `rows ${[...closed].sort().join(' ')}`, ({ sql = [], facts }: Side): readonly Spot[] =>
    sql.flatMap((text) =>
      [...rowLosses(text, sql), ...openedIn(text, closed)]
        .filter(({ deed }) => isOfAll(deed) || isGuard(deed.on))
        .map(({ message }) => ({ place: text.place, message, symbol: symbolOf(facts, text), text: message })),
    ),
  );
};
