import { canonicalJson } from '../canonical-json.ts';
import { lintLevels } from './document-prompt.ts';
import type { PolicyDocument } from './document.ts';
import {
  byOrderOf,
  listed,
  recordOrigins,
  sayings,
  settle,
  settleLast,
  unite,
  type Ledger,
  type Ruling,
} from './merge-ledger.ts';
import { groupBy } from './merge-rules.ts';
import type { PromptLaw, PromptPattern } from './policy.ts';

type Prompt = NonNullable<PolicyDocument['prompt']>;
type WrittenPattern = NonNullable<Prompt['patterns']>[number];

const patternOf = ({ id, title, modes, text, slots }: WrittenPattern): PromptPattern => ({
  id,
  title,
  modes: modes ?? [],
  text,
  slots: Object.entries(slots ?? {}).map(([name, { ask, type, example, matches, optional }]) => ({
    name,
    ask,
    type: type ?? 'text',
    ...(example === undefined ? {} : { example }),
    ...(matches === undefined ? {} : { matches }),
    optional: optional ?? false,
  })),
});

// A pattern is a help, not a limit: the policy nearest to the repository may write it anew.
const mergePatterns = (ledger: Ledger, layers: readonly Ruling[]): readonly PromptPattern[] => {
  const written = listed(layers, ['prompt', 'patterns'], ({ prompt }) => prompt?.patterns);
  return [...groupBy(written, ({ id }) => id)].flatMap(([id, said]) => {
    recordOrigins(
      ledger,
      `prompt.patterns.${id}`,
      said.toReversed().map((one) => ({ ...one, path: [...one.path, 'id'], value: one.value.title })),
    );
    return said.slice(-1).map(({ value }) => patternOf(value));
  });
};

const mergeLintLevel = (ledger: Ledger, layers: readonly Ruling[]): PromptLaw['lintLevel'] => {
  const said = sayings(layers, ['prompt', 'lint', 'level'], ({ prompt }) => prompt?.lint?.level);
  const level = settle(ledger, 'prompt.lint.level', said, byOrderOf(lintLevels));
  if (level === undefined) recordOrigins(ledger, 'prompt.lint.level', [], 'warn');
  return level ?? 'warn';
};

/** How a task is put to the agent: the strictest lint, everything disliked, every sentence of every policy. */
export const mergePrompt = (ledger: Ledger, layers: readonly Ruling[]): PromptLaw => {
  const sentences = (key: 'guards' | 'stop-when' | 'done-when'): readonly string[] =>
    unite(
      ledger,
      `prompt.${key}`,
      sayings(layers, ['prompt', key], ({ prompt }) => prompt?.[key]),
    );
  const avoid = sayings(layers, ['prompt', 'lint', 'avoid'], ({ prompt }) => prompt?.lint?.avoid);
  const shown = avoid.map((said) => ({ ...said, value: said.value.map(({ matches }) => matches) }));
  recordOrigins(ledger, 'prompt.lint.avoid', shown);
  const dislikes = new Map(avoid.flatMap(({ value }) => value).map((dislike) => [canonicalJson(dislike), dislike]));
  const log = settleLast(
    ledger,
    'prompt.log',
    sayings(layers, ['prompt', 'log'], ({ prompt }) => prompt?.log),
  );
  return {
    ...(log === undefined ? {} : { log }),
    lintLevel: mergeLintLevel(ledger, layers),
    avoid: [...dislikes.values()],
    patterns: mergePatterns(ledger, layers),
    guards: sentences('guards'),
    stopWhen: sentences('stop-when'),
    doneWhen: sentences('done-when'),
  };
};
