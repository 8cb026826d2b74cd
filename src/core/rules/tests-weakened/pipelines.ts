import type { Side, Spot } from '../../spots.ts';
import { leavesOf, type Leaf } from './trees.ts';

const running =
  /\b(?:pytest|unittest|tox|nox|jest|vitest|mocha|phpunit|rspec|ctest|(?:npm|pnpm|yarn|bun|make|cargo|go|dotnet|mvn|gradlew?)\b[^\n|;&]*\b(?:test|verify))\b/;
const ignoring = new RegExp(String.raw`${running.source}[^\n]*\|\|\s*(?:true|:|exit 0|echo\b)`);

const allowing = /^(?:continue-on-error|allow_failure): true$/;

const spotOf = ({ line }: Leaf, text: string, message: string): Spot => ({
  place: { line, column: 1 },
  symbol: '',
  text,
  message,
});

const startsWith = (keys: readonly string[], start: readonly string[]): boolean =>
  start.every((key, index) => keys[index] === key);

/** The commands of a step or job that a key lets fail. */
const commandsUnder = (leaves: readonly Leaf[], { keys }: Leaf): readonly string[] => {
  const around = keys.slice(0, -1);
  return leaves
    .filter((leaf) => startsWith(leaf.keys, around) && running.test(leaf.text))
    .map(({ text }) => text.trim());
};

/** Where settings let tests fail without anybody noticing. */
export const letFail = ({ path, text = '' }: Side): readonly Spot[] => {
  const leaves = leavesOf(path, text);
  return leaves.flatMap((leaf): readonly Spot[] => {
    if (ignoring.test(leaf.text))
      return [spotOf(leaf, leaf.text.trim(), 'What these tests say is ignored here: the command never fails.')];
    const key = leaf.keys.at(-1) ?? '';
    if (!allowing.test(`${key}: ${leaf.text}`)) return [];
    const [command] = commandsUnder(leaves, leaf);
    return command === undefined
      ? []
      : [spotOf(leaf, `${key} ${command}`, `These tests may fail here: ${key} is set.`)];
  });
};
