import { counted, grouped } from '../../markdown/write.ts';
import { canonicalJson } from '../../canonical-json.ts';
import type { PackEvidence, PackGates, ReadPack } from '../parts.ts';
import { findingHead, rowOfFinding, tellState, toEvidence } from './parts.ts';
import { heading, tableOr, text, type Block, type Inline, type Page } from './page.ts';

const lawOf = ({ policy }: ReadPack): readonly Block[] => [
  heading('The policy'),
  text(
    { strong: policy.title },
    'from',
    { code: policy.path },
    policy.revision === null
      ? 'which was read from no commit of the base: it is no reviewed policy, or that of the task.'
      : `at commit ${policy.revision}.`,
  ),
  tableOr(
    '',
    'What it is made of',
    ['Source', 'Characters'],
    policy.texts.map(({ source, text: written }): readonly (readonly Inline[])[] => [
      [{ code: source }],
      [grouped(written.length)],
    ]),
  ),
  text('Digest:', { code: policy.digest }),
];

const findingsOf = ({ check }: ReadPack): readonly Block[] => [
  heading('Findings'),
  tableOr('None.', 'What the policy finds in the change', findingHead, check.findings.map(rowOfFinding)),
];

const demandOf = ({ measure, atLeast, atMost }: PackGates['gates'][number]['gate']['demands'][number]): string =>
  [
    measure,
    ...(atLeast === undefined ? [] : [`at least ${grouped(atLeast)}`]),
    ...(atMost === undefined ? [] : [`at most ${grouped(atMost)}`]),
  ].join(' ');

const gateOf = ({ gate, needed, state, evidence, digest }: PackGates['gates'][number]): readonly Block[] => [
  heading(`Gate ${gate.id}`, 3),
  text(
    { strong: `${gate.title}: ${tellState(state)}.` },
    needed ? 'The change needs it.' : 'The change does not need it.',
    gate.because,
  ),
  {
    kind: 'list',
    items: [
      ...gate.commands.map(({ run }): readonly Inline[] => ['Runs', { code: run }]),
      ...gate.demands.map((demand): readonly Inline[] => ['Demands', { code: demandOf(demand) }]),
      ['Evidence:', ...toEvidence(evidence)],
      ['Digest:', { code: digest }],
    ],
  },
];

const ended = ({ how, exit }: PackEvidence['commands'][number]): string =>
  how === 'exited' ? `exit code ${exit ?? 'none'}` : how.replace('-', ' ');

const measured = ({ tests, measures }: PackEvidence): readonly (readonly Inline[])[] => [
  ...(tests === undefined
    ? []
    : [[`${grouped(tests.passed)} passed, ${grouped(tests.failed)} failed, ${grouped(tests.skipped)} skipped.`]]),
  ...(tests?.failing ?? []).map((name): readonly Inline[] => ['Failed:', { code: name }]),
  ...Object.entries(measures)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]): readonly Inline[] => [{ code: name }, String(value)]),
];

const evidenceOf = (evidence: PackEvidence, output: string | undefined): readonly Block[] => {
  const facts = [...measured(evidence), ...evidence.problems.map((problem) => ['Red:', problem])];
  return [
    heading(evidence.id, 3),
    text('What gate', { code: evidence.gate }, 'found on the tree', { code: evidence.tree }, 'measured from', {
      code: evidence.base,
    }),
    tableOr(
      'No command was run.',
      `What was run for ${evidence.id}`,
      ['Command', 'Ended', 'Digest of its output'],
      evidence.commands.map((command): readonly (readonly Inline[])[] => [
        [{ code: command.run }],
        [ended(command)],
        [{ code: command.outputDigest }],
      ]),
    ),
    ...(facts.length === 0 ? [] : [{ kind: 'list', items: facts } as const]),
    ...(output === undefined || output === '' ? [] : [{ kind: 'lines', text: output } as const]),
  ];
};

const journalOf = ({ journal }: ReadPack): readonly Block[] => [
  heading('Journal'),
  text(
    `${counted(journal.events.length, 'event')}.`,
    journal.intact
      ? 'The journal was whole when the pack was made.'
      : { strong: 'The journal was not as it was written when the pack was made.' },
  ),
  tableOr(
    '',
    'What was done and decided',
    ['Event', 'What it says'],
    journal.events.map(({ kind, ...rest }): readonly (readonly Inline[])[] => [
      [{ code: kind }],
      [{ code: canonicalJson(rest) }],
    ]),
  ),
];

/** What the change was held to, what was found, and every piece of evidence. */
export const writeCompliance = (pack: ReadPack): Page => ({
  name: 'COMPLIANCE',
  title: 'Compliance report',
  blocks: [
    ...lawOf(pack),
    ...findingsOf(pack),
    heading('Gates'),
    ...(pack.gates.length === 0 ? [text('The policy has none.')] : pack.gates.flatMap(gateOf)),
    heading('Evidence'),
    ...(pack.evidence.size === 0
      ? [text('There is none.')]
      : [...pack.evidence.values()].flatMap((one) => evidenceOf(one, pack.outputs.get(one.id)))),
    ...journalOf(pack),
  ],
});
