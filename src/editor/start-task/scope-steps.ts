import { isScopeGlob } from '#app';
import { headingsOf, matchesAny, namesIn, type SpecLink } from '#core';
import { askChoices, askText, type Choice, type Step, type TextObjection } from '../wizard.ts';
import { windowTitle, type Answers } from './answers.ts';

const readGlobs = (text: string): readonly string[] =>
  text
    .split(',')
    .map((glob) => glob.trim())
    .filter((glob) => glob !== '');

const objectTo = (answers: Answers, text: string): TextObjection | undefined => {
  const globs = readGlobs(text);
  const outside = globs.find((glob) => !isScopeGlob(glob));
  if (outside !== undefined)
    return {
      message: `${outside} does not stay inside the repository. Write it from its root, such as src/billing/**.`,
      mayGoOn: false,
    };
  const dead = globs.find((glob) => !answers.files.some(matchesAny([glob])));
  if (dead === undefined) return undefined;
  return { message: `${dead} matches no file yet. Go on if the task will add it.`, mayGoOn: true };
};

// The paths a person has already named are the scope they most likely mean.
const proposeScope = (answers: Answers): readonly string[] => {
  if (answers.scope.length > 0) return answers.scope;
  const named = namesIn([answers.goal, ...Object.values(answers.slots)].join(' '));
  return [
    ...new Set(
      named.filter(({ kind }) => kind === 'path').map(({ text }) => text.replaceAll('`', '').replace(/^\/+/, '')),
    ),
  ];
};

/** Which places: globs the task keeps to. */
export const scopeStep: Step<Answers> = {
  applies: () => true,
  ask: async (answers, place) => {
    const typed = await askText(
      {
        title: `${windowTitle}: Scope`,
        prompt: 'Which files may this task write? Paths or globs, separated by commas. Empty: wherever the mode may.',
        placeholder: 'Such as: backend/app/services/metrics.py, tests/unit/**',
        place,
      },
      proposeScope(answers).join(', '),
      (text) => objectTo(answers, text),
    );
    if (typed === 'back' || typed === 'cancel') return { go: typed };
    return { go: 'next', answers: { ...answers, scope: readGlobs(typed.text) } };
  },
};

const isDocument = matchesAny(['**/*.{md,markdown,mdx}']);
// A repository may hold thousands of documents; the nearest to its root are the ones that specify.
const mostDocuments = 60;

const byDepth = (one: string, other: string): number => {
  const depth = one.split('/').length - other.split('/').length;
  if (depth !== 0) return depth;
  return one < other ? -1 : 1;
};

const listSpecs = async ({ files, ports }: Answers): Promise<readonly Choice<SpecLink>[]> => {
  const documents = files.filter(isDocument).toSorted(byDepth).slice(0, mostDocuments);
  const texts = await Promise.all(documents.map((path) => ports.repository.read(path)));
  return documents.flatMap((path, index) => [
    { label: `$(file) ${path}`, value: { path } },
    ...headingsOf(texts[index] ?? '')
      .filter(({ level }) => level <= 2)
      .map(({ text, slug }) => ({
        label: `$(symbol-string) ${text}`,
        description: `${path}#${slug}`,
        value: { path, anchor: slug },
      })),
  ]);
};

const sameSpec = (one: SpecLink, other: SpecLink): boolean => one.path === other.path && one.anchor === other.anchor;

/** Which specifications approved the work. */
export const specStep: Step<Answers> = {
  applies: ({ files }) => files.some(isDocument),
  ask: async (answers, place) => {
    const required = answers.mode?.specRequired === true;
    const picked = await askChoices(
      {
        title: `${windowTitle}: Linked Specs`,
        prompt: required
          ? 'Pick the documents or sections that approved this work; this mode needs at least one.'
          : 'Pick the documents or sections this work follows. The pull request links them.',
        place,
      },
      await listSpecs(answers),
      (spec) => answers.specs.some((known) => sameSpec(known, spec)),
    );
    if (picked === 'back' || picked === 'cancel') return { go: picked };
    return { go: 'next', answers: { ...answers, specs: picked.values } };
  },
};
