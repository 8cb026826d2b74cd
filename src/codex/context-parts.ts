import type { AgentContext } from '#app';
import type { AdditionalContextEntry } from './protocol/messages.ts';

/*
 * Codex leaves out the middle of a document that is longer than a thousand tokens, which it takes to be four thousand bytes;
 * of how many there are it takes no notice. So a document goes over in parts.
 */
const mostBytes = 3_600;

const bytesOf = (text: string): number => Buffer.byteLength(text);

/** The pieces of a line that is too long by itself; no sign is cut apart. */
const cutLine = (line: string): readonly string[] => {
  if (bytesOf(line) <= mostBytes) return [line];
  const pieces: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const sign of line) {
    const more = bytesOf(sign);
    if (bytes + more > mostBytes) {
      pieces.push(piece);
      piece = '';
      bytes = 0;
    }
    piece += sign;
    bytes += more;
  }
  return [...pieces, piece];
};

/** A text in parts that Codex leaves whole, cut after line ends; put together they are the text. */
const cutIntoParts = (text: string): readonly string[] => {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const line of text.split(/(?<=\n)/).flatMap(cutLine)) {
    const more = bytesOf(line);
    if (bytes + more > mostBytes) {
      parts.push(part);
      part = '';
      bytes = 0;
    }
    part += line;
    bytes += more;
  }
  return [...parts, part];
};

/** The documents as Codex takes them. It sorts them by their names: those of parts are numbered, all in as many digits. */
export const entriesOf = (documents: readonly AgentContext[]): Readonly<Record<string, AdditionalContextEntry>> =>
  Object.fromEntries(
    documents.flatMap(({ key, text }) => {
      const parts = cutIntoParts(text);
      const digits = String(parts.length).length;
      return parts.map((value, at): [string, AdditionalContextEntry] => [
        parts.length === 1 ? key : `${key}.${String(at + 1).padStart(digits, '0')}`,
        { kind: 'application', value },
      ]);
    }),
  );
