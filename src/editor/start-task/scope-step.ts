import { isScopeGlob } from '#app';
import { matchesAny, namesIn, relativePath, type Mode } from '#core';
import { askText, type TextObjection } from '../questions.ts';
import type { Step } from '../wizard.ts';
import { titleOf, type Answers } from './answers.ts';

const readGlobs = (text: string): readonly string[] =>
  text
    .split(',')
    .map((glob) => glob.trim())
    .filter((glob) => glob !== '');

const tellLane = (mode: Mode | undefined): string => {
  const allowed = [...new Set(mode?.writes.allow.flat())];
  return allowed.length === 0 ? 'anywhere' : allowed.join(', ');
};

const isInLane = ({ writes }: Mode, path: string): boolean =>
  writes.allow.every((globs) => matchesAny(globs)(path)) && !matchesAny(writes.deny)(path);

// A glob that holds some files of the lane is fine: the mode's own limits take care of the rest.
const findOutside = ({ mode, files }: Answers, globs: readonly string[]): string | undefined =>
  globs.find((glob) => {
    const found = files.filter(matchesAny([glob]));
    return mode !== undefined && found.length > 0 && !found.some((path) => isInLane(mode, path));
  });

const objectTo = (answers: Answers, text: string): TextObjection | undefined => {
  const globs = readGlobs(text);
  const stray = globs.find((glob) => !isScopeGlob(glob));
  if (stray !== undefined)
    return {
      message: `${stray} does not stay inside the repository. Write it from its root, such as src/billing/**.`,
      mayGoOn: false,
    };
  const outside = findOutside(answers, globs);
  if (outside !== undefined)
    return {
      message: `${outside} lies where ${answers.mode?.title} may not write, so a change there will be a finding. The mode writes ${tellLane(answers.mode)}.`,
      mayGoOn: true,
    };
  const dead = globs.find((glob) => !answers.files.some(matchesAny([glob])));
  if (dead === undefined) return undefined;
  return { message: `${dead} matches no file yet. Go on if the task will add it.`, mayGoOn: true };
};

// The paths a person has already named are the scope they most likely mean.
const proposeScope = (answers: Answers): readonly string[] => {
  if (answers.scope !== undefined) return answers.scope;
  const named = namesIn([answers.goal, ...Object.values(answers.slots)].join(' '));
  return [
    ...new Set(
      named
        .filter(({ kind }) => kind === 'path')
        .map(({ text }) => relativePath(text.replaceAll('`', '')))
        .filter(isScopeGlob),
    ),
  ];
};

/** Which places: globs the task keeps to. */
export const scopeStep: Step<Answers> = {
  applies: () => true,
  ask: async (answers, place) => {
    const typed = await askText(
      {
        title: titleOf('Scope'),
        prompt: `Which files may the task write? Paths or globs, separated by commas. Empty: all that the mode may (${tellLane(answers.mode)}).`,
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
