import type { FileChange } from '../../change.ts';
import { fillHoles, pathPattern } from '../../path-pattern.ts';
import type { Scene } from '../../rule-kind.ts';
import type { Lack, Operation, Options } from './options.ts';
import { joined, partnersAmong } from './partners.ts';

const participle: Record<Operation, string> = { add: 'added', modify: 'changed', delete: 'deleted' };

// A file that was only moved says what it said.
const operationOf = (file: FileChange): Operation | undefined => {
  if (file.status === 'added') return 'add';
  if (file.status === 'deleted') return 'delete';
  return file.binary || file.added + file.deleted > 0 ? 'modify' : undefined;
};

/** The files of a change that lack others, which had to change with them. */
export const lacksOfChange = ({ options, files, change, applies }: Scene<Options>): readonly Lack[] => {
  const { needs, operations, 'one-of': oneOf } = options;
  const when = pathPattern(options.when);
  const touched = change.files.filter((file) => operationOf(file) !== undefined);
  const partnersIn = (need: string, chosen: readonly FileChange[]) =>
    partnersAmong(() => chosen.map(({ path }) => path), when, pathPattern(need));
  const groups = needs.map((need) => ({
    need,
    touched: partnersIn(need, touched),
    // What is deleted goes well with what is deleted, but not with what is changed.
    written: partnersIn(
      need,
      touched.filter(({ status }) => status !== 'deleted'),
    ),
  }));
  return files.flatMap((file) => {
    const { path } = file;
    const operation = operations.find((each) => each === operationOf(file));
    const captures = applies(path) ? when.match(path) : undefined;
    if (operation === undefined || captures === undefined) return [];
    const lacking = groups
      .filter(({ touched, written }) =>
        (operation === 'delete' ? touched : written)(captures).every((partner) => partner === path),
      )
      .map(({ need }) => need);
    return joined(lacking, needs, oneOf).map((need) => {
      const words = fillHoles(need, captures);
      return { path, need, message: `This file was ${participle[operation]}, and ${words} did not change with it.` };
    });
  });
};
