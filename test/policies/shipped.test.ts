import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { isCollection, isScalar, parse, parseDocument, visit } from 'yaml';
import { matchesAny, ruleKinds } from '#core';
import { policyDocument, type PolicyDocument } from '../../src/core/policy/document.ts';
import { checkPattern } from '../../src/core/policy/pattern.ts';
import { measures } from '../../src/core/measures.ts';
import { shippedNames } from './in-force.ts';

const folder = new URL('../../policies/', import.meta.url);
const names = shippedNames;
const readText = (name: string, file: string): string => readFileSync(new URL(`${name}/${file}`, folder), 'utf8');

const builtIn = ['write-scope.mode', 'write-scope.task'];
const budgetIds = measures.map((measure) => `budget.${measure}`);

const repeated = (ids: readonly string[]): readonly string[] => ids.filter((id, at) => ids.indexOf(id) !== at);
const patternsOf = (policy: PolicyDocument): NonNullable<NonNullable<PolicyDocument['prompt']>['patterns']> =>
  policy.prompt?.patterns ?? [];

/** Plain scalars of flow collections that hold a `?`: fine in YAML 1.2, while parsers of YAML 1.1, such as PyYAML, stop there. */
const unreadableIn = (text: string): readonly string[] => {
  const found: string[] = [];
  visit(parseDocument(text), {
    Scalar: (_key, node, path) => {
      const isInFlow = path.some((around) => isCollection(around) && around.flow === true);
      if (isScalar(node) && node.type === 'PLAIN' && isInFlow && String(node.source).includes('?'))
        found.push(String(node.source));
    },
  });
  return found;
};

/** Every list of modes a policy names somewhere, with the place for the message. */
const modeReferences = (policy: PolicyDocument): readonly (readonly [string, readonly string[]])[] => [
  ...(policy.rules ?? []).map(({ id, modes }) => [`rule ${id}`, modes ?? []] as const),
  ...(policy.context?.items ?? []).map(({ id, modes }) => [`context ${id}`, modes ?? []] as const),
  ...patternsOf(policy).map(({ id, modes }) => [`pattern ${id}`, modes ?? []] as const),
];

const slotNames = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name])))].sort();

type WrittenBudget = Exclude<NonNullable<PolicyDocument['budgets']>['lines'], number | undefined>;

/** Every budget that is written out in full, with the place and the measure. */
const writtenBudgets = (
  policy: PolicyDocument,
): readonly (readonly [string, (typeof measures)[number], WrittenBudget])[] =>
  [
    ['the top', policy.budgets ?? {}] as const,
    ...Object.entries(policy.modes ?? {}).map(([mode, { budgets }]) => [`mode ${mode}`, budgets ?? {}] as const),
  ].flatMap(([place, budgets]) =>
    measures.flatMap((measure): readonly (readonly [string, (typeof measures)[number], WrittenBudget])[] => {
      const budget = budgets[measure];
      return budget === undefined || typeof budget === 'number' ? [] : [[place, measure, budget] as const];
    }),
  );

