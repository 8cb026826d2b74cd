import { readFileSync } from 'node:fs';
import { readManifest, type Dependency } from '#core';

/** A file of a sample, and what is to be read from it: `line words`, in order. */
export interface Sample {
  readonly path: string;
  readonly text: string;
  readonly expected: readonly string[];
}

const mark = /[ \t]{4}← (.+)$/;

const readSample = (path: string, marked: readonly string[]): Sample => {
  const expected: string[] = [];
  const lines = marked.map((line, index) => {
    const found = mark.exec(line);
    if (found === null) return line;
    expected.push(...(found[1] ?? '').split(' & ').map((words) => `${index + 1} ${words}`));
    return line.slice(0, found.index);
  });
  return { path, text: lines.join('\n'), expected };
};

/** The files of samples/NAME.txt: each begins with `=== path`; an arrow behind a line marks what is read from it. */
export const readSamples = (name: string): readonly Sample[] =>
  readFileSync(new URL(`samples/${name}.txt`, import.meta.url), 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [path = '', ...lines] = part.split('\n');
      return readSample(path, lines);
    });

/** A dependency in the words of a mark: group, name, requirement, and what is not as usual. */
const tell = ({ group, name, requirement, direct, origin, ecosystem }: Dependency, usual: string | undefined): string =>
  [
    group,
    name,
    requirement,
    direct ? '' : '(indirect)',
    origin === 'registry' ? '' : `(${origin})`,
    ecosystem === usual ? '' : `(${ecosystem})`,
  ]
    .filter((word) => word !== '')
    .join(' ');

/** What is read from a text, in the words of marks; a problem of the whole file is one line with an exclamation mark. */
export const tellReading = (path: string, text: string, usual?: string): readonly string[] => {
  const reading = readManifest(path, text);
  if (reading === undefined) return ['no manifest'];
  if (!reading.ok) return [`${reading.error.line} ! ${reading.error.message}`];
  const { dependencies, unread } = reading.value;
  return [
    ...dependencies.map((dependency) => ({ ...dependency, words: tell(dependency, usual) })),
    ...unread.map((place) => ({ ...place, words: `? ${place.message}` })),
  ]
    .sort((one, other) => one.line - other.line || one.column - other.column)
    .map(({ line, words }) => `${line} ${words}`);
};
