import type { Hash } from '../hash.ts';
import type { BuiltPack, PackItem, PackProblem } from './context-pack.ts';
import { fitDocuments, type Fitted } from './cut.ts';
import { missingFile, type DemandedFile, type PackDemand } from './demand.ts';
import { holdsEnvironment, namesOfEnvironment, type DocumentText } from './document.ts';
import { checkFreshness, neverCommitted, type FileHistory } from './fresh.ts';
import { writePackManifest } from './manifest.ts';
import { counted, grouped } from '../markdown/write.ts';
import { sectionOf } from '../markdown/markdown.ts';
import { redactSecrets, spansWithin } from '../redact.ts';

/** A demanded file with what was found of it. `history` is there where the policy asks how fresh the file is. */
export interface GatheredFile extends DemandedFile {
  readonly document: DocumentText;
  readonly history?: FileHistory;
}

export interface PackFacts {
  /** In the order of the demand. */
  readonly gathered: readonly GatheredFile[];
  /** What the demand itself could not meet. */
  readonly problems: PackDemand['problems'];
  /** Every file of the repository, to offer the nearest name for a missing one. */
  readonly files: readonly string[];
  /** The most tokens the pack may hold. */
  readonly tokenLimit: number;
  readonly countTokens: (text: string) => number;
  readonly hash: Hash;
}

type Described = Omit<PackItem, 'digest' | 'tokens' | 'cut' | 'cutTokens'>;

interface Ready {
  readonly item: Described;
  readonly text: string;
}

interface Outcome {
  readonly ready?: Ready;
  readonly problems: readonly PackProblem[];
}

const notText = ({ item, path }: GatheredFile): PackProblem => ({
  item: item.id,
  kind: 'missing',
  path,
  message: `${path} cannot be read as text; it is binary or not UTF-8.`,
  remedy: 'Save it as UTF-8, or narrow the path in the policy to files that are text.',
});

const unreadable = ({ item, path }: GatheredFile, files: readonly string[]): PackProblem =>
  files.includes(path)
    ? {
        item: item.id,
        kind: 'missing',
        path,
        message: `${path} is listed but cannot be read here: it is a link that is broken or leads out of the repository, or it has just gone.`,
        remedy: 'Put a file of the repository in its place, or leave it out in the policy.',
      }
    : missingFile({ ...item, path }, files);

const deadAnchor = ({ item, path }: GatheredFile, anchor: string, nearest: string | undefined): PackProblem => ({
  item: item.id,
  kind: 'dead-anchor',
  path,
  message:
    nearest === undefined
      ? `${path} has no heading “${anchor}”; it has no headings at all.`
      : `${path} has no heading “${anchor}”. The nearest is “${nearest}”.`,
  remedy: 'Put the anchor right in the policy, or give the document its heading back.',
});

const describe = (
  { id, item, path, history }: GatheredFile,
  anchor: string | undefined,
): Omit<Described, 'redacted'> => {
  const notes =
    history !== undefined && neverCommitted(history) ? ['It was never committed, so it counts as fresh.'] : [];
  return {
    id,
    path,
    ...(anchor === undefined ? {} : { anchor }),
    rank: item.rank,
    title: item.title,
    ...(notes.length === 0 ? {} : { notes }),
  };
};

const readEnvironment = (file: GatheredFile, text: string): Outcome => {
  const names = namesOfEnvironment(text);
  const described = describe(file, undefined);
  const notes = [...(described.notes ?? []), 'Only the names of the environment variables are packed.'];
  return { ready: { item: { ...described, redacted: names.values, notes }, text: names.text }, problems: [] };
};

const readPart = (file: GatheredFile, document: Extract<DocumentText, { state: 'text' }>): Outcome => {
  const { anchor } = file.item;
  if (holdsEnvironment(file.path)) return readEnvironment(file, document.text);
  if (anchor === undefined) {
    const { text, count } = redactSecrets(document.text, document.secrets);
    return { ready: { item: { ...describe(file, undefined), redacted: count }, text }, problems: [] };
  }
  const section = sectionOf(document.text, anchor);
  if (!section.ok) return { problems: [deadAnchor(file, anchor, section.error.nearest?.text)] };
  const { start, end, heading } = section.value;
  const { text, count } = redactSecrets(section.value.text, spansWithin(document.secrets, start, end));
  return { ready: { item: { ...describe(file, heading.slug), redacted: count }, text }, problems: [] };
};

const refused = ({ item, path }: GatheredFile, document: Refused): PackProblem => ({
  item: item.id,
  kind: document.state === 'too-large' ? 'over-budget' : 'missing',
  path,
  message: document.message,
  remedy: document.remedy,
});
type Refused = Extract<DocumentText, { state: 'too-large' | 'unreadable' }>;

const readFile = (file: GatheredFile, files: readonly string[]): Outcome => {
  const { document } = file;
  if (document.state === 'absent') return { problems: [unreadable(file, files)] };
  if (document.state === 'not-text') return { problems: [notText(file)] };
  if (document.state !== 'text') return { problems: [refused(file, document)] };
  const part = readPart(file, document);
  return { ...part, problems: [...part.problems, ...checkFreshness(file)] };
};

const overBudget = (items: readonly PackItem[], tokens: number, limit: number): readonly PackProblem[] => {
  const [largest] = [...items].sort((one, other) => other.tokens - one.tokens);
  if (tokens <= limit || largest === undefined) return [];
  return [
    {
      // The item a longer budget or a narrower glob would help most.
      item: largest.id,
      kind: 'over-budget',
      path: largest.path,
      message: `The context pack takes ${counted(tokens, 'token')} even with every document cut to its headings; ${grouped(limit)} are allowed. The largest item is ${largest.id} with ${grouped(largest.tokens)}.`,
      remedy: 'Name fewer or narrower documents in the policy, use anchors, or raise context-tokens of the mode.',
    },
  ];
};

const finish = (item: Described, fitted: Fitted, hash: PackFacts['hash']): PackItem => ({
  ...item,
  digest: hash(fitted.text),
  tokens: fitted.tokens,
  cut: fitted.cut,
  ...(fitted.cutTokens === 0 ? {} : { cutTokens: fitted.cutTokens }),
});

/** Makes the pack of what was gathered. The same facts give the same pack, digest and texts. */
export const buildContextPack = (facts: PackFacts): BuiltPack => {
  const { countTokens, hash, tokenLimit } = facts;
  const outcomes = facts.gathered.map((file) => readFile(file, facts.files));
  const ready = outcomes.flatMap((outcome) => outcome.ready ?? []);
  const measured = ready.map(({ item, text }) => ({ path: item.path, text, tokens: countTokens(text) }));
  const fitted = fitDocuments(measured, tokenLimit, countTokens);
  const items = ready.flatMap(({ item }, index) => {
    const fit = fitted[index];
    return fit === undefined ? [] : [finish(item, fit, hash)];
  });
  const tokens = items.reduce((sum, item) => sum + item.tokens, 0);
  const problems = [
    ...facts.problems,
    ...outcomes.flatMap((outcome) => outcome.problems),
    ...overBudget(items, tokens, tokenLimit),
  ];
  const digest = hash(writePackManifest(items, problems));
  return { pack: { items, problems, tokens, tokenLimit, digest }, texts: fitted.map(({ text }) => text) };
};
