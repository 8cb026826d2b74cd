import { present, type ChangedFile, type KnownText } from '#core';
import type { Brief, Court } from '#app';

/*
 * A brief crosses over to another thread in pieces, each once: of a change of a thousand files one is typed into, and the
 * others would take longer to copy than a frame of a screen lasts. A piece is an object of a brief; what does not change is
 * the same object in the next one, and is named by its number.
 */

/** What crosses over as a whole. */
export type Piece = NonNullable<
  | Brief['policy' | 'mode' | 'allowances']
  | Brief['change']['files'][number]
  | Brief['known']['paths']
  | ChangedFile
  | KnownText
>;

/** A brief by the numbers of its pieces. */
export interface BriefByNumber {
  readonly policy: number;
  readonly mode?: number;
  readonly allowances?: number;
  readonly scope: Brief['scope'];
  readonly base: string;
  readonly changes: readonly number[];
  readonly files: readonly number[];
  readonly paths?: number;
  readonly mentions?: string;
  readonly texts: readonly (readonly [key: string, number])[];
  readonly facts: Brief['known']['facts'];
}

/** What is needed of texts, by the number of what tells it. */
export type LawByNumber = Pick<BriefByNumber, 'policy' | 'mode' | 'scope'>;

/** What the thread aside is asked about briefs. */
export type CourtQuestion =
  /**
   * To hold these pieces until a brief is heard that has them no more, and to leave the texts of some of them unread: a
   * thread did not survive it.
   */
  | { readonly hold: readonly (readonly [number, Piece])[]; readonly unread: readonly number[] }
  /** To read what the texts of a file say, as far as a law needs it. */
  | { readonly readFile: number; readonly law: LawByNumber }
  /** To read the facts of a text that was gathered. */
  | { readonly readText: number; readonly path: string }
  /** To say what has to be gathered for a brief, or to judge by it. */
  | { readonly hear: keyof Court; readonly brief: BriefByNumber };

/** What it answers, in JSON. */
export type CourtAnswer =
  | { readonly value: unknown }
  /** It does not hold what the question names: it has been started anew since. */
  | { readonly lost: true }
  /** A bug of ours came up; its stack. */
  | { readonly threw: string };

/** The numbers in a brief, or in its law. */
export const numbersIn = ({
  policy,
  mode,
  allowances,
  paths,
  changes = [],
  files = [],
  texts = [],
}: LawByNumber & Partial<BriefByNumber>): readonly number[] => [
  ...[policy, mode, allowances, paths].flatMap((number) => number ?? []),
  ...changes,
  ...files,
  ...texts.map(([, number]) => number),
];

/** Names the pieces of a brief by number, those that are held already by the number they have. */
export const numberPieces = (brief: Brief, held: ReadonlyMap<Piece, number>, next: () => number) => {
  const pieces = new Map<Piece, number>();
  const numberOf = (piece: Piece): number => {
    const number = pieces.get(piece) ?? held.get(piece) ?? next();
    pieces.set(piece, number);
    return number;
  };
  const maybe = (piece: Piece | undefined): number | undefined => piece && numberOf(piece);
  const { policy, mode, allowances, scope, change, files, known } = brief;
  const byNumber: BriefByNumber = {
    policy: numberOf(policy),
    ...present('mode', maybe(mode)),
    ...present('allowances', maybe(allowances)),
    scope,
    base: change.base,
    changes: change.files.map(numberOf),
    files: files.map(numberOf),
    ...present('paths', maybe(known.paths)),
    ...present('mentions', known.mentions),
    texts: [...known.texts].map(([key, text]) => [key, numberOf(text)] as const),
    facts: known.facts,
  };
  return { pieces, byNumber };
};
