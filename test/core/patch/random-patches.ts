// Patches and files that are made up, the same ones for the same seed: many fit, many do not, and some are no patches.
import type { Files } from './codex-program.ts';

/** Whole numbers below a limit, the same for the same seed. */
const openChance = (seed: number) => {
  let state = seed;
  const below = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
  const pick = <Item>(items: readonly [Item, ...Item[]]): Item => items[below(items.length)] ?? items[0];
  return { below, pick, isOne: (outOf: number): boolean => below(outOf) === 0 };
};

type Chance = ReturnType<typeof openChance>;

// Blanks of several kinds, signs that Codex takes for others, and lines that look like parts of a patch.
const lines = [
  ...(['a', 'b', '', 'c ', '  c', '\ta', 'a—b', 'a-b', '“q”', '"q"', 'x\u00a0y', 'x y'] as const),
  ...(['\u0085z', '\ufeffz', 'z', '@@', '*** End of File', 'd\r', ' '] as const),
] as unknown as readonly [string, ...string[]];
const names = ['a.txt', 'b.txt', 'd/c.txt'] as const;

const makeText = ({ below, pick, isOne }: Chance): string => {
  const end = pick(['\n', '\n', '\r\n']);
  const parts = Array.from({ length: below(9) }, () => pick(lines) + (isOne(12) ? pick(['\n', '\r\n']) : end));
  return parts.join('') + (isOne(4) ? pick(lines) : '');
};

const blur = ({ pick, isOne }: Chance, line: string): string =>
  isOne(14) ? pick([`${line} `, line.trim(), ` ${line}`, line.replace('—', '-'), line.replace(/[“”]/g, '"')]) : line;

const changeLine = (chance: Chance, line: string): readonly string[] => {
  const { below, pick, isOne } = chance;
  const old = blur(chance, line);
  const kept = old === '' && isOne(2) ? '' : ` ${old}`;
  const ways = [[`-${old}`], [`-${old}`, `+${pick(lines)}`], [kept], [` ${old}`, `+${pick(lines)}`]];
  return ways[below(ways.length)] ?? [];
};

/** A change of some lines from a place on, and where they end. */
const makeChunk = (chance: Chance, text: readonly string[], from: number): readonly [readonly string[], number] => {
  const { below, pick, isOne } = chance;
  const start = Math.min(text.length, from + below(3));
  const end = Math.min(text.length, start + below(4));
  const head = below(4);
  return [
    [
      ...(head === 0 ? [`@@ ${blur(chance, pick([text[below(text.length)] ?? 'a', 'a']))}`] : []),
      ...(head === 1 || head === 2 ? ['@@'] : []),
      ...text.slice(start, end).flatMap((line) => changeLine(chance, line)),
      ...(isOne(5) ? [`+${pick(lines)}`] : []),
      ...(isOne(6) ? [pick([' ', '-', '+', ''])] : []),
      ...(isOne(6) ? ['*** End of File'] : []),
      ...(isOne(60) ? [pick(['', 'junk', '*** junk', '@@ ', '  '])] : []),
    ],
    end,
  ];
};

const makeUpdate = (chance: Chance, name: string, text: string): readonly string[] => {
  const { below, pick, isOne } = chance;
  const old = text.split('\n').map((line) => line.replace(/\r$/, ''));
  if (old.at(-1) === '') old.pop();
  const made = [`*** Update File: ${name}`];
  if (isOne(5)) made.push(`*** Move to: ${pick([...names, 'm.txt', 'm/m.txt'])}`);
  let from = 0;
  for (let count = isOne(12) ? 0 : 1 + below(2); count > 0; count -= 1) {
    const [chunk, end] = makeChunk(chance, old, from);
    made.push(...chunk);
    from = isOne(5) ? 0 : end;
  }
  return made;
};

const makeStep = (chance: Chance, files: Files): readonly string[] => {
  const { below, pick, isOne } = chance;
  const name = pick(names);
  const kind = below(10);
  if (kind > 2) return makeUpdate(chance, name, files.get(name) ?? 'a\nb\n');
  if (kind === 2) return [`*** Delete File: ${name}`];
  const added = Array.from({ length: below(4) }, () => `+${pick(lines)}`);
  return [`*** Add File: ${pick([name, 'n.txt', 'e/n.txt'])}`, ...added, ...(isOne(20) ? [pick(['', 'x', ' '])] : [])];
};

/** Files, and a patch that was made with them in mind. */
export interface Trial {
  readonly files: Files;
  readonly patch: string;
}

export const makeTrials = (count: number, seed: number): readonly Trial[] => {
  const chance = openChance(seed);
  const { below, pick, isOne } = chance;
  return Array.from({ length: count }, () => {
    const files = new Map(names.filter(() => !isOne(6)).map((name) => [name, makeText(chance)]));
    const made = [
      pick(['*** Begin Patch', '*** Begin Patch', '*** Begin Patch', '  *** Begin Patch ', '*** Begin Patch\r']),
      ...(isOne(20) ? [pick(['*** Environment ID: x', '*** Environment ID:  '])] : []),
      ...Array.from({ length: 1 + below(3) }, () => makeStep(chance, files)).flat(),
      ...(isOne(30)
        ? []
        : [pick(['*** End Patch', '*** End Patch', ' *** End Patch ', '*** End Patch\n*** End Patch'])]),
    ].join(pick(['\n', '\n', '\n', '\r\n']));
    return { files, patch: isOne(20) ? `<<'EOF'\n${made}\nEOF` : made };
  });
};
