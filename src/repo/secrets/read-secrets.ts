import type { SecretSighting } from '#core';
import type { Failure, ReadSecrets, SourceText } from '#app';
import { contentKey } from '../content-key.ts';
import { inTurns } from '../in-turns.ts';
import { createKept } from '../kept.ts';
import { once } from '../once.ts';
import { loadSecretFinder } from './secrets.ts';

const mostSightings = 50_000;

const cancelled: Failure = { reason: 'cancelled', message: 'It was cancelled before every text was looked through.' };

/** A reader of secrets, which remembers texts by content. The scanner is loaded with the first. */
const createSecretReader = (): ReadSecrets => {
  const kept = createKept<readonly SecretSighting[]>(mostSightings, (sightings) => 1 + sightings.length);
  const load = once(loadSecretFinder);
  const readOne = async ({ path, text }: SourceText): Promise<readonly SecretSighting[]> =>
    kept.recall(contentKey(path, text), async () => (await load())(path, text));
  return async (texts, signal) => inTurns(texts, readOne, { cancelled, signal });
};

/** Finds the secrets in texts; one memory for all who ask. */
export const readSecrets: ReadSecrets = createSecretReader();
