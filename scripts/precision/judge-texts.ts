import {
  askKey,
  classifyBy,
  countDifference,
  needsOfAll,
  present,
  rulesInForce,
  type Ask,
  type FileChange,
  type Finding,
  type Policy,
} from '#core';
import { need, story, type Brief, type FileAsk, type Gathered } from '#app';
import { courtHere, readFunctions, readSyntaxChanges } from '#repo';
import { nothingGathered } from '../../src/app/review/court.ts';
import { dress } from '../../src/app/review/dress.ts';

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

const readers = { readFunctions, readSyntaxChanges };

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

const answer = (known: Gathered, asks: readonly Ask[]): Gathered => {
  const ofFiles = asks.filter((ask): ask is FileAsk => 'path' in ask);
  const texts = ofFiles.map((ask) => [askKey({ ...ask, what: 'text' }), {}] as const);
  const facts = ofFiles.filter(({ what }) => what === 'facts').map((ask) => [askKey(ask), ask] as const);
  return { ...known, texts: new Map([...known.texts, ...texts]), facts: new Map([...known.facts, ...facts]) };
};

/** All that a policy finds in a change. */
export const judgeTexts = async (policy: Policy, change: TextChange): Promise<readonly Finding[]> => {
  const judged = await story(async function* () {
    const sides = sidesOf(policy, change);
    const files = yield* need(dress(readers, needsOfAll(rulesInForce(policy, undefined, [])), sides));
    const measured = { base: 'empty', files: sides.map(({ file }) => file) };
    let known: Gathered = { ...nothingGathered, paths: Object.keys(change.before).sort(), mentions: '' };
    const brief = (): Brief => ({ policy, scope: [], change: measured, files, known });
    for (let asks = yield* need(courtHere.asks(brief())); asks.length > 0; asks = yield* need(courtHere.asks(brief())))
      known = answer(known, asks);
    return yield* need(courtHere.judge(brief()));
  });
  if (!judged.ok) throw new Error(judged.error.message);
  return judged.value.findings;
};
