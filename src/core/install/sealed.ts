import type { Hash } from '../hash.ts';

/*
 * What we write between others' lines, or into a file of its own, says by its digest whether a hand has changed it since: what
 * nobody has touched may be replaced, all else is somebody's.
 */

/** The digest that stands above a part of ours. */
export const sealOf = (body: string, hash: Hash): string => hash(body).slice(0, 16);

/** A part of ours as it was found. */
export interface SealedPart {
  readonly seal: string;
  readonly body: string;
}

/** Whether a part is still as we have written it. */
export const isUntouched = ({ seal, body }: SealedPart, hash: Hash): boolean => seal === sealOf(body, hash);

/** Why a part that a hand has changed is left alone. */
export const touched = 'the part of codex-governor in it was edited by hand; remove that part to have it written anew';
