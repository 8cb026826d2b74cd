interface Placed {
  readonly line: number;
  readonly column: number;
}

/** Order of code units: the same on every machine, whatever its locale. */
export const compareText = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

/** Order of places in one text. */
export const byPlace = (one: Placed, other: Placed): number => one.line - other.line || one.column - other.column;

/** The index of the first item that does not come before something; their count where all do. Those that do stand first. */
export const firstNotBefore = <Item>(sorted: ArrayLike<Item>, isBefore: (item: Item) => boolean): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = sorted[middle];
    if (item !== undefined && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The index of the first of sorted numbers that is not below a value; their count where all are. Asked for each position. */
export const firstFrom = (sorted: ArrayLike<number>, value: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The same of sorted texts, in the order of code units. */
export const firstTextFrom = (sorted: readonly string[], value: string): number =>
  firstNotBefore(sorted, (item) => item < value);
