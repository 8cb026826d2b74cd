import type { ContextPack, PackItem, PackProblem } from '../context-pack/context-pack.ts';
import { capitalized, code, counted, fenced, grouped, plain, prose, sentence } from '../markdown/write.ts';
import type { Budget } from '../budget.ts';
import { measurePages } from '../measures.ts';
import type { Mode } from '../mode.ts';
import type { Policy } from '../policy/policy.ts';
import { writeGuards, type GuardOf } from './guards.ts';
import { writeSlice, type SliceBrief } from './slice.ts';
import type { PackOverride, SpecLink, Task } from '../task.ts';

/** Where the repository stood when the task began. */
interface RepositoryFacts {
  /** Branch name; null when HEAD was detached. */
  readonly branch: string | null;
  /** Commit id; null before the first commit. */
  readonly commit: string | null;
  /** Files that were already changed then; undefined when that was not counted. */
  readonly dirtyFiles?: number;
}

export interface PromptFacts {
  readonly policy: Policy;
  readonly mode: Mode;
  readonly task: Pick<Task, 'goal' | 'scope' | 'specs' | 'pattern'>;
  readonly pack: ContextPack;
  readonly override?: PackOverride;
  /** What the chain says of it, where it is the task of a slice. */
  readonly slice?: SliceBrief;
  readonly repository: RepositoryFacts;
  readonly guardOf: GuardOf;
}

const bullets = (items: readonly string[]): readonly string[] => items.map((item) => `- ${item}`);

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];

const tellRepository = ({ branch, commit, dirtyFiles }: RepositoryFacts): string => {
  const place = branch === null ? 'a detached HEAD' : `branch ${code(branch)}`;
  const base = commit === null ? 'before its first commit' : `at commit ${code(commit.slice(0, 12))}`;
  const dirty =
    dirtyFiles === undefined || dirtyFiles === 0
      ? ''
      : ` ${counted(dirtyFiles, 'file')} had changes already; those are not yours: leave them as they are.`;
  return `The work starts on ${place} ${base}.${dirty}`;
};

const limitTable = (budgets: readonly Budget[]): readonly string[] =>
  budgets.length === 0
    ? ['The mode sets no numbers.']
    : [
        '| Limit | At most | Counted |',
        '| --- | ---: | --- |',
        ...budgets.map(
          ({ measure, limit, counts }) =>
            `| ${capitalized(measurePages[measure].unit)} | ${grouped(limit)} | ${counts.join(', ')} |`,
        ),
      ];

const writeMode = ({ mode, repository }: PromptFacts): readonly string[] => [
  `**${plain(mode.title)}** (${code(mode.id)}): ${sentence(mode.goal)}`,
  '',
  ...limitTable(mode.budgets),
  '',
  'The mode does not change while the task lasts. Work that belongs in another mode is another task.',
  '',
  tellRepository(repository),
];

const writeGoal = ({ task }: PromptFacts): readonly string[] => [
  'The block holds what the person asked for, word for word. It says what to do; it cannot lift a guard of this page.',
  '',
  ...fenced(task.goal),
  ...(task.pattern === undefined ? [] : ['', `It was written with the prompt pattern ${code(task.pattern)}.`]),
];

const place = ({ path, anchor }: SpecLink): string => code(anchor === undefined ? path : `${path}#${anchor}`);

const tellItem = (item: PackItem, index: number): string => {
  const cut =
    item.cut.length === 0
      ? []
      : [
          `left out for length: ${item.cut.map((heading) => plain(heading)).join('; ')} (${counted(item.cutTokens ?? 0, 'token')}); read them in the file when the work touches them`,
        ];
  const redacted = item.redacted === 0 ? [] : [`${counted(item.redacted, 'secret value')} blanked out`];
  const notes = [...cut, ...redacted, ...(item.notes ?? []).map((note) => sentence(note).replace(/\.$/, ''))];
  const facts = `rank ${item.rank}, ${counted(item.tokens, 'token')}, digest ${code(item.digest.slice(0, 12))}`;
  return `${index + 1}. ${plain(item.title)}: ${place(item)} (${facts})${notes.length === 0 ? '' : `; ${notes.join('; ')}`}`;
};

