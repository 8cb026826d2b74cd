import type { Failure } from '#app';
import { failure, success, type Result } from '#core';
import { explainRefusal } from '#repo';
import { writeFile } from 'node:fs/promises';

/** Writes a text to a file that a person named, over what is there; absolute. */
export const writeOutput = async (file: string, text: string): Promise<Result<void, Failure>> => {
  try {
    return success(await writeFile(file, text));
  } catch (error) {
    return failure({
      reason: 'cannot-keep',
      message: `The text could not be written to ${file}: ${explainRefusal(error)}.`,
      remedy: 'Name a file in a folder that is there and that you may write to.',
    });
  }
};
