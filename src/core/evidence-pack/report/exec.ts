import { grouped, counted } from '../../markdown/write.ts';
import type { PackVerdict, ReadPack } from '../parts.ts';
import { tellState, toEvidence } from './parts.ts';
import { heading, tableOr, text, type Block, type Inline, type Page } from './page.ts';

const verdictSays: Readonly<Record<PackVerdict, string>> = {
  pass: 'The change keeps the policy, and the gates it needs are green.',
  warn: 'The change may go on. It has findings that a person should read.',
  block: 'The change may not merge as it is.',
  unknown: 'Whether the change may merge could not be told: a gate it needs was not run on these files.',
};

const reasonsOf = ({ check, gates }: ReadPack): readonly (readonly Inline[])[] => [
  ...check.findings
    .filter(({ level, waiver }) => level === 'block' && waiver === undefined)
    .map(({ path, line, message }): readonly Inline[] => [
      path === '' ? 'The whole change:' : { code: `${path}:${line}` },
      message,
    ]),
  ...gates
    .filter(({ needed, state }) => needed && state !== 'green')
    .map(({ gate, state }): readonly Inline[] => [
      { link: gate.title, page: 'COMPLIANCE', heading: `Gate ${gate.id}` },
      `is ${tellState(state)}.`,
    ]),
];

const plainly = (part: Inline): string => {
  if (typeof part === 'string') return part;
  if ('code' in part) return part.code;
  return 'link' in part ? part.link : part.strong;
};

/** What stands in the way of the change of a pack, one reason a line. */
export const tellReasons = (pack: ReadPack): readonly string[] =>
  reasonsOf(pack).map((parts) => parts.map(plainly).join(' '));

const countLevel = ({ check }: ReadPack, level: string): string =>
  grouped(check.findings.filter((finding) => finding.level === level && finding.waiver === undefined).length);

const changeOf = ({ subject, check }: ReadPack): readonly Block[] => [
  heading('The change'),
  tableOr(
    '',
    'What was looked at',
    ['What', 'Which'],
    [
      [['Files, as a git tree'], [{ code: subject.tree }]],
      [['Measured from'], [{ code: subject.base }]],
      [['Mode'], [subject.mode === null ? 'none' : { code: subject.mode }]],
      [['Task'], [subject.task === null ? 'none' : { code: subject.task }]],
      [['Policy'], [check.policy]],
    ],
  ),
];

const numbersOf = ({ check, gates }: ReadPack): readonly Block[] => [
  heading('Budgets'),
  tableOr(
    'The policy sets none for this change.',
    'How much of each budget is used',
    ['Budget', 'Used', 'Limit'],
    check.meters.map(({ id, used, limit }): readonly (readonly Inline[])[] => [
      [{ code: id }],
      [grouped(used)],
      [grouped(limit)],
    ]),
  ),
  heading('Gates'),
  tableOr(
    'The policy has none.',
    'How the gates stand',
    ['Gate', 'Needed', 'State', 'Evidence'],
    gates.map(({ gate, needed, state, evidence }): readonly (readonly Inline[])[] => [
      [{ link: gate.title, page: 'COMPLIANCE', heading: `Gate ${gate.id}` }],
      [needed ? 'yes' : 'no'],
      [tellState(state)],
      toEvidence(evidence),
    ]),
  ),
];

/** Whether the change may merge, and why, on one page. */
export const writeExec = (pack: ReadPack): Page => {
  const { check, verdict } = pack;
  const reasons = reasonsOf(pack);
  const waived = check.findings.filter(({ waiver }) => waiver !== undefined).length;
  return {
    name: 'EXEC',
    title: 'Executive report',
    blocks: [
      text({ strong: `Verdict: ${verdict}.` }, verdictSays[verdict]),
      heading('What stands in the way'),
      reasons.length === 0 ? text('Nothing.') : { kind: 'list', items: reasons },
      ...changeOf(pack),
      heading('Findings'),
      text(
        `${countLevel(pack, 'block')} that block, ${countLevel(pack, 'warn')} that warn, ${countLevel(pack, 'info')} to know; ${counted(waived, 'finding')} allowed by a waiver.`,
        { link: 'All of them', page: 'COMPLIANCE', heading: 'Findings' },
      ),
      ...numbersOf(pack),
    ],
  };
};
