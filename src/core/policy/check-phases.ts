import type { ArtefactKind } from '../phases/phase.ts';
import { ruleOfPhase } from '../phases/rule.ts';
import { pathPattern } from '../path-pattern.ts';
import { listNames } from '../wording.ts';
import { builtInRules, type Remark } from './check-names.ts';
import type { PolicyDocument } from './document.ts';
import { ownRules } from './explain-own.ts';
import type { Policy } from './policy.ts';
import type { PolicyPath } from './shape.ts';

type WrittenProcess = NonNullable<PolicyDocument['phases']>[number];
type WrittenArtefact = WrittenProcess['steps'][number]['artefacts'][number];

const fault = (path: PolicyPath, code: string, message: string): Remark => ({
  path,
  part: 'value',
  severity: 'error',
  code,
  message,
});

const prose = ['section', 'says', 'names'] as const;
const data = ['fields', 'entries'] as const;

/** What can be asked of an artefact, by its kind; a state can be asked of all. */
const askable: Readonly<Record<ArtefactKind, readonly (keyof WrittenArtefact)[]>> = {
  document: prose,
  lemma: prose,
  invariant: data,
  result: data,
  // A plan or an index is written either way.
  plan: [...prose, ...data],
  index: [...prose, ...data],
  notebook: ['cell', ...data],
};

const ofArtefact = (written: WrittenArtefact, at: PolicyPath, holes: ReadonlySet<string>): readonly Remark[] => {
  const mayAsk = askable[written.kind];
  const odd = [...prose, ...data, 'cell' as const].filter((key) => written[key] !== undefined && !mayAsk.includes(key));
  const unknown = pathPattern(written.path).names.filter((name) => !holes.has(name));
  return [
    ...odd.map((key) =>
      fault(
        [...at, key],
        'unused-key',
        `\`${key}\` says nothing of a file of the kind \`${written.kind}\`. It may have ${listNames(['status', ...mayAsk], 'and')}.`,
      ),
    ),
    ...unknown.map((name) =>
      fault(
        [...at, 'path'],
        'unknown-hole',
        `No \`when\` of the code has a hole \`{${name}}\`, so nothing tells what stands there. Write * for any.`,
      ),
    ),
  ];
};

const ofCode = ({ id, steps, code }: WrittenProcess, at: PolicyPath, taken: ReadonlySet<string>): readonly Remark[] =>
  code.flatMap(({ after }, index) => {
    const place: PolicyPath = [...at, 'code', index, 'after'];
    if (after > steps.length)
      return [fault(place, 'unknown-phase', `There is no phase ${after}: \`steps\` has ${steps.length}.`)];
    const twice = code.findIndex((other) => other.after === after) < index;
    if (twice)
      return [
        fault(place, 'duplicate-id', `Other code comes after phase ${after} already: put both into one \`when\`.`),
      ];
    const rule = ruleOfPhase(id, after);
    return taken.has(rule)
      ? [
          fault(
            [...at, 'id'],
            'duplicate-id',
            `A rule is called \`${rule}\` already, as this one would be in findings.`,
          ),
        ]
      : [];
  });

const ofSteps = ({ steps, code }: WrittenProcess, at: PolicyPath): readonly Remark[] => {
  // A hole that only some of the code has would leave the rest without its file.
  const [first = [], ...others] = code.map(({ when }) => pathPattern(when).names);
  const holes = new Set(first.filter((name) => others.every((names) => names.includes(name))));
  return steps.flatMap(({ artefacts }, index) =>
    artefacts.flatMap((artefact, number) => ofArtefact(artefact, [...at, 'steps', index, 'artefacts', number], holes)),
  );
};

/** What is wrong with orders of work beyond their form. One that could hold nothing back makes the whole policy void. */
export const checkPhases = (
  { phases = [] }: PolicyDocument,
  { rules, gates }: Pick<Policy, 'rules' | 'gates'>,
): readonly Remark[] => {
  // What it becomes stands among the rules itself, once.
  const twice = rules.map(({ id }) => id).filter((id, index, ids) => ids.indexOf(id) < index);
  const taken = new Set([...twice, ...gates.map(({ id }) => id), ...builtInRules, ...ownRules]);
  return phases.flatMap((written, index) => {
    const at: PolicyPath = ['phases', index];
    return [...ofSteps(written, at), ...ofCode(written, at, taken)];
  });
};
