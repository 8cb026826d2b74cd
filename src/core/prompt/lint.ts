import type { Mode } from '../mode.ts';
import { compareText } from '../order.ts';
import { compilePattern } from '../policy/pattern.ts';
import type { Policy } from '../policy/policy.ts';
import { dependencyBan } from './dependencies.ts';
import { isAside, namesIn, withoutNames, type Named } from './lint-names.ts';
import { phrases, type PhraseInGoal } from './lint-words.ts';

/** Why a goal is disliked, and a better form of it. */
export interface GoalProblem {
  /** `empty`, `too-short`, `no-place`, `vague`, `everywhere`, `scope-creep`, `placeholder`, `new-dependency` or `avoid`. */
  readonly id: string;
  /** The words it is about; empty when something is lacking. */
  readonly words: string;
  /** Offsets of those words in the goal, in UTF-16 code units; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly because: string;
  readonly better: string;
}

export interface GoalLaw {
  readonly policy: Pick<Policy, 'prompt' | 'rules'>;
  readonly mode?: Mode;
  /** The answers a prompt pattern was filled with: each names something. */
  readonly slots?: Readonly<Record<string, string>>;
}

const mostTargets = 3;
const fewestWords = 3;
const example = 'Implement `ratings.resilience` in `src/ratings.py`, with tests in `tests/test_ratings.py`.';

const surround = (goal: string, start: number, end: number): PhraseInGoal => ({
  goal,
  before: goal.slice(0, start),
  words: goal.slice(start, end),
  after: goal.slice(end),
});

// `do not touch all files` forbids what it names.
const isNegated = (before: string): boolean =>
  /\b(?:do not|don['’]t|never|without|nothing|no|not|avoid|instead of|rather than|except)\b[^.;:,]{0,40}$/i.test(
    before,
  );

const lintPhrases = (goal: string, names: readonly Named[]): readonly GoalProblem[] => {
  const masked = withoutNames(goal, names);
  return phrases.flatMap(({ id, pattern, fineWhen, because, better }) =>
    // What is still to be filled in may stand inside a name.
    [...(id === 'placeholder' ? goal : masked).matchAll(pattern)].flatMap(({ 0: match, index }) => {
      const words = match.trimEnd();
      const around = surround(goal, index, index + words.length);
      const maskedAround = { ...around, after: masked.slice(index + words.length) };
      if (isNegated(around.before) || fineWhen?.(maskedAround) === true) return [];
      return [{ id, words: around.words, start: index, end: index + words.length, because, better: better(around) }];
    }),
  );
};

const whole = (goal: string, id: string, because: string, better: string): GoalProblem => {
  const start = goal.length - goal.trimStart().length;
  return { id, words: goal.trim(), start, end: start + goal.trim().length, because, better };
};

// A goal is quoted to be recognised, not to be read again.
const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60).trimEnd()}…` : text);

const lintSize = (goal: string, names: readonly Named[], isNamed: boolean): readonly GoalProblem[] => {
  const text = goal.trim();
  if (text === '') return [whole(goal, 'empty', 'There is no goal yet.', `For example: “${example}”`)];
  const bare = shorten(text.replace(/\s+everywhere\b/gi, '').replace(/[\s.!?;:,]+$/, ''));
  const count = text.split(/\s+/).length;
  const problems: GoalProblem[] = [];
  if (count < fewestWords)
    problems.push(
      whole(
        goal,
        'too-short',
        `It has only ${count === 1 ? 'one word' : `${count} words`}: that does not say what is wanted and how to tell that it is done.`,
        `Say what changes, where, and which test shows it: “${bare} … in \`path/to/file\`, so that …, with tests in \`tests/…\`.”`,
      ),
    );
  if (names.length === 0 && !isNamed)
    problems.push(
      whole(
        goal,
        'no-place',
        'It names no file, symbol or test, so it does not say where the work begins and ends.',
        `Name them: “${bare} in \`path/to/file\`, with tests in \`tests/…\`.”`,
      ),
    );
  return problems;
};

