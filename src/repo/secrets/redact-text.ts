import { redactSecrets } from '#core';
import type { FindSecrets } from '#app';

// What is kept of a text is shorter; the rest is not looked through, and so not kept either.
const farthest = 131_072;

/** A text without its secrets; the end of a very long one is left out, which it says. */
export const redactText = async (text: string, findSecrets: FindSecrets): Promise<string> => {
  const near = text.slice(0, farthest);
  const { text: redacted } = redactSecrets(near, await findSecrets('text.md', near));
  return near === text ? redacted : `${redacted} … [${text.length - farthest} more characters]`;
};
