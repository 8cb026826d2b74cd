import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Rule } from 'eslint';
import sonarjs from 'eslint-plugin-sonarjs';
import { describe, it } from 'mocha';
import typescript from 'typescript';
import { readFunctions } from '#core';
import { complexityRule, runEslint } from '../../oracle/references/eslint.ts';
import { root, sampleFiles } from './sample-files.ts';
import { javaScriptSnippets } from './javascript-snippets.ts';

const read = readFunctions({ typescript });

type Report = Parameters<Rule.RuleContext['report']>[0] & { readonly node?: Node };

/** A rule that runs as it would, with these options, and reports to us. */
const listenTo = (
  rule: Rule.RuleModule,
  context: Rule.RuleContext,
  options: readonly unknown[],
  report: (report: Report) => void,
): Rule.RuleListener =>
  rule.create(Object.create(context, { options: { value: options }, report: { value: report } }) as Rule.RuleContext);

type Listener = (...words: readonly unknown[]) => void;

const together = (...all: readonly Rule.RuleListener[]): Rule.RuleListener => {
  const merged: Record<string, Listener> = {};
  for (const listeners of all)
    for (const [selector, listener] of Object.entries(listeners as Record<string, Listener>)) {
      const earlier = merged[selector];
      merged[selector] = (...words) => {
        earlier?.(...words);
        listener(...words);
      };
    }
  return merged;
};

const cognitiveRule =
  sonarjs.rules['cognitive-complexity'] ?? assert.fail('sonarjs has no rule `cognitive-complexity`');

/**
 * Reports the cognitive complexity of every function at the place where ESLint's own rule reports it: the two name different
 * places. A `~` stands before that of a function with a `?:` that has a function for a branch: sonarjs does not come out
 * of such a branch again, so that all that follows counts as nested too deep.
 */
const joined: Rule.RuleModule = {
  create: (context) => {
    const places = new Map<Node, Report>();
    const numbers = new Map<Node, string>();
    const stuck = new Set<Node>();
    const around: Node[] = [];
    let last: Report | undefined;
    const note: Rule.RuleListener = {
      ':function': (node: Node) => void around.push(node),
      ':function:exit': (node: Node) => {
        around.pop();
        numbers.set(node, `${stuck.has(node) ? '~' : ''}${String(last?.data?.['complexityAmount'])}`);
      },
      'ConditionalExpression > :function': () => {
        for (const node of around.slice(0, -1)) stuck.add(node);
      },
      'Program:exit': () => {
        for (const [node, number] of numbers) {
          const { loc } = (places.get(node) ?? assert.fail('ESLint does not report a function')) as {
            loc: Node['loc'];
          };
          context.report({ loc: loc ?? assert.fail('without a place'), message: number });
        }
      },
    };
    return together(
      listenTo(complexityRule, context, [0], ({ node, ...place }) => {
        // The value of a field that is a function is told twice: first as the function.
        if (node !== undefined && !places.has(node)) places.set(node, place as Report);
      }),
      listenTo(cognitiveRule, context, [-1], (report) => (last = report)),
      note,
    );
  },
};

type Node = Rule.Node;

interface Compared {
  readonly functions: number;
  readonly stuck: number;
}

const byPlace = <Item extends { readonly line: number; readonly column: number }>(
  items: readonly Item[],
): ReadonlyMap<string, readonly Item[]> => {
  const places = new Map<string, Item[]>();
  for (const item of items) {
    const place = `${item.line}:${item.column}`;
    places.set(place, [...(places.get(place) ?? []), item]);
  }
  return places;
};

const byNumber = (one: number, other: number): number => one - other;

const compare = (path: string, text: string): Compared => {
  const config = { plugins: { our: { rules: { joined } } }, rules: { 'our/joined': 'error' } } as const;
  const messages = runEslint(path, text, config) ?? assert.fail(`ESLint cannot read ${path}`);
  const told = messages.filter(({ ruleId }) => ruleId === 'our/joined');
  const found = (read(path, text, { cognitive: true })?.functions ?? []).filter(({ kind }) => kind === 'function');
  assert.equal(told.length, found.length, path);
  // A method and the function that is its computed name are reported at one place.
  const ours = byPlace(found);
  for (const [place, messages] of byPlace(told)) {
    const our = (ours.get(place) ?? []).map(({ cognitive = -1 }) => cognitive).sort(byNumber);
    const their = messages.map(({ message }) => Number(message.replace('~', ''))).sort(byNumber);
    const isStuck = messages.some(({ message }) => message.startsWith('~'));
    const agrees = isStuck
      ? our.every((one, at) => one >= 0 && one <= (their[at] ?? -1))
      : isDeepStrictEqual(our, their);
    assert.ok(agrees, `${path}:${place}: ${our.join(', ')}, sonarjs ${their.join(', ')}`);
  }
  return { functions: told.length, stuck: told.filter(({ message }) => message.startsWith('~')).length };
};

describe('cognitive complexity of JavaScript and TypeScript functions, against eslint-plugin-sonarjs', function () {
  this.timeout(120_000);

  it('equals what it reports of the snippets', () => {
    for (const { path, text } of javaScriptSnippets) compare(path, text);
  });

  for (const [folder, every, files, entries] of [
    ['src', 2, 30, 200],
    ['node_modules', 60, 160, 1_600],
  ] as const) {
    it(`equals what it reports of files in ${folder}, function by function`, () => {
      const paths = sampleFiles(join(root, folder), every);
      const compared = paths.map((path) => compare(path, readFileSync(path, 'utf8')));
      const [functions, stuck] = [
        compared.reduce((sum, one) => sum + one.functions, 0),
        compared.reduce((sum, one) => sum + one.stuck, 0),
      ];
      assert.ok(paths.length >= files && functions >= entries, `only ${paths.length} files, ${functions} functions`);
      assert.ok(stuck <= functions / 100, `${stuck} of ${functions} functions are not told`);
    });
  }
});
