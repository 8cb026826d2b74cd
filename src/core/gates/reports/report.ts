import type { Result } from '../../result.ts';

/** How many tests there were; one that was expected to fail and did counts as skipped. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The names of those that failed, as far as the report has them. */
  readonly failing: readonly string[];
}

/** Which lines of a file can be run, and how often they were. */
export interface CoveredFile {
  /** What the file may be called: as the report says it, and below each of the folders it names. */
  readonly names: readonly string[];
  readonly lines: ReadonlyMap<number, number>;
}

export type Report =
  | { readonly kind: 'tests'; readonly tests: TestCounts }
  | { readonly kind: 'lines'; readonly files: readonly CoveredFile[] }
  | { readonly kind: 'number'; readonly value: number };

/** A report, or why it is none: words that stand behind the name of its file. */
export type ReadReport = Result<Report, string>;

export const countTests = (
  outcomes: readonly { readonly name: string; readonly outcome: 'passed' | 'failed' | 'skipped' }[],
): TestCounts => {
  const number = (wanted: string): number => outcomes.filter(({ outcome }) => outcome === wanted).length;
  return {
    passed: number('passed'),
    failed: number('failed'),
    skipped: number('skipped'),
    failing: outcomes.flatMap(({ name, outcome }) => (outcome === 'failed' ? [name] : [])),
  };
};

/** The same file told several times: what ran once ran. */
export const unitedFiles = (files: readonly CoveredFile[]): readonly CoveredFile[] => {
  const byName = new Map<string, { readonly names: readonly string[]; readonly lines: Map<number, number> }>();
  for (const { names, lines } of files) {
    const key = names.join('\n');
    const known = byName.get(key) ?? { names, lines: new Map<number, number>() };
    for (const [line, hits] of lines) known.lines.set(line, Math.max(hits, known.lines.get(line) ?? 0));
    byName.set(key, known);
  }
  return [...byName.values()];
};