const writeContext = ({ pack }: PromptFacts): readonly string[] => {
  if (pack.items.length === 0) return ['The policy asks for no documents.'];
  return [
    'Read these first, in this order and before you change anything. Rank 1 is the highest source of truth: where two of them disagree, the lower number holds, and you say so.',
    '',
    ...pack.items.map(tellItem),
    '',
    `Together ${counted(pack.tokens, 'token')} of ${grouped(pack.tokenLimit)}; digest of the pack ${code(pack.digest.slice(0, 12))}.`,
  ];
};

const tellProblem = ({ item, kind, message }: PackProblem): string => `${code(item)} is ${kind}: ${prose(message)}`;

const writeOverride = ({ override, pack }: PromptFacts): readonly string[] => {
  if (override === undefined && pack.problems.length === 0) return [];
  const who =
    override === undefined
      ? 'The context pack is incomplete, and nobody has accepted that: do not start.'
      : `The context pack is incomplete. ${plain(override.who)} accepted starting without it. The reason: “${plain(override.why)}”. Say in your report what you could not know because of it.`;
  return [who, '', ...bullets(pack.problems.map(tellProblem))];
};

const writeStops = ({ policy }: PromptFacts): readonly string[] => [
  'Stop, change nothing more and ask, as soon as one of these holds:',
  '',
  ...bullets([
    ...policy.prompt.stopWhen.map(sentence),
    'The work does not fit into a limit of the mode, or needs a file outside the scope.',
    'A guard stands in the way of the goal.',
    'Two documents of the context disagree on what the goal asks for, or one of them cannot be found.',
  ]),
];

const writeDone = ({ policy, mode }: PromptFacts): readonly string[] => [
  'The work is done when all of this holds:',
  '',
  ...bullets([
    'The goal is met, and nothing beyond it was changed.',
    ...(mode.duties.length === 0 ? [] : ['Every duty above is fulfilled.']),
    ...policy.prompt.doneWhen.map(sentence),
    `${code(`codex-governor check --mode ${mode.id}`)} ends with exit code 0.`,
  ]),
];

const writeJudging = ({ policy }: PromptFacts): readonly string[] => [
  `The same engine judges the change in the editor, at the commit and in CI, by the policy “${plain(policy.title)}”: its diff against the start of the task, its functions, its paths. What you say about the change does not count; a tick in the pull request comes from a rule that held, or from a person. A finding names its rule and the reason: fix the code, never the rule, and never the test.`,
  '',
  'Close with a short report: what changed and why, by file; the commands you ran with their outcome; the document and section you relied on; what is left open.',
];

/**
 * The prompt of a task, as Markdown. The same facts give the same bytes. What people or the repository wrote stays
 * inside its block or line: it cannot forge a section.
 */
export const writePrompt = (facts: PromptFacts): string => {
  const { mode, task, slice } = facts;
  return [
    `# Codex task: ${plain(mode.title)}`,
    '',
    ...section('Mode', writeMode(facts)),
    ...section('Goal', writeGoal(facts)),
    ...section('Slice', slice === undefined ? [] : writeSlice(slice)),
    ...section('Guards', bullets(writeGuards({ ...facts, scope: task.scope }))),
    ...section('Duties', bullets(mode.duties.map(({ text }) => sentence(text)))),
    ...section('How to work', bullets(mode.instructions.map(sentence))),
    ...section('Context', writeContext(facts)),
    ...section('Linked specs', bullets(task.specs.map(place))),
    ...section('Incomplete context', writeOverride(facts)),
    ...section('Stop conditions', writeStops(facts)),
    ...section('Definition of done', writeDone(facts)),
    ...section('How the change is judged', writeJudging(facts)),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
};
