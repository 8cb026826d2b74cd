import { canonicalJson } from '../canonical-json.ts';
import { lintLevels } from './document-prompt.ts';
import type { PolicyDocument } from './document.ts';
import {
  byOrderOf,
  listed,
  recordEffect,
  recordOrigins,
  sayings,
  settle,
  tell,
  unite,
  type Ledger,
  type Ruling,
  type Said,
} from './merge-ledger.ts';
import { withAliases, type Aliases } from './merge-modes.ts';
import { groupBy } from './merge-rules.ts';
import type { Acceptance, PromptLaw, PromptPattern } from './policy.ts';

type Prompt = NonNullable<PolicyDocument['prompt']>;
type WrittenPattern = NonNullable<Prompt['patterns']>[number];
type WrittenLine = NonNullable<NonNullable<PolicyDocument['pull-request']>['acceptance']>[number];

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
  return {
    lintLevel: mergeLintLevel(ledger, layers),
    avoid: [...dislikes.values()],
    patterns: mergePatterns(ledger, layers),
    guards: sentences('guards'),
    stopWhen: sentences('stop-when'),
    doneWhen: sentences('done-when'),
  };
};

const overruledText = (ledger: Ledger, said: readonly Said<WrittenLine>[]): void => {
  const [first, ...others] = said.map((one) => ({ ...one, path: [...one.path, 'text'], value: one.value.text }));
  for (const other of others)
    recordEffect(ledger, other, first === undefined || other.value === first.value ? undefined : first);
};

// A line that a base leaves to a person is not ticked by a rule that a later policy names.
const mergeCover = (ledger: Ledger, said: readonly Said<WrittenLine>[], rules: Aliases): readonly string[] => {
  const [first, ...others] = said;
  if (first === undefined) return [];
  if ((first.value['covered-by'] ?? []).length > 0)
    return withAliases([...new Set(said.flatMap(({ value }) => value['covered-by'] ?? []))], rules);
  for (const other of others)
    if (other.value['covered-by'] !== undefined)
      tell(
        ledger,
        { ...other, path: [...other.path, 'covered-by'] },
        'warning',
        'no-effect',
        `\`covered-by\` has no effect: ${first.layer.source} leaves this line to a person.`,
      );
  return [];
};

/** The acceptance list: every line of every policy, in the words of the first, covered by all that any policy names. */
export const mergeAcceptance = (ledger: Ledger, layers: readonly Ruling[], rules: Aliases): readonly Acceptance[] => {
  const written = listed(layers, ['pull-request', 'acceptance'], (document) => document['pull-request']?.acceptance);
  return [...groupBy(written, ({ id }) => id)].flatMap(([id, said]) => {
    const [first] = said;
    if (first === undefined) return [];
    recordOrigins(
      ledger,
      `pull-request.acceptance.${id}`,
      said.map((one) => ({ ...one, path: [...one.path, 'id'], value: one.value.text })),
    );
    overruledText(ledger, said);
    return [{ id, text: first.value.text, coveredBy: mergeCover(ledger, said, rules) }];
  });
};
