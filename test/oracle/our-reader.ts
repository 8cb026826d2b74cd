import assert from 'node:assert/strict';
import { languageOf, parsersFor, readFunctions, skimFunctions, type FunctionEntity } from '#core';
import { loadParsers } from '#repo';
import { readBytes } from '../../src/repo/analysis/read-bytes.ts';

/** What our reader finds in a file; undefined for a text that no parser of ours gets through. */
export type OurReader = (path: string, text: string) => readonly FunctionEntity[] | undefined;

/**
 * Our reader of files with these endings. A language that it does not know is a failure: silence is no agreement. What is
 * skimmed of a file, or read off its bytes, has to be what the reader of its text says of it.
 */
export async function openOurReader(endings: readonly string[]): Promise<OurReader> {
  const paths = endings.map((ending) => `a.${ending}`);
  for (const path of paths) assert.ok(languageOf(path) !== undefined, `core reads no functions of files like ${path}`);
  const read = readFunctions(await loadParsers(parsersFor(paths)));
  return (path, text) => {
    const reading = read(path, text, { once: true });
    const skimmed = skimFunctions(path, text);
    if (skimmed !== undefined) assert.deepEqual(skimmed, reading, path);
    const fromBytes = readBytes(path, Buffer.from(text), {});
    if (fromBytes !== undefined) assert.deepEqual(fromBytes, reading, path);
    return reading?.functions;
  };
}
