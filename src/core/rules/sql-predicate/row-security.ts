import type { RowSecurity } from '../../syntax/sql/row-security.ts';
import type { SqlText } from '../../syntax/sql/texts.ts';

const say: Readonly<Record<RowSecurity['what'], (on: string) => string>> = {
  disable: (on) => `Row-level security of ${on} is disabled here.`,
  unforce: (on) => `Row-level security of ${on} is no longer forced on its owner here.`,
  'drop-policy': (on) => `A row-level security policy of ${on} is dropped here, and no other takes its place.`,
  'create-policy': (on) => `A row-level security policy of ${on} is made here.`,
  off: () => 'Row-level security is switched off here by the setting row_security.',
  bypass: (on) => `The role ${on} is let past row-level security here.`,
};

const deedsIn = ({ statements = [] }: SqlText): readonly RowSecurity[] =>
  statements.flatMap(({ rowSecurity }) => rowSecurity);

/** How a text switches row-level security off. A policy that is made anew in the same file was not dropped for good. */
export const switchedOff = (text: SqlText, all: readonly SqlText[]): readonly string[] => {
  const made = new Set(
    all
      .flatMap(deedsIn)
      .filter(({ what }) => what === 'create-policy')
      .map(({ on }) => on),
  );
  return deedsIn(text)
    .filter(({ what, on }) => what !== 'create-policy' && !(what === 'drop-policy' && made.has(on)))
    .map(({ what, on }) => say[what](on));
};
