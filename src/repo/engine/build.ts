import { edition } from '../analysis/edition.ts';

/** What this program was built of: who was built of anything else may rule otherwise. */
export const build = edition ?? 'sources';
