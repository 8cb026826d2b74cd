import type { BuiltPack, PackItem } from '../context-pack/context-pack.ts';

/** A document as it is handed to the agent. */
export interface HandedDocument {
  /** Names it: letters, digits, `.`, `_` and `-`. */
  readonly key: string;
  readonly text: string;
}

const place = ({ path, anchor }: PackItem): string => (anchor === undefined ? path : `${path}#${anchor}`);

const head = (item: PackItem): string =>
  `${item.title} (${place(item)}, rank ${item.rank}, digest ${item.digest.slice(0, 12)})`;

/** The texts of a pack, each under a key of its own, in the order of the pack. */
export const handPack = ({ pack, texts }: BuiltPack): readonly HandedDocument[] =>
  pack.items.map((item, index) => ({
    // Two items may come to the same letters, so the place in the pack is part of the key.
    key: `pack.${index + 1}.${item.id.replaceAll(/[^A-Za-z0-9._-]+/g, '-')}`,
    text: `${head(item)}\n\n${texts[index] ?? ''}`,
  }));
