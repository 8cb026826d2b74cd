interface Kept<Key, Value> {
  readonly get: (key: Key) => { readonly value: Value } | undefined;
  readonly set: (key: Key, value: { readonly value: Value }) => unknown;
}

const recall = <Key, Value>(known: Kept<Key, Value>, key: Key, make: (key: Key) => Value): Value => {
  const found = known.get(key);
  if (found !== undefined) return found.value;
  const value = make(key);
  known.set(key, { value });
  return value;
};

/** A function that works each value out once; for what gives the same each time, and is asked for again and again. */
export const remember = <Key, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const known = new Map<Key, { readonly value: Value }>();
  return (key) => recall(known, key, make);
};

/** The same, for what may be asked of ever more keys: it forgets all of them once it knows so many. */
export const rememberUpTo = <Key, Value>(most: number, make: (key: Key) => Value): ((key: Key) => Value) => {
  const known = new Map<Key, { readonly value: Value }>();
  return (key) => {
    if (known.size >= most && !known.has(key)) known.clear();
    return recall(known, key, make);
  };
};

/** The same of objects, for as long as somebody else holds them. */
export const rememberWeakly = <Key extends object, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => recall(known, key, make);
};

/** A function that keeps the last value alone: for what is asked of the same thing again and again, and may be large. */
export const rememberLast = <Key, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  let last: { readonly key: Key; readonly value: Value } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: make(key) };
    return last.value;
  };
};
