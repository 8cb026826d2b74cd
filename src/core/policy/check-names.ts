import { allowanceRules } from '../allowance/rules.ts';
import { budgetId, measures } from '../measures.ts';
import type { Holding } from './document-words.ts';
import type { Fault } from './issues.ts';
import type { Policy, Problem } from './policy.ts';
import type { Held } from './shape.ts';
import { nearestWord, tellThere } from './suggest.ts';
import { coversRule, scopeRules, waivableRules } from './waivable.ts';

/** Something to say about a layer, before it is known where that stands. */
export interface Remark extends Fault {
  readonly severity: Problem['severity'];
}

/** The ids under which budgets, write scopes, and what is wrong with waivers and approvals show in findings. */
export const builtInRules: readonly string[] = [...measures.map(budgetId), ...scopeRules, ...allowanceRules];

interface Naming {
  readonly what: string;
  readonly code: string;
  readonly none: string;
  readonly words: readonly string[];
}

/** For each kind of name the words there are. */
export type Names = Readonly<Partial<Record<Holding, Naming>>>;

/** What a result is filled by: its id, or one of its kinds behind it where it has any. */
export const resultKeys = (results: Policy['results']): readonly string[] =>
  results.flatMap(({ id, kinds }) => (kinds.length === 0 ? [id] : kinds.map((kind) => `${id}.${kind}`)));

/** The names that the effective policy knows. */
export const namesOf = (policy: Policy, kinds: Iterable<string>): Names => ({
  mode: {
    what: 'mode',
    code: 'unknown-mode',
    none: 'The policy has no modes yet: add it under `modes`.',
    words: policy.modes.map(({ id }) => id),
  },
  'context-item': {
    what: 'context item',
    code: 'unknown-context-item',
    none: 'The policy has none yet: add it under `context.items`.',
    words: policy.context.map(({ id }) => id),
  },
  role: {
    what: 'role',
    code: 'unknown-role',
    none: 'The policy has no roles yet: add it under `roles`.',
    words: policy.roles.map(({ id }) => id),
  },
  'rule-kind': { what: 'rule kind', code: 'unknown-kind', none: 'There are none.', words: [...kinds] },
  rule: { what: 'rule', code: 'unknown-rule', none: 'There are none.', words: policy.rules.map(({ id }) => id) },
  cover: {
    what: 'rule, budget or gate',
    code: 'unknown-rule',
    none: 'There are none.',
    words: [...policy.rules.map(({ id }) => id), ...policy.gates.map(({ id }) => id), ...builtInRules],
  },
  result: {
    what: 'result',
    code: 'unknown-result',
    none: 'The policy has none yet: add it under `pull-request.results`.',
    words: resultKeys(policy.results),
  },
  waivable: { what: 'rule', code: 'unknown-rule', none: 'There are none.', words: waivableRules(policy.rules) },
});

const isMeant = (word: string, text: string, holds: Holding): boolean =>
  word === text || (holds === 'waivable' && coversRule([text], word));

/** A name that nothing has, with the nearest that something has. */
export const checkName = (names: Names, { path, text, holds }: Held): readonly Remark[] => {
  const naming = names[holds];
  if (naming === undefined || naming.words.some((word) => isMeant(word, text, holds))) return [];
  const nearest = nearestWord(text, naming.words);
  const known = naming.words.length === 0 ? naming.none : tellThere(naming.words);
  const offer = nearest === undefined ? known : `Did you mean \`${nearest}\`?`;
  return [
    {
      path,
      part: 'value',
      severity: 'error',
      code: naming.code,
      message: `There is no ${naming.what} \`${text}\`. ${offer}`,
      ...(nearest === undefined ? {} : { replacement: nearest }),
    },
  ];
};
