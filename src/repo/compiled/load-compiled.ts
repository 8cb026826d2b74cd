import { isAscii } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { keepCode, readCode } from './kept-code.ts';

/** Loads files of CommonJS with what V8 made of them in an earlier process. */
export interface CompiledLoader {
  /** What a file exports, by its absolute path. What it asks for itself of the same folder is loaded in the same way. */
  readonly load: (file: string) => unknown;
  /** Keeps what V8 has made of them by now, where nothing was kept of it before. */
  readonly keep: () => Promise<void>;
}

interface Loaded {
  readonly source: Buffer;
  readonly script: Script;
  readonly kept: string;
}

/** How Node runs a file: as a function of these. */
type Run = (exports: object, ask: NodeJS.Require, own: object, file: string, folder: string) => void;

const wrap = (text: string): string => `(function (exports, require, module, __filename, __dirname) { ${text}\n})`;

// Text of one byte for each character is read, and looked at by V8, in a fraction of the time.
const textOf = (source: Buffer): string => source.toString(isAscii(source) ? 'latin1' : 'utf8');

const compile = (file: string, kept: string, isUsual: boolean): Loaded & { readonly isNew: boolean } => {
  const source = readFileSync(file);
  const cachedData = isUsual ? readCode(kept, source) : undefined;
  const script = new Script(wrap(textOf(source)), {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  return { source, script, kept, isNew: isUsual && (cachedData === undefined || script.cachedDataRejected === true) };
};

/**
 * Opens a loader that keeps code in a folder, by the names of the files. Of another Node it is kept apart. What lies in another
 * folder than the file that asks, or in none, is loaded by Node.
 */
export const openCompiledLoader = (folder: string): CompiledLoader => {
  const modules = new Map<string, { exports: object }>();
  const fresh: Loaded[] = [];
  const place = join(folder, `${process.version}-${process.arch}`);
  // While V8 is set otherwise it refuses what was kept, and what it makes then is of no use to others.
  const tag = cachedDataVersionTag();
  const load = (file: string): unknown => {
    const known = modules.get(file);
    if (known !== undefined) return known.exports;
    const own = { exports: {} };
    modules.set(file, own);
    try {
      const { isNew, ...loaded } = compile(file, join(place, `${basename(file)}.code`), cachedDataVersionTag() === tag);
      if (isNew) fresh.push(loaded);
      const run = loaded.script.runInThisContext() as Run;
      run(own.exports, requireFor(file), own, file, dirname(file));
    } catch (error) {
      modules.delete(file);
      throw error;
    }
    return own.exports;
  };
  const requireFor = (file: string): NodeJS.Require => {
    const plain = createRequire(file);
    const ask = (name: string): unknown => (/^\.\/.*\.cjs$/.test(name) ? load(plain.resolve(name)) : plain(name));
    return Object.assign(ask, plain);
  };
  return {
    load,
    keep: async () => {
      // As late as that, it holds the functions that were called, too.
      await Promise.all(
        fresh.map(async ({ kept, source, script }) => keepCode(kept, source, script.createCachedData())),
      );
      fresh.length = 0;
    },
  };
};
