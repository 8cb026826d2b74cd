import {
  present,
  type Allowances,
  type ChangedFile,
  type FileChange,
  type KnownText,
  type Mode,
  type Policy,
} from '#core';
import type { Brief, Court } from '#app';

/*
 * A brief crosses over to another thread in pieces, each once: of a change of a thousand files one is typed into, and the
 * others would take longer to copy than a frame of a screen lasts. A piece is an object of a brief; what does not change is
 * the same object in the next one, and is named by its number.
 */

/** What crosses over as a whole. */
export type Piece = Policy | Mode | Allowances | FileChange | ChangedFile | readonly string[] | KnownText;

/** The number of a piece of that kind. */
export type NumberOf<Kind extends Piece> = number & { readonly standsFor?: Kind };

/** A brief by the numbers of its pieces. */
export interface BriefByNumber {
  readonly policy: NumberOf<Policy>;
  readonly mode?: NumberOf<Mode>;
  readonly allowances?: NumberOf<Allowances>;
  readonly scope: Brief['scope'];
  readonly base: string;
  readonly changes: readonly NumberOf<FileChange>[];
  readonly files: readonly NumberOf<ChangedFile>[];
  readonly paths?: NumberOf<readonly string[]>;
  readonly mentions?: string;
  readonly texts: readonly (readonly [key: string, NumberOf<KnownText>])[];
  readonly facts: Brief['known']['facts'];
}

/** What is needed of texts, by the number of what tells it. */
export type LawByNumber = Pick<BriefByNumber, 'policy' | 'mode' | 'scope'>;

/** What the thread aside is asked about briefs. */
export type CourtQuestion =
  /**
   * To hold these pieces until a brief is heard that neither has them nor names them as kept, and to leave the texts of some
   * of them unread: a thread did not survive it.
   */
  | {
      readonly hold: readonly (readonly [number, Piece])[];
      readonly unread: readonly NumberOf<ChangedFile | KnownText>[];
    }
  /** To read what the texts of a file say, as far as a law needs it. */
  | { readonly readFile: NumberOf<ChangedFile>; readonly law: LawByNumber }
  /** To read the facts of a text that was gathered. */
  | { readonly readText: NumberOf<KnownText>; readonly path: string }
  /** To say what has to be gathered for a brief, or to judge by it; `kept`: pieces that it has no more, and that may come back. */
  | { readonly hear: keyof Court; readonly brief: BriefByNumber; readonly kept: readonly number[] };

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
  const numberOf = <Kind extends Piece>(piece: Kind): NumberOf<Kind> => {
    const number = pieces.get(piece) ?? held.get(piece) ?? next();
    pieces.set(piece, number);
    return number;
  };
  const maybe = <Kind extends Piece>(piece: Kind | undefined): NumberOf<Kind> | undefined => piece && numberOf(piece);
  const { policy, mode, allowances, scope, change, files, known } = brief;
  const byNumber: BriefByNumber = {
    policy: numberOf(policy),
    ...present('mode', maybe(mode)),
    ...present('allowances', maybe(allowances)),
    scope,
    base: change.base,
    changes: change.files.map((file) => numberOf(file)),
    files: files.map((file) => numberOf(file)),
    ...present('paths', maybe(known.paths)),
    ...present('mentions', known.mentions),
    texts: [...known.texts].map(([key, text]) => [key, numberOf(text)] as const),
    facts: known.facts,
  };
  return { pieces, byNumber };
};
