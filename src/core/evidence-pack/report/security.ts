import { counted } from '../../markdown/write.ts';
import type { PackFiles } from '../manifest.ts';
import type { ReadPack } from '../parts.ts';
import { findingHead, rowOfFinding } from './parts.ts';
import { heading, tableOr, text, type Block, type Inline, type Page } from './page.ts';

const kinds: ReadonlySet<string> = new Set([
  'secrets',
  'pii-in-logs',
  'sql-predicate',
  'guard-removed',
  'guard-hollowed',
  'required-call',
  'forbidden-import',
  'forbidden-call',
  'forbidden-field',
  'new-dependency',
  'protected-path',
  'tests-weakened',
]);

type Event = ReadPack['journal']['events'][number];

const isKind = <Kind extends Event['kind']>(
  ...wanted: readonly Kind[]
): ((event: Event) => event is Extract<Event, { readonly kind: Kind }>) => {
  const names: ReadonlySet<string> = new Set(wanted);
  return (event): event is Extract<Event, { readonly kind: Kind }> => names.has(event.kind);
};

const agentOf = ({ journal }: ReadPack): readonly Block[] => {
  const judged = journal.events.filter(isKind('action-judged'));
  const blocked = judged.filter(({ verdict }) => verdict === 'block');
  const unaccounted = journal.events.filter(isKind('unaccounted')).flatMap(({ paths }) => paths);
  const failed = journal.events.filter(isKind('hook-failed'));
  const frozen = journal.events.filter(isKind('law-frozen'));
  return [
    heading('What the agent did'),
    {
      kind: 'list',
      items: [
        [`${counted(judged.length, 'action')} judged before it was done, ${blocked.length} of them blocked.`],
        [`${counted(failed.length, 'hook')} that could not judge.`],
        [`The kill switch stopped ${counted(frozen.length, 'thing')}.`],
        [
          `${counted(unaccounted.length, 'file')} changed that no accepted action explains.`,
          ...unaccounted.map((path) => ({ code: path })),
        ],
      ],
    },
    tableOr(
      'No action was blocked.',
      'Actions that were blocked',
      ['What', 'About', 'Why'],
      blocked.map(({ what, about, findings }): readonly (readonly Inline[])[] => [
        [what],
        about.map((one) => ({ code: one })),
        findings.map(({ rule, message }) => `${rule}: ${message ?? ''}`),
      ]),
    ),
  ];
};

const allowedOf = ({ check, journal }: ReadPack): readonly Block[] => {
  const waived = check.findings.filter(({ waiver }) => waiver !== undefined);
  const written = journal.events.filter(isKind('waiver-written', 'approval-written', 'budget-approved'));
  return [
    heading('What was allowed'),
    tableOr('No finding is waived.', 'Findings that somebody allowed', findingHead, waived.map(rowOfFinding)),
    tableOr(
      'Nobody wrote a waiver or an approval in the task.',
      'Written in the task',
      ['What', 'Who', 'Role', 'Why'],
      written.map(({ kind, path, who, role, reason }): readonly (readonly Inline[])[] => [
        [{ code: kind }, { code: path }],
        [who],
        [role],
        [reason],
      ]),
    ),
  ];
};

const filesOf = (files: PackFiles): Block =>
  tableOr(
    '',
    'Every file of the pack',
    ['File', 'Bytes', 'SHA-256'],
    [...files]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([path, { bytes, digest }]): readonly (readonly Inline[])[] => [
        [{ code: path }],
        [String(bytes)],
        [{ code: digest }],
      ]),
  );

/** What of the change touches secrets, data, guards and what comes from outside; what the agent did; and what the pack proves. */
export const writeSecurity = (pack: ReadPack, files: PackFiles): Page => {
  const found = pack.check.findings.filter(({ kind }) => kinds.has(kind));
  return {
    name: 'SECURITY',
    title: 'Security report',
    blocks: [
      heading('Findings of security'),
      text(
        'Of secrets, personal data, queries, guards, required and forbidden calls, dependencies, protected files and tests.',
      ),
      tableOr('None.', 'Findings that touch security', findingHead, found.map(rowOfFinding)),
      ...allowedOf(pack),
      ...agentOf(pack),
      heading('What the pack proves'),
      text(
        'Each byte is as it was made, and each state and verdict follows from what is in the pack. Who made it is not told by it: compare the digest of its manifest with one you were given otherwise. Secrets were taken out of outputs before they were kept; local evidence is that of the machine it was found on.',
      ),
      filesOf(files),
    ],
  };
};
