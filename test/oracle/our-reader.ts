import assert from 'node:assert/strict';
import { grammarNames, readFunctions, type FunctionEntity } from '#core';
import { loadParsers } from '#repo';

const read = readFunctions(await loadParsers(['typescript', ...grammarNames]));

/**
 * What our reader finds in a file of that name; undefined for a text that it gives up on, because it is nested too deep.
 * A language that it does not know at all is a failure: silence would be taken for agreement.
 */
export function ourFunctions(path: string, text: string): readonly FunctionEntity[] | undefined {
  const empty = read(path, '');
  assert.ok(empty !== undefined, `core reads no functions of files like ${path}`);
  return read(path, text)?.functions;
}
