import { readText } from '../policy/read.ts';
import { knownShape } from '../policy/shape.ts';
import { present } from '../present.ts';
import { workFileOf, type WorkFile } from '../work-document/read.ts';
import { chainDocument, type ChainDocument } from './document.ts';

/** The folder of the reviewed tree in which chains stand, each in a file of its own. */
export const chainFolder = '.codex/governance/chains';

/** The file of a chain, read. */
export interface ChainFile extends WorkFile {
  /** What stands in it; absent when anything in it is wrong. */
  readonly chain?: ChainDocument;
}

/** The id that a path gives to a chain; undefined for a path that is none. */
export const chainIdOf = (path: string): string | undefined =>
  path.startsWith(`${chainFolder}/`) ? /^([^/]+)\.ya?ml$/.exec(path.slice(chainFolder.length + 1))?.[1] : undefined;

/** Reads the file of a chain. Every mistake is a problem at its line and column; never throws. */
export const readChain = (path: string, text: string): ChainFile => {
  const read = readText(path, text, {
    schema: chainDocument,
    shape: knownShape(chainDocument),
    name: 'chain',
    notAMap: 'A chain is a map: lines of `key: value`. Begin with `version: 1`.',
  });
  return { ...workFileOf({ id: chainIdOf(path) ?? path, path, text }, read), ...present('chain', read.document) };
};
