/** What was made of a text. */
interface Entry<Value> {
  readonly kind: string;
  readonly text: string;
  readonly value: Value;
}

/** What was made of the texts that were read last. */
export interface Recent<Value> {
  /** What was made of just this text as this kind. */
  readonly find: (kind: string, text: string) => { readonly value: Value } | undefined;
  /** Keeps what was made of a text, unless it alone has no room; false then. */
  readonly keep: (kind: string, text: string, value: Value) => boolean;
  /** Forgets what is kept, without dropping its value: for who uses it up. */
  readonly takeOut: (entry: Entry<Value>) => void;
  /** What is kept, the last first. */
  readonly entries: () => readonly Entry<Value>[];
}

/** Keeps values while their texts have room together, in characters; `drop` is told of each that goes. */
export const keepRecent = <Value>(room: number, drop: (value: Value) => void = () => undefined): Recent<Value> => {
  // There are few, so that going through them takes no time. The last comes first.
  const kept: Entry<Value>[] = [];
  let used = 0;
  return {
    find: (kind, text) => {
      const index = kept.findIndex((entry) => entry.kind === kind && entry.text === text);
      if (index === -1) return undefined;
      kept.unshift(...kept.splice(index, 1));
      return kept[0];
    },
    keep: (kind, text, value) => {
      if (text.length > room) return false;
      kept.unshift({ kind, text, value });
      used += text.length;
      while (used > room) {
        const last = kept.pop();
        if (last === undefined) break;
        used -= last.text.length;
        drop(last.value);
      }
      return true;
    },
    takeOut: (entry) => {
      const index = kept.indexOf(entry);
      if (index === -1) return;
      kept.splice(index, 1);
      used -= entry.text.length;
    },
    entries: () => kept,
  };
};
