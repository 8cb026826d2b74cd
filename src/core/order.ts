/** Order of code units: the same on every machine, whatever its locale. */
export const compareText = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

interface Placed {
  readonly line: number;
  readonly column: number;
}

/** Order of places in one text. */
export const byPlace = (one: Placed, other: Placed): number => one.line - other.line || one.column - other.column;
