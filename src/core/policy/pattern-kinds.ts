import type { Steps } from './pattern-steps.ts';

/** Steps, and which characters each place takes. */
export interface Automaton extends Steps {
  /** For each place the kinds of characters it takes, one bit each. */
  readonly takes: readonly bigint[];
  readonly kinds: number;
}

// ASCII, and one of each kind of character that Unicode tells apart and patterns ask for.
const everyday = [...Array.from({ length: 128 }, (_, code) => code), 0xa0, 0xdf, 0xe9, 0x3b1, 0x4e2d, 0x2028, 0x1f600];

const mentioned = (characters: readonly string[]): readonly number[] =>
  characters.flatMap((source) => {
    const escaped = [...source.matchAll(/\\(?:x|u\{?)([0-9A-Fa-f]+)/gu)].map(([, digits]) =>
      Number.parseInt(digits ?? '', 16),
    );
    const literal = Array.from(source, (character) => character.codePointAt(0) ?? 0);
    return [...escaped, ...literal].flatMap((code) => [code - 1, code, code + 1]);
  });

const bitsOf = (marks: readonly string[], at: number): bigint =>
  marks.reduce((bits, mark, kind) => (mark[at] === '1' ? bits | (1n << BigInt(kind)) : bits), 0n);

// Characters that all places treat alike are one kind; the engine itself says which place takes which character.
export const sortCharacters = (steps: Steps): Automaton => {
  const sources = [...new Set(steps.characters)];
  const tests = sources.map((source) => new RegExp(`^(?:${source})$`, 'iu'));
  const codes = new Set([...everyday, ...mentioned(sources).filter((code) => code >= 0 && code <= 0x10_ff_ff)]);
  const kinds = new Set<string>();
  for (const code of codes) {
    const character = String.fromCodePoint(code);
    kinds.add(tests.map((test) => (test.test(character) ? '1' : '0')).join(''));
  }
  const marks = [...kinds];
  const all = (1n << BigInt(marks.length)) - 1n;
  const bySource = new Map(sources.map((source, at) => [source, bitsOf(marks, at)]));
  // A character from a script that none of ours stands for may be any: better to refuse too much than to wait.
  const takes = steps.characters.map((source) => bySource.get(source) || all);
  return { ...steps, takes, kinds: marks.length };
};
