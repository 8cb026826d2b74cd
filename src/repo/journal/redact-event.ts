import { redactSecrets, replaceTexts, textsOfEvent, type JournalEvent } from '#core';
import type { FindSecrets } from '#app';

// No secret is that short, and none is made of these alone: digests, ids and moments.
const shortest = 12;
const plain = /^[0-9a-f]{7,64}$|^\d{8}-\d{6}-[0-9a-f]+$|^torn\/[0-9a-f]{64}-\d+\.line$/;

// What lies further on would be cut off anyway, and is not looked through.
const farthest = 65_536;

const redact = async (text: string, findSecrets: FindSecrets): Promise<string> => {
  const near = text.slice(0, farthest);
  const { text: redacted } = redactSecrets(near, await findSecrets('journal.md', near));
  return near === text ? redacted : `${redacted} … [${text.length - farthest} more characters]`;
};

/** The event without secrets. The scanner is loaded where there is a text that could hold one. */
export const redactEvent = async (event: JournalEvent, load: () => Promise<FindSecrets>): Promise<JournalEvent> => {
  const texts = new Set(textsOfEvent(event).filter((text) => text.length >= shortest && !plain.test(text)));
  if (texts.size === 0) return event;
  const findSecrets = await load();
  const replacements = new Map<string, string>();
  for (const text of texts) replacements.set(text, await redact(text, findSecrets));
  return replaceTexts(event, replacements);
};
