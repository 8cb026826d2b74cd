import type { PolicyDocument } from './document.ts';
import type { Remark } from './check-names.ts';
import { checkPattern, compilePattern } from './pattern.ts';
import { listWords, nearestWord } from './suggest.ts';

type Pattern = NonNullable<NonNullable<PolicyDocument['prompt']>['patterns']>[number];
type Path = Remark['path'];

/** The names that stand in braces in the text of a prompt pattern, each once, in order. */
const slotsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\{([^{}\s]+)\}/g)].flatMap(([, name]) => name ?? [])),
];

const unknownSlot = (name: string, declared: readonly string[], path: Path): Remark => {
  const nearest = nearestWord(name, declared);
  const offer =
    nearest === undefined ? `Its slots are ${listWords(declared, 'and')}.` : `Did you mean \`{${nearest}}\`?`;
  return {
    path: [...path, 'text'],
    part: 'value',
    severity: 'error',
    code: 'unknown-slot',
    message: `The text asks for \`{${name}}\`, and there is no such slot. ${declared.length === 0 ? 'Add it under `slots`.' : offer}`,
  };
};

// A slot that a misspelt one was meant to be is not unused.
const meant = (used: readonly string[], declared: readonly string[]): readonly string[] =>
  used.flatMap((name) => (declared.includes(name) ? name : (nearestWord(name, declared) ?? [])));

const unusedSlot = (name: string, path: Path): Remark => ({
  path: [...path, 'slots', name],
  part: 'key',
  severity: 'warning',
  code: 'unused-slot',
  message: `The text never uses the slot \`${name}\`. Write \`{${name}}\` where the answer goes, or remove the slot.`,
});

const badExample = ({ slots }: Pattern, path: Path): readonly Remark[] =>
  Object.entries(slots ?? {}).flatMap(([name, { example, matches }]): readonly Remark[] => {
    if (example === undefined || matches === undefined || !checkPattern(matches).ok) return [];
    if (compilePattern(matches, 'whole')?.test(example) !== false) return [];
    const message = `The example of the slot \`${name}\` does not match its own \`matches\`. Correct one of the two.`;
    return [
      { path: [...path, 'slots', name, 'example'], part: 'value', severity: 'warning', code: 'bad-example', message },
    ];
  });

const checkOne = (pattern: Pattern, path: Path): readonly Remark[] => {
  const declared = Object.keys(pattern.slots ?? {});
  const used = slotsIn(pattern.text);
  return [
    ...used.filter((name) => !declared.includes(name)).map((name) => unknownSlot(name, declared, path)),
    ...declared.filter((name) => !meant(used, declared).includes(name)).map((name) => unusedSlot(name, path)),
    ...badExample(pattern, path),
  ];
};

/** Whether the texts of the prompt patterns and their slots belong together. */
export const checkPromptPatterns = ({ prompt }: PolicyDocument): readonly Remark[] =>
  (prompt?.patterns ?? []).flatMap((pattern, index) => checkOne(pattern, ['prompt', 'patterns', index]));
