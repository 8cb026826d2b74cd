import { checkScope, proposeScope, remarkOnScope, splitScope } from '#app';
import type { Mode } from '#core';
import { askText, type TextObjection } from '../questions.ts';
import type { Step } from '../wizard.ts';
import { isUntouched, titleOf, type Answers } from './answers.ts';

const tellLane = (mode: Mode | undefined): string => {
  const allowed = [...new Set(mode?.writes.allow.flat())];
  return allowed.length === 0 ? 'anywhere' : allowed.join(', ');
};

const objectTo = ({ mode, files }: Answers, text: string): TextObjection | undefined => {
  const globs = splitScope(text);
  const checked = checkScope(globs, files);
  if (!checked.ok) return { message: `${checked.error.message} ${checked.error.remedy ?? ''}`, mayGoOn: false };
  const [remark] = mode === undefined ? [] : remarkOnScope(globs, files, mode);
  return remark === undefined ? undefined : { message: remark, mayGoOn: true };
};

/** Which places: globs the task keeps to. */
export const scopeStep: Step<Answers> = {
  applies: () => true,
  ask: async (answers, place) => {
    // The paths a person has already named are the scope they most likely mean.
    const proposal = proposeScope([answers.goal, ...Object.values(answers.slots)].join(' '), answers.files);
    const { scope, proposed } = answers;
    const shown = scope === undefined || isUntouched(scope, proposed?.scope) ? proposal : scope;
    const typed = await askText(
      {
        title: titleOf('Scope'),
        prompt: `Which files may the task write? Paths or globs, separated by commas. Empty: all that the mode may (${tellLane(answers.mode)}).`,
        placeholder: 'Such as: backend/app/services/metrics.py, tests/unit/**',
        place,
      },
      shown.join(', '),
      (text) => objectTo(answers, text),
    );
    if (typed === 'back' || typed === 'cancel') return { go: typed };
    const remembered = { ...proposed, scope: proposal };
    return { go: 'next', answers: { ...answers, scope: splitScope(typed.text), proposed: remembered } };
  },
};
