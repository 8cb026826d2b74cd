import { chainFolder } from './read.ts';

/** What a chain is made with. */
export interface NewChain {
  readonly title: string;
  /** The mode that its slices start in; left out: each is told at its start. */
  readonly mode?: string;
  /** A gate of the policy that verifies its slices; left out: a command to be replaced. */
  readonly gate?: string;
  /** How many slices. */
  readonly slices: number;
}

// Each key is explained where it is first met, so that the file can be filled in without a manual.
const explained = (lines: readonly (readonly [line: string, why: string])[], isFirst: boolean): readonly string[] =>
  lines.flatMap(([line, why]) => {
    const indent = /^ *(?:- )?/.exec(line)?.[0].length ?? 0;
    return isFirst && why !== '' ? [`${' '.repeat(indent)}# ${why}`, line] : [line];
  });

const slice = ({ mode, gate }: NewChain, number: number): readonly string[] =>
  explained(
    [
      [`  - id: pr-${String(number).padStart(3, '0')}`, ''],
      ['    title: TBD', ''],
      ...(mode === undefined ? [] : [[`    mode: ${mode}`, 'The mode of its task.'] as const]),
      ['    goal: TBD', 'One sentence: what is different when it is done, and the file it is about.'],
      ["    included: ['TBD']", 'Globs: where its task may write. `excluded` closes places again.'],
      ['    expects: [TBD]', 'Files that are there, and committed, when it is done.'],
      ['    verify:', 'Gates of the policy (`gate`) and commands (`run`): all have to be green.'],
      [gate === undefined ? '      - { run: git diff --check }' : `      - { gate: ${gate} }`, ''],
      [
        '    stop:',
        'What must not be so when the next one starts; told by `gate`, `missing`, `found` or `registries`, else by a person.',
      ],
      ['      - { id: missing, text: What it leaves is not there., missing: [TBD] }', ''],
      ['    good: TBD', 'What good and bad look like, and how to decide where it is not clear.'],
      ['    bad: TBD', ''],
      ['    decide: TBD', ''],
    ],
    number === 1,
  );

// As formatters write it, where nothing has to be escaped.
const quoted = (text: string): string => (/^[\p{L}\p{N} .,-]*$/u.test(text) ? `'${text}'` : JSON.stringify(text));

/** A chain to be filled in: sound in its form, and open where a person has to say what. */
export const newChain = (chain: NewChain): string =>
  [
    'version: 1',
    `title: ${quoted(chain.title)}`,
    '# Small pull requests, in the order in which they are done. While TBD stands in one, it does not start.',
    'slices:',
    ...Array.from({ length: chain.slices }, (_, at) => slice(chain, at + 1)).flat(),
    '',
  ].join('\n');

/** The path of a chain. */
export const placeOfChain = (id: string): string => `${chainFolder}/${id}.yaml`;
