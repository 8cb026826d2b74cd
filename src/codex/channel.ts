/** A queue from whoever has something to tell to one reader, who may come late. */
export interface Channel<Item> {
  readonly push: (item: Item) => void;
  /** What was pushed is still read; what is pushed after it is lost. */
  readonly end: () => void;
  readonly items: AsyncIterable<Item>;
}

export const openChannel = <Item>(): Channel<Item> => {
  const waiting: Item[] = [];
  let hasEnded = false;
  let wake: (() => void) | undefined;
  async function* read(): AsyncGenerator<Item, void, void> {
    for (;;) {
      yield* waiting.splice(0);
      if (waiting.length > 0) continue;
      if (hasEnded) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return {
    push: (item) => {
      if (hasEnded) return;
      waiting.push(item);
      wake?.();
    },
    end: () => {
      hasEnded = true;
      wake?.();
    },
    items: { [Symbol.asyncIterator]: read },
  };
};
