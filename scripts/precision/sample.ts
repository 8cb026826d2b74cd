import type { Policy } from '#core';
import type { JudgedCorpus } from './table.ts';

const most = 20;

/** Every so many, so that those taken are spread evenly over the list. */
const spread = <Item>(items: readonly Item[]): readonly Item[] => {
  const step = Math.max(1, items.length / most);
  return items.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step)).slice(0, most);
};

/** Up to 20 findings of each rule with the line that they stand in, the same ones every time. */
export const writeSample = (rules: Policy['rules'], judged: readonly JudgedCorpus[]): string => {
  const texts = new Map(judged.flatMap(({ corpus }) => corpus.files.map(({ path, text }) => [path, text] as const)));
  const lineAt = (path: string, line: number): string => texts.get(path)?.split('\n')[line - 1]?.trim() ?? '';
  return rules
    .map(({ id }) => {
      const found = judged.flatMap(({ findings }) => findings.filter(({ rule }) => rule === id));
      const shown = spread(found).map(
        ({ path, line, message }) => `  ${path}:${line}\n    ${message}\n    > ${lineAt(path, line).slice(0, 160)}`,
      );
      return [`${id}: ${found.length} findings`, ...shown].join('\n');
    })
    .join('\n\n');
};
