import { once } from '../once.ts';
import { loadSecretFinder } from '../secrets/secrets.ts';
import { createRedactEvent, type RedactEvent } from './redact-event.ts';

/** Takes secrets out of events for whoever hands them on before they are journalled; one memory for all who ask. */
export const redactEvent: RedactEvent = createRedactEvent(once(loadSecretFinder));
