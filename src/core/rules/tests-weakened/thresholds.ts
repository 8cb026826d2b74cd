import { pathAtBase } from '../../change.ts';
import type { ChangedFile, Sighting } from '../../rule-kind.ts';
import type { Facts } from '../../syntax/facts.ts';
import { lineAfter } from '../guard-parts/lines.ts';
import { callOf, isProgram, isSetting } from './settings.ts';
import { leavesOf, type Leaf } from './trees.ts';

/** A share of the code that tests have to cover. */
interface Threshold {
  /** What it is, wherever it is written: `fail_under`, `global branches`. */
  readonly name: string;
  readonly value: number;
  readonly line: number;
}

const measures = new Set(['branches', 'functions', 'lines', 'statements']);

/** What a key says: the value of a measure is named with what it is of. */
const nameOf = (keys: readonly string[]): string | undefined => {
  const key = keys.at(-1) ?? '';
  if (key === 'fail_under') return 'fail_under';
  const isCoverage = keys.some((one) => /^(?:coverageThreshold|thresholds?|nyc|c8)$/.test(one)) || keys.length === 1;
  if (measures.has(key) && isCoverage) return keys.filter((one) => !/^(?:jest|test|coverage)$/.test(one)).join(' ');
  return key === 'target' && keys[0] === 'coverage' ? keys.join(' ') : undefined;
};

const fromLeaf = ({ keys, text, line }: Leaf): readonly Threshold[] => {
  const name = nameOf(keys);
  const value = Number.parseFloat(text);
  const own = name !== undefined && Number.isFinite(value) ? [{ name, value, line }] : [];
  const option = /--(?:cov-)?fail-under[= ](\d+(?:\.\d+)?)/.exec(text)?.[1];
  return option === undefined ? own : [...own, { name: 'fail_under', value: Number(option), line }];
};

const fromObjects = (objects: Facts['objects']): readonly Threshold[] =>
  objects.flatMap(({ literals = {}, name = '', place }) =>
    Object.entries(literals)
      .filter(([key]) => measures.has(key))
      .map(([key, value]) => ({ name: `${name} ${key}`, value: Number(value), line: place.line })),
  );

const thresholdsOf = (path: string, text: string | undefined, facts: Facts | undefined): readonly Threshold[] => {
  if (!isSetting(path) || text === undefined) return [];
  return isProgram(path) ? fromObjects(facts?.objects ?? []) : leavesOf(path, text).flatMap(fromLeaf);
};

/** True for a file whose commands are run: by tools, or where another file of the change calls it by name. */
const isCalled = (file: ChangedFile, files: readonly ChangedFile[]): boolean => {
  const call = callOf(file.path);
  return call === undefined || files.some((other) => other !== file && call.test(other.after ?? ''));
};

/** The thresholds that were lowered or taken out, and are in no other file of the change as high as they were. */
export const lowered = (files: readonly ChangedFile[]): readonly Sighting[] => {
  const now = files.map((file) => thresholdsOf(file.path, file.after, file.facts));
  const called = files.map((file) => isCalled(file, files));
  return files.flatMap((file, index) =>
    thresholdsOf(pathAtBase(file), file.before, file.factsBefore).flatMap(
      ({ name, value, line }): readonly Sighting[] => {
        const same = now[index]?.find((one) => one.name === name);
        const isKept = now.some(
          (all, at) => (called[at] || at === index) && all.some((one) => one.name === name && one.value >= value),
        );
        if (isKept) return [];
        const message =
          same === undefined
            ? `The threshold ${name} of ${value} was taken out.`
            : `The threshold ${name} was lowered from ${value} to ${same.value}.`;
        return [{ path: file.path, line: same?.line ?? lineAfter(file, line), message, identity: `threshold ${name}` }];
      },
    ),
  );
};
