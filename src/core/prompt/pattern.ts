import type { Mode } from '../mode.ts';
import { compilePattern } from '../policy/pattern.ts';
import type { Policy, PromptPattern, Slot } from '../policy/policy.ts';
import { relativePath } from '../glob.ts';
import { listWords, nearestWord } from '../policy/suggest.ts';
import { failure, success, type Result } from '../result.ts';

/** Why a slot cannot be filled with what was answered. */
export interface SlotProblem {
  readonly slot: string;
  readonly kind: 'missing' | 'no-such-file' | 'no-match' | 'unknown';
  /** What is wrong and what to do, in whole sentences. */
  readonly message: string;
}

/** True when the repository has the file; `anchor` is there for a spec whose section was named. */
export type SpecExists = (path: string, anchor?: string) => boolean;

/** The patterns a mode offers, in the policy's order. Without a mode: those every mode offers. */
export const patternsFor = (
  policy: Pick<Policy, 'prompt'>,
  mode: Pick<Mode, 'id'> | undefined,
): readonly PromptPattern[] =>
  policy.prompt.patterns.filter(({ modes }) => modes.length === 0 || (mode !== undefined && modes.includes(mode.id)));

const answerTo = (slot: Slot, answers: Readonly<Record<string, string>>): string =>
  (Object.hasOwn(answers, slot.name) ? (answers[slot.name] ?? '') : '').replace(/\s+/g, ' ').trim();

const example = ({ example }: Slot): string => (example === undefined ? '' : ` For example: ${example}`);

const checkFile = (slot: Slot, answer: string, exists: SpecExists): SlotProblem | undefined => {
  if (slot.type === 'text') return undefined;
  const [, path = '', anchor] = /^([^#]*)(?:#(.*))?$/.exec(answer) ?? [];
  const tidy = relativePath(path);
  // A `#` belongs to the name of some files.
  const isThere = slot.type === 'path' ? exists(relativePath(answer)) : exists(tidy, anchor);
  if (isThere) return undefined;
  const what = slot.type === 'path' ? answer : anchor === undefined ? tidy : `${tidy} with the section “${anchor}”`;
  return {
    slot: slot.name,
    kind: 'no-such-file',
    message: `${slot.name}: there is no file ${what} in this repository. ${slot.ask}${example(slot)}`,
  };
};

const checkAnswer = (slot: Slot, answer: string, exists: SpecExists): SlotProblem | undefined => {
  if (answer === '')
    return slot.optional
      ? undefined
      : { slot: slot.name, kind: 'missing', message: `${slot.name} is not answered. ${slot.ask}${example(slot)}` };
  // A pattern that does not compile was refused with the policy; here it lets nothing through.
  if (slot.matches !== undefined && compilePattern(slot.matches, 'whole')?.test(answer) !== true)
    return {
      slot: slot.name,
      kind: 'no-match',
      message: `${slot.name}: “${answer}” does not have the form ${slot.matches}.${example(slot)}`,
    };
  return checkFile(slot, answer, exists);
};

const strays = (pattern: PromptPattern, answers: Readonly<Record<string, string>>): readonly SlotProblem[] => {
  const names = pattern.slots.map(({ name }) => name);
  return Object.keys(answers)
    .filter((name) => !names.includes(name))
    .sort()
    .map((name) => {
      const near = nearestWord(name, names);
      const offer = near === undefined ? `It has ${listWords(names, 'and')}.` : `Did you mean ${near}?`;
      return { slot: name, kind: 'unknown', message: `The pattern ${pattern.id} has no slot ${name}. ${offer}` };
    });
};

const slotName = /\{([^{}\s]+)\}/g;

// What an optional slot leaves behind when it stays empty: two blanks, or a blank before a full stop.
const closeGaps = (text: string): string =>
  text
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/ +([.,;:])/g, '$1')
    .trim();

/**
 * The goal a pattern gives with its slots filled, or every slot that is missing or wrong, in the pattern's order.
 * Answers go in as they are: a `{slot}` inside an answer stays text.
 */
export const fillPattern = (
  pattern: PromptPattern,
  answers: Readonly<Record<string, string>>,
  exists: SpecExists,
): Result<string, readonly SlotProblem[]> => {
  const filled = new Map(pattern.slots.map((slot) => [slot.name, answerTo(slot, answers)]));
  const problems = pattern.slots.flatMap((slot) => checkAnswer(slot, filled.get(slot.name) ?? '', exists) ?? []);
  const all = [...problems, ...strays(pattern, answers)];
  if (all.length > 0) return failure(all);
  // Only the gaps of our own text are closed, never the blanks of an answer.
  const withGaps = pattern.text.replace(slotName, (whole, name: string) => (filled.get(name) === '' ? '' : whole));
  return success(closeGaps(withGaps).replace(slotName, (whole, name: string) => filled.get(name) ?? whole));
};
