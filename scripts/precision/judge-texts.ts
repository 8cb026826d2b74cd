import {
  asksOf,
  askKey,
  classifyBy,
  countDifference,
  judge,
  needsOfAll,
  nothingKnown,
  present,
  rulesInForce,
  type Ask,
  type FileChange,
  type Finding,
  type Known,
  type Policy,
} from '#core';
import { readFacts, readFunctions, readSecrets, readSqlTexts, readSyntaxChanges, sha256 } from '#repo';
import { dress } from '../../src/app/dress.ts';

/*
 * Judges a change that is given as texts, as one in a repository that holds nothing else: whatever a rule asks for beside
 * the change is not there.
 */

type Files = Readonly<Record<string, string>>;

/** Path → text at the base, and now. A path is on either side or on both. */
export interface TextChange {
  readonly before: Files;
  readonly after: Files;
}

const readers = { readFacts, readFunctions, readSecrets, readSqlTexts, readSyntaxChanges };

const statusOf = (before: string | undefined, after: string | undefined): FileChange['status'] => {
  if (before === undefined) return 'added';
  return after === undefined ? 'deleted' : 'modified';
};

const sidesOf = (policy: Policy, { before, after }: TextChange) => {
  const classify = classifyBy(policy.classes);
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths
    .filter((path) => before[path] !== after[path])
    .map((path) => ({
      file: {
        path,
        status: statusOf(before[path], after[path]),
        ...countDifference(before[path] ?? '', after[path] ?? ''),
        binary: false,
        class: classify(path, undefined),
      },
      ...present('before', before[path]),
      ...present('after', after[path]),
    }));
};

const answer = (known: Known, asks: readonly Ask[]): Known => {
  const keys = asks.map(askKey);
  return {
    ...known,
    texts: new Map([...known.texts, ...keys.map((key) => [key, {}] as const)]),
    facts: new Map([...known.facts, ...keys.map((key) => [key, undefined] as const)]),
  };
};

/** All that a policy finds in a change. */
export const judgeTexts = async (policy: Policy, change: TextChange): Promise<readonly Finding[]> => {
  const sides = sidesOf(policy, change);
  const dressed = await dress(readers, needsOfAll(rulesInForce(policy, undefined, [])), sides);
  if (!dressed.ok) throw new Error(dressed.error.message);
  const measured = { base: 'empty', files: sides.map(({ file }) => file) };
  const given = { policy, scope: [], change: measured, files: dressed.value, hash: sha256 };
  let known: Known = { ...nothingKnown, paths: Object.keys(change.before).sort(), mentions: '' };
  for (let asks = asksOf({ ...given, known }); asks.length > 0; asks = asksOf({ ...given, known }))
    known = answer(known, asks);
  return judge({ ...given, known }).findings;
};
