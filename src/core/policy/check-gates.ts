import { splitCommand } from '../gates/command-words.ts';
import { coverageFormats, measuresOf, ownMeasures } from '../gates/gate.ts';
import { listNames } from '../wording.ts';
import { builtInRules, type Remark } from './check-names.ts';
import type { PolicyDocument } from './document.ts';
import { ownRules } from './explain-own.ts';
import { leadsOut } from './leads-out.ts';
import type { Policy } from './policy.ts';
import type { PolicyPath } from './shape.ts';
import { nearestWord } from './suggest.ts';

type WrittenGate = NonNullable<PolicyDocument['gates']>[number];
type WrittenRead = NonNullable<WrittenGate['reads']>[number];

const fault = (path: PolicyPath, code: string, message: string, replacement?: string): Remark => ({
  path,
  part: 'value',
  severity: 'error',
  code,
  message,
  ...(replacement === undefined ? {} : { replacement }),
});

const ofPath = (at: PolicyPath, path: string | undefined): readonly Remark[] =>
  path === undefined || !leadsOut(path)
    ? []
    : [fault(at, 'bad-path', `\`${path}\` is no place in this repository: name it from its root, without \`..\`.`)];

const ofCommands = ({ commands }: WrittenGate, at: PolicyPath): readonly Remark[] =>
  commands.flatMap(({ run, folder }, index) => {
    const split = splitCommand(run);
    return [
      ...(split.ok ? [] : [fault([...at, 'commands', index, 'run'], 'bad-command', split.error)]),
      ...ofPath([...at, 'commands', index, 'folder'], folder),
    ];
  });

/** How many groups a pattern captures; what stands in brackets or behind a backslash opens none. */
const countGroups = (pattern: string): number =>
  [...pattern.replaceAll(/\\[^]|\[(?:\\[^]|[^\]])*\]/g, '.').matchAll(/\((?!\?(?!<[^=!]))/g)].length;

const ofNumber = ({ name, pattern }: WrittenRead, at: PolicyPath): readonly Remark[] => {
  if (name === undefined)
    return [fault(at, 'missing-key', 'A number needs a `name`, by which it is demanded and told.')];
  if (ownMeasures.includes(name))
    return [
      fault([...at, 'name'], 'taken-name', `\`${name}\` is measured by other formats: call the number something else.`),
    ];
  if (pattern === undefined || countGroups(pattern) === 1) return [];
  const message = 'The pattern needs exactly one group, around the number: `p95: ([0-9.]+) ms`.';
  return [fault([...at, 'pattern'], 'no-group', message)];
};

const ofRead = (read: WrittenRead, at: PolicyPath): readonly Remark[] => {
  if (read.format === 'number') return ofNumber(read, at);
  const odd = (['name', 'pattern', 'unit'] as const).find((key) => read[key] !== undefined);
  if (odd !== undefined)
    return [
      fault([...at, odd], 'unused-key', `Only the format \`number\` has \`${odd}\`. Take it out, or read a number.`),
    ];
  return coverageFormats.has(read.format) && read.path === undefined
    ? [fault(at, 'missing-key', `\`${read.format}\` is read from a file: name it with \`path\`.`)]
    : [];
};

const ofReads = ({ reads = [] }: WrittenGate, at: PolicyPath): readonly Remark[] =>
  reads.flatMap((read, index) => [
    ...ofRead(read, [...at, 'reads', index]),
    ...ofPath([...at, 'reads', index, 'path'], read.path),
  ]);

const ofBreaks = ({ breaks = [] }: WrittenGate, at: PolicyPath): readonly Remark[] =>
  breaks.flatMap(({ file, find, put }, index) => [
    ...ofPath([...at, 'breaks', index, 'file'], file),
    ...(find === put
      ? [
          fault(
            [...at, 'breaks', index, 'put'],
            'empty-break',
            'It puts back what it finds, so nothing would be broken.',
          ),
        ]
      : []),
  ]);

const ofDemands = ({ reads = [], demands = {} }: WrittenGate, at: PolicyPath): readonly Remark[] => {
  const measures = measuresOf(reads);
  return Object.entries(demands).flatMap(([measure, demand]) => {
    const path = [...at, 'demands', measure];
    if (!measures.includes(measure)) {
      const known =
        measures.length === 0
          ? 'It reads no result yet: add it under `reads`.'
          : `It measures ${listNames(measures, 'and')}.`;
      const message = `This gate does not measure \`${measure}\`. ${known}`;
      return [{ ...fault(path, 'unknown-measure', message, nearestWord(measure, measures)), part: 'key' as const }];
    }
    return demand['at-least'] === undefined && demand['at-most'] === undefined
      ? [fault(path, 'empty-demand', `Say what \`${measure}\` has to be: \`at-least\`, \`at-most\`, or both.`)]
      : [];
  });
};

const ofId = ({ id }: WrittenGate, at: PolicyPath, taken: ReadonlySet<string>): readonly Remark[] =>
  taken.has(id)
    ? [
        fault(
          [...at, 'id'],
          'duplicate-id',
          `A rule is called \`${id}\` already: findings and pull requests could not tell them apart.`,
        ),
      ]
    : [];

/** What is wrong with gates beyond their form. A gate that could not be run as it is written makes the whole policy void. */
export const checkGates = ({ gates = [] }: PolicyDocument, { rules }: Pick<Policy, 'rules'>): readonly Remark[] => {
  const taken = new Set([...rules.map(({ id }) => id), ...builtInRules, ...ownRules]);
  return gates.flatMap((gate, index) => {
    const at: PolicyPath = ['gates', index];
    return [
      ...ofId(gate, at, taken),
      ...ofCommands(gate, at),
      ...ofReads(gate, at),
      ...ofDemands(gate, at),
      ...ofBreaks(gate, at),
    ];
  });
};
