import { fail, need, story, type Failure } from '#app';
import { failure, languageOf, printable, success, type Result } from '#core';
import { readFunctions, walkPaths, type Walk } from '#repo';
import { relative, resolve, sep } from 'node:path';
import { sayLine } from '../complain.ts';
import type { Documents } from '../documents.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface FunctionsOptions {
  readonly format: 'jsonl' | 'text';
  readonly over?: number;
}

type Entity = Documents['function'];

const write: Record<FunctionsOptions['format'], (entity: Entity) => string> = {
  jsonl: ({ path, name, kind, line, complexity }) => `${JSON.stringify({ path, name, kind, line, complexity })}\n`,
  text: ({ path, name, line, complexity }) =>
    `${printable(`${String(complexity).padStart(4)}  ${path}:${line}  ${name}`)}\n`,
};

const cancelled = fail('cancelled', 'It was cancelled before every file was read.');

const isKnown = (path: string): boolean => languageOf(path) !== undefined;

/** The files whose language is read, and those that were named one by one although it is not. */
const sortFiles = (walk: Walk, named: readonly string[], folder: string) => {
  const asked = new Set(named.map((path) => relative(folder, resolve(folder, path)).split(sep).join('/')));
  return { known: walk.files.filter(isKnown), strange: walk.files.filter((path) => asked.has(path) && !isKnown(path)) };
};

const listAll = async (
  terminal: Terminal,
  { walk, known }: { readonly walk: Walk; readonly known: readonly string[] },
  { format, over = 0 }: FunctionsOptions,
): Promise<Result<readonly string[], Failure>> => {
  const unread: string[] = [];
  for (const path of known) {
    if (terminal.signal.aborted) return failure(cancelled);
    const text = await walk.read(path);
    const read = await readFunctions(text === undefined ? [] : [{ path, text }], terminal.signal);
    if (!read.ok) return read;
    const [reading] = read.value;
    if (reading === undefined) unread.push(`${path}: could not be read, so its functions are not listed.`);
    const shown = (reading?.functions ?? []).filter(({ complexity }) => complexity > over);
    // One write a file: a large tree has tens of thousands of functions.
    terminal.out(shown.map((entity) => write[format]({ path, ...entity })).join(''));
  }
  return success(unread);
};

export const list = (terminal: Terminal, paths: readonly string[], options: FunctionsOptions) =>
  story<ExitCode>(async function* () {
    const walk = yield* need(walkPaths(paths, terminal.folder, terminal.environment));
    const { known, strange } = sortFiles(walk, paths, terminal.folder);
    const unread = yield* need(listAll(terminal, { walk, known }, options));
    const unknown = strange.map((path) => `${path}: its language is not read, so its functions are not listed.`);
    for (const line of [...unread, ...unknown]) sayLine(terminal, line);
    // A file that could not be read may hide anything: that is no clean answer.
    return unread.length + unknown.length > 0 ? 2 : 0;
  });
