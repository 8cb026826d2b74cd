import type { RowSecurity } from '../syntax/sql/row-security.ts';
import type { SqlText } from '../syntax/sql/texts.ts';

/** What a text does to the security of rows. */
export const rowDeeds = ({ statements = [] }: Pick<SqlText, 'statements'>): readonly RowSecurity[] =>
  statements.flatMap(({ rowSecurity }) => rowSecurity);

/** A deed by which rows are less secure, and the sentence that says so. */
export interface RowLoss {
  readonly deed: RowSecurity;
  readonly message: string;
}

type Say = (deed: RowSecurity) => string | undefined;

const say: Readonly<Partial<Record<RowSecurity['what'], Say>>> = {
  disable: ({ on }) => `Row-level security of ${on} is disabled here.`,
  unforce: ({ on }) => `Row-level security of ${on} is no longer forced on its owner here.`,
  'drop-policy': ({ on }) => `A row-level security policy of ${on} is dropped here, and no other takes its place.`,
  'alter-policy': ({ on, policy, open }) => (open ? sayOpen({ on, policy }) : undefined),
  off: () => 'Row-level security is switched off here by the setting row_security.',
  bypass: ({ on }) => `The role ${on} is let past row-level security here.`,
};

/** How it is said that a policy lets every row pass. */
export const sayOpen = ({ on, policy }: Pick<RowSecurity, 'on'> & { readonly policy?: string | undefined }): string =>
  `The row-level security policy ${policy} of ${on} lets every row pass here.`;

/** How a text makes rows less secure. A policy that is made anew in the same file was not dropped for good. */
export const rowLosses = (text: SqlText, all: readonly SqlText[]): readonly RowLoss[] => {
  const made = new Set(
    all
      .flatMap(rowDeeds)
      .filter(({ what, open }) => what === 'create-policy' && open !== true)
      .map(({ on }) => on),
  );
  return rowDeeds(text)
    .filter(({ what, on }) => !(what === 'drop-policy' && made.has(on)))
    .flatMap((deed) => {
      const message = say[deed.what]?.(deed);
      return message === undefined ? [] : [{ deed, message }];
    });
};
