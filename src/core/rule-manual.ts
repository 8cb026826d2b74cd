import { budgetId, measures } from './measures.ts';
import * as z from 'zod';
import type { RuleKind } from './rule-kind.ts';

const listOptions = (kind: RuleKind): readonly string[] => {
  const schema = z.toJSONSchema(kind.options, { io: 'input' });
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    if (typeof property === 'boolean') return `- \`${name}\``;
    const fallback = property.default === undefined ? '' : ` Default: \`${JSON.stringify(property.default)}\`.`;
    return `- \`${name}\`${required.has(name) ? ' (required)' : ''}: ${property.description ?? ''}${fallback}`;
  });
};

const fence = (text: string): readonly string[] => ['```text', ...text.replace(/\n$/, '').split('\n'), '```'];

const tellPlace = (globs: readonly string[] | undefined): string =>
  globs === undefined ? '' : ` in ${globs.map((glob) => `\`${glob}\``).join(', ')}`;

const tellFacts = ({ status, binary }: NonNullable<RuleKind['examples'][number]['facts']>[string]): string => {
  if (binary === true) return 'a binary file';
  return status === 'type-changed' ? 'a link now' : 'its mode changed as well';
};

const writeExample = (example: RuleKind['examples'][number]): readonly string[] => [
  `**${example.title}** with \`${JSON.stringify(example.with)}\`${tellPlace(example.in)}`,
  '',
  ...Object.entries(example.before).flatMap(([path, text]) => [`\`${path}\` before:`, '', ...fence(text), '']),
  ...Object.entries(example.renamed ?? {}).map(([path, from]) => `\`${from}\` is renamed to \`${path}\`.\n`),
  ...Object.entries(example.facts ?? {}).map(([path, facts]) => `\`${path}\`: ${tellFacts(facts)}.\n`),
  ...Object.entries(example.after).flatMap(([path, text]) => [`\`${path}\` after:`, '', ...fence(text), '']),
  ...(example.elsewhere ?? []).map((message) => `Found in the change as a whole: ${message}\n`),
];

/** The page of one kind: what it is for, its options, how to fix a finding, and examples that the tests run. */
const writeKindManual = (kind: RuleKind): string =>
  [
    `## ${kind.title} (\`${kind.kind}\`)`,
    '',
    kind.manual,
    '',
    '### Options',
    '',
    ...listOptions(kind),
    '',
    '### How to fix a finding',
    '',
    kind.remedy,
    '',
    '### Examples',
    '',
    'A line that ends in `← message` is where the finding stands.',
    '',
    ...kind.examples.flatMap(writeExample),
  ]
    .join('\n')
    .trimEnd();

/** `docs/rules.md`, from the kinds themselves. */
export const writeRuleManual = (kinds: Iterable<RuleKind>): string => {
  const sorted = [...kinds].sort((one, other) => (one.kind < other.kind ? -1 : 1));
  return [
    '# Rules',
    '',
    '<!-- Made by `npm run generate` from src/core/rules; edit the kind, not this page. -->',
    '',
    'A rule in a policy is a kind with options, a place and a reason:',
    '',
    '```yaml',
    'rules:',
    '  - id: specification-is-settled',
    '    kind: protected-path',
    "    in: ['docs/spec/**']",
    '    level: block',
    '    because: The specification changes by decision record only (Engineering Handbook, §4).',
    '```',
    '',
    `The budgets and the lane of a mode are rules as well: ${measures.map((measure) => `\`${budgetId(measure)}\``).join(', ')},`,
    '`write-scope.mode` and `write-scope.task`.',
    '',
    ...sorted.flatMap((kind) => [writeKindManual(kind), '']),
  ].join('\n');
};
