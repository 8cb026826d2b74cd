import type { SecretSighting } from '#core';

/*
 * Keys that secretlint's recommended rules do not know. Each of these services begins its keys with a word of its own, so that
 * nothing else looks like one.
 */

interface Make {
  readonly what: string;
  /** Matches the key itself, and what stands before it only by looking there. */
  readonly test: RegExp;
}

const makes: readonly Make[] = [
  { what: 'Stripe key', test: /\b[rs]k_live_[A-Za-z0-9]{16,}/g },
  { what: 'Google API key', test: /\bAIza[\w-]{35}(?![\w-])/g },
  { what: 'GitLab token', test: /\bgl(?:pat|ptt|rt|dt|oas|cbt)-[\w-]{20,}/g },
  { what: 'Hugging Face token', test: /\bhf_[A-Za-z0-9]{34,}\b/g },
  { what: 'Azure storage key', test: /(?<=\bAccountKey=)[A-Za-z0-9+/]{86}==/g },
];

// Every Azurite and every storage emulator has this key; Microsoft prints it in its manual.
const ofEmulator = /^Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/;

/** The keys of such services in a text, service by service. */
export const keysOfServices = (text: string): readonly SecretSighting[] =>
  makes.flatMap(({ what, test }) =>
    [...text.matchAll(test)]
      .filter(([key]) => !ofEmulator.test(key))
      .map(({ 0: key, index }) => ({ start: index, end: index + key.length, what })),
  );
