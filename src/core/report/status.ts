import { exceeds, type Meter } from '../budget.ts';
import type { Mode } from '../mode.ts';
import { tellMeter } from './check-report.ts';

const use = (meter: Meter): string => `${meter.estimated ? '~' : ''}${meter.used}/${meter.limit}`;

const parts: readonly (readonly [string, (meter: Meter) => string])[] = [
  ['budget.lines', use],
  ['budget.files', (meter) => `${use(meter)} files`],
  ['budget.complexity', (meter) => `CC ${use(meter)}`],
];

/** The status bar: `Refactor 143/200 · 3/5 files · CC 8/10`. A tilde marks a number that counts unsaved text. */
export const writeStatus = (label: string, meters: readonly Meter[]): string => {
  const shown = parts.flatMap(([id, write]) => {
    const meter = meters.find((meter) => meter.id === id);
    return meter === undefined ? [] : [write(meter)];
  });
  return [label, shown.join(' · ')].filter((part) => part !== '').join(' ');
};

/** The same for a screen reader, in whole words. */
export const speakStatus = (label: string, meters: readonly Meter[]): string => {
  const spoken: Record<string, string> = {
    'budget.lines': 'lines',
    'budget.files': 'files',
    'budget.new-files': 'new files',
    'budget.deleted-files': 'deleted files',
    'budget.complexity': 'highest complexity',
  };
  const sentences = meters
    .filter(({ id }) => id in spoken)
    .map((meter) => `${spoken[meter.id]} ${meter.used} of ${meter.limit}${exceeds(meter) ? ', over the limit' : ''}`);
  return `Codex task, mode ${label}: ${sentences.join('; ')}`;
};

/** The tooltip's table of budgets, as Markdown. */
export const writeMeterTable = (meters: readonly Meter[]): string =>
  [
    '| Budget | Used |',
    '| :-- | --: |',
    ...meters.map((meter) => `| ${meter.id} | ${tellMeter(meter).split(' ').slice(1).join(' ')} |`),
  ].join('\n');

/** A mode's limits on one line: `≤ 200 lines · ≤ 5 files · ≤ 5 new files · CC ≤ 10`. */
export const writeLimits = (mode: Mode): string => {
  const words: Record<string, (limit: number) => string> = {
    lines: (limit) => `≤ ${limit} lines`,
    files: (limit) => `≤ ${limit} files`,
    'new-files': (limit) => (limit === 0 ? 'no new files' : `≤ ${limit} new files`),
    'deleted-files': (limit) => (limit === 0 ? 'no deleted files' : `≤ ${limit} deleted files`),
    complexity: (limit) => `CC ≤ ${limit}`,
  };
  const limits = mode.budgets.map(({ measure, limit }) => words[measure]?.(limit) ?? '');
  return limits.length === 0 ? 'no limits' : limits.join(' · ');
};
