import type { TaskOverview } from '#app';
import { counted, grouped, plain, type ContextPack } from '#core';
import { colours } from '../icons.ts';
import { paragraphs, splitPath, unknownSection, type TaskRow } from './row.ts';

type Item = ContextPack['items'][number];
type Problem = ContextPack['problems'][number];

const itemRow = ({ id, path, anchor, title, tokens, cut, redacted, notes = [] }: Item): TaskRow => {
  const { name, folder } = splitPath(path);
  const place = anchor === undefined ? path : `${path}#${anchor}`;
  const left = cut.length === 0 ? '' : `Left out to keep within the budget: ${cut.join(', ')}.`;
  const blanked = redacted === 0 ? '' : `${counted(redacted, 'secret')} blanked out.`;
  return {
    id: `document ${id} ${place}`,
    label: anchor === undefined ? name : `${name}#${anchor}`,
    description: `${counted(tokens, 'token')}${cut.length === 0 ? '' : ', cut'}${folder === '' ? '' : `  ${folder}`}`,
    tooltip: paragraphs(`**${plain(title)}**`, plain(place), plain(left), plain(blanked), plain(notes.join(' '))),
    icon: ['book'],
    kind: 'plain',
    at: { path },
  };
};

const problemRow = ({ item, kind, path, message, remedy }: Problem, index: number): TaskRow => ({
  id: `lack ${item} ${index}`,
  label: message,
  tooltip: paragraphs(plain(message), plain(remedy)),
  icon: ['warning', colours.look],
  kind: 'plain',
  // What is missing cannot be opened.
  ...(path === undefined || kind === 'missing' ? {} : { at: { path } }),
});

const tellState = (problems: readonly Problem[], isAsBegun: boolean): string => {
  if (problems.length > 0) return counted(problems.length, 'problem');
  return isAsBegun ? 'fresh' : 'changed since the task began';
};

/** The documents that the task has to have read: whether they are still those that it began with, and what is wrong with them. */
export const packSection = (read: TaskOverview['pack']): readonly TaskRow[] => {
  if (!read.ok) return unknownSection('pack', 'Context Pack', read.error);
  const { pack, bytes, isAsBegun } = read.value;
  const { items, problems, tokens, tokenLimit } = pack;
  if (items.length === 0 && problems.length === 0) return [];
  return [
    {
      id: 'pack',
      label: 'Context Pack',
      description: tellState(problems, isAsBegun),
      tooltip: paragraphs(
        `${counted(items.length, 'document')}, ${grouped(bytes)} bytes, ${grouped(tokens)} of ${counted(tokenLimit, 'token')}`,
        isAsBegun ? 'It is what the task began with, word for word.' : 'It is not what the task began with.',
      ),
      icon: problems.length === 0 && isAsBegun ? ['pass', colours.good] : ['warning', colours.look],
      kind: 'pack',
      rows: [...problems.map(problemRow), ...items.map(itemRow)],
    },
  ];
};
