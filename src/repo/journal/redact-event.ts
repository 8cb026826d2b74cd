import { replaceTexts, textsOfEvent, type JournalEvent } from '#core';
import type { FindSecrets } from '#app';
import { redactText } from '../redact-text.ts';

// No secret is that short, and none is made of these alone: digests, ids of tasks, and where lines were set aside.
const shortest = 12;
const plain = /^[0-9a-f]{7,64}$|^\d{8}-\d{6}-[0-9a-f]+$|^torn\/[0-9a-f]{64}-\d+\.line$/;

/** The event without secrets. The scanner is loaded where there is a text that could hold one. */
export const redactEvent = async (event: JournalEvent, load: () => Promise<FindSecrets>): Promise<JournalEvent> => {
  const texts = new Set(
    textsOfEvent(event).filter((text) => text !== event.kind && text.length >= shortest && !plain.test(text)),
  );
  if (texts.size === 0) return event;
  const findSecrets = await load();
  const replacements = new Map<string, string>();
  for (const text of texts) replacements.set(text, await redactText(text, findSecrets));
  return replaceTexts(event, replacements);
};