const lintTargets = (goal: string, names: readonly Named[]): readonly GoalProblem[] => {
  const targets = names.filter(
    ({ kind, text, start }) =>
      kind === 'path' && !isAside(text.replaceAll('`', '')) && !isNegated(goal.slice(0, start)),
  );
  const distinct = [...new Map(targets.map((target) => [target.text.replaceAll('`', ''), target])).values()];
  const over = distinct[mostTargets];
  const first = distinct.slice(0, mostTargets).map(({ text }) => `\`${text.replaceAll('`', '')}\``);
  if (over === undefined) return [];
  return [
    {
      id: 'scope-creep',
      words: goal.slice(over.start, over.end),
      start: over.start,
      end: over.end,
      because: `It names ${distinct.length} places to change beside tests and documents; one task should manage with ${mostTargets}.`,
      better: `Begin with ${first.join(', ')}, and make the rest a task of its own.`,
    },
  ];
};

const newDependency =
  /\b(?:add(?:ing)?|install(?:ing)?|introduc(?:e|ing)|adopt(?:ing)?|pull(?:ing)? in|bring(?:ing)? in|depend(?:ing)? on|switch(?:ing)? to|us(?:e|ing))\s+(?:(?!existing\b|already\b)[\w@`./'-]+\s+){0,4}?(?:dependenc(?:y|ies)|packages?|librar(?:y|ies)|libs?|sdk|npm modules?)\b|\b(?:pip3?|poetry|uv|npm|pnpm|yarn|cargo|go|gem|composer|bundle)\s+(?:install|add|i|get|require)\s+[\w@][\w@./-]*/gi;

const lintDependencies = (goal: string, { policy, mode }: GoalLaw): readonly GoalProblem[] => {
  const ban = dependencyBan(policy, mode);
  if (ban === undefined) return [];
  return [...goal.matchAll(newDependency)]
    .filter(
      ({ 0: words, index }) =>
        !isNegated(goal.slice(0, index)) && !/\b(?:existing|already|in use|no|standard)\b/i.test(words),
    )
    .map(({ 0: words, index }) => ({
      id: 'new-dependency',
      words,
      start: index,
      end: index + words.length,
      because: `The policy allows no new dependency here: ${ban}`,
      better: `Say what it is needed for, and do it with what the repository uses already; or bring the decision about the dependency first.`,
    }));
};

const lintAvoided = (goal: string, { policy }: GoalLaw): readonly GoalProblem[] =>
  policy.prompt.avoid.flatMap(({ matches, because, better }) => {
    const found = compilePattern(matches, 'search')?.exec(goal);
    if (found === null || found === undefined) return [];
    const start = found.index;
    return [{ id: 'avoid', words: found[0], start, end: start + found[0].length, because, better }];
  });

const inOrder = (one: GoalProblem, other: GoalProblem): number =>
  one.start - other.start || one.end - other.end || compareText(one.id, other.id);

// Two readings of the same words are one complaint.
const withoutOverlaps = (problems: readonly GoalProblem[]): readonly GoalProblem[] =>
  problems.filter(
    (problem, index) =>
      !problems
        .slice(0, index)
        .some(
          ({ id, start, end }) => id === problem.id && id !== 'avoid' && start < problem.end && end > problem.start,
        ),
  );

/**
 * What is wrong with a goal before any work starts (DawsOS Codex Governance v1.0, §5 and §13): deterministic, for
 * goals in English; in another language only the policy's own patterns and the names it holds are judged. In order of
 * place; empty when the policy has the lint off.
 */
export const lintGoal = (goal: string, law: GoalLaw): readonly GoalProblem[] => {
  if (law.policy.prompt.lintLevel === 'off') return [];
  const names = namesIn(goal);
  const isNamed = Object.values(law.slots ?? {}).some((answer) => answer.trim() !== '');
  const size = lintSize(goal, names, isNamed);
  if (goal.trim() === '') return size;
  const found = [
    ...size,
    ...lintPhrases(goal, names),
    ...lintTargets(goal, names),
    ...lintDependencies(goal, law),
    ...lintAvoided(goal, law),
  ];
  return withoutOverlaps([...found].sort(inOrder));
};