describe('the shipped policies', () => {
  it('are those of the five seeds, and starter', () => {
    assert.deepEqual(names, ['caio', 'dawsos', 'execution-packages', 'master-laws', 'pr-chain', 'starter']);
  });

  for (const name of names)
    describe(name, () => {
      const text = readText(name, 'policy.yaml');
      const policy = policyDocument.parse(parse(text));
      const modes = Object.keys(policy.modes ?? {});
      const ruleIds = (policy.rules ?? []).map(({ id }) => id);

      it('can be read by parsers of YAML 1.1 as well', () => {
        assert.deepEqual(unreadableIn('{ ask: Which?, like: "Why?", list: [a, b?] }'), ['Which?', 'b?']);
        assert.deepEqual(unreadableIn(text), []);
        assert.deepEqual(unreadableIn(readText(name, 'examples.yaml')), []);
      });

      it('opens with its name and one sentence of purpose, and names no schema address', () => {
        assert.match(text.split('\n', 1)[0] ?? '', new RegExp(`^# ${name}: .+\\.$`));
        assert.doesNotMatch(text, /\$schema/);
      });

      it('is written without aliases, so that every value is read where it stands', () => {
        assert.equal(policyDocument.safeParse(parse(text, { maxAliasCount: 0 })).success, true);
      });

      it('has a README that names every mode', () => {
        const readme = readText(name, 'README.md');
        assert.deepEqual(
          modes.filter((mode) => !readme.includes(`\`${mode}\``)),
          [],
        );
      });

      it('gives every id once', () => {
        assert.deepEqual(repeated([...ruleIds, ...budgetIds, ...builtIn]), []);
        assert.deepEqual(repeated((policy.context?.items ?? []).map(({ id }) => id)), []);
        assert.deepEqual(repeated(patternsOf(policy).map(({ id }) => id)), []);
        assert.deepEqual(repeated((policy['pull-request']?.acceptance ?? []).map(({ id }) => id)), []);
      });

      it('names only modes it has', () => {
        for (const [place, named] of modeReferences(policy))
          assert.deepEqual(
            named.filter((mode) => !modes.includes(mode)),
            [],
            place,
          );
      });

      it('names only context items it has, each read by the mode that names it', () => {
        const items = policy.context?.items ?? [];
        for (const [mode, { context }] of Object.entries(policy.modes ?? {}))
          for (const id of context ?? []) {
            const item = items.find((candidate) => candidate.id === id);
            assert.ok(item, `mode ${mode} reads ${id}`);
            assert.ok(item.modes === undefined || item.modes.includes(mode), `${id} is closed to ${mode}`);
          }
      });

      it('names for each budget a role it has and that may raise it, or none', () => {
        for (const [place, measure, budget] of writtenBudgets(policy)) {
          const role = budget['raised-by'];
          if (role === undefined) continue;
          const mayRaise = policy.roles?.[role]?.['may-raise'] ?? [];
          assert.ok(mayRaise.includes(measure), `${role} may raise ${measure} of ${place}`);
        }
      });

      it('asks for exactly the slots its patterns have, with examples that their expressions match', () => {
        for (const pattern of patternsOf(policy)) {
          assert.deepEqual(slotNames(pattern.text), Object.keys(pattern.slots ?? {}).sort(), pattern.id);
          for (const [slot, { example, matches }] of Object.entries(pattern.slots ?? {})) {
            assert.ok(example, `${pattern.id}.${slot} has an example`);
            if (matches !== undefined) assert.match(example, new RegExp(`^(?:${matches})$`), `${pattern.id}.${slot}`);
          }
        }
      });

      it('uses no regular expression that can run away', () => {
        const expressions = [
          ...(policy.prompt?.lint?.avoid ?? []).map(({ matches }) => matches),
          ...patternsOf(policy)
            .flatMap(({ slots }) => Object.values(slots ?? {}))
            .flatMap(({ matches }) => matches ?? []),
        ];
        assert.deepEqual(
          expressions.filter((expression) => !checkPattern(expression).ok),
          [],
        );
      });

      it('uses kinds of rules there are, with options they take', () => {
        for (const rule of policy.rules ?? []) {
          const kind = ruleKinds.get(rule.kind);
          assert.ok(kind, `${rule.id} is of kind ${rule.kind}`);
          const options = kind.options.safeParse(rule.with ?? {});
          assert.ok(options.success, `${rule.id}: ${options.error?.message}`);
        }
      });

      it('ticks acceptance lines only by rules and budgets there are', () => {
        const known = new Set([...ruleIds, ...budgetIds, ...builtIn]);
        for (const { id, 'covered-by': covering } of policy['pull-request']?.acceptance ?? [])
          assert.deepEqual(
            (covering ?? []).filter((rule) => !known.has(rule)),
            [],
            id,
          );
      });

      it('says why for each mode and each budget it writes out', () => {
        for (const [mode, { because }] of Object.entries(policy.modes ?? {})) assert.ok(because, mode);
        for (const [place, measure, budget] of writtenBudgets(policy))
          assert.ok(budget.because, `${measure} of ${place}`);
      });

      it('writes globs relative to the repository, none of which matches everything', () => {
        const globs = [
          ...(policy.rules ?? []).flatMap((rule) => [...(rule.in ?? []), ...(rule.except ?? [])]),
          ...Object.values(policy.modes ?? {}).flatMap(({ writes }) => [
            ...(writes?.allow ?? []),
            ...(writes?.deny ?? []),
          ]),
        ];
        assert.deepEqual(
          globs.filter((glob) => /^\.?\//.test(glob) || matchesAny([glob])('\0')),
          [],
        );
      });
    });
});
