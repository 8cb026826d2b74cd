import { canonicalJson } from '../canonical-json.ts';
import type { Hash } from '../hash.ts';
import { parseJson } from '../parse-json.ts';
import { journalEvent, type JournalEntry, type JournalEvent } from './journal.ts';

/** What a line hangs on: the number and the digest of the line before it. */
export interface ChainEnd {
  readonly number: number;
  readonly digest: string;
}

/** What the first line of a journal hangs on. */
export const chainStart: ChainEnd = { number: 0, digest: '0'.repeat(64) };

/** A line of the journal that is as it was written. */
export interface JournalLine {
  readonly entry: JournalEntry;
  readonly digest: string;
  /** The digest of the line before it. */
  readonly previous: string;
}

/** JSON of a value as it stands in a line: sorted keys, ASCII alone, so that a text has one spelling in bytes. */
export const spellJson = (value: unknown): string =>
  canonicalJson(value).replace(/[^\u0020-\u007e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The next line, without its line end. The digest is over all of the line that follows it. */
export const writeJournalLine = (
  { at, event }: { readonly at: string; readonly event: JournalEvent },
  after: ChainEnd,
  digestOf: Hash,
): { readonly text: string; readonly end: ChainEnd } => {
  const number = after.number + 1;
  const fields = [`"number":${number}`, `"previous":"${after.digest}"`, `"at":${JSON.stringify(at)}`];
  const body = `${fields.join(',')},"event":${spellJson(event)}}`;
  const digest = digestOf(body);
  return { text: `{"digest":"${digest}",${body}`, end: { number, digest } };
};

const shape =
  /^\{"digest":"(?<digest>[0-9a-f]{64})",(?<body>"number":(?<number>[1-9][0-9]{0,15}),"previous":"(?<previous>[0-9a-f]{64})","at":"(?<at>[^"\\]+)","event":(?<event>\{.*\})\})$/;

const readEvent = (json: string): JournalEntry['event'] | undefined => {
  const value = parseJson(json);
  const known = journalEvent.safeParse(value);
  if (known.success) return known.data;
  return value === undefined ? undefined : { kind: 'foreign', value };
};

/** Reads a line; undefined where it is not as it was written. */
export const readJournalLine = (text: string, digestOf: Hash): JournalLine | undefined => {
  const { digest, body, number, previous, at, event: json } = shape.exec(text)?.groups ?? {};
  if (digest === undefined || body === undefined || digestOf(body) !== digest) return undefined;
  const event = readEvent(json ?? '');
  if (event === undefined || at === undefined || previous === undefined) return undefined;
  return { entry: { number: Number(number), at, event }, digest, previous };
};
