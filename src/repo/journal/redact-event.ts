import { redactSecrets, replaceTexts, spansWithin, textsOfEvent, type JournalEvent } from '#core';
import type { FindSecrets } from '#app';
import { redactText } from '../secrets/redact-text.ts';

// No secret is that short, and none is made of these alone: digests, ids of tasks, our budgets, and where lines were set aside.
const shortest = 12;
const plain = /^[0-9a-f]{7,64}$|^\d{8}-\d{6}-[0-9a-f]+$|^budget\.[a-z]+(?:-[a-z]+)*$|^torn\/[0-9a-f]{64}-\d+\.line$/;

// Of the texts of an event most stood in others before: paths, names of rules. Longer ones are not remembered.
const mostRemembered = 1_000;
const longestRemembered = 500;

/** Several short texts, each without its secrets, by one scan: to begin one takes longer than to scan a line. */
const redactShort = async (
  texts: readonly string[],
  findSecrets: FindSecrets,
): Promise<ReadonlyMap<string, string>> => {
  const joined = texts.join('\n\n');
  const spans = await findSecrets('text.md', joined);
  const redacted = new Map<string, string>();
  let start = 0;
  for (const text of texts) {
    const end = start + text.length;
    redacted.set(text, redactSecrets(text, spansWithin(spans, start, end)).text);
    start = end + 2;
  }
  return redacted;
};

export type RedactEvent = (event: JournalEvent) => Promise<JournalEvent>;

/** Takes secrets out of events. The scanner is loaded with the first text that could hold one. */
export const createRedactEvent = (load: () => Promise<FindSecrets>): RedactEvent => {
  const known = new Map<string, string>();
  const remember = (redacted: ReadonlyMap<string, string>): void => {
    if (known.size + redacted.size > mostRemembered) known.clear();
    for (const [text, clean] of redacted) known.set(text, clean);
  };
  return async (event) => {
    const texts = [...new Set(textsOfEvent(event))].filter(
      (text) => text !== event.kind && text.length >= shortest && !plain.test(text),
    );
    const news = texts.filter((text) => !known.has(text));
    const replacements = new Map(texts.map((text) => [text, known.get(text) ?? text]));
    if (news.length > 0) {
      const findSecrets = await load();
      const short = news.filter(({ length }) => length <= longestRemembered);
      const redacted = short.length === 0 ? new Map<string, string>() : await redactShort(short, findSecrets);
      remember(redacted);
      for (const [text, clean] of redacted) replacements.set(text, clean);
      for (const text of news.filter(({ length }) => length > longestRemembered))
        replacements.set(text, await redactText(text, findSecrets));
    }
    return replaceTexts(event, replacements);
  };
};
