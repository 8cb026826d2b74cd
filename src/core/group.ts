/** Items by what they have in common, in their order. A list grows in place: one that is copied for each item takes long. */
export const groupBy = <Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> => {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
};

/** A list with others in the place of some of its items; the same list where nothing takes the place of any. */
export const replaceSome = <Item extends object>(
  items: readonly Item[],
  replace: (item: Item) => Item | undefined,
): readonly Item[] =>
  items.some((item) => replace(item) !== undefined) ? items.map((item) => replace(item) ?? item) : items;
