import { readFrontMatter } from '../../document-values.ts';
import { matchesAny } from '../../glob.ts';
import { textAt } from '../../manifests/tree.ts';
import { sectionOf } from '../../markdown/markdown.ts';
import type { FileChange } from '../../change.ts';
import type { Scene } from '../../rule-kind.ts';
import type { Surroundings, Tree } from '../../surroundings.ts';
import { holdsWord } from '../../whole-word.ts';
import type { Options } from './options.ts';

/*
 * Records of decisions as they are kept: Nygard's with a section `Status`, MADR's with front matter or a line
 * `* Status: accepted`. A record is mentioned by its path, its file name, or its number: `ADR 7`, `ADR-0007`.
 */

const statusInFront = (text: string): string | undefined => textAt(readFrontMatter(text)[0], 'status') || undefined;

const statusLine = (text: string): string | undefined =>
  /^[ \t]*(?:[-*|][ \t]*)?\**status\**[ \t]*[:|]\**[ \t]*(\S[^\n|]*)/im.exec(text)?.[1];

const statusSection = (text: string): string | undefined => {
  const section = sectionOf(text, 'Status');
  return section.ok ? section.value.text.split('\n').slice(1).join(' ') : undefined;
};

/** What a record says last: one that was accepted and then superseded says both. */
const over = /\b(?:superseded|deprecated|rejected|withdrawn)\b/i;

/** The status of a record, in lower case; undefined where it says none. */
const statusOf = (text: string): string | undefined => {
  const said = statusInFront(text) ?? statusLine(text) ?? statusSection(text) ?? '';
  return (over.exec(said)?.[0] ?? /[a-z]+/i.exec(said)?.[0])?.toLowerCase();
};

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const numberOf = (path: string): string | undefined => /^(?:adr)?[-_ ]?0*(\d+)/i.exec(nameOf(path))?.[1];

const numbersIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/\badr[\s#:_/-]*0*(\d+)\b/gi)].flatMap(([, number]) => number ?? []));

const isMentioned = (path: string, mentions: string, numbers: ReadonlySet<string>): boolean => {
  const name = nameOf(path).replace(/\.\w+$/, '');
  // `auth` is a word of any message; `0007-auth` and `auth.md` are not.
  const isPlainWord = /^\p{L}*$/u.test(name);
  return holdsWord(mentions, isPlainWord ? nameOf(path) : name) || numbers.has(numberOf(path) ?? '');
};

/** Why a record that is mentioned does not count; undefined: it does. */
const whyNot = (path: string, { before, after }: Surroundings, given: Options): string | undefined => {
  const say = (tree: Tree): string | undefined => {
    const status = statusOf(tree.text(path) ?? '');
    if (status === undefined) return `${path} says no status`;
    return given.status.includes(status) ? undefined : `${path} is ${over.test(status) ? '' : 'still '}${status}`;
  };
  const now = say(after);
  if (now !== undefined || given['accept-new']) return now;
  if (!before.has(path)) return `${path} comes with this very change`;
  return say(before) === undefined ? undefined : `${path} is accepted by this very change`;
};

/** The lines that a change adds to a file. */
const addedText = ({ path, addedLines }: FileChange, { after }: Surroundings): string => {
  const lines = after.text(path)?.split('\n') ?? [];
  return addedLines.flatMap(({ start, end }) => lines.slice(start - 1, end)).join('\n');
};

/**
 * All in which a change may name a decision: what it says of itself, and the lines that it adds to documents and to files in
 * the rule's place. What a record says of other records decides nothing.
 */
const textsOf = ({ options: given, around, files, change }: Scene<Options>): readonly string[] => {
  const isRecord = matchesAny(given.decisions);
  const inPlace = new Set(files.map(({ path }) => path));
  const telling = change.files.filter(
    ({ path, class: name }) => (name === 'docs' || inPlace.has(path)) && !isRecord(path),
  );
  return [around.mentions(), ...telling.map((file) => addedText(file, around))];
};

/** What of the records keeps a change from going on; undefined: one that counts is mentioned. */
export const lackOfDecision = (scene: Scene<Options>): string | undefined => {
  const { around, options: given } = scene;
  const mentions = textsOf(scene).join('\n');
  const numbers = numbersIn(mentions);
  const records = around.after.paths().filter(matchesAny(given.decisions));
  const mentioned = records.filter((path) => isMentioned(path, mentions, numbers));
  const reasons = mentioned.map((path) => whyNot(path, around, given));
  if (reasons.includes(undefined)) return undefined;
  const known = new Set(records.flatMap((path) => numberOf(path) ?? []));
  const missing = [...numbers].filter((number) => !known.has(number)).map((number) => `there is no ADR ${number}`);
  const found = [...reasons.filter((reason) => reason !== undefined), ...missing];
  return found.length === 0 ? 'it mentions none' : found.join(', ');
};
