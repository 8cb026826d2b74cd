/** Values by key, made when they are first asked for; the one not asked for longest goes first when room runs out. */
export interface Kept<Value> {
  readonly has: (key: string) => boolean;
  /** The value of a key, made now where it is not kept. One that cannot be made is not kept, and may be asked for again. */
  readonly recall: (key: string, make: () => Promise<Value>) => Promise<Value>;
}

interface Entry<Value> {
  readonly value: Promise<Value>;
  weight: number;
}

/** `room` is how much may be kept, in the unit of `weigh`; a value heavier than that is given, not kept. */
export const createKept = <Value>(room: number, weigh: (value: Value) => number): Kept<Value> => {
  // A map goes through its keys in the order they came in: the first is the one not asked for longest.
  const entries = new Map<string, Entry<Value>>();
  let used = 0;
  const drop = (key: string): void => {
    used -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  };
  const makeRoom = (): void => {
    for (const key of entries.keys()) {
      if (used <= room) return;
      drop(key);
    }
  };
  const settle = async (key: string, entry: Entry<Value>): Promise<void> => {
    try {
      const weight = weigh(await entry.value);
      if (entries.get(key) !== entry) return;
      entry.weight = weight;
      used += weight;
      makeRoom();
    } catch {
      // Whoever asked is told; here it is only forgotten.
      if (entries.get(key) === entry) drop(key);
    }
  };
  const keep = (key: string, value: Promise<Value>): Promise<Value> => {
    const entry = { value, weight: 0 };
    entries.set(key, entry);
    void settle(key, entry);
    return value;
  };
  return {
    has: (key) => entries.has(key),
    recall: async (key, make) => {
      const entry = entries.get(key);
      if (entry === undefined) return keep(key, make());
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
  };
};
