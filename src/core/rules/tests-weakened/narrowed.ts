import { matchesAny } from '../../glob.ts';
import { isInside } from '../../calls/places.ts';
import type { ChangedFile, Sighting } from '../../rule-kind.ts';
import { noFacts, type Facts, type ObjectFact } from '../../syntax/facts.ts';
import { commandsOf, runsTests } from './commands.ts';
import { isProgram } from './settings.ts';
import { commandLeaves, leavesOf, listOf, type Leaf } from './trees.ts';

/** Something that says which tests are run, or which are not. */
interface Choice {
  /** The setting or option: `testMatch`, `--ignore`. */
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

const including = /^(?:testpaths|testMatch|python_files|python_classes|python_functions|include)$/;
const excluding = /^(?:norecursedirs|testPathIgnorePatterns|exclude)$/;
const option =
  /(?:^|[\s"'=])(--deselect|--ignore-glob|--ignore|--testPathIgnorePatterns|--exclude|-k)[= ]("[^"]*"|'[^']*'|[^\s"']+)/g;
const given = /^(?:addopts|PYTEST_ADDOPTS)$/;

/** Folders in which no tests of the project itself stand. */
const foreign =
  /node_modules|(?:^|[/\W_])(?:dist|build|coverage|venv|env|git|tox|nox|out|next|cache|egg-info|vendor)(?:$|[/\W])/;

const isChoice = (name: string): boolean => including.test(name) || excluding.test(name);

// Many tools include and exclude; only in a program of Vitest it is told whose list it is.
const isOfVitest = (name: string): boolean => name === 'include' || name === 'exclude';

const choicesOfLeaf = ({ keys, text, line }: Leaf): readonly Choice[] => {
  const name = listOf(keys);
  // In a file of INI a list is words.
  if (isChoice(name) && !isOfVitest(name))
    return text
      .split(/\s+/)
      .filter(Boolean)
      .map((value) => ({ name, value, line }));
  const commands = given.test(name)
    ? [text]
    : commandsOf(text).flatMap((command) =>
        /\bPYTEST_ADDOPTS=/.test(command.text) || runsTests(command) ? [command.text] : [],
      );
  return commands.flatMap((command) =>
    // `make -k` goes on after an error.
    [...command.matchAll(option)]
      .filter(([, by]) => by !== '-k' || given.test(name) || /pytest|PYTEST/.test(command))
      .map(([, by = '', value = '']) => ({ name: by, value: value.replace(/["']/g, ''), line })),
  );
};

/** The innermost object that something stands in. */
const objectAround = ({ objects }: Facts, place: ObjectFact['place']): ObjectFact | undefined =>
  objects.findLast((object) => isInside(place, object.place));

/** The lists in the program of a setting, by the text in front of their brackets. */
const choicesOfProgram = (text: string, facts: Facts): readonly Choice[] => {
  const lines = text.split('\n');
  let name = '';
  return facts.strings.flatMap(({ place, parts: [value] }): readonly Choice[] => {
    const before = [...lines.slice(0, place.line - 1), (lines[place.line - 1] ?? '').slice(0, place.column - 1)].join(
      '\n',
    );
    name = /(\w+)\s*:\s*\[[^\]]*$/.exec(before)?.[1] ?? '';
    const isOfTests = !isOfVitest(name) || objectAround(facts, place)?.name === 'test';
    return isChoice(name) && isOfTests && typeof value === 'string' ? [{ name, value, line: place.line }] : [];
  });
};

const choicesIn = (path: string, text: string, facts: Facts = noFacts): readonly Choice[] =>
  isProgram(path) ? choicesOfProgram(text, facts) : commandLeaves(leavesOf(path, text)).flatMap(choicesOfLeaf);

/** A path that a glob or a folder means, for all of those. */
const sampleOf = (value: string): string =>
  value
    .replace(/^\.?\//, '')
    .replaceAll('**', 'x/y')
    .replaceAll('*', 'z')
    .replace(/[@+?!]?\((\w+)[^)]*\)|\{(\w+)[^}]*\}|\[(\w)[^\]]*\]/g, '$1$2$3');

const covers = (value: string, sample: string): boolean =>
  sample.startsWith(`${value.replace(/\/$/, '')}/`) || value === '.' || matchesAny([value])(sample);

/** What a file no longer includes, and nothing that it includes now covers. A list that is gone includes all. */
const noLonger = (was: readonly Choice[], now: readonly Choice[]): readonly Choice[] =>
  was.filter(({ name, value }) => {
    const same = now.filter((one) => one.name === name);
    return including.test(name) && same.length > 0 && !same.some((one) => covers(one.value, sampleOf(value)));
  });

const isOut = ({ name, value }: Choice): boolean => !including.test(name) && !foreign.test(value);

/** Tests that are left out by settings that left them in before. */
export const narrowed = (files: readonly ChangedFile[]): readonly Sighting[] =>
  files.flatMap((file): readonly Sighting[] => {
    if (file.before === undefined || file.after === undefined) return [];
    const was = choicesIn(file.path, file.before, file.factsBefore);
    const now = choicesIn(file.path, file.after, file.facts);
    const known = new Set(was.map(({ name, value }) => `${name} ${value}`));
    const left = noLonger(was, now).map(({ name, value }) => ({
      name,
      line: now.find((one) => one.name === name)?.line ?? 1,
      message: `Fewer tests are run: “${name}” no longer has ${value}.`,
      value,
    }));
    const out = now
      .filter((one) => isOut(one) && !known.has(`${one.name} ${one.value}`))
      .map(({ name, value, line }) => ({
        name,
        line,
        value,
        message: `Fewer tests are run: “${name}” leaves some out by ${value}.`,
      }));
    return [...left, ...out].map(({ name, value, line, message }) => ({
      path: file.path,
      line,
      message,
      identity: `${name} ${value}`,
    }));
  });
