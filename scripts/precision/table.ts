import type { Finding, Policy } from '#core';
import type { Corpus } from './corpora.ts';

export interface JudgedCorpus {
  readonly corpus: Corpus;
  readonly findings: readonly Finding[];
}

type Rules = Policy['rules'];

const linesOf = ({ corpus }: JudgedCorpus): number =>
  corpus.files.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const grouped = (count: number): string => count.toLocaleString('en-US');

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const countOf = (judged: readonly JudgedCorpus[], rule: string): number =>
  sum(judged.map(({ findings }) => findings.filter((finding) => finding.rule === rule).length));

const rate = (count: number, lines: number): string => (count === 0 ? '0' : ((count * 1000) / lines).toFixed(3));

/** Findings by rule: how many, and per 1,000 lines, in the packages of npm, in the library of Python, and in all. */
export const writeTable = (rules: Rules, judged: readonly JudgedCorpus[], every: number): string => {
  const python = judged.slice(-1);
  const npm = judged.slice(0, -1);
  const parts = [npm, python, judged].map((part) => ({ part, lines: sum(part.map(linesOf)) }));
  const corpora = judged.map((each) =>
    row([each.corpus.name, grouped(each.corpus.files.length), grouped(linesOf(each)), grouped(each.findings.length)]),
  );
  const byRule = rules.map(({ id, kind }) => {
    const cells = parts.flatMap(({ part, lines }) => {
      const count = countOf(part, id);
      return [grouped(count), rate(count, lines)];
    });
    return row([`\`${id}\``, `\`${kind}\``, ...cells]);
  });
  const share =
    every === 1 ? [] : [`Of the Python standard library, one file in ${every} was taken, spread evenly over it.`, ''];
  return [
    ...share,
    row(['Code', 'Files', 'Lines', 'Findings']),
    row(['---', '---:', '---:', '---:']),
    ...corpora,
    '',
    row(['Rule', 'Kind', 'npm', 'per 1,000', 'Python', 'per 1,000', 'All', 'per 1,000']),
    row(['---', '---', '---:', '---:', '---:', '---:', '---:', '---:']),
    ...byRule,
  ].join('\n');
};
