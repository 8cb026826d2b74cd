import {
  findAllowanceProblems,
  need,
  policyPath,
  readLaw,
  story,
  workingTree,
  type Failure,
  type Law,
  type LawPlace,
} from '#app';
import {
  counted,
  explainRule,
  failure,
  policyJsonSchema,
  printable,
  ruleKinds,
  success,
  tellOrigins,
  tellParts,
  type Explanation,
  type Problem,
  type Result,
} from '#core';
import { openPolicyShelf, type Machine } from '#repo';
import { sayLine, writeProblem } from '../complain.ts';
import { findMachine, placeOf } from '../policy-place.ts';
import { describeProblem } from '../describe.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import type { Visit } from '../visit.ts';

export interface FormatOptions {
  readonly format: 'text' | 'json';
}

const problemsOf = (law: Result<Law, Failure>): Result<readonly Problem[], Failure> => {
  if (law.ok) return success(law.value.problems);
  return law.error.problems === undefined ? law : success(law.error.problems);
};

const readProblems = (
  { terminal }: Visit,
  machine: Machine | undefined,
  place: LawPlace,
): Promise<Result<readonly Problem[], Failure>> =>
  story(async function* () {
    const shelf = openPolicyShelf(terminal.policies);
    if (machine === undefined) return yield* need(problemsOf(await readLaw(shelf, place)));
    const { repository } = machine;
    const files = yield* need(repository.files());
    const law = await readLaw(shelf, { ...place, files });
    const problems = yield* need(problemsOf(law));
    // What waivers may say is for the policy of the repository to say.
    if (!law.ok || place.path !== undefined) return problems;
    return [...problems, ...(yield* need(findAllowanceProblems(repository, law.value.policy, files)))];
  });

export const check = (visit: Visit, file: string | undefined, { format }: FormatOptions) =>
  story<ExitCode>(async function* () {
    const { terminal } = visit;
    const machine = yield* need(findMachine(visit, file));
    const place = await placeOf(visit, machine, file);
    const problems = yield* need(readProblems(visit, machine, place));
    // A terminal opens a path as it was typed: the file that was named keeps the name it was given.
    const asNamed = (problem: Problem): Problem =>
      file !== undefined && problem.source === place.path ? { ...problem, source: file } : problem;
    terminal.out(
      format === 'json'
        ? printDocument('policy-check', { problems: problems.map(describeProblem) })
        : problems.map((problem) => writeProblem(asNamed(problem))).join(''),
    );
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    const sum = `${counted(errors, 'error')}, ${counted(problems.length - errors, 'warning')}`;
    const apart = machine === undefined ? ' Not a git repository: globs were not checked against files.' : '';
    sayLine(terminal, `${file ?? policyPath}: ${sum}.${apart}`);
    // No change can be judged by a policy with errors.
    return errors > 0 ? 2 : 0;
  });

// What a kind is about begins with its title.
const aboutOf = ({ title, about }: Explanation): string =>
  about.startsWith(`${title}. `) ? about.slice(title.length + 2) : about;

/** An explanation for people. */
export const writeExplanation = (explained: Explanation): string => {
  const isByMode = explained.demands.some(({ mode }) => mode !== undefined);
  const demands = explained.demands.flatMap((demand) => {
    const { mode, says, level, because, origins } = demand;
    return [
      `${mode === undefined ? (isByMode ? 'Without a mode: ' : '') : `Mode ${mode}: `}${says} (${level})`,
      ...(because === '' ? [] : [`  Why: ${because}`]),
      ...(origins.length === 0 ? [] : [`  From: ${tellOrigins(origins)}`]),
      ...tellParts(demand).map((told) => `  ${told}`),
    ];
  });
  return [
    `${explained.id} is a rule of the kind ${explained.kind}: ${explained.title}.`,
    aboutOf(explained),
    '',
    ...demands,
    '',
    `How to fix it: ${explained.remedy}`,
    '',
  ]
    .flatMap((text) => text.split('\n'))
    .map(printable)
    .join('\n');
};

const findRule = ({ policy }: Law, rule: string): Result<Explanation, Failure> => {
  const explained = explainRule(policy, rule, ruleKinds);
  return explained.ok ? explained : failure({ reason: 'bad-option', message: explained.error.message });
};

export const explain = (terminal: Terminal, machine: Machine, rule: string, { format }: FormatOptions) =>
  story<ExitCode>(async function* () {
    const law = yield* need(readLaw(machine.shelf, workingTree(machine.repository)));
    const explained = yield* need(findRule(law, rule));
    terminal.out(format === 'json' ? printDocument('policy-explain', explained) : writeExplanation(explained));
    return 0;
  });

export const printSchema = async (terminal: Terminal): Promise<Result<ExitCode, Failure>> => {
  terminal.out(`${JSON.stringify(policyJsonSchema(ruleKinds), null, 2)}\n`);
  return success(0);
};
