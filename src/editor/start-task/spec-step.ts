import { headingsOf, isRead, matchesAny, namesIn, relativePath, sectionOf, type SpecLink } from '#core';
import type { QuickPickItem } from 'vscode';
import { askChoices, separator, type Choice } from '../questions.ts';
import type { Step } from '../wizard.ts';
import { isUntouched, titleOf, type Answers } from './answers.ts';

const isDocument = matchesAny(['**/*.{md,markdown,mdx,rst,adoc,txt}']);
const isMarkdown = matchesAny(['**/*.{md,markdown,mdx}']);

// A repository may hold thousands of documents; the nearest to its root are the ones that specify.
const mostDocuments = 60;

const byDepth = (one: string, other: string): number => {
  const depth = one.split('/').length - other.split('/').length;
  if (depth !== 0) return depth;
  return one < other ? -1 : 1;
};

const keyOf = ({ path, anchor }: SpecLink): string => JSON.stringify([path, anchor ?? null]);

const tidy = (path: string): string => relativePath(path.replaceAll('`', ''));

/** The documents the person has already named: in the goal, or in an answer to the pattern. */
const findNamed = ({ goal, slots, files }: Answers): readonly SpecLink[] => {
  const words = [...namesIn(goal).map(({ text }) => text), ...Object.values(slots)].map(tidy);
  return words.flatMap((word) => {
    const [path = '', anchor] = word.split('#');
    if (!files.includes(path) || !isDocument(path)) return [];
    return [anchor === undefined ? { path } : { path, anchor }];
  });
};

/** The documents and sections that the context pack names one by one; what it takes by a glob is no specification. */
const findPacked = ({ law, mode, files }: Answers): readonly SpecLink[] =>
  law.policy.context
    .filter((item) => isRead(item, mode) && files.includes(tidy(item.path)) && isDocument(item.path))
    .map(({ path, anchor }) => (anchor === undefined ? { path: tidy(path) } : { path: tidy(path), anchor }));

type ReadText = (path: string) => string | undefined;

const toChoice = (spec: SpecLink, readText: ReadText): Choice<SpecLink> => {
  if (spec.anchor === undefined) return { label: `$(file) ${spec.path}`, value: spec };
  const section = sectionOf(readText(spec.path) ?? '', spec.anchor);
  const heading = section.ok ? section.value.heading.text : spec.anchor;
  // Links to one section are written alike, however the policy spells it.
  const anchor = section.ok ? section.value.heading.slug : spec.anchor;
  return { label: `$(list-tree) ${heading}`, description: spec.path, value: { path: spec.path, anchor } };
};

const listSections = (path: string, readText: ReadText): readonly SpecLink[] =>
  isMarkdown(path)
    ? headingsOf(readText(path) ?? '')
        .filter(({ level }) => level <= 2)
        .map(({ slug }) => ({ path, anchor: slug }))
    : [];

const group = (
  label: string,
  specs: readonly SpecLink[],
  seen: Set<string>,
  readText: ReadText,
): readonly (Choice<SpecLink> | QuickPickItem)[] => {
  const choices = specs
    .map((spec) => toChoice(spec, readText))
    .filter(({ value }) => {
      const isNew = !seen.has(keyOf(value));
      seen.add(keyOf(value));
      return isNew;
    });
  return choices.length === 0 ? [] : [separator(label), ...choices];
};

const listSpecs = async (answers: Answers): Promise<readonly (Choice<SpecLink> | QuickPickItem)[]> => {
  const named = findNamed(answers);
  const packed = findPacked(answers);
  const others = answers.files.filter(isDocument).toSorted(byDepth).slice(0, mostDocuments);
  const paths = [...new Set([...[...named, ...packed].map(({ path }) => path), ...others])];
  const read = await Promise.all(
    paths.map(async (path) => [path, await answers.machine.repository.read(path)] as const),
  );
  // Of a document that cannot be read no sections are offered; it is said when it is linked.
  const texts = new Map(read.map(([path, text]) => [path, text.ok ? text.value : undefined]));
  const readText: ReadText = (path) => texts.get(path);
  const seen = new Set<string>();
  return [
    ...group('Named in the goal', named, seen, readText),
    ...group('In the context pack', packed, seen, readText),
    ...others.flatMap((path) => group(path, [{ path }, ...listSections(path, readText)], seen, readText)),
  ];
};

/** Which specifications approved the work. */
export const specStep: Step<Answers> = {
  applies: ({ files, mode }) => mode?.specRequired === true || files.some(isDocument),
  ask: async (answers, place) => {
    const required = answers.mode?.specRequired === true;
    const named = findNamed(answers);
    const { specs, proposed } = answers;
    const shown = specs === undefined || isUntouched(specs, proposed?.specs) ? named : specs;
    const chosen = new Set(shown.map(keyOf));
    const picked = await askChoices(
      {
        title: titleOf('Linked Specs'),
        prompt: required ? 'Pick what approved this work: at least one' : 'Pick what this work follows, if anything',
        place,
      },
      await listSpecs(answers),
      (spec) => chosen.has(keyOf(spec)),
      { least: required ? 1 : 0 },
    );
    if (picked === 'back' || picked === 'cancel') return { go: picked };
    return { go: 'next', answers: { ...answers, specs: picked.values, proposed: { ...proposed, specs: named } } };
  },
};
