import type { BuiltPack, PackItem } from './context-pack.ts';
import { code, counted, fenced, grouped, plain, prose } from '../markdown/write.ts';

const languages: Readonly<Record<string, string>> = {
  md: 'markdown',
  py: 'python',
  ts: 'typescript',
  js: 'javascript',
};

const languageOf = (path: string): string => languages[path.slice(path.lastIndexOf('.') + 1)] ?? 'text';

const place = ({ path, anchor }: PackItem): string => code(anchor === undefined ? path : `${path}#${anchor}`);

const notes = (item: PackItem): readonly string[] => [
  ...(item.cut.length === 0
    ? []
    : [
        `Left out to keep within the token budget (${counted(item.cutTokens ?? 0, 'token')}): ${item.cut.map(plain).join('; ')}.`,
      ]),
  ...(item.redacted === 0 ? [] : [`${counted(item.redacted, 'secret value')} blanked out.`]),
  ...(item.notes ?? []),
];

/** The whole pack as one Markdown document: what is wrong with it, then each item with its text, by rank. */
export const writePack = ({ pack, texts }: BuiltPack): string =>
  [
    '# Context pack',
    '',
    `${counted(pack.items.length, 'item')}, ${counted(pack.tokens, 'token')} of ${grouped(pack.tokenLimit)}, digest ${code(pack.digest)}.`,
    '',
    ...(pack.problems.length === 0
      ? []
      : [
          '## Problems',
          '',
          ...pack.problems.map(
            ({ item, kind, message, remedy }) => `- ${code(item)} is ${kind}: ${prose(message)} ${prose(remedy)}`,
          ),
          '',
        ]),
    ...pack.items.flatMap((item, index) => [
      `## ${plain(item.title)}`,
      '',
      `${place(item)}: rank ${item.rank}, ${counted(item.tokens, 'token')}, digest ${code(item.digest.slice(0, 12))}.`,
      '',
      ...notes(item).flatMap((note) => [note, '']),
      ...fenced((texts[index] ?? '').replace(/\n$/, ''), languageOf(item.path)),
      '',
    ]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
