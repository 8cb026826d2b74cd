import { isInside } from '../../calls/places.ts';
import type { Side, Spot } from '../../spots.ts';
import { noFacts, type Facts, type UseFact } from '../../syntax/facts.ts';
import { countItems } from './count-items.ts';

/** Assertions that cannot fail, as they ask for nothing or nobody waits for what they say. */

const openers = /^expect(?:\.(?:soft|poll))?$/;
const unfinished = /^expect\(\)(?:\.(?:not|resolves|rejects))*\.(?:not|resolves|rejects|to[A-Z]\w*)$/;
const waiting = /^expect\(\)(?:\.not)?\.(?:resolves|rejects)\.\w/;
const comparing = /^expect\(\)\.(?:(?:resolves|rejects)\.)?to(?:Be|Equal|StrictEqual)$/;

interface Flaw {
  readonly what: string;
  readonly isIn: (use: UseFact) => boolean;
  readonly say: (written: string) => string;
}

/** What can be wrong with a statement that begins with `expect`. */
const flaws: readonly Flaw[] = [
  {
    what: 'anything',
    isIn: ({ written, arguments: [first] = [] }) => comparing.test(written) && first?.written === 'expect.anything()',
    say: () => 'This assertion holds for whatever is there: expect.anything() is all that it asks for.',
  },
  {
    what: 'no matcher',
    isIn: ({ written, alone }) => alone === true && openers.test(written),
    say: (written) => `This assertion asks for nothing: no matcher is called of ${written}(…).`,
  },
  {
    what: 'unfinished',
    isIn: ({ written, alone, how }) => alone === true && how === 'read' && unfinished.test(written),
    say: (written) => `This assertion is not finished: ${written.replace('()', '(…)')} calls no matcher.`,
  },
  {
    what: 'not awaited',
    isIn: ({ written, alone, awaited }) => alone === true && awaited !== true && waiting.test(written),
    say: () => 'Nobody waits for this assertion: without await or return the test ends before it fails.',
  },
];

export const askForNothing = ({ path, facts = noFacts }: Side): readonly Spot[] =>
  path.endsWith('.py')
    ? []
    : facts.uses.flatMap((use): readonly Spot[] => {
        const flaw = flaws.find(({ isIn }) => isIn(use));
        return flaw === undefined
          ? []
          : [{ place: use.place, symbol: '', text: flaw.what, message: flaw.say(use.written) }];
      });

/** The bracket that begins at an offset, up to the one that closes it, as far as the text has one. */
const bracketAt = (text: string, start: number): string => {
  const code = text
    .slice(start)
    .replaceAll(/"{3}[^]*?"{3}|'{3}[^]*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/g, (found) =>
      '"'.padEnd(found.length, '_'),
    );
  let depth = 0;
  for (const { 0: sign, index } of code.matchAll(/[[({\])}]/g)) {
    depth += '[({'.includes(sign) ? 1 : -1;
    if (depth === 0) return text.slice(start, start + index + 1);
  }
  return '';
};

const isInText = ({ strings }: Facts, line: number): boolean =>
  strings.some(({ place }) => isInside({ line, column: 2, endLine: line, endColumn: 2 }, place));

/** `assert (x, "why")` of Python: what has items is true, whatever they are. */
export const assertTuples = ({ path, text = '', facts = noFacts }: Side): readonly Spot[] =>
  path.endsWith('.py')
    ? [...text.matchAll(/^([ \t]*)assert[ \t]*\(/gm)].flatMap(({ 0: head, 1: indent = '', index }): readonly Spot[] => {
        const start = index + head.length - 1;
        const bracket = bracketAt(text, start);
        const isWhole = /^[ \t]*(?:#|\r?\n|$)/.test(text.slice(start + bracket.length));
        // A list is counted in the same way; a comma makes a tuple of what would be one value in brackets.
        const inner = bracket.slice(1, -1).trim();
        const isTuple = inner.endsWith(',') || (countItems(`[${inner}]`) ?? 0) > 1;
        const line = text.slice(0, index).split('\n').length;
        if (!isWhole || !isTuple || isInText(facts, line)) return [];
        const message = 'This assertion always holds: what is in brackets with a comma is a tuple, which is true.';
        return [{ place: { line, column: indent.length + 1 }, symbol: '', text: 'tuple', message }];
      })
    : [];
