import type { SyntaxChange } from '#core';
import type { Failure, ReadSyntaxChanges, SourceEdit } from '#app';
import { createChangeReader } from '../analysis/read-change.ts';
import { inTurns } from '../in-turns.ts';
import { askForChange } from '../reading-aside.ts';

const cancelled: Failure = { reason: 'cancelled', message: 'It was cancelled before the change was read.' };

/** A reader of what edits are in syntax. */
const createSyntaxReader = (): ReadSyntaxChanges => {
  const readHere = createChangeReader();
  return async (edits, signal) => {
    const readOne = async (edit: SourceEdit): Promise<SyntaxChange | undefined> => {
      const aside = await askForChange(edit, () => signal?.aborted === true);
      return aside === undefined ? readHere(edit) : aside.told;
    };
    return inTurns(edits, readOne, { cancelled, signal });
  };
};

/** Tells what edits are in syntax; one memory for all who ask. */
export const readSyntaxChanges: ReadSyntaxChanges = createSyntaxReader();
