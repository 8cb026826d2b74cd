/**
 * True when everybody who asked for a value has given it up. It may be asked before what takes long is begun; who is told so
 * need not begin: whatever comes of it is forgotten.
 */
export type IsGivenUp = () => boolean;

type Make<Value> = (isGivenUp: IsGivenUp) => Promise<Value>;

/** Values by key, made when they are first asked for; the one not asked for longest goes first when room runs out. */
export interface Kept<Value> {
  readonly has: (key: string) => boolean;
  /**
   * The value of a key, made now where it is not kept. One that cannot be made is not kept, and may be asked for again. An
   * aborted signal gives the value up.
   */
  readonly recall: (key: string, make: Make<Value>, signal?: AbortSignal) => Promise<Value>;
}

interface Entry<Value> {
  readonly value: Promise<Value>;
  weight: number;
  /** The signals of those who wait for it; left out once it is made. */
  waiting?: (AbortSignal | undefined)[] | undefined;
}

/** At once when it is told, the value is forgotten: whoever asks from then on must not get what is not made. */
const giveUpBy =
  (waiting: readonly (AbortSignal | undefined)[], forget: () => void): IsGivenUp =>
  () => {
    const isGivenUp = waiting.every((signal) => signal?.aborted === true);
    if (isGivenUp) forget();
    return isGivenUp;
  };

/** `room` is how much may be kept, in the unit of `weigh`; a value heavier than that is given, not kept. */
export const createKept = <Value>(room: number, weigh: (value: Value) => number): Kept<Value> => {
  // A map goes through its keys in the order they came in: the first is the one not asked for longest.
  const entries = new Map<string, Entry<Value>>();
  let used = 0;
  const drop = (key: string): void => {
    used -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  };
  const settle = async (key: string, entry: Entry<Value>): Promise<void> => {
    try {
      const weight = weigh(await entry.value);
      if (entries.get(key) !== entry) return;
      entry.weight = weight;
      used += weight;
      for (const oldest of entries.keys()) {
        if (used <= room) return;
        drop(oldest);
      }
    } catch {
      // Whoever asked is told; here it is only forgotten.
      if (entries.get(key) === entry) drop(key);
    } finally {
      entry.waiting = undefined;
    }
  };
  const keep = (key: string, make: Make<Value>, signal: AbortSignal | undefined): Promise<Value> => {
    const waiting = [signal];
    let isForgotten = false;
    const forget = (): void => {
      isForgotten = true;
      if (entries.get(key)?.waiting === waiting) drop(key);
    };
    const entry: Entry<Value> = { value: make(giveUpBy(waiting, forget)), weight: 0, waiting };
    if (!isForgotten) entries.set(key, entry);
    void settle(key, entry);
    return entry.value;
  };
  return {
    has: (key) => entries.has(key),
    recall: async (key, make, signal) => {
      const entry = entries.get(key);
      if (entry === undefined) return keep(key, make, signal);
      entries.delete(key);
      entries.set(key, entry);
      entry.waiting?.push(signal);
      return entry.value;
    },
  };
};
