/** What may stand in a line of a report. A link leads to a heading, of this report or of another one. */
export type Inline =
  | string
  | { readonly code: string }
  | { readonly strong: string }
  | { readonly link: string; readonly page: PageName; readonly heading: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly parts: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'table';
      /** What it is a table of, for who cannot see it. */
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'lines'; readonly text: string };

export type PageName = 'EXEC' | 'COMPLIANCE' | 'SECURITY';

/** One of the three reports. */
export interface Page {
  readonly name: PageName;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The anchor of a heading, as GitHub makes it of plain words. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');

export const heading = (text: string, level: 2 | 3 = 2): Block => ({ kind: 'heading', level, text });

export const text = (...parts: readonly Inline[]): Block => ({ kind: 'text', parts });

/** A table, or a sentence where it would have no row. */
export const tableOr = (
  none: string,
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (readonly Inline[])[])[],
): Block => (rows.length === 0 ? text(none) : { kind: 'table', caption, head, rows });
