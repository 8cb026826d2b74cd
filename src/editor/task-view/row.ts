import type { Failure } from '#app';
import { counted, plain } from '#core';
import type { CommandId } from '../contributions.ts';
import { colours, type Icon } from '../icons.ts';

/** A row of the view of the task, before VS Code draws it. */
export interface TaskRow {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Markdown; left out: the label. */
  readonly tooltip?: string;
  readonly icon?: Icon;
  /** What its menu goes by. */
  readonly kind: RowKind;
  /** Rows below it; `isOpen`: they are shown from the start. */
  readonly rows?: readonly TaskRow[];
  readonly isOpen?: boolean;
  /** Where a click leads; lines and columns from 1. */
  readonly at?: { readonly path: string; readonly line?: number; readonly column?: number };
  /** What a click does, where it leads to no file. */
  readonly does?: CommandId;
  /** What a command is given when it is chosen at this row. */
  readonly gives?: Readonly<Partial<Record<CommandId, unknown>>>;
}

type RowKind =
  | 'plain'
  | 'task'
  | 'budgets'
  | 'over'
  | 'pack'
  | 'findings'
  | 'file'
  | 'finding'
  | 'waivable'
  | 'gates'
  | 'gate'
  | 'evidence'
  | 'proof'
  | 'chain'
  | 'nextSlice'
  | 'phases';

/** A heading with rows below; nothing where there are none. */
export const section = (row: Omit<TaskRow, 'rows'> & { readonly rows: readonly TaskRow[] }): readonly TaskRow[] =>
  row.rows.length === 0 ? [] : [{ isOpen: true, ...row }];

/** Paragraphs of Markdown, one below the other; those that are empty are left out. */
export const paragraphs = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

/** A heading whose rows cannot be told: that is never as if there were none. */
export const unknownSection = (id: string, label: string, { message, remedy = '' }: Failure): readonly TaskRow[] => [
  {
    id,
    label,
    description: 'cannot be told',
    icon: ['warning', colours.look],
    kind: 'plain',
    isOpen: true,
    rows: [{ id: `${id} unknown`, label: message, tooltip: paragraphs(plain(message), plain(remedy)), kind: 'plain' }],
  },
];

/** The last part of a path, and the folder it is in; a side bar is narrow and cuts off what stands behind. */
export const splitPath = (path: string): { readonly name: string; readonly folder: string } => {
  const cut = path.lastIndexOf('/');
  return { name: path.slice(cut + 1), folder: cut < 0 ? '' : path.slice(0, cut) };
};

/** What a screen reader hears of a row. */
export const speakRow = ({ label, description = '', rows = [] }: TaskRow): string =>
  [label, description, rows.length === 0 ? '' : counted(rows.length, 'row')].filter((part) => part !== '').join(', ');
