import { builtInRules, resultKeys } from './check-names.ts';
import { holdsFiles, type Holding } from './document-words.ts';
import { shippedPrefix } from './extends.ts';
import { summaryOf, type KindPages } from './json-schema.ts';
import type { Token } from './outline-flow.ts';
import type { Policy } from './policy.ts';
import { alternatives, knownShape, policyShape, shapesAt, type PolicyPath, type Shape } from './shape.ts';
import { scopeRules } from './waivable.ts';

/** What an editor knows beyond the text. */
export interface Desk {
  readonly kinds: KindPages;
  /** Names of the policies we ship. */
  readonly shipped: readonly string[];
  /** The last effective policy that could be read: names that bases give. */
  readonly policy?: Policy;
  readonly files?: readonly string[];
}

/** A name that may be written, and what it is. */
export interface Name {
  readonly word: string;
  readonly about: string;
}

// Where the text itself gives names: a key, or the id of a list item. `*` is any step.
type Given = { readonly kind: Token['kind']; readonly steps: readonly string[] };
const idsIn = (...steps: readonly string[]): Given => ({ kind: 'value', steps: [...steps, '*', 'id'] });
const givenAt: Partial<Record<Holding, readonly Given[]>> = {
  mode: [{ kind: 'key', steps: ['modes', '*'] }],
  role: [{ kind: 'key', steps: ['roles', '*'] }],
  'context-item': [idsIn('context', 'items')],
  cover: [idsIn('rules'), idsIn('gates')],
  rule: [idsIn('rules')],
  waivable: [idsIn('rules')],
};

const isAt = (path: PolicyPath, steps: readonly string[]): boolean =>
  path.length === steps.length && steps.every((step, index) => step === '*' || step === path[index]);

const inText = (tokens: readonly Token[], holds: Holding): readonly Name[] => {
  const given = givenAt[holds] ?? [];
  return tokens
    .filter(({ kind, path }) => given.some((one) => kind === one.kind && isAt(path, one.steps)))
    .map(({ text }) => ({ word: text, about: 'in this policy' }));
};

const fromPolicy = (policy: Policy, holds: Holding): readonly Name[] => {
  if (holds === 'mode') return policy.modes.map(({ id, title }) => ({ word: id, about: title }));
  if (holds === 'role') return policy.roles.map(({ id, title }) => ({ word: id, about: title }));
  if (holds === 'context-item') return policy.context.map(({ id, title }) => ({ word: id, about: title }));
  if (holds === 'result') return resultKeys(policy.results).map((word) => ({ word, about: 'result' }));
  const rules = policy.rules.map(({ id, kind }) => ({ word: id, about: kind }));
  if (holds === 'cover') return [...rules, ...policy.gates.map(({ id, title }) => ({ word: id, about: title }))];
  return holds === 'rule' || holds === 'waivable' ? rules : [];
};

// One folder at a time, so that a large repository gives a short list.
const fromFiles = (files: readonly string[], typed: string): readonly Name[] => {
  const found = new Set<string>();
  for (const file of files) {
    if (!file.startsWith(typed)) continue;
    const slash = file.indexOf('/', typed.length);
    found.add(slash < 0 ? file : file.slice(0, slash + 1));
  }
  return [...found].map((word) => ({ word, about: word.endsWith('/') ? 'folder' : 'file' }));
};

const fixed = (holds: Holding, { kinds, shipped }: Desk): readonly Name[] => {
  if (holds === 'rule-kind') return [...kinds.values()].map((page) => ({ word: page.kind, about: summaryOf(page) }));
  if (holds === 'policy') return shipped.map((name) => ({ word: `${shippedPrefix}${name}`, about: 'shipped policy' }));
  if (holds === 'waivable') return scopeRules.map((word) => ({ word, about: 'write scope' }));
  return holds === 'cover' ? builtInRules.map((word) => ({ word, about: 'built in' })) : [];
};

/** The names a text of that holding may be, each once, in code-unit order. */
export const namesHeld = (holds: Holding, tokens: readonly Token[], desk: Desk, typed: string): readonly Name[] => {
  const names = [
    ...(desk.policy === undefined ? [] : fromPolicy(desk.policy, holds)),
    ...fixed(holds, desk),
    ...inText(tokens, holds),
    ...(holdsFiles(holds) ? fromFiles(desk.files ?? [], typed) : []),
  ];
  const byWord = new Map(names.toReversed().map((name) => [name.word, name]));
  return [...byWord.values()].sort((one, other) => (one.word < other.word ? -1 : 1));
};

// The options of a rule are those of the kind that its item names.
const kindBeside = (path: PolicyPath, tokens: readonly Token[], kinds: KindPages): Shape | undefined => {
  if (path[0] !== 'rules' || path[2] !== 'with') return undefined;
  const named = tokens.find(
    ({ kind, path: at }) => kind === 'value' && isAt(at, ['rules', '*', 'kind']) && at[1] === path[1],
  );
  const page = named === undefined ? undefined : kinds.get(named.text);
  return page === undefined ? undefined : knownShape(page.options);
};

/** What may stand at a path, options of a rule's kind included, alternatives side by side. */
export const shapesFor = (path: PolicyPath, tokens: readonly Token[], kinds: KindPages): readonly Shape[] => {
  const options = kindBeside(path, tokens, kinds);
  return (options === undefined ? shapesAt(policyShape(), path) : shapesAt(options, path.slice(3))).flatMap((shape) =>
    alternatives(shape).map((one) => ({ ...one, ...titled(shape) })),
  );
};

const titled = ({ description, default: fallback }: Shape): Shape => ({
  ...(description === undefined ? {} : { description }),
  ...(fallback === undefined ? {} : { default: fallback }),
});
