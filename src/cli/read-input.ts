import { fail, type Failure } from '#app';
import { failure, success, type Result } from '#core';
import { explainRefusal } from '#repo';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Terminal } from './terminal.ts';

/** A text that a person named: a file, from the folder the command was started in, or `-` for what comes in. */
export const readInput = async (
  { folder, input }: Pick<Terminal, 'folder' | 'input'>,
  file: string,
): Promise<Result<string, Failure>> => {
  const named = resolve(folder, file);
  try {
    if (file === '-') return success(input === undefined ? '' : await text(input()));
    return success(await readFile(named, 'utf8'));
  } catch (error) {
    return failure(
      fail('unreadable', `${named} cannot be read: ${explainRefusal(error)}.`, 'Name a file you may read.'),
    );
  }
};
