import { hash } from 'node:crypto';
import { fstatSync, statSync, type Stats } from 'node:fs';
import { basename } from 'node:path';
import type { FunctionEntity, FunctionReading } from '#core';
import { isSettled, stampOf } from '../stamp.ts';
import { systemCode } from '../system-refusal.ts';
import { inAscii, loadCache, type CacheName } from './cache-file.ts';
import { readFileBytes } from './file-text.ts';
import { readRows, rowsOf } from './function-rows.ts';
import type { FunctionsOfFile } from './read-file.ts';

/** What is known of a file as it is now, or else its bytes, until the next one is looked at, and what to do with what is read of it. */
export type Look = { readonly known: FunctionsOfFile } | { readonly bytes: Buffer; readonly keep: Keep };

type Keep = (reading: FunctionReading) => void;

/** What was read of files in earlier runs, and what this thread learns in this one. */
export interface FunctionCache {
  /** What is known of a file that nobody touched since, without opening it. */
  readonly recall: (file: string) => FunctionsOfFile | undefined;
  /** Looks into any other file. */
  readonly look: (file: string) => Look;
  /** The lines it learnt since it was last asked, for `saveCache`. */
  readonly learnt: () => readonly string[];
}

/** What is kept of a file, after its name. */
interface Entry {
  /** Of the file when it was read; empty where the clock could not tell a later write from it. */
  readonly stamp: string;
  /** The highest complexity in it. */
  readonly most: number;
  /** The line where it first cannot be parsed; 0 where it parses. */
  readonly flawAt: number;
  /** Of its bytes. */
  readonly digest: string;
  /** Rows in JSON. */
  readonly functions: string;
}

const separator = '\t';

// The key of a line is the name of its file, in JSON: of thousands it is made once.
const startOf = (key: string, stamp: string): string => `${key}${separator}${stamp}${separator}`;

const lineOf = (key: string, { stamp, most, flawAt, digest, functions }: Entry): string =>
  startOf(key, stamp) + [most, flawAt, digest, functions].join(separator);

const entryOf = (line: string): Entry => {
  const [, stamp = '', most = '', flawAt = '', digest = '', functions = '[]'] = line.split(separator);
  return { stamp, most: Number(most), flawAt: Number(flawAt), digest, functions };
};

// The name tells the language and the dialect, so that one text is not the same under every name.
const contentOf = (key: string, digest: string): string => `${digest} ${basename(key)}`;

const readingOf = ({ most, flawAt, functions }: Entry, over: number): FunctionReading => ({
  // Most files have none that is asked for, and to parse what is kept of them would take longest.
  functions: most > over ? readRows(functions).filter(({ complexity }) => complexity > over) : [],
  ...(flawAt === 0 ? {} : { flaw: { line: flawAt } }),
});

const highest = (functions: readonly FunctionEntity[]): number =>
  functions.reduce((most, { complexity }) => Math.max(most, complexity), 0);

const statIfThere = (file: string): Stats | undefined => {
  try {
    return statSync(file);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return undefined;
  }
};

/** Finds what is kept of a content, under whatever name; of the first run there is nothing to look through. */
const findContent = (lines: ReadonlyMap<string, string>): ((content: string) => Entry | undefined) => {
  let byContent: Map<string, Entry> | undefined;
  return (content) => {
    byContent ??= new Map(
      [...lines].map(([key, line]) => {
        const entry = entryOf(line);
        return [contentOf(key, entry.digest), entry];
      }),
    );
    return byContent.get(content);
  };
};

/**
 * Opens what is kept under a name, and tells of it only functions above a complexity; empty where there is nothing, or nothing
 * that can be believed.
 */
export const openFunctionCache = (name: CacheName, over: number): FunctionCache => {
  const lines = loadCache(name);
  let learnt: string[] = [];
  const withContent = findContent(lines);
  const learn = (key: string, entry: Entry): void => {
    const line = lineOf(key, entry);
    if (lines.get(key) !== line) learnt.push(line);
  };
  return {
    recall: (file) => {
      // Of the first run, to which nothing is known, none of it is asked.
      if (lines.size === 0) return undefined;
      const key = inAscii(file);
      const line = lines.get(key);
      const found = line === undefined ? undefined : statIfThere(file);
      const isSame = found !== undefined && line?.startsWith(startOf(key, stampOf(found))) === true;
      return isSame ? readingOf(entryOf(line), over) : undefined;
    },
    look: (file) => {
      // Whatever is written from then on changes it.
      let stamp = '';
      const bytes = readFileBytes(file, (place) => {
        const found = fstatSync(place);
        if (isSettled(found)) stamp = stampOf(found);
      });
      if (bytes === undefined) return { known: null };
      const key = inAscii(file);
      const digest = hash('sha256', bytes, 'base64');
      const same = lines.size === 0 ? undefined : withContent(contentOf(key, digest));
      if (same === undefined) {
        const keep: Keep = ({ functions, flaw }) =>
          learn(key, {
            stamp,
            digest,
            most: highest(functions),
            flawAt: flaw?.line ?? 0,
            functions: inAscii(rowsOf(functions)),
          });
        return { bytes, keep };
      }
      learn(key, { ...same, stamp });
      return { known: readingOf(same, over) };
    },
    learnt: () => {
      const told = learnt;
      learnt = [];
      return told;
    },
  };
};
