import { canonicalJson, writeStableJson } from '../canonical-json.ts';
import { foundOf, idOfFound, type Evidence, type Found } from '../gates/evidence.ts';
import type { GateStanding } from '../gates/gate-state.ts';
import { digestGate } from '../gates/evidence.ts';
import type { Hash } from '../hash.ts';
import type { JournalEvent, ForeignEvent } from '../journal/journal.ts';
import { writeJson } from '../report/json.ts';
import type { CheckReport } from '../report/check-report.ts';
import type { LawText } from '../task.ts';
import { manifestName, sealName, verdictOfPack, writeManifest, writeSeal, type PackFile } from './manifest.ts';
import type { PackGates, PackJournal, PackPolicy, PackSubject } from './parts.ts';

/** All that a pack is made of. */
export interface PackContents {
  readonly subject: Omit<PackSubject, 'version'>;
  readonly report: CheckReport;
  readonly law: {
    readonly policy: { readonly title: string };
    readonly path: string;
    readonly revision?: string;
    readonly texts: readonly LawText[];
  };
  readonly gates: readonly GateStanding[];
  /** Id of evidence → what its commands wrote. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly journal: { readonly intact: boolean; readonly events: readonly (JournalEvent | ForeignEvent)[] };
}

const told: ReadonlySet<JournalEvent['kind']> = new Set([
  'task-started',
  'task-ended',
  'law-frozen',
  'waiver-written',
  'approval-written',
  'lift-written',
  'budget-approved',
  'action-judged',
  'action-decided',
  'unaccounted',
  'reverted',
  'hook-failed',
  'entries-missing',
] as const);

/**
 * The part of a journal that belongs to a pack: what was done and decided in its task, and once each run of a gate whose evidence
 * it holds. What names a moment is left out.
 */
const excerpt = (
  events: readonly (JournalEvent | ForeignEvent)[],
  { task }: Pick<PackSubject, 'task'>,
  evidence: ReadonlySet<string>,
): PackJournal['events'] => {
  const seen = new Set<string>();
  return events.flatMap((event): PackJournal['events'] => {
    if (event.kind === 'foreign') return [];
    if (event.kind === 'gate-ran') {
      if (!evidence.has(event.evidence) || seen.has(event.evidence)) return [];
      seen.add(event.evidence);
      // Its digest is over the time as well; what it is of is named by the id.
      const { digest: _digest, ...ran } = event;
      return [ran];
    }
    return task !== null && event.task === task && told.has(event.kind) ? [event] : [];
  });
};

const describeGate = ({ gate, needed, state, evidence }: GateStanding, hash: Hash): PackGates['gates'][number] => ({
  gate,
  digest: digestGate(gate, hash),
  needed,
  state,
  evidence: evidence?.id ?? null,
});

/** A digest of a law: of its texts, and where they come from. */
export const digestLaw = (texts: readonly LawText[], hash: Hash): string => hash(canonicalJson(texts));

const describePolicy = ({ policy, path, revision, texts }: PackContents['law'], hash: Hash): PackPolicy => ({
  version: 1,
  title: policy.title,
  path,
  revision: revision ?? null,
  digest: digestLaw(texts, hash),
  texts: texts.map(({ source, text }) => ({ source, text })),
});

const writeFound = (found: Found, hash: Hash): string => writeStableJson({ ...found, id: idOfFound(found, hash) });

const sealedOf = ({ id: _id, digest: _digest, ...body }: Evidence): Found => foundOf(body);

const bytesOf = (point: number): number => {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
};

const byteCount = (text: string): number => {
  let sum = 0;
  for (const sign of text) sum += bytesOf(sign.codePointAt(0) ?? 0);
  return sum;
};

const fileOf = (text: string, hash: Hash): PackFile => ({ digest: hash(text), bytes: byteCount(text), text });

/** The files of a pack, path → text: the same contents, the same bytes. `hash` is SHA-256 of the text as UTF-8, in hex. */
export const buildPack = (contents: PackContents, hash: Hash): ReadonlyMap<string, string> => {
  const { report, law, gates, outputs, journal } = contents;
  const subject: PackSubject = { version: 1, ...contents.subject };
  const evidence = gates.flatMap((standing) => standing.evidence ?? []);
  const standings = gates.map((standing) => describeGate(standing, hash));
  const policy = describePolicy(law, hash);
  const ids = new Set(evidence.map(({ id }) => id));
  const files = new Map([
    ['subject.json', writeStableJson(subject)],
    ['check.json', writeJson(report)],
    ['policy.json', writeStableJson(policy)],
    ['gates.json', writeStableJson({ version: 1, gates: standings })],
    [
      'journal.json',
      writeStableJson({ version: 1, intact: journal.intact, events: excerpt(journal.events, subject, ids) }),
    ],
    ...evidence.map((one) => [`evidence/${one.id}.json`, writeFound(sealedOf(one), hash)] as const),
    ...[...outputs].filter(([id]) => ids.has(id)).map(([id, text]) => [`evidence/${id}.log`, text] as const),
  ]);
  const described = new Map([...files].map(([path, text]) => [path, fileOf(text, hash)]));
  const manifest = writeManifest({ subject, policy, verdict: verdictOfPack(report, standings) }, described);
  return new Map([...files, [manifestName, manifest], [sealName, writeSeal(hash(manifest))]]);
};
