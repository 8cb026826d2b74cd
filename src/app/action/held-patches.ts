import type { ProposedFile } from '#core';
import { putOn, type ProposedTexts } from './proposed.ts';

/** What became of a patch that was held: it stands on disk now, will be written, or will not be. */
export type Settlement = 'landed' | 'accepted' | 'declined';

interface Held {
  readonly name: string;
  readonly files: readonly ProposedFile[];
  readonly isLanded: boolean;
}

/** Patches that were judged, in order, as far as they are not measured yet. */
export interface HeldPatches {
  /** What they make of files, one after the other. */
  readonly files: () => readonly ProposedFile[];
  readonly texts: () => ProposedTexts;
  readonly add: (name: string, files: readonly ProposedFile[]) => void;
  readonly settle: (name: string, how: Settlement) => void;
  /** Forgets those that stand on disk: what is measured from now on has them. */
  readonly forgetLanded: () => void;
}

/** Opens a place for patches that are decided upon, or on their way to the disk. */
export const openHeldPatches = (): HeldPatches => {
  let held: readonly Held[] = [];
  const files = (): readonly ProposedFile[] => held.flatMap((one) => one.files);
  return {
    files,
    texts: () => putOn(new Map(), files()),
    add: (name, files) => {
      held = [...held.filter((one) => one.name !== name), { name, files, isLanded: false }];
    },
    settle: (name, how) => {
      held = held.flatMap((one) => {
        if (one.name !== name) return [one];
        return how === 'declined' ? [] : [{ ...one, isLanded: how === 'landed' }];
      });
    },
    forgetLanded: () => {
      held = held.filter(({ isLanded }) => !isLanded);
    },
  };
};
