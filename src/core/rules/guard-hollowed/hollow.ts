/** A way in which a guard no longer guards. */
export interface Hollow {
  readonly guard: string;
  /** The way, in a word: what tells it from others of the same guard and function. */
  readonly what: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** True for a value that is written out and says no. */
export const isNo = (literal: string | undefined): boolean =>
  /^(?:False|false|None|null|undefined|0)$/.test(literal ?? '');

/** What is in a list more often than in another. */
export const added = (now: readonly string[], before: readonly string[]): readonly string[] => {
  const left = [...before];
  return now.filter((text) => {
    const at = left.indexOf(text);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
};
